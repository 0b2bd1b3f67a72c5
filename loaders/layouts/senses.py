"""What each cell of a sheet may mean, told once and before anybody knows the layout.

The only module of this package that asks the vocabulary about words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from loaders.cells.lines import is_total
from loaders.cells.practices import has_small_words
from loaders.cells.steps import without_count
from loaders.cells.typed import typed
from loaders.notices.fact_dates import STEP_HEADINGS
from loaders.turning.contents import without_bullet
from loaders.turning.parts import Outside
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import blank, normalise

_LISTED = re.compile(r"\s*[;\n\r|•]\s*|,\s+")
_PIECES = re.compile(r"\s+[-–—]\s+|\s*[:;]\s+|,\s+")
# What a file or a sheet is called besides the thing that it is about.
_OF_FILES = re.compile(
    r"\b(?:survey|responses?|repl(?:y|ies)|results?|answers?|rag|ratings?|poll|final|copy|v\d+|20\d\d)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"[\s_]*\d{1,2}$|^(?:first|second|third|fourth|fifth|1st|2nd|3rd|[4-9]th)\s+", re.IGNORECASE
)
_CUT = 31  # letters that a sheet's name has at most
_LONGEST = 200  # letters of a text that names a thing
PRACTICE, ACTION, SERVICE, ANSWER, DAY, STEP = "practice", "action", "service", "answer", "day", "step"
# What a known heading is the label of; a heading of any other role labels something that is no part of a fact.
LABELS = {
    "practice_code": PRACTICE, "practice": PRACTICE, "practice_name": PRACTICE, "respondent_id": PRACTICE,
    "action": ACTION, "service": SERVICE, "services": SERVICE, "answer": ANSWER, "status": STEP,
    "served_on": DAY, "effective_on": DAY, "extended_to": DAY, "withdrawn_on": DAY, "resolved_on": DAY, "month": DAY,
}  # fmt: skip
_KINDS = ("survey", "notices", "practices")


@dataclass(frozen=True)
class Term:
    """A thing that a text names. id: the same for texts that name the same thing; text: the words that name it."""

    id: str
    text: Any

    @property
    def doubtful(self) -> bool:
        """Whether it stands where a thing of its sort is named, and nobody knows which: it has to be asked about."""
        return self.id.startswith("?")


@dataclass(frozen=True)
class Senses:
    """terms: by sort (practice, action, …) what the text names, several where it lists several, none unless all of it
    is read so. label: the sorts that it heads as a known heading. effective: it heads the days from which notices take
    effect. heading: whether it is any known heading.

    tick: True and False for marks of yes and no, None for none. figure: it is a number. total: it begins a row of sums.
    silent: it says that there is no answer.
    """

    value: Any
    terms: dict[str, tuple[Term, ...]] = field(default_factory=dict)
    label: frozenset[str] = frozenset()
    effective: bool = False
    heading: bool = False
    tick: bool | None = None
    figure: bool = False
    total: bool = False
    silent: bool = False

    def one(self, sort: str) -> Term | None:
        """The single thing of a sort that the text names; None where it names none or lists several."""
        terms = self.terms.get(sort, ())
        return terms[0] if len(terms) == 1 else None

    @property
    def empty(self) -> bool:
        """Whether the text names nothing that a fact is made of, marks nothing, and is no number."""
        return not self.terms and self.tick is None and not self.figure


def is_code(senses: Senses) -> bool:
    """Whether a cell is one practice with its ODS code."""
    return senses.one(PRACTICE) is not None and are_codes(senses)


def are_codes(senses: Senses) -> bool:
    """Whether a cell lists practices, all with their ODS codes."""
    terms = senses.terms.get(PRACTICE, ())
    return bool(terms) and all(typed(term.id).code is not None for term in terms)


class Reader:
    """Tells what texts may mean; each text once."""

    def __init__(self, words: Vocabulary, outside: Outside) -> None:
        self.words, self.outside = words, outside
        self._known: dict[Any, Senses] = {}
        self._lines: dict[str, dict[str, tuple[Term, ...]]] = {}

    def senses(self, value: Any) -> Senses:
        """Every sense of a cell's value."""
        key = (value.__class__, value)
        if key not in self._known:
            self._known[key] = self._senses(value)
        return self._known[key]

    def spoken(self, text: str) -> dict[str, tuple[Term, ...]]:
        """What a line outside the rows names, by sort: the text as a whole, behind a label, or piece by piece
        ('ECG – effective 1 February 2025' → a service and a day)."""
        if text not in self._lines:
            self._lines[text] = self._spoken(text)
        return self._lines[text]

    def _spoken(self, text: str) -> dict[str, tuple[Term, ...]]:
        pieces = [piece for piece in _PIECES.split(text.strip()) if piece.strip()]
        label = self.senses(pieces[0]).label if len(pieces) > 1 else ()
        if label:
            rest = self.senses(text.split(pieces[0], 1)[1].lstrip(" :-–—,;"))
            return {sort: terms for sort, terms in rest.terms.items() if sort in label}
        whole = self._line(text)
        if whole or len(pieces) < 2 or len(text) > 2 * _LONGEST:
            return whole
        return self._of_pieces(pieces)

    def _line(self, text: str) -> dict[str, tuple[Term, ...]]:
        """What a text names as a whole; where it speaks of notices, the one service that is named in it."""
        terms = self.senses(text).terms
        if terms or not typed(text, self.words).speaks_of("notices") or any(c.isdigit() for c in text):
            return terms
        services = self.words.services_named_in(text)
        return (
            {SERVICE: (Term(services[0], self.words.label("service", services[0])),)}
            if len(services) == 1
            else {}
        )

    def named(self, name: str) -> dict[str, tuple[Term, ...]]:
        """What the name of a sheet or a file names. A sheet's is cut off after 31 letters."""
        text = name.replace("_", " ")
        spoken = self.spoken(text) or self.spoken(" ".join(_OF_FILES.sub(" ", text).split()))
        if not spoken and len(name) == _CUT and (begun := self.words.action_begun(name)):
            return {ACTION: (Term(";".join(begun.ids), ";".join(map(self._label, begun.ids))),)}
        return spoken

    def names_a_region(self, value: Any) -> bool:
        """Whether a heading is the name of a region, whose practices stand below it."""
        return isinstance(value, str) and typed(value, self.words).region.id is not None

    def _label(self, action: str) -> str:
        return self.words.label("action", action)

    def _of_pieces(self, pieces: list[str]) -> dict[str, tuple[Term, ...]]:
        by_sort: dict[str, tuple[Term, ...]] = {}
        for piece in pieces:
            terms = self._line(piece)
            if not terms or by_sort.keys() & terms.keys():
                return {}
            by_sort |= terms
        return by_sort

    def _senses(self, value: Any) -> Senses:
        if blank(value):
            return Senses(value)
        if isinstance(value, date | datetime):
            return Senses(value, self._of_moment(value))
        tick = _tick(value)
        if not isinstance(value, str):
            return Senses(value, tick=tick, figure=typed(value).figure is not None)
        text = " ".join(value.split())
        label = frozenset(LABELS[role] for role in self._roles(text) if role in LABELS)
        if normalise(without_number(text)) in STEP_HEADINGS:
            label |= {DAY}
        return Senses(
            value,
            self._terms(value) if len(text) <= _LONGEST else {},
            label,
            "effective_on" in self._roles(text),
            bool(label or self._roles(text)),
            tick,
            typed(text).figure is not None,
            is_total(text),
            typed(text, self.words).silence is not None,
        )

    def _roles(self, text: str) -> set[str]:
        """The roles of a heading; one that is numbered ('Service 2', 'Date served_1', 'First service') has those of the
        heading without its number."""
        bare = text.rstrip(" :")
        for heading in dict.fromkeys((bare, without_number(bare))):
            roles = {role for kind in _KINDS if (role := typed(heading, self.words).role(kind))}
            if roles:
                return roles
        return set()

    def _of_moment(self, value: date) -> dict[str, tuple[Term, ...]]:
        return {DAY: (Term(_day(value.year, value.month, value.day), value),)}

    def _terms(self, value: str) -> dict[str, tuple[Term, ...]]:
        practices = self._practices(value)
        if practices:
            return {PRACTICE: practices}
        readers: dict[str, Callable[[str], str | None]] = {
            ACTION: self._action,
            SERVICE: self._service,
            ANSWER: self._answer,
            DAY: self._written_day,
            STEP: self._step,
        }
        whole, listed = [value.strip()], [piece for piece in _LISTED.split(value.strip()) if piece]
        exact = typed(value.strip(), self.words).action.how not in ("", "keyword")
        terms = {}
        for sort, read in readers.items():
            for pieces in (whole, listed) if exact else (listed, whole):
                ids = [read(without_bullet(piece)) for piece in pieces]
                if ids and all(ids):
                    # 'Practices that have served (2)' says served, and 'ECG (2)' ECG; '2025-02-01' is all a day.
                    texts = ids if sort == STEP else pieces if sort == DAY else map(_bare, pieces)
                    terms[sort] = tuple(Term(str(i), text) for i, text in zip(ids, texts, strict=True))
                    break
        return terms

    def _practices(self, value: str) -> tuple[Term, ...]:
        """The practices that a text is, with nothing beside them that is no name."""
        text = " ".join(without_bullet(value.strip()).split())
        if code := typed(text).code:
            return (Term(code, text),)
        if not (typed(text).names_a_practice or self._is_known(text)):
            return ()
        if typed(text, self.words).speaks_of("no_practice") or self._names_else(text):
            return ()
        if len(set(typed(text).codes)) == 1 and typed(text).says_more:
            return (doubtful(text),)
        region = self.outside.region
        pieces = [
            typed(piece, self.words) for piece in typed(without_bullet(value), self.words).practices(region)
        ]
        if not all(piece.is_practice(region) and not piece.says_more for piece in pieces):
            return ()
        return tuple(Term(self._practice_id(piece.text), piece.text) for piece in pieces)

    def _is_known(self, text: str) -> bool:
        return self.words.names_one_practice(text, self.outside.region)

    def _names_else(self, text: str) -> bool:
        """Whether a text without a code is a heading, an action, a step or a sentence, and no name of a practice."""
        if typed(text).codes or self._is_known(text):
            return False
        cell = typed(text, self.words)
        known = self.words.is_heading(text) or cell.action or cell.step
        return bool(known) or has_small_words(text)

    def _practice_id(self, text: str) -> str:
        codes = typed(text).codes
        return codes[0].upper() if codes else normalise(text)

    def _action(self, text: str) -> str | None:
        match = typed(without_count(text), self.words).action
        return ";".join(match.ids) or None

    def _service(self, text: str) -> str | None:
        match = typed(without_count(text), self.words).service
        return match.id

    def _answer(self, text: str) -> str | None:
        bare = without_count(text)
        if typed(bare).cross or not any(c.isalpha() for c in bare):
            return None  # a mark, which says what its heading says
        scales = self.words.known("scale")
        read = any(typed(bare, self.words).reading(scale).answer for scale in scales)
        return normalise(bare) if read else None

    def _written_day(self, text: str) -> str | None:
        if not any(c.isdigit() for c in text) or typed(text).figure is not None:
            return None
        written = typed(text).written
        if written.moment:
            return _day(written.moment.year, written.moment.month, written.moment.day)
        month = written.period if written.period and "-" in written.period else None
        return _day(*written.parts[::-1]) if written.parts else month

    def _step(self, text: str) -> str | None:
        return typed(text, self.words).step


def doubtful(text: str) -> Term:
    """What a text names that is not understood."""
    return Term(f"?{normalise(text)}", text)


def without_number(heading: str) -> str:
    """A heading without the number of its repetition: 'Service 2', 'Date served_1' and 'First service' → 'Service' …"""
    return _NUMBERED.sub("", heading)


def is_numbered(heading: str) -> bool:
    """Whether a heading has the number of its repetition."""
    return without_number(heading) != heading


def _bare(text: str) -> str:
    return without_count(text) if "\n" not in text else text


def _tick(value: Any) -> bool | None:
    """What a mark says by itself: a cross alone is a mark like a tick, since it stands where one is looked for."""
    return True if typed(value).cross else typed(value).tick


def _day(year: int, month: int, day: int) -> str:
    return f"{year:04}-{month:02}-{day:02}"
