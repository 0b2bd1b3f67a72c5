"""What each column of a table is: its role from its heading, and from its contents where that is certain."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from loaders.tables.meanings import actions_meant, role_meant
from loaders.tables.tables import Column, Table
from loaders.vocabulary.vocabulary import ODS_CODE, Match, Vocabulary
from loaders.vocabulary.words import bare_number, normalise, without_numbering

_BRACKETED = re.compile(r"\[([^\]]+)\]\s*\d*$")
_TAKEN_FROM_CONTENTS = (None, "practice", "respondent_id")


def assign_roles(table: Table, kind: str, vocabulary: Vocabulary) -> None:
    """Set column.role by headings.csv for a kind, and practice_code where most filled cells are ODS codes.

    Roles and subjects of an earlier call are forgotten. Columns that stay unknown keep role None.
    """
    for column in table.columns:
        column.subject = None
        column.role = role_meant(column) if column.meaning else role_of(column, kind, vocabulary)
    if table.first("practice_code") is None:
        for column in table.columns:
            if (
                column.role in _TAKEN_FROM_CONTENTS
                and not column.meaning
                and holds_codes(table.counts(column))
            ):
                column.role = "practice_code"
                break


def role_of(column: Column, kind: str, vocabulary: Vocabulary) -> str | None:
    """The role that a heading names: as a whole, else by its lowest part, else by the parts above it.

    'Open-Ended Response' and the like under a question say nothing: the question above them counts. Alone,
    'Response' heads the answers of a long table. An action's wording above 'RAG' makes it a column about that
    action.
    """
    if len(column.parts) > 1 and vocabulary.heading(column.parts[-1], kind) == "comment":
        return "comment"
    if len(column.parts) > 1 and kind == "survey" and action_of(column, vocabulary):
        return None
    if len(column.parts) > 1 and vocabulary.heading(column.parts[-1], "any") == "ignore":
        above = (vocabulary.heading(part, kind) for part in column.parts[-2::-1])
        whole = vocabulary.heading(column.heading, kind)
        return whole or next((role for role in above if role), None)
    lowest = column.parts[-1:] if len(column.parts) > 1 else []
    for text in (column.heading, *lowest):
        role = vocabulary.heading(text, kind) if text else None
        if role and role != "ignore":
            return role
    return vocabulary.heading(column.heading, kind) if len(column.parts) < 2 else None


def wordings(column: Column, vocabulary: Vocabulary) -> list[str]:
    """The texts of a heading that may name an action, a grid's row and the lowest part first."""
    telling = [part for part in column.parts if vocabulary.heading(part, "any") != "ignore"]
    texts = [*reversed(telling), " ".join(telling)]
    bracketed = [found.group(1) for text in texts if (found := _BRACKETED.search(text))]
    unrepeated = [text[:-1] for text in texts if text[-1:] in "23456789" and not text[-2:-1].isdigit()]
    return list(dict.fromkeys([*bracketed, *texts, *unrepeated]))


def action_of(column: Column, vocabulary: Vocabulary, *, suggest: bool = False) -> Match:
    """The action or actions that a column's heading names; the wording decides, never the number."""
    if column.meaning:
        return Match(actions_meant(column), how="chosen")
    suggested: tuple[str, ...] = ()
    for text in wordings(column, vocabulary):
        if not text.strip() or number_of(text) is not None:
            continue
        match = vocabulary.action(text, suggest=suggest)
        if match or match.leave_out:
            return match
        suggested = suggested or match.suggestions
    return Match(suggestions=suggested)


def number_of(heading: str) -> int | None:
    """The item number of a heading that is a number and nothing else ('Option 7', 'Q7', '7')."""
    return bare_number(heading)


def holds_codes(values: Iterable[Any]) -> bool:
    """Whether at least four of five filled cells are ODS codes."""
    texts = {value.strip() for value in values if isinstance(value, str) and value.strip()}
    codes = sum(1 for text in texts if ODS_CODE.fullmatch("".join(text.split())))
    return codes > 0 and codes >= 0.8 * len(texts)


def fingerprint(table: Table) -> str:
    """What makes two tables alike for a remembered choice: their headings, whatever their order."""
    return "|".join(sorted({normalise(without_numbering(column.heading)) for column in table.columns}))
