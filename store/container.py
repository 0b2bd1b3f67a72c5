"""Sealed generations in object storage (Azure Blob, S3 and what speaks it): what many servers share.

CURRENT                      the name of the generation that counts, replaced by compare-and-swap alone
generations/<name>.duckdb    name: number and content, 000042-3f9c2a…: what a killed writer leaves is in nobody's way
received/<sha256>.<ext>      every file exactly as it came in
journal/<first>-<last>.jsonl the events of one publication, by the numbers of the first and the last
abandoned/<id>-<first>-…     events that came after a CURRENT to which the container was restored: of no account, kept
WRITER                       whose turn it is, for fairness alone: correctness rests on the compare-and-swap
"""

from __future__ import annotations

import hashlib
import json
import re
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from store.disk import write_atomically
from store.errors import StoreError

if TYPE_CHECKING:
    from obstore.store import ObjectStore

T = TypeVar("T")
Tag = dict[str, str]  # what tells one content of an object from the next

CURRENT, WRITER, PROBE = "CURRENT", "WRITER", "PROBE"
_NAME = re.compile(r"(\d{6,})-[0-9a-f]{16}")
_SEGMENT = re.compile(r"journal/(\d+)-(\d+)\.jsonl")
TURN = 20.0  # seconds after which a writer that says nothing more has lost its turn
_POLL = 0.05
_TIMEOUTS = {"connect_timeout": "3s", "timeout": "30s"}
_RETRIES = {"max_retries": 4, "retry_timeout": timedelta(seconds=20)}


class Unreachable(StoreError):  # noqa: N818 - a sentence for a person, as StoreError
    """The container does not answer, or answers with an error that is not about what was asked."""


@dataclass(frozen=True)
class Sealed:
    """A generation as CURRENT names it. tag: of CURRENT when it was read."""

    name: str
    tag: Tag

    @property
    def number(self) -> int:
        """42 of '000042-3f9c2a5d7e104b6a'."""
        return number_of(self.name)


def number_of(name: str) -> int:
    """The number in the name of a generation. Raises StoreError for a name that is none."""
    match = _NAME.fullmatch(name)
    if match is None:
        raise StoreError(
            f"CURRENT of the shared store says “{name[:40]}”, which is no generation: restore it from a version."
        )
    return int(match[1])


class Container:
    """One container or bucket, or a folder of it. Raises Unreachable where it does not answer in time."""

    def __init__(self, objects: ObjectStore, address: str) -> None:
        self._objects, self.address = objects, address

    @classmethod
    def at(cls, address: str) -> Container:
        """The container at 'az://account/container/folder', 's3://bucket/folder' …; credentials come from the usual
        environment variables of the service.

        Raises StoreError where the library for it is not installed, or the address is none.
        """
        try:
            from obstore.exceptions import BaseError
            from obstore.store import from_url
        except ImportError:
            raise StoreError(
                f"{address} is object storage, and what reads it is not installed: "
                "pip install -r requirements-server.txt"
            ) from None
        try:
            objects = from_url(address, client_options=_TIMEOUTS, retry_config=_RETRIES)
        except (BaseError, ValueError, TypeError) as error:
            raise StoreError(f"{address} is no address of object storage: {_first_line(error)}.") from error
        return cls(objects, address)

    def check(self) -> None:
        """Raise StoreError where the service has no conditional writes: two writers would lose each other's work."""
        tag = self._put(PROBE, uuid.uuid4().hex.encode())
        stale = {"e_tag": '"stale"'} if tag else {}
        try:
            self._put(PROBE, b"probe", stale or "create")
        except (_Changed, NotImplementedError):
            refused = True
        else:
            refused = False
        if not refused or not tag or not self._swaps(tag):
            raise StoreError(
                f"{self.address} cannot hold a shared store: its service has no conditional writes, so that one writer "
                "would overwrite another's work. Azure Blob Storage and S3 have them."
            )

    def _swaps(self, tag: Tag) -> bool:
        try:
            self._put(PROBE, b"swapped", tag)
        except (_Changed, NotImplementedError):
            return False
        return True

    def current(self) -> Sealed | None:
        """The generation that counts; None in an empty container."""
        read = self._get(CURRENT)
        return None if read is None else Sealed(read[0].decode("ascii").strip(), read[1])

    def fetch(self, name: str, path: Path) -> None:
        """Write a generation to a local file, whole or not at all. Raises StoreError where it is lost or damaged."""
        read = self._get(_place(name))
        if read is None:
            raise StoreError(
                f"The generation {name} is missing from {self.address}: restore it from a version."
            )
        if _content_name(number_of(name), read[0]) != name:
            raise StoreError(
                f"The generation {name} in {self.address} is damaged: restore it from a version."
            )
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, read[0])

    def publish(self, path: Path, number: int, tag: Tag | None) -> Sealed | None:
        """Upload a sealed file and let CURRENT name it, if CURRENT is still what that tag says (None: not there yet).

        None where somebody else published meanwhile: what was uploaded is then removed.
        """
        data = path.read_bytes()
        name = _content_name(number, data)
        self._put(_place(name), data)
        try:
            swapped = self._put(CURRENT, f"{name}\n".encode("ascii"), tag or "create")
        except _Changed:
            current = self.current()
            if current is not None and current.name == name:  # the answer to a write that succeeded got lost
                return current
            self.remove([_place(name)])
            return None
        return Sealed(name, swapped)

    def generations(self) -> dict[str, datetime]:
        """The names of all generations that are there and when each was made, the oldest first."""
        entries = ((entry["path"], entry["last_modified"]) for entry in self._list("generations/"))
        names = ((Path(path).stem, made) for path, made in entries)
        return dict(sorted((name, made) for name, made in names if _NAME.fullmatch(name)))

    def drop(self, names: list[str]) -> None:
        """Remove generations."""
        self.remove([_place(name) for name in names])

    def keep(self, sha256: str, ext: str, data: bytes) -> None:
        """Keep a received file, once."""
        with suppress(_Changed):
            self._put(f"received/{sha256}.{ext}", data, "create")

    def forget(self, sha256: str) -> list[str]:
        """Remove a received file; the names that it had."""
        paths = [entry["path"] for entry in self._list(f"received/{sha256}.")]
        self.remove(paths)
        return [Path(path).name for path in paths]

    def received(self, sha256: str) -> tuple[bytes, str] | None:
        """A received file and its extension; None where there is none."""
        for entry in self._list(f"received/{sha256}"):
            read = self._get(entry["path"])
            if read is not None:
                return read[0], Path(entry["path"]).suffix[1:]
        return None

    def last_event(self) -> int:
        """The number of the last event in the journal; 0 in an empty one."""
        return max((last for _, last in self._segments()), default=0)

    def write_events(self, first: int, last: int, lines: bytes) -> None:
        """Add a segment to the journal, once."""
        with suppress(_Changed):
            self._put(f"journal/{first:09d}-{last:09d}.jsonl", lines, "create")

    def segments_after(self, seq: int) -> list[str]:
        """The segments of the journal that tell of events after this one."""
        return [path for path, (_, last) in self._segments_by_path().items() if last > seq]

    def abandon(self, segments: list[str], seq: int) -> None:
        """Take what these segments tell of events after this one out of the journal, and keep it aside."""
        for path in segments:
            name, mark = Path(path).name, uuid.uuid4().hex[:8]
            lines = (self._get(path) or (b"",))[0].splitlines(keepends=True)
            self._put(f"abandoned/{mark}-{name}", b"".join(lines))
            if kept := [line for line in lines if json.loads(line)["seq"] <= seq]:
                self.write_events(json.loads(kept[0])["seq"], seq, b"".join(kept))
            self.remove([path])

    def rewrite_events(self, first: int, last: int, lines: bytes) -> None:
        """Put one segment in place of the whole journal, and let go of what was abandoned: something was erased."""
        others = [*self._segments_by_path(), *(entry["path"] for entry in self._list("abandoned/"))]
        whole = f"journal/{first:09d}-{last:09d}.jsonl"
        self._put(whole, lines)
        self.remove([path for path in others if path != whole])

    def events(self) -> bytes:
        """The whole journal, its segments in order. Of a rewriting that was cut short the longer segment counts."""
        lines, until = b"", 0
        for path, (_, last) in sorted(
            self._segments_by_path().items(), key=lambda segment: (segment[1][0], -segment[1][1])
        ):
            if last > until:
                lines, until = lines + (self._get(path) or (b"",))[0], last
        return lines

    def _segments(self) -> list[tuple[int, int]]:
        return list(self._segments_by_path().values())

    def _segments_by_path(self) -> dict[str, tuple[int, int]]:
        paths = ((entry["path"], _SEGMENT.fullmatch(entry["path"])) for entry in self._list("journal/"))
        return {path: (int(match[1]), int(match[2])) for path, match in paths if match}

    @contextmanager
    def turn(self, patience: float) -> Iterator[None]:
        """Wait for one's turn to write, as long as others say that it is theirs; for fairness, not for correctness.

        Raises StoreError after `patience` seconds.
        """
        mine, until = uuid.uuid4().hex, time.monotonic() + patience
        while not self._take_turn(mine):
            if time.monotonic() > until:
                raise StoreError(
                    "Somebody else is writing to the shared store and has not finished yet: try again in a minute."
                )
            time.sleep(_POLL)
        try:
            yield
        finally:
            with suppress(StoreError, _Changed):
                self._release(mine)

    def _take_turn(self, mine: str) -> bool:
        read = self._get(WRITER)
        if read is not None and json.loads(read[0] or b"{}").get("until", 0) > time.time():
            return False
        claim = json.dumps({"writer": mine, "until": time.time() + TURN}).encode()
        try:
            self._put(WRITER, claim, read[1] if read else "create")
        except _Changed:
            return False
        return True

    def _release(self, mine: str) -> None:
        read = self._get(WRITER)
        if read is not None and json.loads(read[0]).get("writer") == mine:
            self._put(WRITER, b"{}", read[1])

    def remove(self, paths: list[str]) -> None:
        """Remove objects; one that is not there is no error."""
        import obstore

        for path in paths:
            with suppress(FileNotFoundError):
                self._told(lambda path=path: obstore.delete(self._objects, path))

    def _get(self, path: str) -> tuple[bytes, Tag] | None:
        import obstore

        def read() -> tuple[bytes, Tag]:
            result = obstore.get(self._objects, path)
            return bytes(result.bytes()), _tag(result.meta)

        try:
            return self._told(read)
        except FileNotFoundError:
            return None

    def _put(self, path: str, data: bytes, mode: Any = "overwrite") -> Tag:
        import obstore

        return _tag(self._told(lambda: obstore.put(self._objects, path, data, mode=mode)))

    def _list(self, prefix: str) -> list[Any]:
        import obstore

        folder, _, beginning = prefix.rpartition("/")
        entries = self._told(lambda: obstore.list(self._objects, prefix=folder).collect())
        return [entry for entry in entries if entry["path"].startswith(f"{folder}/{beginning}")]

    def _told(self, act: Callable[[], T]) -> T:
        """Do it; what the service says is told apart: not there, changed meanwhile, or unreachable."""
        from obstore import exceptions

        try:
            return act()
        except (exceptions.PreconditionError, exceptions.AlreadyExistsError) as error:
            raise _Changed from error
        except FileNotFoundError:
            raise
        except (exceptions.BaseError, OSError) as error:
            raise Unreachable(
                f"The shared store at {self.address} does not answer ({_first_line(error)}): "
                "check the network and who may use it."
            ) from error


class _Changed(Exception):  # noqa: N818 - an outcome, no error
    """An object is no longer what a conditional write took it for."""


def _tag(meta: Any) -> Tag:
    return {name: meta[name] for name in ("e_tag", "version") if meta.get(name)}


def _place(name: str) -> str:
    return f"generations/{name}.duckdb"


def _content_name(number: int, data: bytes) -> str:
    return f"{number:06d}-{hashlib.sha256(data).hexdigest()[:16]}"


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:120].rstrip(".")
