"""The reference tables of a generation, and what people answered, as dictionaries of text."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import Any

from loaders.vocabulary.lookups import Lookup, note_use

_LABELS = {
    "region": "SELECT region, name FROM regions ORDER BY display_order, name",
    "action": "SELECT action, label FROM actions WHERE on_menu ORDER BY display_order",
    "service": "SELECT service, label FROM services ORDER BY category, label",
    "answer": "SELECT answer, label FROM scale_answers ORDER BY scale, display_order",
    "scale": "SELECT scale, name FROM scales",
    "event": "SELECT kind, label FROM event_kinds ORDER BY display_order",
    "position": "SELECT answer, label FROM scale_answers WHERE scale = 'offer' ORDER BY display_order",
    "status": "SELECT rung, label FROM rungs ORDER BY display_order",
    "menu": "SELECT menu, name FROM menus ORDER BY starts_on, menu",
    "ticks": """
        WITH ends AS (
            SELECT scale, arg_min(answer, display_order) AS first, arg_max(answer, display_order) AS last
            FROM scale_answers GROUP BY scale
        ),
        meant AS (
            SELECT a.scale, a.display_order, a.answer, NULL AS otherwise FROM scale_answers AS a
            UNION ALL
            SELECT scale, 0, first, last FROM ends
        )
        SELECT
            concat_ws('/', m.answer, m.otherwise),
            y.label || ' where they did, ' || coalesce(n.label, 'no answer') || ' where they did not'
        FROM meant AS m
        JOIN scale_answers AS y ON y.answer = m.answer
        LEFT JOIN scale_answers AS n ON n.answer = m.otherwise
        ORDER BY m.display_order, m.scale DESC, m.answer
    """,
    "survey": "SELECT DISTINCT survey, survey FROM reply_counts ORDER BY survey",
}

_REFERENCE: dict[str, dict[str, list[tuple]]] = {}  # rows by statement, of the reference data last used


class Memory:
    """A snapshot's ids and labels, and the remembered choices."""

    def __init__(self, snapshot: Any, answers: dict[tuple[str, str], str] | None = None) -> None:
        """answers: choices by (about, key) that hold as if they were remembered, for a preview of them."""
        self.snapshot = snapshot
        self.worked_out: dict[Any, Any] = {}  # by others, of this vocabulary alone, once
        self._remembered = {
            (about, key): choice
            for about, key, choice in self._facts(
                "SELECT about, key, choice FROM remembered ORDER BY answered_at"
            )
        } | (answers or {})

    def _facts(self, sql: str) -> list[tuple]:
        """Rows of what came in, which another generation may have others of."""
        return self.snapshot.rows(sql, None)

    def _rows(self, sql: str) -> list[tuple]:
        """Rows of the reference tables, asked for once as long as these stay the same. Not to be changed."""
        if self._reference is None:
            return self._facts(sql)
        if self._reference not in _REFERENCE:
            _REFERENCE.clear()
        known = _REFERENCE.setdefault(self._reference, {})
        if sql not in known:
            known[sql] = self._facts(sql)
        return known[sql]

    @cached_property
    def _reference(self) -> str | None:
        """What tells the reference tables of this snapshot from others; None where nothing does."""
        found = self._facts("SELECT value FROM meta WHERE key = 'reference'")
        return found[0][0] if found else None

    def remembered(self, about: str, key: str) -> str | None:
        """The choice a person made for that question before, or None."""
        choice = self._remembered.get((about, key))
        if choice is not None:
            note_use(about, key)
        return choice

    def remembers(self, about: str) -> bool:
        """Whether anything at all is remembered about this."""
        return any(kind == about for kind, _ in self._remembered)

    def known(self, about: str) -> list[str]:
        """Ids in display order; about: a key of _LABELS."""
        return list(self._labels(about))

    def label(self, about: str, identifier: str) -> str:
        """How an id is written for people; the id itself where there is no label."""
        return self._labels(about).get(identifier) or identifier

    @lru_cache(maxsize=16)  # noqa: B019  a vocabulary lives as long as its generation is in use
    def _labels(self, about: str) -> dict[str, str]:
        return dict(self._facts(_LABELS[about]) if about == "survey" else self._rows(_LABELS[about]))

    def _lookup(self, about: str, sql: str) -> Lookup:
        """A lookup of ids and labels, with what was remembered about them."""
        lookup = Lookup()
        for identifier, label in self._rows(sql):
            lookup.ids.append(identifier)
            lookup.add("code", identifier, identifier)
            lookup.add("wording", label, identifier)
        return self._with_memory(lookup, about)

    def _small(self, about: str, sql: str) -> Lookup:
        lookup = Lookup()
        for identifier, synonym in self._rows(sql):
            lookup.add("code", identifier, identifier)
            lookup.add("alias", synonym, identifier)
        return self._with_memory(lookup, about)

    def _with_memory(self, lookup: Lookup, about: str) -> Lookup:
        lookup.about = about
        for (kind, key), choice in self._remembered.items():
            if kind == about:
                lookup.remember(key, choice)
        return lookup
