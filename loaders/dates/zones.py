"""Times that name their zone, compared as times of one zone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

_OFFSET = re.compile(
    r"\d:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:z|utc|gmt)?\s*([+-])(\d{1,2})(?::?(\d{2}))?$", re.IGNORECASE
)
_NAMED = {
    "BST": timedelta(hours=1),
    "IST": timedelta(hours=1),
    "CET": timedelta(hours=1),
    "CEST": timedelta(hours=2),
}
_NAME = re.compile(r"\d:\d{2}(?::\d{2})?\s*(?:[ap]m\s*)?([A-Z]{3,4})$", re.IGNORECASE)


def ahead_of_utc(value: Any) -> timedelta:
    """How far the zone that a time names is ahead of UTC; nothing where it names none.

    >>> ahead_of_utc("2024-11-25T10:00:00+01:00")
    datetime.timedelta(seconds=3600)
    """
    if not isinstance(value, str):
        return timedelta()
    text = value.strip()
    if offset_text := _OFFSET.search(text):
        offset = timedelta(hours=int(offset_text[2]), minutes=int(offset_text[3] or 0))
        return offset if offset_text[1] == "+" else -offset
    name = _NAME.search(text)
    return _NAMED.get(name[1].upper(), timedelta()) if name else timedelta()


def in_utc(moments: Sequence[datetime | None], values: Sequence[Any]) -> list[datetime | None]:
    """The moments of the values in one zone, UTC: those that name none stay as they are. Aligned."""
    return [moment and moment - ahead_of_utc(value) for moment, value in zip(moments, values, strict=True)]
