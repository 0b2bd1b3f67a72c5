"""What a text says, word by word: spans that cover all of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

ASK, NOTE, KEEP, CONTENT = "ask", "note", "keep", "content"
WITHIN = "within"


class SpanKind(StrEnum):
    """What a stretch of words is."""

    TERM = "term"  # says something: an answer, a step, an action, a service, a day
    OPERATOR = "operator"  # changes, dates, restricts or takes back what is said
    HARMLESS = "harmless"  # takes nothing from it
    UNKNOWN = "unknown"  # nobody knows: the text is not read


@dataclass(frozen=True)
class Span:
    """A stretch of a text. start and end: places in the text. words: as written there.

    classes: what it may be, each as (class, id): ('answer', 'rag:green') for a term, ('doubt', '') for an operator;
    nothing for harmless and unknown words. A term of two classes ('Yes') has both.
    """

    start: int
    end: int
    words: str
    kind: SpanKind
    classes: tuple[tuple[str, str], ...] = ()

    def ids(self, term: str) -> tuple[str, ...]:
        """The ids that it may have in that class of terms."""
        return tuple(identifier for name, identifier in self.classes if name == term)


@dataclass(frozen=True)
class TextReading:
    """A text covered by spans, in their order. effects: class of operator to what it does to what the text is about
    (ASK, NOTE or KEEP; CONTENT keeps it, and the words behind are what the operator is about); a class that is not
    there has the effect ASK: what nobody defined is not guessed."""

    text: str
    spans: tuple[Span, ...]
    effects: dict[str, str]

    @property
    def unknown(self) -> tuple[str, ...]:
        """The phrases that nobody knows, each as written; empty where every word is known."""
        return tuple(span.words for span in self.spans if span.kind is SpanKind.UNKNOWN)

    def unknown_outside(self, where: str) -> tuple[str, ...]:
        """The unknown phrases that are no content of an operator: behind one with the effect 'content' the words say
        what it is ('Amber, if zork': the condition), and take nothing more from what the text is about."""
        start = self.content_from(where)
        return tuple(s.words for s in self.spans if s.kind is SpanKind.UNKNOWN and s.start < start)

    def content_from(self, where: str) -> int:
        """The place behind the first operator with the effect CONTENT; the end of the text where there is none."""
        behind = (
            span.end
            for span in self._operators
            if any(self._effect(name, where) == CONTENT for name, _ in span.classes)
        )
        return next(behind, len(self.text))

    @property
    def _operators(self) -> list[Span]:
        return [span for span in self.spans if span.kind is SpanKind.OPERATOR]

    def _effect(self, name: str, *where: str) -> str:
        own = (self.effects[place] for part in where if (place := f"{name}:{part}") in self.effects)
        return next(own, self.effects.get(name, ASK))

    @property
    def operators(self) -> tuple[str, ...]:
        """The classes of its operators, in their order, each once."""
        return tuple(dict.fromkeys(name for span in self._operators for name, _ in span.classes))

    def terms(self, term: str) -> tuple[Span, ...]:
        """The spans that are a term of that class."""
        return tuple(span for span in self.spans if span.kind is SpanKind.TERM and span.ids(term))

    def effect(self, where: str = "") -> str:
        """What the operators together do: 'ask' where one asks, else 'note' where one wants a note, else 'keep'.

        where: a part of what the text is about, whose own effects come first ('first', 'middle' or 'last' answer of a
        scale: a condition is what the middle one means, and takes back the first). Within the content of an operator
        the effects of WITHIN come before those: 'Amber, if the ICB pays' tells no view of the ICB.
        """
        start = self.content_from(where)
        effects = {
            self._effect(name, *((WITHIN,) if span.start >= start else ()), where)
            for span in self._operators
            for name, _ in span.classes
        }
        return next((effect for effect in (ASK, NOTE) if effect in effects), KEEP)

    def effect_of(self, operator: Span) -> str:
        """What one operator alone does."""
        effects = {self._effect(name) for name, _ in operator.classes}
        return next((effect for effect in (ASK, NOTE) if effect in effects), KEEP)

    @property
    def certain(self) -> bool:
        """Whether nothing in it is unknown and no operator asks."""
        return not self.unknown and self.effect() != ASK
