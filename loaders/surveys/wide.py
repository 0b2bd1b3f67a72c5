"""A practice's reply a row, a question a column."""

from __future__ import annotations

import numpy as np
import pandas as pd

from loaders.draft import Fate
from loaders.kinds import Context
from loaders.surveys.columns import settle_columns
from loaders.surveys.mentions import mention_strands
from loaders.surveys.replies import Strand
from loaders.surveys.rows import add_survey, replies_of
from loaders.tables.tables import Table
from loaders.vocabulary.headings import OF_PRACTICES


def load_wide(table: Table, context: Context) -> None:
    """Every column that names an action holds answers to it."""
    replies = replies_of(table, context)
    _hold_repeats(table, replies, context)
    unknown = [column for column in table.columns if column.role in (None, "action", "answer")]
    index = np.where(replies["respondent"].notna(), np.arange(len(replies)), -1)
    live = {row for row, reply in zip(table.rows, index, strict=True) if reply >= 0}
    columns = settle_columns(table, unknown, live, context)
    about = np.zeros(len(index), dtype=np.int64)
    strands = [Strand(column, index, about, [column.subject or []]) for column in columns.questions]
    strands += mention_strands(table, columns.mentions, index, context)
    add_survey(table, replies, strands, columns.comments + table.having("comment"), context)


def _hold_repeats(table: Table, replies: pd.DataFrame, context: Context) -> None:
    """Several rows of the one practice that is named above them, with nothing that tells them apart: a second row of
    headings, or lines of a form. Each is a problem, and none counts."""
    if any(table.first(role) for role in (*OF_PRACTICES, "submitted_at", "wave", "respondent_id")):
        return
    whose = replies["respondent"].dropna()
    if len(whose) < 2 or whose.nunique() > 1:
        return
    for row in replies["row"][whose.index].tolist():
        column = next(
            (c for c in table.columns if table.sheet.value(row, c.index) is not None), table.columns[0]
        )
        reason = (
            f"{len(whose)} rows stand below the one practice that is named, and nothing says how they differ; write "
            "the practice into each row that is a reply."
        )
        value = table.sheet.value(row, column.index)
        context.draft.problem(table.sheet, row, column.index, column.heading, value, reason)
        context.draft.assign(table.sheet, row, table.cols, Fate.PROBLEM)
    replies["respondent"] = None
