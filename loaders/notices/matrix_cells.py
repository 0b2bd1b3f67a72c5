"""What one cell of a matrix of practices by services says, before its date is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from loaders.cells.typed import typed
from loaders.dates.written_dates import Written
from loaders.tables.tables import Table
from loaders.texts.phrases import Said, read_notice
from loaders.vocabulary.marks import codes_in_key, is_cross
from loaders.vocabulary.practice_register import ODS_CODE_IN_TEXT
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import is_error, normalise


@dataclass(frozen=True)
class CellReading:
    """kind: date | yes | no | cross | status | words | nothing | number | error | unread | practice | unknown.

    status: the rung that a status word names. date: the value to be read as a date with its column. said: what
    words say. unread: words that leave a doubt beside a day or a step.
    """

    kind: str
    status: str | None = None
    date: Any = None
    said: Said | None = None


def read_cell(value: Any, vocabulary: Vocabulary) -> CellReading | None:
    """The reading of a cell; None where it is blank."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if is_error(value):
        return CellReading("error")
    yes = typed(value).tick
    if yes is not None:
        return CellReading("yes" if yes else "no")
    if is_cross(value):
        return CellReading("cross")
    written = typed(value).written
    if written == Written():
        return CellReading("nothing")
    if written.reason is None:
        return CellReading("date", date=value)
    return _worded(value, vocabulary) if isinstance(value, str) else CellReading("number")


def read_with_key(value: Any, vocabulary: Vocabulary, key: dict[str, str]) -> CellReading | None:
    """As read_cell; a code that means nothing by itself means what the sheet's key says."""
    reading = read_cell(value, vocabulary)
    meaning = key.get(normalise(str(value))) if reading and reading.kind in ("unknown", "cross") else None
    keyed = read_cell(meaning, vocabulary) if meaning else None
    return keyed if keyed and keyed.kind in ("yes", "no", "status", "words", "nothing") else reading


def key_of(table: Table) -> dict[str, str]:
    """The codes that a key beside, above or below the table explains."""
    values = table.sheet.values
    return codes_in_key([values[row][col] for row, col in table.around] + [table.title])


def _worded(value: str, vocabulary: Vocabulary) -> CellReading:
    cell = typed(value, vocabulary)
    match = cell.status
    if match.leave_out or (not match and cell.silence):
        return CellReading("nothing")
    if match.id:
        return CellReading("status", status=match.id)
    statement = read_notice(value, vocabulary)
    if statement.none and not statement.doubts:
        return CellReading("no")
    if ODS_CODE_IN_TEXT.search(value):
        return CellReading("practice")
    if _is_day_alone(value, statement):
        # One that cannot be is still a notice: the date reader's own sentence says what is wrong with it.
        return CellReading("date", date=value)
    if statement.says and not statement.doubts and not statement.services:
        return CellReading("words", said=statement)
    if statement.dates or (statement.only_unknown and statement.says):
        return CellReading("unread", said=statement)
    return CellReading("unknown")


def _is_day_alone(value: str, statement: Said) -> bool:
    """Whether a text is a day and nothing else, or figures that are none."""
    if (not statement.dates or "" in statement.classes) and not any(sign.isalpha() for sign in value):
        return any(sign.isdigit() for sign in value) and "?" not in value
    return len(statement.dates) == 1 and statement.dates[0] == (None, value.strip()) and not statement.doubts
