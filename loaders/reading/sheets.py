"""A workbook as the loaders see it: sheets of cells with value, fill and position. Nothing is interpreted."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from loaders.reading.painting import Fills

_UNSEEN = re.compile("[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
NOT_CALCULATED = (
    "#NOT CALCULATED (open the file in Excel and save it)"  # in place of a formula's missing value
)
_MARGIN = 1  # a row and a column beside the values in which paint is kept: the coloured cell of a key, say


class Refused(Exception):  # noqa: N818 it is an outcome, said to a person, not a fault
    """The file cannot be taken. The message is one sentence that says what it is and what to do."""


def letters(col: int) -> str:
    """Column letters of a zero-based column: 0 is A, 26 is AA."""
    name = ""
    col += 1
    while col:
        col, rest = divmod(col - 1, 26)
        name = chr(65 + rest) + name
    return name


def reference(row: int, col: int) -> str:
    """Spreadsheet reference of a zero-based cell: (0, 0) is A1."""
    return f"{letters(col)}{row + 1}"


def place_of(cell: str) -> tuple[int, int]:
    """Zero-based row and column of a reference: A1 is (0, 0). Far outside every sheet for what is none."""
    match = _REFERENCE.fullmatch(cell)
    col = 0
    for letter in match[1] if match else "":
        col = col * 26 + ord(letter) - 64
    return (int(match[2]) - 1, col - 1) if match else (2**31, 0)


class Kinds(NamedTuple):
    """values: each once. codes: for each cell the place of its value among them.

    A column of 6,300 cells holds a few answers: what is told of each value once and spread by number takes
    a tenth of the time.
    """

    codes: np.ndarray
    values: list[Any]


def kinds_of(cells: np.ndarray) -> Kinds:
    """The kinds of a row of cells (of dtype object). True is not 1, though they are equal."""
    codes, uniques = pd.factorize(cells)
    values = uniques.tolist()
    if len(codes) and codes.min() < 0:
        codes[codes < 0] = len(values)
        values.append(None)
    whole = {bool, int}
    ones = () if whole.isdisjoint(map(type, values)) else values
    for number in [n for n, value in enumerate(ones) if value.__class__ in whole and value in (0, 1)]:
        alike = np.flatnonzero(codes == number)
        for kind in {cells[at].__class__ for at in alike} - {values[number].__class__}:
            codes[[at for at in alike if cells[at].__class__ is kind]] = len(values)
            values.append(kind(values[number]))
    return Kinds(codes.astype(np.int32), values)


def says(values: list[Any]) -> np.ndarray:
    """Of each value whether it is content: neither None nor text of white space alone."""
    content = [not (v is None or (v.__class__ is str and (not v or v.isspace()))) for v in values]
    return np.array(content, dtype=bool)


@dataclass
class Sheet:
    """One sheet, row-major from A1, trimmed to its used range.

    values: str, float, int, bool, datetime, date, time; None where blank. Text keeps its blanks and
    no-break spaces, and loses the signs that nobody sees (drop_unseen); an error such as #REF! is its text. All rows
    have the same length.
    hidden: the sheet itself is hidden. hidden_rows: by hand. filtered_rows: by a filter, and folded_rows: by an outline
    (rows that somebody grouped); both show a part and delete nothing, so that they are rows like any other.
    merged: (top, left, bottom, right), inclusive, zero-based.
    has_fills: False means that `fills` is certainly empty (or cannot be read), without a look at it.
    fills_readable: False for a format whose colours cannot be read, so that their absence means nothing.
    place: where in the file a cell stands, for a sheet below which a table was written out (loaders/turning).
    read_struck, read_comments: give what `struck` and `comments` hold, on first use.
    faults: by row, what is wrong with the line of a text file that it was read from (see loaders/reading/lines.py).
    """

    name: str
    values: list[list[Any]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_cols: frozenset[int] = frozenset()
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    read_fills: Callable[[], Mapping[tuple[int, int], str]] = dict
    has_fills: bool = False
    fills_readable: bool = True
    filtered_rows: frozenset[int] = frozenset()
    folded_rows: frozenset[int] = frozenset()
    place: Callable[[int, int], tuple[int, int]] | None = None
    read_struck: Callable[[], Mapping[tuple[int, int], str]] = dict
    read_comments: Callable[[], Mapping[tuple[int, int], str]] = dict
    faults: dict[int, str] = field(default_factory=dict)

    def hide(
        self, rows: set[int], cols: set[int], filtered: set[int], grouped: Collection[int] = frozenset()
    ) -> None:
        """Take in which rows and columns are not shown, which of the rows a filter hides, and which rows are grouped:
        of these the hidden ones are folded away."""
        shown = range(self.height)
        folded = {row for row in rows - filtered if row in grouped}
        self.hidden_rows = frozenset(row for row in rows - filtered - folded if row in shown)
        self.filtered_rows = frozenset(row for row in rows & filtered if row in shown)
        self.folded_rows = frozenset(row for row in folded if row in shown)
        self.hidden_cols = frozenset(col for col in cols if col < self.width)

    def drop_unseen(self) -> None:
        """Take zero-width spaces, soft hyphens, byte order marks and marks of direction out of the texts: they come
        along when somebody copies from a web page, and 'Green' with one behind it is still green."""
        kinds = self.kinds
        texts = ((n, v) for n, v in enumerate(kinds.values) if v.__class__ is str and not v.isascii())
        odd = np.zeros(len(kinds.values), dtype=bool)
        odd[[n for n, text in texts if _UNSEEN.search(text)]] = True
        places = np.argwhere(odd[kinds.codes]).tolist() if odd.any() else []
        for row, col in places:
            self.values[row][col] = _UNSEEN.sub("", self.values[row][col]) or None
        if places:
            del self.kinds

    def clip_merged(self) -> None:
        """Keep what of the merged ranges lies within the used range, each once: of ranges that overlap, which no
        program writes, the first. A hostile file may merge all cells 50,000 times."""
        free = np.ones((self.height, self.width), dtype=bool)
        kept = []
        for top, left, bottom, right in dict.fromkeys(self.merged):
            area = (top, left, min(bottom, self.height - 1), min(right, self.width - 1))
            whole = free[area[0] : area[2] + 1, area[1] : area[3] + 1]
            if whole.size > 1 and whole.all():
                whole[...] = False
                kept.append(area)
        self.merged = kept

    @property
    def height(self) -> int:
        return len(self.values)

    @property
    def width(self) -> int:
        return len(self.values[0]) if self.values else 0

    def value(self, row: int, col: int) -> Any:
        return self.values[row][col]

    def where(self, row: int, col: int) -> str:
        """The reference by which a person finds a cell in the file."""
        return reference(*(self.place(row, col) if self.place else (row, col)))

    def line(self, name: str, row: int, col: int) -> str:
        """A row or column by its name; where it was written out below, by a cell that is in it in the file."""
        return f"The line of cell {self.where(row, col)}" if self.place else name

    def column(self, col: int) -> list[Any]:
        return [row[col] for row in self.values]

    @cached_property
    def kinds(self) -> Kinds:
        """Every value of the sheet once, and which of them each cell holds. Values are not changed after reading."""
        cells = np.empty(self.height * self.width, dtype=object)
        cells[:] = list(chain.from_iterable(self.values))
        kinds = kinds_of(cells)
        return Kinds(kinds.codes.reshape(self.height, self.width), kinds.values)

    def filled(self) -> np.ndarray:
        """Boolean grid, height by width: True where a cell has content (a value that is not blank text)."""
        return self.says[self.kinds.codes]

    @cached_property
    def says(self) -> np.ndarray:
        """Of each value in kinds whether it is content: neither None nor blank text."""
        return says(self.kinds.values)

    @cached_property
    def fills(self) -> Fills:
        """The paint of cells by (row, col), read on first use; absent where there is none (see Fills).

        Of cells without a value only those within the used range of values, or next to it.
        """
        fills = self.read_fills()
        return fills if isinstance(fills, Fills) else Fills.of(fills, *self.painted_size)

    @cached_property
    def struck(self) -> dict[tuple[int, int], str]:
        """By (row, col) of each cell with content that is struck through what of its text is not: '' for none."""
        return self._of_cells(self.read_struck())

    @cached_property
    def comments(self) -> dict[tuple[int, int], str]:
        """The comment that hangs on a cell, by (row, col); those on cells without content are among them."""
        return {place: " ".join(text.split()) for place, text in self.read_comments().items() if text.strip()}

    def _of_cells(self, marked: Mapping[tuple[int, int], str]) -> dict[tuple[int, int], str]:
        filled = self.filled() if marked else np.zeros((0, 0), dtype=bool)
        return {
            (row, col): text
            for (row, col), text in sorted(marked.items())
            if row < self.height and col < self.width and filled[row, col]
        }

    @property
    def painted_size(self) -> tuple[int, int]:
        """Height and width of the part of the sheet in which paint is kept."""
        return self.height + _MARGIN, self.width + _MARGIN


def trimmed(rows: list[list[Any]]) -> list[list[Any]]:
    """Without the rows at the end and the columns at the right in which every cell is None."""
    height = len(rows)
    while height and not any(value is not None for value in rows[height - 1]):
        height -= 1
    rows = rows[:height]
    width = max(map(len, rows), default=0)
    while width and not any(row[width - 1] is not None for row in rows):
        width -= 1
    if rows and width < len(rows[0]):
        return [row[:width] for row in rows]
    return rows


@dataclass
class Workbook:
    """A file as read. notes: sentences about the reading itself, such as the encoding that was taken."""

    name: str
    ext: str
    sheets: list[Sheet]
    notes: list[str] = field(default_factory=list)
