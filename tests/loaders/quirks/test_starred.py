"""Cells with a star, and a note below the table that says what the star stands for."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.loaders.quirks.test_turned import cells

DAY = datetime(2024, 11, 1)
LOG = [["Practice", "Service", "Date served"], ["Z99001*", "ECG", DAY], ["Z99002", "ECG", DAY]]
MATRIX = [["Practice", "ECG"], ["Z99001*", "Y"], ["Z99002", "Y"]]
LISTS = [["ECG", "DVT"], ["Z99001*", "Z99003"], ["Z99002"]]


@pytest.fixture
def notices(read):
    def draft(rows):
        return read(rows, region="gloucestershire", survey=None)

    return draft


def practices(draft):
    return [row[1] for row in cells(draft, "notices", "practice", "service") if row[2] == "ecg"]


@pytest.mark.parametrize("rows", [LOG, MATRIX, LISTS])
def test_a_note_on_how_a_notice_stands_is_a_problem_for_its_row(notices, rows):
    draft = notices([*rows, [], ["* withdrawn since"]])
    assert practices(draft) == ["Z99002"]
    assert [(problem.cell, problem.reason) for problem in draft.problems] == [
        (
            "A2",
            "The note “withdrawn since” may say how this notice stands; write that in a column “Status” or “Scope”.",
        )
    ]


def test_any_other_note_is_told(notices):
    draft = notices([*LOG, [], ["* lead practice of its PCN"]])
    assert practices(draft) == ["Z99001", "Z99002"]
    assert "The note “lead practice of its PCN” on “Z99001*” was not read." in draft.notes


def test_a_note_on_a_heading_is_told(notices):
    draft = notices([["Practice", "ECG*"], ["Z99001", "Y"], [], ["* new requests only"]])
    assert practices(draft) == ["Z99001"]
    assert "The note “new requests only” on the heading “ECG*” was not read." in draft.notes


def test_a_star_that_nothing_explains_changes_nothing(notices):
    draft = notices(LOG)
    assert (practices(draft), draft.problems, draft.notes) == (["Z99001", "Z99002"], [], [])


@pytest.mark.parametrize(
    ("answer", "note", "asked"),
    [
        ("Green*", "only if paid", "Green (only if paid)"),
        ("Green*", "withdrawn since", "Green (withdrawn since)"),
        ("Amber*", "only if paid", None),
        ("Green*", "already in place", None),
    ],
)
def test_a_star_behind_an_answer_is_read_with_its_note(read, answers_of, answer, note, asked):
    draft = read([["Practice", "GP Connect"], ["Z99001", answer], ["Z99002", "Red"], [], [f"* {note}"]])
    assert [question.value for question in draft.questions.values()] == ([asked] if asked else [])
    assert answers_of(draft) == ({} if asked else {"Z99001": answer[0]}) | {"Z99002": "R"}
    result = f"“{answer}” in B2 was read without its note, “{note}”."
    assert (result in draft.notes) is (asked is None)


LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"


@pytest.mark.parametrize(
    ("mark", "note"), [("¹", "¹ "), ("(1)", "1. "), ("[1]", "[1] "), (" (1)", "(1) "), ("*", "*")]
)
def test_a_footnote_by_number_is_read_as_one_by_a_star_is(read, mark, note):
    rows = [
        ["ODS code", LIMIT],
        ["Z99001", f"Green{mark}"],
        ["Z99002", "Red"],
        [],
        [f"{note}only if the ICB does not pay"],
    ]
    (question,) = read(rows).questions.values()
    assert (question.about, question.value) == ("answer", "Green (only if the ICB does not pay)")


def test_a_footnote_on_a_heading_stands_behind_each_answer_below(read):
    rows = [
        ["ODS code", f"{LIMIT}*"],
        ["Z99001", "Green"],
        ["Z99002", "Amber"],
        [],
        ["* only if the ICB does not pay"],
    ]
    draft = read(rows)
    assert [question.value for question in draft.questions.values()] == [
        "Green (only if the ICB does not pay)"
    ]
