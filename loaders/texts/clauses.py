"""The words of a text about a notice in clauses, each with what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from loaders.dates.days_in_text import days_in, days_without_year_in, periods_in
from loaders.texts import Span, SpanKind, TextReading, read_text
from loaders.vocabulary.marks import mark
from loaders.vocabulary.vocabulary import Vocabulary

ABOUT = "notice"
_SIGNS = re.compile(r"[;,\n\r()\[\]]|\s[-–—]+\s|^\s*[-–—]\s|[-–—]\s+$")
_STOP = re.compile(r"(?<!\b\w)(?<!\b\w\w)(?<!\b\w\w\w)\.\s")  # no abbreviation: 'eff. 1/2/25'
_NEAR = 8  # letters before a gap that tell an abbreviation from the end of a sentence


class Kind(Enum):
    """What some words of such a text are."""

    DAY = auto()
    PERIOD = auto()  # of notice
    STATUS = auto()
    ROLE = auto()  # says what the day behind it is
    SCOPE = auto()
    SERVICE = auto()
    NO_NOTICE = auto()
    YES = auto()
    PLAIN = auto()  # takes nothing from what it stands beside, and says nothing of a day behind it
    REMARK = auto()  # harmless, and yet a day behind it is no day of the notice's life
    OPERATOR = auto()
    UNKNOWN = auto()


@dataclass(frozen=True)
class Piece:
    """Some words. id: of a status, scope, role or service. name, effect: the class of an operator, and what it does."""

    kind: Kind
    words: str
    id: str = ""
    name: str = ""
    effect: str = "keep"

    @property
    def status(self) -> str:
        """The rung that a status names; '' for any other words."""
        return self.id if self.kind is Kind.STATUS else ""


def clauses_of(text: str, vocabulary: Vocabulary, about: str = ABOUT) -> list[list[Piece]]:
    """The words of a text, clause by clause.

    'served 1/11/24, effective 1/2/25' → [[served, 1/11/24], [effective, 1/2/25]]
    """
    clauses: list[list[Piece]] = [[]]
    end = 0
    for start, after, piece in _pieces(text, vocabulary, about):
        gap = text[end:start]
        stop = _STOP.search(text[max(end - _NEAR, 0) : start])
        joint = piece.name == "joint"
        if clauses[-1] and (joint or _SIGNS.search(gap) or (stop and "." in gap)):
            clauses.append([])
        if not joint:
            clauses[-1].append(piece)
        end = after
    return [clause for clause in clauses if clause]


def _pieces(text: str, vocabulary: Vocabulary, about: str) -> Iterator[tuple[int, int, Piece]]:
    """Start, end and piece of all words of a text, in their order."""
    reading = read_text(text, about, vocabulary)
    grown = _grown(text)
    end = 0
    for span in reading.spans:
        if span.start < end:
            continue
        place = next((each for each in grown if each[0] <= span.start < each[1]), None)
        if place is not None:
            start, end, kind = place
            yield start, end, Piece(kind, text[start:end])
        else:
            end = span.end
            yield span.start, span.end, _piece(span, reading)


def _grown(text: str) -> list[tuple[int, int, Kind]]:
    """The places of days and periods, which are read as wholes; a day without its year where another has one."""
    days = days_in(text)
    short = [place for place in days_without_year_in(text) if days and not _inside(place, days)]
    periods = [place for place in periods_in(text) if not _inside(place, days)]
    return [
        *((start, end, Kind.DAY) for start, end in (*days, *short)),
        *((start, end, Kind.PERIOD) for start, end in periods),
    ]


def _inside(place: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(start <= place[0] < end for start, end in others)


def _piece(span: Span, reading: TextReading) -> Piece:
    if span.kind is SpanKind.TERM:
        return _term(span)
    if span.kind is SpanKind.UNKNOWN:
        return Piece(Kind.UNKNOWN, span.words)
    if span.kind is SpanKind.HARMLESS:
        return Piece(Kind.REMARK, span.words)
    name = span.classes[0][0]
    kind = Kind.PLAIN if name == "plain" else Kind.OPERATOR
    return Piece(kind, span.words, name=name, effect=reading.effects.get(name, "ask"))


def _term(span: Span) -> Piece:
    """The one thing that a term is; of a step and a role the step, and no certain thing where it may be two."""
    if mark(span.words):
        return Piece(Kind.YES, span.words)
    for kind, term in (
        (Kind.NO_NOTICE, "no_notice"),
        (Kind.STATUS, "status"),
        (Kind.ROLE, "role"),
        (Kind.SCOPE, "scope"),
        (Kind.SERVICE, "service"),
    ):
        ids = dict.fromkeys(span.ids(term))
        if len(ids) == 1:
            return Piece(kind, span.words, id=next(iter(ids)))
    return Piece(Kind.OPERATOR, span.words, name="no_answer", effect="ask")
