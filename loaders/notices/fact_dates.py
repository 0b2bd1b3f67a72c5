"""The dates that the rows of a log or matrix give beside the service, from columns and from words in cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from loaders.cells.typed import typed
from loaders.dates.offsets import Offset, offset_in, read_offset
from loaders.dates.table_dates import DateCells, read_table_dates
from loaders.dates.written_dates import period_of
from loaders.draft import Fate
from loaders.kinds import Context
from loaders.notices.doubts import Place, settle_doubts
from loaders.tables.tables import Column, Table
from loaders.texts.phrases import DATES, Said, read_notice
from loaders.vocabulary.words import normalise

STEP_ON = "step_on"  # a column headed 'Date' and no more: the day of the step that the status names
NOTES = ("note", "comment")
STEP_HEADINGS = (
    *("date", "on", "when", "status date", "date of status", "event date", "date of event", "step date"),
)
_YES = re.compile(
    r"\s*(?:yes|y|agreed|✓|✔)[\s,:;(–—-]+(?:(?:until|till|to|up to|from|on)\s+)?(?P<date>[^()]*\d[^()]*?)\)?\s*",
    re.IGNORECASE,
)
UNDATED = (
    "“{}”: the notice stands, and from when it takes effect is not known; write the day that holds under "
    "“Extended to”, or leave the day alone if it still does."
)
_COUNTED = "Effective dates not given were counted from the notice period"


@dataclass
class RowDates:
    """Aligned with table.rows; None where not said.

    days: by role. ticked: by role, the positions where a cell says yes or no instead of a day. told: by
    position, what words in the cells of dates and of the status say besides. waiting: positions where somebody is asked
    what such words change. left_out: positions and why nothing loads from them. read: positions whose status was read.
    """

    days: dict[str, list[date | None]]
    ticked: dict[str, dict[int, bool]] = field(default_factory=lambda: {r: {} for r in (*DATES, STEP_ON)})
    told: dict[int, list[Said]] = field(default_factory=dict)
    waiting: set[int] = field(default_factory=set)
    left_out: dict[int, str] = field(default_factory=dict)
    read: set[int] = field(default_factory=set)


@dataclass
class _Entries:
    """The dates of one column: several where a cell names several. Lists are aligned."""

    column: Column
    at: list[int] = field(default_factory=list)
    role: list[str] = field(default_factory=list)
    value: list[Any] = field(default_factory=list)


def read_dates_of(table: Table, live: Sequence[int], context: Context) -> RowDates:
    """Read the columns of dates, the words in them and in the status, and the notice periods."""
    row_dates = RowDates({role: [None] * len(table.rows) for role in (*DATES, STEP_ON)})
    entries = [
        _entries(table, column, role, live, row_dates, context)
        for role in (*DATES, STEP_ON)
        for column in table.having(role)
    ]
    entries += [_of_words(table, column, live, row_dates, context) for column in table.having("status")[:1]]
    entries += [
        _of_words(table, column, live, row_dates, context) for role in NOTES for column in table.having(role)
    ]
    entries = [each for each in entries if each.at]
    cells = [
        DateCells(each.column.heading, each.value, [(table.rows[at], each.column.index) for at in each.at])
        for each in entries
    ]
    read = read_table_dates(table.sheet, cells, context)
    for each, column in zip(entries, read, strict=True):
        for at, role, day in zip(each.at, each.role, column.dates, strict=True):
            _put(row_dates, at, role, day, each.column, table, context)
    counted = [
        _count_on(row_dates, each, number, offset, table, context)
        for each, column in zip(entries, read, strict=True)
        for number, offset in column.offsets.items()
    ]
    counted += [
        _count_words(row_dates, at, statement)
        for at, statements in row_dates.told.items()
        for statement in statements
    ]
    counted += _periods(table, live, context, row_dates)
    if any(counted):
        context.draft.note(f"{_COUNTED}.")
    _count_by_heading(table, live, context, row_dates)
    return row_dates


def _entries(
    table: Table, column: Column, role: str, live: Sequence[int], row_dates: RowDates, context: Context
) -> _Entries:
    """The column's dates at the live rows; a yes or no is set down, and words are read for what they say."""
    entries, values = _Entries(column), table.values(column)
    for at in live:
        if values[at] is None:
            continue
        value = _behind_yes(values[at])
        statement = _words(value, role, context)
        yes = False if statement and statement.none and not statement.doubts else typed(values[at]).tick
        if yes is not None:
            row_dates.ticked[role][at] = row_dates.ticked[role].get(at, False) or yes
        elif statement is None:
            _enter(entries, at, [(role, value)], role)
        else:
            statement = _settled(str(value), statement, table, at, column, row_dates, context)
            _enter(entries, at, statement.dates if statement else (), role)
    return entries


def _enter(entries: _Entries, at: int, dates: Iterable[tuple[str | None, Any]], own: str) -> None:
    for role, value in dates:
        entries.at.append(at)
        entries.role.append(role or own)
        entries.value.append(value)


def _settled(
    text: str, statement: Said, table: Table, at: int, column: Column, row_dates: RowDates, context: Context
) -> Said | None:
    """What words in a cell say, once nothing in them is in doubt; set down for the row. None: somebody is asked, or the
    row is left out by choice."""
    settled = settle_doubts(
        text, statement, Place(table.sheet, table.rows[at], column.index, column.heading), context
    )
    if settled.left_out:
        row_dates.left_out[at] = settled.left_out
    elif settled.said is None:
        row_dates.waiting.add(at)
        if settled.refused:  # for which nothing of the row loads
            context.draft.assign(table.sheet, table.rows[at], table.cols, Fate.PROBLEM)
    else:
        row_dates.told.setdefault(at, []).append(settled.said)
        if statement.undated:
            reason = UNDATED.format(settled.said.undated)
            context.draft.problem(table.sheet, table.rows[at], column.index, column.heading, text, reason)
    return settled.said


def _behind_yes(value: Any) -> Any:
    """The date of 'Yes - to 31/03/2025'; any other value as it is."""
    match = _YES.fullmatch(value) if isinstance(value, str) else None
    return match["date"] if match and typed(match["date"]).written.reason is None else value


def _words(value: Any, role: str, context: Context) -> Said | None:
    """What a cell with more than a date says; None for a date, and for words that say nothing of a notice: these are a
    problem of the date alone."""
    if role == STEP_ON or not isinstance(value, str) or typed(value).written.reason is None:
        return None
    statement = read_notice(value, context.vocabulary, role)
    alone = len(statement.dates) == 1 and statement.dates[0][1].strip() == value.strip()
    return statement if _tells(statement) and not alone and not statement.unsure_of_day else None


def _tells(statement: Said) -> bool:
    """Whether words say something of a notice; several days alone are a problem of the date."""
    dated = any(_is_day(day) for _, day in statement.dates) and {*statement.classes} != {""}
    certain = not statement.doubts and (statement.scope or statement.period)
    return bool(
        dated or statement.status or certain or statement.none or statement.takes_back or statement.undated
    )


def _is_day(text: str) -> bool:
    return typed(text).written.reason is None


def _of_words(
    table: Table, column: Column, live: Sequence[int], row_dates: RowDates, context: Context
) -> _Entries:
    """The dates in a column of statuses or of notes: 'Withdrawn 12/01/2025'."""
    entries, values = _Entries(column), table.values(column)
    words_of = status_words if column.role == "status" else note_words
    for at in live:
        statement = words_of(values[at], context)
        if statement is None:
            continue
        row_dates.read |= {at} if column.role == "status" else set()
        statement = _settled(str(values[at]), statement, table, at, column, row_dates, context)
        _enter(entries, at, statement.dates if statement else (), "effective_on")
    return entries


def status_words(value: Any, context: Context) -> Said | None:
    """What the words of a status cell say, where they are no plain status and more than a word to ask about as a whole:
    every date has its step, and what leaves a doubt stands beside a date or is not known."""
    if not isinstance(value, str) or context.typed(value).status or typed(value).tick is not None:
        return None
    statement = read_notice(value, context.vocabulary)
    if statement.none or not statement.says or any(role is None for role, _ in statement.dates):
        return None
    return statement if not statement.doubts or statement.dates or statement.only_unknown else None


def note_words(value: Any, context: Context) -> Said | None:
    """What a remark says of its notice: a step or a day for certain, or words that may take the notice back, which are
    asked about as a whole. None for any other remark, which is kept as it is."""
    if not isinstance(value, str):
        return None
    statement = read_notice(value, context.vocabulary)
    if (
        statement.says
        and not statement.doubts
        and not statement.services
        and not any(role is None for role, _ in statement.dates)
    ):
        return statement if statement.status or statement.dates or statement.undated else None
    return Said(doubts=(" ".join(value.split()),), classes=("remark",)) if statement.weighs else None


def _put(
    row_dates: RowDates, at: int, role: str, day: date | None, column: Column, table: Table, context: Context
) -> None:
    """A second date of one role: a later extension counts; any other must agree with the first."""
    before = row_dates.days[role][at]
    if day is None:
        return
    if before not in (None, day) and role != "extended_to":
        reason = f"Another cell of this row says {before:%d/%m/%Y}; correct one of the two."
        value = table.values(column)[at]
        context.draft.problem(table.sheet, table.rows[at], column.index, column.heading, value, reason)
    else:
        row_dates.days[role][at] = day


def _count_on(
    row_dates: RowDates, each: _Entries, number: int, offset: Offset, table: Table, context: Context
) -> bool:
    """Turn 'three months' notice' and 'immediate' into a day, counted from the day of service."""
    at, role, value = each.at[number], each.role[number], each.value[number]
    served = row_dates.days["served_on"][at]
    if role == "effective_on" and served is not None:
        row_dates.days[role][at] = offset.after(served)
        return True
    fault = "counts from the day of service, which is not given" if role == "effective_on" else "is no date"
    reason = f"“{str(value).strip()}” {fault}; write the date as day/month/year."
    column = each.column
    context.draft.problem(table.sheet, table.rows[at], column.index, column.heading, value, reason)
    return False


def _count_words(row_dates: RowDates, at: int, statement: Said) -> bool:
    """'Served 1/11/24, 3 months': the words give the day of service and the period."""
    served = row_dates.days["served_on"][at]
    if not statement.period or served is None or row_dates.days["effective_on"][at]:
        return False
    row_dates.days["effective_on"][at] = read_offset(statement.period).after(served)
    return True


def _periods(table: Table, live: Sequence[int], context: Context, row_dates: RowDates) -> list[bool]:
    """Effective dates that are not given, counted from the day of service by a column of notice periods."""
    counted = []
    effective, served = row_dates.days["effective_on"], row_dates.days["served_on"]
    for column in table.having("notice_period"):
        for at in live:
            value = table.values(column)[at]
            if value is None or effective[at] or not served[at]:
                continue
            offset = _period(value, column.heading)
            if offset is not None:
                effective[at] = offset.after(served[at])
                counted.append(True)
            elif normalise(str(value)) and not context.typed(str(value)).silence:
                reason = f"“{str(value).strip()}” is not a notice period; write a number of months or weeks."
                context.draft.problem(
                    table.sheet, table.rows[at], column.index, column.heading, value, reason
                )
    return counted


def _period(value: Any, heading: str) -> Offset | None:
    unit = re.search(r"month|week|day", heading, re.IGNORECASE)
    text = str(value).strip().removesuffix(".0")
    return period_of(f"{text} {unit[0]}s" if text.isdigit() and unit else text)


def _count_by_heading(table: Table, live: Sequence[int], context: Context, row_dates: RowDates) -> None:
    """'Date served (3 months' notice)' or such a title gives the effective dates of rows that say nothing of it."""
    places = [column.heading for role in ("served_on", "effective_on") for column in table.having(role)]
    offsets = {offset: text for text in (*places, *table.title.split("\n")) if (offset := offset_in(text))}
    if len(offsets) != 1 or table.having("notice_period"):
        return
    ((offset, text),) = offsets.items()
    effective, served = row_dates.days["effective_on"], row_dates.days["served_on"]
    columns = table.having("effective_on")
    silent = [at for at in live if not any(normalise(str(table.values(c)[at] or "")) for c in columns)]
    counted = [at for at in silent if served[at] and not effective[at]]
    for at in counted:
        effective[at] = offset.after(served[at])
    if counted:
        context.draft.note(f"{_COUNTED} that “{text}” names.")
