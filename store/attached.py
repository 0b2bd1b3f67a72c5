"""Sealed files as this process reads them: attached to one instance of DuckDB, each under a name of its own.

To make an instance takes 15 ms of a core, to attach a file to one that is there half a millisecond; and a process
that runs on opens a new file with every write.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import gettempdir
from weakref import finalize

import duckdb

# A query can neither reach the internet for an extension nor a variable of ours by its name.
SETTINGS = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}
_BROKEN = (
    duckdb.FatalException,
    duckdb.InternalException,
)  # after these an instance answers nothing any more

_numbers = count(1)


class Opened:
    """A connection that snapshots share; it closes when the last of them has gone."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor for one query, which nobody else uses meanwhile."""
        with self.connection.cursor() as cursor:
            yield cursor


class Attached(Opened):
    """A sealed file that snapshots share; it is let go of when the last of them has gone.

    Raises duckdb.Error where the file is not there or not whole.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(_instance(os.getpid()))
        self._name = f"sealed_{next(_numbers)}"
        self._free: list[duckdb.DuckDBPyConnection] = []
        with _unbroken(), self.connection.cursor() as cursor:
            cursor.execute(f"ATTACH $path AS {self._name} (READ_ONLY)", {"path": str(path)})
        finalize(self, _let_go, self.connection, self._name, self._free).atexit = False

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor for one query, which nobody else uses meanwhile. It is kept for the next one: to make a cursor
        and turn it to the file takes as long as a small query."""
        try:
            cursor = self._free.pop()
        except IndexError:
            cursor = self.connection.cursor()
            cursor.execute(f"USE {self._name}")
        with _unbroken():
            yield cursor
        self._free.append(cursor)


@cache
def _instance(_pid: int) -> duckdb.DuckDBPyConnection:
    """The instance of this process: one that was forked off cannot use the threads of the other's."""
    folder = Path(gettempdir()) / f"uptake-{os.getpid()}"  # made where a query does not fit into memory
    return duckdb.connect(config=SETTINGS | {"temp_directory": str(folder)})


@contextmanager
def _unbroken() -> Iterator[None]:
    """Leave an instance that a damaged file has broken: what is attached from then on goes to a new one."""
    try:
        yield
    except _BROKEN:
        _instance.cache_clear()
        raise


def _let_go(connection: duckdb.DuckDBPyConnection, name: str, free: list[duckdb.DuckDBPyConnection]) -> None:
    with suppress(duckdb.Error):
        for cursor in free:
            cursor.close()
        with connection.cursor() as cursor:
            cursor.execute(f"DETACH {name}")
