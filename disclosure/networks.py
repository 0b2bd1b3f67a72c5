"""Practices that act, network by network: shown where neither they nor the rest are too few, the others together."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from disclosure.tables import threshold

Cells = Mapping[Hashable, tuple[int, int]]


def hidden(cells: Cells) -> set[Hashable]:
    """The networks whose figure is withheld. cells: network to (practices that act, practices of the network).

    First those with too few that act or too few that do not. What these add up to follows from the total of the
    region, so more are withheld, the smallest first, until they are several and their sum is neither none, nor all, nor
    close to it.

    {'A': (0, 3), 'B': (3, 6), 'C': (4, 8)} → {'A', 'B'}
    """
    withheld = {name for name, (acting, of) in cells.items() if _few(acting, of)}
    others = sorted(cells.keys() - withheld, key=lambda name: (cells[name][1], str(name)))
    while withheld and others and not _safe(withheld, cells):
        withheld.add(others.pop(0))
    return withheld


def _few(acting: int, of: int) -> bool:
    return acting < threshold("network_acting") or of - acting < threshold("network_others")


def _safe(withheld: set[Hashable], cells: Cells) -> bool:
    acting, of = (sum(cells[name][part] for name in withheld) for part in (0, 1))
    return len(withheld) >= threshold("networks_hidden") and not _few(acting, of)
