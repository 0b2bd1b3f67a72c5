"""The folder of sealed databases, and CURRENT, which names the one that counts."""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

SEALED = re.compile(r"(\d{6,})\.duckdb")


class Generations:
    """The generations of one store directory."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.folder = directory / "generations"
        self.pointer = directory / "CURRENT"

    def path(self, number: int) -> Path:
        return self.folder / f"{number:06d}.duckdb"

    def numbers(self) -> list[int]:
        """The sealed generations that are there, oldest first."""
        if not self.folder.exists():
            return []
        found = (SEALED.fullmatch(path.name) for path in self.folder.iterdir())
        return sorted(int(match[1]) for match in found if match)

    def named(self) -> int | None:
        """The generation that CURRENT names; None where it names none."""
        try:
            return int(patiently(lambda: self.pointer.read_text(encoding="ascii")))
        except (FileNotFoundError, ValueError):
            return None

    def publish(self, working: Path, number: int) -> None:
        """Seal the working file as this generation, then let CURRENT name it in one atomic step."""
        sync(working)
        patiently(lambda: working.replace(self.path(number)))
        sync(self.folder)
        write_atomically(self.pointer, f"{number}\n".encode("ascii"))

    def clean(self, current: int | None) -> None:
        """Remove what crashed writers left: working files, and generations that CURRENT never named."""
        for path in self.folder.iterdir():
            match = SEALED.fullmatch(path.name)
            orphan = match is not None and current is not None and int(match[1]) > current
            if path.name.startswith(".writing-") or orphan:
                with suppress(OSError):
                    path.unlink()

    def prune(self, current: int, keep: int, days: int) -> list[int]:
        """Remove all but the last `keep` generations and the last one of each day for `days` days."""
        numbers = [number for number in self.numbers() if number <= current]
        kept = set(numbers[-max(keep, 1) :])
        since = datetime.now(UTC) - timedelta(days=days)
        last_of_day = {}
        for number in numbers:
            made_at = datetime.fromtimestamp(self.path(number).stat().st_mtime, UTC)
            if made_at >= since:
                last_of_day[made_at.date()] = number
        kept.update(last_of_day.values())
        gone = [number for number in numbers if number not in kept]
        for number in gone:
            with suppress(OSError):  # Windows keeps a file that a reader still has open: next time
                self.path(number).unlink()
        return gone


def write_atomically(path: Path, data: bytes) -> None:
    """Write a whole file or none: a temporary file beside it, on the disk, then one replace."""
    working = path.with_name(f".{path.name}-{os.getpid()}-{time.monotonic_ns()}")
    with working.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    patiently(lambda: working.replace(path))
    sync(path.parent)


def patiently(act, seconds: float = 5.0):
    """Do it again while Windows says that another process has the file open for a moment."""
    until = time.monotonic() + seconds
    while True:
        try:
            return act()
        except PermissionError:
            if os.name != "nt" or time.monotonic() > until:
                raise
            time.sleep(0.01)


def sync(path: Path) -> None:
    """See a file, or a folder's list of files where the system can, on the disk."""
    if path.is_dir():
        if os.name == "nt":
            return
        handle = os.open(path, os.O_RDONLY)
    else:
        handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
