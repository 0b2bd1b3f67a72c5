"""The short vocabularies of notices, figures and events."""

from __future__ import annotations

from loaders.vocabulary.lookups import Lookup, Match
from loaders.vocabulary.memory import Memory, shared_property


class Terms(Memory):
    """Rungs, scopes, qualifiers and kinds of event by their words."""

    def status(self, text: str, *, suggest: bool = True) -> Match:
        """The rung (wanted, signed_up, served, extended, in_effect, resolved, withdrawn) that a word means."""
        return self._statuses.find(text, suggest=suggest)

    def tells_of_a_step(self, heading: str) -> bool:
        """Whether a heading speaks of a step of a notice (withdrawn, extended, ...), by a word of step_words.csv."""
        return bool(self._steps.find(heading, suggest=False))

    def scope(self, text: str) -> Match:
        """all | new_requests | existing_patients | at_capacity."""
        return self._scopes.find(text)

    def qualifier(self, text: str) -> Match:
        """exact | about | almost | over | under | at_least | words | named, for a word such as 'around'."""
        return self._qualifiers.find(text, suggest=False)

    def event(self, text: str, *, suggest: bool = True) -> Match:
        """The kind of event (letter, meeting, offer, ...) that a wording names."""
        return self._events.find(text, suggest=suggest)

    @shared_property
    def _statuses(self) -> Lookup:
        return self._small("status", "status_words")

    @shared_property
    def _steps(self) -> Lookup:
        lookup = Lookup()
        for (word,) in self._rows("step_words"):
            lookup.add_rule(["step"], word, None)
        return lookup

    @shared_property
    def _scopes(self) -> Lookup:
        return self._small("scope", "scope_synonyms")

    @shared_property
    def _qualifiers(self) -> Lookup:
        return self._small("qualifier", "qualifier_synonyms")

    @shared_property
    def _events(self) -> Lookup:
        lookup = self._lookup("event")
        for kind, synonym in self._rows("event_kind_synonyms"):
            lookup.add("alias", synonym, kind)
        for kind, all_of, none_of in self._rows("event_kind_keywords"):
            lookup.add_rule([kind], all_of, none_of)
        return lookup
