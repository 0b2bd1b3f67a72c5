"""Practices listed in one cell, by code or by the name that the register has."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.loaders.quirks.test_turned import cells

SERVED, LATER = datetime(2024, 11, 1), datetime(2025, 2, 1)
THREE = [("Z99001", "dvt_management"), ("Z99001", "ecg"), ("Z99002", "ecg")]


def answers_of(draft, *columns):
    return sorted(row[1:] for row in cells(draft, "notices", "practice", "service", *columns))


def clean(draft):
    return (draft.problems, draft.questions) == ([], {})


@pytest.mark.parametrize(
    "rows",
    [
        [["ECG", "Z99001, Z99002"], ["DVT", "Z99001"]],
        [["Notices served so far"], [], ["ECG", "Elm Surgery; Oak Surgery"], ["DVT", "Elm Surgery"], [],
            ["as at 1 March"]],
        [["Service", "Practices"], ["DVT", "Elm Surgery"], ["ECG", "Elm Surgery,\nOak Surgery"]],
        [["Service", "No.", "Practices", "Notes"], ["ECG", 2, "Z99001; Z99002", "by letter"],
            ["DVT", 1, "Z99001"], ["Total", 3]],
        [["Service", "Practices"], ["ECG", "Z99001 Elm Surgery, Z99002 Oak Surgery"],
            ["DVT", "Elm Surgery (Z99001)"]],
        [["Service", "Practices served"], ["ECG", "Elm Surgery and Oak Surgery"], ["DVT", "Elm Surgery"]],
        [["Practices", "Service"], ["Z99001 & Z99002", "ECG"], ["Z99001", "DVT"]],
        [["Service", "Practices"], ["ECG", "• Elm Surgery\n• Oak Surgery"], ["DVT", "• Elm Surgery"],
            ["Spirometry", "None"]],
    ],
)  # fmt: skip
def test_practices_in_a_cell_beside_the_service(notices, rows):
    draft = notices(rows)
    assert answers_of(draft) == THREE
    assert clean(draft)


def test_what_stands_beside_a_list_holds_for_each_practice_in_it(notices):
    rows = [["Service", "Date served", "Practices", "Status"], ["ECG", SERVED, "Z99001, Z99002", "Served"]]
    draft = notices([*rows, ["ECG", LATER, "Z99003", "Withdrawn"]])
    assert answers_of(draft, "status", "served_on") == [
        ("Z99001", "ecg", "served", date(2024, 11, 1)),
        ("Z99002", "ecg", "served", date(2024, 11, 1)),
        ("Z99003", "ecg", "withdrawn", date(2025, 2, 1)),
    ]
    assert clean(draft)


def test_lists_under_steps(notices):
    rows = [
        ["Service", "Served", "Considering", "Withdrawn"],
        ["ECG", "Elm Surgery, Oak Surgery", "Ash House"],
    ]
    draft = notices([*rows, ["DVT", "Z99001", "Z99002, Z99003", "Z99004"]])
    assert answers_of(draft, "status") == [
        ("Z99001", "dvt_management", "served"),
        ("Z99001", "ecg", "served"),
        ("Z99002", "dvt_management", "wanted"),
        ("Z99002", "ecg", "served"),
        ("Z99003", "dvt_management", "wanted"),
        ("Z99003", "ecg", "wanted"),
        ("Z99004", "dvt_management", "withdrawn"),
    ]
    assert clean(draft)


def test_lists_of_names_under_answers(read, answers_of, register):
    rows = [["Action", "Green", "Amber", "Red"], ["GP Connect", "Elm Surgery, Oak Surgery", "Ash House"]]
    draft = read([*rows, ["Limit daily contacts", "Elm Surgery", "Oak Surgery; Ash House"]], words=register)
    assert answers_of(draft) == {"Z99001": "GG", "Z99002": "GA", "Z99003": "AA"}


@pytest.mark.parametrize(
    "cell",
    [
        "tbc",
        "Elm Surgery, Elderly House, Ash House",
        "Z99001, Z9902",
        "Z99001, all other practices",
        "Elm Surgery, Oak Surgery and others",
        "Z99001, Z99002 (maybe)",
    ],
)
def test_a_list_that_is_not_certain_is_a_problem(notices, cell):
    draft = notices([["Service", "Practices"], ["ECG", "Z99003, Z99004"], ["DVT", cell]])
    assert answers_of(draft) == [("Z99003", "ecg"), ("Z99004", "ecg")]
    (problem,) = draft.problems
    assert problem.cell == "B3"
    assert f"“{cell}”" in problem.reason


@pytest.mark.parametrize("cell", ["Z99001, Z9902", "Z99001 and others"])
def test_a_code_beside_something_that_may_be_another_practice_is_a_problem(notices, cell):
    draft = notices([["Service", "Practice"], ["ECG", cell], ["DVT", "Z99003"]])
    assert answers_of(draft) == [("Z99003", "dvt_management")]
    assert [problem.cell for problem in draft.problems] == ["B2"]


def test_a_name_of_a_list_that_the_register_does_not_have_is_asked_about(notices):
    draft = notices([["Service", "Practices"], ["ECG", "Elm Surgery, Grove Surgery"]])
    assert answers_of(draft) == [("Z99001", "ecg")]
    assert [(q.about, q.value) for q in draft.questions.values()] == [("practice", "Grove Surgery")]


@pytest.mark.parametrize("name", ["Elm Surgery, Z99001", "Elm Surgery, High Street", "Z99001, High Street"])
def test_a_name_and_its_code_or_address_are_one_practice(notices, name):
    draft = notices([["Service", "Practice"], ["ECG", name], ["DVT", "Z99003"]])
    assert len(answers_of(draft)) + len(draft.questions) == 2
    assert draft.problems == []


def test_rows_whose_practices_stand_alone_belong_to_the_lists_too(read, answers_of):
    draft = read(
        [
            ["Question", "Yes", "Planning", "No"],
            ["Defer declarations", None, "Z99001; Z99002", None],
            ["GP Connect", "Z99002", None, "Z99001"],
        ]
    )
    assert answers_of(draft) == {"Z99001": "PN", "Z99002": "PT"}
    assert (draft.questions, draft.problems, draft.left_out) == ({}, [], [])
