"""Titles, sheets, files and cells that say that no notice was served, or that it stands no longer."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.loaders.quirks.test_turned import cells

DAY = datetime(2024, 11, 1)
PLAIN = [["Practice", "Service"], ["Z99001", "ECG"], ["Z99002", "ECG"]]
NOT_YET = "Practices that have NOT served notice on ECG"
DATED = [["Practice", "Service", "Date"], ["Z99001", "ECG", DAY], ["Z99002", "ECG"]]
LOG = [["Practice", "Service"], ["{}", "ECG"], ["Z99002", "ECG"]]
LIST = [["Notices served on ECG"], ["{}"], ["Z99002"]]


@pytest.fixture
def notices(read):
    def draft(sheets, name="book.xlsx", **options):
        return read(sheets, name=name, **{"region": "gloucestershire", "survey": None} | options)

    return draft


def steps(draft):
    return [row[1:] for row in cells(draft, "notices", "practice", "status")]


@pytest.mark.parametrize(
    ("sheets", "name", "text"),
    [
        ([[NOT_YET], ["Z99001"], ["Z99002"]], "book.xlsx", NOT_YET),
        ([["Notices not yet served"], *PLAIN], "book.xlsx", "Notices not yet served"),
        ([["Draft notices"], *DATED], "book.xlsx", "Draft notices"),
        ([["Practices that might serve notice"], *PLAIN], "book.xlsx", "Practices that might serve notice"),
        ({"Not served": PLAIN}, "book.xlsx", "Not served"),
        (PLAIN, "notices_not_sent.xlsx", "notices_not_sent"),
    ],
)
def test_what_is_called_not_served_is_asked_about(notices, sheets, name, text):
    draft = notices(sheets, name)
    assert steps(draft) == []
    (question,) = draft.questions.values()
    assert (question.about, question.value, question.affects_rows) == ("status", text, 2)
    assert question.sentence.endswith("which say no step themselves. How far have their notices come?")


@pytest.mark.parametrize(
    "title",
    [
        "Notices served, not acknowledged",
        "Not for circulation: notices served",
        "DRAFT log of notices",
        "May 2025 served",
    ],
)
def test_a_title_that_denies_something_else_changes_nothing(notices, title):
    assert steps(notices([[title], *PLAIN])) == [("Z99001", "served"), ("Z99002", "served")]


def test_a_step_in_the_row_counts_before_the_title(notices):
    draft = notices(
        [["Notices not yet served"], ["Practice", "Service", "Status"], ["Z99001", "ECG", "Served"]]
    )
    assert steps(draft) == [("Z99001", "served")]


def test_a_day_of_service_on_a_sheet_of_withdrawn_notices(notices):
    draft = notices({"Withdrawn": [["Practice", "Service", "Date served"], ["Z99001", "ECG", DAY]]})
    assert cells(draft, "notices", "status", "served_on") == [("B2", "withdrawn", date(2024, 11, 1))]


def test_a_list_of_those_not_yet_serving_is_left_out_with_a_line(notices):
    draft = notices([["ECG notices"], ["Served", "Not yet served"], ["Z99001", "Z99002"]])
    assert steps(draft) == [("Z99001", "served")]
    assert [line.reason for line in draft.left_out] == ["says that no notice was served"]


@pytest.mark.parametrize("who", ["Z99001 (withdrawn)", "Z99001 - withdrawn 1/2/25", "Z99001 not yet served"])
@pytest.mark.parametrize("rows", [LOG, LIST])
def test_a_step_beside_the_code_is_a_problem(notices, rows, who):
    draft = notices([[cell.format(who) for cell in row] for row in rows])
    assert steps(draft) == [("Z99002", "served")]
    assert [(problem.cell, problem.reason) for problem in draft.problems] == [
        ("A2", f"“{who}” says more than which practice it is; write the rest in a column “Status”.")
    ]
