"""One write: a copy of the current generation, changed in one transaction."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import duckdb
from filelock import FileLock, Timeout

from store.attached import SETTINGS
from store.errors import StoreError
from store.generations import WORKING
from store.records import as_json
from store.snapshots import SCHEMA
from store.statements import resolve, run, text

# A commit that is to be followed by a checkpoint anyway need not go through the log first.
# What does not fit into the memory limit goes to a folder beside the working file: an import of a million
# answers then takes 150 MB less, and a tenth longer. Small blocks keep small imports small: with the usual
# 256 KB every table that an import of thirty rows touched grew by as much. With 16 KB numbers are not packed.
WRITER_SETTINGS = SETTINGS | {
    "checkpoint_threshold": "1KB",
    "memory_limit": "128MB",
    "default_block_size": "32768",
}
TIDIED = 16  # every so many generations what many imports left in pieces is put together

_idle: dict[
    int, duckdb.DuckDBPyConnection
] = {}  # by process: one forked off has not the threads of the other

P, T = ParamSpec("P"), TypeVar("T")
_TRIES = 20  # of one write, where other servers publish first

REFUSED = re.compile(r"(?:write|open|sync|create) file", re.IGNORECASE)  # in DuckDB's own words
RESOLVED = ("contested", "surveys", "notices", "practices", "lists")


class Conflict(Exception):  # noqa: N818 - an outcome that the writer answers by writing again
    """Another server published first; nothing was written."""


def repeated(write: Callable[P, T]) -> Callable[P, T]:
    """A write that is done again, on the newer generation, where another server published first."""

    @wraps(write)
    def tried(*arguments: P.args, **options: P.kwargs) -> T:
        for _ in range(_TRIES):
            with suppress(Conflict):
                return write(*arguments, **options)
        raise StoreError("Others are writing to the shared store all the time: try again in a minute.")

    return tried


class Writing:
    """The connection of the writer whose turn it is, and what it has changed so far.

    at: the time of this write, UTC. recording: false while a rebuild repeats what is already in the journal.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, at: datetime | None = None, recording: bool = True
    ) -> None:
        self.connection = connection
        self.at = at or datetime.now(UTC).replace(tzinfo=None)
        self.recording = recording
        self.changed = False
        self._touched = False

    def run(self, name: str, **parameters: Any) -> list[tuple[Any, ...]]:
        return run(self.connection, name, **parameters)

    def event(self, event: str, by: str, payload: dict[str, Any]) -> None:
        """Note what happened; a write without an event is not published."""
        self.changed = True
        if self.recording:
            seq = self.run("last_event")[0][0] + 1
            self.run("add_event", seq=seq, at=self.at, by=by, event=event, payload=as_json(payload))

    def touch(self, import_id: int) -> None:
        """Note what the rows of this import are about, before they go and after they came, for resolve()."""
        if not self._touched:
            self.run("start_touching")
        self._touched = True
        self.run("touch", **{"import": import_id})

    def resolve(self) -> None:
        """Make again what stands, for all that was touched."""
        if self._touched:
            counts = zip(RESOLVED, self.run("touched")[0], strict=True)
            for part in (part for part, touched in counts if touched):
                resolve(self.connection, part)
            self._touched = False


@contextmanager
def turn(directory: Path, patience: float) -> Iterator[None]:
    """Wait until no other writer, in any process, is at work in this directory; then nobody else is.

    Raises StoreError after `patience` seconds, and where the directory cannot be written.
    """
    lock = FileLock(directory / ".lock", timeout=patience, poll_interval=0.01)
    try:
        lock.acquire()
    except Timeout:
        raise StoreError(
            "Somebody else is writing to the store and has not finished yet: try again in a minute."
        ) from None
    except OSError as error:
        raise cannot_write(directory, error) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def working_copy(folder: Path, base: Path | None) -> Iterator[Path]:
    """A new file beside the generations that holds what the base holds, or empty tables.

    It is removed afterwards, unless it was published by then.
    """
    path = folder / f"{WORKING}{os.getpid()}-{time.monotonic_ns()}.duckdb"
    try:
        if base is not None:
            shutil.copyfile(base, path)
        else:
            with connect(path) as connection:
                connection.execute(text("schema.sql"))
                run(connection, "set_meta", key="schema", value=str(SCHEMA))
        yield path
    finally:
        for left in folder.glob(f"{path.name}*"):  # its log as well
            with suppress(OSError):  # Windows keeps a file that is still open: the next writer removes it
                left.unlink()


def connect(path: Path) -> duckdb.DuckDBPyConnection:
    """A writer's connection to a working file, in an instance of its own."""
    return duckdb.connect(str(path), config=WRITER_SETTINGS)


@contextmanager
def connected(path: Path, number: int) -> Iterator[duckdb.DuckDBPyConnection]:
    """The writer's connection to a working file that is to be generation `number`; the file is closed afterwards.

    The instance of DuckDB is kept for the next write of this process, as to make one takes 15 ms. One writer has
    it at a time, another takes one of its own; and it is given up where it has put aside what did not fit into
    memory, and where anything went wrong.
    """
    instance = _idle.pop(os.getpid(), None) or duckdb.connect(config=WRITER_SETTINGS)
    try:
        with instance.cursor() as connection:
            connection.execute("SET temp_directory = $folder", {"folder": f"{path}.tmp"})
            connection.execute("ATTACH $path AS working", {"path": str(path)})
            connection.execute("USE working")
            # Merging the pieces of a table at each checkpoint took 0.3 s of every second large import, and more
            # than the import itself. Without the setting, writing is slower and otherwise the same.
            with suppress(duckdb.CatalogException):
                connection.execute(
                    "SET max_vacuum_tasks = 0" if number % TIDIED else "RESET max_vacuum_tasks"
                )
            yield connection
            connection.execute("USE memory")
            connection.execute("DETACH working")
    except BaseException:
        instance.close()
        raise
    try:
        instance.execute("SET temp_directory = ''")
    except duckdb.NotImplementedException:  # what was put aside goes when the instance does
        instance.close()
    else:
        _idle[os.getpid()] = instance


@contextmanager
def refusals_told(directory: Path) -> Iterator[None]:
    """Tell in a sentence, as StoreError, what the disk refuses while something is written."""
    try:
        yield
    except (OSError, duckdb.IOException) as error:
        raise cannot_write(directory, error) from error
    except (duckdb.TransactionException, duckdb.FatalException) as error:
        # Nobody else is at work in the file: what fails at the end of a transaction is the disk. The exception
        # is the same where a database is broken, so its words decide.
        if not REFUSED.search(str(error)):
            raise
        raise cannot_write(directory, error) from error


def cannot_write(directory: Path, error: OSError | duckdb.Error) -> StoreError:
    reason = error.strerror if isinstance(error, OSError) else None
    return StoreError(
        f"The store in {directory} cannot be written ({reason or 'the disk refused'}): "
        "make room or allow writing there, or name another folder with --store."
    )
