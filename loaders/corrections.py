"""Cells mended by hand: the file stays as it came, and every reading of it finds the new text in their place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Protocol

from loaders.queries import query
from loaders.reading import Sheet, Workbook, reference
from store import Correction


class Snapshot(Protocol):
    """What is read of a store here."""

    def rows(self, sql: str, parameters: dict[str, Any] | None = None) -> list[tuple[Any, ...]]: ...


_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})")
_TOLD = 10  # corrections that a report names one by one


def corrections_of(snapshot: Snapshot, sha256: str) -> list[Correction]:
    """The corrections to the file with this sha256."""
    return [Correction(*row) for row in snapshot.rows(query("corrections"), {"sha256": sha256})]


def mend(workbook: Workbook, corrections: Iterable[Correction]) -> tuple[Workbook, list[Correction]]:
    """A workbook that reads as corrected, and the corrections that found their cell. The one given stays as
    it is: rows without a correction are shared. A file's only sheet may have another name when it comes
    again, as that of a text file is the file's."""
    only = workbook.sheets[0].name if len(workbook.sheets) == 1 else None
    by_sheet: dict[str, list[Correction]] = {}
    for cell in corrections:
        by_sheet.setdefault(only or cell.sheet, []).append(replace(cell, sheet=only or cell.sheet))
    placed: list[Correction] = []
    sheets = []
    for sheet in workbook.sheets:
        here = [cell for cell in by_sheet.get(sheet.name, ()) if in_sheet(sheet, cell.row, cell.col)]
        sheets.append(_mended(sheet, here) if here else sheet)
        placed += here
    return (replace(workbook, sheets=sheets), placed) if placed else (workbook, [])


def in_sheet(sheet: Sheet, row: int, col: int) -> bool:
    """Whether a cell lies in the part of a sheet that is in use."""
    return 0 <= row < sheet.height and 0 <= col < sheet.width


def notes_on(corrections: list[Correction]) -> list[str]:
    """A sentence for each of the first corrections, and one that counts the others."""
    notes = [
        f"Cell {reference(cell.row, cell.col)} of “{cell.sheet}” was mended by hand: it reads "
        f"{_quoted(cell.corrected)}, and in the file {_quoted(cell.original)}."
        for cell in corrections[:_TOLD]
    ]
    more = len(corrections) - _TOLD
    return [*notes, f"{more:,} more cells were mended by hand."] if more > 0 else notes


def cell_text(value: Any) -> str | None:
    """A cell as a person would write it: days as 01/04/2025, numbers without a needless fraction; None where
    it is blank."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, datetime) and (value.hour or value.minute or value.second):
        return value.strftime("%d/%m/%Y %H:%M")
    if isinstance(value, datetime | date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _mended(sheet: Sheet, corrections: list[Correction]) -> Sheet:
    values = list(sheet.values)
    for row in {cell.row for cell in corrections}:
        values[row] = list(values[row])
    for cell in corrections:
        values[cell.row][cell.col] = _value(cell.corrected)
    return replace(sheet, values=values)


def _value(text: str | None) -> Any:
    """What a corrected text means in a cell. A day is written day/month/year, as the person was told, whatever
    order the column's other dates are in; everything else stays text."""
    match = _DAY.fullmatch((text or "").strip())
    if not match:
        return text or None
    day, month, year = match[1] or match[6], match[2] or match[5], match[3] or match[4]
    try:
        return datetime(int(year), int(month), int(day))
    except ValueError:
        return text


def _quoted(text: str | None) -> str:
    return f"“{text}”" if text else "blank"
