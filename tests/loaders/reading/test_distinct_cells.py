"""A sheet whose different cells were read once is the sheet that the reader makes of all of them."""

from __future__ import annotations

import io
import random
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from loaders.reading import distinct_cells, read_workbook
from loaders.reading.distinct_cells import DistinctCells
from loaders.reading.extent import scan

VALUES = [
    None,
    "",
    "Green",
    " Green\xa0",
    "Rot & <Grün>",
    "two\nlines",
    "\u200bzero width",
    0,
    1,
    1.0,
    -2.5,
    12345678901,
    True,
    False,
    datetime(2024, 8, 3, 9, 6, 1),
    date(2024, 8, 3),
    time(9, 6),
    timedelta(hours=30),
    "=1/0",
    "=A1",
    CellRichText("Am", TextBlock(InlineFont(b=True), "ber")),
]


def contents(data: bytes) -> list:
    sheets = read_workbook(data, "a.xlsx").sheets
    for sheet in sheets:
        kinds = sheet.kinds
        assert [[kinds.values[code] for code in row] for row in kinds.codes.tolist()] == sheet.values
        assert len({(value.__class__, value) for value in kinds.values}) == len(kinds.values)
    return [
        (
            sheet.name,
            [[(v.__class__, v) for v in row] for row in sheet.values],
            sheet.merged,
            dict(sheet.fills.items()),
        )
        for sheet in sheets
    ]


def read_whole(data: bytes, monkeypatch: pytest.MonkeyPatch) -> list:
    with monkeypatch.context() as patch:
        patch.setattr(DistinctCells, "take", lambda self, piece: setattr(self, "usable", False))
        return contents(data)


def by_openpyxl(chance: random.Random) -> bytes:
    book = openpyxl.Workbook()
    for number in range(2):
        sheet = book.active if number == 0 else book.create_sheet("More")
        top, left = chance.randrange(1, 5), chance.randrange(1, 4)
        for row in range(chance.randrange(40)):
            for col in range(chance.randrange(1, 80 if row == 3 else 8)):
                cell = sheet.cell(top + row, left + col, chance.choice(VALUES))
                if chance.random() < 0.1:
                    cell.number_format = chance.choice(["0.00", "dd/mm/yyyy", "0%", "@"])
                if chance.random() < 0.1:
                    cell.fill = openpyxl.styles.PatternFill("solid", fgColor="FF00B050")
        if chance.random() < 0.5:
            sheet.merge_cells("B2:C3")
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def by_xlsxwriter(chance: random.Random) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"constant_memory": chance.random() < 0.5, "in_memory": False}) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "d mmm yyyy"})
        for row in range(chance.randrange(1, 60)):
            for col in range(6):
                value = chance.choice([value for value in VALUES if not isinstance(value, CellRichText)])
                if isinstance(value, datetime | date | time):
                    sheet.write_datetime(row, col, value, day)
                else:
                    sheet.write(row, col, value, *[day] * (chance.random() < 0.1))
    return target.getvalue()


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("write", [by_openpyxl, by_xlsxwriter])
def test_read_once_and_read_whole_are_the_same(write, seed, monkeypatch):
    data = write(random.Random(seed))
    assert contents(data) == read_whole(data, monkeypatch)


def cells_of(rows: str, before: str = "", behind: str = "", size: int = 10_000) -> DistinctCells:
    text = (
        f"<?xml version='1.0'?><worksheet>{before}<sheetData>{rows}</sheetData>{behind}</worksheet>".encode()
    )
    cells = DistinctCells()
    scan((text[at : at + size] for at in range(0, len(text), size)), cells)
    return cells


ROWS = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"/><c r="C1" t="s"><v>0</v></c></row>'
    '<row r="2"><c r="C2" t="s"><v>1</v></c></row><row r="3"/>'
)


@pytest.mark.parametrize("size", [1, 7, 64, 10_000])
def test_each_different_cell_stands_once_wherever_the_pieces_are_cut(size):
    cells = cells_of(ROWS, "<cols/>", "<mergeCells/>", size)
    assert cells.usable
    assert cells.part() == (
        b"<?xml version='1.0'?><worksheet><cols/><sheetData>"
        b'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
        b"</sheetData><mergeCells/></worksheet>"
    )
    kinds = cells.spread([["x", "y"]])
    assert [[kinds.values[code] for code in row] for row in kinds.codes.tolist()] == [
        ["x", None, "x"],
        [None, None, "y"],
    ]


@pytest.mark.parametrize(
    "sheet",
    [
        {"rows": ROWS + "<!-- <c r=\"A9\"><v>1</v></c> -->"},
        {"rows": '<row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[<c r="A1">]]></t></is></c></row>'},
        {"rows": ROWS, "before": "<extLst><c r=\"A1\"><v>1</v></c></extLst>"},
        {"rows": ROWS, "behind": '<extLst><c r="A1"><v>1</v></c></extLst>'},
        {"rows": '<row r="1"><c r="A1" t="s"><v>0</v><c r="B1"><v>1</v></c></c></row>'},
        {"rows": '<row r="1"><c r="A1"></row>'},
        {"rows": '<row r="1"><c r="A1\' t="s"><v>0</v></c></row>'},
        {"rows": "</sheetData><sheetData>" + ROWS},
    ],
)  # fmt: skip
def test_what_is_not_written_the_usual_way_is_left_to_the_reader_whole(sheet):
    assert not cells_of(**sheet).usable


def test_a_sheet_of_unlike_cells_beyond_a_limit_is_read_as_it_is(monkeypatch):
    monkeypatch.setattr(distinct_cells, "_KEPT", 20)
    assert not cells_of(ROWS).usable
