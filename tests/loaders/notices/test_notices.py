"""Logs and matrices of notices, each drawn as it stands in a file, one for each quirk."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from loaders.draft import Fate
from loaders.notices.extended import AFTER, BEFORE

LOG = ["ODS code", "Practice", "Service", "Date served", "Effective from", "Status"]
FEBRUARY, MARCH, APRIL = date(2025, 2, 1), date(2025, 3, 1), date(2025, 4, 1)


@pytest.fixture
def log(draft_from):
    """A draft of a log under the usual headings, or under others."""

    def read(*rows, headings=LOG, **options):
        return draft_from([headings, *map(list, rows)], kind="notices", region="gloucestershire", **options)

    return read


@pytest.fixture
def matrix(draft_from):
    """A draft of a matrix: the first row is the headings."""

    def read(*rows, **options):
        options = {"kind": "notices", "region": "gloucestershire"} | options
        return draft_from(list(map(list, rows)), **options)

    return read


def facts(frame, *columns):
    return list(frame[list(columns)].itertuples(index=False, name=None))


# Logs


def test_a_row_is_a_notice_with_its_dates_and_place(log, rows_of):
    draft = log(["Z99001", "Elm Surgery", "Ring pessaries", "23/11/2024", "01/03/25", "Served"])
    row = rows_of(draft, "notices").iloc[0]
    assert row[["region", "respondent", "practice", "name", "service", "status"]].tolist() == [
        "gloucestershire", "Z99001", "Z99001", "Elm Surgery", "ring_pessary", "served",
    ]  # fmt: skip
    assert row[["served_on", "effective_on", "extended_to"]].tolist() == [date(2024, 11, 23), MARCH, None]
    assert row[["sheet", "row", "col"]].tolist() == ["drawn", 1, 2]
    assert (draft.problems, draft.questions, draft.left_out) == ([], {}, [])


def test_real_and_text_dates_in_one_column_need_no_question(log, rows_of):
    draft = log(
        ["Z99001", None, "ECGs", datetime(2024, 11, 23), datetime(2025, 3, 1), "Served"],
        ["Z99002", None, "ECGs", "30/11/2024", "01/03/25", "Served"],
        ["Z99003", None, "ECGs", "08/11/2024", "01/02/25", "Served"],
    )
    assert facts(rows_of(draft, "notices"), "served_on", "effective_on") == [
        (date(2024, 11, 23), MARCH), (date(2024, 11, 30), MARCH), (date(2024, 11, 8), FEBRUARY),
    ]  # fmt: skip
    assert not draft.questions


@pytest.mark.parametrize(
    "heading", ["Withdrawn on", "Date withdrawn", "Date notice was withdrawn", "Cancelled"]
)
def test_a_notice_taken_back_is_withdrawn_on_its_day(heading, log, rows_of):
    headings = ["ODS code", "Service", "Effective from", heading]
    draft = log(["Z99001", "ECGs", "01/02/2025", "15/12/2024"], headings=headings)
    assert facts(rows_of(draft, "notices"), "status", "effective_on", "withdrawn_on") == [
        ("withdrawn", FEBRUARY, date(2024, 12, 15))
    ]


def test_a_column_that_may_say_that_a_notice_was_taken_back_is_asked_about(log, rows_of):
    draft = log(
        ["Z99001", "ECGs", "13/11/2024", "01/02/2025", "15/12/2024"],
        ["Z99002", "ECGs", "13/11/2024", "01/02/2025", None],
        headings=["ODS code", "Service", "Date served", "Effective from", "Withdrawal date"],
    )
    (question,) = draft.questions.values()
    assert (question.about, question.value, question.cell, question.affects_rows) == (
        "meaning", "Withdrawal date", "E2", 1,
    )  # fmt: skip
    assert {"role:withdrawn_on", "role:effective_on", "leave out"} <= set(question.choices)
    assert rows_of(draft, "notices")["respondent"].tolist() == ["Z99002"]  # the other row waits whole


def test_steps_as_rows_under_event_are_steps(log, rows_of):
    draft = log(
        ["Z99001", "ECGs", "Served", "13/11/2024", "01/02/2025"],
        ["Z99001", "ECGs", "Extended", "20/01/2025", "01/04/2025"],
        ["Z99002", "ECGs", "Withdrawn", "15/12/2024", None],
        headings=["ODS code", "Service", "Event", "Date", "Effective from"],
    )
    assert facts(rows_of(draft, "notices"), "status", "served_on", "effective_on", "withdrawn_on") == [
        ("served", date(2024, 11, 13), FEBRUARY, None),
        ("extended", None, APRIL, None),
        ("withdrawn", None, None, date(2024, 12, 15)),
    ]
    assert not draft.problems
    assert [line.cell for line in draft.left_out] == ["D3"]  # the day on which the extension was agreed


def test_a_row_without_a_service_is_a_problem_where_it_says_anything_of_a_notice(log, rows_of):
    draft = log(
        ["Z99001", "Elm Surgery", "ECGs", "23/11/2024", None, None],
        ["Z99002", "Oak Surgery", None, "23/11/2024", None, None],
        ["Z99003", "Ash House", "n/a", None, None, None],
    )
    assert list(rows_of(draft, "notices")["practice"]) == ["Z99001"]
    (problem,) = draft.problems
    assert (problem.cell, problem.reason) == (
        "C3",
        "No service is named; write which service the notice is on.",
    )
    assert [(line.cell, line.reason) for line in draft.left_out] == [("C4", "names no service and no date")]


def test_several_services_in_a_cell_are_several_notices(log, rows_of):
    draft = log(["Z99001", None, "ECGs; spirometry and ring pessaries", "23/11/2024", None, None])
    assert set(rows_of(draft, "notices")["service"]) == {"ecg", "spirometry", "ring_pessary"}


@pytest.mark.parametrize(
    ("word", "status"),
    [
        (None, "served"), ("-", "served"), ("Served", "served"), ("WITHDRAWN ", "withdrawn"),
        ("Resolved", "resolved"), ("Signed up", "signed_up"), ("Wanted", "wanted"),
        ("In effect", "served"),
    ],
)  # fmt: skip
def test_status_words(log, rows_of, word, status):
    draft = log(["Z99001", None, "ECGs", "23/11/2024", "01/03/2025", word])
    assert rows_of(draft, "notices")["status"].tolist() == [status]
    assert not draft.questions


def test_a_day_beside_extended_is_asked_about_and_not_taken_for_either(log, rows_of):
    draft = log(["Z99001", None, "ECGs", "23/11/2024", "01/03/2025", "Extended"])
    assert facts(rows_of(draft, "notices"), "status", "effective_on") == [("extended", None)]
    (question,) = draft.questions.values()
    assert (question.about, question.cell, question.choices) == ("status", "F2", [AFTER, BEFORE])


def test_of_two_days_of_one_notice_the_later_is_the_one_extended_to(log, rows_of):
    draft = log(
        ["Z99001", None, "ECGs", "23/11/2024", "01/03/2025", "Extended"],
        ["Z99001", None, "ECGs", "23/11/2024", "01/02/2025", "Served"],
    )
    assert rows_of(draft, "notices")["effective_on"].tolist() == [MARCH, FEBRUARY]
    assert not draft.questions


def test_an_unknown_status_waits_for_an_answer_with_its_row(log, rows_of):
    draft = log(
        ["Z99001", None, "ECGs", "23/11/2024", None, "Served"],
        ["Z99002", None, "ECGs", "23/11/2024", None, "frobnicated"],
        ["Z99003", None, "ECGs", "23/11/2024", None, "Frobnicated"],
    )
    assert rows_of(draft, "notices")["practice"].tolist() == ["Z99001"]
    (question,) = draft.questions.values()
    assert (question.about, question.value, question.affects_rows) == ("status", "frobnicated", 2)
    assert {"served", "withdrawn", "leave out"} <= set(question.choices)
    assert draft.rows_loaded == 1


def test_an_unknown_service_is_asked_about_once_and_the_known_one_beside_it_loads(log, rows_of):
    draft = log(
        ["Z99001", None, "ECGs; widget clinic", "23/11/2024", None, None],
        ["Z99002", None, "Widget clinic", "23/11/2024", None, None],
    )
    assert facts(rows_of(draft, "notices"), "practice", "service") == [("Z99001", "ecg")]
    (question,) = draft.questions.values()
    assert (question.about, question.affects_rows) == ("service", 2)
    assert question.choices[-1] == "leave out"


def test_an_unreadable_date_is_a_problem_and_the_notice_loads_without_it(log, rows_of):
    draft = log(["Z99001", None, "ECGs", "23/11/2024", "31/02/2025", None])
    assert facts(rows_of(draft, "notices"), "served_on", "effective_on") == [(date(2024, 11, 23), None)]
    (problem,) = draft.problems
    assert (problem.cell, problem.column, problem.value) == ("E2", "Effective from", "31/02/2025")
    assert problem.reason == "31 February is not a date; write the date as day/month/year."


def test_a_month_alone_is_no_day_and_is_asked_about_once_a_column(log, rows_of):
    draft = log(
        ["Z99001", None, "ECGs", "23/11/2024", "March 2025", None],
        ["Z99002", None, "ECGs", "23/11/2024", "mid-April 2025", None],
        ["Z99003", None, "ECGs", "23/11/2024", "2025", None],
    )
    assert rows_of(draft, "notices")["effective_on"].tolist() == [None] * 3
    (question,) = draft.questions.values()
    assert (question.about, question.affects_rows, len(question.choices)) == ("month", 2, 3)
    assert question.sentence == (
        "Effective from: “March 2025” names a month and no day. Which day does it stand for?"
    )
    assert [problem.reason for problem in draft.problems] == [
        "“2025” names a year and no day; write the date as day/month/year."
    ]


def test_notice_in_words_counts_from_the_day_of_service(log, rows_of):
    draft = log(
        ["Z99001", None, "ECGs", "30/11/2024", "three months' notice", None],
        ["Z99002", None, "ECGs", "30/11/2024", "immediate", None],
        ["Z99003", None, "ECGs", None, "Immediately", None],
    )
    assert rows_of(draft, "notices")["effective_on"].tolist() == [
        date(2025, 2, 28), date(2024, 11, 30), None,
    ]  # fmt: skip
    assert [problem.cell for problem in draft.problems] == ["E4"]
    assert "the day of service" in draft.problems[0].reason


def test_a_column_of_notice_periods(log, rows_of):
    draft = log(
        ["Z99001", "ECGs", "01/12/2024", "3"],
        ["Z99002", "ECGs", "01/12/2024", "6 weeks"],
        ["Z99003", "ECGs", "01/12/2024", "long"],
        headings=["ODS code", "Service", "Date served", "Notice period (months)"],
    )
    assert rows_of(draft, "notices")["effective_on"].tolist() == [MARCH, date(2025, 1, 12), None]
    assert [problem.cell for problem in draft.problems] == ["D4"]


def test_dates_of_withdrawal_and_resolution_as_columns(log, rows_of):
    draft = log(
        ["Z99001", "ECGs", "01/12/2024", None, "31/03/2025", None],
        ["Z99002", "ECGs", "01/12/2024", "13/01/2025", None, None],
        ["Z99003", "ECGs", "01/12/2024", None, None, "14/01/2025"],
        ["Z99004", "ECGs", "Yes", "No", None, None],
        ["Z99005", "ECGs", "Yes", "Yes", None, None],
        headings=["ODS code", "Service", "Served", "Withdrawn", "Extended to", "Resolved"],
    )
    assert facts(rows_of(draft, "notices"), "status", "extended_to", "withdrawn_on", "resolved_on") == [
        ("served", date(2025, 3, 31), None, None),
        ("withdrawn", None, date(2025, 1, 13), None),
        ("resolved", None, None, date(2025, 1, 14)),
        ("served", None, None, None),
        ("withdrawn", None, None, None),
    ]


def test_a_plain_date_belongs_to_the_step_that_its_row_names(log, rows_of):
    draft = log(
        ["Z99001", "ECGs", "served", "13/11/2024"],
        ["Z99001", "ECGs", "withdrawn", "15/12/2024"],
        ["Z99002", "ECGs", None, "14/11/2024"],
        ["Z99002", "ECGs", "extended", "20/12/2024"],
        headings=["ODS code", "Service", "Status", "Date"],
    )
    assert facts(rows_of(draft, "notices"), "status", "served_on", "withdrawn_on", "extended_to") == [
        ("served", date(2024, 11, 13), None, None),
        ("withdrawn", None, date(2024, 12, 15), None),
        ("served", date(2024, 11, 14), None, None),
        ("extended", None, None, None),
    ]
    assert [problem.cell for problem in draft.problems] == ["D5"]


def test_scope_and_note(log, rows_of):
    draft = log(
        ["Z99001", "ECGs", "New requests only", "told the ICB"],
        ["Z99002", "ECGs", "a bit of everything", None],
        headings=["ODS code", "Service", "Scope", "Notes"],
    )
    assert facts(rows_of(draft, "notices"), "scope", "note") == [
        ("new_requests", "told the ICB"), (None, None),
    ]  # fmt: skip
    assert [problem.cell for problem in draft.problems] == ["C3"]


def test_a_row_without_a_service_is_a_problem_if_it_says_anything(log, rows_of):
    draft = log(
        ["Z99001", "Elm Surgery", None, "23/11/2024", None, None],
        ["Z99002", "Oak Surgery", None, None, None, None],
        ["Z99003", "Ash Surgery", "ECGs", "23/11/2024", None, None],
    )
    assert rows_of(draft, "notices")["practice"].tolist() == ["Z99003"]
    assert [problem.cell for problem in draft.problems] == ["C2"]
    assert [left.cell for left in draft.left_out] == ["A3"]


def test_a_total_row_and_unused_columns_are_left_out_by_name(log, rows_of):
    draft = log(
        ["Z99001", "ECGs", "23/11/2024", "Dr Invented"],
        ["Z99002", "ECGs", "23/11/2024", None],
        [None, "Total", "2", None],
        headings=["ODS code", "Service", "Date served", "Contact"],
    )
    assert len(rows_of(draft, "notices")) == 2
    assert [left.cell for left in draft.left_out] == ["D2", "B4"]
    assert draft.rows_left_out == 1


def test_a_title_of_people_who_signed_up_is_no_log_of_served_notices(draft_from, rows_of):
    draft = draft_from(
        [["Practices signed up", None], ["ODS code", "Service", "Date"], ["Z99001", "ECGs", "13/11/2024"]],
        kind="notices", region="gloucestershire",
    )  # fmt: skip
    assert facts(rows_of(draft, "notices"), "status", "served_on") == [("signed_up", None)]
    assert [left.cell for left in draft.left_out] == ["C3"]
    assert draft.notes == ["Rows that give no status were read as signed up, as the title says."]


def test_one_column_proven_month_first_makes_the_other_a_question(log, rows_of):
    draft = log(
        ["Z99001", None, "ECGs", "11/23/2024", "03/01/2025", None],
        ["Z99002", None, "ECGs", "11/02/2024", "02/01/2025", None],
    )
    assert facts(rows_of(draft, "notices"), "served_on", "effective_on") == [
        (date(2024, 11, 23), None), (date(2024, 11, 2), None),
    ]  # fmt: skip
    (question,) = draft.questions.values()
    assert (question.about, question.choices, question.affects_rows) == (
        "date order", ["day first", "month first"], 2,
    )  # fmt: skip
    assert question.sentence == "Effective from: does 03/01/2025 mean 3 January 2025 or 1 March 2025?"


def test_dates_that_could_be_either_way_are_asked_about_because_figures_follow_from_them(log, rows_of):
    draft = log(["Z99001", None, "ECGs", "05/11/2024", "01/03/2025", None])
    assert facts(rows_of(draft, "notices"), "served_on", "effective_on") == [(None, MARCH)]
    assert [question.sentence for question in draft.questions.values()] == [
        "Date served: does 05/11/2024 mean 5 November 2024 or 11 May 2024?"
    ]


def test_an_effective_date_before_service_is_noted(log):
    draft = log(["Z99001", None, "ECGs", "30/11/2024", "01/03/2024", None])
    assert draft.notes == ["A notice takes effect before it was served: E2. Is that right?"]


def test_the_order_of_rows_changes_nothing(log, rows_of):
    rows = [
        ["Z99001", None, "ECGs", "23/11/2024", "01/03/2025", "Served"],
        ["Z99002", None, "MGUS; PSA monitoring", "24/11/2024", "01/02/2025", "Withdrawn"],
        ["Z99003", None, "Spirometry", "25/11/2024", None, None],
    ]
    columns = ("practice", "service", "status", "served_on", "effective_on")
    there = facts(rows_of(log(*rows), "notices"), *columns)
    back = facts(rows_of(log(*reversed(rows)), "notices"), *columns)
    assert len(there) == 4
    assert sorted(there, key=str) == sorted(back, key=str)


# Matrices


def test_a_date_in_a_cell_is_the_day_of_effect(matrix, rows_of):
    draft = matrix(
        ["ODS code", "Practice name", "Anticoagulation", "Ring pessary", "DVT"],
        ["Z99001", "Elm Surgery", "31/03/2025", "01/02/2025", None],
        ["Z99002", "Oak Surgery", None, None, "01/04/2025"],
        kind=None,
    )
    assert draft.kind == "notices"
    assert facts(rows_of(draft, "notices"), "practice", "service", "effective_on", "status") == [
        ("Z99001", "anticoagulation", date(2025, 3, 31), "served"),
        ("Z99001", "ring_pessary", FEBRUARY, "served"),
        ("Z99002", "dvt_management", APRIL, "served"),
    ]
    assert draft.notes == ["Dates in the cells were read as the dates from which notices take effect."]


def test_one_order_of_dates_holds_for_the_whole_matrix(matrix, rows_of):
    draft = matrix(
        ["ODS code", "ECGs", "Spirometry"], ["Z99001", "03/31/2025", None], ["Z99002", None, "02/01/2025"]
    )
    assert rows_of(draft, "notices")["effective_on"].tolist() == [date(2025, 3, 31), FEBRUARY]
    assert not draft.questions


def test_ticks_words_and_blanks(matrix, rows_of):
    draft = matrix(
        ["ODS code", "ECGs", "Spirometry", "Phlebotomy"],
        ["Z99001", "✓", "Withdrawn", "N/A"],
        ["Z99002", "yes", "Signed up", "No"],
        ["Z99003", "✔️", "withdrawn 13/01/2025", "N/A"],
    )
    assert facts(rows_of(draft, "notices"), "practice", "service", "status", "withdrawn_on") == [
        ("Z99001", "ecg", "served", None), ("Z99002", "ecg", "served", None),
        ("Z99003", "ecg", "served", None), ("Z99001", "spirometry", "withdrawn", None),
        ("Z99002", "spirometry", "signed_up", None),
        ("Z99003", "spirometry", "withdrawn", date(2025, 1, 13)),
    ]  # fmt: skip
    assert [(left.cell, left.reason) for left in draft.left_out] == [
        ("D2", "“N/A”: no notice (2 cells of this column, the first here)"), ("D3", "“No”: no notice"),
    ]  # fmt: skip


def test_a_cross_alone_could_mean_yes_or_no(matrix, rows_of):
    draft = matrix(["ODS code", "ECGs", "Spirometry"], ["Z99001", "x", None], ["Z99002", "X", "01/03/2025"])
    assert facts(rows_of(draft, "notices"), "practice", "service") == [("Z99002", "spirometry")]
    (question,) = draft.questions.values()
    assert (question.about, question.key[:2], question.affects_rows) == ("status", "x\n", 2)
    assert question.choices[0] == "served"
    assert draft.left_out == []
    assert draft.fates["drawn"][1, 1] == Fate.QUESTION


def test_a_cross_beside_ticks_means_no(matrix, rows_of):
    draft = matrix(["ODS code", "ECGs", "Spirometry"], ["Z99001", "✓", "x"], ["Z99002", "x", "✓"])
    assert facts(rows_of(draft, "notices"), "practice", "service") == [
        ("Z99001", "ecg"), ("Z99002", "spirometry"),
    ]  # fmt: skip
    assert not draft.questions


def test_a_cross_beside_noes_means_yes(matrix, rows_of):
    draft = matrix(["ODS code", "ECGs", "Spirometry"], ["Z99001", "No", "x"], ["Z99002", "x", "No"])
    assert facts(rows_of(draft, "notices"), "practice", "service") == [
        ("Z99002", "ecg"), ("Z99001", "spirometry"),
    ]  # fmt: skip


def test_a_key_says_what_a_cross_means(matrix, rows_of):
    draft = matrix(
        ["Key: x = notice served", None, None],
        ["ODS code", "ECGs", "Spirometry"],
        ["Z99001", "x", None],
        ["Z99002", None, "x"],
    )
    assert facts(rows_of(draft, "notices"), "practice", "service", "status") == [
        ("Z99001", "ecg", "served"), ("Z99002", "spirometry", "served"),
    ]  # fmt: skip
    assert not draft.questions


def test_dates_in_the_headings(matrix, rows_of):
    draft = matrix(
        ["ODS code", "ECGs (from 1 March 2025)", "Spirometry (served 30/11/2024)"],
        ["Z99001", "✓", "✓"],
    )
    assert facts(rows_of(draft, "notices"), "service", "served_on", "effective_on") == [
        ("ecg", None, MARCH), ("spirometry", date(2024, 11, 30), None),
    ]  # fmt: skip


def test_two_heading_rows_are_one_notice_per_service(matrix, rows_of):
    draft = matrix(
        ["ODS code", "ECGs", None, "Spirometry", None],
        [None, "Date served", "Effective from", "Date served", "Effective from"],
        ["Z99001", "30/11/2024", "01/03/2025", None, None],
        ["Z99002", None, None, "29/11/2024", "01/02/2025"],
    )
    assert facts(rows_of(draft, "notices"), "practice", "service", "served_on", "effective_on") == [
        ("Z99001", "ecg", date(2024, 11, 30), MARCH),
        ("Z99002", "spirometry", date(2024, 11, 29), FEBRUARY),
    ]


def test_a_column_of_the_row_holds_for_all_its_services(matrix, rows_of):
    draft = matrix(
        ["ODS code", "Date served", "ECGs", "Spirometry", "Notes"],
        ["Z99001", "30/11/2024", "✓", "three months' notice", "by letter"],
        ["Z99002", None, "✓", None, None],
    )
    assert facts(rows_of(draft, "notices"), "practice", "service", "served_on", "effective_on", "note") == [
        ("Z99001", "ecg", date(2024, 11, 30), None, "by letter"),
        ("Z99002", "ecg", None, None, None),
        ("Z99001", "spirometry", date(2024, 11, 30), date(2025, 2, 28), "by letter"),
    ]


def test_an_unknown_service_in_a_heading_is_asked_about(matrix, rows_of):
    draft = matrix(
        ["ODS code", "ECGs", "Widget clinic", "Spirometry"],
        ["Z99001", "✓", "✓", None],
        ["Z99002", None, "✓", "✓"],
    )
    assert len(rows_of(draft, "notices")) == 2
    (question,) = draft.questions.values()
    assert (question.about, question.value, question.affects_rows) == ("service", "Widget clinic", 2)


@pytest.mark.parametrize("cells", [(8500, 12000), ("8,500", "12,000"), (3.5, 6), (1, 4)])
def test_a_column_of_sizes_is_no_service(matrix, rows_of, cells):
    draft = matrix(
        ["ODS code", "Registered list", "ECGs"], ["Z99001", cells[0], "✓"], ["Z99002", cells[1], "✓"]
    )
    assert len(rows_of(draft, "notices")) == 2
    assert draft.questions == {}
    assert [item.cell for item in draft.left_out] == ["B2"]


@pytest.mark.parametrize("cells", [(1, 0), (45689, 45717)])
def test_a_column_of_ticks_or_days_under_an_unknown_heading_is_asked_about(matrix, cells):
    draft = matrix(["ODS code", "Widget clinic", "ECGs"], ["Z99001", cells[0], 1], ["Z99002", cells[1], 1])
    assert [question.value for question in draft.questions.values()] == ["Widget clinic"]


def test_bare_numbers_are_no_ticks_beside_others(matrix, rows_of):
    draft = matrix(["ODS code", "ECGs", "Spirometry"], ["Z99001", 1, 12], ["Z99002", "✓", None])
    assert facts(rows_of(draft, "notices"), "practice", "service") == [("Z99002", "ecg")]
    assert sorted(problem.cell for problem in draft.problems) == ["B2", "C2"]


def test_one_and_nought_alone_are_yes_and_no(matrix, rows_of):
    draft = matrix(["ODS code", "ECGs", "Spirometry"], ["Z99001", 1, 0], ["Z99002", 0, 1])
    assert facts(rows_of(draft, "notices"), "practice", "service") == [
        ("Z99001", "ecg"), ("Z99002", "spirometry"),
    ]  # fmt: skip


def test_a_problem_in_a_matrix_names_the_column_that_it_stands_in(matrix):
    draft = matrix(["ODS code", "ECGs", "Spirometry"], ["Z99001", "13/02/2025", "31/02/2025"])
    assert [(problem.cell, problem.column) for problem in draft.problems] == [("C2", "Spirometry")]


def test_a_practice_without_any_notice_is_left_out_by_name(matrix):
    draft = matrix(["ODS code", "ECGs", "Spirometry"], ["Z99001", "✓", "✓"], ["Z99002", None, None])
    assert [(left.cell, left.reason) for left in draft.left_out] == [("A3", "no notice in this row")]
    assert (draft.rows_read, draft.rows_loaded, draft.rows_left_out) == (2, 1, 1)


def test_what_somebody_chose_before_is_not_asked_again(draft_from, rows_of, store_of_reference):
    from loaders.vocabulary.vocabulary import Vocabulary

    class Remembering:
        """The reference data with the answers that a person gave to the questions of a draft."""

        generation = 0

        def __init__(self, asked):
            chosen = {"service": "phlebotomy", "status": "served"}
            self.remembered = [(q.about, q.key, chosen[q.about]) for q in asked.questions.values()]

        def rows(self, sql, parameters):
            if "FROM remembered" in sql:
                return self.remembered
            return store_of_reference.snapshot().rows(sql, parameters)

    def read(rows, **words):
        return draft_from(rows, kind="notices", region="gloucestershire", **words)

    rows = [["ODS code", "ECGs", "Widget clinic"], ["Z99001", "x", "x"]]
    words = Vocabulary(Remembering(read(rows)))
    again = read(rows, words=words)
    assert rows_of(again, "notices")["service"].tolist() == ["ecg", "phlebotomy"]
    assert not again.questions
    elsewhere = read([["ODS code", "ECGs", "Phlebotomy"], ["Z99001", "x", "x"]], words=words)
    assert [question.about for question in elsewhere.questions.values()] == ["status"]


def test_no_under_served_is_no_notice(draft_from, rows_of):
    draft = draft_from(
        [
            ["ODS code", "Service", "Served", "Effective from"],
            ["Z99001", "Spirometry", "No", ""],
            ["Z99002", "Spirometry", "n/a", ""],
            ["Z99003", "Spirometry", "Yes", ""],
            ["Z99004", "Spirometry", "No", "01/03/2025"],
            ["Z99005", "Spirometry", "25/02/2025", ""],
        ],
        region="sefton",
    )
    assert rows_of(draft, "notices")["respondent"].tolist() == ["Z99003", "Z99005"]
    assert [problem.cell for problem in draft.problems] == ["C5"]
    assert [item.reason for item in draft.left_out] == ["says that no notice was served"] * 2
