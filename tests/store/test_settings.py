"""What people set once: kept by kind and name, through undo and rebuild."""

from __future__ import annotations

from store import Store
from store.rebuilding import rebuilding


def test_a_setting_is_kept_by_kind_and_name(store: Store):
    store.set("meeting", "Monthly", {"last_on": "2025-01-14", "slides": []}, by="ann")
    store.set("meeting", "Extra", {"slides": ["notices"]})
    store.set("lmc", "name", "Exampleshire LMC")
    assert store.snapshot().settings("meeting") == {
        "Extra": {"slides": ["notices"]},
        "Monthly": {"last_on": "2025-01-14", "slides": []},
    }
    assert store.snapshot().settings("lmc") == {"name": "Exampleshire LMC"}


def test_the_last_value_counts_and_none_takes_it_away(store: Store):
    store.set("lmc", "name", "One")
    store.set("lmc", "name", "Two")
    assert store.snapshot().settings("lmc") == {"name": "Two"}
    store.set("lmc", "name", None)
    assert store.snapshot().settings("lmc") == {}


def test_settings_come_back_with_a_rebuild(store: Store):
    store.set("lmc", "name", "One", by="ann")
    store.set("meeting", "Monthly", {"region": "dorset"})
    store.set("lmc", "name", "Two")
    with rebuilding(store, "ben") as again:
        assert list(again) == []
    assert store.snapshot().settings("lmc") == {"name": "Two"}
    assert store.snapshot().settings("meeting") == {"Monthly": {"region": "dorset"}}
