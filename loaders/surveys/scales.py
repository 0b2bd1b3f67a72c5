"""Which columns hold answers, and on which scale: a survey has one, so those on each are a survey of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np

from loaders.cells.typed import typed
from loaders.surveys.numbered import number_in
from loaders.surveys.replies import Strand
from loaders.tables.columns import number_of
from loaders.tables.tables import Column, Table
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import blank

_COMMON = 500  # values of a column, the commonest first, that may tell the scale


def scale_told(values: Counter[Any], vocabulary: Vocabulary) -> str | None:
    """The only scale that knows any of these values; it must know at least half of those that say something. None
    where nothing, or more than one scale, does."""
    counted_values = [
        (v, n)
        for v, n in values.most_common(_COMMON)
        if not blank(v) and not typed(str(v), vocabulary).silence
    ]
    known = {
        scale: sum(n for value, n in counted_values if typed(value, vocabulary).reading(scale).likely)
        for scale in vocabulary.known("scale")
    }
    scales = [scale for scale, count in known.items() if count]
    return (
        scales[0] if len(scales) == 1 and 2 * known[scales[0]] >= sum(n for _, n in counted_values) else None
    )


def scale_of_column(table: Table, column: Column, vocabulary: Vocabulary) -> str | None:
    """As scale_told, of a column's cells."""
    place = ("scale told", column.index)
    if place not in table.memory:
        table.memory[place] = scale_told(table.counts(column), vocabulary)
    return table.memory[place]


def asks(table: Table, column: Column, vocabulary: Vocabulary) -> bool:
    """Whether an unknown column may hold answers: at least half of its cells are answers of some scale, or it
    is not empty and its heading is a bare number."""
    place = ("asks", column.index)
    if place not in table.memory:
        table.memory[place] = _asks(table, column, vocabulary)
    return table.memory[place]


def _asks(table: Table, column: Column, vocabulary: Vocabulary) -> bool:
    counts = table.counts(column)
    if counts and number_in(column, vocabulary) is not None:
        return not _lists_questions(counts, vocabulary)
    common = table.common(column)
    for scale in vocabulary.known("scale") if common else ():
        known = sum(count for value, count in common if typed(value, vocabulary).reading(scale).answer)
        if known and 2 * known >= sum(count for _, count in common):
            return True
    return False


def _lists_questions(values: Iterable[Any], vocabulary: Vocabulary) -> bool:
    """Whether a column lists what is asked: 'Q2' and 'Q3' below 'Q1', or the wordings of actions. 2 and 3 may be
    answers."""
    texts = [str(value).strip() for value in values]
    if all(number_of(text) is not None and not text.isdigit() for text in texts):
        return True
    return all(typed(text, vocabulary).action.how == "wording" for text in texts)


def by_scale(table: Table, strands: list[Strand], vocabulary: Vocabulary) -> dict[str | None, list[Strand]]:
    """The strands by the scale that their answers are on, the one with most first; those that tell none stand with
    that one. One entry, under None, where there are not two scales."""
    apart = [part for strand in strands for part in _parts(table, strand, vocabulary)]
    scales = Counter(scale for scale, _, _ in apart if scale)
    if len(scales) < 2:
        return {None: strands}
    first = scales.most_common(1)[0][0]
    strands_by_scale: dict[str | None, list[Strand]] = {first: []}
    for scale, strand, subjects in apart:
        kept = np.where(np.isin(strand.subject, subjects), strand.subject, -1)
        whole = len(subjects) == len(strand.subjects)
        strands_by_scale.setdefault(scale or first, []).append(
            strand if whole else replace(strand, subject=kept)
        )
    return strands_by_scale


def _parts(
    table: Table, strand: Strand, vocabulary: Vocabulary
) -> list[tuple[str | None, Strand, list[int]]]:
    """Scale, strand and which of its subjects: of a long table, whose cells are about many, subject by subject."""
    everything = list(range(len(strand.subjects)))
    if strand.answer is not None:
        scales = (s for s in vocabulary.known("scale") if strand.answer in vocabulary.answers_of(s))
        return [(next(scales, None), strand, everything)]
    if len(everything) < 2:
        return [(scale_of_column(table, strand.column, vocabulary), strand, everything)]
    values = table.values(strand.column)
    rows_by_scale: dict[str | None, list[int]] = {}
    for number in everything:
        here = np.flatnonzero((strand.subject == number) & (strand.reply >= 0)).tolist()
        rows_by_scale.setdefault(scale_told(Counter(values[at] for at in here), vocabulary), []).append(
            number
        )
    return [(scale, strand, subjects) for scale, subjects in rows_by_scale.items()]
