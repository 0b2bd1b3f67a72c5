"""Which kind of event each row tells of: by its own column, else by what the headings or the title say."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.events.cells import worded
from loaders.fates import leave_out_rows
from loaders.kinds import Context
from loaders.tables.tables import Column, Table
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.marks import mark

_OF_OFFER = ("amount", "position")


def stated_kind(table: Table, context: Context) -> str | None:
    """The kind of a row that names none: an offer under 'Offer', else the one that title or sheet name."""
    if table.having("offer"):
        return "offer"
    named = (
        context.vocabulary.event(text, suggest=False).id
        for text in (table.title, table.sheet.name)
        if text.strip()
    )
    return next((kind for kind in named if kind), "offer" if table.having("position") else None)


def kinds_of(table: Table, live: Sequence[int], default: str | None, context: Context) -> dict[int, str]:
    """Kinds by position in table.rows. A text that names none, or two, is asked about with its row."""
    found: dict[int, str] = {}
    for at in live:
        column, text = _said(table, at)
        match = context.vocabulary.event(text) if text else None
        if match is None:
            if default == "offer" and _no_offer(table, at, context):
                cols = [each.index for each in table.columns]
                leave_out_rows(context.draft, table.sheet, [table.rows[at]], cols, "no offer in this row")
            elif default:
                found[at] = default
            else:
                _without(table, at, context)
        elif match.id:
            found[at] = match.id
        elif match.leave_out:
            cols = [each.index for each in table.columns]
            leave_out_rows(context.draft, table.sheet, [table.rows[at]], cols, "left out, as answered")
        else:
            _ask(table, at, column.index, text, match.suggestions, context)
    return found


def _no_offer(table: Table, at: int, context: Context) -> bool:
    """Whether the cells under 'Offer' say that there is none, or nothing beside them tells of one."""
    given = {role: [worded(table, each, at) for each in table.having(role)] for role in ("offer", *_OF_OFFER)}
    told = {role: [text for text in texts if text] for role, texts in given.items()}
    if not table.having("offer"):
        return False
    if told["offer"]:
        return all(mark(text) is False or context.vocabulary.no_answer(text) for text in told["offer"])
    return all(context.vocabulary.no_answer(text) for role in _OF_OFFER for text in told[role])


def _said(table: Table, at: int) -> tuple[Column | None, str]:
    """The column and text that name the kind of a row; (None, '') where none does."""
    for column in table.having("what"):
        if text := worded(table, column, at):
            return column, text
    return None, ""


def _without(table: Table, at: int, context: Context) -> None:
    """A row without a kind: its summary may name one; else it is asked about as a whole."""
    for column in (*table.having("summary"), *table.having("happened_on")):
        if text := worded(table, column, at):
            _ask(table, at, column.index, text, (), context)
            return
    column = table.columns[0]
    reason = "Nothing says what happened; write letter, notice, meeting, offer, review or the like."
    context.draft.problem(table.sheet, table.rows[at], column.index, column.heading, None, reason)


def _ask(table: Table, at: int, col: int, text: str, suggestions: Sequence[str], context: Context) -> None:
    choices = [*dict.fromkeys((*suggestions, *context.vocabulary.known("event"))), LEAVE_OUT]
    sentence = f"What kind of event is “{text}”?"
    place = {"sheet": table.sheet, "row": table.rows[at], "col": col}
    context.draft.ask("event", text, sentence, choices, **place)
