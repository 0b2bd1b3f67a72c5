"""Services, alone, several in a cell, and named in passing."""

from __future__ import annotations

import re

from loaders.vocabulary.lookups import Lookup, Match
from loaders.vocabulary.memory import Memory, shared_property
from loaders.vocabulary.words import normalise, words_of

# Not inside brackets, and not the strokes of a date.
_PARTS = re.compile(
    r"\s*(?:[;,+\n\r|]|(?<!\d)/|/(?!\d)|\band\b|&)\s*(?![^()]*\))",
    re.IGNORECASE,
)
_BULLETS = re.compile(r"(?m)^\s*(?:[•·▪◦‣*–-]|\d{1,2}[.)])\s+|(?<=\S)\s+\d{1,2}[.)]\s+(?=[A-Za-z])")
_CONTRACT = re.compile(r"^(?:LES|LCS|DES|LIS|IOS)\s*[:–-]\s*(?=\S)", re.IGNORECASE)
_ALL = re.compile(r"(?:all|any|every|entire|whole)\b|everything\b")
# 'All LESs except phlebotomy' names a service that the notice is not on.
_EXCEPTION = re.compile(
    r"\b(?:except\w*|exclud\w*|excl|other than|apart from|but not|bar|without|not|minus)\b", re.IGNORECASE
)


class Services(Memory):
    """Services by label, alias and remembered answer; some are bundles of others."""

    def service(self, text: str, *, suggest: bool = True) -> Match:
        """The one service that a wording names; for one that speaks of all, bundles are suggested first."""
        match = self._services.find(text, suggest=suggest)
        if suggest and match.suggestions and _ALL.match(normalise(text)):
            return Match(suggestions=tuple(dict.fromkeys((*self._bundles, *match.suggestions))))
        return match

    def services_in(self, text: str, *, suggest: bool = True) -> list[tuple[str, Match]]:
        """The services in a cell that may name several, part by part: split at ; , / + & 'and', bullets, line ends.

        A cell that names one service as a whole is not split, nor one that makes an exception. Parts that name none
        have an empty match.
        """
        whole = self._services.find(text, suggest=False)
        parts = self.service_parts(text)
        if whole or whole.leave_out or not parts:
            return [(text, whole)]
        if exception := _EXCEPTION.search(text):
            return [(text, self._with_exception(text, text[: exception.start()], suggest))]
        matches = [(part, self._services.find(part, suggest=False)) for part in parts]
        if not any(match for _, match in matches):
            return [(text, self.service(text, suggest=suggest))]
        return [(part, match if match else self.service(part, suggest=suggest)) for part, match in matches]

    def service_parts(self, text: str) -> list[str]:
        """The parts of a text that may name a service each."""
        listed = "\n".join(part for part in _BULLETS.split(text) if part.strip())
        return [_CONTRACT.sub("", part) for part in _PARTS.split(listed.strip()) if part.strip()]

    def services_named_in(self, text: str) -> list[str]:
        """Ids of the services named anywhere in a longer text. A name inside a longer one does not count."""
        padded = f" {words_of(text)} "
        services: dict[str, None] = {}
        for name, service in self._service_names:
            if f" {name} " in padded:
                services[service] = None
                padded = padded.replace(f" {name} ", "  ")
        return list(services)

    def _with_exception(self, text: str, before: str, suggest: bool) -> Match:
        """No match: what stands before the exception is the best suggestion."""
        first = self._services.find(before, suggest=False).ids
        like = self.service(text).suggestions if suggest else ()
        return Match(suggestions=tuple(dict.fromkeys((*first, *like))))

    @shared_property
    def _bundles(self) -> list[str]:
        return [service for (service,) in self._rows("bundles")]

    @shared_property
    def _service_names(self) -> list[tuple[str, str]]:
        """Names of three letters or more and the one service that each means, the longest first."""
        texts = self._services.texts
        names = {
            words_of(text): next(iter(meanings))[0]
            for step in ("wording", "alias")
            for text, meanings in texts[step].items()
            if len(meanings) == 1 and len(text) > 2
        }
        return sorted(names.items(), key=lambda pair: -len(pair[0]))

    @shared_property
    def _services(self) -> Lookup:
        lookup = self._lookup("service")
        for service, synonym in self._rows("service_synonyms"):
            lookup.add("alias", synonym, service)
        return lookup
