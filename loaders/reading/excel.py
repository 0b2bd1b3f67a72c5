"""Excel workbooks to sheets of cells: values by calamine, everything else from the parts on demand."""

from __future__ import annotations

import zipfile
from functools import partial

import python_calamine as calamine

from loaders import limits
from loaders.reading import sentences
from loaders.reading.apart import read_apart
from loaders.reading.archive import Archive, refuse_declarations
from loaders.reading.calamine_rows import Plain, read_plain
from loaders.reading.extent import Extent, other_part, scan, walk
from loaders.reading.fills import cell_fills, style_colours
from loaders.reading.ooxml import hidden, sheet_parts
from loaders.reading.sheets import Refused, Sheet, reference, trimmed


def read_xlsx(archive: Archive, workbook: str) -> list[Sheet]:
    """The worksheets of an .xlsx or .xlsm package whose main part is workbook."""
    parts = sheet_parts(archive, workbook)
    extents = _checked(archive, parts)
    texts = sum(extent.texts for extent in extents.values())
    longest = max((extent.longest_shared for extent in extents.values()), default=0)
    plain = read_apart(archive.data) if texts * longest > limits.STRING_BYTES else read_here(archive.data)
    colours = style_colours(archive, workbook)
    sheets = []
    for sheet in plain:
        part = parts.get(sheet[0], "")
        sheets.append(_sheet(sheet, archive, part, part in extents and extents[part].hides, colours))
    return sheets


def read_here(data: bytes) -> list[Plain]:
    """The sheets by calamine in this process. Refused where it fails, or panics (which is no Exception)."""
    try:
        return read_plain(data, limits.SHEETS)
    except calamine.PasswordError as error:
        raise Refused(sentences.ENCRYPTED) from error
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        raise Refused(sentences.DAMAGED) from error


def read_legacy(data: bytes) -> list[Sheet]:
    """The worksheets of an .xls or .xlsb workbook, without fills and hidden rows, which these keep in binary."""
    sheets = []
    for name, is_hidden, rows, merged in read_apart(data):
        sheets.append(Sheet(name, trimmed(rows), is_hidden, merged=merged, fills_readable=False))
    if len(sheets) > limits.SHEETS:
        raise Refused(sentences.too_many_sheets(len(sheets), limits.SHEETS))
    return sheets


def _checked(archive: Archive, parts: dict[str, str]) -> dict[str, Extent]:
    """How far the sheet in each part reaches. Refused before anything is laid out if a part is not sound.

    Every part is unpacked once, whatever the workbook says it is: a reader may follow other paths than ours.
    """
    names = {part: name for name, part in parts.items()}
    extents: dict[str, Extent] = {}
    cells = 0
    for part, entry in archive.names.items():
        extent = extents[part] = _extent(archive, entry, part in names)
        name = names.get(part, part)
        last = reference(max(extent.rows, 1) - 1, max(extent.cols, 1) - 1)
        cells += extent.cells
        if extent.rows > limits.ROWS or extent.cols > limits.COLUMNS:
            raise Refused(sentences.DAMAGED)
        if cells > limits.CELLS:
            raise Refused(sentences.too_many_cells(name, last, limits.CELLS))
        if extent.longest > limits.CELL_BYTES:
            raise Refused(sentences.too_long_a_cell(name))
    return extents


def _extent(archive: Archive, entry: zipfile.ZipInfo, named: bool) -> Extent:
    start = next(archive.chunks(entry), b"")
    if not start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        for _ in archive.chunks(entry):  # a picture, say: only its size matters
            pass
        return Extent()
    refuse_declarations(start, archive.chunks(entry))
    if not named and b"sheetData" not in start:
        return other_part(archive.chunks(entry))
    extent = scan(archive.chunks(entry))
    if not extent.regular or extent.cells > limits.CELLS:
        hides, longest = extent.hides, extent.longest
        extent = walk(archive.chunks(entry))
        extent.hides, extent.longest = hides, longest
    return extent


def _sheet(plain: Plain, archive: Archive, part: str, hides: bool, colours: dict[int, str]) -> Sheet:
    name, is_hidden, rows, merged = plain
    rows = trimmed(rows)
    sheet = Sheet(
        name, rows, is_hidden, merged=merged, has_fills=bool(part and colours), fills_readable=bool(part)
    )
    if part and hides:
        sheet.hidden_rows, sheet.hidden_cols = hidden(archive, part, sheet.height, sheet.width)
    if sheet.has_fills:
        sheet.read_fills = partial(cell_fills, archive, part, colours)
    return sheet
