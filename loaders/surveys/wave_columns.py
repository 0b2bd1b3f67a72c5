"""One table with the replies of several weeks, months or waves, told apart by a column: a tracker."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from loaders.dates.dates import DAY_FIRST, in_words, read_dates
from loaders.kinds import Context
from loaders.surveys.unsent import assign_survey_roles
from loaders.surveys.waves import Wave, wave_named
from loaders.tables.tables import Column, Table
from loaders.vocabulary.words import bare_number, blank, normalise

_FILLED = 0.9  # of the rows: a column that is mostly blank is about something else


def by_wave(table: Table, context: Context) -> list[Table]:
    """The table in parts, one for each wave that a column of it names, earliest first; the table itself where none
    does. Rows that name no wave are a part of their own, without one."""
    assign_survey_roles(table, context.vocabulary)
    column = table.first("wave")
    waves = _waves(table, column, context) if column else {}
    if not waves:
        return [table]
    rows: dict[Wave | None, list[int]] = {}
    for row, value in zip(table.rows, table.values(column), strict=True):
        rows.setdefault(waves.get(value), []).append(row)
    order = sorted(rows, key=lambda wave: wave.order if wave else (0, ""))
    # The list of rows set apart stays the same one: what a part sets apart, its table has set apart.
    return [replace(table, rows=rows[wave], wave=wave, memory={}, _values={}, _put=set()) for wave in order]


def _waves(table: Table, column: Column, context: Context) -> dict[Any, Wave]:
    """What each value of the column names; nothing where too many say something else."""
    values = table.values(column)
    days = _days(column, values, context)
    waves: dict[Any, Wave] = {}
    for value, day in zip(values, days, strict=True):
        if value in waves or blank(value):
            continue
        if day is not None:
            wave = Wave(f"{day:%Y-%m-%d}", in_words(day), on=day)
        else:
            wave = _wave_of(column, value, context)
        if wave is not None:
            waves[value] = wave
    filled = sum(value in waves for value in values)
    return waves if filled >= _FILLED * sum(not blank(value) for value in values) else {}


def _wave_of(column: Column, value: Any, context: Context) -> Wave | None:
    """'Week 3', 'August 2024', or a bare number under 'Week'."""
    number = bare_number(str(value))
    word = next((w for w in ("week", "wave", "round", "phase") if w in normalise(column.heading)), None)
    if number is not None:
        return wave_named(f"{word} {number}", context) if word else None
    return wave_named(str(value), context)


def _days(column: Column, values: list[Any], context: Context) -> list[Any]:
    """The days that the values are, None for one that is none. Which rows belong together does not depend on the
    order of day and month, so that one which could be either is read day first, and that is said."""
    key = f"{column.heading}\n{context.file_key}"
    chosen = context.vocabulary.remembered("date order", key)
    day_first = None if chosen is None else chosen == DAY_FIRST
    read = read_dates(values, day_first, heading=column.heading, not_after=context.received_at)
    if read.undecided:
        read = read_dates(values, True, heading=column.heading, not_after=context.received_at)
        context.draft.note(
            f"“{column.heading}” was read day first; which replies belong together does not depend on it."
        )
    return [moment and moment.date() for moment in read.moments]
