"""A store that many servers share: the container holds it, a local folder is each server's copy of the newest.

Everything above reads and writes the local copy, as it does on one machine. What is new is fetched before it is read,
and a write is published by compare-and-swap: a writer that loses repeats the short store write, never the reading.
"""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

from store import journal
from store.container import Container, Sealed, Unreachable, number_of
from store.disk import write_atomically
from store.errors import StoreError
from store.folder import Folder
from store.generations import no_longer_kept
from store.received import Received
from store.statements import run
from store.writing import Conflict

FRESH = 1.0  # seconds for which the copy counts as the newest without a look
AGAIN = 5.0  # seconds until a container that did not answer is asked again
SETTLED = timedelta(minutes=10)  # after which an upload that CURRENT never named is nobody's any more
_PATIENCE = 30.0  # seconds that a process waits for another of this machine to fetch
CACHE = "UPTAKE_CACHE"  # where copies are kept; else a folder of the user's


def cache_folder(address: str) -> Path:
    """The folder for the copy of a container on this machine."""
    root = os.environ.get(CACHE) or Path.home() / ".cache" / "collective-action-uptake"
    return Path(root).expanduser() / hashlib.sha256(address.encode()).hexdigest()[:16]


class SharedReceived(Received):
    """Received files that are fetched from the container when one is asked for."""

    def __init__(self, directory: Path, container: Container) -> None:
        super().__init__(directory)
        self._container = container

    def keep(self, data: bytes, ext: str) -> str:
        """Keep the file here and in the container; its sha256 comes back."""
        sha256 = super().keep(data, ext)
        self._container.keep(sha256, super().path(sha256).suffix[1:], data)
        return sha256

    def path(self, sha256: str) -> Path:
        """Where the file is, fetched if it is not here yet. Raises StoreError if it is nowhere."""
        with suppress(StoreError):
            return super().path(sha256)
        if received := self._container.received(sha256):
            super().keep(*received)
        return super().path(sha256)


class Shared(Folder):
    """The copy of a container on this machine. Reading goes on from it while the container does not answer."""

    def __init__(self, container: Container, directory: Path) -> None:
        super().__init__(directory)
        self.container = container
        self.files = SharedReceived(directory, container)
        self._sealed: Sealed | None = None
        self._look_at = 0.0  # of the clock that only runs forward
        self._known_at = time.monotonic()  # when this was last known to be the newest
        self._looking = threading.Lock()
        self._writer: int | None = None  # the thread whose turn it is: what it reads stays as it is

    @property
    def age(self) -> float:
        """Seconds since this copy was known to be the newest."""
        return time.monotonic() - self._known_at

    def pull(self, *, now: bool = False) -> None:
        """Bring the local copy up to the generation that counts, at most once a second.

        now: whatever the clock says, and raise Unreachable where the container does not answer; else what is here is
        read on, and snapshots say how old it is.
        """
        if self._writer == threading.get_ident() or (not now and time.monotonic() < self._look_at):
            return
        with self._looking:
            self._look(now)

    def _look(self, now: bool) -> None:
        if not now and time.monotonic() < self._look_at:  # another thread has looked meanwhile
            return
        try:
            self._bring(self.container.current())
        except Unreachable as error:
            self._look_at = time.monotonic() + AGAIN
            if now or self.generations.named() is None:
                raise
            self.trouble = f"{error} Shown is the copy of {_in_words(self._copied_at())}."
            return
        self.trouble = ""
        self._known_at = time.monotonic()
        self._look_at = self._known_at + FRESH

    def _bring(self, sealed: Sealed | None) -> None:
        if sealed is not None and not (self._here() == sealed.name and self._file(sealed).exists()):
            with super().turn(_PATIENCE):  # one process of this machine fetches, the others wait
                if not (self._here() == sealed.name and self._file(sealed).exists()):
                    self.container.fetch(sealed.name, self._file(sealed))
                    self._name_here(sealed)
        self._sealed = sealed

    def _file(self, sealed: Sealed) -> Path:
        return self.generations.path(sealed.number)

    def _here(self) -> str | None:
        with suppress(OSError):
            return self._named_file.read_text(encoding="ascii").strip()
        return None

    @property
    def _named_file(self) -> Path:
        return self.directory / "CURRENT.name"

    def _name_here(self, sealed: Sealed) -> None:
        """Let the local copy name a generation that has just come, and the local journal tell what it tells."""
        for number in self.generations.numbers():  # of a container that was restored to an earlier version
            if number > sealed.number:
                self.generations.path(number).unlink(missing_ok=True)
        write_atomically(self.generations.pointer, f"{sealed.number:06d}\n".encode("ascii"))
        write_atomically(self._named_file, f"{sealed.name}\n".encode("ascii"))
        before = 0
        with suppress(StoreError):  # a damaged copy of the journal is made again
            before = journal.last(self.journal)
        self.journal.unlink(missing_ok=True)
        with duckdb.connect(str(self._file(sealed)), read_only=True) as connection:
            journal.append(self.journal, run(connection, "events_after", seq=0))
            if run(connection, "erased_since", seq=before):
                self._let_go({name for (name,) in run(connection, "files")})

    def _copied_at(self) -> datetime:
        return datetime.fromtimestamp(self.generations.pointer.stat().st_mtime, UTC)

    @contextmanager
    def turn(self, patience: float) -> Iterator[None]:
        """The turn to write, in all servers and on this machine, on the newest generation."""
        with self.container.turn(patience):
            self.pull(now=True)
            if self._sealed is None:
                self._bring_journal()
            with super().turn(patience):
                self._writer = threading.get_ident()
                try:
                    yield
                finally:
                    self._writer = None

    def next_number(self) -> int:
        """As in a folder. Where the container was restored to an earlier version, or its database is lost, later
        numbers were given: those of the generations that are there still, and one for each event of the journal."""
        given = [number_of(name) for name in self.container.generations()]
        return max(super().next_number(), *(number + 1 for number in (*given, journal.last(self.journal))))

    def _bring_journal(self) -> None:
        """The journal of a container whose database is lost, so that a rebuild has it."""
        if events := self.container.events():
            write_atomically(self.journal, events)

    def publish(self, path: Path, number: int, unwritten: list[tuple[Any, ...]]) -> None:
        """Publish a working file in the container, then here. Raises Conflict where another server was first."""
        self._abandon()
        self._seal(path, number)
        super().publish(path, number, unwritten)
        self._complete_journal()

    def _seal(self, path: Path, number: int) -> None:
        """Publish a file in the container and remember under which name. Raises Conflict where another was first."""
        sealed = self.container.publish(path, number, self._sealed.tag if self._sealed else None)
        if sealed is None:
            self._look_at = 0.0
            raise Conflict
        self._sealed = sealed
        write_atomically(self._named_file, f"{sealed.name}\n".encode("ascii"))

    def reseal(self, path: Path, number: int, events: list[tuple[Any, ...]]) -> None:
        """As in a folder, in the container first."""
        self._seal(path, number)
        super().reseal(path, number, events)
        self.container.rewrite_events(events[0][0], events[-1][0], self.journal.read_bytes())

    def forget(self, sha256: str) -> dict[str, bool]:
        """As in a folder, in the container too."""
        return dict.fromkeys(self.container.forget(sha256), False) | super().forget(sha256)

    def drop_older(self) -> dict[str, bool]:
        """As in a folder, in the container too."""
        others = [name for name in self.container.generations() if self._sealed and name != self._sealed.name]
        self.container.drop(others)
        return dict.fromkeys(others, False) | super().drop_older()

    def _let_go(self, names: set[str]) -> None:
        """Remove what another server erased: earlier generations, received files that no import has any more."""
        super().drop_older()
        for path in self.files.folder.glob("*.*"):
            if path.stem not in names:
                path.unlink(missing_ok=True)

    def _abandon(self) -> None:
        """Take events out of the container's journal that came after the CURRENT to which somebody restored it.

        A segment is written after its CURRENT. So those that were there before CURRENT was still what this write is
        made on belong to no publication after it.
        """
        after = journal.last(self.journal)
        later = self.container.segments_after(after) if self._sealed else []
        if later and (current := self.container.current()) and current == self._sealed:
            self.container.abandon(later, after)

    def _complete_journal(self) -> None:
        """Write to the container's journal what it lacks: after a crash, what an earlier writer owed it too."""
        last = self.container.last_event()
        if events := [event for event in journal.read(self.journal) if event["seq"] > last]:
            lines = b"".join(journal.line(event) for event in events)
            self.container.write_events(events[0]["seq"], events[-1]["seq"], lines)

    def prune(self, current: int, keep: int, days: int) -> list[int]:
        """As Generations.prune, here and in the container, which loses what killed writers never published too.

        What came within SETTLED may be about to be published by another server, and stays.
        """
        if self._sealed is not None:
            made_at, name = self.container.generations(), self._sealed.name
            before = datetime.now(UTC) - SETTLED
            published = {each: at for each, at in made_at.items() if number_of(each) <= self._sealed.number}
            gone = {*no_longer_kept(published, name, keep, days), *(made_at.keys() - published.keys())}
            self.container.drop([each for each in gone if made_at[each] < before])
        return super().prune(current, keep, days)


_copies: dict[tuple[int, str], Shared] = {}  # by process and address: what one look showed holds for all


def copy_of(address: str) -> Shared:
    """This machine's copy of the container at that address. Raises StoreError where it cannot be used."""
    key = (os.getpid(), address)
    if key not in _copies:
        _copies[key] = brought(Container.at(address), cache_folder(address))
    return _copies[key]


def brought(container: Container, directory: Path) -> Shared:
    """A copy of a container in that folder, brought up to what counts."""
    copy = Shared(container, directory)
    copy.generations.folder.mkdir(parents=True, exist_ok=True)
    if container.current() is None:
        container.check()
    copy.pull(now=True)
    return copy


def _in_words(moment: datetime) -> str:
    return f"{moment.astimezone():%d/%m/%Y %H:%M}"
