"""What does not add up is found: each way in which rows, fates and lines could disagree, made on purpose."""

from __future__ import annotations

import pytest

from loaders.audit import differences
from loaders.draft import Fate, LeftOut, Problem

LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"


@pytest.fixture
def survey(draft_from):
    return draft_from(
        [
            ["ODS code", LIMIT],
            ["Z99001", "Green"],
            ["Z99002", "whatever"],
            ["Z99003", "n/a"],
            ["Z99004", "Red/Green"],
        ],
        kind="survey",
        region="sefton",
        survey="autumn",
    )


@pytest.fixture
def notices(draft_from):
    rows = [["ODS code", "Service", "Date served"], ["Z99001", "Spirometry", "13/02/2025"]]
    return draft_from(rows, region="sefton")


def test_a_survey_and_a_log_add_up(survey, notices):
    assert (differences(survey), differences(notices)) == ([], [])


def test_a_cell_without_a_fate(survey):
    survey.fates["drawn"][1, 1] = Fate.UNREAD
    assert ("drawn", "B2", "it has no fate") in differences(survey)


def test_an_answer_that_no_row_was_made_of(survey):
    survey.rows["answers"] = []
    assert differences(survey) == [("drawn", "B2", "it was read as loaded, and no row was made of it")]


def test_a_row_that_no_answer_stands_behind(survey):
    survey.rows["answers"] = [survey.rows["answers"][0].assign(row=3)]
    assert differences(survey) == [
        ("drawn", "B2", "it was read as loaded, and no row was made of it"),
        ("drawn", "B4", "a row was made of it, and it was not read as loaded"),
    ]


def test_a_notice_that_no_cell_stands_behind(notices):
    notices.fates["drawn"][1, :] = Fate.LABEL
    assert differences(notices) == [
        ("drawn", "A2", "a row was made of this line, and no cell of it was read")
    ]


@pytest.mark.parametrize(
    ("name", "empty", "cell", "what"),
    [
        ("problems", [], "B5", "it is marked as a problem, and no problem is listed for it"),
        ("left_out", [], "B4", "it is marked as left out, and no line says so"),
        ("questions", {}, "B3", "it is marked as asked about, and no line says so"),
    ],
)
def test_a_fate_without_its_line(survey, name, empty, cell, what):
    setattr(survey, name, empty)
    assert differences(survey) == [("drawn", cell, what)]


def test_a_line_that_points_at_a_cell_of_another_fate(survey):
    survey.problems.append(Problem("drawn", "B2", "", "", "made up"))
    survey.left_out.append(LeftOut("drawn", "B3", "", "made up"))
    assert differences(survey) == [
        ("drawn", "B2", "a line says that it is a problem, and it is marked otherwise"),
        ("drawn", "B3", "a line says that it is left out, and it is marked otherwise"),
    ]
