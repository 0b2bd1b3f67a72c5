"""A copy of the store on which a write can be tried: the same methods, nothing published, gone afterwards."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from store.attached import Opened
from store.snapshots import Snapshot
from store.store import Store
from store.writing import Writing, connected, working_copy

_steps = count(1)
_UNTIDIED = 1  # a number of a generation at which nothing is put together


class _Working(Opened):
    """The working file in a writer's instance, as queries of this process read it."""

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with super().cursor() as cursor:
            cursor.execute("USE working")
            yield cursor


class Trial(Store):
    """A store whose generations are the states of one private copy; their numbers are negative, so that
    nothing keeps by them what holds for this copy alone."""

    def __init__(self, real: Store, connection: duckdb.DuckDBPyConnection) -> None:
        super().__init__(real.place)
        self._connection = connection
        self._opened = _Working(connection)
        self._number = -next(_steps)

    @property
    def generation(self) -> int:
        return self._number

    def snapshot(self) -> Snapshot:
        return Snapshot(self._opened, self._number)

    def receive(self, data: bytes, ext: str) -> str:  # noqa: ARG002 - as a store is called
        """The sha256 of a file, which is not kept."""
        return hashlib.sha256(data).hexdigest()

    @contextmanager
    def _writing(self) -> Iterator[Writing]:
        self._connection.begin()
        try:
            writing = Writing(self._connection)
            yield writing
            writing.resolve()
            self._connection.commit()
        except BaseException:
            self._connection.rollback()
            raise
        self._number = -next(_steps)


@contextmanager
def trial(store: Store) -> Iterator[Trial]:
    """A store that begins as this one stands, to see what a write would change: a copy of the newest good generation.

    What is written to it changes nothing here, and goes afterwards; it receives no files. No writer waits for it, and
    it waits for none. The instance is that of a writer, which keeps what measures define once.
    """
    base = store.generations.path(store.snapshot().generation)
    with (
        TemporaryDirectory(prefix="uptake-", ignore_cleanup_errors=True) as folder,
        working_copy(Path(folder), base) as path,
        connected(path, _UNTIDIED) as connection,
    ):
        yield Trial(store, connection)
