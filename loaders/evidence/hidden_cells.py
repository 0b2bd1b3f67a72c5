"""Hidden columns and rows that hold answers or the days of notices: nobody knows whether they count until somebody
says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from loaders.cells.typed import typed
from loaders.draft import Fate
from loaders.evidence.row_columns import ABOUT, LEAVE_THEM_OUT, THEY_COUNT
from loaders.kinds import Context
from loaders.reading.sheets import Sheet, letters
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import blank, normalise

_DAYS = ("served_on", "effective_on", "extended_to", "withdrawn_on")
_HEADINGS = 12  # rows at the top of a sheet in which the headings of a hidden column are looked for
_UNLIKE = 50  # unlike values of a column: more are no answers
_NAMED = 6  # rows that a question names before the rest is counted


def show_hidden(sheet: Sheet, context: Context) -> Sheet:
    """The sheet with those hidden columns and rows shown of which somebody said that they count. One that holds answers
    and of which nobody said anything is asked about, and stays hidden; any other stays hidden."""
    cols = {col for col in sorted(sheet.hidden_cols) if _column_counts(sheet, col, context)}
    rows = _rows_that_count(sheet, context)
    if not (cols or rows):
        return sheet
    return replace(sheet, hidden_cols=sheet.hidden_cols - cols, hidden_rows=sheet.hidden_rows - rows)


def _column_counts(sheet: Sheet, col: int, context: Context) -> bool:
    filled = [row for row in range(sheet.height) if not blank(sheet.values[row][col])]
    head, *body = filled or [0]
    if not body or not _holds_answers(sheet, col, head, body, context.vocabulary):
        return False
    heading = str(sheet.values[head][col])
    sentence = (
        f"Column {letters(col)} of sheet “{sheet.name}”, “{heading}”, is hidden and holds answers or days in "
        f"{len(body):,} cells. Do they count?"
    )
    return _settled(sheet, np.array(filled), np.array([col]), heading, sentence, context)


def _holds_answers(sheet: Sheet, col: int, head: int, body: list[int], words: Vocabulary) -> bool:
    """Whether what stands below a heading is answers, or days under the heading of a step."""
    if head >= _HEADINGS or not isinstance(sheet.values[head][col], str):
        return False
    values = {value for row in body if isinstance(value := sheet.values[row][col], str)}
    if len(values) <= _UNLIKE and values and all(map(words.is_answer, values)):
        return any(typed(text, words).action for text in _headings(sheet, col, head)) or not _only_yes_or_no(
            values
        )
    return typed(str(sheet.values[head][col]), words).role("notices") in _DAYS


def _headings(sheet: Sheet, col: int, head: int) -> Iterator[str]:
    return (str(sheet.values[row][col]) for row in range(head, min(head + 2, sheet.height)))


def _only_yes_or_no(values: set[str]) -> bool:
    """Whether answers say only yes and no, as a column of consent or of a check does too."""
    return {normalise(value) for value in values} <= {"yes", "no", "y", "n", "true", "false"}


def _rows_that_count(sheet: Sheet, context: Context) -> frozenset[int]:
    """The rows hidden by hand that somebody said count: those with a practice's code and an answer are asked about."""
    words = context.vocabulary
    rows = [
        row
        for row in sorted(sheet.hidden_rows)
        if row < sheet.height
        and any(_is_code(value) for value in sheet.values[row])
        and any(isinstance(value, str) and typed(value, words).answer for value in sheet.values[row])
    ]
    if not rows:
        return frozenset()
    row_names = ", ".join(str(row + 1) for row in rows[:_NAMED]) + (
        "" if len(rows) <= _NAMED else " and more"
    )
    which = "Row" if len(rows) == 1 else "Rows"
    sentence = (
        f"{which} {row_names} of sheet “{sheet.name}” {'is' if len(rows) == 1 else 'are'} hidden and "
        f"{'holds' if len(rows) == 1 else 'hold'} answers. Do they count?"
    )
    counts = _settled(sheet, np.array(rows), np.arange(sheet.width), "hidden rows", sentence, context)
    return frozenset(rows) if counts else frozenset()


def _is_code(value: Any) -> bool:
    return isinstance(value, str) and typed(value).code is not None


def _settled(
    sheet: Sheet, rows: np.ndarray, cols: np.ndarray, what: str, sentence: str, context: Context
) -> bool:
    """Whether cells count, as somebody said; while nobody has, they wait for the answer."""
    key = f"hidden\n{normalise(what)}\n{normalise(sheet.name)}\n{normalise(context.draft.file)}"
    chosen = context.vocabulary.remembered(ABOUT, key)
    if chosen is None:
        place = {"sheet": sheet, "row": int(rows[0]), "col": int(cols[0]), "rows": len(rows)}
        context.draft.ask(ABOUT, what, sentence, [LEAVE_THEM_OUT, THEY_COUNT], key=key, **place)
        context.draft.assign(sheet, rows, cols, Fate.QUESTION)
    return chosen == THEY_COUNT
