"""A practice a row, with its notices or answers side by side: 'Service 1 | Date 1 | Service 2 | Date 2'."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from loaders.cells.typed import typed
from loaders.notices.fact_dates import STEP_HEADINGS
from loaders.reading.sheets import Sheet
from loaders.tables.columns import holds_services
from loaders.tables.layout import Layout
from loaders.tables.tables import Column, Table
from loaders.texts.phrases import DATES
from loaders.turning.contents import UNHEADED_DATES, heading_of
from loaders.turning.parts import Cell, Outside, Part, cell_at
from loaders.vocabulary.headings import OF_PRACTICES
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import normalise

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NUMBERED = (
    re.compile(
        r"(?P<base>.*?[^\W\d])[\s_#(.-]*(?P<number>\d{1,2})\)?"
    ),  # 'Service 1', 'Date_2', 'Service (3)'
    re.compile(r"(?P<number>\d{1,2})(?:st|nd|rd|th)?[\s.)_-]+(?P<base>[^\W\d].*)"),  # '1st service'
    re.compile(r"(?:notice|service|item|les|entry)\s*(?P<number>\d{1,2})[\s:_-]+(?P<base>[^\W\d].*)"),
    re.compile(rf"(?P<ordinal>{'|'.join(_ORDINALS)})\s+(?P<base>[^\W\d].*)"),
)
_BESIDE = {"service": {*DATES, "status", "scope", "note", "notice_period"}, "action": {"answer", "comment"}}
_KIND = {"service": "notices", "action": "survey"}
_LOOK_AT = 40  # texts by which it is told whether a column names actions
_MOST_COLUMNS = 120


@dataclass(frozen=True)
class _Head:
    """A column, what its heading says without its number, the number, and its role."""

    column: Column
    base: str
    number: int | None
    role: str | None


def repeated(
    sheet: Sheet, there: np.ndarray, layout: Layout, words: Vocabulary, outside: Outside
) -> Iterator[tuple[list[Part], Layout]]:
    """The tables of a sheet whose rows hold several notices or answers, with a row for each of them."""
    parts, kept = [], replace(layout, tables=[], apart=list(layout.apart))
    for table in layout.tables:
        part = _part(sheet, there, table, words, outside)
        if part:
            parts.append(part)
            kept.apart = [cells for cells in kept.apart if not _is_in(cells.row, cells.cols, part)]
        else:
            kept.tables.append(table)
    if parts:
        yield parts, kept


def _is_in(row: int, cols: tuple[int, int], part: Part) -> bool:
    used = part.places
    return all((row, col) in used for col in range(cols[0], cols[1] + 1))


def _part(sheet: Sheet, there: np.ndarray, table: Table, words: Vocabulary, outside: Outside) -> Part | None:
    if not table.rows or len(table.columns) > _MOST_COLUMNS:
        return None
    heads: list[_Head] = []
    for subject in ("action", "service"):
        heads = _heads(sheet, there, table, subject, words, outside)
        named = [
            head for head in heads if head.role == subject and _names(table, head.column, subject, words)
        ]
        if len(named) < 2:
            continue
        sets = _sets(heads, named, subject) or _without_headings(heads, named, subject)
        if sets:
            return _written(sheet, table, heads, sets)
    sets = _practices(table, heads, words) if heads else []
    return _written(sheet, table, heads, sets) if sets else None


def _without_headings(heads: list[_Head], named: list[_Head], subject: str) -> list[list[_Head]]:
    """A set for each column of services or actions, where some stand right of the headings and nothing is repeated
    besides them."""
    beside = Counter(head.role for head in heads if head.role in (*_BESIDE[subject], "date"))
    some = any(not head.base for head in named) and any(head.base for head in named)
    return [[head] for head in named] if some and max(beside.values(), default=0) < 2 else []


def _practices(table: Table, heads: list[_Head], words: Vocabulary) -> list[list[_Head]]:
    """A set for each column of practices, where the row names a service: 'Service | Practice 1 | Practice 2'."""
    whose = [replace(head, role="practice") for head in heads if head.role in OF_PRACTICES]
    bases = {head.base for head in whose if head.base}
    services = [
        head for head in heads if head.role == "service" and _names(table, head.column, "service", words)
    ]
    if len(whose) < 2 or len(bases) > 1 or len(services) != 1 or not bases:
        return []
    numbers = [head.number for head in whose if head.base]
    apart = len(numbers) == 1 or (None not in numbers and len(set(numbers)) == len(numbers))
    return [[head] for head in whose] if apart else []


def _heads(
    sheet: Sheet, there: np.ndarray, table: Table, subject: str, words: Vocabulary, outside: Outside
) -> list[_Head]:
    """The columns of a table, and those right of it that have no heading: they are told by what they hold."""
    kind = _KIND[subject]
    heads = []
    for column in table.columns:
        base, number = _without_number(column.heading)
        if not column.heading:
            heads.append(_by_contents(sheet, there, table, column, words, outside))
            continue
        role = typed(base, words).role(kind)
        role = "date" if role is None and base in STEP_HEADINGS else role
        heads.append(_Head(column, base, number, role))
    last = max(column.index for column in table.columns)
    for col in range(last + 1, sheet.width):
        if not there[table.rows, col].any() or there[table.heading_rows, col].any():
            break
        heads.append(_by_contents(sheet, there, table, Column(col, ""), words, outside))
    dates = {head.role for head in heads if head.base and head.role in (*DATES, "date")}
    if len(dates) == 1:  # further sets without headings are like the first
        (role,) = dates
        heads = [
            replace(head, role=role) if head.role == "date" and not head.base else head for head in heads
        ]
    return heads


def _by_contents(
    sheet: Sheet, there: np.ndarray, table: Table, column: Column, words: Vocabulary, outside: Outside
) -> _Head:
    cells = [sheet.values[row][column.index] for row in table.rows if there[row, column.index]]
    heading = heading_of(cells, words, outside) or ""
    roles = {
        "Service": "service",
        "Action": "action",
        "Answer": "answer",
        "Status": "status",
        UNHEADED_DATES: "date",
    }
    roles |= {"Practice": "practice", "ODS code": "practice_code"}
    return _Head(column, "", None, roles.get(heading))


def _without_number(heading: str) -> tuple[str, int | None]:
    """A heading without the number of its set, and the number; None where it has none."""
    text = normalise(heading)
    for shape in _NUMBERED:
        if found := shape.fullmatch(text):
            ordinal = found.groupdict().get("ordinal")
            number = _ORDINALS.index(ordinal) + 1 if ordinal else int(found["number"])
            return found["base"].strip(" _-"), number
    return text, None


def _names(table: Table, column: Column, subject: str, words: Vocabulary) -> bool:
    if subject == "service":
        return holds_services(table, column, words)
    texts = [text for text, _ in table.common(column)[:_LOOK_AT] if isinstance(text, str)]
    return bool(texts) and 2 * sum(bool(typed(text, words).action) for text in texts) >= len(texts)


def _sets(heads: list[_Head], named: list[_Head], subject: str) -> list[list[_Head]]:
    """The columns of each set, by their numbers or else by their places; none where they are not surely sets. Something
    besides the subject must stand in more than one of them: a single date is that of all services in its row."""
    beside = [head for head in heads if head.role in (*_BESIDE[subject], "date")]
    ways = [_by_place(heads, named, beside)]
    numbers = [head.number for head in named]
    if None not in numbers and len(set(numbers)) == len(numbers):
        ways.insert(0, [[head, *(one for one in beside if one.number == head.number)] for head in named])
    for sets in ways:
        alike = all(len({head.role for head in found}) == len(found) for found in sets)
        if alike and sum(len(found) > 1 for found in sets) > 1:
            return sets
    return []


def _by_place(heads: list[_Head], named: list[_Head], beside: list[_Head]) -> list[list[_Head]]:
    """Sets that follow one another: from each subject to the next, or to each subject where dates stand in front."""
    telling = {head.column.index for head in (*named, *beside)}
    often = Counter(head.role for head in beside)
    order = [
        head for head in heads if head.column.index in telling and (head in named or often[head.role] > 1)
    ]
    sets: list[list[_Head]] = []
    first = order[0].role
    for head in order:
        if head.role == first or not sets:
            sets.append([])
        sets[-1].append(head)
    return sets if all(sum(head in named for head in found) == 1 for found in sets) else []


def _written(sheet: Sheet, table: Table, heads: list[_Head], sets: list[list[_Head]]) -> Part:
    """A row for each set that holds anything; a practice none of whose does keeps one row."""
    inside = {head.column.index for found in sets for head in found}
    shared = [head.column for head in heads if head.column.index not in inside]
    roles = list(dict.fromkeys(head.role for found in sets for head in found))
    rows = [[*(_heading(column) for column in shared), *(_named(sets, role) for role in roles)]]
    for row in table.rows:
        filled = [
            found for found in sets if any(sheet.values[row][head.column.index] is not None for head in found)
        ]
        for found in filled or sets[:1]:
            at = {head.role: head.column.index for head in found}
            own = [cell_at(sheet, row, at[role]) if role in at else Cell() for role in roles]
            rows.append([*(cell_at(sheet, row, column.index, lent=True) for column in shared), *own])
    says = f"The sets of columns side by side on sheet “{sheet.name}” were read as a row each."
    part = Part(rows, says, 1, plain=True, title=table.title, apart=table.apart)
    labels = [place for head in heads for place in head.column.heading_cells]
    part.labels = [place for place in labels if place not in part.places]
    return part


def _heading(column: Column) -> Cell:
    """A column's whole heading, at its lowest cell."""
    return Cell(column.heading or None, column.heading_cells[-1] if column.heading_cells else None)


def _named(sets: list[list[_Head]], role: str | None) -> Cell:
    """The heading of what stands in each set, without a number."""
    head = next(head for found in sets for head in found if head.role == role)
    names = {
        "service": "Service",
        "action": "Action",
        "practice": "Practice",
        "date": "Date" if head.base else UNHEADED_DATES,
    }
    text = names.get(role or "") or head.base or (role or "").capitalize()
    return Cell(text, head.column.heading_cells[-1] if head.column.heading_cells else None)
