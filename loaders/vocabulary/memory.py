"""The reference tables of a generation, and what people answered, as dictionaries of text."""

from __future__ import annotations

from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from loaders.vocabulary.lookups import Lookup, note_use
from store import named_parts

_SQL = Path(__file__).with_name("vocabulary.sql")
_REFERENCE: dict[str, dict[str, list[tuple]]] = {}  # rows by query, of the reference data last used


_SHARED: dict[tuple[str, frozenset], dict[str, Any]] = {}  # by reference data and choices, the last few
_FEW = 4


class shared_property(cached_property):  # noqa: N801 it is used as cached_property is
    """A cached property that the reference tables and the remembered choices alone decide: vocabularies that have both
    in common share it. Nearly every import makes a new generation, and few of them change what words mean."""

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        if instance is None:
            return self
        shared = instance.shared
        if self.attrname not in shared:
            shared[self.attrname] = self.func(instance)
        instance.__dict__[self.attrname] = shared[self.attrname]
        return shared[self.attrname]


class Memory:
    """A snapshot's ids and labels, and the remembered choices."""

    def __init__(self, snapshot: Any, answers: dict[tuple[str, str], str] | None = None) -> None:
        """answers: choices by (about, key) that hold as if they were remembered, for a preview of them."""
        self.snapshot = snapshot
        self.worked_out: dict[Any, Any] = {}  # by others, of this vocabulary alone, once
        self._remembered = {(about, key): choice for about, key, choice in self._facts("remembered")} | (
            answers or {}
        )
        self.shared = self._in_common()

    def _in_common(self) -> dict[str, Any]:
        """What is shared with other vocabularies; nothing where the reference tables cannot be told apart."""
        if self._reference is None:
            return {}
        key = (self._reference, frozenset(self._remembered.items()))
        shared = _SHARED.pop(key, {})
        for old in list(_SHARED)[: 1 - _FEW]:
            _SHARED.pop(old, None)
        _SHARED[key] = shared
        return shared

    def _facts(self, query: str) -> list[tuple]:
        """Rows of what came in, which another generation may have others of. query: a name in vocabulary.sql."""
        return self.snapshot.rows(named_parts(_SQL)[query], None)

    def _rows(self, query: str) -> list[tuple]:
        """Rows of the reference tables, asked for once as long as these stay the same. Not to be changed."""
        if self._reference is None:
            return self._facts(query)
        if self._reference not in _REFERENCE:
            _REFERENCE.clear()
        known = _REFERENCE.setdefault(self._reference, {})
        if query not in known:
            known[query] = self._facts(query)
        return known[query]

    @cached_property
    def _reference(self) -> str | None:
        """What tells the reference tables of this snapshot from others; None where nothing does."""
        digests = self._facts("reference_digest")
        return digests[0][0] if digests else None

    def remembered(self, about: str, key: str) -> str | None:
        """The choice a person made for that question before, or None."""
        choice = self._remembered.get((about, key))
        if choice is not None:
            note_use(about, key)
        return choice

    def remembers(self, about: str) -> bool:
        """Whether anything at all is remembered about this."""
        return any(kind == about for kind, _ in self._remembered)

    def remembered_about(self, about: str) -> list[tuple[str, str]]:
        """Key and choice of everything that is remembered about this; nothing of it counts as used."""
        return [(key, choice) for (kind, key), choice in self._remembered.items() if kind == about]

    def known(self, about: str) -> list[str]:
        """Ids in display order; about: region, action, service, ... as the first queries of vocabulary.sql."""
        return list(self._labels(about))

    def label(self, about: str, identifier: str) -> str:
        """How an id is written for people; the id itself where there is no label."""
        return self._labels(about).get(identifier) or identifier

    @lru_cache(maxsize=16)  # noqa: B019  a vocabulary lives as long as its generation is in use
    def _labels(self, about: str) -> dict[str, str]:
        return dict(self._facts(about) if about == "survey" else self._rows(about))

    def _lookup(self, about: str) -> Lookup:
        """A lookup of ids and labels, with what was remembered about them."""
        lookup = Lookup()
        for identifier, label in self._rows(about):
            lookup.ids.append(identifier)
            lookup.add("code", identifier, identifier)
            lookup.add("wording", label, identifier)
        return self._with_memory(lookup, about)

    def _small(self, about: str, query: str) -> Lookup:
        """A lookup of a short vocabulary whose ids have words and no label. query: rows of id and word."""
        lookup = Lookup()
        for identifier, synonym in self._rows(query):
            lookup.add("code", identifier, identifier)
            lookup.add("alias", synonym, identifier)
        return self._with_memory(lookup, about)

    def _with_memory(self, lookup: Lookup, about: str) -> Lookup:
        lookup.about = about
        for (kind, key), choice in self._remembered.items():
            if kind == about:
                lookup.remember(key, choice)
        return lookup
