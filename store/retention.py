"""How long files that came in are kept: for ever, unless somebody sets a number of days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from store.erasing import Erasure, erase
from store.statements import statement
from store.store import Store

KIND, DAYS = "retention", "days"


def kept_for(store: Store) -> int | None:
    """For how many days files are kept after they were loaded; None for ever."""
    return store.snapshot().settings(KIND).get(DAYS)


def keep_for(store: Store, days: int | None, by: str = "") -> None:
    """Set for how many days files are kept; None for ever. Nothing is erased by this. Raises ValueError below one."""
    if days is not None and days < 1:
        raise ValueError("Files are kept for a day at least.")
    store.set(KIND, DAYS, days, by)


def expired(store: Store) -> list[int]:
    """The imports whose file came in longer ago than files are kept, demonstrations left out; the latest reading of a
    file counts."""
    days = kept_for(store)
    if days is None:
        return []
    since = datetime.now(UTC).replace(tzinfo=None) - timedelta(days=days)
    return [number for (number,) in store.snapshot().rows(statement("expired"), {"since": since})]


def expire(store: Store, by: str = "") -> list[Erasure]:
    """Erase what is past its time; what was erased comes back."""
    done: list[Erasure] = []
    while numbers := [
        number for number in expired(store) if not any(number in each.imports for each in done)
    ]:
        done.append(erase(store, numbers[0], by))
    return done
