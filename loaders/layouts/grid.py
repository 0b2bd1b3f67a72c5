"""A sheet as typed cells, and the lines of it that explain themselves whatever the layout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

import numpy as np

from loaders.cells.lines import is_key
from loaders.layouts.places import Field
from loaders.layouts.senses import ACTION, ANSWER, DAY, PRACTICE, SERVICE, STEP, Reader, Senses, Term, is_code
from loaders.reading.sheets import Sheet

Cell = tuple[int, int]  # zero-based row and column in the file's sheet
# By kind of table, the sort of thing that each field of a fact is.
KINDS: Mapping[str, Mapping[Field, str]] = {
    "survey": {Field.WHO: PRACTICE, Field.WHAT: ACTION, Field.SAID: ANSWER},
    "notices": {Field.WHO: PRACTICE, Field.WHAT: SERVICE, Field.SAID: DAY, Field.STEP: STEP},
}
OF_FILE = "the name of the file"
_KEY_ROWS, _KEY_CELLS = 12, 2


class Leftover(StrEnum):
    """What may be left over when all facts are read, in the words of the list of what was left out; '' for what is a
    label."""

    TITLE = ""
    NO = "no notice"
    SILENT = "nothing in this row to load"
    UNMARKED = "not marked"
    NOBODY = "lists nothing"
    SUMS = "total row"
    KEY = "a key"
    BELOW = "below the table, not part of it"
    BESIDE = "beside the table, not part of it"


@dataclass
class Grid:
    """rows: by row, the cells with content that are not hidden, by column. names: those of the sheet and the file, each
    with how a note calls it. alone: whether no other sheet is read. leftover: rows that explain themselves."""

    sheet: Sheet
    rows: list[dict[int, Senses]]
    reader: Reader
    names: list[tuple[str, str]]
    alone: bool = True
    leftover: dict[int, Leftover] = field(default_factory=dict)
    memory: dict[Any, Any] = field(default_factory=dict, repr=False)  # what was worked out about it once

    def columns_with(self, sort: str) -> set[int]:
        """The columns that have a cell which names one thing of a sort."""
        if sort not in self.memory:
            cells = (each for row in self.filled for each in self.rows[row].items())
            self.memory[sort] = {col for col, senses in cells if senses.one(sort)}
        return self.memory[sort]

    @cached_property
    def filled(self) -> list[int]:
        """The rows with content that no leftover explains. Asked for once the leftovers are known."""
        return [row for row, cells in enumerate(self.rows) if cells and row not in self.leftover]

    def senses(self, cell: Cell) -> Senses:
        return self.rows[cell[0]][cell[1]]

    @staticmethod
    def sort_of(kind: str, field_: Field) -> str:
        """The sort of thing that a field is in a kind of table."""
        return KINDS[kind][field_]

    def lone(self, row: int) -> Cell | None:
        """The only cell of a row with content, or a practice's code with its name beside it; None for any other row."""
        cells = self.rows[row]
        if len(cells) > 2:
            return None
        coded = [col for col, senses in cells.items() if is_code(senses)]
        if len(cells) == 2 and len(coded) == 1 and all(senses.one(PRACTICE) for senses in cells.values()):
            return row, coded[0]
        return (row, next(iter(cells))) if len(cells) == 1 else None

    def behind_label(self, row: int) -> Cell | None:
        """The second of the two cells of a row, where the first is a label that fits it: 'Service | ECG'."""
        cells = sorted(self.rows[row].items())
        if len(cells) != 2:
            return None
        (_, label), (col, senses) = cells
        return (row, col) if label.label & senses.terms.keys() and not label.terms else None

    def spoken(self, cell: Cell) -> dict[str, tuple[Term, ...]]:
        """What a cell names as a line outside the rows: a text may name several things, piece by piece."""
        senses = self.senses(cell)
        return self.reader.spoken(senses.value) if isinstance(senses.value, str) else senses.terms

    def sorts(self) -> set[str]:
        """Every sort of thing that some cell or name may name."""
        own = {sort for row in self.filled for senses in self.rows[row].values() for sort in senses.terms}
        lines = [self.spoken(cell) for row in self.filled if (cell := self.lone(row))]
        names = [self.reader.named(name) for name, _ in self.names]
        return own | {sort for terms in (*lines, *names) for sort in terms}


def grid_of(sheet: Sheet, shown: np.ndarray, reader: Reader, file: str) -> Grid:
    """The typed cells of a sheet. shown: where it has content that is not hidden. file: the file's name."""
    rows: list[dict[int, Senses]] = [{} for _ in range(sheet.height)]
    for row, col in np.argwhere(shown).tolist():
        rows[row][col] = reader.senses(sheet.values[row][col])
    names = [(sheet.name, "the name of the sheet")]
    if file != sheet.name:
        names.append((file, OF_FILE))
    grid = Grid(sheet, rows, reader, names, reader.outside.alone)
    grid.leftover = dict(_totals(grid)) | dict(_keys(grid))
    return grid


def _totals(grid: Grid) -> Iterator[tuple[int, Leftover]]:
    """Rows that begin with the word for a sum and hold numbers alone."""
    for row, cells in enumerate(grid.rows):
        first, *others = cells.values() or [None]
        counted = others or (first and any(c.isdigit() for c in str(first.value)))
        if first and first.total and counted and all(other.figure or other.total for other in others):
            yield row, Leftover.SUMS


def _keys(grid: Grid) -> Iterator[tuple[int, Leftover]]:
    """The line 'Key' and the lines of a sign and its meaning below it."""
    for row in range(len(grid.rows)):
        cell = grid.lone(row)
        if cell is None or not is_key(str(grid.senses(cell).value)):
            continue
        yield row, Leftover.KEY
        for below in range(row + 1, min(row + _KEY_ROWS, len(grid.rows))):
            cells = grid.rows[below].values()
            if not cells or len(cells) > _KEY_CELLS or any(PRACTICE in senses.terms for senses in cells):
                break
            yield below, Leftover.KEY
