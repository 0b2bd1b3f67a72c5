"""Lists side by side under services, steps, answers or practices, with more than one column each."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.loaders.quirks.test_turned import cells

SERVED, LATER = datetime(2024, 11, 1), datetime(2025, 2, 1)
BOTH = [("Z99001", "ecg"), ("Z99001", "spirometry"), ("Z99002", "ecg"), ("Z99003", "spirometry")]


def merged(*areas):
    def finish(book):
        for area in areas:
            book.active.merge_cells(area)

    return finish


def answers_of(draft, *columns):
    return sorted(row[1:] for row in cells(draft, "notices", "practice", "service", *columns))


def clean(draft):
    return (draft.problems, draft.questions) == ([], {})


# Two columns under each service


@pytest.mark.parametrize(
    "rows",
    [
        [["ECG", None, "Spirometry", None], ["Z99001", 9000, "Z99001", 9000], ["Z99002", 8000, "Z99003", 7000]],
        [["ECG", "List size", "Spirometry", "List size"], ["Z99001", 9000, "Z99001", 9000],
            ["Z99002", 8000, "Z99003", 7000]],
        [["ECG", None, "Spirometry", None], ["Z99001", "Elm Surgery", "Z99001", "Elm Surgery"],
            ["Z99002", "Oak Surgery", "Z99003", "Ash House"]],
        [["ECG", None, "Spirometry", None], ["Code", "Practice", "Code", "Practice"],
            ["Z99001", "Elm Surgery", "Z99001", "Elm Surgery"],
            ["Z99002", "Oak Surgery", "Z99003", "Ash House"]],
        [["ECG (2)", None, None, "Spirometry (2)", None], ["Z99001", 9000, None, "Z99001", 9000], [],
            ["Z99002", 8000, None, "Z99003", 7000], ["Total: 2", 17000, None, "Total: 2", 16000]],
        [[None, "ECG", None, "Spirometry", None], [1, "Elm Surgery", 9000, "Elm Surgery", 9000],
            [2, "Oak Surgery", 8000, "Ash House", 7000]],
        [["ECG", "Notes", "Spirometry", "Notes"], ["Z99001", "letter sent", "Z99001"],
            ["Z99002", None, "Z99003", "by e-mail"], [], ["* as at 1 March"]],
    ],
)  # fmt: skip
def test_practices_under_services_with_a_column_beside(notices, rows):
    draft = notices([["Notices served"], [], *rows])
    assert answers_of(draft) == BOTH
    assert clean(draft)


def test_each_date_belongs_to_the_practice_beside_it(notices):
    rows = [["ECG", None, "Spirometry", None], ["Practice", "Date served", "Practice", "Date served"]]
    rows += [
        ["Z99001", SERVED, "Z99001", LATER],
        ["Z99002", LATER, "Z99003", SERVED],
        [None, None, "Z99004", LATER],
    ]
    draft = notices(rows, merged("A1:B1", "C1:D1"))
    assert answers_of(draft, "served_on") == [
        ("Z99001", "ecg", date(2024, 11, 1)),
        ("Z99001", "spirometry", date(2025, 2, 1)),
        ("Z99002", "ecg", date(2025, 2, 1)),
        ("Z99003", "spirometry", date(2024, 11, 1)),
        ("Z99004", "spirometry", date(2025, 2, 1)),
    ]
    assert clean(draft)


def test_dates_without_a_heading_are_asked_about_once(notices):
    rows = [["ECG", None, "Spirometry", None], ["Z99001", SERVED, "Z99001", LATER], ["Z99002", LATER]]
    draft = notices(rows)
    assert [row[:2] for row in answers_of(draft)] == [
        ("Z99001", "ecg"),
        ("Z99001", "spirometry"),
        ("Z99002", "ecg"),
    ]
    assert [(q.about, q.cell, q.affects_rows) for q in draft.questions.values()] == [("meaning", "B2", 3)]
    draft = notices([["Notices: date served"], *rows])
    assert clean(draft)
    assert {row[2] for row in answers_of(draft, "served_on")} == {
        date(2024, 11, 1),
        date(2025, 2, 1),
    }


def test_a_date_without_a_practice_is_a_problem(notices):
    rows = [["ECG", "Date served", "DVT", "Date served"], ["Z99001", SERVED, "Z99002", LATER], [None, SERVED]]
    draft = notices(rows)
    assert answers_of(draft) == [("Z99001", "ecg"), ("Z99002", "dvt_management")]
    assert [problem.cell for problem in draft.problems] == ["B3"]


def test_a_step_beside_each_practice(notices):
    rows = [
        ["ECG", None, "DVT", None],
        ["Z99001", "Served", "Z99001", "Withdrawn"],
        ["Z99002", "Wanted", "Z99003", "Served"],
    ]
    assert answers_of(notices(rows), "status") == [
        ("Z99001", "dvt_management", "withdrawn"),
        ("Z99001", "ecg", "served"),
        ("Z99002", "ecg", "wanted"),
        ("Z99003", "dvt_management", "served"),
    ]


def test_a_title_of_those_who_consider_it_holds_for_the_lists_below(notices):
    draft = notices([["Practices considering notice"], ["ECG", "DVT"], ["Z99001", "Z99002"]])
    assert {row[2] for row in answers_of(draft, "status")} == {"wanted"}


def test_a_list_size_beside_the_practices_that_answered(read):
    rows = [["GP Connect"], ["Green", None, "Red", None], ["Z99001", 9000, "Z99002", 8000], ["Z99003", 7000]]
    draft = read([*rows, ["Total", 16000, "Total", 8000]])
    assert cells(draft, "answers", "respondent", "answer") == [
        ("A3", "Z99001", "green"), ("A4", "Z99003", "green"), ("C3", "Z99002", "red"),
    ]  # fmt: skip
    assert clean(draft)


# Steps over lists


@pytest.mark.parametrize(
    "rows",
    [
        [["ECG notices"], ["Served", "Considering", "Withdrawn"], ["Z99001", "Z99002", "Z99003"]],
        [["ECG"], [], ["Practices served (1)", "Practices considering (1)", "Notices withdrawn (1)"],
            ["Elm Surgery", "Oak Surgery", "Ash House"]],
        [["ECG"], ["Already served", None, "Intend to serve", None, "Now withdrawn", None],
            ["Z99001", 9000, "Z99002", 8000, "Z99003", 7000]],
        [["ECG"], ["SERVED", None, "CONSIDERING", None, "WITHDRAWN", None],
            ["Code", "Name", "Code", "Name", "Code", "Name"],
            ["Z99001", "Elm", "Z99002", "Oak", "Z99003", "Ash"]],
    ],
)  # fmt: skip
def test_practices_listed_under_the_steps_of_their_notices(notices, rows):
    draft = notices(rows)
    assert answers_of(draft, "status") == [
        ("Z99001", "ecg", "served"), ("Z99002", "ecg", "wanted"), ("Z99003", "ecg", "withdrawn"),
    ]  # fmt: skip
    assert clean(draft)


def test_steps_over_lists_of_no_service_are_no_notices(notices):
    assert not notices([["Served", "Withdrawn"], ["Z99001", "Z99002"]]).rows.get("notices")


# Practices over lists of services


@pytest.mark.parametrize(
    "rows",
    [
        [["Z99001", "Z99002"], ["ECG", "ECG"], ["DVT"]],
        [["Elm Surgery", "Oak Surgery"], ["ECG", "ECG"], ["DVT"]],
        [["Elm Surgery (Z99001)", None, "Oak Surgery (Z99002)", None],
            ["Service", "Date served", "Service", "Date served"], ["ECG", SERVED, "ECG", SERVED],
            ["DVT", LATER]],
    ],
)  # fmt: skip
def test_services_listed_under_practices(notices, rows):
    draft = notices([["Notices served"], *rows])
    assert answers_of(draft) == [("Z99001", "dvt_management"), ("Z99001", "ecg"), ("Z99002", "ecg")]
    assert clean(draft)


def test_several_practices_in_a_cell_of_a_list(notices):
    draft = notices([["ECG", "DVT"], ["Elm Surgery, Oak Surgery", "Z99003"], ["Z99004", "Z99001, Z9902"]])
    assert answers_of(draft) == [
        ("Z99001", "ecg"),
        ("Z99002", "ecg"),
        ("Z99003", "dvt_management"),
        ("Z99004", "ecg"),
    ]
    assert [(problem.cell, problem.reason) for problem in draft.problems] == [
        ("B3", "Which practices “Z99001, Z9902” lists is not certain; write the ODS code of each of them.")
    ]


def test_actions_over_practices_with_their_answers_beside(read, answers_of):
    rows = [["GP Connect", None, "Limit daily contacts", None], ["Z99001", "Green", "Z99001", "Amber"]]
    draft = read([*rows, ["Z99002", "Red", "Z99003", "Green"]])
    assert answers_of(draft) == {"Z99001": "GA", "Z99002": "R", "Z99003": "G"}
