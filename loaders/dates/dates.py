"""A column of dates, read as a whole: the column decides whether day or month comes first, never a row.

The rule. Dates are day first (UK). A date whose second number is above 12 can only be month first, one
whose first number is above 12 only day first. A column with some of the former and none of the latter is
month first, and says so in a note. With both, it is day first, and those that cannot be are problems.

A column with neither is ambiguous. The first of these that speaks settles which order is likelier:
- another date column of the same file is proven, and none is proven the other way;
- a limit (not_after, such as the day the file came in) that only the day-first reading oversteps: month;
- times of day, as form tools write them, that run one way only in one order, or that would fall on one
  day of three or more different months in the other order;
- real dates in the same column: day first if it keeps the text dates within a month of their span, month
  first if only that keeps them within it;
- every date is the first of a month, or three or more lie in one month: day first.
Likelier day first: it is read so. Likelier month first: a question. Neither: a question if the meaning
changes a figure (matters: the dates of notices), else day first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from loaders.dates.months import MONTHS
from loaders.dates.offsets import Offset
from loaders.dates.written_dates import Written, impossible, read_written

DAY_FIRST, MONTH_FIRST = "day first", "month first"
DATE_PATTERN = re.compile(
    r"[\s(\[]*\b(?P<first>[dm])[dm]?[/.-][dm]{1,2}[/.-]y{2,4}\b[)\]]*", re.IGNORECASE
)  # 'dd/mm/yyyy', as a heading says how its dates are written
_MARGIN = timedelta(days=31)


@dataclass
class DateColumn:
    """Dates aligned with the values given.

    moments: date and time of day (midnight if none was written); None where blank, unread or undecided.
    problems: index to sentence. periods: index to 'YYYY-MM' or 'YYYY' where a cell names no day.
    offsets: index to a period after the day of service ('three months' notice'; zero for 'immediate').
    order, proven: which comes first, and whether the column itself shows it. ambiguous: it does not.
    undecided: indexes that wait for a person to say which order is meant; empty unless there is a question.
    """

    moments: list[datetime | None]
    order: str = DAY_FIRST
    proven: bool = False
    ambiguous: bool = False
    problems: dict[int, str] = field(default_factory=dict)
    periods: dict[int, str] = field(default_factory=dict)
    offsets: dict[int, Offset] = field(default_factory=dict)
    undecided: list[int] = field(default_factory=list)
    sentence: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def reading(self) -> str:
        """How the column was read, in words."""
        if self.undecided:
            return "day or month first, which is asked"
        if self.proven:
            return f"{self.order}, as the column itself shows"
        return f"{self.order}, though it could be either" if self.ambiguous else "can be read in one way only"

    @property
    def dates(self) -> list[date | None]:
        """The days without their times, aligned with the rows; None where no day was read."""
        return [moment and moment.date() for moment in self.moments]


def read_dates(
    values: Sequence[Any],
    day_first: bool | None = None,
    *,
    heading: str = "The date column",
    file_order: str | None = None,
    not_after: datetime | None = None,
    matters: bool = False,
) -> DateColumn:
    """Read a column. day_first: a person's answer, which settles the order of an ambiguous column alone.

    heading names the column in notes and in the question (sentence). file_order: what file_order() found
    in the other date columns of the file. matters: whether the order changes a figure. Real dates stay as
    they are; blank is None.
    """
    written = {value: read_written(value) for value in dict.fromkeys(values)}
    parts = {value: w.parts for value, w in written.items() if w.parts}
    order, proven = _order(parts.values())
    ambiguous = not proven and any(first != second for first, second, _ in parts.values())
    if day_first is None and (stated := order_stated(heading)):
        day_first = stated == DAY_FIRST
    column = DateColumn([], order, proven, ambiguous)
    if day_first is not None and ambiguous and file_order != DAY_FIRST:
        column.order = DAY_FIRST if day_first else MONTH_FIRST
    likelier = file_order or _likelier(written, not_after)
    asked = ambiguous and day_first is None and likelier != DAY_FIRST and (matters or likelier is not None)
    settled = {value: _settle(w, column.order, asked) for value, w in written.items()}
    _spread(column, values, settled)
    _describe(column, heading, settled, parts)
    if asked:
        column.undecided = [n for n, v in enumerate(values) if v in parts and settled[v] == Written()]
        column.sentence = _question(heading, next(p for p in parts.values() if p[0] != p[1]))
    return column


def order_stated(heading: str) -> str | None:
    """The order that a heading gives its dates in; None where it gives none.

    >>> order_stated("Served on (dd/mm/yyyy)"), order_stated("Effective mm-dd-yy"), order_stated("Effective")
    ('day first', 'month first', None)
    """
    pattern = DATE_PATTERN.search(heading)
    return None if pattern is None else DAY_FIRST if pattern["first"].lower() == "d" else MONTH_FIRST


def file_order(columns: Iterable[DateColumn]) -> str | None:
    """The order that the date columns of a file prove between them; None if none does or they disagree."""
    proven = {column.order for column in columns if column.proven}
    return proven.pop() if len(proven) == 1 else None


def in_words(day: date) -> str:
    """1 April 2025."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _order(parts: Iterable[tuple[int, int, int]]) -> tuple[str, bool]:
    """(order, proven) from the numbers that cannot be a month."""
    day_only = month_only = False
    for first, second, _ in parts:
        day_only |= first > 12 >= second
        month_only |= second > 12 >= first
    return (MONTH_FIRST if month_only and not day_only else DAY_FIRST), day_only or month_only


def _likelier(written: dict[Any, Written], not_after: datetime | None) -> str | None:
    """The order that an ambiguous column most likely has; None where nothing speaks for either."""
    texts = [w for w in written.values() if w.parts]
    by_day = [_moment(w, DAY_FIRST) for w in texts]
    by_month = [_moment(w, MONTH_FIRST) for w in texts]
    if None in by_day or None in by_month or not texts:
        return None
    if not_after and max(by_day) > not_after >= max(by_month):
        return MONTH_FIRST
    real = [w.moment for w in written.values() if w.moment]
    return (
        _by_times(texts, by_day, by_month)
        or (_by_real_dates(real, by_day, by_month) if real else None)
        or (DAY_FIRST if {m.day for m in by_day} == {1} or _one_day(by_month) else None)
    )


def _by_times(texts: list[Written], by_day: list[datetime], by_month: list[datetime]) -> str | None:
    if len(texts) < 3 or not any(w.clock.hour or w.clock.minute for w in texts):
        return None
    if _one_day(by_day) != _one_day(by_month):
        return MONTH_FIRST if _one_day(by_day) else DAY_FIRST
    if _runs_one_way(by_day) != _runs_one_way(by_month):
        return DAY_FIRST if _runs_one_way(by_day) else MONTH_FIRST
    return None


def _by_real_dates(real: list[datetime], by_day: list[datetime], by_month: list[datetime]) -> str | None:
    least, most = min(real), max(real) + timedelta(days=1)
    if all(least - _MARGIN <= moment <= most + _MARGIN for moment in by_day):
        return DAY_FIRST
    return MONTH_FIRST if all(least <= moment <= most for moment in by_month) else None


def _one_day(moments: list[datetime]) -> bool:
    """Whether all fall on one day of three or more different months."""
    return len({m.day for m in moments}) == 1 and len({(m.year, m.month) for m in moments}) >= 3


def _runs_one_way(moments: list[datetime]) -> bool:
    return sorted(moments) in (moments, moments[::-1])


def _moment(written: Written, order: str) -> datetime | None:
    first, second, year = written.parts
    day, month = (first, second) if order == DAY_FIRST else (second, first)
    try:
        return datetime.combine(date(year, month, day), written.clock)
    except ValueError:
        return None


def _settle(written: Written, order: str, asked: bool) -> Written:
    """The reading once the order is known: parts become a moment, a problem, or nothing while asked."""
    if written.parts is None:
        return written
    first, second, year = written.parts
    moment = _moment(written, order)
    if moment is None:
        return Written(reason=_why_not(first, second, year, order))
    return Written() if asked and first != second else Written(moment=moment)


def _why_not(first: int, second: int, year: int, order: str) -> str:
    day, month = (first, second) if order == DAY_FIRST else (second, first)
    if 1 <= month <= 12:
        return impossible(day, month, year)
    return f"There is no month {month}, and this column is {order}; write the date as day/month/year."


def _spread(column: DateColumn, values: Sequence[Any], settled: dict[Any, Written]) -> None:
    """Lay the reading of each distinct value out over the rows."""
    moments = {value: w.moment for value, w in settled.items()}
    column.moments = [moments[value] for value in values]
    rare = {v: w for v, w in settled.items() if w.reason or w.period or w.offset}
    if not rare:
        return
    for index, value in enumerate(values):
        if (w := rare.get(value)) is None:
            continue
        for reading, place in ((w.reason, "problems"), (w.period, "periods"), (w.offset, "offsets")):
            if reading is not None:
                getattr(column, place)[index] = reading


def _describe(column: DateColumn, heading: str, settled: dict[Any, Written], parts: dict) -> None:
    if column.order == MONTH_FIRST and column.proven:
        text = next(value for value, (first, second, _) in parts.items() if second > 12 >= first)
        day = settled[text].moment
        meaning = f" ({text.strip()} is {in_words(day)})" if day else ""
        column.notes.append(f"{heading} is written month first{meaning}, and was read so.")
    rounded = [value for value, w in settled.items() if w.rounded]
    if rounded:
        day = in_words(settled[rounded[0]].moment)
        column.notes.append(f"{heading}: “{rounded[0].strip()}” was read as {day}.")
    if any(w.serial for w in settled.values()):
        column.notes.append(f"{heading} has bare numbers, which were read as a spreadsheet's dates.")


def _question(heading: str, parts: tuple[int, int, int]) -> str:
    first, second, year = parts
    by_day = in_words(date(year, second, first))
    by_month = in_words(date(year, first, second))
    return f"{heading}: does {first:02}/{second:02}/{year} mean {by_day} or {by_month}?"
