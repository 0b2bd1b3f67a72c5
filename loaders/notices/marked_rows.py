"""Rows of notices with a star that a note explains ('Elm Surgery*', and below the table '* withdrawn since'), and with
a step beside the practice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.draft import Fate
from loaders.kinds import Context
from loaders.tables.marked_notes import marked_cells, marked_headings, notes_by_mark
from loaders.tables.tables import Table
from loaders.vocabulary.vocabulary import ODS_CODE

_ROLES = ("practice_code", "practice", "practice_name", "service")
_OF_A_STEP = re.compile(
    r"\b(?:withdr\w*|rescind\w*|cancel\w*|revok\w*|retract\w*|resol\w*|exten\w*|postpon\w*|not|no longer|never|yet"
    r"|consider\w*|inten\w*|plan\w*|pending|unconfirmed|provisional|draft|hold|paused|stopped|resumed|only|except\w*)\b",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"\b(?:withdrawn|withdrew|rescinded|cancelled|revoked|retracted|resolved|extended|postponed|considering|pending"
    r"|not (?:yet )?(?:serv\w+|sent)|no longer|unconfirmed|provisional|draft|on hold|paused)\b",
    re.IGNORECASE,
)


def refuse_marked(table: Table, live: Sequence[int], context: Context) -> set[int]:
    """The positions among the live rows whose star may change how far a notice has come, each with a problem. What any
    other star stands for is noted."""
    notes, draft, waiting = notes_by_mark(table), context.draft, set()
    for at, column, text, note in marked_cells(table, [c for c in table.columns if c.role in _ROLES], notes):
        if at not in live or at in waiting:
            continue
        if _OF_A_STEP.search(note):
            reason = f"The note “{note}” may say how this notice stands; write that in a column “Status” or “Scope”."
            draft.problem(table.sheet, table.rows[at], column.index, column.heading, text, reason)
            draft.mark(table.sheet, table.rows[at], table.cols, Fate.PROBLEM)
            waiting.add(at)
        else:
            draft.note(f"The note “{note}” on “{text}” was not read.")
    waiting |= _refuse_remarks(table, [at for at in live if at not in waiting], context)
    for heading, note in marked_headings(table.columns, notes):
        draft.note(f"The note “{note}” on the heading “{heading}” was not read.")
    return waiting


def _refuse_remarks(table: Table, live: Sequence[int], context: Context) -> set[int]:
    """The positions of rows in which a step stands beside the code of the practice: 'L84003 (withdrawn)'."""
    waiting: set[int] = set()
    for column in (column for column in table.columns if column.role in _ROLES[:3]):
        values = table.values(column)
        for at in live:
            text = " ".join(str(values[at] or "").split())
            if at not in waiting and ODS_CODE.search(text) and _REMARK.search(text):
                reason = f"“{text}” says more than which practice it is; write the rest in a column “Status”."
                context.draft.problem(table.sheet, table.rows[at], column.index, column.heading, text, reason)
                context.draft.mark(table.sheet, table.rows[at], table.cols, Fate.PROBLEM)
                waiting.add(at)
    return waiting
