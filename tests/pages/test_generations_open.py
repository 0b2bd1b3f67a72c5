"""Pages that were drawn hold no generation open that the store has gone on from."""

from __future__ import annotations

import gc

from store import Store, snapshots
from tests.pages.test_pages import opened


def test_no_old_generation_stays_open_after_many_writes(removable, monkeypatch):
    monkeypatch.setenv("UPTAKE_VIEWER", "committee")
    store, counts = Store.open(removable), []
    for turn in range(6):
        store.set("test", "turn", turn, "tester")
        opened("preferences")
        opened("regions", view="patients")
        gc.collect()
        counts.append(sum(path.parent == store.generations.folder for path, *_ in snapshots._opened))
    assert max(counts) <= 2, counts
