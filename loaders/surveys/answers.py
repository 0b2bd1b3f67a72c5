"""What the cells of a question's column say: an answer of a scale, no answer, or something not known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from loaders.vocabulary.lookups import LEAVE_OUT, note_use, noting_use
from loaders.vocabulary.marks import yes_or_no
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import normalise, without_numbering, words_of

_SIDES = re.compile(r"\s*(?:[-–—:()\[\]/;,]|\.\s)\s*")
_SEVERAL = re.compile(
    r"\s*(?:[,;/|+&\n]|(?<=\b\w)-(?=\w\b)|\band\b|\bor\b|\bto\b|\s[-–—]\s)\s*", re.IGNORECASE
)
_CONDITIONAL = re.compile(r"\b(?:if|unless|but|except|when|once|depend\w*|maybe|perhaps|possibly|not|or)\b")
_UNLESS = re.compile(r"\b(?:if|unless|but|except|until|depend\w*|maybe|perhaps|possibly)\b")

_KEPT = 20_000  # texts whose reading is kept


@dataclass(frozen=True)
class Reading:
    """answer: an id of the scale; no_answer: which kind; all None: not known."""

    answer: str | None = None
    no_answer: str | None = None
    leave_out: bool = False

    @property
    def known(self) -> bool:
        """Whether nothing about the text is open: an answer, a kind of no answer, or a choice to leave it out."""
        return bool(self.answer or self.no_answer or self.leave_out)


class AnswerReader:
    """Reads the values of one table on one scale.

    scale: None while nothing tells it: then only what a person answered about this file is known.
    key: what the sheet's own key says of signs and words. file_key: by which answers about signs and
    numbers are remembered, because they mean nothing outside files like this one.
    """

    def __init__(
        self,
        scale: str | None,
        vocabulary: Vocabulary,
        key: dict[str, str] | None = None,
        file_key: str = "",
    ) -> None:
        self.scale, self.vocabulary, self.key, self.file_key = scale, vocabulary, key or {}, file_key
        self.answers = vocabulary.answers_of(scale)
        self._known: dict[str, tuple[Reading, set[tuple[str, str]]]] = {}

    def read(self, value: Any) -> Reading:
        """The reading of one value; numbers mean nothing unless the sheet's key or a person says so."""
        text = text_of(value)
        known = self._known.get(text)
        if known is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            with noting_use() as used:
                known = self._known[text] = (self._read(text), used)
        for about, key in known[1]:
            note_use(about, key)
        return known[0]

    def question_key(self, text: str) -> str:
        """By what a person's answer about a text is remembered: with the file, if it is a mere sign."""
        return question_key(self.scale, text, self.file_key)

    def _read(self, text: str) -> Reading:
        keyed = self.key.get(normalise(text))
        if keyed:
            return Reading(keyed)
        bare = text.strip(" \xa0()[].!*…")
        for wording in dict.fromkeys((text, bare, without_numbering(bare))):
            match = self.vocabulary.answer(wording, self.scale) if self.scale else None
            if match:
                return Reading(match.id)
        chosen = self._chosen(text)
        if chosen:
            return Reading(leave_out=True) if chosen == LEAVE_OUT else Reading(chosen)
        no_answer = self.vocabulary.no_answer(text)
        if no_answer:
            return Reading(no_answer=no_answer)
        return Reading(self._with_remark(text) if self.scale else None)

    def _chosen(self, text: str) -> str | None:
        """What a person answered about this text: on this scale, or before the scale was known."""
        for scale in (self.scale, None):
            choice = self.vocabulary.remembered("answer", question_key(scale, text, self.file_key))
            if choice == LEAVE_OUT or choice in self.answers:
                return choice
        return None

    def _with_remark(self, text: str) -> str | None:
        """An answer with a remark behind it ('Green - already in place'), where nothing in it disagrees.

        'RED - AMBER' disagrees, and 'Yes, if funded' and 'Red, unless paid' are conditions: none is certain.
        """
        sides = [side for side in _SIDES.split(" ".join(text.split()).strip(" ()[]")) if side]
        if len(sides) < 2 or len(sides[0]) < 2:
            return None
        said = [self.vocabulary.answer(side, self.scale).id for side in sides]
        agrees = yes_or_no(sides[0])
        if agrees is not None and said[0] is None:
            return self._behind_yes_or_no(agrees, said[1:])
        if agrees is not None and any(self._of_another_scale(side) for side in sides[1:]):
            return None  # 'Yes - green' on a scale of yes and no: the colour is the answer
        if any(yes_or_no(side) is False and not same for side, same in zip(sides[1:], said[1:], strict=True)):
            return None  # 'Green: no'
        rest = words_of(" ".join(sides[1:]))
        others = {self.vocabulary.answer(word, self.scale).id for word in rest.split() if len(word) > 2}
        if said[0] is None or (others | set(said)) - {said[0], None}:
            return None
        if said[0] == self.answers[0]:
            return None if _CONDITIONAL.search(rest) else said[0]
        return None if said[0] == self.answers[-1] and _UNLESS.search(rest) else said[0]

    def _behind_yes_or_no(self, agrees: bool, said: Sequence[str | None]) -> str | None:
        """'Yes - green' and 'No (red)' where yes and no are no answers of the scale: the answer behind them,
        which must be all the rest and not contradict them."""
        return said[0] if list(said) == [self.answers[0 if agrees else -1]] else None

    def _of_another_scale(self, text: str) -> bool:
        if self.vocabulary.answer(text, self.scale).id:
            return False
        scales = (scale for scale in self.vocabulary.known("scale") if scale != self.scale)
        return any(self.vocabulary.answer(text, scale).id for scale in scales)


def plain_reader(scale: str, vocabulary: Vocabulary) -> AnswerReader:
    """The reader of a scale without any key, one for all tables: the same words are looked at column by column."""
    return vocabulary.worked_out.setdefault(("reader", scale), AnswerReader(scale, vocabulary))


def answers_in(text: str, scale: str | None, vocabulary: Vocabulary) -> set[str]:
    """The answers that the parts of a text are, as a grid of tick boxes joins them ('Green, Amber')."""
    scales = [scale] if scale else vocabulary.known("scale")
    parts = [part for part in _SEVERAL.split(text) if part]
    found = ({vocabulary.answer(part, one).id for part in parts} - {None} for one in scales)
    return max(found, key=len, default=set())


def text_of(value: Any) -> str:
    """A cell's value as the text it reads as; whole numbers without a fraction."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value if isinstance(value, str) else str(value)


def question_key(scale: str | None, text: str, file_key: str) -> str:
    """See AnswerReader.question_key. Before the scale is known its name is 'any'."""
    key = f"{scale or 'any'}:{normalise(text)}"
    return f"{key}\n{file_key}" if is_sign(text) else key


def is_sign(text: str) -> bool:
    """A number, a cross, a tick: at most two letters or digits, or a number of any length."""
    short = normalise(text)
    return len(short) <= 2 or short.replace(".", "", 1).isdigit()


def scale_of(
    values: Iterable[Any], vocabulary: Vocabulary, keys: dict[str, dict[str, str]], file_key: str = ""
) -> str | None:
    """The scale that knows most of the distinct values; None if none knows any, or two know as many."""
    distinct = {value for value in values if value is not None}
    counts = {}
    for scale in vocabulary.known("scale"):
        keyed = keys.get(scale) or file_key
        reader = (
            AnswerReader(scale, vocabulary, keys.get(scale), file_key)
            if keyed
            else plain_reader(scale, vocabulary)
        )
        counts[scale] = sum(1 for value in distinct if reader.read(value).answer)
    best = max(counts.values(), default=0)
    leaders = [scale for scale, count in counts.items() if count == best]
    return leaders[0] if best and len(leaders) == 1 else None
