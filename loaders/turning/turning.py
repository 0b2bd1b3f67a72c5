"""Which sheets have a table that is laid out in an unusual way, and how each way is undone.

A way looks at a sheet and gives back parts. They are taken where they are surely of some kind, and more surely than
the sheet as it stands; parts that are plain by themselves, whatever the sheet as it stands could be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

import numpy as np

from loaders import limits
from loaders.reading.sheets import Sheet
from loaders.tables.layout import Layout
from loaders.tables.tables import Table
from loaders.turning.crosswise import crosswise
from loaders.turning.groups import grouped
from loaders.turning.paired_answers import paired_answers
from loaders.turning.parts import Outside, Part, shown
from loaders.turning.question_blocks import question_blocks
from loaders.turning.turned import Turned, write_out
from loaders.turning.two_kinds import two_kinds
from loaders.vocabulary.vocabulary import Vocabulary

Score = Callable[[Table], dict[str, float]]  # how sure each kind is of a table
_KINDS = ("survey", "notices", "figures")  # a register or a list of events is never laid out like this
Found = tuple[list[Part], Layout | None]  # parts, and the layout of what is not in them, if it is known
_WAYS: tuple[Callable[[Sheet, np.ndarray, Layout, Vocabulary, Outside], Iterator[Found]], ...] = (
    question_blocks,
    paired_answers,
    grouped,
    two_kinds,
    crosswise,
)
_SURE = 0.5
_MOST_ROWS, _MOST_CELLS = (
    50_000,
    500_000,
)  # of a sheet that somebody laid out by hand; the ways look at every cell


def turned_sheet(
    sheet: Sheet,
    filled: np.ndarray,
    layout: Layout,
    words: Vocabulary,
    outside: Outside,
    score: Score,
    titled: Part | None = None,
) -> Turned | None:
    """The sheet with its unusual tables written out below it; None for one that is read as it stands. told: all that it
    says, where that is certain."""
    whole = _written(sheet, shown(sheet, filled), [titled], None, words) if titled else None
    if whole and _surest(whole.layout, score, _KINDS) >= _SURE:
        return whole
    if sheet.height > _MOST_ROWS or np.count_nonzero(filled) > _MOST_CELLS:
        return None
    there = shown(sheet, filled)
    for parts, kept in chain.from_iterable(way(sheet, there, layout, words, outside) for way in _WAYS):
        turned = _written(sheet, there, parts, kept, words)
        sure = _surest(turned.layout, score, _KINDS) if turned else 0.0
        plain = all(part.plain for part in parts)
        if sure >= _SURE and (plain or sure > _surest(layout, score)):
            return turned
    return None


def _written(
    sheet: Sheet, there: np.ndarray, parts: Sequence[Part], kept: Layout | None, words: Vocabulary
) -> Turned | None:
    """The parts written out, if they fit."""
    rows, width = sum(len(part.rows) for part in parts), max(len(part.rows[0]) for part in parts)
    if (sheet.height + rows + 1) * max(sheet.width, width) > limits.CELLS:
        return None
    return write_out(sheet, there, parts, kept, words)


def _surest(layout: Layout, score: Score, kinds: Sequence[str] = ()) -> float:
    """How sure any kind (of these, if any are named) is of any table."""
    scores = [score(table) for table in layout.tables if table.rows]
    sure = (value for by_kind in scores for kind, value in by_kind.items() if not kinds or kind in kinds)
    return max(sure, default=0.0)
