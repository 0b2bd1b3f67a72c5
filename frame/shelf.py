"""What pages work out, kept in one place: by (store, generation, role, name, parameters), and within a limit.

Nothing is asked of the store, drawn or put into words twice, whoever looks. What is kept is shared between visitors and
never changed: who needs another table makes a copy. Nothing kept may hold a snapshot, or its generation stays open.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, is_dataclass
from typing import Any

import pandas as pd

MOST_ENTRIES, MOST_BYTES = 4_000, 160_000_000


@dataclass(eq=False)
class Place:
    """One thing on the shelf. making: held by whoever works it out, so that of fifty who ask at once one does."""

    making: threading.Lock = field(default_factory=threading.Lock)
    made: bool = False
    value: Any = None
    weight: int = 0


class Shelf:
    """Values by key, the one that nobody has asked for the longest let go of first. For any number of threads.

    Of one key nobody may ask for another while it is worked out in a circle: the work of pages goes one way.
    """

    def __init__(self, most_entries: int = MOST_ENTRIES, most_bytes: int = MOST_BYTES) -> None:
        self._most_entries, self._most_bytes = most_entries, most_bytes
        self._places: OrderedDict[Hashable, Place] = OrderedDict()
        self._lock = threading.Lock()
        self._bytes = 0
        self._last: dict[str, tuple[int, ...]] = {}

    def arrive(self, store: str, generation: int) -> None:
        """Note which generation of a store is looked at; keys begin with the two. What is kept for those before the
        last two is let go of, as nobody will ask for it; a run that began before a write still finds its own."""
        last = self._last.get(store, ())
        if last and generation <= last[-1]:
            return
        with self._lock:
            self._last[store] = current = (*last[-1:], generation)
            outdated = [
                key for key in self._places
                if isinstance(key, tuple) and key[:1] == (store,) and key[1] not in current
            ]  # fmt: skip
            for key in outdated:
                gone = self._places.pop(key)
                self._bytes -= gone.weight if gone.made else 0

    def get(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """What `make` gives, made once for the key. What it raises is not kept."""
        with self._lock:
            place = self._places.get(key)
            if place is None:
                place = self._places[key] = Place()
            else:
                self._places.move_to_end(key)
        if not place.made:
            with place.making:
                if not place.made:
                    self._make(key, place, make)
        return place.value

    def _make(self, key: Hashable, place: Place, make: Callable[[], Any]) -> None:
        try:
            value = make()
        except BaseException:
            with self._lock:
                if self._places.get(key) is place:
                    del self._places[key]
            raise
        place.value, place.weight, place.made = value, weight(value), True
        with self._lock:
            if self._places.get(key) is place:
                self._bytes += place.weight
            while len(self._places) > self._most_entries or self._bytes > self._most_bytes:
                _, gone = self._places.popitem(last=False)
                self._bytes -= gone.weight if gone.made else 0

    def clear(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._places.clear()
            self._last.clear()
            self._bytes = 0

    @property
    def size(self) -> tuple[int, int]:
        """How many things are kept, and their bytes, about."""
        with self._lock:
            return len(self._places), self._bytes


def weight(value: Any) -> int:
    """Bytes of a value, about: those of its tables and texts, and of all that it is made of."""
    if isinstance(value, pd.DataFrame):
        return int(value.memory_usage(deep=True).sum())
    if isinstance(value, (str, bytes)):
        return 50 + len(value)
    if isinstance(value, dict):
        return 64 + sum(weight(part) for pair in value.items() for part in pair)
    if isinstance(value, (list, tuple, set, frozenset)):
        return 56 + sum(8 + weight(part) for part in value)
    if is_dataclass(value):
        return weight(vars(value))
    return 32


SHELF = Shelf()
"""The shelf of this process."""
