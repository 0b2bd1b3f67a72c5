"""Events: one row is something that happened between practices, their LMC and the ICB.

A row loads when its region and its kind of event are certain. A date, a service or a position that cannot be
read is a problem or a question, and the event loads without it. Its date is kept as precise as it is given.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from loaders.cells.typed import typed
from loaders.dates.table_dates import DateCells, read_table_dates
from loaders.draft import Fate
from loaders.events.cells import amounts_of, positions_of, services_of, worded
from loaders.events.kinds_of_event import kinds_of, stated_kind
from loaders.fates import leave_out_column, leave_out_rows, settle, settle_headings
from loaders.kinds import Context, Options
from loaders.practices.regions import regions_of
from loaders.tables.columns import assign_roles
from loaders.tables.tables import Table
from loaders.vocabulary.headings import OF_PRACTICES
from loaders.vocabulary.vocabulary import Vocabulary

_LOOK_AT = 200  # rows by which a column is judged
_UNIT = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_SAYS_MORE = 3  # words
_NAMES = ("code", "wording", "alias")  # how a text that is the name of a kind, and no more, is known
_SAID = (
    "happened_on",
    "event_kind",
    "what",
    "offer",
    "summary",
    "amount",
    "amount_unit",
    "position",
    "services",
)
ROLES = (*_SAID, "note", "comment", "source")
COLUMNS = [
    *("happening", "region", "happened_on", "sort_on", "kind", "summary", "amount", "services", "position"),
    *("note", "source", "sheet", "row", "col"),
]


def score(table: Table, vocabulary: Vocabulary, options: Options) -> float:
    """How sure it is that each row is an event: a date, and what happened or an offer and the view of it."""
    assign_event_roles(table, vocabulary)
    roles = {column.role for column in table.columns}
    if roles.intersection(OF_PRACTICES) or not roles.intersection(
        ("event_kind", "what", "offer", "summary", "position")
    ):
        return 0.0
    kinds = _known_kinds(table, vocabulary)
    if options.kind == "events":
        return 0.9 if kinds >= 0.5 or roles.intersection(("offer", "position")) else 0.3
    if roles.intersection(("offer", "position")) and roles.intersection(("services", "happened_on")):
        return 0.85
    if kinds == 0 or "happened_on" not in roles:
        return 0.0
    beside = roles.intersection(("summary", "amount", "services", "position", "source", "note"))
    return 0.92 if kinds >= 0.5 and beside else 0.8 if kinds >= 0.5 else 0.35


def assign_event_roles(table: Table, vocabulary: Vocabulary) -> None:
    """As assign_roles; 'Amount (£ per patient per year)' is an amount, whose unit its heading gives."""
    assign_roles(table, "events", vocabulary)
    for column in table.columns:
        bare = _UNIT.sub("", column.heading)
        unknown = column.role is None and not column.meaning and bare != column.heading
        if unknown and typed(bare, vocabulary).role("events") == "amount":
            column.role = "amount"


def _known_kinds(table: Table, vocabulary: Vocabulary) -> float:
    """The share of distinct texts under 'What happened' that name one kind of event."""
    column = table.first("event_kind") or table.first("what")
    values = column and table.values(column)[:_LOOK_AT]
    texts = {str(value).strip() for value in values or () if value is not None and str(value).strip()}
    return sum(1 for text in texts if vocabulary.event(text, suggest=False)) / len(texts) if texts else 0.0


def load(table: Table, context: Context) -> None:
    """Rows of the store's table happenings, and a fate for every cell."""
    assign_event_roles(table, context.vocabulary)
    settle_headings(context.draft, table)
    regions = regions_of(table, context)
    live = _not_empty(table, [at for at, region in enumerate(regions) if region], context)
    kinds = kinds_of(table, live, stated_kind(table, context), context)
    happened = _dates(table, list(kinds), context)
    services = services_of(table, list(kinds), context)
    positions = positions_of(table, list(kinds), context)
    amounts = amounts_of(table, list(kinds), context)
    rows = []
    for at, kind in kinds.items():
        day = happened.get(at)
        row = table.rows[at]
        summary = _summary(table, at, context)
        fields = {"summary": summary, "amount": amounts.get(at), "position": positions.get(at)}
        fields |= {
            "services": ";".join(services.get(at, ())) or None,
            "source": _texts(table, at, ("source",)),
        }
        fields |= {"note": _texts(table, at, ("note", "comment")), "kind": kind, "region": regions[at]}
        fields |= {"happened_on": day, "sort_on": _sort_on(day), "sheet": table.sheet.name, "row": row}
        rows.append(fields | {"happening": f"{context.draft.sha256[:12]}:{table.sheet.name}:{row + 1}"})
        rows[-1]["col"] = _column_of(table)
    context.draft.add("happenings", pd.DataFrame(rows, columns=COLUMNS).astype(object))
    _account(table, list(kinds), live, context)


def _not_empty(table: Table, live: Sequence[int], context: Context) -> list[int]:
    """The rows that say anything of an event; the others are left out."""
    columns = [column for column in table.columns if column.role in _SAID]
    worded_rows = [at for at in live if any(worded(table, column, at) for column in columns)]
    silent = [table.rows[at] for at in live if at not in set(worded_rows)]
    cols = [column.index for column in table.columns]
    leave_out_rows(context.draft, table.sheet, silent, cols, "says nothing of an event")
    return worded_rows


def _dates(table: Table, live: Sequence[int], context: Context) -> dict[int, str]:
    """ISO dates by position, as precise as the cell is: a day, a month or a year."""
    dates: dict[int, str] = {}
    for column in table.having("happened_on"):
        values: list[Any] = [None] * len(table.rows)
        for at in live:
            values[at] = table.values(column)[at]
        cells = DateCells(column.heading, values, [(row, column.index) for row in table.rows])
        read = read_table_dates(table.sheet, [cells], context, days=False, matters=True)[0]
        given = read.periods | {at: day.isoformat() for at, day in enumerate(read.dates) if day}
        for at in read.offsets:
            reason = f"“{str(values[at]).strip()}” is no date; write the date as day/month/year."
            context.draft.problem(
                table.sheet, table.rows[at], column.index, column.heading, values[at], reason
            )
        dates = given | dates
    return dates


def _sort_on(day: str | None) -> date | None:
    """The day itself, or the first of the month; None where no month is known."""
    if day is None or len(day) < 7:
        return None
    return date.fromisoformat(day if len(day) == 10 else f"{day}-01")


def _texts(table: Table, at: int, roles: Sequence[str]) -> str | None:
    """What the columns of these roles say, joined; None where they are blank."""
    texts = [worded(table, column, at) for role in roles for column in table.having(role)]
    return "; ".join(dict.fromkeys(text for text in texts if text)) or None


def _summary(table: Table, at: int, context: Context) -> str | None:
    """What happened in the words of the file; None where these only name the kind, as 'Offer' does."""
    texts = [_texts(table, at, (role,)) for role in ("event_kind", "what")]
    texts = [text for text in texts if text and not _names_a_kind(text, context)]
    return (
        "; ".join(dict.fromkeys((*texts, *filter(None, [_texts(table, at, ("summary", "offer"))])))) or None
    )


def _names_a_kind(text: str, context: Context) -> bool:
    """Whether a text is the name of a kind of event and says no more: 'Offer', 'First response'."""
    return len(text.split()) < _SAYS_MORE and context.vocabulary.event(text, suggest=False).how in _NAMES


def _column_of(table: Table) -> int:
    """The column that a row is pointed at by."""
    roles = ("event_kind", "what", "offer", "summary", "position", "happened_on")
    return next(column.index for role in roles for column in table.having(role))


def _account(table: Table, loaded: Sequence[int], live: Sequence[int], context: Context) -> None:
    draft, sheet = context.draft, table.sheet
    cols = [column.index for column in table.columns if column.role in ROLES]
    settle(draft, sheet, [table.rows[at] for at in loaded], cols, Fate.ANSWER)
    waiting = [table.rows[at] for at in sorted(set(live) - set(loaded))]
    for column in table.columns:
        if column.role not in (*ROLES, "region"):
            leave_out_column(draft, table, column, "not part of an event")
    settle(draft, sheet, waiting, [column.index for column in table.columns], Fate.QUESTION)
