"""What is settled by its headings is what the search for a layout would leave as it stands."""

from __future__ import annotations

from typing import Any

import pytest

from loaders.layouts.settled import is_settled
from loaders.layouts.way import LayoutOfSheet
from loaders.reading.sheets import Sheet
from loaders.tables.layout import layout_of
from loaders.turning.parts import Outside

LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"
FREEZE = "Freeze sign-up to any new data sharing agreements or local system data sharing platforms"
HEADS, ROW = ["ODS code", LIMIT, FREEZE], ["Z99001", "Green", "Red"]
SETTLED = [
    [HEADS, ROW],
    [HEADS, ["Z99001", "Green", None], ["Z99002", None, "AMBER"]],
    [["Completion time", *HEADS, "Name"], ["01/08/2024 09:00", *ROW, "Elm Surgery"]],
]
SOUGHT = [
    [["Replies in March"], HEADS, ROW],
    [HEADS, ROW, [None, None, None], ["Green means yes", None, None]],
    [["ODS code", LIMIT, "Further remarks"], ["Z99001", "Green", "Red for the rest"]],
    [HEADS, ["Z99001", "Green", "Z99002"]],
    [[LIMIT, FREEZE], ["Z99001", "Z99002"]],
    [["ODS code", "Practice", LIMIT], ["Z99001", "Z99002", "Green"]],
    [["ODS code", "What practices say about " + LIMIT], ["Z99001", "Green"]],
]


def sheet_of(rows: list[list[Any]]) -> Sheet:
    width = max(map(len, rows))
    return Sheet("Sheet1", [[*row, *[None] * (width - len(row))] for row in rows])


@pytest.mark.parametrize("rows", SETTLED)
def test_a_wide_table_whose_headings_and_answers_are_read_whole(rows, vocabulary):
    sheet = sheet_of(rows)
    assert is_settled(layout_of(sheet, sheet.filled(), vocabulary), vocabulary)
    result = LayoutOfSheet(sheet, sheet.filled(), vocabulary, Outside("book", "sefton"))
    assert (result.part, result.doubt) == (None, None)


@pytest.mark.parametrize("rows", SOUGHT)
def test_a_word_that_the_headings_do_not_explain_has_the_layout_sought(rows, vocabulary):
    sheet = sheet_of(rows)
    assert not is_settled(layout_of(sheet, sheet.filled(), vocabulary), vocabulary)
