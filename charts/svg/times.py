"""A time axis: days to places, with months in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from charts.svg.lettering import width
from charts.svg.sheet import Box, Sheet, leading
from charts.wording import MONTHS

SMALL = 20
HEIGHT = 58


@dataclass(frozen=True)
class Days:
    """first, last: the days at the left and the right edge of `plot`."""

    first: date
    last: date
    plot: Box

    def x(self, day: date) -> float:
        whole = max((self.last - self.first).days, 1)
        return self.plot.x + self.plot.w * (day - self.first).days / whole

    def ticks(self) -> list[date]:
        """Firsts of months, as many as have room for their names."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        room = self.plot.w / max(months, 1)
        wide = width("2025", SMALL) + 16
        step = next(step for step in (1, 2, 3, 6, 12, 24, 60, 120, 1200) if room * step >= wide)
        start = self.first.year * 12 + self.first.month - 1
        starts = [date(at // 12, at % 12 + 1, 1) for at in range(start, start + months + 1) if at % step == 0]
        return [day for day in starts if self.first <= day <= self.last] or [self.first]


def spanning(days: list[date], plot: Box, room: float = 0.05) -> Days:
    """An axis that holds all days, with a part of it free at both ends."""
    first, last = min(days), max(days)
    spare = max(timedelta(days=round((last - first).days * room)), timedelta(days=12))
    return Days(first - spare, last + spare, plot)


def draw_axis(sheet: Sheet, days: Days, top: float) -> None:
    """Lines at the firsts of months, their names from `top` down; the year where it begins."""
    year = None
    for tick in days.ticks():
        x = days.x(tick)
        sheet.line([(x, days.plot.y), (x, top)], sheet.theme.grid, 1.5)
        names = MONTHS[tick.month - 1][:3], str(tick.year) if tick.year != year else ""
        sheet.text(
            x, top + 0.5 * leading(SMALL) + 8, names[0], SMALL, anchor="middle", fill=sheet.theme.quiet
        )
        sheet.text(
            x, top + 1.5 * leading(SMALL) + 7, names[1], SMALL, anchor="middle", fill=sheet.theme.quiet
        )
        year = tick.year
