"""What stands outside the rows of a table: in the lines above it, or in the name of its sheet or file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from loaders.layouts.grid import Grid
from loaders.layouts.interpretation import Said


class Context(NamedTuple):
    """A part of every fact. where: how a note calls the place."""

    said: Said
    where: str


def context_of(grid: Grid, sort: str, top: int) -> Context | None:
    """The one thing of a sort that the lines above a table name, failing that its sheet, or its file; None where
    nothing does, or two lines name different ones. top: the first row of the table."""
    above = list(_above(grid, sort, top))
    if len({context.said.term.id for context in above}) > 1:
        return None
    return next(iter([*above, *_names(grid, sort)]), None)


def _above(grid: Grid, sort: str, top: int) -> Iterator[Context]:
    for row in range(top):
        cells = grid.rows[row]
        for col in cells:
            terms = grid.spoken((row, col)).get(sort, ())
            # Alone in its row, or behind a label that fits it.
            others = [senses for at, senses in cells.items() if at != col]
            if len(terms) == 1 and all(sort in senses.label for senses in others):
                yield Context(Said(terms[0], (row, col), True), "above the table")


def _names(grid: Grid, sort: str) -> Iterator[Context]:
    for name, where in grid.names:
        terms = grid.reader.named(name).get(sort, ())
        if len(terms) == 1:
            yield Context(Said(terms[0], None, True), where)
