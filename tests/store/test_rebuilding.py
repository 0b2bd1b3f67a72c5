"""A store made again from nothing but its journal and the received files."""

from __future__ import annotations

import shutil

import pandas as pd
import pytest

from store import ImportRecord, Store, StoreError
from store.rebuilding import Past, Rebuilding, rebuilding


def read(data: bytes, choice: str) -> dict[str, pd.DataFrame]:
    """A loader for these tests: 'practice answer' a line; the answer '?' is what a person chose."""
    lines = [line.split() for line in data.decode().splitlines()]
    frame = pd.DataFrame(lines, columns=["respondent", "answer"]).replace({"answer": {"?": choice}})
    frame = frame[frame["answer"] != ""]
    return {
        "answers": frame.assign(
            survey="winter", region="dorset", action="pilots", sheet="", row=range(len(frame))
        )
    }


def load(store: Store, data: bytes, choice: str = "", **more: object) -> int:
    sha256 = store.receive(data, "txt")
    return store.add_import(ImportRecord("a.txt", sha256, "txt", kind="survey", **more), read(data, choice))


def rebuild(store: Store) -> list[Past]:
    pasts = []
    with rebuilding(store, "ann") as again:
        for past in again:
            pasts.append(past)
            add(store, again, past)
    return pasts


def add(store: Store, again: Rebuilding, past: Past) -> None:
    remembered = again.snapshot().rows("SELECT choice FROM remembered")
    rows = read(store.received(past.sha256).read_bytes(), remembered[0][0] if remembered else "")
    record = ImportRecord(past.file, past.sha256, past.ext, kind="survey", options=past.options)
    again.add(past, record, rows)


def eventful(store: Store) -> None:
    """A demonstration that left, a question answered, an undo, and an undo of an undo."""
    load(store, b"Z99001 green", demonstration=True, by="ann")
    first = load(store, b"J81001 green\nJ81002 ?", options={"region": "dorset"})
    store.remember("q1", "answer", "?", "?", "amber")
    data = b"J81001 green\nJ81002 ?"
    record = ImportRecord(
        "a.txt", store.receive(data, "txt"), "txt", kind="survey", options={"region": "dorset"}
    )
    store.replace_import(first, record, read(data, "amber"))
    undone, back = load(store, b"J81001 red"), load(store, b"J81003 red")
    store.undo(undone)
    store.undo(back)
    store.undo(back)


def everything(store: Store) -> list[list[tuple]]:
    snapshot = store.snapshot()
    imports = (
        "SELECT import, sha256, options, loaded_at, loaded_by, state, demonstration FROM imports ORDER BY 1"
    )
    answers = "SELECT respondent, answer, import FROM standing_answers ORDER BY 1"
    remembered = "SELECT * FROM remembered"
    events = "SELECT * FROM events WHERE event NOT IN ('rebuild') ORDER BY seq"
    return [snapshot.rows(sql) for sql in (imports, answers, remembered, events)]


def test_a_lost_database_comes_back_from_journal_and_received_files(store: Store) -> None:
    eventful(store)
    before, generation = everything(store), store.generation
    assert before[1] == [("J81001", "green", 2), ("J81002", "amber", 2), ("J81003", "red", 4)]
    shutil.rmtree(store.generations.folder)
    with pytest.raises(StoreError, match="rebuild"):
        Store.open()
    pasts = rebuild(Store.open(to_rebuild=True))
    assert [(past.import_id, past.again) for past in pasts] == [
        (1, False),
        (2, False),
        (2, True),
        (3, False),
        (4, False),
    ]
    again = Store.open()
    assert everything(again) == before
    assert again.generation > generation
    assert list(again.events()["event"])[-1] == "rebuild"
    assert load(again, b"J81009 green") == 5


def test_a_rebuild_finds_what_a_crash_kept_from_the_journal(store: Store) -> None:
    load(store, b"J81001 green")
    lagging = store.journal.read_bytes()
    load(store, b"J81002 green")
    before = everything(store)
    store.journal.write_bytes(lagging)
    rebuild(store)
    assert everything(store) == before


def test_a_file_that_can_no_longer_be_read_stays_out_and_the_rest_comes_back(store: Store) -> None:
    gone = load(store, b"J81001 green")
    load(store, b"J81002 green")
    store.undo(gone)
    with rebuilding(store) as again:
        for past in again:
            if past.import_id != gone:
                add(store, again, past)
    assert store.snapshot().rows("SELECT import FROM imports") == [(2,)]
    assert load(store, b"J81003 green") == 3


def test_a_rebuild_that_fails_changes_nothing(store: Store) -> None:
    load(store, b"J81001 green")
    before = store.generation
    with pytest.raises(RuntimeError, match="the loader broke"), rebuilding(store) as again:
        break_down(again)
    assert store.generation == before
    assert not list(store.generations.folder.glob(".writing-*"))


def break_down(again: Rebuilding) -> None:
    for past in again:
        raise RuntimeError(f"the loader broke on {past.file}")
