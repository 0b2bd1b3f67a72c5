"""Columns of a log that no heading explains, though what they hold may say when or whether a notice stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from loaders.cells.typed import typed
from loaders.dates.days_in_text import days_in
from loaders.kinds import Context
from loaders.notices.facts import DATES
from loaders.notices.service_columns import Head, looks_like_notices
from loaders.tables.meanings import ABOUT, ROLE, meaning_keys
from loaders.tables.tables import Column, Table
from loaders.texts.phrases import read_notice
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.marks import yes_or_no
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import blank

_FEW = 5  # columns named in a note before the rest is counted


def ask_what_unread_say(table: Table, live: Sequence[int], context: Context) -> set[int]:
    """Ask what a column means that holds days, or whose heading speaks of a step; the positions among the live rows
    that wait for it, since it may say that they do not stand."""
    keys = meaning_keys(table, context.file_key)
    waiting: set[int] = set()
    for column in _telling(table, context.vocabulary):
        values = table.values(column)
        filled_rows = [at for at in live if not blank(values[at])]
        steps = _speaks_of_steps(table, column, context.vocabulary)
        if filled_rows and (steps or _holds_days(table, column)):
            _ask(table, column, filled_rows, keys[column.index], context)
            waiting |= set(filled_rows) if steps else set()
    return waiting


def _speaks_of_steps(table: Table, column: Column, words: Vocabulary) -> bool:
    """Whether a heading names a step, or a cell says another than serving: 'Not serving', 'Withdrawn'. Yes and no alone
    may be about anything."""
    if words.tells_of_a_step(column.heading):
        return True
    texts = (value for value in table.unlike(column) if isinstance(value, str) and yes_or_no(value) is None)
    statements = (read_notice(text, words) for text in texts)
    return any(statement.none or statement.status not in (None, "served") for statement in statements)


def _ask(table: Table, column: Column, filled_rows: Sequence[int], key: str, context: Context) -> None:
    for at in filled_rows:
        context.draft.ask(
            ABOUT,
            column.heading,
            f"What does the column “{column.heading}” say of a notice?",
            [*(ROLE + role for role in (*DATES, "status")), LEAVE_OUT],
            key=key,
            sheet=table.sheet,
            row=table.rows[at],
            col=column.index,
        )


def _holds_days(table: Table, column: Column) -> bool:
    """Whether most of a column's unlike values are days, or texts in which days stand."""
    values = list(table.counts(column))
    days = [
        value for value in values if isinstance(value, date) or (isinstance(value, str) and days_in(value))
    ]
    return 2 * len(days) > len(values)


def note_unread(table: Table, context: Context) -> None:
    """Say which other columns hold yes and no or steps and are not read: one of them may tell of a notice too."""
    words = context.vocabulary
    telling = [
        column
        for column in _telling(table, words)
        if not _speaks_of_steps(table, column, words) and not _holds_days(table, column)
    ]
    if telling:
        headings = ", ".join(f"“{column.heading}”" for column in telling[:_FEW])
        more = f" and {len(telling) - _FEW} more" if len(telling) > _FEW else ""
        context.draft.note(
            f"Not read, though yes and no or steps stand in it: {headings}{more}. Where one of them says when or "
            "whether a notice was served, give the column that meaning."
        )


def _telling(table: Table, words: Vocabulary) -> list[Column]:
    """The columns of no known meaning that hold dates, yes and no, or steps."""
    return [
        column
        for column in table.columns
        if column.role is None
        and not column.meaning
        and column.heading
        and (typed(column.heading, words).role("survey") is None or words.tells_of_a_step(column.heading))
        and (looks_like_notices(table, [Head(column)], words) or _holds_days(table, column))
        and not all(typed(value).figure is not None for value in table.values(column) if value is not None)
    ]
