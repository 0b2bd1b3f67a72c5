"""Tables whose rows and columns are turned round: every value is read at its own cell of the file."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from openpyxl.styles import PatternFill

from loaders.draft import Fate
from loaders.kinds import Options
from loaders.reading import Refused, reference
from loaders.recognition import draft_of
from tests.loaders.quirks.conftest import workbook

LIMIT, GP_CONNECT = "Limit daily contacts", "GP Connect"
FROM = datetime(2025, 2, 1)


@pytest.fixture
def notices(read):
    def draft(rows, finish=None, **options):
        return read(rows, finish, **{"region": "gloucestershire", "survey": None} | options)

    return draft


def cells(draft, table, *columns):
    """Cell reference and columns of each row of the store, sorted."""
    frames = [frame.astype(object) for frame in draft.rows.get(table, [])]
    rows = [row for frame in frames for row in frame.where(frame.notna(), None).to_dict("records")]
    return sorted((reference(int(r["row"]), int(r["col"])), *(r[name] for name in columns)) for r in rows)


def fates(draft, fate, sheet="Sheet1"):
    grid = draft.fates[sheet]
    return [
        reference(row, col)
        for row in range(grid.shape[0])
        for col in range(grid.shape[1])
        if grid[row, col] == fate
    ]


def unsettled(draft):
    return ([p.cell for p in draft.problems], [q.about for q in draft.questions.values()])


# Notices

MATRIX = [
    ["Notices served on the ICB"], [],
    ["Service", "Z99001", "Z99002", "Z99003"],
    ["Spirometry", FROM, None, "✓"],
    ["ECGs", None, datetime(2025, 3, 1), "Withdrawn"],
    ["Phlebotomy", None, None, None],
]  # fmt: skip


def test_a_matrix_of_notices_with_services_as_rows(notices, served):
    draft = notices(MATRIX)
    assert served(draft) == [
        ("Z99001", "spirometry", "served", "2025-02-01"),
        ("Z99002", "ecg", "served", "2025-03-01"),
        ("Z99003", "ecg", "withdrawn", ""),
        ("Z99003", "spirometry", "served", ""),
    ]
    assert cells(draft, "notices", "practice", "service") == [
        ("B4", "Z99001", "spirometry"), ("C5", "Z99002", "ecg"), ("D4", "Z99003", "spirometry"),
        ("D5", "Z99003", "ecg"),
    ]  # fmt: skip
    assert fates(draft, Fate.ANSWER) == ["B4", "D4", "C5", "D5"]
    assert unsettled(draft) == ([], [])
    assert (draft.rows_read, draft.rows_loaded, draft.rows_left_out) == (3, 3, 0)


def test_names_below_the_codes_and_a_note_under_the_table(notices, served):
    draft = notices(
        [
            ["Service", "Z99001", "Z99002"], [None, "Elm Surgery", "Oak Surgery"], ["Spirometry", "Y", "N"],
            ["ECGs", "N", "Y"], [], ["Asked for by telephone in May"],
        ]
    )  # fmt: skip
    assert served(draft) == [("Z99001", "spirometry", "served", ""), ("Z99002", "ecg", "served", "")]
    assert [frame["name"].tolist() for frame in draft.rows["notices"]] == [["Elm Surgery", "Oak Surgery"]]
    assert sorted((line.cell, line.reason) for line in draft.left_out) == [
        ("A6", "below the table, not part of it"), ("B4", "“N”: no notice"), ("C3", "“N”: no notice"),
    ]  # fmt: skip


def test_a_turned_matrix_in_colours_with_a_key(notices, served):
    def paint(book):
        sheet = book.active
        for cell, colour in {
            "B2": "92D050",
            "C3": "92D050",
            "C2": "FF0000",
            "A5": "92D050",
            "A6": "FF0000",
        }.items():
            sheet[cell].fill = PatternFill("solid", fgColor=colour)

    rows = [
        ["Service", "Z99001", "Z99002"],
        ["Spirometry"],
        ["ECGs"],
        [],
        [None, "Served"],
        [None, "No notice"],
    ]
    draft = notices(rows, paint)
    assert served(draft) == [("Z99001", "spirometry", "served", ""), ("Z99002", "ecg", "served", "")]
    assert cells(draft, "notices", "service") == [("B2", "spirometry"), ("C3", "ecg")]
    assert fates(draft, Fate.ANSWER) == ["B2", "C3"]
    assert "C2" in [line.cell for line in draft.left_out]


def test_a_colour_that_no_key_explains_is_asked_about_at_its_own_cell(notices):
    def paint(book):
        book.active["C3"].fill = PatternFill("solid", fgColor="92D050")

    draft = notices(
        [["Service", "Z99001", "Z99002"], ["Spirometry", "✓"], ["ECGs", None, "✓"], ["DVT"]], paint
    )
    assert unsettled(draft) == ([], [])
    draft = notices([["Service", "Z99001", "Z99002"], ["Spirometry", "✓"], ["ECGs"], ["DVT"]], paint)
    (question,) = draft.questions.values()
    assert (question.cell, "The first of them is C3" in question.sentence) == ("C3", True)


def test_a_problem_stands_at_its_own_cell(notices, served):
    draft = notices(
        [["Service", "Z99001", "Z99002"], ["Spirometry", "31/02/2025", None], ["ECGs", None, "Y"]]
    )
    assert [(p.cell, p.value) for p in draft.problems] == [("B2", "31/02/2025")]
    assert fates(draft, Fate.PROBLEM) == ["B2"]
    assert served(draft) == [("Z99001", "spirometry", "served", ""), ("Z99002", "ecg", "served", "")]


def test_names_in_the_headings_are_looked_up_in_the_register(notices, served, register):
    rows = [
        ["Service", "Elm Surgery", "Ash House", "Total"],
        ["Spirometry", "Y", None, 1],
        ["ECGs", None, "Y", 1],
    ]
    draft = notices(rows, words=register, region="sefton")
    assert served(draft) == [("Z99001", "spirometry", "served", ""), ("Z99003", "ecg", "served", "")]
    assert draft.notes[0] == "The table on sheet “Sheet1” was read with rows and columns turned round."
    assert [(line.cell, line.reason) for line in draft.left_out] == [
        ("D1", "beside the table, not part of it"), ("D2", "beside the table, not part of it"),
        ("D3", "beside the table, not part of it"),
    ]  # fmt: skip
    unknown = notices(rows)
    assert [(q.about, q.cell, q.affects_rows) for q in unknown.questions.values()] == [("practice", "B1", 2)]


@pytest.mark.parametrize(
    "heads", [["Gloucestershire", "Dorset"], ["January 2025", "February 2025"], ["Lead", "Notes"]]
)
def test_services_by_region_month_or_anything_else_are_no_practices(vocabulary, heads):
    data = workbook({"Sheet1": [["Service", *heads], ["Spirometry", FROM, None], ["ECGs", None, FROM]]})
    draft = draft_of(data, "book.xlsx", Options(), vocabulary, datetime(2025, 6, 1))
    assert not draft.rows.get("notices")
    assert draft.refused or draft.questions


# Surveys


def test_a_turned_survey_beside_its_own_counts_is_the_survey(read, answers_of):
    draft = read(
        [
            ["Action", "Z99001", "Z99002", "Green", "Amber", "Red"], [LIMIT, "Green", "Red", 1, 0, 1],
            [GP_CONNECT, "Amber", "Green", 1, 1, 0],
        ]
    )  # fmt: skip
    assert (draft.kind, answers_of(draft)) == ("survey", {"Z99001": "GA", "Z99002": "RG"})
    assert [line.cell for line in draft.left_out] == ["D1", "D2", "D3"]


def test_a_form_of_one_practice_down_the_page(read, answers_of):
    draft = read(
        [
            ["Collective action: your practice's reply"], [], ["ODS code", "Z99001"], ["Practice name", "Elm Surgery"],
            [LIMIT, "Green"], [GP_CONNECT, "Red"], ["Comments", "Short of staff"],
        ]
    )  # fmt: skip
    assert answers_of(draft) == {"Z99001": "GR"}
    assert cells(draft, "answers", "action") == [("B5", "limit_contacts"), ("B6", "gp_connect")]
    assert [frame["text"].tolist() for frame in draft.rows["comments"]] == [["Short of staff"]]
    assert unsettled(draft) == ([], [])


def test_a_sheet_for_each_practice_down_the_page(read, answers_of):
    def form(code, *answers):
        return [["Question", "Response"], ["ODS code", code], [LIMIT, answers[0]], [GP_CONNECT, answers[1]]]

    draft = read({"Elm": form("Z99001", "Green", "Red"), "Oak": form("Z99002", "Amber", "Green")})
    assert answers_of(draft) == {"Z99001": "GR", "Z99002": "AG"}
    assert cells(draft, "answers", "respondent")[:2] == [("B3", "Z99001"), ("B3", "Z99002")]
    assert unsettled(draft) == ([], [])


# Figures


def test_a_summary_with_the_answers_as_rows(read):
    rows = [
        ["Answer", LIMIT, GP_CONNECT],
        ["Green", 20, 15],
        ["Amber", 10, 12],
        ["Red", 5, 8],
        ["Total", 35, 35],
    ]
    draft = read(rows, survey=None)
    assert cells(draft, "figures", "subject", "answer", "count", "out_of") == [
        ("B2", "limit_contacts", "green", 20, 35), ("B3", "limit_contacts", "amber", 10, 35),
        ("B4", "limit_contacts", "red", 5, 35), ("C2", "gp_connect", "green", 15, 35),
        ("C3", "gp_connect", "amber", 12, 35), ("C4", "gp_connect", "red", 8, 35),
    ]  # fmt: skip
    assert (draft.problems, draft.questions, draft.left_out) == ([], {}, [])


def test_a_turned_summary_in_percent(read):
    rows = [
        [None, LIMIT, GP_CONNECT],
        ["Green", "57%", "43%"],
        ["Amber", "29%", "34%"],
        ["Red", "14%", "23%"],
    ]
    result = cells(read(rows, survey=None), "figures", "subject", "answer", "share")
    assert result[:2] == [("B2", "limit_contacts", "green", 0.57), ("B3", "limit_contacts", "amber", 0.29)]


def test_counts_of_answers_under_practices_are_no_summary(read):
    """Looks like a turned summary, but its headings are practices and its numbers mean nothing that is known."""
    with pytest.raises((AssertionError, Refused)):
        read([["Answer", "Z99001", "Z99002"], ["Green", 3, 4], ["Amber", 1, 0], ["Red", 0, 2]], survey=None)


# Two columns of labels


def test_what_a_row_says_of_its_service_stands_in_a_second_column(notices):
    draft = notices(
        [
            ["Service", None, "Z99001", "Z99002"], ["ECGs", "Served", "15/11/2024", "16/11/2024"],
            [None, "Effective", "15/02/2025", "16/02/2025"], ["Spirometry", "Served", "15/11/2024", None],
            [None, "Effective", "15/02/2025", None],
        ]
    )  # fmt: skip
    assert cells(draft, "notices", "practice", "service", "served_on", "effective_on") == [
        ("C2", "Z99001", "ecg", date(2024, 11, 15), date(2025, 2, 15)),
        ("C4", "Z99001", "spirometry", date(2024, 11, 15), date(2025, 2, 15)),
        ("D2", "Z99002", "ecg", date(2024, 11, 16), date(2025, 2, 16)),
    ]
    assert unsettled(draft) == ([], [])


def test_a_column_of_categories_before_the_actions(read, answers_of):
    rows = [["Type", "Action", "Z99001", "Z99002"], ["Workload", LIMIT, "Green", "Red"]]
    draft = read(
        [*rows, [None, "Serve notice on voluntary services", "Amber", "Green"], ["Data", GP_CONNECT, "Red"]]
    )
    assert answers_of(draft) == {"Z99001": "GAR", "Z99002": "RG"}
    assert (unsettled(draft), [line.cell for line in draft.left_out]) == (([], []), ["A1"])


def test_yes_and_no_under_practices_are_their_answers(read):
    """Looks like marks under Yes and No, but the first row is an action's."""
    rows = [["Are you taking this action?", "Elm (Z99001)", "Oak (Z99002)"], [LIMIT, "Yes", "No"]]
    draft = read([*rows, ["Switch off GP Connect Update Record", "No", "Yes"]])
    assert cells(draft, "answers", "respondent", "answer") == [
        ("B2", "Z99001", "taking"), ("B3", "Z99001", "not_taking"), ("C2", "Z99002", "not_taking"),
        ("C3", "Z99002", "taking"),
    ]  # fmt: skip


def test_a_practice_that_heads_two_columns_is_said_to_answer_twice(read):
    draft = read([["Action", "Z99001", "Z99002", "Z99001"], [LIMIT, "Green", "Red", "Green"]])
    assert "Z99001 answered twice; the last of them (cell D2) counts." in draft.notes


def test_a_practice_that_heads_two_columns_and_contradicts_itself_is_asked_about(read, answers_of):
    draft = read([["Action", "Z99001", "Z99002", "Z99001"], [LIMIT, "Green", "Red", "Amber"]])
    (question,) = draft.questions.values()
    assert (question.about, question.cell, answers_of(draft)) == ("contradiction", "B2", {"Z99002": "R"})


def test_a_turned_summary_of_shares_with_how_many_answered(read):
    rows = [
        [None, LIMIT, GP_CONNECT],
        ["% Green", "60%", "50%"],
        ["% Amber", "20%", "30%"],
        ["% Red", "20%", "20%"],
    ]
    result = cells(
        read([*rows, ["n", 50, 48]], survey=None), "figures", "subject", "answer", "share", "out_of"
    )
    assert result[0] == ("B2", "limit_contacts", "green", 0.6, 50)
    assert len(result) == 6


def test_names_above_the_codes_and_the_label_of_the_actions_beside_the_codes(read, answers_of):
    rows = [["Survey of Sefton"], [None, "Elm Surgery", "Oak Surgery"], ["Action", "Z99001", "Z99002"]]
    rows += [["Defer pilots", "Green", "Red"], ["Freeze new data sharing", "Red", "Amber"]]
    draft = read(rows)
    assert answers_of(draft) == {"Z99001": "GR", "Z99002": "RA"}
    assert (draft.questions, draft.problems) == ({}, [])
