"""Cells that say something only where they stand ('as above', 'ditto'): asked about each time, and never remembered for
another file."""

from __future__ import annotations

import numpy as np

from loaders.kinds import Context
from loaders.reading.sheets import letters
from loaders.tables.tables import Column, Table
from loaders.texts.answers import AnswerReader, text_of
from loaders.vocabulary.lookups import LEAVE_OUT

ABOVE = "the answer above"


def placed(
    table: Table, column: Column, answer: np.ndarray, at: list[int], reader: AnswerReader, context: Context
) -> np.ndarray:
    """The answers of a column, as places in the scale, with those of the cells at these rows filled in that somebody
    said something of: the nearest answer above, or one of the scale."""
    answer = answer.copy()
    for place in at:
        chosen = context.vocabulary.remembered("answer", _key(table, column, place, reader, context))
        above = np.flatnonzero(answer[:place] >= 0)
        if chosen == ABOVE and above.size and above[-1] >= place - 1:
            answer[place] = answer[above[-1]]
        elif chosen in reader.answers:
            answer[place] = reader.answers.index(chosen)
    return answer


def ask_placeholder(table: Table, column: Column, at: int, reader: AnswerReader, context: Context) -> None:
    """What becomes of a cell that is not filled in: asked about, left out, or a problem where no answer is above."""
    sheet, row = table.sheet, table.rows[at]
    value, key = sheet.values[row][column.index], _key(table, column, at, reader, context)
    text = text_of(value).strip()
    chosen = context.vocabulary.remembered("answer", key)
    if chosen == LEAVE_OUT:
        context.draft.leave_out(sheet, row, column.index, value, "left out, as answered")
    elif chosen == ABOVE:
        reason = "There is no answer directly above; write the answer into this cell."
        context.draft.problem(sheet, row, column.index, column.heading, value, reason)
    else:
        where = f"column {letters(column.index)}"
        sentence = f"“{text}” in {where} means something only where it stands. Which answer is it?"
        choices = [ABOVE, *reader.answers, LEAVE_OUT]
        context.draft.ask("answer", text, sentence, choices, key=key, sheet=sheet, row=row, col=column.index)


def _key(table: Table, column: Column, at: int, reader: AnswerReader, context: Context) -> str:
    """For this column of this very file alone."""
    text = text_of(table.sheet.values[table.rows[at]][column.index]).strip().casefold()
    return "\n".join(
        (f"{reader.scale or 'any'}:{text}", context.draft.sha256, table.sheet.name, letters(column.index))
    )
