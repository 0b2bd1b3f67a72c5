"""Where days and periods stand in a longer text, so that whoever reads it can take them apart from its words."""

from __future__ import annotations

import re

from loaders.dates.offsets import PERIOD

_MONTH = (
    "january|february|febuary|march|april|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|(?-i:May)|(?<=\d\s)may|(?<=\d)may"  # 'we may' is no month
)
_PART = r"(?:(?:the )?(?:start|beginning|middle|end|close|early|mid|late)(?: of)?[\s-]+)?"
_WEEK = r"(?:(?:w[./]?c\.?|w/b|week (?:commencing|beginning|of|starting))[\s:.]*)?"
_YEAR = r"'?(?:20\d{2}|\d{2})(?![\d/:.-]*\d)"
DAY_IN_TEXT = (
    rf"(?:(?:\b{_WEEK}(?<![\d/.-])(?:\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:\d{{4}}|\d{{2}}))(?![\d/]|-\d))"
    rf"|\b{_WEEK}\d{{1,2}}(?:st|nd|rd|th)?[\s-]*(?:of\s+)?(?:{_MONTH})\b\.?(?:[\s,.-]*{_YEAR})?"
    rf"|\b(?:{_MONTH})\b\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+20\d{{2}}\b"
    rf"|\b{_PART}(?:{_MONTH})\b\.?(?:[\s,.-]*{_YEAR})?)"
)
_DAY = re.compile(DAY_IN_TEXT, re.IGNORECASE)
_DAY_AND_MONTH = re.compile(r"(?<![\d/.-])\d{1,2}[/.]\d{1,2}(?![\d/.-])")
_PERIODS = re.compile(rf"\b{PERIOD}(?:\s+(?:of\s+)?notice)?(?:\s+period)?\b", re.IGNORECASE)


def days_in(text: str) -> list[tuple[int, int]]:
    """Start and end of every day or month in a text: 'served 1/11/24, effective Feb 2025' → [(7, 14), (26, 34)]."""
    return [match.span() for match in _DAY.finditer(text)]


def days_without_year_in(text: str) -> list[tuple[int, int]]:
    """Start and end of what may be a day without its year: 'extended to 31/03' → [(12, 17)]."""
    return [match.span() for match in _DAY_AND_MONTH.finditer(text)]


def periods_in(text: str) -> list[tuple[int, int]]:
    """Start and end of every period: 'served 1/11/24, 3 months' notice' → [(16, 32)]."""
    return [match.span() for match in _PERIODS.finditer(text.replace("’", "'"))]
