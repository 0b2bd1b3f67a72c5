"""One reading of the store: measures and charts by what was asked, each worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar

import pandas as pd

from disclosure import ANALYST, Clearance, ask
from store import Snapshot

T = TypeVar("T")


class Reading(Protocol):
    """What a drawing needs to know. snapshot: pinned to one generation. clearance: for whom it is drawn."""

    snapshot: Snapshot
    clearance: Clearance

    def measure(self, name: str, **asked: Any) -> pd.DataFrame:
        """A measure's table, which must not be changed. asked: hashable, lists as tuples."""

    def kept(self, name: str, asked: tuple, make: Callable[[], Any]) -> Any:
        """What `make` gives, made once for this name and what was asked."""


def once(work: Callable[..., T]) -> Callable[..., T]:
    """Work on a reading and hashable arguments that is done once for each; what it gives is shared, never changed.

    For what a page offers to choose from: small frames with texts cost half a millisecond a step, in every run.
    """

    @wraps(work)
    def kept(reading: Reading, *args: Any, **given: Any) -> T:
        asked = (args, tuple(sorted(given.items())))
        return reading.kept(work.__qualname__, asked, lambda: work(reading, *args, **given))

    return kept


class Once:
    """A reading of one snapshot that keeps what it gave for as long as it lives: for a command line."""

    def __init__(self, snapshot: Snapshot, clearance: Clearance = ANALYST) -> None:
        self.snapshot, self.clearance = snapshot, clearance
        self._kept: dict[tuple, Any] = {}

    def measure(self, name: str, **asked: Any) -> pd.DataFrame:
        return self.kept(
            name, tuple(sorted(asked.items())), lambda: ask(self.snapshot, self.clearance, name, **asked)
        )

    def kept(self, name: str, asked: tuple, make: Callable[[], Any]) -> Any:
        key = (name, asked)
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]
