"""Reading one generation: sealed, read-only, and never in the way of a writer."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

import duckdb

if TYPE_CHECKING:
    import pandas as pd

# A query can neither reach the internet for an extension nor a variable of ours by its name.
SETTINGS = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}


class Opened:
    """The one connection of this process to one generation; closed when the last snapshot of it goes."""

    def __init__(self, path: Path) -> None:
        self.connection = duckdb.connect(str(path), read_only=True, config=SETTINGS)


class Snapshot:
    """A store as it stood at one generation. Safe to use from several threads."""

    def __init__(self, opened: Opened, generation: int) -> None:
        self._opened = opened
        self.generation = generation

    def frame(self, sql: str, parameters: dict[str, Any] | None = None) -> pd.DataFrame:
        """The answer to one query with named parameters, as a frame."""
        with self._opened.connection.cursor() as cursor:
            return cursor.execute(sql, parameters or None).df()

    def rows(self, sql: str, parameters: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """The answer to one query with named parameters, as plain rows."""
        with self._opened.connection.cursor() as cursor:
            return cursor.execute(sql, parameters or None).fetchall()


_lock = threading.Lock()
_opened: WeakValueDictionary[tuple, Opened] = WeakValueDictionary()
_newest: dict[Path, Opened] = {}


def pin(path: Path, generation: int) -> Snapshot:
    """A snapshot of a sealed file. One connection per generation and process; older ones go with their
    last snapshot. Raises OSError or duckdb.Error where the file is not there or is not a database."""
    stat = path.stat()
    key = (path, stat.st_ino, stat.st_mtime_ns)
    with _lock:
        opened = _opened.get(key)
        if opened is None:
            opened = _opened[key] = Opened(path)
        _newest[path.parent] = opened
    return Snapshot(opened, generation)
