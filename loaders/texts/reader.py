"""The one reader of texts: covers a text with terms, operators, harmless and unknown words.

Words and their classes are rows of data/reference/text_words.csv; what an operator does to what a text is about is
data/reference/text_effects.csv. The code knows classes alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Protocol

from loaders.clock import check
from loaders.dates.days_in_text import days_in
from loaders.texts.spans import Span, SpanKind, TextReading
from loaders.vocabulary.said_phrases import HARMLESS
from loaders.vocabulary.words import normalise

NUMBER, ANY_WORD = "#", "_"  # in a phrase: any number, any one word
# Words, numbers, an arrow, or a sign that is no mere punctuation: 'Green (✗)' holds two things.
_TOKEN = re.compile(
    r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,]\d+)*|[-=]+>|[^\w\s.,;:()\[\]{}/|+*\"'“”‘’`´–—‐‑-]"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_ARROWS = frozenset("→⇒➔➜")


class Words(Protocol):
    """What a text is covered with: see loaders/vocabulary/text_words.py."""

    shared: dict[Any, Any]  # what others work out of the reference tables and the remembered choices alone

    def text_terms(self, about: str) -> Iterable[tuple[str, str, str]]:
        """Phrase, class of term and id of every term."""

    def text_words(self, about: str) -> Iterable[tuple[str, str]]:
        """Class and phrase of operators and harmless words."""

    def text_effects(self, about: str) -> dict[str, str]:
        """Class of operator to what it does."""


@dataclass(frozen=True)
class _Token:
    start: int
    end: int
    word: str  # casefolded, apostrophes off
    letter: bool  # one letter alone that is no capital: an article, never a sign


@dataclass
class Phrases:
    """Phrases by their first word, the longest first: what `read_text` covers a text with.

    effects: what each class of operator does to texts of this kind.
    """

    effects: dict[str, str] = field(default_factory=dict)
    _by_word: dict[str, list[tuple[tuple[str, ...], SpanKind, dict[tuple[str, str], None]]]] = field(
        default_factory=dict
    )
    _open: list[tuple[tuple[str, ...], SpanKind, dict[tuple[str, str], None]]] = field(default_factory=list)
    _known: dict[str, TextReading] = field(default_factory=dict)
    _first_words: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)

    def add(self, phrase: str, kind: SpanKind, meaning: tuple[str, str] | None = None) -> None:
        """Let a phrase be a term, an operator or harmless; 'withdr*' stands for every word that begins so, '#' for a
        number, '_' for any one word. A term goes before an operator of the same words, that before harmless ones."""
        words = _phrase_words(phrase)
        if not words:
            return
        first = words[0]
        row = (
            self._open
            if first in (NUMBER, ANY_WORD) or first.endswith("*")
            else self._by_word.setdefault(first, [])
        )
        same = next((entry for entry in row if entry[0] == words), None)
        if same is None:
            row.append((words, kind, dict.fromkeys([meaning] if meaning else [])))
        elif same[1] is kind and meaning:
            same[2][meaning] = None

    def first_words(self, *operators: str) -> tuple[str, ...]:
        """The first words of the phrases of those classes of operators, as far as they are letters or digits."""
        if operators not in self._first_words:
            wanted = {(operator, "") for operator in operators}
            entries = (entry for row in (*self._by_word.values(), self._open) for entry in row)
            words = {words[0].rstrip("*") for words, _, meanings in entries if wanted & meanings.keys()}
            self._first_words[operators] = tuple(sorted(word for word in words if word[:1].isalnum()))
        return self._first_words[operators]

    def longest(
        self, tokens: list[_Token], at: int
    ) -> tuple[int, SpanKind, tuple[tuple[str, str], ...]] | None:
        """How many tokens from that place on the longest known phrase covers, and what it is; None for none."""
        best: tuple[int, SpanKind, tuple[tuple[str, str], ...]] | None = None
        for words, kind, meanings in (*self._by_word.get(tokens[at].word, ()), *self._open):
            if (best is None or len(words) > best[0]) and _stands_at(words, tokens, at, kind):
                best = (len(words), kind, tuple(meanings))
        return best

    def may_say(self, operator: str, texts: Iterable[str]) -> set[str]:
        """Those of the texts that hold the words of a phrase of that class of operator: no other needs to be read.

        Thousands of names are told from the few that say something in a tenth of the time of reading them.
        """
        each = set(texts)
        there = set(_LETTERS.findall(_plain("\n".join(each))))
        entries = (entry for row in (*self._by_word.values(), self._open) for entry in row)
        phrases = (
            [word for word in words if word not in (NUMBER, ANY_WORD)]
            for words, _, meanings in entries
            if (operator, "") in meanings
        )
        possible = [words for words in phrases if all(_is_among(word, there) for word in words)]
        if not possible:
            return set()
        plain = {text: _plain(text) for text in each}
        return {
            text
            for text in each
            if any(all(word.rstrip("*") in plain[text] for word in words) for words in possible)
        }

    def read(self, text: str) -> TextReading:
        """The text covered by spans."""
        reading = self._known.get(text)
        if reading is None:
            check()
            if len(self._known) > 20_000:
                self._known.clear()
            reading = self._known[text] = TextReading(text, tuple(self._cover(text)), self.effects)
        return reading

    def _cover(self, text: str) -> Iterable[Span]:
        tokens, days = _tokens(text), dict(days_in(text))
        at, unknown = 0, []
        while at < len(tokens):
            phrase = self.longest(_before_a_day(tokens, at, days), at)
            end = days.get(tokens[at].start, 0)
            size = sum(1 for token in tokens[at:] if token.start < end)
            if size and (phrase is None or size >= phrase[0]):
                phrase = (size, SpanKind.TERM, (("day", ""),))
            if phrase is None:
                unknown.append(tokens[at])
                at += 1
                continue
            if unknown:
                yield _span(text, unknown, SpanKind.UNKNOWN)
                unknown = []
            yield _span(text, tokens[at : at + phrase[0]], phrase[1], phrase[2])
            at += phrase[0]
        if unknown:
            yield _span(text, unknown, SpanKind.UNKNOWN)


def _before_a_day(tokens: list[_Token], at: int, days: dict[int, int]) -> list[_Token]:
    """The tokens as far as the next day that has more words than one: no phrase ends within it."""
    later = (n for n in range(at + 1, len(tokens)) if tokens[n].start in days)
    first = next((n for n in later if days[tokens[n].start] > tokens[n].end), len(tokens))
    return tokens[:first]


def read_text(text: str, about: str, vocabulary: Words) -> TextReading:
    """A text covered by spans, as one that is about that: 'answer' (a cell of answers), 'action' (a heading),
    'notice' (a cell of a log), 'outside' (a title, a note, a sheet's or file's name, a comment), 'line' (one of these
    that may speak of rows), 'column' (the heading of a column that speaks of its rows), 'remark' (a cell of one).

    >>> [(span.words, str(span.kind)) for span in read_text("Green - unconfirmed", "answer", words).spans]
    [('Green', 'term'), ('unconfirmed', 'operator')]
    >>> read_text("Green (already in place)", "answer", words).certain
    True
    >>> read_text("Green, zork", "answer", words).unknown
    ('zork',)
    """
    return phrases_of(about, vocabulary).read(text)


def phrases_of(about: str, vocabulary: Words) -> Phrases:
    """The phrases that a text about that is covered with: made once for all vocabularies with the same words."""
    place = ("phrases", about)
    if place not in vocabulary.shared:
        vocabulary.shared[place] = _phrases(about, vocabulary)
    return vocabulary.shared[place]


def _phrases(about: str, vocabulary: Words) -> Phrases:
    phrases = Phrases(vocabulary.text_effects(about))
    for phrase, term, identifier in vocabulary.text_terms(about):
        phrases.add(phrase, SpanKind.TERM, (term, identifier))
    for name, phrase in vocabulary.text_words(about):
        harmless = name == HARMLESS
        kind = SpanKind.HARMLESS if harmless else SpanKind.OPERATOR
        phrases.add(phrase, kind, None if harmless else (name, ""))
    return phrases


def _tokens(text: str) -> list[_Token]:
    tokens = []
    for match in _TOKEN.finditer(text):
        written = match[0]
        word = "->" if written in _ARROWS or written[-1] == ">" else _plain(written)
        alone = len(written) == 1 and written.islower() and text.strip() != written
        tokens.append(_Token(match.start(), match.end(), word, alone))
    return [token for token in tokens if token.word]


def _plain(word: str) -> str:
    return normalise(word).replace("'", "") or word


@lru_cache(maxsize=32768)
def _phrase_words(phrase: str) -> tuple[str, ...]:
    words = []
    for part in phrase.split():
        star = part.endswith("*") and len(part) > 1
        tokens = [part] if part in (NUMBER, ANY_WORD, "*") else [token.word for token in _tokens(part)]
        words += [f"{word}*" if star and word == tokens[-1] else word for word in tokens]
    return tuple(words)


def _stands_at(words: tuple[str, ...], tokens: list[_Token], at: int, kind: SpanKind) -> bool:
    if at + len(words) > len(tokens):
        return False
    if kind is SpanKind.TERM and len(words) == 1 and tokens[at].letter:
        return False
    return all(
        _same(word, token.word) for word, token in zip(words, tokens[at : at + len(words)], strict=True)
    )


def _is_among(word: str, written: set[str]) -> bool:
    if word.endswith("*"):
        return any(each.startswith(word[:-1]) for each in written)
    return word in written or not word.isalpha()


def _same(word: str, written: str) -> bool:
    if word == NUMBER:
        return written[0].isdigit()
    if word == ANY_WORD:
        return written[0].isalnum()
    return written.startswith(word[:-1]) if word.endswith("*") else written == word


def _span(text: str, tokens: list[_Token], kind: SpanKind, classes: tuple[tuple[str, str], ...] = ()) -> Span:
    start, end = tokens[0].start, tokens[-1].end
    return Span(start, end, text[start:end], kind, classes)
