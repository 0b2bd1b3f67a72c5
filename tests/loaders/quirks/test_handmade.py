"""Tables as people lay them out by hand: one tiny workbook a quirk. None of them needs a question."""

from __future__ import annotations

from datetime import datetime

import pytest
from openpyxl.styles import PatternFill

LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"
FREEZE = "Freeze sign-up to any new data sharing agreements or local system data sharing platforms"
HEADS = ["ODS code", LIMIT, FREEZE]
FOUR = [
    ["Z99001", "Green", "Red"],
    ["Z99002", "Amber", "Green"],
    ["Z99003", "Red", "Red"],
    ["Z99004", "Green", "Green"],
]
NAMED = [
    [name, *row[1:]] for name, row in zip(("Elm Surgery", "Oak Surgery", "Ash House"), FOUR, strict=False)
]
SAID = {"Z99001": "GR", "Z99002": "AG", "Z99003": "RR", "Z99004": "GG"}
NONE = [None, None, None]


def beside(left, right, gap=1):
    """Two blocks of rows side by side with blank columns between them."""
    height = max(len(left), len(right))
    width = max(map(len, left))
    left = [*left, *([[]] * (height - len(left)))]
    right = [*right, *([[]] * (height - len(right)))]
    return [row + [None] * (width - len(row) + gap) + other for row, other in zip(left, right, strict=True)]


def merged(*ranges, sheet="Sheet1"):
    def finish(book):
        for cells in ranges:
            book[sheet].merge_cells(cells)

    return finish


SHAPES = {
    "title rows": [["Sefton LMC"], ["Collective action, as told by the practices"], [], HEADS, *FOUR],
    "table in the middle of the sheet": [[], [], [], *([None] * 4 + row for row in [HEADS, *FOUR])],
    "blank lines in the middle": [HEADS, *FOUR[:2], [], [], *FOUR[2:]],
    "sub-totals and totals": [HEADS, *FOUR[:2], ["Sub-total", 1, 1], *FOUR[2:], ["Total green", 2, 2]],
    "shares below without a label": [HEADS, *FOUR, [None, "50%", "50%"]],
    "a row of shares": [HEADS, *FOUR, ["%", 0.5, 0.5], ["Total", "2", "2"]],
    "counts of each answer below": [HEADS, *FOUR, ["Green", 2, 2], ["Amber", 1, 0], ["Red", 1, 2]],
    "a small summary below": [HEADS, *FOUR, [], ["Summary"], ["Answer", "Limit", "Freeze"], ["Green", 2, 2]],
    "totals in columns": [[*HEADS, "Total green", "% green"], *([*row, 1, 0.5] for row in FOUR)],
    "totals in columns as text": [[*HEADS, "Greens", "Total"], *([*row, "1", "2"] for row in FOUR)],
    "footnotes": [HEADS, *FOUR, ["* by phone, 3 May"], ["Source: the office"], [], ["Prepared by Jo."]],
    "repeated headings": [HEADS, *FOUR[:2], HEADS, *FOUR[2:]],
    "networks as headings of groups": [HEADS, ["North PCN"], *FOUR[:2], ["South PCN"], *FOUR[2:]],
    "two tables one above the other": [HEADS, *FOUR[:2], [], ["Those that replied late"], HEADS, *FOUR[2:]],
    "two tables with headings of their own": [
        *([row[0], row[1]] for row in [HEADS, *FOUR]),
        [],
        *([row[0], row[2]] for row in [HEADS, *FOUR]),
    ],
    "two tables side by side": beside([HEADS, *FOUR[:2]], [HEADS, *FOUR[2:]]),
    "two tables side by side without a gap": beside([HEADS, *FOUR[:2]], [HEADS, *FOUR[2:]], gap=0),
    "two tables side by side of unequal length": beside([HEADS, *FOUR[:1]], [HEADS, *FOUR[1:]]),
    "notes beside the table": [HEADS, [*FOUR[0], None, "ring them back"], *FOUR[1:]],
    "a summary beside the table": beside(
        [HEADS, *FOUR], [["Action", "Green", "Amber", "Red"], [LIMIT, 2, 1, 1], [FREEZE, 2, 0, 2]]
    ),
    "a running number": [["No.", *HEADS], *([at, *row] for at, row in enumerate(FOUR, start=1))],
    "a running number without a heading": [[None, *HEADS], *([at, *r] for at, r in enumerate(FOUR, start=1))],
    "an empty spacer column": beside([[row[0]] for row in [HEADS, *FOUR]], [r[1:] for r in [HEADS, *FOUR]]),
    "actions as rows": [
        ["Action", *(row[0] for row in FOUR)],
        [LIMIT, *(row[1] for row in FOUR)],
        [FREEZE, *(row[2] for row in FOUR)],
    ],
    "actions as rows with counts beside": [
        ["Action", *(row[0] for row in FOUR), "Green", "Amber", "Red"],
        [LIMIT, *(row[1] for row in FOUR), "2", "1", "1"],
        [FREEZE, *(row[2] for row in FOUR), "2", "0", "2"],
        ["Total", 1, 1, 0, 2, 4, 1, 3],
    ],
    "one row an answer": [
        ["Practice", "Action", "Answer"],
        *([row[0], heading, row[at]] for row in FOUR for at, heading in ((1, LIMIT), (2, FREEZE))),
    ],
}


@pytest.mark.parametrize("rows", SHAPES.values(), ids=SHAPES.keys())
def test_the_same_answers_in_every_shape(read, answers_of, rows):
    draft = read(rows)
    result = answers_of(draft)
    assert {who: "".join(sorted(letters)) for who, letters in result.items()} == {
        who: "".join(sorted(letters)) for who, letters in SAID.items()
    }
    answers = {
        (row.respondent, row.action): row.answer for f in draft.rows["answers"] for row in f.itertuples()
    }
    assert answers["Z99001", "limit_contacts"] == "green"
    assert answers["Z99002", "dsa_freeze"] == "green"
    assert (len(answers), draft.problems, draft.questions) == (8, [], {})


@pytest.mark.parametrize(
    ("rows", "ranges"),
    [
        ([["ODS code", "Actions", None], [None, LIMIT, FREEZE], *FOUR], ("A1:A2", "B1:C1")),
        ([["Replies by practice", None, None], HEADS, *FOUR], ("A1:C1",)),
        (
            [HEADS, ["North PCN", None, None], *FOUR[:2], ["South PCN", None, None], *FOUR[2:]],
            ("A2:C2", "A5:C5"),
        ),
        ([["PCN", *HEADS], ["North", *FOUR[0]], *([None, *r] for r in FOUR[1:])], ("A2:A5",)),
    ],
    ids=["two heading rows", "title", "networks over the columns", "a network down its practices"],
)
def test_merged_cells(read, answers_of, rows, ranges):
    draft = read(rows, merged(*ranges))
    assert (answers_of(draft), draft.problems, draft.questions) == (SAID, [], {})


def test_a_practice_merged_over_its_rows_stands_in_each(read, answers_of):
    rows = [["Practice", "Action", "Answer"], ["Z99001", LIMIT, "Green"], [None, FREEZE, "Red"]]
    draft = read(rows, merged("A2:A3"))
    assert (answers_of(draft), draft.problems) == ({"Z99001": "GR"}, [])


def test_a_practice_merged_over_its_notices_stands_in_each(read, served):
    rows = [
        ["ODS code", "Service", "Effective from"],
        ["Z99001", "Spirometry", datetime(2025, 4, 13)],
        [None, "ECGs", None],
        ["Z99002", "ECGs", datetime(2025, 4, 14)],
    ]
    draft = read(rows, merged("A2:A3", "C2:C3"), survey=None)
    assert served(draft) == [
        ("Z99001", "ecg", "served", "2025-04-13"),
        ("Z99001", "spirometry", "served", "2025-04-13"),
        ("Z99002", "ecg", "served", "2025-04-14"),
    ]


def test_an_answer_merged_over_two_practices_is_a_problem(read, answers_of):
    rows = [HEADS, ["Z99001", "Green", "Red"], ["Z99002", None, "Red"], FOUR[2]]
    draft = read(rows, merged("B2:B3"))
    assert answers_of(draft) == {"Z99001": "R", "Z99002": "R", "Z99003": "RR"}
    (problem,) = draft.problems
    assert (problem.cell, problem.value) == ("B2", "Green")
    assert problem.reason == (
        "This answer is merged over B2:B3, so whose it is cannot be told; undo the merging and write it "
        "into each cell that it is for."
    )


KEYS = {
    "above": [["Key"], [1, "Green"], [2, "Amber"], [3, "Red"], [], HEADS, ["Z99001", 1, 3], ["Z99002", 2, 1]],
    "below": [HEADS, ["Z99001", 1, 3], ["Z99002", 2, 1], [], ["Key"], [1, "Green"], [2, "Amber"], [3, "Red"]],
    "beside": beside(
        [HEADS, ["Z99001", 1, 3], ["Z99002", 2, 1]], [["Key"], [1, "Green"], [2, "Amber"], [3, "Red"]]
    ),
    "beside, as a table": beside(
        [HEADS, ["Z99001", 1, 3], ["Z99002", 2, 1]],
        [["Code", "Meaning"], [1, "Green"], [2, "Amber"], [3, "Red"]],
    ),
}


@pytest.mark.parametrize("rows", KEYS.values(), ids=KEYS.keys())
def test_a_key_on_the_sheet_says_what_numbers_mean(read, answers_of, rows):
    draft = read(rows)
    assert (answers_of(draft), draft.problems, draft.questions) == ({"Z99001": "GR", "Z99002": "AG"}, [], {})


def test_a_key_on_a_sheet_of_its_own(read, answers_of):
    sheets = {
        "Replies": [HEADS, ["Z99001", 1, 3], ["Z99002", 2, 1]],
        "Key": [["Number", "Meaning"], [1, "Green"], [2, "Amber"], [3, "Red"]],
    }
    draft = read(sheets)
    assert (answers_of(draft), draft.questions) == ({"Z99001": "GR", "Z99002": "AG"}, {})


def test_totals_are_left_out_by_name_and_counted_as_rows(read):
    draft = read([HEADS, *FOUR[:2], ["Sub-total", 1, 1], *FOUR[2:], ["Total", 2, 2]])
    assert [(item.cell, item.reason) for item in draft.left_out] == [("A4", "total row"), ("A7", "total row")]
    assert (draft.rows_read, draft.rows_loaded, draft.rows_left_out) == (6, 4, 2)


def test_columns_of_totals_are_left_out_by_name(read):
    draft = read([[*HEADS, "Total green", "% green"], *([*row, 1, 0.5] for row in FOUR)])
    assert [item.cell for item in draft.left_out] == ["D1", "E1"]


@pytest.mark.parametrize("group", ["North PCN", "Southport locality", "Crosby Primary Care Network"])
def test_networks_as_headings_of_groups_of_names(read, answers_of, register, group):
    rows = [["Practice", LIMIT, FREEZE], [group], *NAMED[:2], ["South PCN"], NAMED[2]]
    draft = read(rows, words=register)
    assert answers_of(draft) == {"Z99001": "GR", "Z99002": "AG", "Z99003": "RR"}
    assert (draft.problems, draft.questions) == ([], {})


def test_a_formula_that_was_never_calculated_is_a_problem(read, answers_of):
    draft = read([HEADS, FOUR[0], ["Z99002", "=B2", "Red"]])
    assert answers_of(draft) == {"Z99001": "GR", "Z99002": "R"}
    assert [problem.cell for problem in draft.problems] == ["B3"]


def test_formats_to_the_end_of_excel_are_no_cells(read, answers_of):
    def finish(book):
        sheet = book["Sheet1"]
        sheet.cell(1_048_576, 1).number_format = "0.0"
        sheet.cell(1, 16_384).number_format = "0.0"

    assert answers_of(read([HEADS, *FOUR], finish)) == SAID


def test_a_key_below_a_table_of_actions_as_rows(read, answers_of):
    rows = [["Action", "Z99001", "Z99002"], [LIMIT, "G", "A"], [FREEZE, "R", "G"], [], ["Key"]]
    draft = read([*rows, ["G", "will readily undertake"], ["R", "will not undertake"]])
    assert {who: "".join(sorted(letters)) for who, letters in answers_of(draft).items()} == {
        "Z99001": "GR",
        "Z99002": "AG",
    }


def test_a_practice_whose_name_begins_like_a_note(read, answers_of, register):
    draft = read(
        [["Practice", LIMIT], ["Key Medical Centre", "Green"], ["Elm Surgery", "Red"]], words=register
    )
    assert answers_of(draft) == {"Z99001": "R"}
    assert [question.value for question in draft.questions.values()] == ["Key Medical Centre"]


def test_a_row_that_explains_the_headings(read, answers_of):
    draft = read([HEADS, ["(if known)", "(R/A/G)", "(R/A/G)"], *FOUR])
    assert (answers_of(draft), draft.problems) == (SAID, [])
    assert [item.reason for item in draft.left_out] == ["an explanation of the headings"]


DAY = "1 February 2025"
SERVED = [
    ("Z99001", "ring_pessary", "served", "2025-02-01"),
    ("Z99002", "ring_pessary", "served", "2025-02-01"),
    ("Z99002", "spirometry", "served", "2025-02-01"),
]


@pytest.mark.parametrize("over", ["Services", "Service"])
def test_a_heading_over_all_the_services_of_a_matrix(read, served, over):
    heads = [["Practice", None, over, None], ["ODS code", "Practice name", "Ring pessaries", "Spirometry"]]
    rows = [["Z99001", "Elm Surgery", DAY, None], ["Z99002", "Oak Surgery", DAY, DAY]]
    draft = read([*heads, *rows], merged("C1:D1"), survey=None)
    assert (served(draft), draft.questions, draft.problems) == (SERVED, {}, [])


def test_localities_and_networks_as_headings_of_groups_in_a_matrix(read, served):
    heads = ["ODS code", "Ring pessaries", "Spirometry"]
    rows = [["North PCN"], ["Z99001", DAY, None], ["South locality"], ["Z99002", DAY, DAY]]
    draft = read([heads, *rows], survey=None)
    assert (served(draft), draft.questions, draft.problems) == (SERVED, {}, [])
    assert [item.cell for item in draft.left_out] == ["A2", "A4"]


@pytest.mark.parametrize("beside", ["a legend", "a column that varies"])
def test_a_column_that_is_green_from_top_to_bottom_is_answers(read, answers_of, beside):
    colours = {f"B{row}": "FF00B050" for row in (2, 3, 4)}
    if beside == "a legend":
        colours |= {"E7": "FF00B050"}
    else:
        colours |= {"C2": "FFFF0000", "C3": "FF00B050", "C4": "FFFFC000"}

    def paint(book):
        for cell, colour in colours.items():
            book["Sheet1"][cell].fill = PatternFill("solid", fgColor=colour)
        book["Sheet1"]["F7"] = "Green: will readily undertake" if beside == "a legend" else None

    draft = read([HEADS, ["Z99001"], ["Z99002"], ["Z99003"]], paint)
    greens = {"Z99001": "G", "Z99002": "G", "Z99003": "G"}
    mixed = {"Z99001": "GR", "Z99002": "GG", "Z99003": "GA"}
    assert answers_of(draft) == (greens if beside == "a legend" else mixed)
    assert (draft.questions, draft.problems) == ({}, [])


def centred(first):
    """Two actions over the middle of their three columns of ticks."""
    return [
        [first, None, LIMIT, None, None, FREEZE, None],
        ["Code" if first == "Practice" else None, "Green", "Amber", "Red", "Green", "Amber", "Red"],
        ["Z99001", "x", None, None, None, None, "x"],
        ["Z99002", None, None, "x", None, "x", None],
    ]


@pytest.mark.parametrize("first", ["Practice", "Practice code"])
def test_a_heading_in_the_middle_of_its_columns(read, answers_of, first):
    draft = read(centred(first))
    assert answers_of(draft) == {"Z99001": "GR", "Z99002": "RA"}
    assert (draft.questions, draft.problems, draft.left_out) == ({}, [], [])


@pytest.mark.parametrize(
    "key",
    [
        [["Key", "1 = Green", "2 = Amber", "3 = Red"]],
        [["Key:", "1: will readily undertake", "2: in certain conditions", "3: will not undertake"]],
    ],
)
def test_a_key_from_left_to_right(read, answers_of, key):
    draft = read([HEADS, ["Z99001", 1, 3], ["Z99002", 2, 1], [], *key])
    assert (answers_of(draft), draft.problems, draft.questions) == ({"Z99001": "GR", "Z99002": "AG"}, [], {})


def test_the_mark_of_a_footnote_in_a_heading(read, answers_of):
    heads = [HEADS[0], f"{HEADS[1]}*", f"{HEADS[2]}¹"]
    draft = read([heads, *FOUR, ["* worded as in 2024"], ["¹ one form is compulsory"]])
    assert answers_of(draft) == SAID
    assert (draft.problems, draft.questions) == ([], {})
