"""Whose dashboard this is: region, name and logo of the LMC, set once and kept as settings of this kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.snapshots import Snapshot

KIND, REGION, NAME, LOGO = "lmc", "region", "name", "logo"


def own_region(snapshot: Snapshot) -> str:
    """The region of the LMC whose dashboard this is, as it was set; '' where it was not."""
    return snapshot.settings(KIND).get(REGION) or ""
