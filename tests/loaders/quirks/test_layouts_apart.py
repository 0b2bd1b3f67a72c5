"""Tables in which a row does not say all about itself: groups under a line, lists under headings, blocks of a summary.

Every value is read at its own cell of the file.
"""

from __future__ import annotations

from datetime import date, datetime

import pytest

from loaders.kinds import Options
from loaders.recognition import draft_of
from loaders.tables.meanings import ABOUT
from loaders.vocabulary.vocabulary import Vocabulary
from tests.loaders.quirks.conftest import workbook
from tests.loaders.quirks.test_turned import cells, fates

LIMIT, GP_CONNECT = "Limit daily contacts", "GP Connect"


@pytest.fixture
def notices(read):
    def draft(sheets, finish=None, **options):
        return read(sheets, finish, **{"region": "gloucestershire", "survey": None} | options)

    return draft


@pytest.fixture
def drafted(vocabulary):
    """The draft of rows with nothing named, refused or not."""

    def draft(rows, words=vocabulary):
        return draft_of(workbook({"Sheet1": rows}), "book.xlsx", Options(), words, datetime(2025, 6, 1))

    return draft


def lines(draft):
    return sorted((line.cell, line.reason) for line in draft.left_out)


def clean(draft):
    return (draft.problems, draft.questions) == ([], {})


# Groups under a line of their own

LOG = ["Practice", "Date served", "Effective from"]


def test_a_log_in_groups_under_the_service(notices):
    draft = notices(
        [
            ["Notice log"], [], LOG, ["Spirometry"], ["Z99001", "15/11/2024", "01/02/2025"],
            ["Z99002", "20/11/2024", "01/02/2025"], ["ECGs"], ["Z99001", "21/11/2024", "01/03/2025"],
            ["Total", 3],
        ]
    )  # fmt: skip
    assert cells(draft, "notices", "practice", "service", "effective_on") == [
        ("A5", "Z99001", "spirometry", date(2025, 2, 1)), ("A6", "Z99002", "spirometry", date(2025, 2, 1)),
        ("A8", "Z99001", "ecg", date(2025, 3, 1)),
    ]  # fmt: skip
    assert clean(draft)
    assert (lines(draft), draft.rows_read, draft.rows_loaded) == ([("A9", "total row")], 4, 3)


def test_a_group_that_names_no_known_service_is_asked_about(notices):
    rows = [LOG, ["ECGs"], ["Z99001", "15/11/2024"], ["Widget clinic"], ["Z99002", "16/11/2024"]]
    draft = notices(rows)
    assert cells(draft, "notices", "practice", "service") == [("A3", "Z99001", "ecg")]
    assert [(q.about, q.value, q.cell) for q in draft.questions.values()] == [
        ("service", "Widget clinic", "A4")
    ]


def test_groups_by_region_and_within_it_by_service(notices):
    rows = [
        ["Practice", "Effective from"], ["Gloucestershire"], ["ECGs"], ["L84001", "01/02/2025"], ["DVT"],
        ["L84002", "01/02/2025"], ["Dorset"], ["ECGs"], ["J81001", "01/03/2025"],
    ]  # fmt: skip
    draft = notices(rows, region=None)
    assert cells(draft, "notices", "region", "practice", "service") == [
        ("A4", "gloucestershire", "L84001", "ecg"), ("A6", "gloucestershire", "L84002", "dvt_management"),
        ("A9", "dorset", "J81001", "ecg"),
    ]  # fmt: skip
    assert clean(draft)


def test_answers_in_groups_under_the_practice(read, answers_of):
    rows = [
        ["Action", "Answer"],
        ["Practice: Z99001"],
        [LIMIT, "Green"],
        [GP_CONNECT, "Red"],
        ["Practice: Z99002"],
    ]
    draft = read([*rows, [LIMIT, "Amber"], [GP_CONNECT, "Green"]])
    assert answers_of(draft) == {"Z99001": "GR", "Z99002": "AG"}
    assert cells(draft, "answers", "action")[0] == ("B3", "limit_contacts")


def test_networks_between_the_rows_are_no_groups_of_that_kind(notices):
    """Looks like groups, but the lines name nothing that a notice needs."""
    rows = [["Practice", "Service", "Date served"], ["North PCN"], ["Z99001", "ECGs", "15/11/2024"]]
    draft = notices([*rows, ["South PCN"], ["Z99002", "ECGs", "16/11/2024"]])
    assert cells(draft, "notices", "practice") == [("B3", "Z99001"), ("B5", "Z99002")]
    assert lines(draft) == [(cell, "a line of its own, not a row of the table") for cell in ("A2", "A4")]


def test_the_month_of_a_group_is_asked_about_unless_the_title_says_it(notices, vocabulary):
    rows = [
        ["Practice", "Service"], ["November 2024"], ["Z99001", "ECGs"], ["December 2024"], ["Z99002", "ECGs"],
    ]  # fmt: skip
    (question,) = notices(rows).questions.values()
    assert (question.about, question.cell, question.affects_rows) == (ABOUT, "A2", 2)
    assert question.choices == ["role:served_on", "role:effective_on", "leave out"]
    draft = notices([["Notices served"], [], *rows])
    assert [q.about for q in draft.questions.values()] == ["month"]  # which day of it


# Services and actions named in cells


def test_services_named_under_months(notices, vocabulary):
    rows = [
        ["ODS code", "January 2025", "March 2025"], ["Z99001", None, "Spirometry, ECG"], ["Z99002", "DVT", None],
        ["Z99003", None, None],
    ]  # fmt: skip
    asked = notices(rows)
    assert cells(asked, "notices", "practice", "service", "served_on") == [
        ("B3", "Z99002", "dvt_management", None), ("C2", "Z99001", "ecg", None), ("C2", "Z99001", "spirometry", None),
    ]  # fmt: skip
    (question,) = asked.questions.values()
    assert (question.about, question.cell) == (ABOUT, "C1")
    words = _answered(vocabulary, (question, "role:effective_on"))
    (which_day,) = notices(rows, words=words).questions.values()
    assert which_day.about == "month"
    words = _answered(vocabulary, (question, "role:effective_on"), (which_day, "the first day of the month"))
    settled = notices(rows, words=words)
    assert {row[1:] for row in cells(settled, "notices", "practice", "effective_on")} == {
        ("Z99002", date(2025, 1, 1)), ("Z99001", date(2025, 3, 1)),
    }  # fmt: skip
    assert clean(settled)
    assert lines(settled) == [("A4", "nothing in this row to load")]


def _answered(vocabulary, *answers):
    words = {(question.about, question.key): choice for question, choice in answers}
    return Vocabulary(vocabulary.snapshot, words)


def test_services_named_under_steps(notices, served):
    draft = notices(
        [["Practice", "Notice served", "Withdrawn"], ["Z99001", "ECG, DVT", None], ["Z99002", None, "ECG"]]
    )
    assert served(draft) == [
        ("Z99001", "dvt_management", "served", ""), ("Z99001", "ecg", "served", ""), ("Z99002", "ecg", "withdrawn", ""),
    ]  # fmt: skip
    assert clean(draft)


def test_actions_named_under_answers(read):
    draft = read(
        [
            ["Practice", "Green", "Red"],
            ["Z99001", f"{LIMIT}; {GP_CONNECT}", None],
            ["Z99002", LIMIT, GP_CONNECT],
        ]
    )
    assert cells(draft, "answers", "respondent", "action", "answer") == [
        ("B2", "Z99001", "gp_connect", "green"), ("B2", "Z99001", "limit_contacts", "green"),
        ("B3", "Z99002", "limit_contacts", "green"), ("C3", "Z99002", "gp_connect", "red"),
    ]  # fmt: skip
    assert clean(draft)


def test_remarks_under_months_are_no_services(drafted):
    """Looks like services under months, but the cells name none: nothing is loaded from it."""
    rows = [["ODS code", "January 2025", "March 2025"], ["Z99001", "rang, no reply", "left message"]]
    draft = drafted([*rows, ["Z99002", "spoke to PM", "rang"]])
    assert not draft.rows.get("notices")


# Lists under headings


def test_practices_listed_under_the_answers_an_action_a_block(read, answers_of):
    rows = [
        ["Our survey of November 2024"], [], [LIMIT], ["Green (2)", "Amber (1)", "Red (1)"],
        ["Z99001", "Z99003", "Z99004"], ["Z99002"], [2, 1, 1], [], [GP_CONNECT], ["Green", "Amber", "Red"],
        ["Z99001", None, "Z99002, Z99003"], [], ["Z99004 did not answer by telephone"],
    ]  # fmt: skip
    draft = read(rows)
    assert answers_of(draft) == {"Z99001": "GG", "Z99002": "GR", "Z99003": "AR", "Z99004": "R"}
    assert cells(draft, "answers", "respondent", "action") == [
        ("A11", "Z99001", "gp_connect"), ("A5", "Z99001", "limit_contacts"), ("A6", "Z99002", "limit_contacts"),
        ("B5", "Z99003", "limit_contacts"), ("C11", "Z99002", "gp_connect"), ("C11", "Z99003", "gp_connect"),
        ("C5", "Z99004", "limit_contacts"),
    ]  # fmt: skip
    assert lines(draft) == [("A7", "total row")]
    assert [problem.cell for problem in draft.problems] == ["A13"]


def test_an_action_a_sheet_with_the_names_listed(read, answers_of, register):
    heads = ["Green", "Amber", "Red"]
    draft = read(
        {
            LIMIT: [heads, ["Elm Surgery", "Ash House", None], ["Oak Surgery"]],
            GP_CONNECT: [heads, ["Oak Surgery"]],
        },
        words=register,
    )
    assert answers_of(draft) == {"Z99001": "G", "Z99002": "GG", "Z99003": "A"}
    assert clean(draft)


def test_a_practice_under_two_answers_is_a_problem(read, answers_of):
    draft = read([[LIMIT], ["Green", "Amber", "Red"], ["Z99001", "Z99002", "Z99001"], ["Z99003"]])
    assert answers_of(draft) == {"Z99002": "A", "Z99003": "G"}
    sentence = "“Z99001” stands under more than one answer (A3 and C3); leave the one that counts."
    assert [(p.cell, p.reason) for p in draft.problems] == [("A3", sentence), ("C3", sentence)]


def test_practices_listed_under_services(notices, served):
    draft = notices([["Notices served"], [], ["Spirometry", "ECGs"], ["Z99001", "Z99001"], ["Z99002"]])
    assert served(draft) == [
        ("Z99001", "ecg", "served", ""), ("Z99001", "spirometry", "served", ""), ("Z99002", "spirometry", "served", ""),
    ]  # fmt: skip
    assert cells(draft, "notices", "service") == [("A4", "spirometry"), ("A5", "spirometry"), ("B4", "ecg")]


def test_remarks_listed_under_the_answers_are_no_practices(drafted):
    """Looks like lists of practices, but they are reasons that practices gave."""
    rows = [[LIMIT], ["Green", "Amber", "Red"], ["safe working", "if paid", "patients need us"], ["overdue"]]
    assert not drafted(rows).rows.get("answers")


# A summary block by block


def block(question, *options, answered=50, skipped=3):
    return [
        ["Collective action survey"], [question], ["Answer Choices", "Responses", None], *map(list, options),
        [None, "Answered", answered], [None, "Skipped", skipped],
    ]  # fmt: skip


def test_surveymonkeys_summary_of_all_questions(read):
    rated = block(LIMIT, ("Green", "60.00%", 30), ("Amber", "20.00%", 10), ("Red", "20.00%", 10))
    role = block("What is your role?", ("GP partner", "50.00%", 25), ("Practice manager", "50.00%", 25))
    draft = read({"Question 1": rated, "Question 2": role}, survey=None)
    assert cells(draft, "figures", "subject", "answer", "count", "share", "out_of") == [
        ("B4", "limit_contacts", "green", 30, 0.6, 50), ("B5", "limit_contacts", "amber", 10, 0.2, 50),
        ("B6", "limit_contacts", "red", 10, 0.2, 50),
    ]  # fmt: skip
    assert clean(draft)
    assert [(line.sheet, line.cell) for line in draft.left_out] == [
        ("Question 1", "B8"),
        ("Question 2", "A1"),
    ]


def test_all_questions_below_one_another_with_shares_as_numbers(read):
    rated = block(GP_CONNECT, ("Green", 0.5, 25), ("Red", 0.3, 15), ("Don't know", 0.2, 10))
    role = block("What is your role?", ("GP partner", 0.5, 25), ("Practice manager", 0.5, 25))
    draft = read([*role, [], *rated], survey=None)
    assert cells(draft, "figures", "subject", "answer", "count", "share") == [
        ("B12", "gp_connect", "green", 25, 0.5), ("B13", "gp_connect", "red", 15, 0.3),
    ]  # fmt: skip
    assert dict(lines(draft))["A14"] == "no answer of the scale"
    assert dict(lines(draft))["A4"] == "a question that is not about an action"


def test_a_summary_of_what_was_ticked(read):
    rows = block("Which of these is your practice taking?", (LIMIT, "70.00%", 35), (GP_CONNECT, "40.00%", 20))
    draft = read(rows, survey=None)
    assert cells(draft, "figures", "subject", "count", "share", "out_of") == [
        ("C4", "limit_contacts", 35, 0.7, 50), ("C5", "gp_connect", 20, 0.4, 50),
    ]  # fmt: skip
    assert {row[1] for row in cells(draft, "figures", "unit")} == {"respondents"}


def test_a_share_and_a_count_under_each_answer(read):
    rows = [
        ["Which would you do?"], [None, "Green", None, "Amber", None, "Red", None, "Total"],
        [LIMIT, "60.00%", 30, "20.00%", 10, "20.00%", 10, 50],
        [GP_CONNECT, "50.00%", 25, "30.00%", 15, "20.00%", 10, 50],
        [None, None, None, None, None, None, "Answered", 50],
    ]  # fmt: skip
    draft = read(rows, survey=None)
    result = cells(draft, "figures", "subject", "answer", "count", "share")
    assert result[0] == ("B3", "limit_contacts", "green", 30, 0.6)
    assert len(result) == 6
    assert clean(draft)


def test_a_price_list_with_choices_is_no_summary(drafted):
    """Looks like a summary, but its question is about no action: nothing is loaded."""
    draft = drafted(block("Which lunch would you like?", ("Sandwich", "60.00%", 30), ("Soup", "40.00%", 20)))
    assert not draft.rows.get("figures")
    assert fates(draft, 3) == []


def test_crosses_under_answers_with_the_practice_below_a_gap(read, answers_of):
    rows = [
        [None, LIMIT, None, None, GP_CONNECT], ["Practice", *("Green", "Amber", "Red") * 2],
        ["Z99001", "x", None, None, None, "x", None], ["Z99002", None, None, "x", "x", None, None],
    ]  # fmt: skip

    def merge(book):
        book.active.merge_cells("B1:D1")
        book.active.merge_cells("E1:G1")

    draft = read(rows, merge)
    assert answers_of(draft) == {"Z99001": "GA", "Z99002": "RG"}
    assert clean(draft)


def test_actions_with_practices_taking_and_not_taking_are_no_register(drafted):
    draft = drafted([["Action", "Practices taking", "Practices not"], [LIMIT, "Z99001, Z99002", "Z99003"]])
    assert not draft.rows.get("practices")


# Answers as columns, marks in the cells

HEADS = ["Action", "Green", "Amber", "Red"]


def test_a_practices_own_form_with_crosses_under_the_answers(read, answers_of):
    draft = read([["Practice", "Z99001"], [], HEADS, [LIMIT, "x"], [GP_CONNECT, None, None, "x"]])
    assert answers_of(draft) == {"Z99001": "GR"}
    assert cells(draft, "answers", "action") == [("B4", "limit_contacts"), ("D5", "gp_connect")]
    assert (clean(draft), draft.left_out) == (True, [])


def test_a_form_of_crosses_a_sheet_for_each_practice(read, answers_of):
    def form(*rows):
        return [HEADS, *map(list, rows)]

    first, second = (
        form((LIMIT, "✓"), (GP_CONNECT, None, "✓")),
        form((LIMIT, None, None, "✓"), (GP_CONNECT, "✓")),
    )
    assert answers_of(read({"Z99001": first, "Z99002": second})) == {"Z99001": "GA", "Z99002": "RG"}


def test_two_marks_in_a_row_are_a_problem_at_both_cells(read, answers_of):
    marked = [[LIMIT, "x", "x"], [GP_CONNECT, None, None, "x"], ["Freeze new data sharing", "x"]]
    draft = read([["Practice", "Z99001"], [], HEADS, *marked])
    assert answers_of(draft) == {"Z99001": "RG"}
    sentence = "“Z99001” stands under more than one answer (B4 and C4); leave the one that counts."
    assert [(p.cell, p.reason) for p in draft.problems] == [("B4", sentence), ("C4", sentence)]


def test_check_boxes_under_the_answers_to_one_action(read, answers_of):
    rows = [[LIMIT], ["Practice", "Green", "Amber", "Red"], ["Z99001", True, False, False]]
    draft = read([*rows, ["Z99002", False, False, True], ["Total", 1, 0, 1]])
    assert answers_of(draft) == {"Z99001": "G", "Z99002": "R"}
    assert cells(draft, "answers", "respondent") == [("B3", "Z99001"), ("D4", "Z99002")]
    assert dict(lines(draft))["A5"] == "total row"
    assert dict(lines(draft))["C3"] == "not marked"


def test_ones_and_noughts_without_practices_are_counts(read):
    """Looks like marks, but it is the summary of a survey that few answered."""
    draft = read([HEADS, [LIMIT, 1, 0, 0], [GP_CONNECT, 0, 0, 1]], survey=None)
    assert (draft.kind, len(cells(draft, "figures", "count"))) == ("figures", 6)


# Codes of practices listed in one cell


def test_practices_listed_in_the_cells_of_an_action(read, answers_of):
    draft = read([HEADS, [LIMIT, "Z99001, Z99002", "Z99003"], [GP_CONNECT, "Z99001", None, "Z99002; Z99003"]])
    assert answers_of(draft) == {"Z99001": "GG", "Z99002": "GR", "Z99003": "AR"}
    assert cells(draft, "answers", "respondent")[:2] == [("B2", "Z99001"), ("B2", "Z99002")]
    assert clean(draft)


def test_practices_listed_in_the_cells_of_a_service(notices, served):
    draft = notices(
        [["Service", "Practices that served notice"], ["ECGs", "Z99001, Z99002"], ["DVT", "Z99001"]]
    )
    assert served(draft) == [
        ("Z99001", "dvt_management", "served", ""), ("Z99001", "ecg", "served", ""), ("Z99002", "ecg", "served", ""),
    ]  # fmt: skip


def test_a_practice_in_two_cells_of_an_action_is_a_problem(read, answers_of):
    draft = read([HEADS, [LIMIT, "Z99001, Z99002", "Z99001"], [GP_CONNECT, "Z99001", "Z99002"]])
    assert answers_of(draft) == {"Z99001": "G", "Z99002": "A"}
    assert [p.cell for p in draft.problems] == ["B2", "C2"]


def test_codes_joined_by_a_slash_are_no_list(drafted):
    """Two practices that have merged look like a list of two: nothing is loaded for either without a word."""
    draft = drafted([["Practice", LIMIT], ["Z99001 / Z99002", "Green"], ["Z99003", "Red"]])
    assert {row.respondent for frame in draft.rows.get("answers", []) for row in frame.itertuples()} <= {
        "Z99003"
    }


# A practice or a service named outside the table


def test_a_sheet_for_each_service_and_one_for_each_practice(notices, served):
    by_service = {
        "Spirometry": [["Practice", "Date served"], ["Z99001", "15/11/2024"], ["Z99002", "16/11/2024"]],
        "ECGs": [["Practice", "Date served"], ["Z99001", "15/11/2024"]],
    }
    by_practice = {
        "Z99001": [["Service", "Date served"], ["Spirometry", "15/11/2024"], ["ECGs", "15/11/2024"]],
        "Z99002": [["Service", "Date served"], ["Spirometry", "16/11/2024"]],
    }
    assert served(notices(by_service)) == served(notices(by_practice)) == [
        ("Z99001", "ecg", "served", ""), ("Z99001", "spirometry", "served", ""), ("Z99002", "spirometry", "served", ""),
    ]  # fmt: skip


def test_the_service_named_in_the_title(notices):
    draft = notices(
        [["Notices served: spirometry"], [], ["Practice", "Date served"], ["Z99001", "15/11/2024"]]
    )
    assert cells(draft, "notices", "practice", "service") == [("A4", "Z99001", "spirometry")]


def test_a_title_with_two_services_names_none_of_them(drafted):
    draft = drafted([["Spirometry and ECGs"], [], ["Practice", "Date served"], ["Z99001", "15/11/2024"]])
    assert not draft.rows.get("notices")


def test_practices_in_groups_under_green_and_red(read, answers_of):
    rows = [
        [LIMIT],
        [],
        ["Practice", "Comment"],
        ["GREEN"],
        ["Z99001", "will do"],
        ["Z99002", None],
        ["RED (1)"],
    ]
    draft = read([*rows, ["Z99003", "no"]])
    assert answers_of(draft) == {"Z99001": "G", "Z99002": "G", "Z99003": "R"}
    assert cells(draft, "answers", "action")[0] == ("A5", "limit_contacts")
    assert [text for frame in draft.rows["comments"] for text in frame["text"]] == ["will do", "no"]
    assert clean(draft)


def test_a_count_beside_the_name_of_a_group(notices):
    rows = [LOG, ["Spirometry (2)"], ["Z99001", "15/11/2024"], ["Z99002", "16/11/2024"], ["ECGs (1)"]]
    draft = notices([*rows, ["Z99001", "15/11/2024"]])
    assert [row[2] for row in cells(draft, "notices", "practice", "service")] == [
        "spirometry",
        "spirometry",
        "ecg",
    ]


def test_practices_listed_by_region_in_the_cells_of_a_service(notices):
    rows = [
        ["Service", "Gloucestershire", "Dorset"],
        ["ECGs", "L84001, L84002", "J81001"],
        ["DVT", "L84001", None],
    ]
    draft = notices(rows, region=None)
    assert cells(draft, "notices", "region", "practice", "service") == [
        ("B2", "gloucestershire", "L84001", "ecg"), ("B2", "gloucestershire", "L84002", "ecg"),
        ("B3", "gloucestershire", "L84001", "dvt_management"), ("C2", "dorset", "J81001", "ecg"),
    ]  # fmt: skip


def test_a_month_beside_columns_of_services_takes_nothing_from_them(notices):
    draft = notices([["ODS code", "ECGs", "Notices in March 2025"], ["Z99001", "13/03/2025", "Spirometry"]])
    assert cells(draft, "notices", "service", "effective_on") == [("B2", "ecg", date(2025, 3, 13))]


def test_a_second_column_headed_answer_is_left_out_with_a_line(read, answers_of):
    draft = read(
        [["Practice", "Action", "Answer", "Answer"], ["Z99001", LIMIT, "Green", "as agreed by telephone"]]
    )
    assert answers_of(draft) == {"Z99001": "G"}
    assert [line.cell for line in draft.left_out] == ["D1"]
