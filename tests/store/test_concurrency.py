"""Several processes and threads at one store: writers take turns, readers never wait."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from store import Store, StoreError
from store.writing import turn

ROOT = Path(__file__).resolve().parents[2]
FIVE_IMPORTS = "import sys, store_user as u; s = u.Store.open(sys.argv[1]); [u.load_one(s) for _ in range(5)]"


def test_two_writing_processes_take_turns_and_lose_nothing(store: Store) -> None:
    path = os.pathsep.join([str(ROOT), str(Path(__file__).parent)])
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", FIVE_IMPORTS, str(store.directory)], env={**os.environ, "PYTHONPATH": path}
        )
        for _ in range(2)
    ]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0]
    assert store.snapshot().rows("SELECT import FROM imports ORDER BY import") == [(i,) for i in range(1, 11)]
    assert store.snapshot().rows("SELECT count(*) FROM standing_answers") == [(600,)]
    assert list(store.events()["seq"]) == list(range(1, 12))


def test_two_openers_of_a_store_that_is_not_there_make_one(store_directory: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(lambda _: Store.open(), range(2)))
    assert [store.generation for store in made] == [1, 1]
    assert list(made[0].events()["event"]) == ["reference"]


def test_a_writer_that_waits_too_long_says_so_and_a_reader_does_not_wait(store: Store) -> None:
    store.patience = 0.2
    holding, done = threading.Event(), threading.Event()

    def hold() -> None:
        with turn(store.directory, 5):
            holding.set()
            done.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    assert holding.wait(5)
    began = time.monotonic()
    assert store.snapshot().rows("SELECT count(*) FROM imports") == [(0,)]
    assert time.monotonic() - began < 0.2
    with pytest.raises(StoreError, match="Somebody else is writing to the store"):
        store.undo(1)
    done.set()
    holder.join()
    with pytest.raises(StoreError, match="There is no import 1"):
        store.undo(1)


def test_threads_share_a_snapshot_without_a_wrong_answer(store: Store) -> None:
    snapshot = store.snapshot()

    def ask(number: int) -> bool:
        rows = snapshot.rows("SELECT $n + sum(i) FROM range(1000) t(i)", {"n": number})
        frame = snapshot.frame("SELECT $n AS n", {"n": number})
        return rows == [(number + 499_500,)] and list(frame["n"]) == [number]

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(200)))


def test_a_generation_pruned_between_looking_and_opening_is_looked_up_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = iter([999, 1000])
    current = store.generation
    real = store.generations.named
    monkeypatch.setattr(store.generations, "named", lambda: next(names, real()))
    assert store.snapshot().generation == current
