"""What people said that a column means: remembered for files like it, and stronger than its heading.

A choice is 'role:' with a role of headings.csv, 'action:' or 'service:' with ids joined by ';', or LEAVE_OUT.
"""

from __future__ import annotations

import hashlib
from collections import Counter

from loaders.reading.sheets import letters
from loaders.tables.tables import Column, Table
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import normalise

ABOUT = "meaning"
ROLE, ACTION, SERVICE = "role:", "action:", "service:"


def meaning_keys(table: Table, file_key: str) -> dict[int, str]:
    """By column index, what a word on its meaning is remembered by: its heading, which of several of that
    heading it is, and the files that are alike. A column without heading goes by its letters.

    The files stand in it as a digest: with 16,000 headings in each of 16,000 keys it took 18 s."""
    alike = hashlib.sha256(file_key.encode()).hexdigest()[:16]
    keys: dict[int, str] = {}
    seen: Counter[str] = Counter()
    for column in sorted([*table.columns, *table.aside], key=lambda column: column.index):
        name = normalise(column.heading) or f"column {letters(column.index).lower()}"
        seen[name] += 1
        which = name if seen[name] == 1 else f"{name} ({seen[name]})"
        keys[column.index] = f"{which}\n{alike}"
    return keys


def meanings(vocabulary: Vocabulary, kind: str | None = None) -> list[str]:
    """Every choice there is but LEAVE_OUT, for tables of a kind (of any for None): what a person picks from."""
    roles = [ROLE + role for role in vocabulary.roles(kind)]
    actions = [ACTION + action for action in vocabulary.known("action")]
    services = [SERVICE + service for service in vocabulary.known("service")]
    return [
        *roles,
        *(actions if kind in (None, "survey") else []),
        *(services if kind in (None, "notices") else []),
    ]


def give_meanings(table: Table, vocabulary: Vocabulary, file_key: str) -> None:
    """Set the meaning of the columns that somebody has spoken of, and take those to be left out aside."""
    if not vocabulary.remembers(ABOUT):
        return
    keys = meaning_keys(table, file_key)
    for column in table.columns:
        column.meaning = vocabulary.remembered(ABOUT, keys[column.index])
    table.aside = [column for column in table.columns if column.meaning == LEAVE_OUT]
    table.columns = [column for column in table.columns if column.meaning != LEAVE_OUT]


def role_meant(column: Column) -> str | None:
    """The role that was chosen for a column; None where it is about an action or a service."""
    return _after(column, ROLE) or None


def actions_meant(column: Column) -> tuple[str, ...]:
    """The actions that a column was said to be about."""
    return tuple(filter(None, _after(column, ACTION).split(";")))


def services_meant(column: Column) -> tuple[str, ...]:
    """The services that a column was said to be about."""
    return tuple(filter(None, _after(column, SERVICE).split(";")))


def _after(column: Column, sort: str) -> str:
    meaning = column.meaning or ""
    return meaning.removeprefix(sort) if meaning.startswith(sort) else ""
