"""What stands beside the notices of a table and says whether they stand: see loaders/evidence."""

from __future__ import annotations

from collections.abc import Callable

from loaders.cells.typed import typed
from loaders.evidence.lines import day_of_line, weigh_lines
from loaders.evidence.painted_rows import hold_painted_rows
from loaders.evidence.row_columns import weigh_rows
from loaders.kinds import Context
from loaders.notices.fact_dates import note_words
from loaders.notices.service_columns import service_columns
from loaders.notices.stated import facts_of
from loaders.tables.tables import Column, Table
from loaders.texts import read_text
from loaders.vocabulary.words import blank

_CHANGES = frozenset(("retraction", "pause", "extension", "opposite", "revision"))
_DOUBTS = frozenset(("doubt", "negation", "modality"))
_SHORT = 6  # words of a remark that is read whole
_DAYS = ("withdrawn_on", "resolved_on", "extended_to")  # a row may say by a day what a remark says in words
_DAY_OF = {
    "served": "served_on",
    "in_effect": "effective_on",
    "extended": "extended_to",
    "withdrawn": "withdrawn_on",
    "resolved": "resolved_on",
}
Told = tuple[str, str | None]
_NOTES = ("note", "comment")
_NAMES = ("practice", "practice_name")
_STANDS = ("served", "in_effect")


def weigh_evidence(table: Table, context: Context) -> list[Told]:
    """Hold back or leave out the rows of which something else says that they do not stand, or says a step that the row
    does not. What a line outside the table says of every row comes back: the step and its day."""
    remarks = weigh_lines(table, context, lambda text: _is_read(text, context))
    heads = {id(head.column) for head in service_columns(table, context.vocabulary) if head.services}
    stated = {
        role: dict(zip(table.rows, table.values(column), strict=True))
        for role in ("status", *_DAYS)
        if (column := table.first(role))
    }

    def tells(column: Column, text: str) -> bool | Callable[[int], bool | None] | None:
        if column.role in _NOTES and note_words(text, context) is not None:
            return False
        return lambda row: _tells(text, {role: cells.get(row) for role, cells in stated.items()}, context)

    def known(column: Column) -> bool:
        beside_codes = column.role in _NAMES and any(typed(str(v)).codes for v in table.unlike(column))
        return id(column) in heads or beside_codes  # a step beside a code: see loaders/notices/marked_rows.py

    weigh_rows(table, context, known, tells)
    if table.first("service") is not None:  # in a matrix each cell has a colour of its own
        hold_painted_rows(table, context)
    return remarks


def _is_read(text: str, context: Context) -> bool:
    """Whether the notices read a line of the title themselves: see loaders/notices/stated.py."""
    facts = facts_of(text, context.vocabulary)
    return facts.tells and bool(facts.dates)


def apply_lines(remarks: list[Told], before: int, context: Context) -> None:
    """Let notices that stand take the step that a line says of every row; those with a step of their own keep it.

    before: how many frames of notices the draft had before this table.
    """
    frames = context.draft.rows.get("notices", [])
    for number in range(before, len(frames)) if remarks else ():
        frame = frames[number].copy()
        for step, text in remarks:
            role, day = _DAY_OF[step], day_of_line(text)
            says_less = frame["status"].isin(_STANDS) if step not in _STANDS else frame[role].isna()
            if step not in _STANDS:
                frame.loc[says_less, "status"] = step
            if day is not None:
                frame.loc[
                    (frame["status"] == step if step not in _STANDS else says_less) & frame[role].isna(), role
                ] = day
        frames[number] = frame


def _tells(text: str, fields: dict[str, object], context: Context) -> bool | None:
    """Whether a remark tells of a step that the row does not, or takes back what it does: None where its words alone
    decide. said: what the row says, by role."""
    words = context.vocabulary
    status = typed(str(fields.get("status") or ""), words).status.id or "served"
    if status not in _STANDS or not blank(fields.get("withdrawn_on")) or not blank(fields.get("resolved_on")):
        return False
    reading = read_text(text, "notice", words)
    short = len(text.split()) <= _SHORT
    steps = {step for span in reading.terms("status") for step in span.ids("status")} - {status, *_STANDS}
    operators = set(reading.operators) & _CHANGES
    if not blank(fields.get("extended_to")):
        steps, operators = steps - {"extended"}, operators - {"extension"}
    if operators or (steps and short):
        return True
    doubtful = short and not reading.unknown and bool(set(reading.operators) & _DOUBTS)
    return True if doubtful else None
