"""What words mean: the reference tables and the remembered answers as dictionaries of normalised text.

Matching order: code, exact normalised wording, known alias, remembered answer, unambiguous keyword rule.
Likeness only suggests; it never decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

LEAVE_OUT = "leave out"  # the choice of every question about a word: do not load what it heads


@dataclass(frozen=True)
class Match:
    """What a text was found to mean. ids is empty where that is not certain.

    suggestions: ids for a question, best first. how: code | wording | alias | remembered | keyword.
    leave_out: a person chose that it is not to be loaded (ids is empty then).
    """

    ids: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    how: str = ""
    leave_out: bool = False

    def __bool__(self) -> bool:
        return bool(self.ids)

    @property
    def id(self) -> str | None:
        """The one id, where exactly one is meant."""
        return self.ids[0] if len(self.ids) == 1 else None


class Vocabulary:
    """Built once per generation (see vocabulary_of). Every method takes text as it stands in the file."""

    def __init__(self, snapshot: Any) -> None:
        self.snapshot = snapshot

    def action(self, text: str) -> Match:
        """The action or actions (one item may merge two) that a wording names."""
        raise NotImplementedError

    def menu_item(self, menu: str, item: int) -> tuple[str, ...]:
        """Action ids of an item of a menu; empty where there is none."""
        raise NotImplementedError

    def service(self, text: str) -> Match:
        """The one service that a wording names."""
        raise NotImplementedError

    def services_in(self, text: str) -> list[tuple[str, Match]]:
        """The services in a cell that may name several (split at ; , / + 'and' and line ends), part by part.

        A cell that names one service as a whole is not split. Parts that name none have an empty match.
        """
        raise NotImplementedError

    def region(self, text: str) -> Match:
        """The region that a text is the id, name or synonym of."""
        raise NotImplementedError

    def regions_named_in(self, text: str) -> list[str]:
        """Ids of the regions named anywhere in a longer text such as a title or file name."""
        raise NotImplementedError

    def answer(self, text: str, scale: str) -> Match:
        """The answer of a scale that a text gives."""
        raise NotImplementedError

    def no_answer(self, text: str) -> str | None:
        """Which kind of no answer a text is (dont_know, not_applicable, ...), or None."""
        raise NotImplementedError

    def status(self, text: str) -> Match:
        """The rung (wanted, signed_up, served, extended, resolved, withdrawn) that a word means."""
        raise NotImplementedError

    def scope(self, text: str) -> Match:
        """all | new_requests | existing_patients | at_capacity."""
        raise NotImplementedError

    def qualifier(self, text: str) -> Match:
        """exact | about | almost | over | under | at_least | words | named, for a word such as 'around'."""
        raise NotImplementedError

    def heading(self, text: str, kind: str) -> str | None:
        """The role that a column heading has in that kind of table, or in any; None where unknown."""
        raise NotImplementedError

    def practice(self, text: str, region: str | None) -> Match:
        """The ODS code that a code in any spelling, or an exact name within the region's register, means.

        A code need not be in the register. Two practices of the name: no ids, both as suggestions.
        """
        raise NotImplementedError

    def has_register(self, region: str | None) -> bool:
        """Whether the store knows the practices of a region."""
        raise NotImplementedError

    def remembered(self, about: str, key: str) -> str | None:
        """The choice a person made for that question before, or None."""
        raise NotImplementedError

    def label(self, about: str, identifier: str) -> str:
        """How an id is written for people; about: region | action | service | answer | menu | survey."""
        raise NotImplementedError

    def known(self, about: str) -> list[str]:
        """Ids in display order; about: region | action | service | scale | menu | survey."""
        raise NotImplementedError


def vocabulary_of(snapshot: Any) -> Vocabulary:
    """The vocabulary of a generation, kept while the process lives."""
    raise NotImplementedError
