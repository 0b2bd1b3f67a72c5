"""Replies that nobody sent: previews, tests, spam and unfinished ones, as survey tools mark them."""

from __future__ import annotations

import re
from datetime import datetime, time
from itertools import islice
from typing import Any

from loaders.cells.typed import typed
from loaders.dates.dates import read_dates
from loaders.dates.written_dates import Written
from loaders.tables.columns import assign_roles
from loaders.tables.tables import Column, Table
from loaders.vocabulary.marks import mark
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import blank, normalise

_SENT = frozenset(("ip address", "anonymous", "imported", "offline", "complete", "completed", "finished"))
_NOT_SENT = {
    "preview": "a preview of the survey, not a reply",
    "test": "a test of the survey, not a reply",
    "spam": "marked as spam by the survey tool",
    "partial": "an unfinished reply",
    "started": "an unfinished reply",
    "incomplete": "an unfinished reply",
    "in progress": "an unfinished reply",
    "disqualified": "a reply that the survey tool turned away",
    "screened out": "a reply that the survey tool turned away",
}
_COMPLETED = re.compile(r"(?:survey |response |reply )?complet(?:e|ed|ion)\b(?! (?:time|date|on|at)\b)")
_FEW = 20  # unlike values: more are times
_PREVIEW, _TEST, _SPAM = "survey preview", "survey test", "spam"
# Qualtrics writes the same as numbers where values are exported in place of labels.
_NUMBERS = {
    **dict.fromkeys(("0", "4", "16"), "ip address"),
    **dict.fromkeys(("1", "17"), _PREVIEW),
    "2": _TEST,
    **dict.fromkeys(("8", "9", "12", "40"), _SPAM),
}


def assign_survey_roles(table: Table, vocabulary: Vocabulary) -> None:
    """The roles of a survey's columns. 'Status' may as well head the answers: it says what sort of reply a row
    is only where every word in it does."""
    assign_roles(table, "survey", vocabulary)
    for column in table.columns:
        if column.role in ("submitted_at", None) and _COMPLETED.match(normalise(column.heading)):
            column.role = _told_by_values(table, column) or column.role
    for role, known in (("reply_type", _sort_of), ("finished", mark)):
        for column in table.having(role):
            if any(known(value) is None for value in table.counts(column)):
                column.role = None
    _time_by_contents(table)


def _time_by_contents(table: Table) -> None:
    """Where no heading says when replies were sent, the column of time stamps does, whatever its heading: of two, such
    as of the beginning and the end of a reply, the one that is never the earlier."""
    for column in table.having("submitted_at"):
        if not column.meaning and table.counts(column) and not any(map(_is_day, table.unlike(column))):
            column.role = None  # 'When' over words, 'Time' over times of day alone
    if table.first("submitted_at") is not None:
        return
    stamped = [column for column in table.columns if column.role in (None, "ignore") and not column.meaning]
    times = {c.index: read_dates(table.values(c)).moments for c in stamped if holds_times(table, c)}
    last = [
        col for col, own in times.items() if all(_never_earlier(own, others) for others in times.values())
    ]
    for column in stamped if last else ():
        if column.index in times:
            column.role = "submitted_at" if column.index == last[-1] else "started_at"


def holds_times(table: Table, column: Column) -> bool:
    """Whether a column holds days with a time of day, and nothing that is none."""
    timed = False
    for value, _ in table.common(column):  # of nearly every column the first value is no day
        written = typed(value).written
        if not (written.moment or written.parts):
            return False
        timed = timed or _time_of(written) != time()
    return timed


def _is_day(value: Any) -> bool:
    written = typed(value).written
    return bool(written.moment or written.parts)


def _time_of(written: Written) -> time:
    return written.moment.time() if written.moment else written.clock or time()


def _never_earlier(own: list[datetime | None], others: list[datetime | None]) -> bool:
    return all(own_at >= other for own_at, other in zip(own, others, strict=True) if own_at and other)


def _told_by_values(table: Table, column: Column) -> str | None:
    """The role of a column headed 'Completed' that holds words or marks in place of times; None where it does not."""
    values = list(islice(table.counts(column), _FEW))
    for role, known in (("finished", mark), ("reply_type", _sort_of)):
        if values and all(known(value) is not None for value in values):
            return role
    return None


def set_unsent_apart(table: Table) -> None:
    """Leave out the rows of replies that were not sent, with the reason for each."""
    reasons: dict[int, str] = {}
    for column in table.having("finished"):
        reasons |= _rows(table, column, {False: _NOT_SENT["partial"]}, mark)
    reasons |= _never_submitted(table)
    for column in table.having("reply_type"):
        reasons |= _rows(table, column, _NOT_SENT, _sort_of)
    if reasons:
        table.set_apart(dict(sorted(reasons.items())))


def _never_submitted(table: Table) -> dict[int, str]:
    """LimeSurvey gives the last page that a reply came to, and no date to one that was not submitted."""
    page, sent = table.first("last_page"), table.first("submitted_at")
    if page is None or sent is None:
        return {}
    times = zip(table.rows, table.values(sent), strict=True)
    return {row: _NOT_SENT["partial"] for row, time in times if blank(time)}


def _rows(table: Table, column: Column, reasons: dict, meaning: Any) -> dict[int, str]:
    by_value = {value: reasons.get(meaning(value)) for value in table.counts(column)}
    rows = zip(table.rows, table.values(column), strict=True)
    return {row: by_value[value] for row, value in rows if by_value.get(value)}


def _sort_of(value: Any) -> str | None:
    """'sent', or a key of _NOT_SENT; None for a word that says nothing of this."""
    text = normalise(str(value))
    text = _NUMBERS.get(text.removesuffix(".0"), text)
    if text in _SENT:
        return "sent"
    return next((sort for sort in _NOT_SENT if sort in text.split() or sort == text), None)
