"""The kinds of table, and what each is given. A new kind is a package and a line in the registry.

The module kind of a package has two functions:

    score(table, vocabulary, options) -> float
        0 to 1: how sure it is that the table is of its kind. Below 0.5: no. It marks nothing.
    load(table, context) -> None
        Adds rows to context.draft, raises its problems, questions, notes and left-out lines, and gives
        every cell of the table's data rows and heading rows a fate. It counts no rows: those are counted
        from the fates afterwards (a row with an ANSWER was loaded, one with neither ANSWER, PROBLEM
        nor QUESTION was left out).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from loaders.cells.typed import Typed, typed

if TYPE_CHECKING:
    from loaders.draft import Draft
    from loaders.tables.tables import Table
    from loaders.vocabulary.vocabulary import Vocabulary

KINDS = ("survey", "notices", "figures", "practices", "events")
_PACKAGES = {kind: kind for kind in KINDS} | {"survey": "surveys"}


@dataclass(frozen=True)
class Options:
    """What the person who loads a file has named; None where they left it to the file."""

    kind: str | None = None
    region: str | None = None
    survey: str | None = None
    menu: str | None = None
    sheet: str | None = None

    def named(self) -> dict[str, str]:
        """The options that were given, by name: part of what makes two loadings the same."""
        return {name: value for name, value in asdict(self).items() if value is not None}


@dataclass
class Context:
    """All that a kind module needs beside its table.

    received_at: local time the file came in. settled_survey: the survey that this very import was given at an
    earlier reading of it. file_key: by what a choice about files like this one is remembered. tables: those of the
    file that are loaded as one kind, in order. beside: those of figures that were added up from rows of the file.
    """

    draft: Draft
    vocabulary: Vocabulary
    options: Options
    received_at: datetime
    settled_survey: str | None = None
    file_key: str = ""
    tables: list[Table] = field(default_factory=list)
    beside: list[Table] = field(default_factory=list)

    def typed(self, value: Any) -> Typed:
        """A cell's value or a text, with what it is in the words that are known."""
        return typed(value, self.vocabulary)


def module(kind: str) -> ModuleType:
    """The module that reads a kind of table."""
    return import_module(f"loaders.{_PACKAGES[kind]}.kind")
