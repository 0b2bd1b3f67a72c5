"""Days that stand outside the rows of a table whose notices have none: a heading, a line of its own, a label above."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from loaders.cells.typed import typed
from loaders.kinds import Context
from loaders.tables.tables import Table
from loaders.texts.phrases import DATES
from loaders.vocabulary.vocabulary import Vocabulary

_FEW = 12  # of them are listed; of more, these are enough to see what is the matter


def list_days_elsewhere(table: Table, context: Context) -> None:
    """A problem for each such day: whether it is for all rows, and which day it is, is for a person to write."""
    for row, col in list(_places(table, context.vocabulary))[:_FEW]:
        value = table.sheet.value(row, col)
        reason = (
            f"“{_shown(value)}” stands outside the rows, and no notice of this table has a date; write it into each "
            "row that it is for, under “Effective from” or “Date served”."
        )
        context.draft.problem(table.sheet, row, col, "", value, reason)


def _places(table: Table, words: Vocabulary) -> Iterator[tuple[int, int]]:
    for column in table.columns:
        if not column.subject:
            yield from (cell for cell in column.heading_cells[-1:] if _is_day(table.sheet.value(*cell)))
    for row, col in table.around:
        value = table.sheet.value(row, col)
        before = table.sheet.value(row, col - 1) if col else None
        label, _, rest = value.partition(":") if isinstance(value, str) else ("", "", "")
        labelled = rest and typed(label, words).role("notices") in DATES and _is_day(rest)
        beside = before is None or typed(str(before), words).role("notices") in DATES
        if labelled or (beside and _is_day(value)):
            yield row, col


def _is_day(value: Any) -> bool:
    written = typed(value).written if isinstance(value, str | date) else None
    return written is not None and (written.moment is not None or written.parts is not None)


def _shown(value: Any) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value).strip()
