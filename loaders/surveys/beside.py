"""What stands beside the answers of a survey and says whether they count: see loaders/evidence."""

from __future__ import annotations

from loaders.evidence.later_answers import take_later_answers
from loaders.evidence.lines import hold_by_lines
from loaders.evidence.row_columns import weigh_rows
from loaders.kinds import Context
from loaders.surveys.mentions import names_actions
from loaders.surveys.scales import asks
from loaders.tables.columns import action_of
from loaders.tables.tables import Column, Table


def weigh_evidence(table: Table, context: Context) -> None:
    """Hold back or leave out the rows that another column takes back, and let later answers count."""
    words = context.vocabulary

    def answers(column: Column) -> bool:
        return column.role is None and (
            bool(action_of(column, words))
            or asks(table, column, words)
            or names_actions(table, column, words)
        )

    hold_by_lines(table, context)
    weigh_rows(table, context, answers)
    take_later_answers(table, context, lambda column: asks(table, column, words))
