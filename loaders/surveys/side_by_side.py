"""The same questions twice in one table, under a month or a wave each: two surveys, where a person says so."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np

from loaders.cells.typed import typed
from loaders.draft import Fate
from loaders.kinds import Context
from loaders.reading.sheets import letters
from loaders.surveys.scales import scale_of_column
from loaders.surveys.waves import Wave, wave_named
from loaders.tables.columns import action_of
from loaders.tables.tables import Column, Table
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import words_of

Groups = dict[str, list[Column]]


def by_group(table: Table, context: Context) -> list[Table]:
    """The table in parts, one for each group of columns that asks the same as another, once somebody said that they are
    surveys of their own; without the other groups where one counts; without all of them while that is asked.

    The columns have their roles. A table without such groups is all that comes back of it.
    """
    groups = _groups(table, context)
    if not groups:
        return [table]
    both, key = _both(groups), f"{'|'.join(words_of(label) for label in groups)}\n{context.file_key}"
    chosen = context.vocabulary.remembered("column", key)
    if chosen == both:
        first = next(iter(groups))
        return [_part(table, label, groups, context, alone=label == first) for label in groups]
    grouped = {column.index for columns in groups.values() for column in columns}
    if chosen in groups:
        for label in groups.keys() - {chosen}:
            for column in groups[label]:
                _leave_out(table, column, f"“{chosen}” counts, as answered", context)
        return [_without(table, grouped - {column.index for column in groups[chosen]})]
    _ask(table, groups, both, key, context)
    return [_without(table, grouped)]


def _leave_out(table: Table, column: Column, reason: str, context: Context) -> None:
    """Leave out the filled cells of a column with one line; its headings stay labels."""
    context.draft.assign(table.sheet, table.heading_rows, column.index, Fate.LABEL)
    if filled := list(table.filled(column)):
        context.draft.leave_out(table.sheet, filled[0], column.index, column.heading, reason)
        context.draft.assign(table.sheet, filled, column.index, Fate.LEFT_OUT)


def _ask(table: Table, groups: Groups, both: str, key: str, context: Context) -> None:
    listing = [f"“{label}” ({_places(columns)})" for label, columns in groups.items()]
    context.draft.ask(
        "column",
        " and ".join(groups),
        f"The same is asked {len(groups)} times: under {', '.join(listing[:-1])} and {listing[-1]}. "
        "Which of them counts?",
        [both, *groups],
        key=key,
        sheet=table.sheet,
        rows=len(table.rows),
    )
    for columns in groups.values():
        for column in columns:
            context.draft.assign(table.sheet, table.filled(column), column.index, Fate.QUESTION)
            context.draft.assign(table.sheet, table.heading_rows, column.index, Fate.LABEL)


def _both(groups: Groups) -> str:
    return "both, as two surveys" if len(groups) == 2 else f"all of them, as {len(groups)} surveys"


def _places(columns: list[Column]) -> str:
    first, last = letters(columns[0].index), letters(columns[-1].index)
    return f"column {first}" if first == last else f"columns {first} to {last}"


def _part(table: Table, label: str, groups: Groups, context: Context, *, alone: bool) -> Table:
    """One group with the columns that say whose reply it is. alone: whether remarks that are of no group go with it."""
    own = {column.index for column in groups[label]}
    others = {c.index for columns in groups.values() for c in columns} - own
    others |= {c.index for c in table.columns if c.role == "comment" and not alone and c.index not in own}
    wave_of_label = wave_named(label, context)
    wave = wave_of_label or Wave(words_of(label).replace(" ", "-"), label)
    return replace(_without(table, others), wave=replace(wave, own=True))


def _without(table: Table, cols: set[int]) -> Table:
    columns = [column for column in table.columns if column.index not in cols]
    return replace(table, columns=columns, memory={}, _values={})


def _groups(table: Table, context: Context) -> Groups:
    """Label to the columns below it, where each label has questions that others have as well, and all on one scale."""
    words, groups = context.vocabulary, {}
    asked = [c for c in table.columns if c.role is None and action_of(c, words)]
    for column in asked:
        groups.setdefault(_label(column, context), []).append(column)
    if len(groups) < 2 or "" in groups or any(typed(label, words).answer for label in groups):
        return {}
    scales = {scale_of_column(table, column, words) for column in asked} - {None}
    alike = len(scales) == 1 and _ask_alike(groups, words)
    return groups if alike and _filled_twice(table, asked, context) else {}


def _ask_alike(groups: Groups, words: Vocabulary) -> bool:
    """Whether each group asks of an action once, and of some that others ask of as well."""
    subjects = [[action_of(column, words).ids for column in columns] for columns in groups.values()]
    times = Counter(ids for asked in subjects for ids in set(asked))
    once = all(len(set(asked)) == len(asked) for asked in subjects)
    return once and all(any(times[ids] > 1 for ids in asked) for asked in subjects)


def _label(column: Column, context: Context) -> str:
    """What stands above a question, or the month or wave in its heading; '' for neither."""
    if len(column.parts) > 1:
        return column.parts[0]
    wave = wave_named(column.heading, context)
    return wave.words if wave else ""


def _filled_twice(table: Table, asked: list[Column], context: Context) -> bool:
    """Whether a row answers the same twice: branches of one form fill one of them each."""
    rows: dict[tuple[str, ...], np.ndarray] = {}
    for column in asked:
        ids = action_of(column, context.vocabulary).ids
        before = rows.get(ids, np.empty(0, dtype=int))
        if np.isin(table.filled(column), before).any():
            return True
        rows[ids] = np.concatenate((before, np.asarray(table.filled(column), dtype=int)))
    return False
