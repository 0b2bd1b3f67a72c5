"""What somebody took back without deleting it: struck through, or with a comment that says so. Rows folded away."""

from __future__ import annotations

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"
FREEZE = "Freeze sign-up to any new data sharing agreements or local system data sharing platforms"
ROWS = [
    ["ODS code", LIMIT, FREEZE],
    ["Z99001", "Green", "Red"],
    ["Z99002", "Amber", "Green"],
    ["Z99003", "Red", "Red"],
    ["Z99004", "Green", "Amber"],
]
SAID = {"Z99001": "GR", "Z99002": "AG", "Z99003": "RR", "Z99004": "GA"}
LOG = [
    ["ODS code", "Service", "Served", "Effective from"],
    ["Z99001", "Spirometry", "06/01/2025", "07/04/2025"],
    ["Z99002", "Spirometry", "07/01/2025", "08/04/2025"],
    ["Z99003", "Spirometry", "08/01/2025", "09/04/2025"],
]


def striking(*places):
    def finish(book):
        for place in places:
            book["Sheet1"][place].font = Font(strike=True)

    return finish


def commenting(**texts):
    def finish(book):
        for place, text in texts.items():
            book["Sheet1"][place].comment = Comment(text, "A. N. Other")

    return finish


def listed(draft):
    return [(problem.cell, problem.column) for problem in draft.problems]


def test_a_struck_row_is_not_counted_and_its_problem_names_the_others(read, answers_of):
    draft = read(ROWS, striking("A2", "B2", "C2", "A4", "B4", "C4"))
    assert answers_of(draft) == {"Z99002": "AG", "Z99004": "GA"}
    assert listed(draft) == [("A2", "ODS code")]
    assert "A4" in draft.problems[0].reason
    assert (draft.rows_read, draft.rows_loaded) == (4, 2)


def test_a_struck_answer_alone_is_not_counted(read, answers_of):
    draft = read(ROWS, striking("C3", "C5"))
    assert answers_of(draft) == SAID | {"Z99002": "A", "Z99004": "G"}
    assert listed(draft) == [("C3", FREEZE)]


def test_a_struck_answer_in_colour_is_no_answer_either(read, answers_of):
    def finish(book):
        sheet = book["Sheet1"]
        for row in (2, 3):
            sheet.cell(row, 2).fill = PatternFill("solid", fgColor="92D050")
        striking("B2")(book)

    rows = [["ODS code", LIMIT], ["Z99001", "y"], ["Z99002", "y"], ["Z99003", "y"]]
    assert "Z99001" not in answers_of(read(rows, finish))


def test_a_struck_heading_takes_its_column_with_it(read, answers_of):
    draft = read(ROWS, striking("C1"))
    assert answers_of(draft) == {"Z99001": "G", "Z99002": "A", "Z99003": "R", "Z99004": "G"}
    assert listed(draft) == [("C1", FREEZE)]


@pytest.mark.parametrize("place", ["A3", "B3"])
def test_a_notice_is_nothing_without_its_practice_or_its_service(notices, served, place):
    draft = notices(LOG, striking(place))
    assert [practice for practice, *_ in served(draft)] == ["Z99001", "Z99003"]
    assert [cell for cell, _ in listed(draft)] == [place]


def test_a_struck_date_leaves_the_notice(notices, served):
    draft = notices(LOG, striking("D3"))
    assert ("Z99002", "spirometry", "served", "") in served(draft)
    assert listed(draft) == [("D3", "Effective from")]


def test_a_text_of_which_a_part_is_struck_is_asked_of_a_person(read, answers_of):
    def finish(book):
        struck, plain = TextBlock(InlineFont(strike=True), "Green"), TextBlock(InlineFont(), " Red")
        book["Sheet1"]["B2"] = CellRichText(struck, plain)

    draft = read(ROWS, finish)
    assert answers_of(draft) == SAID | {"Z99001": "R"}
    assert [problem.cell for problem in draft.problems] == ["B2"]
    assert "“Red”" in draft.problems[0].reason


@pytest.mark.parametrize("text", ["Withdrawn by phone 3/12", "tbc", "now Red", "ICB view, not theirs"])
def test_a_comment_that_changes_what_its_cell_says_is_a_problem(read, answers_of, text):
    draft = read(ROWS, commenting(B3=text))
    assert answers_of(draft) == SAID | {"Z99002": "G"}
    assert listed(draft) == [("B3", LIMIT)]
    assert text in draft.problems[0].reason


def test_a_comment_on_a_practice_speaks_of_its_row(read, answers_of):
    draft = read(ROWS, commenting(A3="Please ignore, sent in error"))
    assert "Z99002" not in answers_of(draft)


def test_other_comments_are_counted(read, answers_of):
    draft = read(ROWS, commenting(B3="Spoke to the secretary", C4="Lovely people"))
    assert (answers_of(draft), draft.problems) == (SAID, [])
    (note,) = draft.notes
    assert note.startswith("2 comments of sheet “Sheet1”")
    assert "B3" in note
    assert "Lovely people" in note


def test_rows_that_an_outline_folds_away_are_loaded_and_said(read, answers_of):
    def finish(book):
        book["Sheet1"].row_dimensions.group(3, 4, outline_level=1, hidden=True)

    draft = read(ROWS, finish)
    assert (answers_of(draft), draft.problems) == (SAID, [])
    assert "An outline folds away 2 rows" in draft.notes[0]
