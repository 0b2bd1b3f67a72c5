"""Tables in which a practice's row says two things: its answers to a survey, and the notices that it has served."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from loaders.cells.typed import typed
from loaders.notices.fact_dates import STEP_HEADINGS
from loaders.notices.facts import ROLES
from loaders.notices.kind import assign_notice_roles, holds_days
from loaders.notices.matrix_cells import read_cell
from loaders.notices.service_columns import Head, service_columns
from loaders.reading.sheets import Sheet
from loaders.surveys.scales import asks
from loaders.tables.columns import action_of, holds_codes, holds_services
from loaders.tables.layout import Layout
from loaders.tables.tables import Column, Table
from loaders.turning.groups import DATES, heading_cells
from loaders.turning.parts import Outside, Part, cell_at
from loaders.vocabulary.headings import OF_PRACTICES
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import normalise

_SHARED = {*OF_PRACTICES, "region", "pcn", "name"}
_LOOK_AT = 200  # unlike values of a column


def two_kinds(
    sheet: Sheet, there: np.ndarray, layout: Layout, words: Vocabulary, _outside: Outside
) -> Iterator[tuple[list[Part], Layout]]:
    """The tables of a sheet that hold answers and notices, each as two tables with the practices in both."""
    parts, kept = [], replace(layout, tables=[], apart=list(layout.apart))
    for table in layout.tables:
        notices = _of_notices(table, words) if table.heading_rows and table.rows else set()
        if notices:
            parts += _apart(sheet, there, table, notices, words)
            kept.apart += table.apart
        else:
            kept.tables.append(table)
    if parts:
        yield parts, kept


def _of_notices(table: Table, words: Vocabulary) -> set[int]:
    """The columns that tell of notices, where others are headed by actions and hold answers; else none."""
    asked = [column for column in table.columns if action_of(column, words) and asks(table, column, words)]
    if not asked or not _names_practices(table, words):
        return set()
    assign_notice_roles(table, words)
    asked_at = {column.index for column in asked}
    columns = {
        head.column.index
        for head in service_columns(table, words)
        if head.column.index not in asked_at and _is_told(table, head, words)
    }
    columns_of_services = [c for c in table.having("service") if holds_services(table, c, words)]
    if columns_of_services and any(column.role in (*DATES, "status") for column in table.columns):
        columns |= {column.index for column in columns_of_services}
    if not columns:
        return set()
    if columns_of_services:
        columns |= {column.index for column in table.columns if column.role in (*ROLES, "service")}
        columns -= {column.index for column in table.having("comment")}
        columns |= _plain_dates(table, columns)
    return columns - asked_at


def _plain_dates(table: Table, columns: set[int]) -> set[int]:
    """A column headed 'Date' directly behind those of the notices, where none of them is a date yet: elsewhere it is
    the day of the reply."""
    if any(column.role in DATES and holds_days(table, column) for column in table.columns):
        return set()
    return {
        c.index for c in table.columns if normalise(c.heading) in STEP_HEADINGS and c.index - 1 in columns
    }


def _names_practices(table: Table, words: Vocabulary) -> bool:
    headed = any(typed(column.heading, words).heads_practices for column in table.columns)
    return headed or any(holds_codes(table.counts(column)) for column in table.columns)


def _is_told(table: Table, head: Head, words: Vocabulary) -> bool:
    """Whether a column about services tells of notices for certain: dates and steps alone, or a heading that speaks of
    notices. Yes and no under the name of a service may as well say who provides it."""
    if action_of(head.column, words):
        return False
    values = [value for value, _ in list(table.counts(head.column).items())[:_LOOK_AT]]
    readings = [reading for value in values if (reading := read_cell(value, words))]
    kinds = {reading.kind for reading in readings} - {"nothing"}
    if not kinds:
        return False
    spoken_of = (
        head.role in (*DATES, "status")
        or head.dated
        or typed(head.column.heading, words).speaks_of("notices")
    )
    known = {"date", "status", "words", "no"} | ({"yes", "cross"} if spoken_of else set())
    return kinds <= known and (bool(spoken_of) or bool(kinds & {"date", "status", "words"}))


def _apart(sheet: Sheet, there: np.ndarray, table: Table, notices: set[int], words: Vocabulary) -> list[Part]:
    """The answers with all that is not about notices, and the notices of the rows that have any."""
    shared = [column for column in table.columns if _says_who(table, column, words)]
    columns = [column.index for column in table.columns if column.index in notices]
    rest = [column.index for column in table.columns if column.index not in notices]
    who = [column.index for column in shared if column.index in rest]
    rows = [row for row in table.rows if there[row, columns].any()]
    others = [col for col in rest if col not in who]
    answered = [row for row in table.rows if there[row, others].any() or not there[row, columns].any()]
    lines = [
        line
        for line in table.title.splitlines()
        if words.speaks_of(line, "notices") or not words.speaks_of(line, "wish")
    ]
    return [
        _part(sheet, table, answered, rest, [], table.title),
        _part(sheet, table, rows, [*who, *columns], who, "\n".join(lines)),
    ]


def _part(sheet: Sheet, table: Table, rows: list[int], cols: list[int], lent: list[int], title: str) -> Part:
    heads = [heading_cells(sheet, table, row, cols) for row in table.heading_rows]
    heads = [
        [cell._replace(lent=cell.lent or col in lent) for cell, col in zip(row, cols, strict=True)]
        for row in heads
    ]
    data = [[cell_at(sheet, row, col, lent=col in lent) for col in cols] for row in rows]
    return Part([*heads, *data], "", len(heads), plain=True, title=title)


def _says_who(table: Table, column: Column, words: Vocabulary) -> bool:
    role = typed(column.heading, words).role("notices") or typed(column.heading, words).role("survey")
    return role in _SHARED or (holds_codes(table.counts(column)))
