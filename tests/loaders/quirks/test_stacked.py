"""Lists in which a line above each stretch of rows says what they share: a step, a service, an answer, a practice."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.loaders.quirks.test_turned import cells

SERVED, EFFECT = datetime(2024, 11, 1), datetime(2025, 2, 1)


def steps(draft):
    return sorted(row[1:] for row in cells(draft, "notices", "practice", "service", "status"))


def clean(draft):
    return (draft.problems, draft.questions) == ([], {})


# Steps over practices


@pytest.mark.parametrize(
    "rows",
    [
        [["ECG notices"], ["Served"], ["Z99001"], ["Considering"], ["Z99002"], ["Withdrawn"], ["Z99003"]],
        [["ECG"], [], ["SERVED (1)"], ["Z99001"], [], ["CONSIDERING (1)"], ["Z99002"], [], ["Withdrawn:"],
            ["Z99003"]],
        [["ECG"], ["Practices that have served"], ["Elm Surgery"], ["Practices considering"], ["Oak Surgery"],
            ["Notices withdrawn"], ["Ash House"]],
        [["ECG"], ["Practice", "Date"], ["Served"], ["Z99001", SERVED], ["Considering"], ["Z99002"],
            ["Withdrawn"], ["Z99003", EFFECT]],
        [["Practice", "Service"], ["Served"], ["Z99001", "ECG"], ["Considering"], ["Z99002", "ECG"],
            ["Withdrawn"], ["Z99003", "ECG"]],
        [["Practice", "Service"], ["Z99001", "ECG"], ["Considering"], ["Z99002", "ECG"], ["Withdrawn"],
            ["Z99003", "ECG"]],
        [["ODS code", "ECG"], ["Served"], ["Z99001", "Y"], ["Considering"], ["Z99002", "Y"], ["Withdrawn"],
            ["Z99003", "Y"]],
        [["Served"], ["ECG"], ["Z99001"], ["Considering"], ["ECG"], ["Z99002"], ["Withdrawn"], ["ECG"], ["Z99003"]],
    ],
)  # fmt: skip
def test_practices_under_the_step_of_their_notices(notices, rows):
    draft = notices(rows)
    assert steps(draft) == [
        ("Z99001", "ecg", "served"),
        ("Z99002", "ecg", "wanted"),
        ("Z99003", "ecg", "withdrawn"),
    ]
    assert clean(draft)


def test_a_date_beside_a_practice_is_of_the_step_above_it(notices):
    rows = [
        ["ECG"],
        ["Served"],
        ["Z99001", SERVED],
        ["In effect"],
        ["Z99002", EFFECT],
        ["Withdrawn"],
        ["Z99003", EFFECT],
    ]
    draft = notices(rows)
    assert cells(draft, "notices", "practice", "served_on", "effective_on", "withdrawn_on") == [
        ("A3", "Z99001", date(2024, 11, 1), None, None),
        ("A5", "Z99002", None, date(2025, 2, 1), None),
        ("A7", "Z99003", None, None, date(2025, 2, 1)),
    ]
    assert clean(draft)


@pytest.mark.parametrize("line", ["Not serving", "Undecided"])
def test_practices_that_do_not_serve_are_left_out_with_a_line(notices, line):
    draft = notices([["ECG"], ["Served"], ["Z99001"], [line], ["Z99002"]])
    assert steps(draft) == [("Z99001", "ecg", "served")]
    assert [line.reason for line in draft.left_out] == ["says that no notice was served"]


@pytest.mark.parametrize("line", ["Minded to", "Waiting to hear"])
def test_a_step_that_nobody_knows_is_asked_about(notices, line):
    draft = notices([["ECG"], ["Served"], ["Z99001"], [line], ["Z99002"], ["Z99003"]])
    assert steps(draft) == [("Z99001", "ecg", "served")]
    (question,) = draft.questions.values()
    assert (question.about, question.value, question.cell, question.affects_rows) == ("status", line, "A4", 2)


def test_words_that_speak_of_a_step_between_the_rows_of_a_log_are_asked_about(notices):
    log = [["Practice", "Service", "Effective from"], ["Z99001", "ECG", EFFECT], ["Since withdrawn"]]
    draft = notices([*log, ["Z99002", "ECG", EFFECT]])
    assert steps(draft) == [("Z99001", "ecg", "served")]
    assert [(q.about, q.cell) for q in draft.questions.values()] == [("status", "A3")]


PLAIN = ["Practice", "Service"]
BY_SHEET = {"Served": [PLAIN, ["Z99001", "ECG"]], "Withdrawn": [PLAIN, ["Z99002", "ECG"]]}
BY_TABLE = [
    ["Notices served"],
    PLAIN,
    ["Z99001", "ECG"],
    [],
    ["Notices withdrawn"],
    PLAIN,
    ["Z99002", "ECG"],
    [],
]


@pytest.mark.parametrize(
    "sheets",
    [
        BY_SHEET | {"Considering": [PLAIN, ["Z99003", "ECG"]]},
        {"Log": [*BY_TABLE, ["Practices considering notice"], PLAIN, ["Z99003", "ECG"]]},
    ],
)
def test_a_sheet_or_a_table_for_each_step(notices, sheets):
    draft = notices(sheets)
    assert steps(draft) == [
        ("Z99001", "ecg", "served"),
        ("Z99002", "ecg", "withdrawn"),
        ("Z99003", "ecg", "wanted"),
    ]
    assert clean(draft)


# Services and answers over practices


def test_a_list_of_codes_under_each_service(notices):
    draft = notices(
        [["Notices served"], ["Spirometry"], ["Z99001"], ["Z99002"], [], ["ECG"], ["Z99003"], ["Total: 3"]]
    )
    assert cells(draft, "notices", "practice", "service") == [
        ("A3", "Z99001", "spirometry"), ("A4", "Z99002", "spirometry"), ("A7", "Z99003", "ecg"),
    ]  # fmt: skip
    assert [(line.cell, line.reason) for line in draft.left_out] == [("A8", "total row")]


def test_a_line_that_names_no_known_service_is_asked_about_with_all_below_it(notices):
    draft = notices(
        [["Notices served"], ["Spirometry"], ["Z99001"], ["Widget clinic"], ["Z99002"], ["Z99003"]]
    )
    assert [row[1] for row in steps(draft)] == ["spirometry"]
    assert [(q.about, q.cell, q.affects_rows) for q in draft.questions.values()] == [("service", "A4", 2)]


def test_practices_listed_below_each_answer(read, answers_of):
    draft = read([["GP Connect"], ["Green"], ["Z99001"], ["Z99002"], ["Red"], ["Z99003"]])
    assert answers_of(draft) == {"Z99001": "G", "Z99002": "G", "Z99003": "R"}


# Practices over services


@pytest.mark.parametrize(
    "rows",
    [
        [["Service", "Date served"], ["Elm Surgery"], ["ECG", SERVED], ["DVT", SERVED], ["Oak Surgery"],
            ["ECG", EFFECT]],
        [["Service", "Date served"], ["Z99001", "Elm Surgery"], ["ECG", SERVED], ["DVT", SERVED],
            ["Z99002", "Oak Surgery"], ["ECG", EFFECT], ["Total: 3"]],
        [["Elm Surgery - Z99001"], ["Service", "Date served"], ["ECG", SERVED], ["DVT", SERVED], [],
            ["Oak Surgery - Z99002"], ["Service", "Date served"], ["ECG", EFFECT]],
        [["Notices served"], [], ["Elm Surgery"], ["ECG", SERVED], ["DVT", SERVED], [], ["Oak Surgery"],
            ["ECG", EFFECT], [], ["* as the practices told us"]],
    ],
)  # fmt: skip
def test_services_and_dates_below_the_practice(notices, rows):
    draft = notices(rows)
    assert [row[1:] for row in cells(draft, "notices", "practice", "service", "served_on")] == [
        ("Z99001", "ecg", date(2024, 11, 1)),
        ("Z99001", "dvt_management", date(2024, 11, 1)),
        ("Z99002", "ecg", date(2025, 2, 1)),
    ]
    assert clean(draft)


def test_dates_that_nothing_explains_are_asked_about_once(notices):
    draft = notices([["Elm Surgery"], ["ECG", SERVED], ["DVT", SERVED], ["Oak Surgery"], ["ECG", EFFECT]])
    assert len(steps(draft)) == 3
    (question,) = draft.questions.values()
    assert (question.cell, question.affects_rows) == ("B2", 3)
    assert question.sentence.startswith(
        "Dates such as “01/11/2024”: is that when the notices were served, or"
    )


def test_a_practice_that_the_register_does_not_have_is_asked_about(notices):
    draft = notices(
        [["Service", "Date served"], ["Elm Surgery"], ["ECG", SERVED], ["Grove Surgery"], ["ECG", EFFECT]]
    )
    assert steps(draft) == [("Z99001", "ecg", "served")]
    assert [(q.about, q.value) for q in draft.questions.values()] == [("practice", "Grove Surgery")]


def test_a_list_of_practices_under_a_title_that_says_nothing_of_notices_is_none(read):
    """Looks like lists under services, but they are those who offer it and nothing names a step."""
    draft = read([["Spirometry"], ["Z99001"], ["Z99002"]], survey=None)
    assert not draft.rows.get("notices")


def test_a_numbered_list_under_a_title(notices):
    draft = notices([["Notices served on ECG:"], ["1. Elm Surgery"], ["2. Oak Surgery"], ["3) Ash House"]])
    assert steps(draft) == [(code, "ecg", "served") for code in ("Z99001", "Z99002", "Z99003")]
    assert clean(draft)


def test_a_blank_column_of_services_takes_nothing_from_the_lines(notices):
    rows = [
        ["Practice", "Service", "Date served"],
        ["ECG"],
        ["Z99001", None, SERVED],
        ["DVT"],
        ["Z99002", None, SERVED],
    ]
    draft = notices(rows)
    assert steps(draft) == [("Z99001", "ecg", "served"), ("Z99002", "dvt_management", "served")]
    assert clean(draft)


def test_actions_over_practices_and_answers_without_headings(read, answers_of):
    rows = [
        ["GP Connect"],
        ["Z99001", "Green"],
        ["Z99002", "Red"],
        ["Limit daily contacts"],
        ["Z99001", "Amber"],
    ]
    assert answers_of(read(rows)) == {"Z99001": "GA", "Z99002": "R"}


def test_forms_of_practices_one_below_another(read, answers_of):
    first = [["Practice:", "Z99001"], ["GP Connect", "Green"], ["Limit daily contacts", "Red"], []]
    draft = read(
        [*first, ["Practice:", "Z99002"], ["GP Connect", "Amber"], ["Limit daily contacts", "Green"]]
    )
    assert answers_of(draft) == {"Z99001": "GR", "Z99002": "AG"}
    assert draft.left_out == []


@pytest.mark.parametrize(
    ("first", "second"),
    [(SERVED, EFFECT), ("1 November 2024", "1 February 2025"), ("01/11/2024", "01/02/2025")],
)
def test_practices_under_the_day_of_their_notices(notices, first, second):
    log = [["Practice", "Service"], [first], ["Z99001", "ECG"], [second], ["Z99002", "ECG"]]
    for rows in (log, [["ECG notices"], [first], ["Z99001"], [second], ["Z99002"]]):
        draft = notices([["Notices served"], *rows])
        assert cells(draft, "notices", "practice", "served_on")[0][1:] == ("Z99001", date(2024, 11, 1))
        assert clean(draft)
        assert [q.about for q in notices(rows).questions.values()] == ["meaning"]


# Several practices in the cell below a line; and tables that are none of these lists


def test_the_practices_that_a_cell_below_an_answer_lists(read, answers_of):
    rows = [["Advice & Guidance"], ["Green"], ["Z99001, Z99002; Z99003"], ["Amber"], ["Z99004"], ["Red"]]
    draft = read([*rows, ["Z99005\nZ99006"]])
    assert answers_of(draft) == dict.fromkeys(["Z99001", "Z99002", "Z99003"], "G") | {
        "Z99004": "A",
        "Z99005": "R",
        "Z99006": "R",
    }
    assert (draft.questions, draft.problems) == ({}, [])


def test_several_practices_are_no_line_above_services(read):
    rows = [["Z99001, Z99002"], ["ECG", SERVED], ["Z99003"], ["DVT", SERVED]]
    with pytest.raises(AssertionError, match="not a table we know"):
        read(rows, survey=None)


@pytest.mark.parametrize("more", [[], [["Total", 1], [], ["Source: replies by e-mail"]]])
def test_yes_under_planning_is_planning(read, answers_of, more):
    rows = [["Freeze data sharing agreements"], [], ["Practice", "Planning"], ["Elm Surgery (Z99001)", "Yes"]]
    draft = read([*rows, ["Oak House (Z99002)", "Yes"], *more])
    assert (answers_of(draft), draft.questions) == ({"Z99001": "P", "Z99002": "P"}, {})


def test_the_actions_that_a_cell_below_an_answer_lists(read):
    rows = [
        ["Z99001"],
        ["Planning"],
        ["Advice & Guidance; Defer declarations"],
        ["Not taking"],
        ["GP Connect"],
    ]
    draft = read(rows)
    assert {row[1:] for row in cells(draft, "answers", "action", "answer")} == {
        ("advice_guidance", "planning"),
        ("defer_declarations", "planning"),
        ("gp_connect", "not_taking"),
    }
    assert (draft.questions, draft.problems) == ({}, [])


def test_no_is_an_answer_beside_planning(read):
    rows = [
        ["Freeze data sharing agreements"],
        ["Z99001"],
        ["No"],
        ["Z99002"],
        ["Planning"],
        ["Z99003"],
        ["No"],
    ]
    draft = read(rows)
    assert {row[1:] for row in cells(draft, "answers", "respondent", "answer")} == {
        ("Z99001", "not_taking"),
        ("Z99002", "planning"),
        ("Z99003", "not_taking"),
    }
