"""Which kind of event each row tells of: by its own column, else by what the headings or the title say."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.cells.typed import typed
from loaders.events.cells import worded
from loaders.fates import leave_out_rows
from loaders.kinds import Context
from loaders.tables.tables import Column, Table
from loaders.texts import SpanKind, read_text
from loaders.vocabulary.lookups import LEAVE_OUT, Match

_BEGINNING = 4  # words in which the one that names the kind stands, in a text that is about it
_REMARK = 4  # words of a remark beside a kind, such as 'cancelled by the ICB'
_TAKEN_BACK = frozenset(("retraction", "pause", "negation"))
_OF_OFFER = ("amount", "position")


def stated_kind(table: Table, context: Context) -> str | None:
    """The kind of a row that names none: an offer under 'Offer', else the one that title or sheet name."""
    if table.having("offer"):
        return "offer"
    kinds = (
        context.vocabulary.event(text, suggest=False).id
        for text in (table.title, table.sheet.name)
        if text.strip() and not turned(text, context)
    )
    return next((kind for kind in kinds if kind), "offer" if table.having("position") else None)


def kinds_of(table: Table, live: Sequence[int], default: str | None, context: Context) -> dict[int, str]:
    """Kinds by position in table.rows. A text that names none, or two, is asked about with its row."""
    kinds: dict[int, str] = {}
    for at in live:
        column, text = _kind_cell(table, at)
        match = _match(text, context) if text else None
        if match is None:
            if default == "offer" and _no_offer(table, at, context):
                cols = [each.index for each in table.columns]
                leave_out_rows(context.draft, table.sheet, [table.rows[at]], cols, "no offer in this row")
            elif default:
                kinds[at] = default
            else:
                _without(table, at, context)
        elif match.id:
            _settle_denied(table, at, column, match.id, kinds, context)
        elif match.leave_out:
            cols = [each.index for each in table.columns]
            leave_out_rows(context.draft, table.sheet, [table.rows[at]], cols, "left out, as answered")
        else:
            _ask(table, at, column.index, text, match.suggestions, context)
    return kinds


def _match(text: str, context: Context) -> Match:
    """The kind that a text names for certain; else what may be meant, to be asked about.

    A keyword decides where it stands at the beginning and no word turns it round: 'Offer withdrawn', 'Awaiting offer'
    and 'Meeting cancelled' tell of no offer and no meeting, and 'They came back after the meeting' of none either.
    """
    match = context.vocabulary.event(text)
    if match.how != "keyword":
        return match
    begins = context.vocabulary.event(" ".join(text.split()[:_BEGINNING]), suggest=False)
    if turned(text, context) or begins.ids != match.ids:
        return Match(suggestions=match.ids)
    return match


def _settle_denied(
    table: Table, at: int, named_column: Column | None, kind: str, kinds: dict[int, str], context: Context
) -> None:
    """Let a row be of its kind, unless words beside it turn that round: these are asked about, or mean what was
    answered."""
    column, text = _denied(table, at, named_column, kind, context)
    match = context.vocabulary.event(text) if text else Match()
    if column is None or (match.how == "remembered" and match.id):
        kinds[at] = match.id or kind
    elif match.leave_out:
        cols = [each.index for each in table.columns]
        leave_out_rows(context.draft, table.sheet, [table.rows[at]], cols, "left out, as answered")
    else:
        _ask(table, at, column.index, text, (kind,), context)


def _denied(
    table: Table, at: int, named_column: Column | None, kind: str, context: Context
) -> tuple[Column | None, str]:
    """Words beside a kind that turn it round: 'Offer' beside 'Offer withdrawn', 'Meeting' beside 'cancelled by ICB' or
    beside a status 'Planned'; (None, '') where there are none."""
    for column in table.columns:
        telling = column.role in ("what", "summary", "note", "comment") or (
            column.role is None and not column.meaning
        )
        text = worded(table, column, at) if telling and column is not named_column else ""
        match = context.vocabulary.event(text) if text else Match()
        same = match.how == "keyword" and kind in match.ids and turned(text, context)
        classes = _TAKEN_BACK if column.role else None
        if text and (same or (len(text.split()) <= _REMARK and turned(text, context, classes))):
            return column, text
    return None, ""


def turned(text: str, context: Context, classes: frozenset[str] | None = None) -> bool:
    """Whether a word of a text takes back, puts off or denies what it tells of: 'Review postponed' → True.

    classes: of words that count as such; None for all that a text of an event is asked about for.
    """
    reading = read_text(text, "event", context.vocabulary)
    operators = {span.classes[0][0] for span in reading.spans if span.kind is SpanKind.OPERATOR}
    asking = {name for name in operators if reading.effects.get(name, "ask") == "ask"}
    return bool(asking if classes is None else asking & classes)


def _no_offer(table: Table, at: int, context: Context) -> bool:
    """Whether the cells under 'Offer' say that there is none, or nothing beside them tells of one."""
    given = {role: [worded(table, each, at) for each in table.having(role)] for role in ("offer", *_OF_OFFER)}
    filled = {role: [text for text in texts if text] for role, texts in given.items()}
    if not table.having("offer"):
        return False
    if filled["offer"]:
        return all(typed(text).tick is False or context.typed(text).silence for text in filled["offer"])
    return all(context.typed(text).silence for role in _OF_OFFER for text in filled[role])


def _kind_cell(table: Table, at: int) -> tuple[Column | None, str]:
    """The column and text that name the kind of a row: a column of kinds before what happened in words; (None, '')
    where none does."""
    for column in (*table.having("event_kind"), *table.having("what")):
        if text := worded(table, column, at):
            return column, text
    return None, ""


def _without(table: Table, at: int, context: Context) -> None:
    """A row without a kind: its summary may name one; else it is asked about as a whole."""
    for column in (*table.having("summary"), *table.having("happened_on")):
        if text := worded(table, column, at):
            match = context.vocabulary.event(text)
            _ask(table, at, column.index, text, match.ids or match.suggestions, context)
            return
    column = table.columns[0]
    reason = "Nothing says what happened; write letter, notice, meeting, offer, review or the like."
    context.draft.problem(table.sheet, table.rows[at], column.index, column.heading, None, reason)


def _ask(table: Table, at: int, col: int, text: str, suggestions: Sequence[str], context: Context) -> None:
    choices = [*dict.fromkeys((*suggestions, *context.vocabulary.known("event"))), LEAVE_OUT]
    sentence = f"What kind of event is “{text}”?"
    place = {"sheet": table.sheet, "row": table.rows[at], "col": col}
    context.draft.ask("event", text, sentence, choices, **place)
