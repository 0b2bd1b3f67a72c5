"""Columns in which a program has swapped day and month of the dates that it could, and left the others as texts.

'1/2/2025' of an American file opened in a British Excel becomes 1 February, and '1/13/2025' stays a text. The sign of
it: real dates that all have a day of at most 12 beside written ones that all have a part above 12.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from loaders.dates.dates import in_words
from loaders.dates.written_dates import read_written

ABOUT = "swapped dates"
SWAPPED = "day and month are swapped: turn them round"
RIGHT = "the dates are right as they stand"
_MONTHS = 12


def maybe_swapped(values: Sequence[Any]) -> list[int]:
    """The places of the real dates of a column that bears the sign; [] of any other column.

    A date whose day is its month is the same either way, and not among them.
    """
    real = [(at, value) for at, value in enumerate(values) if isinstance(value, date)]
    if not real or any(value.day > _MONTHS for _, value in real):
        return []
    parts = [written.parts for value in set(_texts(values)) if (written := read_written(value)).parts]
    if not parts or any(max(first, second) <= _MONTHS for first, second, _ in parts):
        return []
    return [at for at, value in real if value.day != value.month]


def turned_round(value: date) -> date:
    """The date with its day and its month swapped: 1 February 2025 → 2 January 2025."""
    return value.replace(month=value.day, day=value.month)


def question(heading: str, values: Sequence[Any], places: Sequence[int]) -> str:
    """The question about such a column, by its first date and its first text."""
    day = values[places[0]]
    text = next(value for value in _texts(values) if read_written(value).parts)
    return (
        f"{heading}: every real date in it has a day up to 12, and every written one a number above 12 "
        f"(“{text.strip()}”), as when a program has swapped day and month wherever it could. Does the first mean "
        f"{in_words(_day(day))}, as it stands, or {in_words(turned_round(_day(day)))}?"
    )


def _texts(values: Sequence[Any]) -> list[str]:
    return [value for value in values if isinstance(value, str)]


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value
