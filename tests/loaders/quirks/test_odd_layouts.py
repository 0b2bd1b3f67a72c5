"""Layouts in which something stands where a plain table has it elsewhere: read as it is said, or asked about."""

from __future__ import annotations

from datetime import datetime

import pytest

from loaders.draft import Fate
from loaders.kinds import Options
from loaders.reading.sheets import place_of
from loaders.recognition import draft_of
from loaders.vocabulary.vocabulary import Vocabulary
from tests.loaders.quirks.conftest import workbook

LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"
FREEZE = "Freeze sign-up to any new data sharing agreements or local system data sharing platforms"
HEADS = ["Practice code", LIMIT, FREEZE]

TICKS_FOR = {
    "a line above": (
        [["Planning"], [], HEADS, ["Z99001", "✓", "✓"], ["Z99002", "✓", None]],
        {"Z99001": "PP", "Z99002": "P"},
    ),
    "a label above": (
        [["Answer", "Red"], [], HEADS, ["Z99001", "✓", "✓"], ["Z99002", "✓", None]],
        {"Z99001": "RR", "Z99002": "R"},
    ),
    "a column of answers": (
        [["Practice code", "Answer", LIMIT], ["Z99001", "Red", "✓"], ["Z99002", "Green", "✓"]],
        {"Z99001": "R", "Z99002": "G"},
    ),
    "lines between": (
        [HEADS, ["Red"], ["Z99001", "✓", None], ["Green"], ["Z99002", "✓", "✓"]],
        {"Z99001": "R", "Z99002": "GG"},
    ),
}


@pytest.mark.parametrize(("rows", "answers"), TICKS_FOR.values(), ids=TICKS_FOR)
def test_a_tick_gives_the_answer_that_stands_elsewhere(read, answers_of, rows, answers):
    draft = read(rows)
    assert (answers_of(draft), draft.questions, draft.problems) == (answers, {}, [])


def test_a_key_and_ticks_are_no_such_thing(read, answers_of):
    rows = [HEADS, ["Z99001", "✓", "✓"], ["Z99002", "✓", None], [], ["Key"], ["G", "will readily undertake"]]
    assert answers_of(read([*rows, ["R", "will not undertake"]])) == {"Z99001": "TT", "Z99002": "T"}


def test_actions_over_answers_with_a_tick_for_each_practice(read, answers_of):
    rows = [["Answer", "Z99001", "Z99002"], [LIMIT], ["Green", "x", None], ["Red", None, "x"], [FREEZE]]
    draft = read([*rows, ["Green", None, "x"]])
    assert (answers_of(draft), draft.questions, draft.problems) == ({"Z99001": "G", "Z99002": "RG"}, {}, [])


def test_replies_are_anonymous_only_where_no_practice_is_named(read, answers_of, vocabulary):
    rows = [
        ["Answer", "Z99001", "Z99002"], [LIMIT], ["Green", "x", "perhaps"], ["Red", None, "x"], [FREEZE],
        ["Green", None, "x"],
    ]  # fmt: skip
    draft = read(rows)
    assert answers_of(draft) == {}
    (question,) = [item for item in draft.questions.values() if item.about == "practice"]
    assert "Z99001, Z99002 stand elsewhere on it" in question.sentence
    assert question.choices == ["count each row as an anonymous reply", "leave out"]
    result = Vocabulary(vocabulary.snapshot, {("practice", question.key): question.choices[0]})
    assert len(answers_of(read(rows, words=result))) == 3
    result = Vocabulary(vocabulary.snapshot, {("practice", question.key): "leave out"})
    assert {line.reason for line in read(rows, words=result).left_out} >= {"left out, as answered"}


ONCE = [
    ["Answer", "Practice code", "Action"], ["Green", "Z99001", LIMIT], [None, "Z99002", LIMIT],
    ["Red", "Z99003", LIMIT],
]  # fmt: skip


def test_an_answer_above_blank_cells_is_a_problem(read, answers_of):
    draft = read(ONCE)
    assert answers_of(draft) == {"Z99001": "G", "Z99003": "R"}
    assert [(problem.cell, problem.reason) for problem in draft.problems] == [
        ("A3", "No answer in this row; where the one above is for it too, write it here as well.")
    ]


@pytest.mark.parametrize("between", [", ", "; ", "\n"])
def test_two_actions_in_one_cell_are_two_answers(read, between):
    draft = read([["Practice code", "Action", "Answer"], ["Z99001", f"GP Connect{between}{LIMIT}", "Green"]])
    answers = [(row.action, row.answer) for frame in draft.rows["answers"] for row in frame.itertuples()]
    assert sorted(answers) == [("gp_connect", "green"), ("limit_contacts", "green")]


TWO = [["Z99001", "ECGs"], ["Z99002", "ECGs"]]


@pytest.mark.parametrize(
    ("rows", "cell", "role"),
    [
        ([["Effective from", "14/02/2025"], [], ["ODS code", "Service"], *TWO], "B1", "effective_on"),
        ([["Effective from: 14/02/2025"], [], ["ODS code", "Service"], *TWO], "A1", "effective_on"),
        # A day that nothing explains is that of the step that the name of the file gives.
        ([["ODS code", "Service", "14/02/2025"], *([*row, "x"] for row in TWO)], "C1", "served_on"),
    ],
)
def test_a_day_outside_the_rows_is_that_of_every_notice(read, rows, cell, role):
    draft = read(rows, survey=None, name="notices served.xlsx", kind="notices")
    (frame,) = draft.rows["notices"]
    result = zip(frame["practice"], frame["service"], frame[role].astype(str), strict=True)
    assert list(result) == [("Z99001", "ecg", "2025-02-14"), ("Z99002", "ecg", "2025-02-14")]
    assert (draft.problems, draft.questions) == ([], {})
    assert draft.fates["Sheet1"][place_of(cell)] == Fate.LABEL


def test_the_day_of_the_list_is_no_day_of_a_notice(read):
    rows = [["Updated", "14/02/2025"], [], ["ODS code", "Service"], ["Z99001", "ECGs"], ["Z99002", "ECGs"]]
    assert read(rows, survey=None, kind="notices").problems == []


def test_practices_listed_below_a_service_beside_the_day(vocabulary):
    rows = [
        ["Effective from", "Spirometry", "ECGs"], ["14/02/2025", "Z99001", "Z99002"],
        ["15/03/2025", "Z99003", "Z99001"],
    ]  # fmt: skip
    draft = draft_of(
        workbook({"Log": rows}), "log.xlsx", Options(region="sefton"), vocabulary, datetime(2025, 6, 1)
    )
    (frame,) = draft.rows["notices"]
    assert sorted(
        zip(frame["practice"], frame["service"], frame["effective_on"].astype(str), strict=True)
    ) == [
        ("Z99001", "ecg", "2025-03-15"),
        ("Z99001", "spirometry", "2025-02-14"),
        ("Z99002", "ecg", "2025-02-14"),
        ("Z99003", "spirometry", "2025-03-15"),
    ]
    assert (draft.questions, draft.problems) == ({}, [])


def test_several_rows_under_one_named_practice_do_not_count(read, answers_of):
    rows = [["Practice", "Z99001"], [], [LIMIT, FREEZE], ["Green", "Red"], ["Amber", "Green"]]
    draft = read(rows)
    assert answers_of(draft) == {}
    assert [problem.cell for problem in draft.problems] == ["A4", "A5"]


def test_answers_in_lines_above_practices_and_actions(read, answers_of):
    rows = [["Practice code", "Action"], ["Planning"], ["Z99001", LIMIT], ["No"], ["Z99002", LIMIT]]
    draft = read(rows)
    assert (answers_of(draft), draft.questions, draft.problems) == ({"Z99001": "P", "Z99002": "N"}, {}, [])


def test_practices_over_several_columns_are_not_read_by_the_first_of_them(read, answers_of):
    rows = [
        ["Action", "Elm Surgery (Z99001)", None, "Oak House (Z99002)", None], [None, "Yes", "No", "Yes", "No"],
        [LIMIT, "✓", None, None, "✓"], [FREEZE, None, "✓", "✓", None],
    ]  # fmt: skip
    draft = read(rows)
    assert answers_of(draft) == {} or answers_of(draft) == {"Z99001": "TN", "Z99002": "NT"}


def test_a_sheet_that_loads_nothing_says_so(read):
    draft = read([["ODS code", LIMIT, FREEZE], ["Z99001", "n/a", None], ["Z99002", "Don't know", "n/a"]])
    assert "answers" not in draft.rows
    assert any(note.startswith("Nothing was loaded from this file") for note in draft.notes)
