"""Two days of one notice, the second of which took the place of the first: '01/02/25 (extended to 31/03/25)'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from loaders.dates.written_dates import read_written

BEFORE, AFTER, EXTENDED = "before", "after", "extended"  # 'was', 'now' and 'extended' before a day
_FIRST, _LATER = (None, BEFORE, "effective_on"), (AFTER, EXTENDED, "extended_to")
_SHORT = re.compile(r"(\d{1,2})[/.](\d{1,2})")
Days = list[tuple[str | None, str]]


def with_later_days(days: Sequence[tuple[str | None, str]], own: str | None) -> Days | None:
    """The days with their roles, the later of two as the one extended to; None where it is not certain which is which.

    own: what a day without a word is.
    '01/02/25', was '…' → effective_on, extended_to; [(None, '01/02/25'), (AFTER, '31/03')] →
    [(None, '01/02/25'), ('extended_to', '31/03/2025')]
    """
    roles = [role for role, _ in days]
    if not {BEFORE, AFTER, EXTENDED} & {*roles} and all(_SHORT.fullmatch(day) is None for _, day in days):
        return list(days)
    places = _places(roles)
    if places is None or own not in (None, "effective_on"):
        return None
    first, later = places
    day, later_day = days[first][1], _with_year(days[later][1], days[first][1])
    if not _is_later(later_day, day):
        return None
    role = days[first][0] if days[first][0] == "effective_on" else None
    settled = {first: (role, day), later: ("extended_to", later_day)}
    rest = [each for at, each in enumerate(days) if at not in settled]
    if any(role in (BEFORE, AFTER, EXTENDED) or _SHORT.fullmatch(day) for role, day in rest):
        return None
    return [settled.get(at, each) for at, each in enumerate(days)]


def _places(roles: Sequence[str | None]) -> tuple[int, int] | None:
    """Where the first day stands and where the one that took its place; None where that is not plain."""
    if BEFORE in roles:
        others = [at for at, role in enumerate(roles) if role in (None, *_LATER)]
        return (roles.index(BEFORE), others[0]) if len(others) == 1 else None
    firsts = [at for at, role in enumerate(roles) if role in _FIRST]
    laters = [at for at, role in enumerate(roles) if role in _LATER]
    return (firsts[0], laters[0]) if len(firsts) == len(laters) == 1 else None


def _with_year(short: str, day: str) -> str:
    """A day without its year as the first of that name after another: '31/03' after '01/02/25' → '31/03/2025'."""
    match, first = _SHORT.fullmatch(short), _moment(day)
    if match is None or first is None:
        return short
    same_year = f"{short}/{first.year}"
    return same_year if _is_later(same_year, day) else f"{short}/{first.year + 1}"


def _is_later(day: str, other: str) -> bool:
    moment, before = _moment(day), _moment(other)
    return moment is not None and before is not None and moment > before


def _moment(day: str) -> datetime | None:
    """A day as it is read day first; None where it is none."""
    written = read_written(day)
    if written.parts is None:
        return written.moment
    first, second, year = written.parts
    try:
        return datetime(year, second, first)
    except ValueError:
        return None
