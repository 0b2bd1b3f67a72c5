"""Where the tables of a sheet are: their heading rows, columns and data rows, and what stands round them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import Any

import numpy as np

from loaders.clock import check
from loaders.reading.sheets import Kinds, Sheet, kinds_of, says

_COMMON = 40  # values of a column, the commonest first, by which it is told what it holds
_SPARSE = 20  # times as many values in the sheet as cells in the column: sorting these is quicker


@dataclass
class Column:
    """A column of a table.

    parts: the texts of its heading rows, top to bottom; heading: the same joined by a blank.
    role: what it means (a role of headings.csv), None while unknown. subject: the action or service ids
    that it is about, where it is about any. meaning: what a person said that it means, see tables/meanings.py. memory:
    what was worked out about its heading once.
    """

    index: int
    heading: str
    heading_cells: list[tuple[int, int]] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    role: str | None = None
    subject: list[str] | None = None
    meaning: str | None = None
    memory: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
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
    """Cells of a sheet that may explain signs and colours: those with content that are part of no table. memory: what
    was worked out about them once."""

    sheet: Sheet
    cells: list[tuple[int, int]]
    memory: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)


@dataclass
class Table:
    """A table on a sheet. rows: sheet rows of its data, top to bottom; totals and the like stand in apart.

    title: the texts above it, joined by line ends; '' where there are none. around: cells of its sheet that
    are part of no table. keys: the same of the other sheets. aside: columns that somebody chose to leave out;
    they are not among columns. held: rows that were taken out of the data until a question about them is answered.
    wave: which wave of a survey its rows are, where a column of the whole says so.
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
    held: list[int] = field(default_factory=list)
    wave: Any = None
    memory: dict[Any, Any] = field(default_factory=dict, repr=False)  # what was worked out about it once
    _values: dict[int, list[Any]] = field(default_factory=dict, repr=False)
    _put: set[int] = field(default_factory=set, repr=False)

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
            check()
            kinds = self.sheet.kinds
            self.memory[place] = Kinds(kinds.codes[self.places, column.index], kinds.values)
        return self.memory[place]

    @property
    def places(self) -> slice | np.ndarray:
        """Its rows as an index into a grid: a slice where they follow one another, as they nearly always do. A list
        of 6,300 rows is made an array anew each time, which took a quarter of a millisecond a column."""
        if "places" not in self.memory:
            rows = self.rows
            whole = bool(rows) and rows == list(range(rows[0], rows[0] + len(rows)))
            self.memory["places"] = slice(rows[0], rows[-1] + 1) if whole else np.array(rows, dtype=np.int64)
        return self.memory["places"]

    def put(self, column: Column, values: list[Any]) -> None:
        """Let a column's cells say something else than the sheet, aligned with rows."""
        self._values[column.index] = values
        self._put.add(column.index)
        cells = np.empty(len(values), dtype=object)
        cells[:] = values
        for known in ("occurring", "counts", "common"):
            self.memory.pop((known, column.index), None)
        self.memory["kinds", column.index] = kinds_of(cells)

    def _occurring(self, column: Column) -> tuple[np.ndarray, np.ndarray]:
        """Of the column's kinds those with content that stand in it, and how often each does."""
        place = ("occurring", column.index)
        if place not in self.memory:
            codes, values = self.kinds(column)
            occurring, often = _distinct(codes, len(values))
            content = self._says(values)[occurring]
            self.memory[place] = occurring[content], often[content]
        return self.memory[place]

    def distinct(self, column: Column) -> int:
        """How many unlike values stand in the column, blanks not among them."""
        return len(self._occurring(column)[0])

    def unlike(self, column: Column) -> Iterator[Any]:
        """The unlike values of the column, one by one: most of those who ask want the first few."""
        return map(self.kinds(column).values.__getitem__, self._occurring(column)[0].tolist())

    def counts(self, column: Column) -> Counter[Any]:
        """How often each value stands in the column; blanks are not among them."""
        place = ("counts", column.index)
        if place not in self.memory:
            often = self._occurring(column)[1].tolist()
            self.memory[place] = Counter(dict(zip(self.unlike(column), often, strict=True)))
        return self.memory[place]

    def filled(self, column: Column) -> list[int]:
        """The rows in which the column is not blank, top to bottom."""
        codes, values = self.kinds(column)
        content = self._says(values)[codes]
        return list(self.rows) if content.all() else np.array(self.rows)[content].tolist()

    def _says(self, values: list[Any]) -> np.ndarray:
        return self.sheet.says if values is self.sheet.kinds.values else says(values)

    def common(self, column: Column) -> list[tuple[Any, int]]:
        """The commonest values of the column with how often each stands in it: by these it is told what it holds."""
        place = ("common", column.index)
        if place not in self.memory:
            (occurring, often), values = self._occurring(column), self.kinds(column).values
            if len(often) > _COMMON:
                least = np.partition(often, -_COMMON)[-_COMMON]
                occurring, often = occurring[often >= least], often[often >= least]
            common: list[tuple[Any, int]] = []
            for count in np.unique(often)[::-1].tolist():
                alike = [values[number] for number in occurring[often == count].tolist()]
                common += [(value, count) for value in _first_by_text(alike)]
            self.memory[place] = common[:_COMMON]
        return self.memory[place]

    def set_apart(self, reasons: dict[int, str]) -> None:
        """Take rows out of the data: sheet row to the reason why it is left out. They count as read."""
        cols = (self.cols.start, self.cols.stop - 1)
        self.apart += [Apart(row, cols, reason, counts=True) for row, reason in reasons.items()]
        self._drop(reasons.keys())

    def hold(self, rows: Sequence[int]) -> None:
        """Take rows out of the data that wait for the answer to a question. They count as read."""
        self.held += rows
        self._drop(set(rows))

    def _drop(self, rows: Set[int]) -> None:
        kept = [at for at, row in enumerate(self.rows) if row not in rows]
        put = {index: self._values[index] for index in self._put}
        self.rows = [self.rows[at] for at in kept]
        self.forget()
        for column in self.columns:
            if column.index in put:
                self.put(column, [put[column.index][at] for at in kept])

    def forget(self) -> None:
        """Forget what was worked out about its rows, which are others now."""
        self.memory.clear()
        self._values.clear()
        self._put.clear()

    def first(self, role: str) -> Column | None:
        """The first column of that role, or None."""
        return next((column for column in self.columns if column.role == role), None)

    def having(self, role: str) -> list[Column]:
        """Every column of that role, left to right."""
        return [column for column in self.columns if column.role == role]


def _first_by_text(values: list[Any]) -> list[Any]:
    """The first few in the order of their texts. Texts as they are take a third of the time."""
    return nsmallest(_COMMON, values, key=None if {str}.issuperset(map(type, values)) else str)


def _distinct(codes: np.ndarray, values: int) -> tuple[np.ndarray, np.ndarray]:
    """The codes that occur, ascending, and how often each does. values: how many codes there are.

    A count for every code is quicker than sorting, but in a sheet of thousands of short columns there are as
    many codes as cells.
    """
    if values > _SPARSE * len(codes):
        return np.unique(codes, return_counts=True)
    often = np.bincount(codes, minlength=1)
    occurring = np.flatnonzero(often)
    return occurring, often[occurring]
