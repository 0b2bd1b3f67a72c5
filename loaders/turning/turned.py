"""A sheet with its unusual tables written out below it, and the way back from there to the cells of the file.

The rows below are read like those of any table. Everything that is said of them is said of a cell that stands in the
file elsewhere: when all has been read and audited, `carry_back` puts it there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from loaders.reading.painting import Fills
from loaders.reading.sheets import Sheet
from loaders.tables.layout import Layout, layout_of, runs
from loaders.tables.tables import Apart, Column, Table
from loaders.turning.parts import Part, Place
from loaders.vocabulary.vocabulary import Vocabulary

_GAP = 1  # a row below the sheet in which it may still be painted


@dataclass
class Turned:
    """source: the sheet of the file. sheet: the same with what was written out below it, from row `top` on.

    places: for each cell below, row and column in the file (-1: nowhere); lent: whether it stands there for several
    rows. labels: cells of the file that were read and are part of no table. problems: those that contradict others.
    """

    source: Sheet
    sheet: Sheet
    layout: Layout
    top: int
    places: np.ndarray
    lent: np.ndarray
    labels: list[Place]
    problems: dict[Place, str]
    says: list[str] = field(default_factory=list)

    def place(self, row: int, col: int) -> Place:
        """Where a cell stands in the file; for one that stands nowhere, the first of its row that does."""
        if row < self.top:
            return row, col
        at, across = self.places[row - self.top, min(col, self.places.shape[1] - 1)].tolist()
        return (at, across) if at >= 0 else self.home(row)

    def home(self, row: int) -> Place:
        """The cell of the file that a row below is about: the first that stands there for it alone."""
        there = self.places[row - self.top, :, 0] >= 0
        own = np.flatnonzero(there & ~self.lent[row - self.top])
        first = own[0] if len(own) else int(np.argmax(there))
        at, across = self.places[row - self.top, first].tolist()
        return (at, across) if at >= 0 else (0, 0)


def write_out(
    sheet: Sheet, there: np.ndarray, parts: Sequence[Part], kept: Layout | None, words: Vocabulary
) -> Turned:
    """The sheet with the parts below it, and the layout of what is then there.

    there: where it has content that is not hidden. kept: the layout of what else the sheet holds; without one, all
    that is in no part stands outside the tables.
    """
    width = max([sheet.width, *(len(part.rows[0]) for part in parts)])
    top = sheet.height + _GAP
    rows = [row for part in parts for row in part.rows]
    places = np.full((len(rows), width, 2), -1, dtype=np.int32)
    lent = np.zeros((len(rows), width), dtype=bool)
    for at, row in enumerate(rows):
        for col, cell in enumerate(row):
            if cell.place is not None:
                places[at, col], lent[at, col] = cell.place, cell.lent
    labels = [place for part in parts for place in part.labels]
    problems = {place: reason for part in parts for place, reason in part.problems.items()}
    turned = Turned(sheet, sheet, Layout(), top, places, lent, labels, problems)
    turned.says = list(dict.fromkeys(part.says for part in parts if part.says))
    blank = [None] * (width - sheet.width)
    values = [[*row, *blank] for row in sheet.values] + [[None] * width for _ in range(_GAP)]
    values += [[cell.value for cell in row] + [None] * (width - len(row)) for row in rows]
    turned.sheet = replace(
        sheet,
        values=values,
        merged=[*sheet.merged, *_merged(parts, top)],
        read_fills=lambda: _fills(turned),
        place=turned.place,
    )
    turned.layout = kept or _around(sheet, there, parts)
    _add_tables(turned, parts, words)
    return turned


def _merged(parts: Sequence[Part], top: int) -> list[tuple[int, int, int, int]]:
    areas = []
    for part in parts:
        areas += [(a + top, b, c + top, d) for a, b, c, d in part.merged]
        top += len(part.rows)
    return areas


def _fills(turned: Turned) -> Fills:
    """The paint of the file's sheet, and below it each cell's own once more."""
    source = turned.source.fills
    fills = Fills(*turned.sheet.painted_size)
    height, width = source.grid.shape
    fills.grid[:height, :width] = source.grid
    for paint in source.paints[1:]:
        fills.code(paint)
    fills.notes = source.notes
    rows, cols = np.nonzero(turned.places[..., 0] >= 0)
    at = turned.places[rows, cols]
    inside = (at[:, 0] < height) & (at[:, 1] < width)
    fills.grid[rows[inside] + turned.top, cols[inside]] = source.grid[at[inside, 0], at[inside, 1]]
    return fills


def _around(sheet: Sheet, there: np.ndarray, parts: Sequence[Part]) -> Layout:
    """All that is in no part: a text of its own above the first of them is a title, anything else is left out."""
    used = set().union(*(part.places for part in parts))
    layout = Layout(hidden_rows=[], hidden_cols=[])
    first = min(row for row, _ in used)
    last = max(row for row, _ in used)
    for row in np.flatnonzero(there.any(axis=1)).tolist():
        cols = [col for col in np.flatnonzero(there[row]).tolist() if (row, col) not in used]
        title = row < first and len(cols) == 1 and isinstance(sheet.values[row][cols[0]], str)
        where = "above" if row < first else "below" if row > last else "beside"
        reason = "" if title else f"{where} the table, not part of it"
        layout.apart += [Apart(row, run, reason) for run in runs(cols)]
    hidden = sheet.filled() & ~there
    layout.hidden_rows = [row for row in sorted(sheet.hidden_rows) if row < len(hidden) and hidden[row].any()]
    layout.hidden_cols = [
        col for col in sorted(sheet.hidden_cols) if col < sheet.width and hidden[:, col].any()
    ]
    return layout


def _add_tables(turned: Turned, parts: Sequence[Part], words: Vocabulary) -> None:
    layout, top = turned.layout, turned.top
    around = [(cells.row, col) for cells in layout.apart for col in range(cells.cols[0], cells.cols[1] + 1)]
    for part in parts:
        below = (
            _table_of(turned.sheet, part, top)
            if part.heads
            else _layout_below(turned.sheet, part, top, words)
        )
        beside = [(cells.row, col) for cells in part.apart for col in range(cells.cols[0], cells.cols[1] + 1)]
        for table in below.tables:
            table.title = "\n".join(filter(None, (part.title, table.title)))
            table.around = [*around, *beside, *table.around]
        if below.tables:
            below.tables[0].apart += part.apart
        layout.tables += below.tables
        layout.apart += below.apart if below.tables else [*below.apart, *part.apart]
        top += len(part.rows)


def _table_of(sheet: Sheet, part: Part, top: int) -> Layout:
    """The part as the one table that it is."""
    heads = list(range(top, top + (part.heads or 0)))
    columns = [_column(part, heads, col, top) for col in range(len(part.rows[0]))]
    return Layout([Table(sheet, heads, columns, list(range(heads[-1] + 1, top + len(part.rows))))])


def _column(part: Part, heads: list[int], col: int, top: int) -> Column:
    cells = [(row, col) for row in heads if part.rows[row - top][col].value is not None]
    texts = [" ".join(str(part.rows[row - top][col].value).split()) for row, _ in cells]
    return Column(col, " ".join(texts), cells, texts)


def _layout_below(sheet: Sheet, part: Part, top: int, words: Vocabulary) -> Layout:
    """The tables found in a part as if it were a sheet of its own, as they stand below."""
    alone = replace(
        sheet,
        values=[[cell.value for cell in row] for row in part.rows],
        merged=part.merged,
        hidden_rows=frozenset(),
        hidden_cols=frozenset(),
        filtered_rows=frozenset(),
        read_fills=dict,
        place=None,
    )
    layout = layout_of(alone, alone.filled(), words)
    for table in layout.tables:
        table.sheet = sheet
        table.heading_rows = [row + top for row in table.heading_rows]
        table.rows = [row + top for row in table.rows]
        table.apart = [replace(cells, row=cells.row + top) for cells in table.apart]
        table.around = [(row + top, col) for row, col in table.around]
        for column in table.columns:
            column.heading_cells = [(row + top, col) for row, col in column.heading_cells]
    layout.apart = [replace(cells, row=cells.row + top) for cells in layout.apart]
    return layout
