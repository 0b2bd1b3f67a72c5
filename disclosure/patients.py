"""Patients of the practices that act: rounded, and only where no set of list sizes gives a practice away."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from disclosure.tables import threshold


@dataclass(frozen=True)
class Practice:
    """One practice of a region for one subject. size: registered patients, which are public. acts: what must not
    follow. cell: the smallest group whose number of acting practices is shown elsewhere, such as its network."""

    size: int
    acts: bool
    cell: Hashable = None


def rounded(patients: float) -> int:
    """Patients to the thousand: 43,499 → 43,000."""
    unit = threshold("patients_rounding")
    return int((patients + unit / 2) // unit * unit)


def may_be_shown(practices: Sequence[Practice]) -> bool:
    """Whether the rounded sum of the patients of those that act, beside their number, leaves open of each single
    practice whether it acts.

    Enough must act and enough must not (thresholds.csv); and for every practice there must be another set of as many
    practices, cell by cell, with the same rounded sum, in which it does the opposite. Found by exchanges: one that acts
    for one that does not in the same cell, or two such pairs at once.
    """
    acting = sum(each.acts for each in practices)
    if acting < threshold("patients_acting") or len(practices) - acting < threshold("patients_others"):
        return False
    total = sum(each.size for each in practices if each.acts)
    half = threshold("patients_rounding") / 2
    room = (rounded(total) - half - total, rounded(total) + half - total)
    exchanges = sorted(_exchanges(practices))
    return all(_undecided(at, exchanges, room) for at in range(len(practices)))


Exchange = tuple[int, int, int]
PARTNERS = (
    12  # of each practice nearest in size, and as many of all sizes: enough to find one, quick for 6,000
)


def _exchanges(practices: Sequence[Practice]) -> Iterator[Exchange]:
    """(what the sum gains, which acts no more, which acts instead) for pairs within a cell."""
    sides: dict[tuple[Hashable, bool], list[tuple[int, int]]] = {}
    for at, each in enumerate(practices):
        sides.setdefault((each.cell, each.acts), []).append((each.size, at))
    for side in sides.values():
        side.sort()
    exchanges = set()
    for at, each in enumerate(practices):
        for size, other in _partners(each.size, sides.get((each.cell, not each.acts), [])):
            exchanges.add((size - each.size, at, other) if each.acts else (each.size - size, other, at))
    yield from exchanges


def _partners(size: int, side: list[tuple[int, int]]) -> list[tuple[int, int]]:
    near = bisect_left(side, (size,))
    step = max(1, len(side) // PARTNERS)
    return [*side[max(0, near - PARTNERS // 2) : near + PARTNERS // 2], *side[::step], *side[-1:]]


def _undecided(at: int, exchanges: list[Exchange], room: tuple[float, float]) -> bool:
    """Whether the practice at a place takes part in one exchange, or in one of two, that keep the rounded sum."""
    low, high = room
    return any(
        low <= gain < high or _made_up_for(gain, {practice, other}, exchanges, room)
        for gain, practice, other in exchanges
        if at in (practice, other)
    )


def _made_up_for(gain: int, taken: set[int], exchanges: list[Exchange], room: tuple[float, float]) -> bool:
    """Whether a second exchange, of two other practices, brings the sum back."""
    low, high = room
    for place in range(bisect_left(exchanges, (low - gain,)), len(exchanges)):
        second, *pair = exchanges[place]
        if gain + second >= high:
            return False
        if not taken.intersection(pair):
            return True
    return False
