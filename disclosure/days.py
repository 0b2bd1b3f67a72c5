"""As-of days: two days that few replies lie between would tell what those few said, so some days are not to be had."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import Any

import pandas as pd

from disclosure.clearance import Clearance
from disclosure.known import asked, once
from disclosure.tables import threshold
from store import Snapshot

Counted = dict[tuple[str, str], list[tuple[date, int]]]


def steps(counted: list[tuple[date, int]], least: int) -> list[date]:
    """The days of one survey that are shown: each has at least `least` replies more than the one before, and so many
    are left for the last.

    [(1 May, 3), (2 May, 3), (3 May, 1), (4 May, 5)] with 5 → [2 May, 4 May]
    """
    left, new, days = sum(count for _, count in counted), 0, []
    for day, count in counted:
        new, left = new + count, left - count
        if new >= least and (left >= least or left == 0):
            days.append(day)
            new = 0
    if counted and (not days or days[-1] != counted[-1][0]):
        days.append(counted[-1][0])
    return days


def day_shown(
    snapshot: Snapshot, clearance: Clearance, regions: tuple[str, ...], on: date | None
) -> date | None:
    """The day whose replies are shown where a day is asked for: the day itself for whoever may see names, and for today
    and later; else the last one that is a step of every survey of these regions (empty: of all). The day before the
    first reply where there is no such step."""
    if clearance.names or on is None or on >= date.today():
        return on
    surveys = [
        counted for (region, _), counted in _counted(snapshot).items() if not regions or region in regions
    ]
    least, shown = threshold("replies_between_days"), on
    while any((earlier := _earlier(counted, shown, least)) != shown for counted in surveys):
        shown = earlier
    return shown


def weeks_shown(snapshot: Snapshot, asked: dict[str, Any], frame: pd.DataFrame) -> pd.DataFrame:  # noqa: ARG001
    """The measures of waves without the weeks of a tracker in which too few replied: what one week says is what those
    said who replied in it. A survey that is one wave stays."""
    least, kept = threshold("replies_between_days"), pd.Series(data=True, index=frame.index)
    for week, replies in (
        ("wave_on", "responded"),
        ("first_wave_on", "answered_both"),
        ("second_wave_on", "answered_both"),
    ):
        if week in frame:
            kept &= frame[week].isna() | ~(frame[replies] < least)
    return frame[kept]


def _earlier(counted: list[tuple[date, int]], on: date, least: int) -> date:
    """The same day where the replies by then are those of a step; else the step before, or the day before all."""
    by_then = bisect_right([day for day, _ in counted], on)
    if by_then == 0:
        return on
    allowed = [day for day in steps(counted, least) if day <= on]
    if not allowed:
        return date.fromordinal(counted[0][0].toordinal() - 1)
    return on if allowed[-1] == counted[by_then - 1][0] else allowed[-1]


def _counted(snapshot: Snapshot) -> Counted:
    """Replies by day, survey by survey."""

    def read() -> Counted:
        counted: Counted = {}
        for region, survey, day, count in asked(snapshot, "replies"):
            counted.setdefault((region, survey), []).append((day, count))
        return counted

    return once(snapshot, "replies by day", read)
