"""An action a row, a practice a column."""

from __future__ import annotations

import numpy as np
import pandas as pd

from loaders.draft import Fate
from loaders.kinds import Context
from loaders.practices.regions import regions_of
from loaders.practices.respondents import identify
from loaders.surveys.columns import asks, leave_out_column
from loaders.surveys.long import action_cells, action_column
from loaders.surveys.replies import Strand
from loaders.surveys.rows import add_survey
from loaders.tables.columns import action_of, holds_codes
from loaders.tables.tables import Column, Table
from loaders.vocabulary.vocabulary import Vocabulary

_FATES = {
    "problem": Fate.PROBLEM,
    "left out": Fate.LEFT_OUT,
}  # of the cells under a heading that names nobody


def is_transposed(table: Table, vocabulary: Vocabulary) -> bool:
    """Whether a column names actions and the headings of the others are practices."""
    action = action_column(table, vocabulary)
    return action is not None and len(_practices(table, action, vocabulary)) >= 2


def load_transposed(table: Table, context: Context) -> None:
    """One reply a column, from the practice that its heading names."""
    action = action_column(table, context.vocabulary)
    if action is None:
        return
    region = next(iter(regions_of(table, context)), None)
    if region is None:
        return
    columns = _practices(table, action, context.vocabulary)
    replies = _replies(table, columns, region, context)
    subject, subjects = action_cells(table, action, np.ones(len(table.rows), dtype=bool), context)
    strands = []
    for number, column in enumerate(columns):
        reply = number if replies["respondent"].notna().iloc[number] else -1
        strands.append(Strand(column, np.where(subject >= 0, reply, -1), subject, subjects))
    for column in table.columns:
        if column is not action and column not in columns and column.role in (None, "answer"):
            leave_out_column(table, column, "the column's heading is no practice", context)
    add_survey(table, replies, strands, [], context)


def _practices(table: Table, action: Column, vocabulary: Vocabulary) -> list[Column]:
    """The columns whose headings are ODS codes; failing codes, those that hold answers under any heading."""
    others = [c for c in table.columns if c is not action and c.heading and c.role in (None, "practice_code")]
    codes = [column for column in others if holds_codes(column.parts)]
    if codes:
        return codes
    others = [c for c in others if asks(table, c, vocabulary) and not vocabulary.is_answer(c.heading)]
    return [c for c in others if not action_of(c, vocabulary)]


def _replies(table: Table, columns: list[Column], region: str, context: Context) -> pd.DataFrame:
    """One reply a column; a heading that names nobody for certain is a problem or a question."""
    found = []
    for column in columns:
        row, col = column.heading_cells[-1]
        who = identify(table, row, col, column.heading, region, context)
        filled = table.filled(column)
        if who.kind:
            fate = _FATES.get(who.kind, Fate.QUESTION)
            context.draft.mark(table.sheet, filled, column.index, fate)
        found.append(
            {"region": region, "respondent": who.respondent, "practice": who.practice, "name": who.name}
        )
    replies = pd.DataFrame(found, columns=["region", "respondent", "practice", "name"], dtype=object)
    replies["submitted_at"] = pd.Series(pd.NaT, index=replies.index, dtype="datetime64[us]")
    replies["row"] = table.heading_rows[-1]
    return replies
