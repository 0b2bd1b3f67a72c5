"""Answers as fill colours: what a colour is, what a key says of it, and paint that is no answer."""

from __future__ import annotations

import io
from datetime import datetime

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from loaders.draft import Fate
from loaders.kinds import Options
from loaders.recognition import draft_of
from loaders.surveys.colours import hue_of, is_neutral
from loaders.vocabulary.vocabulary import Vocabulary

LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"
FREEZE = "Freeze sign-up to any new data sharing agreements or local system data sharing platforms"
HEADINGS = ["ODS code", LIMIT, FREEZE]
RED, AMBER, GREEN, BLUE, PALE = "FF0000", "FFC000", "00B050", "8DB4E2", "E2EFDA"


@pytest.fixture
def painted(vocabulary):
    """A draft of a sheet whose cells are painted: fills by cell reference."""

    def read(rows, fills, words=vocabulary, **options):
        workbook = openpyxl.Workbook()
        for row in rows:
            workbook.active.append(row)
        for cell, colour in fills.items():
            workbook.active[cell].fill = PatternFill("solid", fgColor=colour)
        data = io.BytesIO()
        workbook.save(data)
        names = Options(**({"region": "sefton", "survey": "autumn"} | options))
        draft = draft_of(data.getvalue(), "painted.xlsx", names, words, datetime(2025, 6, 1))
        assert draft.refused is None, draft.refused
        return draft

    return read


@pytest.fixture
def answers(rows_of):
    def given(draft):
        frame = rows_of(draft, "answers")
        if frame.empty:
            return {}
        return dict(zip(zip(frame["respondent"], frame["action"], strict=True), frame["answer"], strict=True))

    return given


@pytest.mark.parametrize(
    ("rgb", "hue"),
    [
        ("FF0000", "red"),
        ("C00000", "red"),
        ("FFC7CE", "red"),  # Excel's "Bad"
        ("FFC000", "amber"),
        ("FFFF00", "amber"),
        ("FFEB9C", "amber"),  # Excel's "Neutral"
        ("00B050", "green"),
        ("92D050", "green"),
        ("C6EFCE", "green"),  # Excel's "Good"
        ("D9E1F2", None),
        ("7030A0", None),
        ("808080", None),
        ("FFFFFF", None),
    ],
)
def test_hues(rgb, hue):
    assert hue_of(rgb) == hue


def test_greys_structure_a_sheet():
    assert is_neutral("D9D9D9")
    assert not is_neutral(BLUE)


def test_colours_answer_where_no_words_do(painted, answers):
    draft = painted([HEADINGS, ["Z99001"], ["Z99002"]], {"B2": GREEN, "C2": RED, "B3": AMBER})
    assert answers(draft) == {
        ("Z99001", "limit_contacts"): "green",
        ("Z99001", "dsa_freeze"): "red",
        ("Z99002", "limit_contacts"): "amber",
    }
    assert draft.fates["Sheet"][1, 1] == Fate.ANSWER
    assert (draft.rows_read, draft.rows_loaded) == (2, 2)


OWN_KEY = {
    "agreeing": ([None, "Will readily undertake"], [None, "Will not undertake"]),
    "agreeing in other words": ([None, "Up for it"], [None, "Not for us"]),
}
AGAINST = {
    "against the scale": ([None, "Will not undertake"], [None, "Will readily undertake"]),
    "against it in other words": ([None, "Not for us"], [None, "Up for it"]),
}
UNKNOWN = {"in words that say neither": ([None, "Zork"], [None, "Urgent"])}


@pytest.mark.parametrize("key", [*OWN_KEY, *AGAINST, *UNKNOWN])
def test_a_key_of_colours_that_says_otherwise_than_the_scale_is_asked_about(
    painted, answers, vocabulary, key
):
    green, red = (OWN_KEY | AGAINST | UNKNOWN)[key]
    rows, fills = (
        [HEADINGS, ["Z99001"], ["Z99002"], [], green, red],
        {"B2": GREEN, "C2": RED, "B3": RED, "A5": GREEN, "A6": RED},
    )
    draft = painted(rows, fills)
    as_painted = {
        ("Z99001", "limit_contacts"): "green",
        ("Z99001", "dsa_freeze"): "red",
        ("Z99002", "limit_contacts"): "red",
    }
    if key in OWN_KEY:
        assert (draft.questions, answers(draft)) == ({}, as_painted)
        return
    assert answers(draft) == {}
    first = {question.value.split()[0]: question.choices[0] for question in draft.questions.values()}
    swapped = {"green": "red", "red": "green"}
    assert first == (swapped if key in AGAINST else {"green": "green", "red": "red"})
    result = {
        (question.about, question.key): first[question.value.split()[0]]
        for question in draft.questions.values()
    }
    draft = painted(rows, fills, words=Vocabulary(vocabulary.snapshot, result))
    assert draft.questions == {}
    assert answers(draft) == {cell: first[colour] for cell, colour in as_painted.items()}


def test_words_beat_paint_with_a_note(painted, answers):
    draft = painted([HEADINGS, ["Z99001", "Red", "Green"]], {"B2": GREEN, "C2": GREEN})
    assert answers(draft) == {("Z99001", "limit_contacts"): "red", ("Z99001", "dsa_freeze"): "green"}
    assert draft.notes == ["B2 says Red and is painted Green: the word counts."]


def test_paint_alone_among_words_is_a_problem(painted, answers):
    draft = painted([HEADINGS, ["Z99001", "Red", "Green"], ["Z99002", "Red", None]], {"C3": RED})
    (problem,) = draft.problems
    assert (problem.cell, problem.column) == ("C3", FREEZE)
    assert len(answers(draft)) == 3


def test_a_colour_that_is_none_of_the_three_is_asked_about_once(painted, answers):
    draft = painted([HEADINGS, ["Z99001"], ["Z99002"]], {"B2": GREEN, "C2": RED, "B3": BLUE, "C3": BLUE})
    (question,) = draft.questions.values()
    assert (question.value, question.cell, question.affects_rows) == (f"light blue ({BLUE})", "B3", 2)
    assert question.choices == ["green", "amber", "red", "leave out"]
    assert len(answers(draft)) == 2


def test_a_banded_row_and_coloured_headings_answer_nothing(painted, answers):
    rows = [HEADINGS, ["Z99001", "Red", "Green"], ["Z99002", "Green", None]]
    draft = painted(rows, {"A1": GREEN, "B1": GREEN, "A3": PALE, "B3": PALE, "C3": PALE})
    assert len(answers(draft)) == 3
    assert (draft.problems, draft.notes) == ([], [])


def test_a_coloured_margin_answers_nothing(painted, answers):
    draft = painted([HEADINGS, ["Z99001"]], {"B2": GREEN, "C2": RED, "B7": GREEN, "F2": RED})
    assert len(answers(draft)) == 2
