"""What words say of a practice: that it is open, has closed, will, or is a branch."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from loaders.dates.dates import read_dates
from loaders.texts import SpanKind, TextReading, read_text
from loaders.vocabulary.vocabulary import Vocabulary

if TYPE_CHECKING:
    from loaders.tables.tables import Column

CLOSED, OPEN, BRANCH, UNSURE, NOTHING = "closed", "open", "branch", "unsure", ""
_ENDS = frozenset(("closed", "closing", "merged", "closed_by_merging"))
_STAYS = frozenset(("open", "successor"))
_BRANCHES = frozenset(("branch", "branch_of"))
_CLASSES = _ENDS | _STAYS | _BRANCHES
_NAMES_FOLLOW = frozenset(
    ("merged", "destination", "branch_of")
)  # behind 'merged with' stands the name of another practice
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BEHIND_A_NAME = re.compile(
    r"[(\[](?P<brackets>[^()\[\]]+)[)\]]|\s[-–—]\s(?P<dash>[^()\[\]]+)$|,(?P<comma>[^,]+)$"
)
_LAST_WORD = re.compile(r".*\bbranch(?: surgery| site)?", re.IGNORECASE)
_NEVER = re.compile(r"\b(?:9999|2999)\b")  # the end of what has none, as registers write it


@dataclass(frozen=True)
class State:
    """What a row says of its practice. kind: closed, open, branch, unsure (asked about) or nothing.

    day: the day on which it closed or will, where one is given; a month or a year counts from its end. text: the
    words, as written; column: where they stand. merged: they say into which other practice it went.
    """

    kind: str = NOTHING
    day: date | None = None
    text: str = ""
    column: Column | None = None
    merged: bool = False


def state_in(text: str, vocabulary: Vocabulary) -> State:
    """What words say of a practice.

    'closed 30/6/24' → closed; 'merged with Z99002' → closed; 'closing soon' → unsure; 'opens at 8' → nothing.
    """
    reading = read_text(text, "practice", vocabulary)
    # A word that closes a practice takes something back in other texts: its own class stands first.
    operators = {span.classes[0][0] for span in reading.spans if span.kind is SpanKind.OPERATOR}
    classes = operators & _CLASSES
    if not classes:
        return State(NOTHING, text=text)
    days = _days_in(reading)
    doubtful = any(reading.effects.get(name, "ask") == "ask" for name in operators - _CLASSES)
    unread = bool(reading.unknown) and not operators & _NAMES_FOLLOW
    if classes <= _STAYS and not (doubtful and "open" in classes):
        return State(NOTHING if unread else OPEN, text=text)
    if doubtful or unread or len(days) > 1:
        return State(UNSURE, text=text)
    return _ending(classes, next(iter(days), None), text)


def _days_in(reading: TextReading) -> list[date | None]:
    """The days of a text; where it has none, the ends of the years that stand in it."""
    days = [day_of(span.words) for span in reading.terms("day")]
    return days or [day_of(year) for year in _YEAR.findall(reading.text)]


def _ending(classes: set[str], day: date | None, text: str) -> State:
    """A branch; a practice that closed, or may; unsure where words say both or that it stays as well."""
    if classes <= _BRANCHES:
        return State(BRANCH, text=text)
    if not classes <= _ENDS:
        return State(UNSURE, text=text)
    sure = day is not None or classes & {"closed", "merged", "closed_by_merging"}
    return State(CLOSED if sure else UNSURE, day, text, merged="merged" in classes)


def days_of(values: Sequence[Any], known: Iterable[int]) -> dict[int, date]:
    """The days of a column by position; a month or a year is its last day."""
    read = read_dates(values)
    days = {at: read.moments[at].date() for at in known if read.moments[at]}
    return days | {at: _last_day(read.periods[at]) for at in known if at in read.periods}


def day_of(text: str) -> date | None:
    """The day that a text is; the last of a month or a year."""
    return days_of([text], [0]).get(0)


def _last_day(period: str) -> date:
    """'2024-06' → 30 June 2024; '2023' → 31 December 2023."""
    year, _, month = period.partition("-")
    return date(int(year), int(month or 12), monthrange(int(year), int(month or 12))[1])


def behind_a_name(text: str) -> list[str]:
    """What stands behind a name in brackets, a dash or a comma.

    >>> behind_a_name("Elm Surgery (closed)")
    ['closed']
    """
    return [next(filter(None, match.groups())) for match in _BEHIND_A_NAME.finditer(text)]


def ends_as_a_branch(text: str) -> bool:
    """Whether a name ends as that of a branch does: 'Low Road Branch Surgery'."""
    return _LAST_WORD.fullmatch(text.strip()) is not None


def has_no_end(text: str) -> bool:
    """Whether a day is the end of what has none, as registers write it: '31/12/9999'."""
    return _NEVER.search(text) is not None
