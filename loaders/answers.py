"""What the cells of a question's column say: an answer of a scale, no answer, or something not known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from loaders.vocabulary import Vocabulary
from loaders.words import normalise, words_of

_SIDES = re.compile(r"\s*(?:[-–—:(/;]|\.\s)\s*")
_CONDITIONAL = re.compile(r"\b(?:if|unless|but|except|when|once|depend\w*|maybe|perhaps|possibly|not|or)\b")


@dataclass(frozen=True)
class Reading:
    """answer: an id of the scale; no_answer: which kind; all None: not known."""

    answer: str | None = None
    no_answer: str | None = None
    leave_out: bool = False

    @property
    def known(self) -> bool:
        return bool(self.answer or self.no_answer or self.leave_out)


class AnswerReader:
    """Reads the values of one table on one scale. key: what the sheet's own key says of signs and words."""

    def __init__(self, scale: str, vocabulary: Vocabulary, key: dict[str, str] | None = None) -> None:
        self.scale, self.vocabulary, self.key = scale, vocabulary, key or {}
        self._known: dict[Any, Reading] = {}

    def read(self, value: Any) -> Reading:
        """The reading of one value; numbers mean nothing unless the sheet's key or a person says so."""
        if value not in self._known:
            self._known[value] = self._read(text_of(value))
        return self._known[value]

    def _read(self, text: str) -> Reading:
        keyed = self.key.get(normalise(text))
        if keyed:
            return Reading(keyed)
        match = self.vocabulary.answer(text, self.scale)
        if match:
            return Reading(match.id)
        if match.leave_out:
            return Reading(leave_out=True)
        no_answer = self.vocabulary.no_answer(text)
        if no_answer:
            return Reading(no_answer=no_answer)
        return Reading(self._with_remark(text))

    def _with_remark(self, text: str) -> str | None:
        """An answer with a remark behind it ('Green - already in place'), where nothing in it disagrees.

        'RED - AMBER' disagrees, and 'Yes, if funded' is a condition: neither is certain.
        """
        sides = [side for side in _SIDES.split(" ".join(text.split()).strip(" ()[]")) if side]
        if len(sides) < 2 or len(sides[0]) < 2:
            return None
        said = [self.vocabulary.answer(side, self.scale).id for side in sides]
        rest = words_of(" ".join(sides[1:]))
        others = {self.vocabulary.answer(word, self.scale).id for word in rest.split() if len(word) > 2}
        if said[0] is None or (others | set(said)) - {said[0], None}:
            return None
        supports = self.vocabulary.answers_of(self.scale)
        conditional = _CONDITIONAL.search(rest) and supports and said[0] == supports[0]
        return None if conditional else said[0]


def text_of(value: Any) -> str:
    """A cell's value as the text it reads as; whole numbers without a fraction."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value if isinstance(value, str) else str(value)


def scale_of(
    values: Iterable[Any], vocabulary: Vocabulary, keys: dict[str, dict[str, str]] | None = None
) -> str | None:
    """The scale that knows most of the distinct values; None if none knows any, or two know as many.

    Words that two scales share (none at present) would tie; a tie is never broken by guessing.
    """
    distinct = {value for value in values if value is not None}
    counts = {}
    for scale in vocabulary.known("scale"):
        reader = AnswerReader(scale, vocabulary, (keys or {}).get(scale))
        counts[scale] = sum(1 for value in distinct if reader.read(value).answer)
    best = max(counts.values(), default=0)
    leaders = [scale for scale, count in counts.items() if count == best]
    return leaders[0] if best and len(leaders) == 1 else None
