"""Answers that were given later and stand in a column of their own: 'Changed to', 'Final', 'Revised answer'."""

from __future__ import annotations

from collections.abc import Callable

from loaders.draft import Fate
from loaders.kinds import Context
from loaders.tables.tables import Column, Table
from loaders.texts import read_text
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import blank


def take_later_answers(table: Table, context: Context, asks: Callable[[Column], bool]) -> None:
    """Let the later answer count where there is one, in place of the one beside it, and say so.

    asks: whether a column holds answers. A column of later answers stands to the right of the answers that it revises:
    each behind its own, or one behind the only one. Any other is left to be asked about.
    """
    answering = [column for column in table.columns if column.role in (None, "answer") and asks(column)]
    later = [column for column in answering if _is_later(column, context.vocabulary)]
    first = [column for column in answering if column not in later]
    if not later or len(first) != len(later):
        return
    for own, column in zip(first, later, strict=True):
        if own.index > column.index:
            return
    for own, column in zip(first, later, strict=True):
        take_later(table, own, column, context)


def _is_later(column: Column, vocabulary: Vocabulary) -> bool:
    """Whether a heading says nothing but that these are later answers, and when: 'Changed to (RAG)', 'Revised Oct'."""
    reading = read_text(column.heading.replace("?", " "), "column", vocabulary)
    own = set(reading.operators) - {"speaks"}
    return not column.meaning and not reading.unknown and own == {"revision"}


def take_later(table: Table, own: Column, column: Column, context: Context) -> None:
    """Let the answers of a column count in place of those of its own one where it is filled; it has no role then."""
    values = list(table.values(own))
    changed = 0
    for at, (row, later) in enumerate(zip(table.rows, table.values(column), strict=True)):
        if blank(later):
            continue
        if blank(values[at]):
            reason = f"There is no answer under “{own.heading}” that this one could revise; write it there."
            context.draft.problem(table.sheet, row, column.index, column.heading, later, reason)
            continue
        context.draft.assign(table.sheet, row, column.index, Fate.LABEL)
        changed += later != values[at]
        values[at] = later
    table.put(own, values)
    column.role = "ignore"
    rows = "1 row" if changed == 1 else f"{changed:,} rows"
    context.draft.note(
        f"“{column.heading}” counts in place of “{own.heading}” where it is filled: in {rows} it differs."
    )
