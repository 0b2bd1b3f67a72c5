"""What the cells of a question's column say: an answer of a scale, no answer, or something not known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from loaders.texts.remarks import remarked
from loaders.vocabulary.lookups import LEAVE_OUT, note_use, noting_use
from loaders.vocabulary.said_phrases import LEFT_OUT, NOT_GIVEN, said_in
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import normalise, without_numbering

_SEVERAL = re.compile(
    r"\s*(?:[,;/|+&\n]|(?<=\b\w)-(?=\w\b)|\band\b|\bor\b|\bto\b|\s[-–—]\s)\s*", re.IGNORECASE
)

_KEPT = 20_000  # texts whose reading is kept


@dataclass(frozen=True)
class Reading:
    """answer: an id of the scale; no_answer: which kind; all None: not known. remark: the words around an answer that
    change nothing. behind: the answer in a text that is not certain; phrases: those on which alone that depends.
    by_place: it says something only where it stands."""

    answer: str | None = None
    no_answer: str | None = None
    leave_out: bool = False
    remark: str = ""
    behind: str | None = None
    phrases: tuple[str, ...] = ()
    by_place: bool = False

    @property
    def likely(self) -> bool:
        """Whether it is an answer, or one as soon as it is known what the words beside it mean."""
        return bool(self.answer or self.phrases)

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
        self.said_here = said_in(file_key, vocabulary)
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
        if self.vocabulary.means_by_place(text):
            return Reading(by_place=True)
        chosen = self._chosen(text)
        if chosen:
            return Reading(leave_out=True) if chosen == LEAVE_OUT else Reading(chosen)
        no_answer = self.vocabulary.no_answer(text)
        if no_answer:
            return Reading(no_answer=no_answer)
        return self._in_words(text)

    def _chosen(self, text: str) -> str | None:
        """What a person answered about this text: on this scale, or before the scale was known."""
        for scale in (self.scale, None):
            choice = self.vocabulary.remembered("answer", question_key(scale, text, self.file_key))
            if choice == LEAVE_OUT or choice in self.answers:
                return choice
        return None

    def _in_words(self, text: str) -> Reading:
        """An answer with words around it, as far as all of them are read (see loaders/texts/remarks.py)."""
        remark = remarked(text, self.scale, self.vocabulary, self.said_here) if self.scale else None
        if remark is None:
            return Reading()
        if remark.certain:
            return Reading(remark.answer, remark=remark.remark)
        if remark.said == LEFT_OUT:
            return Reading(leave_out=True, behind=remark.answer)
        if remark.said == NOT_GIVEN:
            return Reading(no_answer=NOT_GIVEN, behind=remark.answer)
        return Reading(behind=remark.answer, phrases=remark.unknown)


def plain_reader(scale: str, vocabulary: Vocabulary) -> AnswerReader:
    """The reader of a scale without any key, one for all tables: the same words are looked at column by column."""
    place = ("reader", scale)
    if place not in vocabulary.worked_out:
        vocabulary.worked_out[place] = AnswerReader(scale, vocabulary)
    return vocabulary.worked_out[place]


def answers_in(text: str, scale: str | None, vocabulary: Vocabulary) -> set[str]:
    """The answers that the parts of a text are, as a grid of tick boxes joins them ('Green, Amber')."""
    scales = [scale] if scale else vocabulary.known("scale")
    parts = [part for part in _SEVERAL.split(text) if part]
    answers = ({vocabulary.answer(part, each_scale).id for part in parts} - {None} for each_scale in scales)
    return max(answers, key=len, default=set())


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
    """The scale that knows most of the distinct values, and then has an answer in most others; None if none
    knows any, or two know as many."""
    distinct = {value for value in values if value is not None}
    counts: dict[str, tuple[int, int]] = {}
    for scale in vocabulary.known("scale"):
        keyed = keys.get(scale) or file_key
        reader = (
            AnswerReader(scale, vocabulary, keys.get(scale), file_key)
            if keyed
            else plain_reader(scale, vocabulary)
        )
        readings = [reader.read(value) for value in distinct]
        read = sum(1 for reading in readings if reading.likely)
        counts[scale] = (read, sum(1 for reading in readings if reading.behind))
    best = max(counts.values(), default=(0, 0))
    leaders = [scale for scale, count in counts.items() if count == best]
    return leaders[0] if any(best) and len(leaders) == 1 else None
