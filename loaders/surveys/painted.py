"""Which cells of a table are painted so that it may say something: bands, whole columns and greys say nothing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from loaders.reading.painting import UNKNOWN
from loaders.reading.sheets import letters
from loaders.surveys.colours import is_neutral
from loaders.surveys.legend import Legend
from loaders.tables.tables import Column, Table
from loaders.vocabulary.words import blank


@dataclass
class Paint:
    """The paint of a table's cells by row and column of answers: numbers, 0 for none, whose paint is in paints.

    bands: the paints of whole rows and whole columns, which count for nothing, each with where it is. block: the
    paint of all answer cells where they are all alike: it shows where to write, or is what everybody answered.
    """

    codes: np.ndarray
    paints: list[str] = field(default_factory=lambda: [""])
    bands: list[tuple[str, str]] = field(default_factory=list)
    block: int = 0

    def used(self) -> list[str]:
        """The paints that are there, in the order of their first cell."""
        codes, first = np.unique(self.codes, return_index=True)
        return [self.paints[code] for _, code in sorted(zip(first, codes, strict=True)) if code]

    def with_block(self) -> Paint:
        """The same with the paint that all cells share, for a table in which it is all that might be an answer."""
        return replace(self, codes=np.full_like(self.codes, self.block)) if self.block else self

    def ignored(self, legend: Legend, scale: str | None) -> list[str]:
        """A sentence for each band whose colour would be an answer in a single cell."""
        spoken = [where for paint, where in self.bands if legend.colour(scale or "rag", paint)]
        return [f"{where} in one colour from end to end: that is no answer." for where in spoken]


def paint_of(table: Table, columns: list[Column]) -> tuple[Paint, list[str]]:
    """What the cells of the columns are painted with, and notes on colours that could not be worked out.

    Paint that says nothing is not among it: greys; a whole row in one colour together with the cells that say
    whose it is, and such a row's colour in like rows; a whole column in one colour with its heading, or
    on below the table; all answer cells in one colour (see Paint.block).
    """
    fills = table.sheet.fills
    cols = [column.index for column in columns]
    if not fills or not table.rows or not cols:
        return Paint(np.zeros((len(table.rows), len(cols)), dtype=np.uint32)), []
    paint = Paint(fills.codes(table.rows, cols), fills.paints)
    unknown = np.array([colour == UNKNOWN for colour in fills.paints])[paint.codes]
    notes = fills.notes if unknown.any() and _any_blank(table, columns, unknown) else []
    silent = np.array([not colour or is_neutral(colour) for colour in fills.paints])
    paint.codes = np.where(silent[paint.codes], 0, paint.codes)
    if paint.codes.any():
        _drop_block(paint)
        _drop_rows(table, cols, paint)
        _drop_columns(table, cols, paint)
    return paint, notes


def _any_blank(table: Table, columns: list[Column], where: np.ndarray) -> bool:
    """Whether a cell that is meant has nothing in it, so that its colour might be all that it says."""
    for number, column in enumerate(columns):
        values = table.values(column)
        if any(blank(values[at]) for at in np.flatnonzero(where[:, number])):
            return True
    return False


def _drop_rows(table: Table, cols: list[int], paint: Paint) -> None:
    """Drop the colour of a row that is painted through: every cell that says whose it is, and all its answers.

    A colour that paints one row through is a band in other rows too, where a cell may stand out from it.
    """
    labels = _label_columns(table, cols)
    beside = table.sheet.fills.codes(table.rows, labels)
    if not labels or not beside.any():
        return
    filled = np.array([[not blank(table.sheet.value(row, col)) for col in labels] for row in table.rows])
    band = np.where(filled.any(axis=1), np.where(filled, beside, 0).max(axis=1), 0)
    through = (band > 0) & ((beside == band[:, None]) | ~filled).all(axis=1)
    whole = through & (paint.codes == band[:, None]).all(axis=1)
    bands = np.unique(band[whole])
    rows = through & np.isin(band, bands)
    for code in bands.tolist():
        first = table.rows[int(np.flatnonzero(whole & (band == code))[0])]
        others = int((whole & (band == code)).sum()) - 1
        more = f" and {others} more {'row' if others == 1 else 'rows'} like it are" if others else " is"
        row = table.sheet.line(f"Row {first + 1}", first, labels[0])
        paint.bands.append((paint.paints[code], f"{row}{more} painted"))
    paint.codes = np.where(rows[:, None] & (paint.codes == band[:, None]), 0, paint.codes)


def _column(table: Table, col: int) -> str:
    top = table.heading_rows[-1] if table.heading_rows else table.rows[0]
    return table.sheet.line(f"Column {letters(col)}", top, col)


def _label_columns(table: Table, cols: list[int]) -> list[int]:
    """The columns beside the answers that say something in most rows: whose they are, or what they are about."""
    columns = []
    for column in table.columns:
        if column.index not in cols and 2 * sum(table.counts(column).values()) > len(table.rows):
            columns.append(column.index)
    return columns


def _drop_columns(table: Table, cols: list[int], paint: Paint) -> None:
    """Drop the colour of a column that is painted through: from its heading down, or in every row and on below
    the last one."""
    fills = table.sheet.fills
    below = max(table.rows) + 1
    for number, col in enumerate(cols):
        codes = paint.codes[:, number]
        code = int(codes.max())
        painted = np.flatnonzero(codes)
        if not code or (codes[painted] != code).any():
            continue
        whole = len(painted) == len(codes)
        run = whole or (len(painted) > 1 and painted[-1] == len(painted) - 1)
        heading = {fills.get((row, col)) for row in table.heading_rows}
        goes_on = whole and len(codes) > 1 and fills.get((below, col)) == paint.paints[code]
        if (run and paint.paints[code] in heading) or goes_on:
            paint.bands.append((paint.paints[code], f"{_column(table, col)} is painted"))
            paint.codes[:, number] = 0


def _drop_block(paint: Paint) -> None:
    """Set the colour of answer cells apart that are all alike, in several rows and columns."""
    height, width = paint.codes.shape
    code = int(paint.codes[0, 0])
    if code and height > 1 and width > 1 and (paint.codes == code).all():
        paint.block = code
        paint.codes[:] = 0
