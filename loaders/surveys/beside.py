"""What stands beside the answers of a survey and says whether they count: see loaders/evidence."""

from __future__ import annotations

from itertools import pairwise

from loaders.evidence.later_answers import take_later_answers
from loaders.evidence.lines import hold_by_lines
from loaders.evidence.row_columns import weigh_rows
from loaders.kinds import Context
from loaders.surveys.mentions import names_actions
from loaders.surveys.scales import asks
from loaders.tables.columns import action_of
from loaders.tables.tables import Column, Table
from loaders.texts import read_text
from loaders.vocabulary.vocabulary import Vocabulary

_REMARK = 200  # letters: what is longer is an account, not a remark


def weigh_evidence(table: Table, context: Context) -> None:
    """Hold back or leave out the rows that another column takes back, and let later answers count."""
    words = context.vocabulary

    def answers(column: Column) -> bool:
        return column.role is None and (
            bool(action_of(column, words))
            or asks(table, column, words)
            or names_actions(table, column, words)
        )

    def revises(_column: Column, text: str) -> bool | None:
        return True if _gives_a_later_answer(text, words) else None

    hold_by_lines(table, context)
    weigh_rows(table, context, answers, revises)
    take_later_answers(table, context, lambda column: asks(table, column, words))


def _gives_a_later_answer(text: str, words: Vocabulary) -> bool:
    """True if a remark on a row gives another answer: 'Now red for GP Connect', 'changed to Amber'."""
    spans = read_text(text, "answer", words).spans if len(text) <= _REMARK else ()
    return any(("revision", "") in span.classes and behind.ids("answer") for span, behind in pairwise(spans))
