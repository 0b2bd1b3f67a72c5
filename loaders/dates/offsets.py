"""Notice periods: 'three months' notice', '12 weeks from service', '3/12', 'immediate'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from loaders.dates.months import day_of

_NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(),  # noqa: SIM905
        start=1,
    )
}
# The day of service itself.
_IMMEDIATE = frozenset((
    "immediate", "immediately", "immediate effect", "with immediate effect", "straight away", "at once", "forthwith",
    "receipt", "upon receipt", "date of letter", "date of notice", "date of service", "date served",
    "same day", "the same day", "no notice", "none given",
))  # fmt: skip
_FROM_SERVICE = (
    r"(?:\s+(?:from|after|of)(?: the)?(?: date)?(?: of| when)?(?: being)?"
    r"\s*(?:served|service|serving|notice|letter|receipt))?"
)
PERIOD = (
    rf"(?P<number>\d{{1,3}}|{'|'.join(_NUMBERS)})[\s\-]*(?:calendar\s+|full\s+)?"
    r"(?P<unit>day|week|month|mth|year)(?:'?s'?)?"
)
_OFFSET = re.compile(rf"{PERIOD}(?:\s+notice)?(?:\s+period)?{_FROM_SERVICE}")
_OF_NOTICE = re.compile(
    rf"\b{PERIOD}\s+(?:of\s+)?notice\b|\bnotice period:?\s*(?:of\s+)?{PERIOD.replace('P<', 'P<other_')}"
)
_MEDICAL = re.compile(r"(?P<number>\d{1,2})\s*/\s*(?P<of>7|12|52)")
_MEDICAL_UNITS = {"7": "day", "12": "month", "52": "week"}


@dataclass(frozen=True, slots=True)
class Offset:
    """A notice period: so long after the day on which the notice was served. All zero: at once."""

    months: int = 0
    days: int = 0

    def after(self, day: date) -> date:
        """That long after a day; the last day of the month where the month is too short."""
        years, month = divmod(day.month - 1 + self.months, 12)
        for last in range(day.day, 27, -1):
            anniversary = day_of(day.year + years, month + 1, last)
            if anniversary:
                return anniversary + timedelta(days=self.days)
        return date(day.year + years, month + 1, day.day) + timedelta(days=self.days)


def read_offset(text: str) -> Offset | None:
    """The period that a text in lower case is, as a whole. '3/12' may be a day without a year: see medical."""
    if text in _IMMEDIATE:
        return Offset()
    match = _OFFSET.fullmatch(text)
    return _offset(match["number"], match["unit"]) if match else None


def medical(text: str) -> tuple[Offset, str] | None:
    """'3/12', '6/52' or '10/7' as doctors write periods, with what it says: '3 months'."""
    if match := _MEDICAL.fullmatch(text):
        unit = _MEDICAL_UNITS[match["of"]]
        number = int(match["number"])
        return _offset(match["number"], unit), f"{number} {unit}{'s' * (number != 1)}"
    return None


def offset_in(text: str) -> Offset | None:
    """The one notice period that a longer text speaks of: 'Date served (3 months' notice)'."""
    low = " ".join(text.lower().replace("’", "'").replace("-", " ").split())
    offsets = {
        _offset(match["number"] or match["other_number"], match["unit"] or match["other_unit"])
        for match in _OF_NOTICE.finditer(low)
    }
    return offsets.pop() if len(offsets) == 1 else None


def _offset(number: str, unit: str) -> Offset:
    count = _NUMBERS.get(number) or int(number)
    months, days = {"year": (12, 0), "month": (1, 0), "mth": (1, 0), "week": (0, 7), "day": (0, 1)}[unit]
    return Offset(months=count * months, days=count * days)
