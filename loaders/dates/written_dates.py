"""What one written date says by itself, before its column has decided the order of day and month."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Any

from loaders.dates.months import MONTHS, day_of, full_year, month_number
from loaders.dates.offsets import Offset, medical, read_offset
from loaders.dates.vague_dates import part_of_month, rounded_day, vague

FIRST_YEAR, LAST_YEAR = 1990, 2099
_ADVICE = "write the date as day/month/year."
# Words by which a log says that there is no date yet: not a date, and nothing to mend.
_UNSTATED = frozenset("- -- n/a na nil none tbc tba unknown ?".split()) | {  # noqa: SIM905
    "not known", "not stated", "not yet", "to be confirmed", "to be agreed", "no date yet", "no date", "no date given",
    "date tbc", "tbd", "n/k", "nk", "not given", "date to be confirmed", "awaited", "awaiting date",
}  # fmt: skip
_CLOCK = (
    r"(?:(?:[ t,]\s*)(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:\.\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?:z|[a-z]{3,4})?\s*(?:[+-]\d{1,2}(?::?\d{2})?)?)?"
)
_YEAR = r"'?(?P<year>\d{4}|\d{2})"
_NUMERIC = re.compile(rf"(?P<first>\d{{1,2}})\s*[-/.\\ ]\s*(?P<other>\d{{1,2}})\s*[-/.\\ ]\s*{_YEAR}{_CLOCK}")
_ISO = re.compile(
    rf"(?P<year>\d{{4}})(?P<mark>[-/.]?)(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}}){_CLOCK}"
)
_DAY = r"(?P<day>\d{1,2})\s*(?:st|nd|rd|th)?"
_NAME = r"(?P<name>[a-z]{3,9})\.?"
_NAMED = (
    re.compile(rf"{_DAY}(?:\s+of)?[\s\-/.,]*{_NAME}[\s\-/.,]*{_YEAR}{_CLOCK}"),
    re.compile(rf"{_NAME}[\s\-/.]*{_DAY},?\s+{_YEAR}{_CLOCK}"),
    re.compile(rf"(?P<year>\d{{4}})[\s\-/.]*{_NAME}[\s\-/.]*{_DAY}{_CLOCK}"),
)
_MONTH_ONLY = (
    re.compile(rf"{_NAME}[\s\-/.,]*{_YEAR}"),
    re.compile(r"(?P<number>\d{1,2})[-/.](?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})[-/.](?P<number>\d{1,2})"),
)
_NO_YEAR = re.compile(rf"(?:{_DAY}(?:\s+of)?[\s\-/]*{_NAME}|\d{{1,2}}[-/.]\d{{1,2}})")
_LEAD = re.compile(
    r"(?:(?:(?:with )?(?:immediate )?effect|effective|starting|commencing)(?: from| on)?"
    r"|from|since|as of|w\.?e\.?f\.?|on)"
    r"(?: the)?\s*:?\s+"
    r"|(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?[,.]?\s+|the\s+(?=\d)"
)
_TAIL = re.compile(r"[\s,]*(?:onwards?|forwards?|and after|\(midnight\)|inclusive)$")


@dataclass(frozen=True, slots=True)
class Written:
    """One reading; at most one of moment, parts, period, offset and reason is set, none for a blank.

    moment: certain. parts: (first, second, year) of a date whose order its column decides, with clock the
    time of day. period: 'YYYY-MM' or 'YYYY' where no more is said. serial: moment came from a bare number.
    rounded: moment is the first or last day of a month that is named so in words. reason: the sentence of a
    problem.
    """

    moment: datetime | None = None
    parts: tuple[int, int, int] | None = None
    clock: time | None = None
    period: str | None = None
    offset: Offset | None = None
    serial: bool = False
    rounded: bool = False
    reason: str | None = None


def read_written(value: Any) -> Written:
    """What a cell of a date column says by itself."""
    if value is None:
        return Written()
    if isinstance(value, datetime):
        return _within(value)
    if isinstance(value, date):
        return _within(datetime(value.year, value.month, value.day))
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return not_a_date(value)
    return _number(value, str(value)) if not isinstance(value, str) else _text(value)


def _text(value: str) -> Written:
    match = _NUMERIC.fullmatch(value)  # most columns hold nothing else: spared the cleaning
    text = value
    if not match:
        text = _clean(value)
        match = _NUMERIC.fullmatch(text)
    if match:
        return _parts((int(match["first"]), int(match["other"]), full_year(match["year"])), match, value)
    if not text or text in _UNSTATED:
        return Written()
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return _number(float(text), value)
    return _worded(text, value)


def _clean(value: str) -> str:
    """Lower case, one kind of blank, dash and apostrophe, nothing like 'from' before or 'onwards' after the date."""
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", value)).strip().lower()
    text = re.sub("[‐‑‒–—−]", "-", text).replace("’", "'").rstrip(" .,;")
    text = _TAIL.sub("", text)
    while lead := _LEAD.match(text):
        text = text[lead.end() :]
    return text


def _worded(text: str, value: str) -> Written:
    """ISO dates, dates with the name of a month, months alone, notice periods."""
    if match := _ISO.fullmatch(text):
        return _dated(int(match["year"]), int(match["month"]), int(match["day"]), match, value)
    for shape in _NAMED:
        if (match := shape.fullmatch(text)) and (month := month_number(match["name"])):
            return _dated(full_year(match["year"]), month, int(match["day"]), match, value)
    for shape in _MONTH_ONLY:
        if match := shape.fullmatch(text):
            fields = match.groupdict()
            month = month_number(fields["name"]) if "name" in fields else int(fields["number"])
            if 1 <= month <= 12:
                return Written(period=f"{full_year(fields['year']):04}-{month:02}")
    if offset := read_offset(text):
        return Written(offset=offset)
    if day := rounded_day(text):
        within = _within(datetime(day.year, day.month, day.day))
        return replace(within, rounded=within.moment is not None)
    if period := part_of_month(text):
        return Written(period=period)
    return _not_certain(text, value)


def _not_certain(text: str, value: str) -> Written:
    """The sentence for what is no day, as exact as it can be."""
    quoted = f"“{value.strip()}”"
    if vague_period := vague(text):
        return Written(reason=f"{quoted} names {vague_period} and no day; {_ADVICE}")
    if period := medical(text):
        if text.endswith("52"):
            return Written(offset=period[0])
        return Written(
            reason=f"{quoted} could be a day without its year, or {period[1]} of notice; {_ADVICE}"
        )
    if _NO_YEAR.fullmatch(text):
        return Written(reason=f"“{value.strip()}” has no year; {_ADVICE}")
    return not_a_date(value)


def period_of(text: str) -> Offset | None:
    """A notice period where nothing else can be meant: as read_written reads it, and '3/12' for three months."""
    term = medical(_clean(text).removesuffix(" notice"))
    return term[0] if term else read_written(text).offset


def _number(number: float, value: Any) -> Written:
    """A bare number in a date column: a spreadsheet's serial number, 20250301, or a year."""
    if not isfinite(number):
        return not_a_date(value)
    if 32874 <= number < 73051:  # 1 January 1990 to 31 December 2099
        moment = datetime(1899, 12, 30) + timedelta(days=number)
        return Written(moment=moment.replace(microsecond=0), serial=True)
    whole = int(number)
    if whole == number and FIRST_YEAR <= whole <= LAST_YEAR:
        return Written(period=str(whole))
    if whole == number and 19900101 <= whole <= 20991231:
        written_day = day_of(whole // 10000, whole // 100 % 100, whole % 100)
        if written_day:
            return Written(moment=datetime(written_day.year, written_day.month, written_day.day))
    return not_a_date(value)


def _parts(parts: tuple[int, int, int], match: re.Match, value: str) -> Written:
    clock = _clock(match)
    if clock is None:
        return not_a_date(value)
    if not FIRST_YEAR <= parts[2] <= LAST_YEAR:
        return _unlikely(parts[2])
    return Written(parts=parts, clock=clock)


def _dated(year: int, month: int, day: int, match: re.Match, value: str) -> Written:
    clock, whole_day = _clock(match), day_of(year, month, day)
    if clock is None or not 1 <= month <= 12:
        return not_a_date(value)
    if whole_day is None:
        return Written(reason=impossible(day, month, year))
    return _within(datetime.combine(whole_day, clock))


def _clock(match: re.Match) -> time | None:
    """The time of day that a match found, midnight if none, None if there is no such time."""
    if match["hour"] is None:
        return time()
    hour, half = int(match["hour"]), match["half"]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    try:
        return time(hour, int(match["minute"]), int(match["second"] or 0))
    except ValueError:
        return None


def _within(moment: datetime) -> Written:
    return Written(moment=moment) if FIRST_YEAR <= moment.year <= LAST_YEAR else _unlikely(moment.year)


def impossible(day: int, month: int, year: int) -> str:
    """The sentence for a day that its month does not have."""
    which = f"{day} {MONTHS[month - 1]}" + (f" {year}" if (day, month) == (29, 2) else "")
    return f"{which} is not a date; {_ADVICE}"


def not_a_date(value: Any) -> Written:
    """What is known of a text that names no day: the sentence that says so."""
    return Written(reason=f"“{str(value).strip()}” is not a date; {_ADVICE}")


def _unlikely(year: int) -> Written:
    return Written(reason=f"The year {year} cannot be meant; {_ADVICE}")
