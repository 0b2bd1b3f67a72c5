"""A log of notices of one practice, which is named once: above the table, or by its sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from loaders.notices.phrases import DATES
from loaders.practices.named_above import named_above, places_above
from loaders.reading.sheets import Sheet
from loaders.tables.layout import Layout
from loaders.tables.tables import Table
from loaders.turning.groups import WHOSE, with_column
from loaders.turning.parts import Cell, Outside, Part
from loaders.vocabulary.vocabulary import Vocabulary


def named_outside(
    sheet: Sheet, _there: np.ndarray, layout: Layout, words: Vocabulary, _outside: Outside
) -> Iterator[tuple[list[Part], Layout]]:
    """The logs of a sheet that name no practice, with a column for the one that is named outside them."""
    parts, kept = [], replace(layout, tables=[], apart=list(layout.apart))
    for table in layout.tables:
        practice = _practice(table, words)
        if practice is None:
            kept.tables.append(table)
        else:
            parts.append(_part(sheet, table, practice, words))
    if parts:
        yield parts, kept


def _practice(table: Table, words: Vocabulary) -> str | None:
    """The practice that a log of services and dates lacks, where one is named outside."""
    roles = {words.heading(column.heading, "notices") for column in table.columns}
    if not table.heading_rows or not table.rows or "service" not in roles or roles & {*WHOSE}:
        return None
    _, cells = named_above(table, words) if roles & {*DATES, "status"} else ([], [])
    return str(cells[0]) if len(cells) == 1 else None


def _part(sheet: Sheet, table: Table, practice: str, words: Vocabulary) -> Part:
    rows = with_column(sheet, table, "Practice", Cell(practice))
    says = f"All rows of sheet “{sheet.name}” were read as of “{practice}”, which is named above them or by the sheet."
    labels = places_above(table, words)
    return Part(rows, says, len(table.heading_rows), title=table.title, labels=labels, apart=table.apart)
