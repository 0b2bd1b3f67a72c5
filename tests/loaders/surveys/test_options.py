"""A question spread over one column for each of its answers."""

from __future__ import annotations

import pytest

LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"
FREEZE = "Freeze sign-up to any new data sharing agreements or local system data sharing platforms"


@pytest.fixture
def survey(draft_from, rows_of):
    """The draft of a survey, and {practice: answer}."""

    def read(*rows):
        draft = draft_from(list(rows), region="sefton", survey="autumn")
        frame = rows_of(draft, "answers")
        pairs = [] if frame.empty else zip(frame["respondent"], frame["answer"], strict=True)
        return draft, dict(pairs)

    return read


def test_two_heading_rows_with_the_answer_in_its_column(survey):
    draft, loaded = survey(
        ["Respondent ID", "ODS code", LIMIT, "", "", FREEZE, "", ""],
        ["", "", "Green", "Amber", "Red", "Green", "Amber", "Red"],
        ["1", "Z99001", "Green", "", "", "", "", ""],
        ["2", "Z99002", "", "Amber", "", "", "", "Red"],
    )
    assert (draft.questions, draft.problems, draft.left_out) == ({}, [], [])
    assert loaded == {"Z99001": "green", "Z99002": "red"}
    assert draft.rows["answers"][0]["action"].tolist() == ["limit_contacts", "limit_contacts", "dsa_freeze"]


@pytest.mark.parametrize("heading", ["{} [{}]", "{} - {}", "{}: {}"])
@pytest.mark.parametrize(("yes", "no"), [("1", "0"), ("x", ""), ("✓", ""), ("TRUE", "FALSE")])
def test_a_tick_means_the_answer_that_heads_its_column(survey, heading, yes, no):
    draft, loaded = survey(
        ["ODS code", *(heading.format(LIMIT, answer) for answer in ("Green", "Amber", "Red"))],
        ["Z99001", yes, no, no],
        ["Z99002", no, no, yes],
    )
    assert loaded == {"Z99001": "green", "Z99002": "red"}
    assert (draft.questions, draft.problems) == ({}, [])


def test_two_answers_in_one_row_are_problems_and_load_nothing(survey):
    draft, loaded = survey(
        ["ODS code", LIMIT, "", ""],
        ["", "Green", "Amber", "Red"],
        ["Z99001", "x", "x", ""],
        ["Z99002", "", "", "x"],
    )
    assert [problem.cell for problem in draft.problems] == ["B3", "C3"]
    assert loaded == {"Z99002": "red"}


def test_columns_that_are_no_options_are_still_asked_about(survey):
    draft, loaded = survey(["ODS code", LIMIT, LIMIT], ["Z99001", "Green", "Red"], ["Z99002", "Red", "Red"])
    assert [question.about for question in draft.questions.values()] == ["column"]
    assert loaded == {}
