"""Asking a store for a measure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from measures.catalogue import MEASURES
from measures.definitions import frame_with_terms

if TYPE_CHECKING:
    import pandas as pd

    from store import Snapshot

# How every figure is worked out, in words that an analyst can correct.
METHOD = Path(__file__).parent / "method.md"


def measure(
    snapshot: Snapshot,
    name: str,
    regions: Iterable[str] | str = (),
    survey: str | None = None,
    services: Iterable[str] | str = (),
    actions: Iterable[str] | str = (),
    on: date | None = None,
) -> pd.DataFrame:
    """The table that a measure gives, with the columns of MEASURES[name].columns in that order.

    Lists are ids; an empty one asks for all, and an id that nothing goes by gives no rows. survey blank:
    every survey (for "regions": the newest of each). on blank: today. Answers count as they were sent by a day
    that has passed; today, and on any later day, all that came in counts. What the measure does not depend on
    is not used. Shares are 0 to 1; blank (NaN, NaT or None) is unknown, never 0. Raises ValueError for an
    unknown name.
    """
    if name not in MEASURES:
        raise ValueError(f"There is no measure called {name!r}; there are {', '.join(MEASURES)}.")
    today = date.today()
    asked = {
        "regions": _ids(regions),
        "survey": survey,
        "services": _ids(services),
        "actions": _ids(actions),
        "on": on or today,
        "until": on if on and on < today else None,
    }
    wanted = MEASURES[name]
    return frame_with_terms(snapshot, wanted.sql, {key: asked[key] for key in wanted.binds})


def _ids(given: Iterable[str] | str) -> list[str]:
    return [given] if isinstance(given, str) else list(given)
