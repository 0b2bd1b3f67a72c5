"""Columns that hold no answer and no step, and say whether a row counts: Include?, Valid, Status, Notes, Answered by.

What such a column says of a row is read word by word. Rows that it seems to take back wait for a person's word, one
question for each thing that it says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from loaders.cells.typed import typed
from loaders.draft import Fate
from loaders.kinds import Context
from loaders.practices.who import is_example
from loaders.reading.sheets import reference
from loaders.tables.tables import Column, Table
from loaders.texts import SpanKind, TextReading, phrases_of, read_text
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import blank, normalise

ABOUT = "rows"
LEAVE_THEM_OUT, THEY_COUNT = "leave these rows out", "they count"

_FREE = (None, "comment", "note", "ignore", "aside")  # roles of columns that may speak of their rows
_REMARKS = ("comment", "note")
_NAMES = ("practice", "practice_name")  # whose texts may end in such a word: 'Elm Surgery - withdrawn'
_MOST = (
    200  # unlike texts of a column that are looked at: remarks of thousands of rows are read to that number
)
_SHORT = 4  # words: a shorter remark is read whole, of a longer one what surely takes its row back
_FEW = 6  # rows that a question names before the rest is counted
_SOMETHING, _LESS = "something", "less than "  # in place of what stands there
_TAKES_BACK = "takes_back"
_DOUBTS = frozenset(("retraction", "doubt", "pause", "other_speaker"))
_OF_OTHERS = frozenset(("other_speaker", "doubt", "modality"))  # who answered: the LMC, by what it assumes


# Of a column and a remark in it whether it says otherwise than its row; None where the words that take any row back
# decide. Where that depends on the row: what says it of one.
Tells = Callable[[Column, str], bool | Callable[[int], bool | None] | None]


class Sort(Enum):
    """What a heading says of its column: which rows count or do not, how far each came, that it speaks of them, or who
    answered or served."""

    COUNTS = "counts"
    EXCLUDES = "excludes"
    PROGRESS = "progress"
    SPEAKS = "speaks"
    ACTS = "acts"
    OTHER = "other"


@dataclass(frozen=True)
class Doubt:
    """Rows of a table of which a column says the same. wording: what it says, as written."""

    column: Column
    wording: str
    rows: tuple[int, ...]


def weigh_rows(
    table: Table,
    context: Context,
    known: Callable[[Column], bool],
    tells: Tells | None = None,
) -> None:
    """Take out of the table the rows that a column of it takes back: left out or kept as somebody said of what it says
    there, else held for a question.

    known: whether a column has a meaning of its own in this kind of table. tells: see Tells.
    """
    if not table.rows:
        return
    for column in list(table.columns):
        sort = _sort(column, context.vocabulary)
        if sort is None or (sort in (Sort.OTHER, Sort.SPEAKS, Sort.ACTS) and known(column)):
            continue
        doubts = _doubts(table, column, sort, context.vocabulary, tells)
        if sort in (Sort.COUNTS, Sort.EXCLUDES) and doubts is None:
            continue
        if sort in (Sort.COUNTS, Sort.EXCLUDES):
            column.role = "ignore"
        for doubt in doubts or ():
            settle_doubt(table, doubt, context)


def _sort(column: Column, vocabulary: Vocabulary) -> Sort | None:
    """As sort_of; None for a column that has another meaning."""
    if column.meaning or typed(column.heading).code:  # what a practice says, of a table that was turned
        return None
    if column.role in _NAMES:
        return Sort.OTHER
    if column.role == "name":  # of a person: 'Completed by'
        return Sort.ACTS if sort_of(column, vocabulary) is Sort.ACTS else None
    return sort_of(column, vocabulary) if column.role in _FREE else None


def sort_of(column: Column, vocabulary: Vocabulary) -> Sort:
    """What the heading of a column says of it: 'Include? (Y/N)' → COUNTS, 'Duplicate' and 'Not valid' → EXCLUDES."""
    reading = read_text(column.heading.replace("?", " "), "column", vocabulary)
    operators = set(reading.operators)
    if reading.unknown or not operators:
        return Sort.OTHER
    if "counts" in operators and operators <= {"counts", "speaks", "negation"}:
        return Sort.EXCLUDES if "negation" in operators else Sort.COUNTS
    if "retraction" in operators and operators <= {"retraction", "speaks", "revision"}:
        return Sort.EXCLUDES
    if "acts" in operators:
        return Sort.ACTS
    if "progress" in operators and operators <= {"progress", "speaks"}:
        return Sort.PROGRESS
    return Sort.SPEAKS if operators == {"speaks"} else Sort.OTHER


def _doubts(
    table: Table,
    column: Column,
    sort: Sort,
    vocabulary: Vocabulary,
    tells: Tells | None,
) -> list[Doubt] | None:
    """What a column says against rows; None where it is not what its heading makes of it."""
    if sort is Sort.PROGRESS:
        return _unfinished(column, zip(table.rows, table.values(column), strict=True))
    if sort is Sort.COUNTS and any(_yes(value) is None for value in table.unlike(column)):
        sort = Sort.SPEAKS
    remark = column.role not in _NAMES and sort not in (Sort.COUNTS, Sort.EXCLUDES)
    tells = tells if remark else None
    against = {
        value: _is_against(value, column, sort, vocabulary)
        for value in _telling(table, column, vocabulary, all_of_them=not remark or column.role in _REMARKS)
    }
    rows = _rows_against(table, column, against, tells)
    if sort is Sort.EXCLUDES and len(rows) > 1:  # dates of closing, reasons: whatever stands there
        together = sorted(row for each in rows.values() for row in each)
        return [Doubt(column, _SOMETHING, tuple(together))]
    return [Doubt(column, text, tuple(each)) for text, each in rows.items()]


def _rows_against(
    table: Table,
    column: Column,
    against: dict[Any, bool],
    tells: Tells | None,
) -> dict[str, list[int]]:
    """By text the rows that it speaks against, where the caller does not tell otherwise of the row."""
    verdicts: dict[Any, bool | Callable[[int], bool | None] | None] = {
        value: tells(column, _text(value)) if tells else None for value in against
    }
    may_be = {
        value for value, own in verdicts.items() if callable(own) or (against[value] if own is None else own)
    }
    rows: dict[str, list[int]] = {}
    for row, value in zip(table.rows, table.values(column), strict=True) if may_be else ():
        if value in may_be:
            own = verdicts[value]
            own = own(row) if callable(own) else own
            if against[value] if own is None else own:
                rows.setdefault(_text(value), []).append(row)
    return rows


def _telling(table: Table, column: Column, vocabulary: Vocabulary, *, all_of_them: bool) -> list[Any]:
    """The unlike values of a column that are read; none of a column of numbers or words that are no remarks."""
    if column.role in _NAMES:
        texts = {str(value): value for value in table.unlike(column)}
        telling = phrases_of("remark", vocabulary).may_say(_TAKES_BACK, texts)
        return [
            value for text, value in texts.items() if text in telling and not is_example(text, vocabulary)
        ]
    return list(table.unlike(column)) if all_of_them or table.distinct(column) <= _MOST else []


def _is_against(value: Any, column: Column, sort: Sort, vocabulary: Vocabulary) -> bool:
    if sort in (Sort.COUNTS, Sort.EXCLUDES):
        yes = _yes(value)
        return yes is (sort is Sort.EXCLUDES) or (yes is None and sort is Sort.EXCLUDES)
    if sort is Sort.SPEAKS and _yes(value):
        return False
    if sort is Sort.ACTS:
        return bool(_OF_OTHERS & set(read_text(_text(value), "column", vocabulary).operators))
    reading = read_text(_text(value), "remark", vocabulary)
    return _takes_back(reading, sort is Sort.SPEAKS, short=column.role not in _NAMES)


def _text(value: Any) -> str:
    return " ".join(str(value).split())


def _unfinished(column: Column, cells: Iterable[tuple[int, Any]]) -> list[Doubt]:
    """The rows that came less far than the furthest, which is all of the way: 40 beside 100, 0.4 beside 1."""
    shares = [(row, typed(value).figure) for row, value in cells if not blank(value)]
    figures = [share for _, share in shares if share is not None]
    if len(figures) < len(shares) or not figures or max(figures) not in (1, 100):
        return []
    rows = tuple(row for row, share in shares if share is not None and share < max(figures))
    return [Doubt(column, f"{_LESS}{max(figures):g}", rows)] if rows else []


def _yes(value: Any) -> bool | None:
    return True if typed(value).cross else typed(value).tick


def _takes_back(reading: TextReading, speaks: bool, *, short: bool) -> bool:
    """Whether a remark seems to take its row back. speaks: it stands in a column that is about the state of rows, so
    that a word that nobody knows may do so too. short: a few words may do so by any sort of doubt."""
    operators = set(reading.operators)
    if _TAKES_BACK in operators:
        return True
    words = sum(len(span.words.split()) for span in reading.spans)
    if words > _SHORT or not short:
        return False
    if speaks and (reading.unknown or operators):
        return True
    known = not reading.unknown and any(span.kind is SpanKind.OPERATOR for span in reading.spans)
    return known and bool(operators & _DOUBTS)


def settle_doubt(table: Table, doubt: Doubt, context: Context) -> None:
    """Leave the rows of a doubt out or keep them, as somebody said; else hold them for a question."""
    here = set(table.rows)
    rows = [row for row in doubt.rows if row in here]
    if rows:
        heading = doubt.column.heading
        count = "Does this row count?" if len(rows) == 1 else "Do these rows count?"
        sentence = f"{_row_words(table, rows)} {_quoted(doubt.wording)} under “{heading}”. {count}"
        key = key_of_rows(heading, doubt.wording, context)
        settle_rows(table, rows, doubt.column, (sentence, doubt.wording, key), context)


def settle_rows(
    table: Table, rows: Sequence[int], column: Column, asked: tuple[str, str, str], context: Context
) -> None:
    """Leave rows out or keep them, as somebody said before; else ask whether they count, and take them out of the table
    until somebody says it.

    column: where what takes them back stands. asked: the sentence, what stands there, and what the answer is
    remembered by.
    """
    sentence, wording, key = asked
    chosen = context.vocabulary.remembered(ABOUT, key)
    if chosen == THEY_COUNT:
        return
    if chosen == LEAVE_THEM_OUT:
        statement = f"“{column.heading}” says {_quoted(wording)}" if column.heading else _quoted(wording)
        table.set_apart(dict.fromkeys(rows, f"{statement}: left out, as answered"))
        return
    place = {"sheet": table.sheet, "row": rows[0], "col": column.index, "rows": len(rows)}
    context.draft.ask(ABOUT, wording, sentence, [LEAVE_THEM_OUT, THEY_COUNT], key=key, **place)
    context.draft.assign(table.sheet, list(rows), table.cols, Fate.QUESTION)
    table.hold(rows)


def key_of_rows(where: str, wording: str, context: Context) -> str:
    """What an answer about rows is remembered by: where it is said of them, what is said, and which files are alike."""
    alike = hashlib.sha256(context.file_key.encode()).hexdigest()[:16]
    return f"{normalise(where)}\n{normalise(wording)}\n{alike}"


def _row_words(table: Table, rows: Sequence[int]) -> str:
    """'Row 3 says', 'Rows 3 and 6 say': of a table that was turned, by the cells that they begin with."""
    row_names = [
        reference(row, 0)[1:] if table.sheet.place is None else table.sheet.where(row, table.cols.start)
        for row in rows[:_FEW]
    ]
    if len(rows) == 1:
        return f"Row {row_names[0]} says"
    if len(rows) > _FEW:
        return f"Rows {', '.join(row_names)} and {len(rows) - _FEW} more say"
    return f"Rows {', '.join(row_names[:-1])} and {row_names[-1]} say"


def _quoted(wording: str) -> str:
    short = wording if len(wording) <= 80 else f"{wording[:79].rstrip()}…"
    return short if wording == _SOMETHING or wording.startswith(_LESS) else f"“{short}”"
