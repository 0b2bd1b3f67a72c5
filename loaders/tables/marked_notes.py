"""Cells with a star behind their text, and the note beside the table that the star stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.tables.tables import Column, Table

_NOTE = re.compile(r"\s*([*†‡§^]{1,3})\s*(\S.*)", re.DOTALL)
_MARKED = re.compile(r".*[^*†‡§^\s]\s*([*†‡§^]{1,3})", re.DOTALL)


def notes_by_mark(table: Table) -> dict[str, str]:
    """By mark, the note beside a table that begins with it: '* withdrawn since' by '*'."""
    texts = (table.sheet.value(row, col) for row, col in table.around)
    found = (_NOTE.fullmatch(text) for text in texts if isinstance(text, str))
    return {each[1]: " ".join(each[2].split()) for each in found if each}


def marked_cells(
    table: Table, columns: Sequence[Column], notes: dict[str, str]
) -> Iterator[tuple[int, Column, str, str]]:
    """Position among the rows, column, text and note of each cell with a mark that a note explains."""
    for column in columns if notes else ():
        for at, value in enumerate(table.values(column)):
            found = _MARKED.fullmatch(value) if isinstance(value, str) else None
            if found and found[1] in notes:
                yield at, column, " ".join(value.split()), notes[found[1]]


def marked_headings(columns: Sequence[Column], notes: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Heading and note of each column whose heading has a mark that a note explains."""
    for column in columns:
        found = _MARKED.fullmatch(column.heading)
        if found and found[1] in notes:
            yield column.heading, notes[found[1]]
