"""Instances of DuckDB that outlive the files they show, to read and to write."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from store import Store, writing
from store.writing import WRITER_SETTINGS, connected

ONE = """
    respondent  region  survey  action     answer
    J81001      dorset  winter  referrals  green
    """
HERE = "SELECT count(*) FROM duckdb_databases() WHERE starts_with(path, $folder)"
LARGE = "CREATE TEMP TABLE large AS SELECT md5(range::VARCHAR) AS text FROM range(500_000)"


def answers(store: Store) -> int:
    return store.snapshot().rows("SELECT count(*) FROM answers")[0][0]


def test_no_more_files_stay_open_than_somebody_looks_at(store: Store, load: Callable[..., int]) -> None:
    kept = store.snapshot()
    for _ in range(3):
        load(answers=ONE)
        assert answers(store) > 0
    folder = {"folder": str(store.generations.folder)}
    assert store.snapshot().rows(HERE, folder) == [(2,)]
    assert kept.rows("SELECT count(*) FROM answers") == [(0,)]
    del kept
    assert store.snapshot().rows(HERE, folder) == [(1,)]


@pytest.mark.skipif(os.name == "nt", reason="a file that is open cannot be removed there")
def test_a_store_made_anew_at_the_same_place_is_another(
    store: Store, load: Callable[..., int], pristine: Path
) -> None:
    load(answers=ONE)
    before = store.snapshot()
    shutil.rmtree(store.directory)
    shutil.copytree(pristine, store.directory)
    again = Store.open(store.directory)
    assert answers(again) == 0
    assert before.rows("SELECT count(*) FROM answers") == [(1,)]


def test_a_query_that_fails_spoils_no_other(store: Store) -> None:
    snapshot = store.snapshot()
    for _ in range(2):
        with pytest.raises(duckdb.CatalogException):
            snapshot.rows("FROM no_such_table")
        assert snapshot.rows("SELECT count(*) FROM answers") == [(0,)]


def test_a_query_cannot_change_a_sealed_file(store: Store) -> None:
    with pytest.raises(duckdb.InvalidInputException, match="read-only"):
        store.snapshot().rows("DELETE FROM meta")


def test_a_write_that_failed_leaves_nothing_to_the_next(store: Store, load: Callable[..., int]) -> None:
    with pytest.raises(ValueError, match="lack the key"):
        load(answers=ONE.replace("J81001", "-     "))
    load(answers=ONE)
    assert answers(store) == 1


def test_an_instance_that_put_data_aside_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "WRITER_SETTINGS", WRITER_SETTINGS | {"memory_limit": "16MB"})
    monkeypatch.setattr(writing, "_idle", {})
    for name in ("first", "second"):
        path = tmp_path / f"{name}.duckdb"
        with connected(path, 1) as connection:
            connection.execute(LARGE)
            assert list(tmp_path.glob("*.tmp"))
            connection.execute("CHECKPOINT")
        assert sorted(file.name for file in tmp_path.iterdir()) == sorted({"first.duckdb", path.name})
        assert not writing._idle
