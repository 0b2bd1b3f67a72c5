"""Whose row speaks for a practice: branches, several people of one practice, more practices than there are."""

from __future__ import annotations

import pytest

from loaders.practices.voices import BRANCH_ROW, COUNT_GPS, EACH_GP, FIRST_ROW, LAST_ROW, OWN_ROW
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.vocabulary import Vocabulary

LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"
SITES = [
    ["ODS code", "Site", LIMIT],
    ["Z99001", "Elm Surgery", "Red"],
    ["Z99001001", "Elm Surgery (branch)", "Green"],
    ["Z99002", "Oak Surgery", "Amber"],
]


@pytest.fixture
def answers_of(draft_from, rows_of, store_of_reference):
    """The draft of a survey of Sefton, and what each practice answered last, after the answer to its one question."""

    def read(rows, choice=None):
        words = None
        draft = draft_from(rows, region="sefton", survey="autumn")
        if choice is not None:
            (question,) = draft.questions.values()
            assert choice in [*question.choices, LEAVE_OUT]
            words = Vocabulary(store_of_reference.snapshot(), {("practice", question.key): choice})
            draft = draft_from(rows, region="sefton", survey="autumn", words=words)
            assert draft.questions == {}
        frame = rows_of(draft, "answers")
        return draft, dict(zip(frame["respondent"], frame["answer"], strict=True)) if len(frame) else {}

    return read


def test_a_branch_that_says_otherwise_does_not_speak_for_its_practice(answers_of):
    draft, answers = answers_of(SITES)
    assert answers == {"Z99001": "red", "Z99002": "amber"}
    assert [question.value for question in draft.questions.values()] == ["Z99001001"]


@pytest.mark.parametrize(("choice", "answer"), [(OWN_ROW, "red"), (BRANCH_ROW, "green"), (LEAVE_OUT, "red")])
def test_whose_row_counts_is_as_answered(answers_of, choice, answer):
    draft, answers = answers_of(SITES, choice)
    assert answers == {"Z99001": answer, "Z99002": "amber"}
    assert len(draft.left_out) == 1


def test_a_branch_that_says_the_same_is_told_of(answers_of):
    rows = [row if row[0] != "Z99001001" else [*row[:2], "Red"] for row in SITES]
    draft, answers = answers_of(rows)
    assert (answers["Z99001"], draft.questions) == ("red", {})
    assert "Z99001001 is a branch" in draft.left_out[0].reason


@pytest.mark.parametrize(("choice", "answers"), [(BRANCH_ROW, {"Z99001": "red"}), (LEAVE_OUT, {})])
def test_a_branch_alone_may_speak_for_its_practice(answers_of, choice, answers):
    _, loaded = answers_of([SITES[0], ["Z99001001", "Elm Surgery", "Red"]], choice)
    assert loaded == answers


PEOPLE = [
    ["ODS code", "GP name", LIMIT],
    ["Z99001", "Dr A", "Red"],
    ["Z99001", "Dr B", "Green"],
    ["Z99002", "Dr C", "Amber"],
    ["Z99002", "Dr D", "Amber"],
]


def test_what_people_of_one_practice_say_is_no_correction(answers_of):
    draft, answers = answers_of(PEOPLE)
    assert answers == {"Z99002": "amber"}
    (question,) = draft.questions.values()
    assert (question.value, question.affects_rows) == ("Z99001", 2)
    assert "Dr" not in question.sentence + question.value  # no person is named


@pytest.mark.parametrize(
    ("choice", "answers"), [(LAST_ROW, "green"), (FIRST_ROW, "red"), (EACH_GP, None), (LEAVE_OUT, None)]
)
def test_who_speaks_for_a_practice_is_as_answered(answers_of, choice, answers):
    assert answers_of(PEOPLE, choice)[1].get("Z99001") == answers


def test_one_person_may_correct_an_answer(answers_of):
    draft, answers = answers_of([PEOPLE[0], ["Z99001", "Dr A", "Red"], ["Z99001", "dr a", "Green"]])
    assert (draft.questions, answers) == ({}, {"Z99001": "green"})


def test_more_replies_than_there_are_practices_are_said(draft_from):
    rows = [["ODS code", LIMIT], *([f"Z99{number:03}", "Red"] for number in range(45))]
    assert any("45 practices" in note for note in draft_from(rows, region="sefton", survey="x").notes)
    assert not any("is it the right" in n for n in draft_from(rows[:31], region="sefton", survey="x").notes)


def test_a_column_may_say_which_row_is_a_branchs(answers_of):
    rows = [
        ["ODS code", "Branch?", LIMIT],
        ["Z99001", "No", "Red"],
        ["Z99001", "Yes", "Green"],
        ["Z99002", "No", "Red"],
    ]
    draft, answers = answers_of(rows)
    assert answers == {"Z99001": "red", "Z99002": "red"}
    assert [question.value for question in draft.questions.values()] == ["Z99001 (branch)"]


@pytest.mark.parametrize("name", ["Elm Surgery (branch)", "Elm Surgery - Branch Surgery", "Elm branch site"])
def test_a_name_may_say_which_row_is_a_branchs(answers_of, name):
    head = ["ODS code", "Practice", "Completion time", LIMIT]
    rows = [
        head,
        ["Z99001", "Elm Surgery", "2024-11-01 10:00", "Red"],
        ["Z99001", name, "2024-11-02 10:00", "Green"],
    ]
    draft, answers = answers_of(rows)
    assert answers == {"Z99001": "red"}
    assert [question.value for question in draft.questions.values()] == [f"Z99001 ({name})"]
    # Alone it may be what the practice is called.
    draft, answers = answers_of([head, ["Z99001", name, "2024-11-02 10:00", "Green"]])
    assert (answers, draft.questions) == ({"Z99001": "green"}, {})


@pytest.mark.parametrize("more", [[], [["Z99003", "Dr E", "Green"], ["Z99003", "Dr E", "Green"]]])
def test_a_file_may_count_gps(answers_of, more):
    draft, answers = answers_of([*PEOPLE, *more], COUNT_GPS)
    assert len(answers) == len(PEOPLE) - 1 + len(more)
    assert all(who.startswith("anonymous::GP:") for who in answers)
    assert draft.survey == "autumn-gps"
    assert any(
        note.startswith(f"Counted as GPs, not as practices, as answered: {len(answers)} rows")
        for note in draft.notes
    )


def test_a_column_headed_gp_tells_people_apart(answers_of):
    draft, answers = answers_of(
        [["ODS code", "GP", LIMIT], ["Z99001", "Dr A", "Red"], ["Z99001", "Dr B", "Green"]]
    )
    assert (answers, len(draft.questions)) == ({}, 1)
