"""The folder of sealed databases, and CURRENT, which names the one that counts."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from store.disk import keep_own, patiently, sync, write_atomically

T = TypeVar("T", int, str)

SEALED = re.compile(r"(\d{6,})\.duckdb")
WORKING = ".writing-"


def no_longer_kept(made_at: Mapping[T, datetime], current: T, keep: int, days: int) -> list[T]:
    """Which generations may go: all but the current one, the last `keep`, and the last of each of the past `days` days.

    made_at: when each was made, the oldest first.
    """
    since = datetime.now(UTC) - timedelta(days=days)
    kept = {current, *list(made_at)[-max(keep, 1) :]}
    kept.update({at.date(): name for name, at in made_at.items() if at >= since}.values())
    return [name for name in made_at if name not in kept]


class Generations:
    """The generations of one store directory. Numbers only grow: one is never used for other content."""

    def __init__(self, directory: Path) -> None:
        self.folder = directory / "generations"
        self.pointer = directory / "CURRENT"

    def path(self, number: int) -> Path:
        """Where the sealed file of a generation is, or would be."""
        return self.folder / f"{number:06d}.duckdb"

    def numbers(self) -> list[int]:
        """The sealed generations that are there, oldest first."""
        if not self.folder.exists():
            return []
        matches = (SEALED.fullmatch(path.name) for path in self.folder.iterdir())
        return sorted(int(match[1]) for match in matches if match)

    def named(self) -> int | None:
        """The generation that CURRENT names; None where it is missing or names none."""
        try:
            return int(patiently(lambda: self.pointer.read_text(encoding="ascii")))
        except (FileNotFoundError, ValueError):
            return None

    def next_number(self) -> int:
        """One more than the highest number that was ever given, as far as is known here."""
        return max([self.named() or 0, *self.numbers()]) + 1

    def publish(self, working: Path, number: int) -> None:
        """Seal the working file as this generation, then let CURRENT name it in one atomic step."""
        keep_own(working)
        sync(working)
        patiently(lambda: working.replace(self.path(number)))
        sync(self.folder)
        write_atomically(self.pointer, f"{number:06d}\n".encode("ascii"))

    def clean(self, current: int | None) -> None:
        """Remove what crashed writers left: working files and, where CURRENT names a good generation,
        later ones that it never named. Only for the writer whose turn it is."""
        for path in self.folder.iterdir():
            match = SEALED.fullmatch(path.name)
            orphan = match is not None and current is not None and int(match[1]) > current
            if path.name.startswith(WORKING) and path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            elif path.name.startswith(WORKING) or orphan:
                with suppress(OSError):
                    path.unlink()

    def prune(self, current: int, keep: int, days: int) -> list[int]:
        """Remove all but the last `keep` generations and the last one of each of the past `days` days.

        The numbers of the removed ones come back; the current one is always kept.
        """
        made_at = {number: self._made_at(number) for number in self.numbers() if number <= current}
        gone = no_longer_kept(made_at, current, keep, days)
        for number in gone:
            with suppress(OSError):  # Windows keeps a file that a reader still has open: next time
                self.path(number).unlink()
        return gone

    def _made_at(self, number: int) -> datetime:
        return datetime.fromtimestamp(self.path(number).stat().st_mtime, UTC)
