"""Where a store is: a folder of sealed generations, received files and a journal.

This is the seam: what stands above knows neither whether the folder is the store itself or a copy of a container
(store/shared.py), nor who else writes to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from store import journal
from store.disk import removed
from store.generations import Generations
from store.received import Received
from store.writing import turn

ERRORS = "errors.log"  # of the command lines: it may quote a cell


class Folder:
    """A store in a folder of this machine. trouble: a sentence where what is here may be old; else ''. age: seconds
    since it was known to be the newest: none, in a folder."""

    trouble = ""
    age = 0.0

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.generations = Generations(directory)
        self.files = Received(directory)
        self.journal = directory / "journal.jsonl"

    def pull(self, *, now: bool = False) -> None:
        """Bring in what others published: in a folder it is there already."""

    def next_number(self) -> int:
        """The number of the next generation, which was never given before: what pages keep is kept by it."""
        return self.generations.next_number()

    @contextmanager
    def turn(self, patience: float) -> Iterator[None]:
        """The turn to write: until it ends nobody else does. Raises StoreError after so many seconds."""
        with turn(self.directory, patience):
            yield

    def publish(self, path: Path, number: int, unwritten: list[tuple[Any, ...]]) -> None:
        """Seal a working file as a generation, then bring the journal up to it.

        Raises Conflict where others write to the same store and published first.
        """
        self.generations.publish(path, number)
        journal.append(self.journal, unwritten)

    def reseal(self, path: Path, number: int, events: list[tuple[Any, ...]]) -> None:
        """Seal a working file as a generation, and write the whole journal again from its events: both are other than
        they were, as something was erased. Raises Conflict as publish does."""
        self.generations.publish(path, number)
        journal.rewrite(self.journal, events)

    def forget(self, sha256: str) -> dict[str, bool]:
        """Remove a received file; by name, whether it is still there."""
        return removed(sorted(self.files.folder.glob(f"{sha256}.*")))

    def drop_older(self) -> dict[str, bool]:
        """Remove all generations but the one that counts, and what may quote a cell; by name, whether each is there."""
        current = self.generations.named()
        older = [self.generations.path(number) for number in self.generations.numbers() if number != current]
        return removed([*older, self.directory / ERRORS])

    def prune(self, current: int, keep: int, days: int) -> list[int]:
        """As Generations.prune."""
        return self.generations.prune(current, keep, days)
