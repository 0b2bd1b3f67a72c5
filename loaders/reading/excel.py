"""Excel and OpenDocument workbooks to sheets of cells, values by calamine."""

from __future__ import annotations

import io
from typing import Any

import python_calamine as calamine

from loaders.reading.sheets import Sheet


def read_sheets(data: bytes) -> list[Sheet]:
    """The worksheets in the workbook's order; whole numbers are int, blanks None."""
    book = calamine.load_workbook(io.BytesIO(data))
    return [
        _sheet(book.get_sheet_by_index(index), meta)
        for index, meta in enumerate(book.sheets_metadata)
        if meta.typ is calamine.SheetTypeEnum.WorkSheet
    ]


def _sheet(source: calamine.CalamineSheet, meta: calamine.SheetMetadata) -> Sheet:
    rows = [[_value(value) for value in row] for row in source.to_python(skip_empty_area=False)]
    merged = [(top, left, bottom, right) for (top, left), (bottom, right) in source.merged_cell_ranges or []]
    return Sheet(meta.name, rows, hidden=meta.visible is not calamine.SheetVisibleEnum.Visible, merged=merged)


def _value(value: Any) -> Any:
    if value == "":
        return None
    if value.__class__ is float and value.is_integer():
        return int(value)
    return value
