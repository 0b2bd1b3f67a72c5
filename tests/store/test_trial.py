"""A write that is tried out: what it would change is seen, and the store is as it was."""

from __future__ import annotations

import hashlib

import pytest

from store import ImportRecord, Store
from store.trial import trial

ONE = {"sheet": "S", "row": 1, "col": 1, "survey": "winter", "region": "dorset"}
COUNTS = "SELECT action, answer, practices FROM answer_counts ORDER BY 1, 2"


def answers(draw, grid: str):
    return {"answers": draw(grid).assign(**ONE)}


def record(data: bytes) -> ImportRecord:
    return ImportRecord("a.txt", hashlib.sha256(data).hexdigest(), "txt", kind="survey", survey="winter")


def test_a_trial_shows_what_an_import_would_change_and_changes_nothing(store: Store, draw) -> None:
    store.add_import(record(b"1"), answers(draw, "respondent action answer\nZ98101 pilots green"))
    generation, journal = store.generation, store.journal.read_bytes()
    files = sorted(path.name for path in store.directory.rglob("*"))
    with trial(store) as tried:
        more = answers(draw, "respondent action answer\nZ98102 pilots green\nZ98101 pilots red")
        assert tried.add_import(record(b"12"), more) == 2
        first = tried.generation
        assert tried.snapshot().rows(COUNTS) == [("pilots", "green", 1), ("pilots", "red", 1)]
        tried.undo(1)
        assert tried.generation != first
        assert tried.snapshot().rows("SELECT state FROM imports ORDER BY import") == [
            ("undone",),
            ("loaded",),
        ]
    assert store.snapshot().rows(COUNTS) == [("pilots", "green", 1)]
    assert (store.generation, store.journal.read_bytes()) == (generation, journal)
    assert sorted(path.name for path in store.directory.rglob("*")) == files


def test_a_trial_keeps_no_file_and_reads_those_of_its_store(store: Store) -> None:
    kept = store.receive(b"kept", "txt")
    with trial(store) as tried:
        sha256 = tried.receive(b"tried", "txt")
        assert tried.received(kept).read_bytes() == b"kept"
    assert not list((store.directory / "received").glob(f"{sha256}*"))


def test_a_step_that_fails_leaves_the_trial_as_it_was(store: Store, draw) -> None:
    with trial(store) as tried:
        before = tried.generation
        with pytest.raises(ValueError, match="lack the key"):
            tried.add_import(record(b"1"), answers(draw, "respondent action answer\n- pilots green"))
        assert tried.generation == before
        assert tried.snapshot().rows("SELECT * FROM imports") == []
