"""The month that a name such as a sheet's or a title speaks of."""

from __future__ import annotations

import re
from datetime import datetime

from loaders.dates.written_dates import MONTHS

_NAMES = "|".join(
    rf"{month[:3]}(?:{month[3:4]}\b|{month[3:]}|t)?" if month[3:] else month for month in MONTHS
)
_NAMED = re.compile(
    rf"(?<![a-z])(?P<name>{_NAMES})(?![a-z])[\s\-–/,.'’_]*(?P<year>20\d\d|2\d(?!\d))?", re.IGNORECASE
)
_ISO = re.compile(r"(?<!\d)(?P<year>20\d\d)[-/._ ]?(?P<month>0[1-9]|1[0-2])(?!\d)")
_BRITISH = re.compile(r"(?<!\d)(?P<month>0?[1-9]|1[0-2])[-/.](?P<year>20\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


def month_in(text: str) -> tuple[int | None, int] | None:
    """(year or None, month) where a text names exactly one month; None where it names none, or two.

    'May' counts alone or before a year: elsewhere it is mostly the verb.
    """
    matches = [
        m
        for m in _NAMED.finditer(text)
        if m["name"].lower() != "may" or m["year"] or m[0].strip() == text.strip()
    ]
    months = {(_full(m["year"]) or year_in(text), _number(m["name"])) for m in matches}
    if not months:
        numbers = [*_ISO.finditer(text), *_BRITISH.finditer(text)]
        months = {(int(m["year"]), int(m["month"])) for m in numbers}
    return months.pop() if len(months) == 1 else None


def year_in(text: str) -> int | None:
    """The one year that a text names."""
    years = {int(year) for year in _YEAR.findall(text)}
    return years.pop() if len(years) == 1 else None


def last_such(month: int, day: datetime) -> int:
    """The year of the last month of that number that had begun on a day."""
    return day.year if month <= day.month else day.year - 1


def _full(year: str | None) -> int | None:
    """A year of two digits after the name of a month: 'Sept-24'. A day would stand before it."""
    return None if year is None else int(year) + (2000 if len(year) == 2 else 0)


def _number(name: str) -> int:
    return next(n for n, month in enumerate(MONTHS, start=1) if month[:3].lower() == name[:3].lower())
