"""Excel workbooks to sheets of cells: values by calamine, everything else from the parts on demand."""

from __future__ import annotations

import zipfile

import python_calamine as calamine

from loaders import limits
from loaders.reading import sentences
from loaders.reading.apart import read_apart
from loaders.reading.archive import Archive, refuse_declarations
from loaders.reading.calamine_rows import Plain, read_plain
from loaders.reading.conditional import lay_over
from loaders.reading.excel_rules import rules_of
from loaders.reading.extent import Extent, scan
from loaders.reading.fills import Styles, cell_fills, read_styles
from loaders.reading.ooxml import errors, hidden, sheet_parts
from loaders.reading.painting import Fills
from loaders.reading.sheets import Refused, Sheet, reference, trimmed
from loaders.reading.walking import Walk, other_part, walk


def read_xlsx(archive: Archive, workbook: str) -> list[Sheet]:
    """The worksheets of an .xlsx or .xlsm package whose main part is workbook."""
    parts = sheet_parts(archive, workbook)
    styles = read_styles(archive, workbook)
    found = _checked(archive, parts, frozenset(styles.cells))
    extents = [known.extent if isinstance(known, Walk) else known for known in found.values()]
    texts = sum(extent.texts for extent in extents)
    longest = max((extent.longest_shared for extent in extents), default=0)
    plain = read_apart(archive.data) if texts * longest > limits.STRING_BYTES else read_here(archive.data)
    sheets = []
    for name, is_hidden, rows, merged in plain:
        part = parts.get(name, "")
        sheet = Sheet(name, rows, is_hidden, merged=merged, fills_readable=part in found)
        if isinstance(found.get(part), Walk):
            _take_walk(sheet, found[part])
        elif part in found:
            _take_part(sheet, archive, part, found[part])
        if part in found:
            _take_paint(sheet, archive, part, found[part], styles)
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
    walked.extent.long_text, walked.extent.rules = extent.long_text, extent.rules
    return walked


def _take_walk(sheet: Sheet, walked: Walk) -> None:
    put_errors(sheet, walked.errors)
    sheet.hide(walked.hidden_rows, walked.hidden_cols, walked.filtered_rows)


def _take_part(sheet: Sheet, archive: Archive, part: str, extent: Extent) -> None:
    put_errors(sheet, errors(archive, part) if extent.errors else {})
    if extent.hides:
        sheet.hide(*hidden(archive, part, sheet.height, sheet.width))


def _take_paint(sheet: Sheet, archive: Archive, part: str, known: Extent | Walk, styles: Styles) -> None:
    """Let the sheet find its paint when somebody asks for it: that of its cells, then that of its rules."""
    has_rules = (known.extent if isinstance(known, Walk) else known).rules
    sheet.has_fills = bool(known.styles if isinstance(known, Walk) else styles.cells) or has_rules

    def read() -> Fills:
        try:
            return _paint(sheet, archive, part, known, styles)
        except Refused:
            raise
        except Exception as error:  # as in read_workbook: this is read later, when somebody asks
            raise Refused(sentences.DAMAGED) from error

    sheet.read_fills = read


def _paint(sheet: Sheet, archive: Archive, part: str, known: Extent | Walk, styles: Styles) -> Fills:
    size = sheet.painted_size
    if isinstance(known, Walk):
        fills = Fills.of({place: styles.cells[number] for place, number in known.styles.items()}, *size)
        has_rules = known.extent.rules
    else:
        fills, has_rules = Fills(*size), known.rules
        if styles.cells:
            cell_fills(archive, part, styles.cells, fills)
    if has_rules:
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
