"""Sheets whose name says that their rows are not like the others (Drafts, Paused, Archive), and older copies of a
sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from loaders.evidence.row_columns import key_of_rows, settle_rows
from loaders.kinds import Context
from loaders.practices.named_above import named_above
from loaders.surveys.waves import wave_named
from loaders.tables.tables import Column, Table
from loaders.texts import read_text
from loaders.vocabulary.words import blank, normalise

_KEPT = frozenset(("revision", "until", "from_day", "part", "everything", "modality", "opposite"))
_TEXTS = ("csv", "tsv", "txt")
_ALIKE = 0.5  # share of the rows of two sheets that are the same in a copy and what it was copied from
_LEAST = 2  # rows that are the same

Row = tuple[Any, ...]


def weigh_sheets(context: Context, *, steps: bool) -> None:
    """Hold the rows of a sheet that is called by a word of doubt; of two sheets of which one is a copy, leave out what
    they share on the later, and ask about what differs. steps: a step in a sheet's name ('Not served') is read by the
    kind of table itself."""
    for table in context.tables:
        _by_name(table, context, steps=steps)
        for other in _before(table, context):
            _compare(other, table, context)


def _by_name(table: Table, context: Context, *, steps: bool) -> None:
    name = table.sheet.name
    reading = read_text(name.replace("_", " "), "line", context.vocabulary)
    operators = set(reading.operators) - _KEPT
    read = steps and bool(reading.terms("status"))
    if not operators or read or not table.rows or _names_the_file(table, context):
        return
    sentence = (
        f"Sheet “{name}” holds {len(table.rows):,} row{'s' * (len(table.rows) > 1)} like those of a table that counts. "
        "Do they count?"
    )
    key = key_of_rows("sheet", name, context)
    settle_rows(table, list(table.rows), table.columns[0], (sentence, name, key), context)


def _names_the_file(table: Table, context: Context) -> bool:
    """Whether the sheet is called as its file, as that of a text file is: then it says nothing of one sheet."""
    return context.draft.ext in _TEXTS and normalise(table.sheet.name) == normalise(
        context.draft.file.rpartition(".")[0]
    )


def _before(table: Table, context: Context) -> Iterator[Table]:
    """The tables of the sheets before this one that have the same headings, but for those of other months and waves,
    and of other practices, where each sheet is the return of one."""
    headings, whose = _headings(table), named_above(table, context.vocabulary)
    if wave_named(table.sheet.name, context):
        return
    for other in context.tables:
        if other is table:
            return
        alike = other.sheet.name != table.sheet.name and _headings(other).keys() == headings.keys()
        if alike and named_above(other, context.vocabulary) == whose:
            yield other


def _headings(table: Table) -> dict[str, Column]:
    return {normalise(column.heading): column for column in table.columns if column.heading}


def _rows(table: Table, headings: list[str]) -> dict[int, Row]:
    columns = _headings(table)
    columns_of_values = [table.values(columns[heading]) for heading in headings]
    cells = zip(*columns_of_values, strict=True)
    return {
        row: tuple("" if blank(value) else normalise(str(value)) for value in values)
        for row, values in zip(table.rows, cells, strict=True)
    }


def _compare(first: Table, later: Table, context: Context) -> None:
    headings = sorted(_headings(first))
    own, copied = _rows(first, headings), _rows(later, headings)
    same = Counter(own.values()) & Counter(copied.values())
    if sum(same.values()) < max(_LEAST, _ALIKE * min(len(own), len(copied))):
        return
    again = [row for row, values in copied.items() if values in same]
    changed = [row for row in later.rows if row not in set(again)]
    missing = [row for row, values in own.items() if values not in same]
    names = f"“{first.sheet.name}” and “{later.sheet.name}”"
    if again:
        later.set_apart(dict.fromkeys(again, f"the same row as on sheet “{first.sheet.name}”"))
    if not changed and not missing:
        context.draft.note(f"Sheets {names} say the same; their rows count once.")
        return
    sentence = (
        f"Sheets {names} hold the same table, and rows of it differ ({len(missing)} on the first, {len(changed)} on "
        f"the second). Do those of {{}} count?"
    )
    for table, rows in ((first, missing), (later, changed)):
        if rows:
            reason = sentence.format(f"“{table.sheet.name}”")
            key = key_of_rows("copied sheet", table.sheet.name, context)
            settle_rows(table, rows, table.columns[0], (reason, table.sheet.name, key), context)
