"""The older binary workbooks, .xls and .xlsb: values by calamine in a process of its own."""

from __future__ import annotations

import struct
from functools import partial

from loaders import limits
from loaders.reading import sentences
from loaders.reading.apart import read_apart
from loaders.reading.biff import Facts, read_facts
from loaders.reading.compound import Broken, stream
from loaders.reading.conditional import Rule, lay_over
from loaders.reading.excel import put_errors
from loaders.reading.painting import Fills
from loaders.reading.sheets import Refused, Sheet, reference, trimmed


def read_xlsb(data: bytes) -> list[Sheet]:
    """The worksheets, without fills, errors, hidden rows and columns, which are not read from this format."""
    return _sheets(data)


def read_xls(data: bytes) -> list[Sheet]:
    """The worksheets. A workbook older than Excel 97 comes without fills, errors, hidden rows and columns."""
    facts = _all_facts(data)
    for name, known in (facts or {}).items():
        if known.rows * known.cols > limits.CELLS:
            last = reference(known.rows - 1, known.cols - 1)
            raise Refused(sentences.too_many_cells(name, last, limits.CELLS))
    sheets = _sheets(data)
    for sheet in sheets:
        if facts and sheet.name in facts:
            _take(sheet, facts[sheet.name])
    return sheets


def _all_facts(data: bytes) -> dict[str, Facts] | None:
    """None where they cannot be read: the values may be readable. Refused if the container is broken."""
    try:
        workbook = stream(data, ("Workbook", "Book"))
        return read_facts(workbook) if workbook else None
    except Broken as error:
        raise Refused(sentences.DAMAGED) from error
    except (struct.error, IndexError):
        return None


def _sheets(data: bytes) -> list[Sheet]:
    sheets = [
        Sheet(name, trimmed(rows), is_hidden, merged=merged, fills_readable=False)
        for name, is_hidden, rows, merged in read_apart(data)
    ]
    if len(sheets) > limits.SHEETS:
        raise Refused(sentences.too_many_sheets(len(sheets), limits.SHEETS))
    if sum(sheet.height * sheet.width for sheet in sheets) > limits.CELLS:
        raise Refused(sentences.too_many_fields(limits.CELLS))
    return sheets


def _take(sheet: Sheet, facts: Facts) -> None:
    put_errors(sheet, facts.errors)
    filtered = facts.hidden_rows if facts.filtered else set()
    sheet.hide(facts.hidden_rows, facts.hidden_cols, filtered, facts.grouped_rows)
    sheet.read_struck = partial(dict.fromkeys, facts.struck, "")
    sheet.fills_readable, sheet.has_fills = True, bool(facts.fills or facts.ruled)
    sheet.read_fills = partial(_paint, sheet, facts)


def _paint(sheet: Sheet, facts: Facts) -> Fills:
    fills = Fills.of(facts.fills, *sheet.painted_size)
    lay_over(fills, sheet.values, [Rule((area,), 0, "", None) for area in facts.ruled])
    return fills
