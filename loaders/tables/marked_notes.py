"""Cells with a star behind their text, and the note beside the table that the star stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loaders.cells.lines import mark_and_note, mark_behind
from loaders.tables.tables import Column, Table


def notes_by_mark(table: Table) -> dict[str, str]:
    """By mark, the note beside a table that begins with it: '* withdrawn since' by '*'."""
    texts = (table.sheet.value(row, col) for row, col in table.around)
    return dict(filter(None, (mark_and_note(text) for text in texts if isinstance(text, str))))


def marked_cells(
    table: Table, columns: Sequence[Column], notes: dict[str, str]
) -> Iterator[tuple[int, Column, str, str]]:
    """Position among the rows, column, text and note of each cell with a mark that a note explains."""
    for column in columns if notes else ():
        for at, value in enumerate(table.values(column)):
            mark = mark_behind(value) if isinstance(value, str) else None
            if mark in notes:
                yield at, column, " ".join(value.split()), notes[mark]


def marked_headings(columns: Sequence[Column], notes: dict[str, str]) -> Iterator[tuple[Column, str]]:
    """The columns whose heading has a mark that a note explains, each with the note."""
    for column in columns:
        mark = mark_behind(column.heading)
        if mark in notes:
            yield column, notes[mark]
