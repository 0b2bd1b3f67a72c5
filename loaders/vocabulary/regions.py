"""Regions by name, and named in passing."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise

from loaders.texts.reader import read_text
from loaders.texts.spans import SpanKind
from loaders.vocabulary.lookups import Lookup, Match
from loaders.vocabulary.memory import Memory, shared_property
from loaders.vocabulary.words import words_of
from store.lmc import own_region

SHORTEST = 4  # letters by which the beginning of a name is known: 'Glos', 'Herts'


def _hints(sign: str, name: str) -> bool:
    """Whether letters may stand for a name: capitals for its first letters, or four letters for a word of it.

    ('NY', 'North Yorkshire and York') → True; ('Glos', 'Gloucestershire') → True; ('Kent', 'Kent') → True;
    ('Log', 'Gloucestershire') → False
    """
    words = [word for word in re.findall(r"[A-Za-z]+", name) if word[0].isupper()]
    if len(words) > 1 and sign.isupper() and len(sign) > 1:
        return "".join(word[0] for word in words).startswith(sign)
    return any(_shortened(sign.lower(), word.lower()) for word in words)


def _shortened(sign: str, word: str) -> bool:
    """Whether a word is written short: as it begins, or with its first three letters and later ones in order."""
    if len(sign) < SHORTEST or not word.startswith(sign[:3]):
        return False
    rest = iter(word[3:])
    return all(letter in rest for letter in sign[3:])


class Regions(Memory):
    """Regions by id, name, short name, LMC and synonym."""

    @cached_property
    def own_region(self) -> str:
        """The region of the LMC whose store this is; '' where nobody has said."""
        return own_region(self.snapshot)

    def known(self, about: str) -> list[str]:
        """Ids in display order, of regions our own first."""
        ids = super().known(about)
        return sorted(ids, key=lambda region: region != self.own_region) if about == "region" else ids

    def region(self, text: str) -> Match:
        """The region that a text is the id, name or synonym of."""
        return self._regions.find(text)

    def practices_on_record(self, region: str | None) -> int | None:
        """How many practices the reference data give a region; None where that is not known."""
        return dict(self._rows("region_practices")).get(region)

    def regions_named_in(self, text: str) -> list[str]:
        """Ids of the regions named anywhere in a longer text such as a title or file name.

        A name inside a longer one does not count ('North Yorkshire' in 'Humber and North Yorkshire', the name
        of an ICB that is no region). A region without an LMC, England, is never named in passing: 'GPC
        England' says nothing of where a file is from.
        """
        padded = f" {words_of(text)} "
        regions: dict[str, None] = {}
        for name, region in self._region_names:
            if f" {name} " in padded:
                if region:
                    regions[region] = None
                padded = padded.replace(f" {name} ", "  ")
        return list(regions)

    def areas_named_in(self, text: str) -> list[str]:
        """Names of areas that a text gives an LMC to and that are no region here. 'Cornwall LMC survey' → Cornwall;
        'Sefton LMC', 'Our LMC' → nothing."""
        spans = read_text(text, "outside", self).spans
        return [
            span.words
            for span, behind in pairwise(spans)
            if span.kind is SpanKind.UNKNOWN and words_of(behind.words) in self._bodies
        ]

    @shared_property
    def _bodies(self) -> set[str]:
        """What stands behind the name of a region in the name of its committee: 'lmc'."""
        rows = ((short, lmc) for _, short, lmc in self._rows("region_names") if short and lmc)
        return {words_of(lmc.removeprefix(short)) for short, lmc in rows if lmc.startswith(short)} - {""}

    def regions_hinted_in(self, text: str) -> list[str]:
        """Regions that a text such as a file's name may mean without naming them: by the first letters of their names,
        or by how a name begins. 'NY notices.csv' → north_yorkshire_and_york; 'Glos log' → gloucestershire. A hint
        decides nothing."""
        signs = re.findall(r"[A-Za-z]+", text)
        return [
            region
            for region, name in self._labels("region").items()
            if any(_hints(sign, name) for sign in signs)
        ]

    @shared_property
    def _regions(self) -> Lookup:
        lookup = self._lookup("region")
        for region, short, lmc in self._rows("region_names"):
            lookup.add("wording", short, region)
            lookup.add("wording", lmc, region)
        for region, synonym in self._rows("region_synonyms"):
            lookup.add("alias", synonym, region)
        return lookup

    @shared_property
    def _region_names(self) -> list[tuple[str, str | None]]:
        """Names of three letters or more and the region that each means (None: an ICB), the longest first."""
        texts = self._regions.texts
        local = {region for region, _, lmc in self._rows("region_names") if lmc is not None}
        names: dict[str, str | None] = {
            words_of(text): next(iter(meanings))[0]
            for step in ("code", "wording", "alias")
            for text, meanings in texts[step].items()
            if len(meanings) == 1 and len(text) > 2 and next(iter(meanings))[0] in local
        }
        for (icb,) in self._rows("icb_names"):
            names.setdefault(words_of(re.sub(r"^NHS | ICB$", "", icb)), None)
        return sorted(names.items(), key=lambda pair: -len(pair[0]))
