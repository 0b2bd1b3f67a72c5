"""Rows of notices with a star that a note explains ('Elm Surgery*', and below the table '* withdrawn since'), and with
a step beside the practice."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.cells.typed import typed
from loaders.draft import Fate
from loaders.kinds import Context
from loaders.tables.marked_notes import marked_cells, marked_headings, notes_by_mark
from loaders.tables.tables import Column, Table
from loaders.texts.phrases import read_notice
from loaders.vocabulary.vocabulary import Vocabulary

_ROLES = ("practice_code", "practice", "practice_name", "service")
_UNSURE = ("doubt", "extension")


def refuse_marked(
    table: Table, live: Sequence[int], context: Context, beside: Sequence[Column] = ()
) -> set[int]:
    """The positions among the live rows whose star may change how far a notice has come, each with a problem. What any
    other star stands for is noted."""
    notes, draft, waiting = notes_by_mark(table), context.draft, set()
    for at, column, text, note in marked_cells(
        table, [*(c for c in table.columns if c.role in _ROLES), *beside], notes
    ):
        if at not in live or at in waiting:
            continue
        if read_notice(note, context.vocabulary).changes:
            reason = f"The note “{note}” may say how this notice stands; write that in a column “Status” or “Scope”."
            draft.problem(table.sheet, table.rows[at], column.index, column.heading, text, reason)
            draft.assign(table.sheet, table.rows[at], table.cols, Fate.PROBLEM)
            waiting.add(at)
        else:
            draft.note(f"The note “{note}” on “{text}” was not read.")
    waiting |= _refuse_remarks(table, [at for at in live if at not in waiting], context)
    for column, note in marked_headings(table.columns, notes):
        draft.note(f"The note “{note}” on the heading “{column.heading}” was not read.")
    return waiting


def _refuse_remarks(table: Table, live: Sequence[int], context: Context) -> set[int]:
    """The positions of rows in which a step stands beside the code of the practice: 'L84003 (withdrawn)'."""
    waiting: set[int] = set()
    for column in (column for column in table.columns if column.role in _ROLES[:3]):
        values = table.values(column)
        for at in live:
            text = " ".join(str(values[at] or "").split())
            if at not in waiting and typed(text).codes and _says_a_step(text, context.vocabulary):
                reason = f"“{text}” says more than which practice it is; write the rest in a column “Status”."
                context.draft.problem(table.sheet, table.rows[at], column.index, column.heading, text, reason)
                context.draft.assign(table.sheet, table.rows[at], table.cols, Fate.PROBLEM)
                waiting.add(at)
    return waiting


def _says_a_step(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a step, or a word that leaves one in doubt, stands beside a practice. A practice may be called Old or
    Newmarket: words of other classes are part of its name."""
    statement = read_notice(text, vocabulary)
    return bool(
        statement.status not in (None, "served")
        or statement.none
        or statement.undated
        or {*_UNSURE} & {*statement.classes}
    )
