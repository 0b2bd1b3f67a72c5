"""What the rows of a notice log or matrix say beside the service: dates, status, scope, note."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from loaders.dates.dates import DateColumn
from loaders.dates.offsets import Offset
from loaders.dates.table_dates import DateCells, read_table_dates
from loaders.dates.written_dates import period_of
from loaders.draft import Fate
from loaders.fates import settle
from loaders.kinds import Context
from loaders.reading.sheets import reference
from loaders.tables.tables import Column, Table
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.marks import mark
from loaders.vocabulary.words import normalise

DATES = ("served_on", "effective_on", "extended_to", "withdrawn_on", "resolved_on")
STEP_ON = "step_on"  # a column headed 'Date' and no more: the day of the step that the status names
ROLES = (*DATES, STEP_ON, "notice_period", "status", "scope", "note", "comment")
RUNGS = ("wanted", "signed_up", "served", "extended", "resolved", "withdrawn")
_RUNG_IN_TITLE = (
    ("signed_up", re.compile(r"\bsign(?:ed|ing|s)?[\s-]?ups?\b|\bpledge", re.IGNORECASE)),
    ("wanted", re.compile(r"\bwant|\bappetite\b|\bintend|\bwilling|\bconsidering\b", re.IGNORECASE)),
)


@dataclass
class Facts:
    """Aligned with table.rows; None where not said.

    waiting: positions whose status somebody must say. left_out: positions and why nothing loads from them.
    """

    dates: dict[str, list[date | None]]
    status: list[str | None]
    scope: list[str | None]
    note: list[str | None]
    waiting: set[int]
    left_out: dict[int, str]


def read_facts(table: Table, live: Sequence[int], context: Context) -> Facts:
    """Read the columns of ROLES at the live positions; the caller gives what was read its fate."""
    size = len(table.rows)
    said: dict[str, dict[int, bool]] = {role: {} for role in (*DATES, STEP_ON)}
    dates = _dates(table, live, context, said)
    facts = Facts(dates, [None] * size, [None] * size, [None] * size, set(), {})
    _statuses(table, live, context, facts)
    _steps(table, live, context, facts)
    for role, rung in (("withdrawn_on", "withdrawn"), ("resolved_on", "resolved")):
        for at in live:
            ended = facts.dates[role][at] is not None or said[role].get(at)
            if ended and facts.status[at] in (None, "served", "extended") and at not in facts.waiting:
                facts.status[at] = rung
    for at in live:
        if facts.status[at] is None and (facts.dates["served_on"][at] or said["served_on"].get(at)):
            facts.status[at] = "served"
    _not_served(table, live, said["served_on"], context, facts)
    _scopes(table, live, context, facts)
    _notes(table, live, facts)
    _check_order(table, live, context, facts)
    return facts


def _not_served(
    table: Table, live: Sequence[int], said: dict[int, bool], context: Context, facts: Facts
) -> None:
    """'No' or 'n/a' under 'Served', and nothing else that speaks of a notice: there is none."""
    for column in table.having("served_on"):
        values = table.values(column)
        for at in live:
            none = said.get(at) is False or bool(context.vocabulary.no_answer(str(values[at] or "")))
            if none and facts.status[at] is None and not any(days[at] for days in facts.dates.values()):
                facts.left_out.setdefault(at, "says that no notice was served")


def stated_rung(table: Table, context: Context) -> str:
    """The rung of a notice without a status: served, unless title, sheet or file name say less."""
    place = "\n".join((table.title, table.sheet.name, context.draft.file))
    if re.search(r"\bserved\b", place, re.IGNORECASE):
        return "served"
    for rung, words in _RUNG_IN_TITLE:
        if words.search(place):
            return rung
    return "served"


def note_rung(rung: str, context: Context) -> None:
    """Say so when the title made the notices less than served."""
    if rung != "served":
        label = rung.replace("_", " ")
        context.draft.note(f"Rows that give no status were read as {label}, as the title says.")


def _dates(table: Table, live: Sequence[int], context: Context, said: dict) -> dict[str, list[date | None]]:
    columns = [(role, column) for role in (*DATES, STEP_ON) for column in table.having(role)]
    cells = [_date_cells(table, column, live, said[role]) for role, column in columns]
    read = read_table_dates(table.sheet, cells, context)
    dates: dict[str, list[date | None]] = {role: [None] * len(table.rows) for role in (*DATES, STEP_ON)}
    for (role, column), found in zip(columns, read, strict=True):
        _merge(dates[role], role, column, found.dates, table, context)
    for (role, column), found in zip(columns, read, strict=True):
        _count_on(dates, role, column, found, table, context)
    _periods(table, live, context, dates)
    return dates


def _date_cells(table: Table, column: Column, live: Sequence[int], said: dict[int, bool]) -> DateCells:
    """The column's cells at the live rows; a yes or no is set down in said and passed over."""
    values: list[Any] = [None] * len(table.rows)
    given = table.values(column)
    for at in live:
        yes = mark(given[at])
        if yes is None:
            values[at] = given[at]
        else:
            said[at] = said.get(at, False) or yes
    return DateCells(column.heading, values, [(row, column.index) for row in table.rows])


def _merge(dates: list, role: str, column: Column, found: list, table: Table, context: Context) -> None:
    """A second column of one role: a later extension counts; any other must agree with the first."""
    for at, day in enumerate(found):
        if day is None:
            continue
        if dates[at] not in (None, day) and role != "extended_to":
            reason = f"Another column of this row says {dates[at]:%d/%m/%Y}; correct one of the two."
            context.draft.problem(table.sheet, table.rows[at], column.index, column.heading, day, reason)
        else:
            dates[at] = day


def _count_on(
    dates: dict, role: str, column: Column, found: DateColumn, table: Table, context: Context
) -> None:
    """Turn 'three months' notice' and 'immediate' into a day, counted from the day of service."""
    for at, offset in found.offsets.items():
        served = dates["served_on"][at]
        if role == "effective_on" and served is not None:
            dates[role][at] = offset.after(served)
            continue
        value = table.values(column)[at]
        said = (
            "counts from the day of service, which is not given" if role == "effective_on" else "is no date"
        )
        reason = f"“{str(value).strip()}” {said}; write the date as day/month/year."
        context.draft.problem(table.sheet, table.rows[at], column.index, column.heading, value, reason)


def _periods(table: Table, live: Sequence[int], context: Context, dates: dict) -> None:
    """Effective dates that are not given, counted from the day of service by a column of notice periods."""
    for column in table.having("notice_period"):
        for at in live:
            value = table.values(column)[at]
            if value is None or dates["effective_on"][at] or not dates["served_on"][at]:
                continue
            offset = _period(value, column.heading)
            if offset is None:
                reason = f"“{str(value).strip()}” is not a notice period; write a number of months or weeks."
                context.draft.problem(
                    table.sheet, table.rows[at], column.index, column.heading, value, reason
                )
            else:
                dates["effective_on"][at] = offset.after(dates["served_on"][at])
                context.draft.note("Effective dates not given were counted from the notice period.")


def _period(value: Any, heading: str) -> Offset | None:
    unit = re.search(r"month|week|day", heading, re.IGNORECASE)
    text = str(value).strip().removesuffix(".0")
    return period_of(f"{text} {unit[0]}s" if text.isdigit() and unit else text)


def _statuses(table: Table, live: Sequence[int], context: Context, facts: Facts) -> None:
    column = table.first("status")
    if column is None:
        return
    for at, value in _worded(table, column, live):
        match = context.vocabulary.status(value)
        if match.leave_out:
            facts.left_out[at] = f"“{value.strip()}” is left out by choice"
        elif match.id:
            facts.status[at] = "served" if match.id == "in_effect" else match.id
        elif mark(value) is False:
            facts.left_out[at] = "says that no notice was served"
        elif normalise(value):
            facts.waiting.add(at)
            ask_status(table, at, column.index, value, match.suggestions, context)


def ask_status(
    table: Table,
    at: int,
    col: int,
    value: str,
    suggestions: Sequence[str],
    context: Context,
    *,
    key: str | None = None,
) -> None:
    choices = list(dict.fromkeys((*(s for s in suggestions if s in RUNGS), *RUNGS, LEAVE_OUT)))
    sentence = f"What does “{value.strip()}” say about a notice?"
    place = {"sheet": table.sheet, "row": table.rows[at], "col": col}
    context.draft.ask("status", value, sentence, choices, key=key, **place)


def _steps(table: Table, live: Sequence[int], context: Context, facts: Facts) -> None:
    """Put a plain date where the status of its row says that it belongs."""
    column = table.first(STEP_ON)
    days = facts.dates.pop(STEP_ON)
    default = stated_rung(table, context)
    for at in live:
        rung = facts.status[at] or default
        role = {"served": "served_on", "withdrawn": "withdrawn_on", "resolved": "resolved_on"}.get(rung)
        if days[at] is None or at in facts.waiting:
            continue
        place = table.sheet, table.rows[at], column.index
        if role:
            facts.dates[role][at] = facts.dates[role][at] or days[at]
        elif rung == "extended":
            reason = "The day it was agreed or the day it runs to? Put the new date under “Extended to”."
            context.draft.problem(*place, column.heading, table.values(column)[at], reason)
        else:
            context.draft.leave_out(
                *place, table.values(column)[at], "no date is kept before a notice is served"
            )


def _scopes(table: Table, live: Sequence[int], context: Context, facts: Facts) -> None:
    for column in table.having("scope"):
        for at, value in _worded(table, column, live):
            match = context.vocabulary.scope(value)
            if match.id:
                facts.scope[at] = match.id
            elif context.vocabulary.no_answer(value) is None and not match.leave_out:
                reason = (
                    f"“{value.strip()}” is not a scope that is known; "
                    "write all, new requests, existing patients or at capacity."
                )
                row = table.rows[at]
                context.draft.problem(table.sheet, row, column.index, column.heading, value, reason)


def _notes(table: Table, live: Sequence[int], facts: Facts) -> None:
    for column in [*table.having("note"), *table.having("comment")]:
        for at, value in _worded(table, column, live):
            facts.note[at] = f"{facts.note[at]}; {value.strip()}" if facts.note[at] else value.strip()


def _worded(table: Table, column: Column, live: Sequence[int]) -> list[tuple[int, str]]:
    values = table.values(column)
    return [(at, str(values[at])) for at in live if values[at] is not None and str(values[at]).strip()]


def _check_order(table: Table, live: Sequence[int], context: Context, facts: Facts) -> None:
    """A note, no problem: both dates are certain, and together they are unlikely."""
    column = table.first("effective_on")
    served, effective = facts.dates["served_on"], facts.dates["effective_on"]
    early = [at for at in live if served[at] and effective[at] and effective[at] < served[at]]
    if column is not None and early:
        cells = ", ".join(reference(table.rows[at], column.index) for at in early[:5])
        more = f" and {len(early) - 5} more" if len(early) > 5 else ""
        context.draft.note(f"A notice takes effect before it was served: {cells}{more}. Are the dates right?")


def settle_facts(table: Table, rows: Sequence[int], context: Context) -> None:
    """What these roles hold in rows that loaded was read."""
    cols = [column.index for column in table.columns if column.role in ROLES]
    settle(context.draft, table.sheet, rows, cols, Fate.ANSWER)
