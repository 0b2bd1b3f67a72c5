"""What stores that hand over to each other agree on: the id by which each is known, and the columns of the file.

The id is given when a store first hands something over, and outlives a rebuild.
"""

from __future__ import annotations

import uuid

from store.snapshots import Snapshot
from store.store import Store

COLUMNS = (
    "store", "generation", "handed_over_on", "region", "basis", "kind", "subject", "survey", "title", "scale", "menu",
    "wording", "answer", "rung", "count", "answered", "responded", "anonymous", "out_of", "share", "withheld", "unit",
    "out_of_source", "first_effective_on", "next_effective_on", "as_of",
)  # fmt: skip
"""Of the file, in this order; later_tables.sql says what they mean. Beside it, share: of answered, or of out_of;
withheld: true where count is blank; unit: practices."""

KIND, NAME = "store", "id"


def known_as(snapshot: Snapshot) -> str | None:
    """The id of a store; None where it never handed anything over. Copies of a store that has one share it."""
    return snapshot.settings(KIND).get(NAME)


def identity(store: Store, by: str = "") -> str:
    """The id of a store, given now where it has none: a new generation. Twelve letters and digits."""
    if own := known_as(store.snapshot()):
        return own
    store.set(KIND, NAME, uuid.uuid4().hex[:12], by)
    return known_as(store.snapshot()) or ""
