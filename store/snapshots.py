"""Reading one generation: sealed, read-only, and never in the way of a writer."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

import duckdb

from store.attached import Attached, Opened
from store.errors import StoreError
from store.statements import statement

if TYPE_CHECKING:
    import pandas as pd

SCHEMA = 5  # of schema.sql: raise it when a table of facts changes its shape
FOLDERS = 8  # stores whose newest file this process keeps open

DAMAGED = "The database of this store is damaged: 'python -m loaders rebuild' makes it again from the files received."
_BROKEN = (duckdb.IOException, duckdb.FatalException, duckdb.InternalException, duckdb.SerializationException)


@contextmanager
def damage_told() -> Iterator[None]:
    """Tell in a sentence, as StoreError, where a block of a sealed file turns out to be damaged."""
    try:
        yield
    except _BROKEN as error:
        raise StoreError(DAMAGED) from error


FALLBACK = (
    "The newest database of this store is lost and an earlier one is shown: "
    "'python -m loaders rebuild' brings back what came after it."
)


_OF_IMPORTS = ("import", "undo", "redo")  # events after which other rows stand
_OF_WORDS = (
    "answer",
    "forget",
    "correct",
    "uncorrect",
)  # after which a file is read anew, and nothing else changes


class Snapshot:
    """A store as it stood at one generation. Safe to use from several threads: a cursor per query.

    fallback: a sentence for whoever reads on, where the generation that counts is lost and this is an earlier
    one; else ''.
    """

    def __init__(self, opened: Opened, generation: int, fallback: str = "") -> None:
        self._opened = opened
        self.generation = generation
        self.fallback = fallback

    @property
    def shared(self) -> object:
        """What all snapshots of this generation have in common, for keeping beside it what was read of it."""
        return self._opened

    def frame(self, sql: str, parameters: dict[str, Any] | None = None) -> pd.DataFrame:
        """The answer to one query with named parameters, as a frame."""
        with damage_told(), self._opened.cursor() as cursor:
            return cursor.execute(sql, parameters or None).df()

    def rows(self, sql: str, parameters: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """The answer to one query with named parameters, as plain rows."""
        with damage_told(), self._opened.cursor() as cursor:
            return cursor.execute(sql, parameters or None).fetchall()

    def records(self, sql: str, parameters: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """The answer to one query with named parameters, each row by column. Of a few rows, a frame takes four
        times as long."""
        with damage_told(), self._opened.cursor() as cursor:
            result = cursor.execute(sql, parameters or None)
            names = [column[0] for column in result.description]
            return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def settings(self, kind: str) -> dict[str, Any]:
        """What people set of one kind: name to value, by name."""
        rows = self.rows(statement("settings"), {"kind": kind})
        return {setting.removeprefix(f"{kind}/"): json.loads(value) for setting, value in rows}

    def tables_changed(self, before: Snapshot) -> frozenset[str] | None:
        """The tables of facts in which rows came or went since an earlier snapshot of the same store; None where any
        may have changed, as when settings did."""
        last = before.rows(statement("last_event"))[0][0]
        events = self.rows(statement("events_after"), {"seq": last})
        kinds = {event for _, _, _, event, _ in events}
        if kinds - {*_OF_IMPORTS, *_OF_WORDS}:
            return None
        numbers = [
            json.loads(payload)["import"] for _, _, _, event, payload in events if event in _OF_IMPORTS
        ]
        filled = (each.rows(statement("tables_of_imports"), {"imports": numbers}) for each in (before, self))
        return frozenset(table for rows in filled for (table,) in rows)


_lock = threading.Lock()
_opened: WeakValueDictionary[tuple[Path, int, int], Opened] = WeakValueDictionary()
_newest: dict[Path, Opened] = {}


def pin(path: Path, generation: int) -> Snapshot:
    """A snapshot of a sealed file, which all of them in this process share.

    A folder's latest file is kept for the next call, an older one goes with its last snapshot.
    Raises OSError or duckdb.Error where the file is not there or not whole, StoreError where its tables
    are those of another version.
    """
    stat = path.stat()
    key = (path, stat.st_ino, stat.st_mtime_ns)
    with _lock:
        opened = _opened.get(key)
        if opened is None:
            opened = _opened[key] = _open(path)
        _newest.pop(path.parent, None)
        _newest[path.parent] = opened
        while len(_newest) > FOLDERS:
            _newest.pop(next(iter(_newest)))
    return Snapshot(opened, generation)


def _open(path: Path) -> Opened:
    opened = Attached(path)
    with opened.cursor() as cursor:
        versions = cursor.execute(statement("schema_version")).fetchone()
    if versions is None:
        raise duckdb.InvalidInputException(f"{path.name} does not say of which version it is.")
    if versions[0] > SCHEMA:
        raise StoreError(
            "This store was written by a newer version of the software: update the software, "
            "or name another folder with --store."
        )
    if versions[0] < SCHEMA:
        raise StoreError(
            "This store was written by an older version of the software: bring it up to date "
            "with 'python -m loaders rebuild'."
        )
    return opened
