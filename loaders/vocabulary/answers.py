"""The answers of the scales, keys of signs that stand for them, and what is no answer."""

from __future__ import annotations

import re

from loaders.vocabulary.lookups import Lookup, Match
from loaders.vocabulary.marks import yes_or_no
from loaders.vocabulary.memory import Memory, shared_property
from loaders.vocabulary.words import normalise

_LISTED = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_PAIR = re.compile(
    r"\s*(?P<sign>[^\s=:,;()]{1,3})\s*(?:=|:|\s[-–—]\s)\s*(?P<means>[^,;|=\n]+?)\s*(?:[,;|\n]|$)"
)


class Answers(Memory):
    """Answers by label, meaning and synonym, each scale for itself."""

    def answer(self, text: str, scale: str) -> Match:
        """The answer of a scale that a text gives as a whole; loaders/texts/answers.py knows what may surround it."""
        lookup = self._answers.get(scale)
        return lookup.find(text, suggest=False) if lookup else Match()

    def answer_named(self, text: str) -> str | None:
        """The answer that a text is on the only scale that knows it; None for yes, no and other texts."""
        answers = {lookup.find(text, suggest=False).id for lookup in self._answers.values()} - {None}
        return answers.pop() if len(answers) == 1 and yes_or_no(text) is None else None

    def is_answer(self, text: str) -> bool:
        """Whether a text is an answer of any scale."""
        return any(lookup.find(text, suggest=False) for lookup in self._answers.values())

    def answers_of(self, scale: str | None) -> list[str]:
        """The answers of a scale in order; of every scale for None."""
        scales = self._answers if scale is None else [scale]
        return [answer for name in scales if name in self._answers for answer in self._answers[name].ids]

    def meaning_of(self, scale: str, answer: str) -> str:
        """What an answer means in the words of its scale; '' for one of no scale."""
        rows = ((scale_named, of, meaning) for scale_named, of, _, meaning in self._rows("scale_answers"))
        return next(
            (meaning for scale_named, of, meaning in rows if (scale_named, of) == (scale, answer)), ""
        )

    def answers_like(self, text: str, scale: str | None) -> list[str]:
        """Every answer of a scale (of all for None), those most like a text first."""
        lookups = self._answers.values() if scale is None else [self._answers[scale]]
        like = [answer for lookup in lookups for answer in lookup.find(text).suggestions]
        return list(dict.fromkeys([*like, *self.answers_of(scale)]))

    def key_in(self, text: str) -> dict[str, dict[str, str]]:
        """The key that a text is or has in brackets ('1 = Red, 2 = Amber'), as scale to sign to answer.

        At least two signs of one scale, each with a meaning of its own, and nothing else in the list.
        """
        keys: dict[str, dict[str, str]] = {}
        for listed in (text, *_LISTED.findall(text)):
            pairs = [(normalise(m["sign"]), m["means"]) for m in _PAIR.finditer(listed)]
            for scale in self._answers if len(pairs) > 1 else ():
                key = {sign: self.answer(means, scale).id for sign, means in pairs}
                if None not in key.values() and len(set(key.values())) == len(pairs):
                    keys.setdefault(scale, {sign: answer for sign, answer in key.items() if answer})
        return keys

    def no_answer(self, text: str) -> str | None:
        """Which kind of no answer a text is (dont_know, not_applicable, ...), or None. A dash is blank."""
        if text.strip() and not normalise(text):
            return "blank"
        return self._no_answers.find(text, suggest=False).id

    @shared_property
    def no_answer_texts(self) -> frozenset[str]:
        """Every normalised text that no_answer() knows, for those who have a column of them to tell."""
        lookup = self._no_answers
        return frozenset(text for texts in lookup.texts.values() for text in texts) | lookup.left_out

    @shared_property
    def _answers(self) -> dict[str, Lookup]:
        scales: dict[str, Lookup] = {}
        for scale, answer, label, meaning in self._rows("scale_answers"):
            lookup = scales.setdefault(scale, Lookup())
            lookup.ids.append(answer)
            lookup.add("code", answer, answer)
            lookup.add("wording", label, answer)
            lookup.add("wording", meaning, answer)
        for scale, answer, synonym in self._rows("answer_synonyms"):
            scales[scale].add("alias", synonym, answer)
        return scales

    @shared_property
    def _no_answers(self) -> Lookup:
        return self._small("no_answer", "no_answers")
