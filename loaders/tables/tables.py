"""Where the tables of a sheet are: their heading rows, columns and data rows, and what stands round them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import Any

import numpy as np

from loaders.reading.sheets import Kinds, Sheet, kinds_of
from loaders.vocabulary.words import blank

_COMMON = 40  # values of a column, the commonest first, by which it is told what it holds


@dataclass
class Column:
    """A column of a table.

    parts: the texts of its heading rows, top to bottom; heading: the same joined by a blank.
    role: what it means (a role of headings.csv), None while unknown. subject: the action or service ids
    that it is about, where it is about any. meaning: what a person said that it means, see tables/meanings.py.
    """

    index: int
    heading: str
    heading_cells: list[tuple[int, int]] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    role: str | None = None
    subject: list[str] | None = None
    meaning: str | None = None


@dataclass(frozen=True)
class Apart:
    """Cells that are no data. reason: why they are left out; '' for a title, which is a label.

    counts: the row stands among the table's rows (a total, a heading again) and is counted as read.
    cols: first and last column, inclusive.
    """

    row: int
    cols: tuple[int, int]
    reason: str
    counts: bool = False


@dataclass(frozen=True)
class Key:
    """Cells of a sheet that may explain signs and colours: those with content that are part of no table."""

    sheet: Sheet
    cells: list[tuple[int, int]]


@dataclass
class Table:
    """A table on a sheet. rows: sheet rows of its data, top to bottom; totals and the like stand in apart.

    title: the texts above it, joined by line ends; '' where there are none. around: cells of its sheet that
    are part of no table. keys: the same of the other sheets. aside: columns that somebody chose to leave out;
    they are not among columns.
    """

    sheet: Sheet
    heading_rows: list[int]
    columns: list[Column]
    rows: list[int]
    title: str = ""
    apart: list[Apart] = field(default_factory=list)
    around: list[tuple[int, int]] = field(default_factory=list)
    keys: list[Key] = field(default_factory=list, repr=False)
    aside: list[Column] = field(default_factory=list)
    memory: dict[Any, Any] = field(default_factory=dict, repr=False)  # what was worked out about it once
    _values: dict[int, list[Any]] = field(default_factory=dict, repr=False)

    @property
    def cols(self) -> slice:
        """From its first column to its last: another table may stand beside it."""
        places = [column.index for column in self.columns]
        return slice(min(places, default=0), max(places, default=-1) + 1)

    def values(self, column: Column) -> list[Any]:
        """The column's values, aligned with rows; None where blank."""
        if column.index not in self._values:
            cells, at = self.sheet.values, column.index
            self._values[column.index] = [cells[row][at] for row in self.rows]
        return self._values[column.index]

    def kinds(self, column: Column) -> Kinds:
        """The column's values, each once, and which of them stands in each of the rows."""
        place = ("kinds", column.index)
        if place not in self.memory:
            kinds = self.sheet.kinds
            self.memory[place] = Kinds(kinds.codes[self.rows, column.index], kinds.values)
        return self.memory[place]

    def put(self, column: Column, values: list[Any]) -> None:
        """Let a column's cells say something else than the sheet, aligned with rows."""
        self._values[column.index] = values
        cells = np.empty(len(values), dtype=object)
        cells[:] = values
        for known in ("counts", "common"):
            self.memory.pop((known, column.index), None)
        self.memory["kinds", column.index] = kinds_of(cells)

    def counts(self, column: Column) -> Counter[Any]:
        """How often each value stands in the column; blanks are not among them."""
        place = ("counts", column.index)
        if place not in self.memory:
            codes, values = self.kinds(column)
            often = np.bincount(codes, minlength=1)
            found = np.flatnonzero(often)
            pairs = zip(found.tolist(), often[found].tolist(), strict=True)
            counted = ((values[number], count) for number, count in pairs)
            self.memory[place] = Counter({value: count for value, count in counted if not blank(value)})
        return self.memory[place]

    def common(self, column: Column) -> list[tuple[Any, int]]:
        """The commonest values of the column with how often each stands in it: by these it is told what it holds."""
        place = ("common", column.index)
        if place not in self.memory:
            counts = self.counts(column).items()
            self.memory[place] = nsmallest(_COMMON, counts, key=lambda item: (-item[1], str(item[0])))
        return self.memory[place]

    def set_apart(self, reasons: dict[int, str]) -> None:
        """Take rows out of the data: sheet row to the reason why it is left out. They count as read."""
        cols = (self.cols.start, self.cols.stop - 1)
        self.apart += [Apart(row, cols, reason, counts=True) for row, reason in reasons.items()]
        self.rows = [row for row in self.rows if row not in reasons]
        self.memory.clear()
        self._values.clear()

    def first(self, role: str) -> Column | None:
        """The first column of that role, or None."""
        return next((column for column in self.columns if column.role == role), None)

    def having(self, role: str) -> list[Column]:
        """Every column of that role, left to right."""
        return [column for column in self.columns if column.role == role]
