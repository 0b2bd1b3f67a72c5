"""Whose dashboard this is: its region comes first wherever regions are listed, and others stand beside it."""

from __future__ import annotations

from collections.abc import Iterable

from decks.reading import Reading, once
from store.lmc import own_region as kept_region


@once
def own_region(reading: Reading) -> str:
    """The region of the LMC whose dashboard this is; '' where nobody has said."""
    return kept_region(reading.snapshot)


def ours_first(reading: Reading, regions: Iterable[str]) -> list[str]:
    """The same regions in the same order, our own before all others."""
    ours = own_region(reading)
    return sorted(regions, key=lambda region: region != ours)
