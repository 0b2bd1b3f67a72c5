"""Whether a sheet is a wide table all of whose headings and answers are read whole, as nearly all exports are: nothing
is left that another layout could explain, and none is sought."""

from __future__ import annotations

from loaders.cells.typed import typed
from loaders.tables.columns import action_of, holds_codes
from loaders.tables.layout import Layout
from loaders.tables.tables import Column, Table
from loaders.vocabulary.vocabulary import Vocabulary

_SURE = ("code", "wording", "alias")
_WHOSE = ("practice_code", "practice")
# Roles whose cells say nothing that a table laid out otherwise could say.
_BESIDE = ("practice_name", "submitted_at", "started_at", "respondent_id", "email", "name")


def is_settled(layout: Layout, words: Vocabulary) -> bool:
    """Whether the headings settle what a sheet is.

    `['ODS code', 'Limit daily contacts'] / ['Z99001', 'Green']` → True; the same with a line of words above → False
    """
    if len(layout.tables) != 1 or layout.apart or layout.hidden_rows or layout.hidden_cols:
        return False
    table = layout.tables[0]
    if table.title or table.apart or len(table.heading_rows) != 1 or not table.rows:
        return False
    codes = [column for column in table.columns if _role(column, words) in _WHOSE]
    rest = [column for column in table.columns if column not in codes and _role(column, words) not in _BESIDE]
    return (
        len(codes) == 1
        and holds_codes(table.unlike(codes[0]))
        and bool(rest)
        and all(_answers_an_action(table, column, words) for column in rest)
    )


def _role(column: Column, words: Vocabulary) -> str | None:
    return typed(column.heading, words).role("survey") if column.heading else None


def _answers_an_action(table: Table, column: Column, words: Vocabulary) -> bool:
    return action_of(column, words).how in _SURE and all(
        isinstance(value, str) and typed(value, words).answer for value in table.unlike(column)
    )
