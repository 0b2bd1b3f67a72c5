"""A column of months, or of dates without a heading, that does not say which: the month of service, or the month
from which a notice takes effect."""

from __future__ import annotations

from datetime import date

from loaders.draft import Fate
from loaders.kinds import Context
from loaders.tables.meanings import ABOUT, ROLE, meaning_keys
from loaders.tables.tables import Column, Table
from loaders.vocabulary.lookups import LEAVE_OUT

MONTH = "month"
_MEANS = {"effective_on": "effect", "served_on": "service_of_notice"}  # the subject that a heading speaks of


def settle_months(table: Table, context: Context) -> None:
    """Give each column of months the role that its heading or the title names, else ask what they are."""
    for column in table.having(MONTH):
        text = "\n".join((column.heading, table.title, *_texts(table, column)))
        roles = [role for role, subject in _MEANS.items() if context.typed(text).speaks_of(subject)]
        if len(roles) == 1:
            column.role = roles[0]
        else:
            _ask(table, column, context)


def _texts(table: Table, column: Column) -> list[str]:
    return [value for value in table.counts(column) if isinstance(value, str)]


def _ask(table: Table, column: Column, context: Context) -> None:
    rows = table.filled(column)
    if not rows:
        return
    value = table.sheet.value(rows[0], column.index)
    example = f"{value:%d/%m/%Y}" if isinstance(value, date) else " ".join(str(value).split())
    months = "Dates" if any(c.isdigit() for c in example[:3]) else "Months"
    context.draft.ask(
        ABOUT,
        column.heading,
        f"{months} such as “{example}”: is that when the notices were served, or from when they take effect?",
        [ROLE + "served_on", ROLE + "effective_on", LEAVE_OUT],
        key=meaning_keys(table, context.file_key)[column.index],
        sheet=table.sheet,
        row=rows[0],
        col=column.index,
        rows=len(rows),
    )
    context.draft.assign(table.sheet, rows, column.index, Fate.QUESTION)
