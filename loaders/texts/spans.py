"""What a text says, word by word: spans that cover all of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
    ('keep', 'note' or 'ask'); a class that is not there has the effect 'ask': what nobody defined is not guessed."""

    text: str
    spans: tuple[Span, ...]
    effects: dict[str, str]

    @property
    def unknown(self) -> tuple[str, ...]:
        """The phrases that nobody knows, each as written; empty where every word is known."""
        return tuple(span.words for span in self.spans if span.kind is SpanKind.UNKNOWN)

    @property
    def operators(self) -> tuple[str, ...]:
        """The classes of its operators, in their order, each once."""
        classes = (name for span in self.spans if span.kind is SpanKind.OPERATOR for name, _ in span.classes)
        return tuple(dict.fromkeys(classes))

    def terms(self, term: str) -> tuple[Span, ...]:
        """The spans that are a term of that class."""
        return tuple(span for span in self.spans if span.kind is SpanKind.TERM and span.ids(term))

    def effect(self, where: str = "") -> str:
        """What the operators together do: 'ask' where one asks, else 'note' where one wants a note, else 'keep'.

        where: a part of what the text is about, whose own effects come first ('first', 'middle' or 'last' answer of a
        scale: a condition is what the middle one means, and takes back the first).
        """
        effects = {
            self.effects.get(f"{name}:{where}", self.effects.get(name, "ask")) for name in self.operators
        }
        return next((effect for effect in ("ask", "note") if effect in effects), "keep")

    @property
    def certain(self) -> bool:
        """Whether nothing in it is unknown and no operator asks."""
        return not self.unknown and self.effect() != "ask"
