"""When something was, by a name or a title: 'RAG survey, 3 – 28 August 2024', 'responses 2024-08-28', 'Aug 2024'."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from loaders.dates.months import day_of, full_year, month_number
from loaders.dates.named_months import month_in

_MONTH = r"(?P<{0}month>[a-z]{{3,9}})"
_DAY = r"(?<![\d/.:])(?P<{0}day>\d{{1,2}})(?:st|nd|rd|th)?"
_TO = r"\s*(?:-|–|—|to|until|and)\s*"
_YEAR = r"[\s,]*(?P<year>20\d\d)(?!\d)"
_NAMED = re.compile(
    rf"(?:{_DAY.format('first_')}(?:\s+{_MONTH.format('first_')})?(?:\s+20\d\d)?{_TO})?"
    rf"{_DAY.format('')}[\s-]*(?:of\s+)?{_MONTH.format('')}{_YEAR}",
    re.IGNORECASE,
)
_ISO = re.compile(r"(?<!\d)(?P<year>20\d\d)[-_.]?(?P<number>0[1-9]|1[0-2])[-_.]?(?P<day>[0-3]\d)(?!\d)")
_NUMERIC = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})[/.-](?P<number>\d{1,2})[/.-](?P<year>20\d\d|\d\d)(?!\d|[/.-]\d)"
)


def last_day_stated(text: str) -> date | None:
    """The last day of the one day, span of days or month that a text names with its year; None where it names none, or
    where it could be either of two days.

    'Survey 3 – 28 August 2024' → 28 August 2024; 'Aug 2024' → 31 August 2024; 'on 3/8/2024' → None
    """
    text = text.replace("_", " ") if not _ISO.search(text) else text
    days = set(_named_days(text)) or set(_numeric_days(text))
    if days:
        return days.pop() if len(days) == 1 else None
    month = None if _NUMERIC.search(text) or _NAMED.search(text) else month_in(text)
    if month is None or month[0] is None:
        return None
    return date(month[0], month[1], monthrange(*month)[1])


def _named_days(text: str) -> Iterator[date]:
    for match in _NAMED.finditer(text):
        month = month_number(match["month"].lower())
        day = day_of(int(match["year"]), month, int(match["day"])) if month else None
        if day:
            yield day


def _numeric_days(text: str) -> Iterator[date]:
    for match in _ISO.finditer(text):
        if day := day_of(int(match["year"]), int(match["number"]), int(match["day"])):
            yield day
    for match in _NUMERIC.finditer(text):
        first, second = int(match["day"]), int(match["number"])
        if second <= 12 < first or first == second:
            day = day_of(full_year(match["year"]), second, first)
            yield from (day,) if day else ()
