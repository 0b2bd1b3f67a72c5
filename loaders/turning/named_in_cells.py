"""A practice a row, with services or actions named in the cells under months, steps or answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import numpy as np

from loaders.dates.dates import read_dates
from loaders.dates.named_months import month_in
from loaders.reading.sheets import Sheet
from loaders.surveys.mentions import named_in
from loaders.tables.layout import Layout
from loaders.tables.tables import Column, Table
from loaders.turning.parts import Cell, Outside, Part, cell_at
from loaders.vocabulary.vocabulary import Vocabulary

_WHOSE = ("practice_code", "practice", "practice_name")
_LOOK_AT = 60  # unlike texts by which a column is told
_SHORT = 40  # letters of a heading that is a month or a day


def named_in_cells(
    sheet: Sheet, _there: np.ndarray, layout: Layout, words: Vocabulary, _outside: Outside
) -> Iterator[tuple[list[Part], Layout]]:
    """The tables of a sheet in which cells name services or actions, with a row for each such cell."""
    parts, kept = [], replace(layout, tables=[], apart=list(layout.apart))
    for table in layout.tables:
        part = _part(sheet, table, words)
        if part:
            parts.append(part)
        else:
            kept.tables.append(table)
    if parts:
        yield parts, kept


def _part(sheet: Sheet, table: Table, words: Vocabulary) -> Part | None:
    if not table.heading_rows or not any(_whose(column, words) for column in table.columns):
        return None
    for subject, says, find in (
        ("Service", {"Month": _is_month, "Status": _is_status}, _names_services),
        ("Action", {"Answer": _is_answer}, _names_actions),
    ):
        headed = {name: [c for c in table.columns if fits(c, words)] for name, fits in says.items()}
        if not any(headed.values()):
            continue  # as of nearly every table: its cells need not be read
        if any(find(column.heading, words) for column in table.columns):
            continue  # other columns speak of services or actions themselves
        listing = [column for column in table.columns if _lists(table, column, find, words)]
        for name, columns in headed.items():
            if listing and all(column in columns for column in listing):
                return _written(sheet, table, listing, subject, name, words)
    return None


def _whose(column: Column, words: Vocabulary) -> bool:
    return words.heading(column.heading, "any") in _WHOSE


def _lists(table: Table, column: Column, find, words: Vocabulary) -> bool:
    """Whether at least half of a column's unlike texts name what `find` looks for."""
    texts = list(islice((value for value in table.unlike(column) if isinstance(value, str)), _LOOK_AT))
    return bool(texts) and 2 * sum(find(text, words) for text in texts) >= len(texts)


def _names_services(text: str, words: Vocabulary) -> bool:
    return any(match for _, match in words.services_in(text, suggest=False))


def _names_actions(text: str, words: Vocabulary) -> bool:
    return bool(named_in(text, words).actions)


def _is_month(column: Column, _words: Vocabulary) -> bool:
    text = column.heading
    if len(text) > _SHORT or month_in(text):
        return len(text) <= _SHORT
    return any(c.isdigit() for c in text) and read_dates([text], matters=False).dates[0] is not None


def _is_status(column: Column, words: Vocabulary) -> bool:
    return bool(words.status(column.heading, suggest=False).id)


def _is_answer(column: Column, words: Vocabulary) -> bool:
    return words.is_answer(column.heading)


def _written(
    sheet: Sheet, table: Table, listing: list[Column], subject: str, name: str, words: Vocabulary
) -> Part:
    """A row for each cell that names something; a practice of which no cell does keeps one of its own."""
    others = [column for column in table.columns if column not in listing]
    heads = [_heading(column) for column in others]
    rows = [[*heads, Cell(subject), Cell(name)]]
    for row in table.rows:
        filled = [column for column in listing if sheet.values[row][column.index] is not None]
        for column in filled or listing[:1]:
            beside = [cell_at(sheet, row, other.index, lent=True) for other in others]
            head = _heading(column) if filled else Cell()
            for part in _named_apart(sheet, row, column, subject, words):
                rows.append([*beside, part, head._replace(lent=True)])
    labels = [place for column in listing for place in column.heading_cells]
    what = {
        "Month": "services under months",
        "Status": "services under steps",
        "Answer": "actions under answers",
    }
    says = f"The cells of sheet “{sheet.name}” name {what[name]}: a row was read for each of them."
    return Part(rows, says, 1, plain=True, title=table.title, labels=labels, apart=table.apart)


def _named_apart(sheet: Sheet, row: int, column: Column, subject: str, words: Vocabulary) -> list[Cell]:
    """The cell itself; of one that names several actions, one for each of them."""
    cell = cell_at(sheet, row, column.index)
    if subject == "Service" or not isinstance(cell.value, str):
        return [cell]
    named = named_in(cell.value, words)
    if len(named.actions) + len(named.unknown) < 2 or named.remarks or named.nobody or named.no_answer:
        return [cell]
    texts = [words.label("action", action) for action in named.actions]
    return [cell._replace(value=text) for text in (*texts, *named.unknown)]


def _heading(column: Column) -> Cell:
    """A column's whole heading, at its lowest cell."""
    return Cell(column.heading or None, column.heading_cells[-1] if column.heading_cells else None)
