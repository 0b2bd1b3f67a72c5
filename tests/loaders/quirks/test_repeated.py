"""Several notices or answers of a practice side by side in its row."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.loaders.quirks.test_turned import cells

SERVED, LATER = datetime(2024, 11, 1), datetime(2025, 2, 1)
ONE, TWO = ["Z99001", "ECG", SERVED, "Spirometry", LATER], ["Z99002", "DVT", SERVED]


@pytest.fixture
def notices(read):
    def draft(sheets, **options):
        return read(sheets, **{"region": "gloucestershire", "survey": None} | options)

    return draft


def answers_of(draft, *columns):
    return sorted(row[1:] for row in cells(draft, "notices", "practice", "service", *columns))


def clean(draft):
    return (draft.problems, draft.questions) == ([], {})


@pytest.mark.parametrize(
    "heads",
    [
        [["Practice", "Service 1", "Date 1", "Service 2", "Date 2"]],
        [["Practice", "Service_1", "Date served_1", "Service_2", "Date served_2"]],
        [["Practice", "Service", "Date served", "Service", "Date served"]],
        [["Practice", "First service", "Date", "Second service", "Date"]],
        [["Practice", "1st service", "1st date", "2nd service", "2nd date"]],
        [
            ["Practice", "Notice 1", None, "Notice 2", None],
            [None, "Service", "Date served", "Service", "Date served"],
        ],
        [["Practice", "Service", "Date served"]],
    ],
)
def test_each_service_has_the_date_beside_it(notices, heads):
    draft = notices([["Notice log"], [], *heads, ONE, TWO, ["Z99003"]])
    assert answers_of(draft, "served_on") == [
        ("Z99001", "ecg", date(2024, 11, 1)),
        ("Z99001", "spirometry", date(2025, 2, 1)),
        ("Z99002", "dvt_management", date(2024, 11, 1)),
    ]
    assert clean(draft)
    assert [line.reason for line in draft.left_out] == ["nothing in this row to load"]


def test_dates_in_front_and_behind_all_services(notices):
    before = [
        ["Practice", "Date 1", "Service 1", "Date 2", "Service 2"],
        ["Z99001", SERVED, "ECG", LATER, "DVT"],
    ]
    behind = [
        ["Practice", "Service 1", "Service 2", "Date 1", "Date 2"],
        ["Z99001", "ECG", "DVT", SERVED, LATER],
    ]
    assert (
        answers_of(notices(before), "served_on")
        == answers_of(notices(behind), "served_on")
        == [
            ("Z99001", "dvt_management", date(2025, 2, 1)),
            ("Z99001", "ecg", date(2024, 11, 1)),
        ]
    )


def test_two_dates_and_a_step_of_each_service(notices):
    heads = [
        "Code",
        *(f"{what} {n}" for n in (1, 2) for what in ("Service", "Status", "Served", "Effective from")),
    ]
    row = ["Z99001", "ECG", "Served", SERVED, LATER, "DVT", "Withdrawn", SERVED, None]
    assert answers_of(notices([heads, row]), "status", "served_on", "effective_on") == [
        ("Z99001", "dvt_management", "withdrawn", date(2024, 11, 1), None),
        ("Z99001", "ecg", "served", date(2024, 11, 1), date(2025, 2, 1)),
    ]


def test_one_date_is_that_of_all_services_of_its_row(notices):
    heads = ["Practice", "Service 1", "Service 2", "Date served"]
    draft = notices([heads, ["Z99001", "ECG", "DVT", SERVED]])
    assert {row[2] for row in answers_of(draft, "served_on")} == {date(2024, 11, 1)}


def test_a_date_without_its_service_is_a_problem(notices):
    heads = ["Practice", "Service 1", "Date 1", "Service 2", "Date 2"]
    draft = notices([heads, ONE, ["Z99002", "ECG", SERVED, None, LATER]])
    assert ("Z99002", "ecg") in answers_of(draft)
    (problem,) = draft.problems
    assert problem.cell == "E3"
    assert problem.reason.startswith("“01/02/2025” stands in a row that does not say all that the others say")


def test_no_headings_at_all(notices):
    draft = notices([["Z99001", "ECG", SERVED, "DVT", LATER], ["Z99002", "DVT", SERVED]])
    assert answers_of(draft) == [
        ("Z99001", "dvt_management"),
        ("Z99001", "ecg"),
        ("Z99002", "dvt_management"),
    ]
    assert [q.affects_rows for q in draft.questions.values()] == [3]


def test_actions_and_answers_in_sets(read, answers_of):
    rows = [["Practice", "Action 1", "RAG 1", "Action 2", "RAG 2"]]
    rows += [
        ["Z99001", "GP Connect", "Green", "Limit daily contacts", "Red"],
        ["Z99002", "GP Connect", "Amber"],
    ]
    assert answers_of(read(rows)) == {"Z99001": "GR", "Z99002": "A"}


def test_practices_side_by_side_under_one_heading(read, register):
    rows = [
        ["Service", "Practices", None, None],
        ["ECG", "Elm Surgery", "Oak Surgery", "Ash House"],
        ["DVT", "Ash House"],
    ]
    draft = read(rows, words=register, survey=None)
    assert answers_of(draft) == [
        ("Z99001", "ecg"),
        ("Z99002", "ecg"),
        ("Z99003", "dvt_management"),
        ("Z99003", "ecg"),
    ]
    assert clean(draft)


def test_services_side_by_side_under_one_heading(notices):
    draft = notices(
        [["Practice", "Services", None, None], ["Z99001", "ECG", "DVT", "Spirometry"], ["Z99002", "DVT"]]
    )
    assert len(answers_of(draft)) == 4
    assert clean(draft)
