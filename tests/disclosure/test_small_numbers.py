"""Counts that may leave: none that is few, and none that tells one that is."""

from __future__ import annotations

import itertools

import pytest

from disclosure.small_numbers import hidden_parts, is_told


@pytest.mark.parametrize(
    ("counts", "withheld"),
    [
        ((40, 20, 0), ()),
        ((40, 12, 2), (1, 2)),  # one alone follows from the whole
        ((40, 5, 1), (1, 2)),
        ((40, 2, 1), (0, 1, 2)),  # the whole less the largest would be few
        ((20, 20, 2), (0, 1, 2)),
        ((6, 4, 0), (0, 1, 2)),
    ],
)
def test_what_is_withheld_of_a_whole(counts, withheld):
    assert hidden_parts(dict(enumerate(counts))) == set(withheld)


def published(counts: tuple[int, ...]) -> tuple:
    """All that somebody outside sees: the whole, and the parts that are shown."""
    withheld = hidden_parts(dict(enumerate(counts)))
    return sum(counts), tuple(None if part in withheld else count for part, count in enumerate(counts))


def test_of_no_published_whole_a_small_part_can_be_worked_out():
    """An attacker who knows the rules tries every set of counts that would be published alike."""
    alike: dict[tuple, list[tuple[int, ...]]] = {}
    for counts in itertools.product(range(18), repeat=3):
        if sum(counts) >= 5:  # of fewer who answered nothing is told
            alike.setdefault(published(counts), []).append(counts)
    checked = 0
    for (_, shown), sets in alike.items():
        for part in (part for part, count in enumerate(shown) if count is None):
            if any(0 < counts[part] < 5 for counts in sets):
                assert len({counts[part] for counts in sets}) > 1, (shown, sets)
                checked += 1
    assert checked > 100


@pytest.mark.parametrize(
    ("count", "of", "expected"),
    [
        (3, 64, False),
        (62, 64, False),
        (64, 64, True),
        (0, 64, True),
        (5, 64, True),
        (5, None, True),
        (4, None, False),
    ],
)
def test_what_is_told_of_a_region(count, of, expected):
    assert is_told(count, of) is expected
