"""A practice's reply a row, a question a column."""

from __future__ import annotations

import numpy as np

from loaders.kinds import Context
from loaders.surveys.columns import settle_columns
from loaders.surveys.mentions import mention_strands
from loaders.surveys.replies import Strand
from loaders.surveys.rows import add_survey, replies_of
from loaders.tables.tables import Table


def load_wide(table: Table, context: Context) -> None:
    """Every column that names an action holds answers to it."""
    replies = replies_of(table, context)
    unknown = [column for column in table.columns if column.role in (None, "action", "answer")]
    index = np.where(replies["respondent"].notna(), np.arange(len(replies)), -1)
    live = {row for row, reply in zip(table.rows, index, strict=True) if reply >= 0}
    columns = settle_columns(table, unknown, live, context)
    about = np.zeros(len(index), dtype=np.int64)
    strands = [Strand(column, index, about, [column.subject or []]) for column in columns.questions]
    strands += mention_strands(table, columns.mentions, index, context)
    add_survey(table, replies, strands, columns.comments + table.having("comment"), context)
