"""Who is who among the practices that the store knows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz import fuzz, process

from loaders.vocabulary.lookups import LEAVE_OUT, Match
from loaders.vocabulary.memory import Memory
from loaders.vocabulary.words import normalise, words_of

ODS_CODE = re.compile(r"[A-TV-Z]\d{5}", re.IGNORECASE)  # U and five digits is a primary care network
ODS_CODE_IN_TEXT = re.compile(rf"(?<![A-Z0-9])({ODS_CODE.pattern})(?![A-Z0-9])", re.IGNORECASE)

_NETWORK = re.compile(r"\b(?:pcn|primary care network)s?\b", re.IGNORECASE)


@dataclass(frozen=True)
class KnownRegions:
    """The regions in which practices are known, by ODS code and by name as normalise() gives it."""

    by_code: dict[str, set[str]] = field(default_factory=dict)
    by_name: dict[str, set[str]] = field(default_factory=dict)


class PracticeRegister(Memory):
    """Practices by ODS code, and by exact name within a region. Names are not unique."""

    def practice(self, text: str, region: str | None) -> Match:
        """The ODS code that a code in any spelling, or an exact name within the region's register, means.

        A code need not be in the register. Two practices of the name: no ids, both as suggestions.
        """
        code = "".join(text.split()).upper()
        if ODS_CODE.fullmatch(code):
            return Match((code,), how="code")
        codes = self._practice_names.get((region, normalise(text)), ())
        if len(codes) == 1:
            return Match(codes, how="wording")
        remembered = self.remembered("practice", f"{region}:{normalise(text)}")
        if remembered == LEAVE_OUT:
            return Match(how="remembered", leave_out=True)
        return Match((remembered,), how="remembered") if remembered else Match(suggestions=codes)

    def practices_like(self, name: str, region: str | None) -> tuple[str, ...]:
        """Up to five ODS codes of a region whose names are most like a name: suggestions only."""
        names = {code: normalise(known) for code, known in self.register(region).items()}
        near = process.extract(normalise(name), names, scorer=fuzz.WRatio, limit=5, score_cutoff=60)
        return tuple(code for _, _, code in near)

    def register(self, region: str | None) -> dict[str, str]:
        """Names by ODS code of the practices known in a region; empty where there is no register."""
        return self._registers.get(region, {})

    def closed(self, region: str | None) -> set[str]:
        """The ODS codes of a region's practices that its register calls closed today."""
        return self._closed.get(region, set())

    @cached_property
    def _closed(self) -> dict[str | None, set[str]]:
        by_region: dict[str | None, set[str]] = {}
        for region, practice in self._facts("closed_practices"):
            by_region.setdefault(region, set()).add(practice)
        return by_region

    def networks(self, region: str | None) -> dict[str, list[str]]:
        """The open practices of each primary care network of a region, by its code in lower case and by its name
        without 'PCN', as words; empty where no register says who is in which."""
        return self._networks.get(region, {})

    @cached_property
    def _networks(self) -> dict[str | None, dict[str, list[str]]]:
        by_region: dict[str | None, dict[str, list[str]]] = {}
        for region, practice, code, name in self._facts("networks"):
            names = {normalise(code or ""), words_of(_NETWORK.sub(" ", name or ""))} - {""}
            for each in names:
                by_region.setdefault(region, {}).setdefault(each, []).append(practice)
        return by_region

    @cached_property
    def regions_of_practices(self) -> KnownRegions:
        """In which region the practices of real lists are known, and those of what was loaded for our own region."""
        known = KnownRegions()
        for code, name, region in self._facts("regions_of_practices"):
            known.by_code.setdefault(code, set()).add(region)
            if name:
                known.by_name.setdefault(normalise(name), set()).add(region)
        return known

    def has_register(self, region: str | None) -> bool:
        """Whether the store knows the practices of a region."""
        return region in self._registers

    @property
    def registered_regions(self) -> list[str]:
        """The regions whose practices the store knows."""
        return [region for region in self._registers if region]

    def names_one_practice(self, text: str, region: str | None) -> bool:
        """Whether a text is the exact name of one practice in a region's register, of any where none is named."""
        return normalise(text) in self._names_of_one.get(region, ())

    @cached_property
    def _names_of_one(self) -> dict[str | None, set[str]]:
        """By region the names that one practice has there; under None those of all regions."""
        names: dict[str | None, set[str]] = {None: set()}
        for (region, name), codes in self._practice_names.items():
            if len(codes) == 1 and name:
                names.setdefault(region, set()).add(name)
                names[None].add(name)
        return names

    @cached_property
    def _registers(self) -> dict[str | None, dict[str, str]]:
        registers: dict[str | None, dict[str, str]] = {}
        for region, practice, name in self._facts("practice_names"):
            registers.setdefault(region, {})[practice] = name or ""
        return registers

    @cached_property
    def _practice_names(self) -> dict[tuple[str | None, str], tuple[str, ...]]:
        names: dict[tuple[str | None, str], tuple[str, ...]] = {}
        for region, practices in self._registers.items():
            for practice, name in practices.items():
                key = (region, normalise(name))
                names[key] = (*names.get(key, ()), practice)
        return names
