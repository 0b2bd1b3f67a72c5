"""Parts of time in words: 'end of March 2025' is a day, 'mid-March 2025' is none."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from loaders.dates.months import full_year, month_number

_MONTH = r"(?P<name>[a-z]{3,9})\.?[\s\-/.,]*'?(?P<year>\d{4}|\d{2})"
_FIRST_DAY = re.compile(rf"(?:the )?(?:start|beginning|first day|first) of {_MONTH}")
_LAST_DAY = re.compile(rf"(?:the )?(?:(?:end|last day|close) of|end) {_MONTH}")
_PART_OF_MONTH = re.compile(rf"(?:early|mid|middle of|late|during|in|some time in)[\s\-]*{_MONTH}")
_WEEK = re.compile(r"(?:w\.?/?c\.?|w/b|week (?:commencing|beginning|of|starting))[\s:.]*(?=.*\d).+")
_LONGER = re.compile(
    r"q[1-4]\b.*|.*\bq[1-4]|(?:spring|summer|autumn|winter|easter|christmas)\b.*|\d{4}\s*[/-]\s*(?:20)?\d{2}"
    r"|(?:h[12]|fy)\b.*"
)


def rounded_day(text: str) -> date | None:
    """The first or the last day of a month that is named so; text in lower case."""
    for shape, last in ((_FIRST_DAY, False), (_LAST_DAY, True)):
        match = shape.fullmatch(text)
        month = month_number(match["name"]) if match else 0
        if month:
            year = full_year(match["year"])
            return date(year, month, monthrange(year, month)[1] if last else 1)
    return None


def part_of_month(text: str) -> str | None:
    """'YYYY-MM' where a text names some time in a month."""
    match = _PART_OF_MONTH.fullmatch(text)
    month = month_number(match["name"]) if match else 0
    return f"{full_year(match['year']):04}-{month:02}" if month else None


def vague(text: str) -> str | None:
    """'a week' or 'a part of a year' where a text names that and no day."""
    if _WEEK.fullmatch(text):
        return "a week"
    return "a part of a year" if _LONGER.fullmatch(text) else None
