"""What one cell of a matrix of practices by services says, before its date is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from loaders.dates.written_dates import Written, read_written
from loaders.vocabulary.marks import is_cross, mark
from loaders.vocabulary.vocabulary import Vocabulary

_WORD_AND_DATE = re.compile(r"^([A-Za-z][A-Za-z ]*?)(?: (?:to|until|on|from))?[\s:,–-]+(\d.*)$", re.DOTALL)
_ROLE_OF = {
    "served": "served_on",
    "extended": "extended_to",
    "withdrawn": "withdrawn_on",
    "resolved": "resolved_on",
}


@dataclass(frozen=True)
class CellReading:
    """kind: date | yes | no | cross | status | nothing | number | unknown.

    status: the rung that a status word names. date: the value to be read as a date with its column.
    role: what that date is, where the cell says so itself ('withdrawn 12/01/2025').
    """

    kind: str
    status: str | None = None
    date: Any = None
    role: str | None = None


def read_cell(value: Any, vocabulary: Vocabulary) -> CellReading | None:
    """The reading of a cell; None where it is blank."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    yes = mark(value)
    if yes is not None:
        return CellReading("yes" if yes else "no")
    if is_cross(value):
        return CellReading("cross")
    written = read_written(value)
    if written == Written():
        return CellReading("nothing")
    if written.reason is None:
        return CellReading("date", date=value)
    return _worded(value, vocabulary) if isinstance(value, str) else CellReading("number")


def _worded(value: str, vocabulary: Vocabulary) -> CellReading:
    match = vocabulary.status(value)
    if match.leave_out or (not match and vocabulary.no_answer(value)):
        return CellReading("nothing")
    if match.id:
        return CellReading("status", status=match.id)
    if found := _WORD_AND_DATE.match(value.strip()):
        status = vocabulary.status(found[1]).id
        if status in _ROLE_OF and read_written(found[2]).reason is None:
            return CellReading("date", status, found[2], _ROLE_OF[status])
    # With a digit it was meant as a date: the date reader's own sentence says what is wrong with it.
    return CellReading("date", date=value) if re.search(r"\d", value) else CellReading("unknown")
