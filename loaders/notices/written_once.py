"""A step written once, with the rows below it left blank: whether these have come as far, nobody can know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from loaders.kinds import Context
from loaders.tables.tables import Column, Table
from loaders.vocabulary.headings import OF_PRACTICES
from loaders.vocabulary.words import blank, normalise

SAME = "yes: a blank cell means the step above it"
UNSAID = "no: a blank cell says nothing"


def steps_filled_down(
    table: Table, column: Column, live: Sequence[int], context: Context
) -> tuple[dict[int, Any], set[int]]:
    """The cells of the column by position, as if written where a person said so, and the positions that wait for it.

    Asked where the column stands in front of the practices as the name of a group does, the first row has a step, none
    stands twice, and at least one that is not served has blanks below.
    """
    values = {at: table.values(column)[at] for at in live}
    above = _above(values)
    below = [at for at in live if blank(values[at]) and _is_further(above[at], context)]
    if not below or blank(values[live[0]]) or not _heads_groups(table, column, values):
        return values, set()
    key = f"blank steps\n{context.file_key}"
    choice = context.vocabulary.remembered("status", key)
    if choice == SAME:
        context.draft.note("Blank cells under a step were read as the same step, as answered.")
        return above, set()
    if choice is not None:
        return values, set()
    context.draft.ask(
        "status",
        context.draft.file,
        f"Do the blank cells of “{column.heading}” mean the step that stands above them?",
        [SAME, UNSAID],
        key=key,
        sheet=table.sheet,
        row=table.rows[below[0]],
        col=column.index,
        rows=len(below),
    )
    return values, set(below)


def _above(values: dict[int, Any]) -> dict[int, Any]:
    """By position the last cell with content as far as there."""
    above: dict[int, Any] = {}
    now = None
    for at, value in values.items():
        now = above[at] = now if blank(value) else value
    return above


def _heads_groups(table: Table, column: Column, values: dict[int, Any]) -> bool:
    """Whether a column stands in front of the practices, and nothing stands twice in it."""
    texts = [normalise(str(value)) for value in values.values() if not blank(value)]
    whose = [each.index for each in table.columns if each.role in OF_PRACTICES]
    return bool(whose) and column.index <= min(whose) and len(set(texts)) == len(texts)


def _is_further(step: Any, context: Context) -> bool:
    """Whether a step is known and any other than served, which a blank cell means anyway."""
    return context.typed(str(step or "")).status.id not in (None, "served", "in_effect")
