"""What a file was found to say, before anything is stored.

A draft accounts for every cell that has content. Each sheet has a grid of fates; a cell starts as UNREAD
and must end as something else, or the file is refused: nothing is lost in silence.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from loaders import limits
from loaders.clock import check
from loaders.reading.sheets import Refused, Sheet, reference
from loaders.vocabulary.words import normalise
from store import Correction

if TYPE_CHECKING:
    from loaders.turning.turned import Turned

_ONE = (int, slice)


class Fate(IntEnum):
    """What became of a cell."""

    BLANK = 0
    UNREAD = 1
    LABEL = 2  # a title, a heading, a practice, a time: read, and carries no answer of its own
    ANSWER = 3  # loaded as (part of) a row
    PROBLEM = 4
    QUESTION = 5
    LEFT_OUT = 6
    WITHHELD = 7  # not read, as its problem says, whatever its row is besides; a problem in the end


@dataclass(frozen=True)
class Problem:
    """A cell that cannot be read for certain, with a sentence that says what to do."""

    sheet: str
    cell: str
    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class LeftOut:
    """A row or cell that is not loaded for a listed reason. cell is the row's first cell with content."""

    sheet: str
    cell: str
    value: str
    reason: str


@dataclass
class Question:
    """A choice that only a person can make.

    about: region | survey | kind | layout | sheet | action | service | answer | scale | date order | practice |
    status | month | event | position | meaning | phrase | phrases | key | rows | contradiction |
    swapped dates
    key: the normalised text by which the choice is remembered for the next file like it.
    choices: ids, or sentences where a choice is not an id; suggestions first.
    """

    about: str
    key: str
    value: str
    sentence: str
    choices: list[str]
    sheet: str = ""
    cell: str = ""
    affects_rows: int = 0

    @property
    def id(self) -> str:
        """The same for every file that raises this question."""
        return question_id(self.about, self.key)


def question_id(about: str, key: str) -> str:
    """The id of a question, which is the same whichever file raises it."""
    return hashlib.sha256(f"{about}\n{key}".encode()).hexdigest()[:12]


@dataclass(frozen=True)
class ColumnReading:
    """What a column was taken for. role: of headings.csv; subject: action or service ids; key: what a person's
    word on its meaning is remembered by; chosen: whether there is one.

    name: its letters; of a table that was turned, the cell that heads it. cells: of such a table, its cells in the
    file, zero-based; of any other they are those of its index in the rows of the table.
    """

    index: int
    heading: str
    role: str | None
    subject: tuple[str, ...]
    key: str
    chosen: bool
    name: str
    cells: tuple[tuple[int, int], ...] = ()

    @property
    def where(self) -> str:
        """The place in words: 'column D', or 'line at D7' in a table that was turned."""
        return f"line at {self.name}" if self.cells else f"column {self.name}"


@dataclass(frozen=True)
class TableReading:
    """A table that was found. kind: None where it was not loaded. rows: sheet rows of its data; none of a table that
    was turned."""

    sheet: str
    kind: str | None
    heading_rows: list[int]
    rows: list[int]
    columns: tuple[ColumnReading, ...]


@dataclass
class Draft:
    """Rows by table of the store (columns as store/schema.sql, without import), and all that was not loaded.

    rows: table name to a frame. A kind module appends frames; one file may yield several tables.
    why: kind, region, survey, scale, menu or dates to a sentence that says what decided it.
    tables: every table that was found. used: ids of the questions whose remembered answers were used.
    corrected: cells that were read as somebody mended them. turned: by sheet, the tables written out below it, while
    they are read. withheld: by sheet, the cells that were not read since somebody took them back.
    """

    file: str
    sha256: str
    ext: str
    kind: str | None = None
    region: str | None = None
    survey: str | None = None
    menu: str | None = None
    rows: dict[str, list[pd.DataFrame]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    questions: dict[str, Question] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    earlier: list[str] = field(default_factory=list)  # those of the notes that speak of earlier imports
    generation: int | None = None  # of the store when they were said
    fates: dict[str, np.ndarray] = field(default_factory=dict)
    rows_read: int = 0
    rows_loaded: int = 0
    rows_left_out: int = 0
    unanswered: int = 0  # blank cells where an answer was asked for
    refused: str | None = None
    why: dict[str, str] = field(default_factory=dict)
    tables: list[TableReading] = field(default_factory=list)
    used: list[str] = field(default_factory=list)
    corrected: list[Correction] = field(default_factory=list)
    turned: dict[str, Turned] = field(default_factory=dict, repr=False)
    withheld: dict[str, set[tuple[int, int]]] = field(default_factory=dict, repr=False)

    def open_sheet(self, sheet: Sheet) -> None:
        """Start the account of a sheet: every cell with content is UNREAD."""
        self.fates[sheet.name] = np.where(sheet.filled(), Fate.UNREAD, Fate.BLANK).astype(np.uint8)

    def assign(
        self,
        sheet: Sheet,
        row: int | slice | Sequence[int] | np.ndarray,
        col: int | slice | Sequence[int],
        fate: Fate,
    ) -> None:
        """Set the fate of the cells with content in those rows and columns. Blank cells stay blank, and a problem that
        has its line stays one whatever its row or column is besides."""
        check()
        grid = self.fates[sheet.name]
        row = row if isinstance(row, _ONE) else np.asarray(row, dtype=np.int64)
        apart = isinstance(row, _ONE) or isinstance(col, _ONE)
        place = (row, col) if apart else np.ix_(row, np.asarray(col, dtype=np.int64))
        before = grid[place]
        stays = (before == Fate.BLANK) | (before == Fate.WITHHELD)
        if fate in (Fate.LABEL, Fate.LEFT_OUT):
            stays |= before == Fate.PROBLEM
        grid[place] = np.where(stays, before, fate)

    def withhold(self, sheet: Sheet, cells: set[tuple[int, int]]) -> None:
        """Let cells be read by nobody: their problem is listed."""
        rows, cols = zip(*cells, strict=True)
        self.fates[sheet.name][list(rows), list(cols)] = Fate.WITHHELD
        self.withheld.setdefault(sheet.name, set()).update(cells)

    def settle_withheld(self) -> None:
        """Once all is read, a cell that was withheld is a problem like any other."""
        for grid in self.fates.values():
            grid[grid == Fate.WITHHELD] = Fate.PROBLEM

    def paint(self, sheet: Sheet, row: int | np.ndarray, col: int, fate: Fate) -> None:
        """Set the fate of cells that have no value and whose fill was read as an answer or set aside."""
        self.fates[sheet.name][row, col] = fate

    def problem(self, sheet: Sheet, row: int, col: int, column: str, value: Any, reason: str) -> None:
        """A cell that cannot be read for certain. reason: a sentence that says what to do."""
        self.assign(sheet, row, col, Fate.PROBLEM)
        self.problems.append(Problem(sheet.name, reference(row, col), column, _text(value), reason))

    def leave_out(self, sheet: Sheet, row: int, col: int, value: Any, reason: str) -> None:
        """A cell that is not loaded, for a reason that is listed."""
        self.assign(sheet, row, col, Fate.LEFT_OUT)
        self.left_out.append(LeftOut(sheet.name, reference(row, col), _text(value), reason))

    def leave_out_row(self, sheet: Sheet, row: int, reason: str, cols: slice = slice(None)) -> None:
        """Leave out every cell with content of a row in those columns, with one line that names the first."""
        filled = np.flatnonzero(self.fates[sheet.name][row, cols] != Fate.BLANK)
        first = int(filled[0]) + (cols.start or 0) if filled.size else cols.start or 0
        self.assign(sheet, row, cols, Fate.LEFT_OUT)
        self.left_out.append(
            LeftOut(sheet.name, reference(row, first), _text(sheet.value(row, first)), reason)
        )

    def ask(
        self,
        about: str,
        value: str,
        sentence: str,
        choices: list[str],
        *,
        key: str | None = None,
        sheet: Sheet | None = None,
        row: int | None = None,
        col: int | None = None,
        rows: int = 1,
    ) -> Question:
        """Raise a question, or count further rows towards the same one already raised."""
        question = Question(about, normalise(value) if key is None else key, value, sentence, choices)
        known = self.questions.setdefault(question.id, question)
        if len(self.questions) > limits.QUESTIONS:
            raise Refused(
                f"More than {limits.QUESTIONS:,} different things in this file would have to be asked about, the last "
                f"of them “{value[:60]}”; check that it is the right file, with its headings over the right columns."
            )
        known.affects_rows += rows
        if sheet is not None:
            if row is not None and col is not None:
                self.assign(sheet, row, col, Fate.QUESTION)
                known.cell = known.cell or reference(row, col)
            known.sheet = known.sheet or sheet.name
        return known

    def note(self, sentence: str) -> None:
        """A sentence for whoever loads the file, said once; it changes no figure and no exit code."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    def because(self, what: str, sentence: str) -> None:
        """Say what decided something about the file; what was said first stays, dates follow one another."""
        reasons = self.why.get(what)
        if reasons is None or (what == "dates" and sentence not in reasons):
            self.why[what] = f"{reasons} {sentence}" if reasons else sentence

    def add(self, table: str, frame: pd.DataFrame) -> None:
        """Rows for a table of the store, with its columns (store/schema.sql) but for import."""
        if len(frame):
            self.rows.setdefault(table, []).append(frame)

    def unaccounted(self) -> list[tuple[str, str]]:
        """Sheet and reference of every cell with content that has no fate yet: must be empty at the end."""
        return [
            (name, reference(int(row), int(col)))
            for name, grid in self.fates.items()
            for row, col in np.argwhere(grid == Fate.UNREAD)
        ]


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, default=str).strip('"')
