"""Excel workbooks to sheets of cells: values by calamine, everything else from the parts on demand."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from functools import partial

import numpy as np
import python_calamine as calamine

from loaders import limits
from loaders.reading import sentences
from loaders.reading.apart import read_apart
from loaders.reading.archive import Archive, refuse_declarations
from loaders.reading.calamine_rows import Plain, paused_collection, read_plain
from loaders.reading.conditional import lay_over
from loaders.reading.distinct_cells import DistinctCells
from loaders.reading.excel_rules import rules_of
from loaders.reading.extent import Extent, scan
from loaders.reading.fills import Styles, cell_fills, read_styles
from loaders.reading.ooxml import comments, errors, hidden, sheet_parts
from loaders.reading.painting import Fills
from loaders.reading.sheets import Refused, Sheet, reference, trimmed
from loaders.reading.struck import Struck
from loaders.reading.walking import Walk, other_part, walk


@dataclass
class _Known:
    """What a look through a part gave. walked: where it was not written the usual way. cells: where each different one
    can be read once."""

    extent: Extent
    walked: Walk | None = None
    cells: DistinctCells | None = None


def read_xlsx(archive: Archive, workbook: str) -> list[Sheet]:
    """The worksheets of an .xlsx or .xlsm package whose main part is workbook."""
    with paused_collection():
        return _read(archive, workbook)


def _read(archive: Archive, workbook: str) -> list[Sheet]:
    parts = sheet_parts(archive, workbook)
    styles = read_styles(archive, workbook)
    struck = Struck(archive, workbook, styles)
    known_parts = _checked(archive, parts, frozenset(styles.cells))
    small = {part: known.cells.part() for part, known in known_parts.items() if known.cells is not None}
    data = archive.with_parts(small) if small else archive.data
    texts = sum(
        min(known.extent.texts, len(known.cells)) if known.cells is not None else known.extent.texts
        for known in known_parts.values()
    )
    longest = max((known.extent.longest_shared for known in known_parts.values()), default=0)
    plain = read_apart(data) if texts * longest > limits.STRING_BYTES else read_here(data)
    sheets = []
    for name, is_hidden, rows, merged in plain:
        part = parts.get(name, "")
        sheet = Sheet(name, rows, is_hidden, merged=merged, fills_readable=part in known_parts)
        if part in known_parts:
            known = known_parts[part]
            put_errors(sheet, _errors(archive, part, known, small))
            if known.cells is not None:
                _spread(sheet, known.cells)
            _take_hidden(sheet, archive, part, known)
            _take_paint(sheet, archive, part, known, styles)
            sheet.read_struck = partial(struck.cells, part, known.extent.strikes)
            sheet.read_comments = partial(comments, archive, part)
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


def _checked(archive: Archive, parts: dict[str, str], coloured: frozenset[int]) -> dict[str, _Known]:
    """How far the sheet in each part reaches. Refused before anything is laid out if a part is not sound.

    Every part is unpacked once, whatever the workbook says it is: a reader may follow other paths than ours.
    """
    names = {part: name for name, part in parts.items()}
    known_parts: dict[str, _Known] = {}
    cells = 0
    for part, entry in archive.names.items():
        known = known_parts[part] = _looked_through(archive, entry, part in names, coloured)
        extent = known.extent
        cells += extent.cells
        if extent.rows > limits.ROWS or extent.cols > limits.COLUMNS:
            raise Refused(sentences.DAMAGED)
        if cells > limits.CELLS:
            last = reference(max(extent.rows, 1) - 1, max(extent.cols, 1) - 1)
            raise Refused(sentences.too_many_cells(names.get(part, part), last, limits.CELLS))
        if extent.long_text:
            raise Refused(sentences.too_long_a_cell(names.get(part, part)))
    return known_parts


def _looked_through(
    archive: Archive, entry: zipfile.ZipInfo, is_sheet: bool, coloured: frozenset[int]
) -> _Known:
    start = next(archive.chunks(entry), b"")
    if not start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        for _ in archive.chunks(entry):  # a picture, say: only its size matters
            pass
        return _Known(Extent())
    refuse_declarations(start, archive.chunks(entry))
    if not is_sheet:
        return _Known(other_part(archive.chunks(entry)))
    cells = DistinctCells()
    extent = scan(archive.chunks(entry), cells)
    if extent.regular and extent.cells <= limits.CELLS:
        return _Known(extent, cells=cells if cells.usable else None)
    walked = walk(archive.chunks(entry), coloured)
    walked.extent.long_text, walked.extent.rules = extent.long_text, extent.rules
    walked.extent.strikes = extent.strikes
    return _Known(walked.extent, walked)


def _errors(
    archive: Archive, part: str, known: _Known, small: dict[str, bytes]
) -> dict[tuple[int, int], str]:
    """Text of each error in the sheet as it was read."""
    if known.walked:
        return known.walked.errors
    if not known.extent.errors:
        return {}
    return errors([small[part]] if part in small else archive.tags(part))


def _spread(sheet: Sheet, cells: DistinctCells) -> None:
    kinds = cells.spread(sheet.values)
    values = np.array([*kinds.values, None], dtype=object)[:-1]  # without the None, times would make a grid
    sheet.values, sheet.kinds = values[kinds.codes].tolist(), kinds


def _take_hidden(sheet: Sheet, archive: Archive, part: str, known: _Known) -> None:
    if known.walked:
        sheet.hide(
            known.walked.hidden_rows,
            known.walked.hidden_cols,
            known.walked.filtered_rows,
            known.walked.grouped_rows,
        )
    elif known.extent.hides:
        sheet.hide(*hidden(archive, part, sheet.height, sheet.width))


def _take_paint(sheet: Sheet, archive: Archive, part: str, known: _Known, styles: Styles) -> None:
    """Let the sheet find its paint when somebody asks for it: that of its cells, then that of its rules."""
    sheet.has_fills = bool(known.walked.styles if known.walked else styles.cells) or known.extent.rules

    def read() -> Fills:
        try:
            return _paint(sheet, archive, part, known, styles)
        except Refused:
            raise
        except Exception as error:  # as in read_workbook: this is read later, when somebody asks
            raise Refused(sentences.DAMAGED) from error

    sheet.read_fills = read


def _paint(sheet: Sheet, archive: Archive, part: str, known: _Known, styles: Styles) -> Fills:
    size = sheet.painted_size
    if known.walked:
        painted = {place: styles.cells[number] for place, number in known.walked.styles.items()}
        fills = Fills.of(painted, *size)
    else:
        fills = Fills(*size)
        if styles.cells:
            cell_fills(archive, part, styles.cells, fills)
    if known.extent.rules:
        lay_over(fills, sheet.values, rules_of(archive, part, styles))
    return fills


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
