"""What a register says of a practice beside who it is: patients, and for which day."""

from __future__ import annotations

import re
from pathlib import PurePath

from loaders.cells.typed import typed
from loaders.dates.dates import read_dates
from loaders.dates.named_months import month_in
from loaders.kinds import Context
from loaders.practices.register_fields import Fields
from loaders.tables.columns import assign_roles
from loaders.tables.tables import Column, Table
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import normalise

_SIZE = re.compile(r"\d+|\d{1,3}(?:[, ]\d{3})+")
_DATED = re.compile(
    r"(?P<what>.+?)[\s,:–-]*[(\[]?\s*\b(?:(?:as\s+)?(?:at|of|on|in)\s+)?"
    r"(?P<when>(?:\d|[A-Z][a-z]{2,8} )[^()\[\]]*)[)\]]?"
)
_MONTH_IN_NAME = re.compile(r"(?<!\d)(20\d\d)[-_ ]?(0[1-9]|1[0-2])(?!\d)")


def assign_register_roles(table: Table, vocabulary: Vocabulary) -> None:
    """As assign_roles; 'List size (Oct 2024)' and 'Patients at 1 October 2024' are list sizes of that time."""
    assign_roles(table, "practices", vocabulary)
    for column in table.columns:
        dated = _DATED.fullmatch(column.heading) if column.role is None and not column.meaning else None
        if (
            dated
            and _when(dated["when"])
            and typed(dated["what"], vocabulary).role("practices") == "list_size"
        ):
            column.role = "list_size"


def list_sizes(table: Table, fields: Fields, known: list[int], context: Context) -> list[int | None]:
    """Registered patients; None where none are given, or not as a number (a problem)."""
    column = fields.columns.get("list_size")
    if column is None:
        return [None] * len(known)
    sizes: list[int | None] = []
    for at in known:
        value = table.values(column)[at]
        text = str(value).strip().removesuffix(".0") if value is not None else ""
        known_size = _SIZE.fullmatch(text)
        sizes.append(int(re.sub(r"[, ]", "", text)) if known_size else None)
        if normalise(text) and not known_size:
            _problem(table, at, column, "This is not a number of patients; write a whole number.", context)
    return sizes


def ended(table: Table, column: Column, context: Context) -> list[int]:
    """The positions whose day in that column has come."""
    days = read_dates(table.values(column)).moments
    return [at for at, day in enumerate(days) if day and day <= context.received_at]


def as_of(table: Table, fields: Fields, known: list[int], context: Context) -> list[str | None]:
    """The day or month that a row holds for: by a column, by the heading of the list sizes, else by the file's
    name, else unknown."""
    column = fields.columns.get("as_of")
    if column is not None:
        read = read_dates(table.values(column))
        return [
            day.isoformat() if (day := moment and moment.date()) else read.periods.get(at)
            for at in known
            for moment in (read.moments[at],)
        ]
    sizes = fields.columns.get("list_size")
    dated = _DATED.fullmatch(sizes.heading) if sizes else None
    if dated and (when := _when(dated["when"])):
        return [when] * len(known)
    match = _MONTH_IN_NAME.search(PurePath(context.draft.file).stem)
    return [f"{match[1]}-{match[2]}" if match else None] * len(known)


def _when(text: str) -> str | None:
    """The day or the month that a text is, in ISO form; None for anything else."""
    read = read_dates([text])
    if read.moments[0] is not None:
        return read.moments[0].date().isoformat()
    month = month_in(text)
    return f"{month[0]}-{month[1]:02}" if month and month[0] else None


def _problem(table: Table, at: int, column: Column, reason: str, context: Context) -> None:
    value = table.values(column)[at]
    context.draft.problem(table.sheet, table.rows[at], column.index, column.heading, value, reason)
