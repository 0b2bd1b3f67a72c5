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
from loaders.reading.extent import Extent, scan
from loaders.reading.fills import cell_fills, style_colours
from loaders.reading.ooxml import errors, hidden, sheet_parts
from loaders.reading.sheets import Refused, Sheet, reference, trimmed
from loaders.reading.walking import Walk, other_part, walk


def read_xlsx(archive: Archive, workbook: str) -> list[Sheet]:
    """The worksheets of an .xlsx or .xlsm package whose main part is workbook."""
    parts = sheet_parts(archive, workbook)
    colours = style_colours(archive, workbook)
    found = _checked(archive, parts, frozenset(colours))
    extents = [known.extent if isinstance(known, Walk) else known for known in found.values()]
    texts = sum(extent.texts for extent in extents)
    longest = max((extent.longest_shared for extent in extents), default=0)
    plain = read_apart(archive.data) if texts * longest > limits.STRING_BYTES else read_here(archive.data)
    sheets = []
    for name, is_hidden, rows, merged in plain:
        part = parts.get(name, "")
        sheet = Sheet(name, rows, is_hidden, merged=merged, fills_readable=part in found)
        if isinstance(found.get(part), Walk):
            _take_walk(sheet, found[part], colours)
        elif part in found:
            _take_part(sheet, archive, part, found[part], colours)
        sheets.append(sheet)
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


def _checked(archive: Archive, parts: dict[str, str], coloured: frozenset[int]) -> dict[str, Extent | Walk]:
    """How far the sheet in each part reaches. Refused before anything is laid out if a part is not sound.

    Every part is unpacked once, whatever the workbook says it is: a reader may follow other paths than ours.
    """
    names = {part: name for name, part in parts.items()}
    found: dict[str, Extent | Walk] = {}
    cells = 0
    for part, entry in archive.names.items():
        known = found[part] = _looked_through(archive, entry, part in names, coloured)
        extent = known.extent if isinstance(known, Walk) else known
        cells += extent.cells
        if extent.rows > limits.ROWS or extent.cols > limits.COLUMNS:
            raise Refused(sentences.DAMAGED)
        if cells > limits.CELLS:
            last = reference(max(extent.rows, 1) - 1, max(extent.cols, 1) - 1)
            raise Refused(sentences.too_many_cells(names.get(part, part), last, limits.CELLS))
        if extent.long_text:
            raise Refused(sentences.too_long_a_cell(names.get(part, part)))
    return found


def _looked_through(
    archive: Archive, entry: zipfile.ZipInfo, named: bool, coloured: frozenset[int]
) -> Extent | Walk:
    start = next(archive.chunks(entry), b"")
    if not start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        for _ in archive.chunks(entry):  # a picture, say: only its size matters
            pass
        return Extent()
    refuse_declarations(start, archive.chunks(entry))
    if not named:
        return other_part(archive.chunks(entry))
    extent = scan(archive.chunks(entry))
    if extent.regular and extent.cells <= limits.CELLS:
        return extent
    walked = walk(archive.chunks(entry), coloured)
    walked.extent.long_text = extent.long_text
    return walked


def _take_walk(sheet: Sheet, walked: Walk, colours: dict[int, str]) -> None:
    put_errors(sheet, walked.errors)
    sheet.hidden_rows = frozenset(row for row in walked.hidden_rows if row < sheet.height)
    sheet.hidden_cols = frozenset(col for col in walked.hidden_cols if col < sheet.width)
    fills = {place: colours[style] for place, style in walked.styles.items()}
    sheet.has_fills, sheet.read_fills = bool(fills), lambda: fills


def _take_part(sheet: Sheet, archive: Archive, part: str, extent: Extent, colours: dict[int, str]) -> None:
    put_errors(sheet, errors(archive, part) if extent.errors else {})
    if extent.hides:
        sheet.hidden_rows, sheet.hidden_cols = hidden(archive, part, sheet.height, sheet.width)
    if colours:
        sheet.has_fills, sheet.read_fills = True, partial(cell_fills, archive, part, colours)


def put_errors(sheet: Sheet, errors_at: dict[tuple[int, int], str]) -> None:
    """Write the errors into the sheet's blanks, beyond its last row or column too, and trim it."""
    rows = sheet.values
    height = max((row + 1 for row, _ in errors_at), default=0)
    width = max([len(rows[0]) if rows else 0, *(col + 1 for _, col in errors_at)])
    if height * width > limits.CELLS:
        raise Refused(sentences.DAMAGED)
    if errors_at:
        rows = [row + [None] * (width - len(row)) for row in rows]
        rows.extend([None] * width for _ in range(height - len(rows)))
    for (row, col), text in errors_at.items():
        if rows[row][col] is None:
            rows[row][col] = text
    sheet.values = trimmed(rows)
