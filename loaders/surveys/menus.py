"""Which list of actions a form was made from, told by wordings that stand beside their numbers."""

from __future__ import annotations

import re

from loaders.tables.columns import action_of, wordings
from loaders.tables.tables import Table
from loaders.vocabulary.vocabulary import Vocabulary

_NUMBERED = re.compile(r"\s*(?:q(?:uestion)?|option|action|item)?\s*(\d{1,2})\s*[.):]\s*\D", re.IGNORECASE)


def recognise_menu(table: Table, vocabulary: Vocabulary) -> str | None:
    """The one menu that gives every numbered wording of a table the action that the wording names.

    At least three numbered wordings are wanted; two menus that agree with all of them decide nothing.
    """
    numbered: dict[int, tuple[str, ...]] = {}
    for column in table.columns:
        numbered_match = next(
            (m for text in wordings(column, vocabulary) if (m := _NUMBERED.match(text))), None
        )
        match = action_of(column, vocabulary) if numbered_match and column.role is None else None
        if numbered_match and match:
            numbered[int(numbered_match.group(1))] = match.ids
    if len(numbered) < 3:
        return None
    fitting = [
        menu
        for menu in vocabulary.known("menu")
        if all(set(vocabulary.menu_item(menu, n)) == set(ids) for n, ids in numbered.items())
    ]
    return fitting[0] if len(fitting) == 1 else None
