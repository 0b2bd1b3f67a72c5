"""What a cell holds, told by itself: a day or a month, or a line of a list."""

from __future__ import annotations

import re
from typing import Any

from loaders.cells.typed import typed
from loaders.dates.named_months import month_in

UNHEADED_DATES = (
    "Date (no heading)"  # of service or of effect: headings.csv calls it a month, which is asked about
)
_SHORT = re.compile(r"[\w\s,.'’/-]{3,30}")
_BULLET = re.compile(r"^\s*(?:\d{1,3}[.)]\s+|\(\d{1,3}\)\s*|[•·▪◦‣*–-]\s+)(?=[A-Za-z])")


def without_bullet(text: str) -> str:
    """A line of a list without its bullet or number: '1. Elm Surgery', '• Oak Surgery'."""
    return _BULLET.sub("", text) or text


def is_time(value: Any) -> bool:
    """Whether a cell is a day or a month and nothing else."""
    return typed(value).day or (
        isinstance(value, str) and month_in(value) and _SHORT.fullmatch(value) is not None
    )
