"""What a column is, told by its heading."""

from __future__ import annotations

import re

from loaders.dates.dates import DATE_PATTERN
from loaders.vocabulary.memory import Memory, shared_property
from loaders.vocabulary.words import normalise, without_numbering

OF_PRACTICES = ("practice_code", "practice", "practice_name")  # roles of columns that say whose a row is


class Headings(Memory):
    """The roles that columns may have, by kind of table, and the headings that give them."""

    def heading(self, text: str, kind: str) -> str | None:
        """The role that a column heading has in that kind of table, or in any; None where unknown.

        As a whole first, else by the longest beginning that headings.csv lists ('May we contact*').
        """
        key = normalise(without_numbering(DATE_PATTERN.sub("", text)))
        if (kind, key) not in self._told:
            asked = (key, key.rstrip(" ?"))
            roles = (self._headings.get((of, each)) for each in asked for of in (kind, "any"))
            whole = next((role for role in roles if role), None)
            begun = (
                role for of, begins, role in self._beginnings if of in (kind, "any") and begins.match(key)
            )
            self._told[kind, key] = whole or next(begun, None)
        return self._told[kind, key]

    @shared_property
    def _told(self) -> dict[tuple[str, str], str | None]:
        """The roles that were asked for: a heading is looked at by every kind of table, several times."""
        return {}

    def is_heading(self, text: str) -> bool:
        """Whether a text is a known heading of any kind of table that holds rows (a summary holds sums)."""
        key = normalise(without_numbering(text))
        return key in self._all_headings or key.rstrip(" ?") in self._all_headings

    def roles(self, kind: str | None) -> dict[str, str]:
        """The roles that a column of that kind of table may have (of every kind for None), with their labels."""
        return {role: label for where, role, label in self._roles if kind is None or where in ("any", kind)}

    @shared_property
    def _roles(self) -> list[tuple[str, str, str]]:
        return self._rows("column_roles")

    @shared_property
    def _all_headings(self) -> frozenset[str]:
        return frozenset(key for kind, key in self._headings if kind != "summary")

    @shared_property
    def _headings(self) -> dict[tuple[str, str], str]:
        return {(kind, normalise(heading)): role for kind, role, heading in self._rows("headings")}

    @shared_property
    def _beginnings(self) -> list[tuple[str, re.Pattern[str], str]]:
        """Kind, beginning and role of the headings that stand for all that begin so, the longest first. A
        beginning ends where a word ends; a number may follow, as behind a repeated question."""
        return [
            (kind, re.compile(rf"{re.escape(normalise(heading))}(?![^\W\d])"), role)
            for kind, heading, role in self._rows("heading_beginnings")
        ]
