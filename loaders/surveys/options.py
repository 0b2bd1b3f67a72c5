"""One question spread over a column for each of its answers, as some tools export it."""

from __future__ import annotations

import re
from textwrap import shorten
from typing import Any

from loaders.cells.typed import typed
from loaders.draft import Fate
from loaders.fates import leave_out_cells
from loaders.kinds import Context
from loaders.reading.sheets import letters
from loaders.tables.columns import pieces
from loaders.tables.tables import Column, Table
from loaders.vocabulary.marks import is_cross
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import blank, normalise


def are_options(table: Table, columns: list[Column], context: Context) -> bool:
    """Whether columns on one action stand for the answers to it. If so, their values are those answers then: a
    tick or a cross means the answer that heads its column. Two in one row are a problem each."""
    scale, answers = _answers_of(columns, context.vocabulary)
    if scale is None:
        return False
    chosen = [
        [_chosen(value, answer, scale, context.vocabulary) for value in table.values(column)]
        for column, answer in zip(columns, answers, strict=True)
    ]
    if any(choice is None for column in chosen for choice in column):
        return False
    several = [sum(row) > 1 for row in zip(*chosen, strict=True)]
    for column, answer, picked in zip(columns, answers, chosen, strict=True):
        _settle(table, column, answer, picked, several, context)
    table.memory.setdefault("spread", {}).update({column.index: columns for column in columns})
    return True


def are_branches(table: Table, columns: list[Column], context: Context) -> bool:
    """Whether columns are one question that stands in several branches of a form: under the same heading, and each
    row fills one of them at most."""
    if len({_unrepeated(column.heading) for column in columns}) > 1:
        return False
    filled = [row for column in columns for row in table.filled(column)]
    if len(set(filled)) < len(filled) or not all(table.counts(column) for column in columns):
        return False
    table.memory.setdefault("spread", {}).update({column.index: columns for column in columns})
    cols = [letters(column.index) for column in columns]
    context.draft.note(
        f"Columns {', '.join(cols[:-1])} and {cols[-1]} ask the same, and each row fills one of them: "
        f"they were read as one question (“{shorten(columns[0].heading, 60, placeholder='…')}”)."
    )
    return True


def _unrepeated(heading: str) -> str:
    """A heading without the number that tools put behind a question that comes again."""
    return re.sub(r"(?<=[^\d\s])[2-9]$", "", normalise(heading))


def _answers_of(columns: list[Column], vocabulary: Vocabulary) -> tuple[str | None, list[str]]:
    """The scale on which each column is headed by an answer of its own, and those answers."""
    for scale in vocabulary.known("scale"):
        answers = [_option(column, scale, vocabulary) for column in columns]
        if None not in answers and len(set(answers)) == len(columns):
            return scale, [answer for answer in answers if answer]
    return None, []


def _option(column: Column, scale: str, vocabulary: Vocabulary) -> str | None:
    """The answer that a heading has beside its action: its lowest part, or a piece of that; None for none or two."""
    lowest = column.parts[-1]
    texts = [lowest] if len(column.parts) > 1 and typed(lowest, vocabulary).on(scale) else pieces(lowest)
    answers = {answer for text in texts if (answer := typed(text, vocabulary).on(scale))}
    return answers.pop() if len(answers) == 1 else None


def _chosen(value: Any, answer: str, scale: str, vocabulary: Vocabulary) -> bool | None:
    """Whether a cell chooses the answer of its column; None where it says something else."""
    if blank(value):
        return False
    if typed(str(value), vocabulary).on(scale) == answer or is_cross(value):
        return True
    return typed(value).tick


def _settle(
    table: Table, column: Column, answer: str, picked: list[bool], several: list[bool], context: Context
) -> None:
    values = table.values(column)
    unpicked: dict[Any, list[int]] = {}
    for at, row in enumerate(table.rows):
        if picked[at] and several[at]:
            reason = "This row has more than one answer to the question; leave the one that counts."
            context.draft.problem(table.sheet, row, column.index, column.heading, values[at], reason)
        elif not picked[at] and not blank(values[at]):
            unpicked.setdefault(values[at], []).append(row)
    for value, rows in unpicked.items():
        context.draft.assign(table.sheet, rows, column.index, Fate.UNREAD)
        leave_out_cells(context.draft, table.sheet, rows, column.index, f"“{value}”: not chosen")
    read = [answer if yes and not more else None for yes, more in zip(picked, several, strict=True)]
    table.put(column, read)
