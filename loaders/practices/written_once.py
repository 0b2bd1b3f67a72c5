"""A practice written once, with the rows below it left blank, as a pivot table lays them out."""

from __future__ import annotations

from typing import Any

from loaders.draft import Fate
from loaders.kinds import Context
from loaders.tables.tables import Column, Table
from loaders.vocabulary.words import blank, normalise

SAME = "yes: a blank cell means the practice above it"
UNKNOWN = "no: a blank cell means that the practice is not known"
_FEW = (
    2  # a single row without a practice that says once more what is said above is a slip rather than a layout
)


def filled_down(
    table: Table, columns: list[Column], regions: list[str | None], context: Context
) -> tuple[list[list[Any]], list[int]]:
    """The cells of the columns that name practices, and the positions of rows that wait for an answer.

    In a table of one row for each action or service the blanks below a practice may mean the same one. Nobody can
    know, so it is asked once for files of this name and these headings; answered yes, the cells are as if written.
    """
    values = [table.values(column) for column in columns]
    about = table.first("action") or table.first("service")
    if about is None:
        return values, []
    above = _above(values)
    below = [at for at, source in enumerate(above) if source is not None and source != at and regions[at]]
    distinct = _distinct(above, table.values(about))
    if not below or (len(below) < _FEW and not distinct):
        return values, []
    key = f"blank cells\n{context.file_key}"
    choice = context.vocabulary.remembered("practice", key)
    if choice == SAME:
        context.draft.note("Blank cells under a practice were read as the same practice, as answered.")
        return [[v[n if n is not None else at] for at, n in enumerate(above)] for v in values], []
    if choice is not None:
        return values, []
    _ask(table, columns[0], about if distinct else None, below, key, context)
    return values, below


def _ask(
    table: Table, column: Column, about: Column | None, below: list[int], key: str, context: Context
) -> None:
    """about: the column of which nothing stands twice under one practice, if there is one."""
    sentence = "Do the blank cells under a practice mean the same practice?"
    if about is not None:
        sentence += (
            f" No “{about.heading}” stands twice under one practice, so they can hardly mean anything else."
        )
    context.draft.ask(
        "practice",
        context.draft.file,
        sentence,
        [SAME, UNKNOWN],
        key=key,
        sheet=table.sheet,
        row=table.rows[below[0]],
        col=column.index,
        rows=len(below),
    )
    context.draft.assign(table.sheet, [table.rows[at] for at in below], table.cols, Fate.QUESTION)


def _above(values: list[list[Any]]) -> list[int | None]:
    """For each row the position of the row that names its practice: itself, or the nearest above; None at the top."""
    rows_above: list[int | None] = []
    for at, cells in enumerate(zip(*values, strict=True)):
        is_filled = not all(blank(cell) for cell in cells)
        rows_above.append(at if is_filled else (rows_above[-1] if rows_above else None))
    return rows_above


def _distinct(above: list[int | None], about: list[Any]) -> bool:
    """Whether no action or service stands twice in the block below one practice."""
    pairs = [(n, normalise(str(what))) for n, what in zip(above, about, strict=True) if n is not None]
    return len(set(pairs)) == len(pairs)
