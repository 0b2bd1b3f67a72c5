"""What a table knows of its columns, against plain counting."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from loaders.reading import Sheet
from loaders.tables.tables import Column, Table

COLUMN = Column(0, "Answer")


def table(values: list, rows: list[int] | None = None) -> Table:
    sheet = Sheet("Sheet1", [[value] for value in values])
    return Table(sheet, [], [COLUMN], list(range(len(values))) if rows is None else rows)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("unlike", [3, 45, 400])
def test_the_commonest_values_come_first_and_those_as_common_by_their_text(seed, unlike):
    chance = random.Random(seed)
    kinds = [None, " ", *(chance.choice((f"said {n}", n + 2, n + 0.5)) for n in range(unlike))]
    values = chance.choices(kinds, k=500)
    counts = Counter(value for value in values if value not in (None, " "))
    by_text = sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0])))
    result = table(values)
    assert result.common(COLUMN) == by_text[:40]
    assert result.counts(COLUMN) == counts
    assert list(result.unlike(COLUMN)) == list(dict.fromkeys(v for v in values if v not in (None, " ")))
    assert result.distinct(COLUMN) == len(counts)


@pytest.mark.parametrize("rows", [[], [2], [1, 2, 3], [0, 2, 4]])
def test_rows_that_follow_one_another_or_not_are_counted_alike(rows):
    values = ["a", "b", "a", None, "c"]
    result = table(values, rows)
    assert result.counts(COLUMN) == Counter(values[row] for row in rows if values[row])
    assert result.filled(COLUMN) == [row for row in rows if values[row]]


def test_rows_set_apart_are_counted_no_more():
    result = table(["a", "b", "a"])
    assert result.counts(COLUMN) == {"a": 2, "b": 1}
    result.set_apart({0: "a total"})
    assert result.rows == [1, 2]
    assert result.counts(COLUMN) == {"a": 1, "b": 1}
    assert result.common(COLUMN) == [("a", 1), ("b", 1)]


def test_a_column_that_is_given_other_values_is_counted_anew():
    result = table(["a", None, None])
    assert result.common(COLUMN) == [("a", 1)]
    result.put(COLUMN, ["a", "a", "b"])
    assert result.common(COLUMN) == [("a", 2), ("b", 1)]
    assert result.distinct(COLUMN) == 2
