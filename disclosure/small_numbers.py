"""Counts of practices that may leave the LMC: which of them are too small, and which of the others would tell them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from disclosure.tables import threshold

RULE = "handed_over"


def is_few(count: int) -> bool:
    """Whether so many practices are too few to be told of: 0 → False, 1 → True, 4 → True, 5 → False.

    None at all is told: it is true of every practice, and sets nobody apart.
    """
    return 0 < count < threshold(RULE)


def hidden_parts(counts: Mapping[Hashable, int]) -> set[Hashable]:
    """The parts of a whole that are withheld where the whole is shown. counts: practices by part, each in one.

    Where one is few, the others and the whole would tell it. So all are withheld but the largest, and that too
    unless it is half or more and the rest together are not few: then whichever parts are small, and how small, stays
    open for whoever knows these rules (the tests try all that would be published alike).

    {'green': 40, 'amber': 20, 'red': 0} → nothing
    {'green': 40, 'amber': 12, 'red': 2} → {'amber', 'red'}
    {'green': 20, 'amber': 20, 'red': 2} → all three
    """
    if not any(map(is_few, counts.values())):
        return set()
    largest = max(counts, key=lambda part: counts[part])
    rest = sum(counts.values()) - counts[largest]
    return set(counts) - {largest} if counts[largest] >= rest and not is_few(rest) else set(counts)


def is_told(count: int, of: int | None) -> bool:
    """Whether so many of a region's practices may be told of, beside how many practices it has; of: None unknown.

    3 of 64 → no; 62 of 64 → no, for the two others; 64 of 64 → yes
    """
    return not is_few(count) and not (of is not None and is_few(of - count))
