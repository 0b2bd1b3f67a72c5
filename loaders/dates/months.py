"""Months by name, and years of two digits."""

from __future__ import annotations

from datetime import date

MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


def full_year(text: str) -> int:
    """A year of two digits is in this century."""
    return int(text) + 2000 if len(text) == 2 else int(text)


def month_number(name: str) -> int:
    """1 to 12 for the name of a month or a beginning of it (three letters or more), else 0."""
    if name == "febuary":
        return 2
    return next((n for n, month in enumerate(MONTHS, start=1) if month.lower().startswith(name)), 0)


def day_of(year: int, month: int, day: int) -> date | None:
    """The date, or None where its month has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
