"""Generations: sealed, published in one step, pruned, and found again when something is lost."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from store import Store, StoreError
from store.generations import Generations

Load = Callable[..., int]
ONE = """
    respondent  action     answer  row
    J81001      referrals  green   1
    """


def responded(store: Store) -> int:
    return store.snapshot().rows("SELECT coalesce(sum(responded), 0)::INTEGER FROM reply_counts")[0][0]


def test_a_snapshot_does_not_change_when_somebody_writes(store: Store, load: Load) -> None:
    before = store.snapshot()
    load(answers=ONE)
    assert store.generation == before.generation + 1
    assert before.rows("SELECT count(*) FROM answers") == [(0,)]
    assert store.snapshot().rows("SELECT count(*) FROM answers") == [(1,)]


def test_two_snapshots_of_a_generation_share_a_connection_and_old_ones_are_let_go(
    store: Store, load: Load
) -> None:
    first, again = store.snapshot(), store.snapshot()
    assert first._opened is again._opened
    path = store.generations.path(first.generation)
    del first, again
    load(answers=ONE)
    store.snapshot()
    duckdb.connect(str(path)).close()  # would fail if a read-only connection were still open here


def test_a_write_that_changes_nothing_publishes_nothing(store: Store) -> None:
    before = store.generation
    store.drop_demonstration()
    store.forget("never asked")
    assert store.generation == before
    assert not list(store.generations.folder.glob(".writing-*"))


def test_a_write_that_fails_leaves_everything_as_it_was(store: Store, load: Load) -> None:
    before, journal = store.generation, store.journal.read_bytes()
    with pytest.raises(ValueError, match="1 rows of answers lack the key"):
        load(
            answers="""
            respondent  action  answer  row
            J81001      -       green   1
            """
        )
    with pytest.raises(ValueError, match="answers have no column wrong_column"):
        load(
            answers="""
            respondent  action     answer  wrong_column
            J81001      referrals  green   1
            """
        )
    assert (store.generation, store.journal.read_bytes()) == (before, journal)
    assert not list(store.generations.folder.glob(".writing-*"))


def test_what_crashed_writers_left_is_removed_by_the_next(store: Store, load: Load) -> None:
    load(answers=ONE)
    folder, current = store.generations.folder, store.generation
    (folder / ".writing-1-1.duckdb").write_bytes(b"half")
    (folder / ".writing-1-1.duckdb.wal").write_bytes(b"half")
    orphan = store.generations.path(current + 1)
    shutil.copyfile(store.generations.path(current), orphan)
    assert store.snapshot().generation == current, "nobody reads what CURRENT never named"
    load(answers=ONE)
    assert not list(folder.glob(".writing-*"))
    assert not orphan.exists()
    assert store.generation == current + 2, "a number is never used twice"


def test_current_names_the_file_of_its_generation(store: Store, load: Load) -> None:
    load(answers=ONE)
    names = store.generations.pointer.read_text(encoding="ascii")
    assert names == f"{store.generation:06d}\n"
    assert (store.directory / "generations" / f"{names.strip()}.duckdb").exists()


@pytest.mark.parametrize("pointer", [None, "", "no number\n"])
def test_without_a_good_current_the_newest_generation_counts(
    store: Store, load: Load, pointer: str | None
) -> None:
    load(answers=ONE)
    newest = store.generation
    if pointer is None:
        store.generations.pointer.unlink()
    else:
        store.generations.pointer.write_text(pointer)
    opened = Store.open()
    assert (opened.generation, responded(opened)) == (newest, 1)
    assert opened.snapshot().fallback == "", "nothing is lost but the name"
    load(answers=ONE.replace("J81001", "J81002"))
    assert (opened.generations.named(), responded(opened)) == (newest + 1, 2)


@pytest.mark.parametrize("damage", [None, b"", b"not a database"])
def test_a_lost_newest_generation_falls_back_for_reading_and_is_not_written_over(
    store: Store, load: Load, damage: bytes | None
) -> None:
    load(answers=ONE)
    load(answers=ONE.replace("J81001", "J81002"))
    lost = store.generations.path(store.generation)
    lost.unlink()
    if damage is not None:
        lost.write_bytes(damage)
    opened = Store.open()
    assert responded(opened) == 1
    assert "is lost and an earlier one is shown" in opened.snapshot().fallback
    opened.generations.pointer.unlink()
    assert "is lost" in opened.snapshot().fallback, "the journal tells more than what is shown"
    with pytest.raises(StoreError, match="python -m loaders rebuild"):
        load(answers=ONE.replace("J81001", "J81003"))


def test_nothing_good_left_is_a_sentence_that_says_what_to_do(store: Store, load: Load) -> None:
    load(answers=ONE)
    shutil.rmtree(store.generations.folder)
    with pytest.raises(StoreError, match="lost or damaged: 'python -m loaders rebuild'"):
        Store.open()


@pytest.mark.parametrize(("version", "words"), [(99, "newer version"), (0, "older version")])
def test_a_store_of_another_version_is_a_sentence(store: Store, version: int, words: str) -> None:
    path = store.generations.path(store.generation + 1)
    shutil.copyfile(store.generations.path(store.generation), path)
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE meta SET value = ? WHERE key = 'schema'", [str(version)])
    store.generations.pointer.write_text(f"{store.generation + 1}\n")
    with pytest.raises(StoreError, match=words):
        Store.open()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no read-only folders")
def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="cannot be written"):
        Store.open(tmp_path / "file" / "store")


def test_pruning_keeps_the_last_ones_and_the_last_of_each_day_for_a_month(tmp_path: Path) -> None:
    generations = Generations(tmp_path)
    generations.folder.mkdir()
    noon = time.time() // 86_400 * 86_400 + 43_200
    days_ago = {1: 60, 2: 40, 3: 20, 4: 20, 5: 10, 6: 3, 7: 3, 8: 3}
    for number, days in days_ago.items():
        generations.path(number).write_bytes(b"")
        made_at = noon - days * 86_400
        os.utime(generations.path(number), (made_at, made_at))
    generations.path(9).write_bytes(b"")  # not published yet
    gone = generations.prune(current=8, keep=2, days=31)
    assert gone == [1, 2, 3, 6]
    assert generations.numbers() == [4, 5, 7, 8, 9]


def test_writing_prunes_by_itself(store: Store, load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Store, "keep", 2)
    monkeypatch.setattr(Store, "days", 0)
    for _ in range(4):
        load(answers=ONE)
    current = store.generation
    assert store.generations.numbers() == [current - 1, current]
    assert store.prune(keep=1) == [current - 1]
