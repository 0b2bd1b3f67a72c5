"""Practices that act, network by network: shown where neither they nor the rest are too few, the others together."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from disclosure.tables import threshold

Cells = Mapping[Hashable, tuple[int, int]]


def hidden(cells: Cells) -> set[Hashable]:
    """The networks whose figure is withheld. cells: network to (practices that act, practices of the network).

    First those with too few that act or too few that do not. What these add up to follows from the total of the
    region, so more are withheld, the smallest first, until they are several, their sum is neither none, nor all, nor
    close to it, and more than one set of counts fits it for whoever knows these rules; all, where that is never so.

    {'A': (0, 3), 'B': (3, 6), 'C': (4, 8)} → {'A', 'B'}
    """
    first = {name for name, (acting, of) in cells.items() if _few(acting, of)}
    others = sorted(cells.keys() - first, key=lambda name: (cells[name][1], str(name)))
    withheld = set(first)
    while withheld and others and not _safe(withheld, first, cells):
        withheld.add(others.pop(0))
    return withheld


def _few(acting: int, of: int) -> bool:
    return acting < threshold("network_acting") or of - acting < threshold("network_others")


def _safe(withheld: set[Hashable], first: set[Hashable], cells: Cells) -> bool:
    acting, of = (sum(cells[name][part] for name in withheld) for part in (0, 1))
    if len(withheld) < threshold("networks_hidden") or _few(acting, of):
        return False
    possible = {
        name: {count for count in range(cells[name][1] + 1) if _few(count, cells[name][1]) == (name in first)}
        for name in withheld
    }
    return all(_open(name, possible, acting, cells[name][1]) for name in withheld)


def _open(name: Hashable, possible: Mapping[Hashable, set[int]], acting: int, of: int) -> bool:
    """Whether, with what the others may be, a network may have one that acts, and may have one that does not."""
    rest = 1  # a bit for each sum of the others
    for other, counts in possible.items():
        if other != name:
            rest = _either(rest, counts)
    fitting = {count for count in possible[name] if acting >= count and rest >> (acting - count) & 1}
    return bool(fitting - {0}) and bool(fitting - {of})


def _either(reached: int, counts: set[int]) -> int:
    sums = 0
    for count in counts:
        sums |= reached << count
    return sums
