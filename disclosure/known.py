"""What the rules need to know of a store, read once a generation."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from store import Snapshot

_TEXT = (Path(__file__).parent / "known.sql").read_text(encoding="utf-8")
QUERIES = dict(re.findall(r"-- name: (\w+)\n(.*?;)", _TEXT, flags=re.S))

T = TypeVar("T")
_kept: WeakKeyDictionary[object, dict[str, Any]] = WeakKeyDictionary()


def once(snapshot: Snapshot, name: str, make: Callable[[], T]) -> T:
    """What `make` gives, made once for a generation and let go of with it."""
    kept = _kept.setdefault(snapshot.shared, {})
    if name not in kept:
        kept[name] = make()
    return kept[name]


def asked(snapshot: Snapshot, name: str) -> list[tuple[Any, ...]]:
    """The answer to one of the questions of known.sql."""
    return once(snapshot, f"asked {name}", lambda: snapshot.rows(QUERIES[name]))


def files(snapshot: Snapshot) -> dict[str, int]:
    """Names of the files that came in, longer ones first, with the number of their latest import."""
    return once(snapshot, "files", lambda: dict(asked(snapshot, "files")))


def region_order(snapshot: Snapshot) -> dict[str, int]:
    """Regions with their places in the reference data."""
    return once(
        snapshot, "order", lambda: {row[0]: place for place, row in enumerate(asked(snapshot, "regions"))}
    )
