"""What a value says by itself, of every class of term: the one place that is asked what a cell or a heading is."""

from __future__ import annotations

from datetime import date
from typing import Any

from loaders.cells.codes import code_of, codes_in
from loaders.cells.figures import figure_in
from loaders.cells.practices import is_practice, practice_names_in, practices_in, says_more
from loaders.cells.steps import step_in
from loaders.dates.written_dates import Written, read_written
from loaders.texts.answers import Reading, plain_reader
from loaders.texts.phrases import Said, read_phrases
from loaders.vocabulary.headings import OF_PRACTICES
from loaders.vocabulary.lookups import Match
from loaders.vocabulary.marks import is_any_cross, mark
from loaders.vocabulary.vocabulary import Vocabulary

_LONGEST = 240  # letters of a cell that names services
_ROWS = (
    "survey",
    "notices",
    "figures",
)  # kinds of table whose headings tell columns of answers from one another


class Typed:
    """A value with all senses that it may have, each told when it is asked for: the vocabulary keeps what it told.

    words: left out where signs alone are asked about: then only code, codes, figure, tick, cross, written and day hold.
    """

    __slots__ = ("text", "value", "words")

    def __init__(self, value: Any, words: Vocabulary | None = None) -> None:
        self.value, self.words = value, words
        self.text = value if isinstance(value, str) else "" if value is None else str(value)

    @property
    def code(self) -> str | None:
        """The ODS code that it is and nothing else, in capitals."""
        return code_of(self.text)

    @property
    def codes(self) -> list[str]:
        """Every ODS code in it, as written."""
        return codes_in(self.text)

    @property
    def figure(self) -> float | None:
        """The number that it is: '20%' → 20.0."""
        return figure_in(self.value)

    @property
    def tick(self) -> bool | None:
        """True and False for marks and words of yes and no; None for none, and for a bare cross."""
        return mark(self.value)

    @property
    def cross(self) -> bool:
        """Whether it is a cross of any sort."""
        return is_any_cross(self.value)

    @property
    def written(self) -> Written:
        """The day, month, year, period or reason for none that it is read as."""
        return read_written(self.value)

    @property
    def day(self) -> bool:
        """Whether it is a day or a named stretch of time and nothing else."""
        if isinstance(self.value, date):
            return True
        text = self.value
        if not isinstance(text, str) or not any(map(str.isdigit, text)) or figure_in(text) is not None:
            return False
        written = read_written(text)
        return bool(written.moment or written.parts or written.period)

    @property
    def action(self) -> Match:
        """The action or actions that it names for certain."""
        return self.words.action(self.text)

    @property
    def service(self) -> Match:
        """The one service that it names for certain."""
        return self.words.service(self.text, suggest=False)

    @property
    def services(self) -> list[Match]:
        """What each of its parts names, no match for one that names no service: 'ECG, zork' → two, the second empty."""
        return [match for _, match in self.words.services_in(self.text, suggest=False)]

    @property
    def names_services(self) -> bool:
        """Whether each of its parts names a service, as a cell of them does and a sentence does not."""
        return len(self.text) <= _LONGEST and all(self.services)

    @property
    def status(self) -> Match:
        """The rung that it names as a whole."""
        return self.words.status(self.text, suggest=False)

    @property
    def step(self) -> str | None:
        """Its words that say how far notices have come, where it says that alone: 'Practices that served (2)'."""
        return step_in(self.text, self.words)

    @property
    def notice(self) -> Said | None:
        """What it says of a notice, where all of it is certain."""
        return read_phrases(self.text, self.words)

    @property
    def scope(self) -> Match:
        """How far a notice reaches, by its words."""
        return self.words.scope(self.text)

    @property
    def register_state(self) -> str | None:
        """'open' or 'closed' for a code or a word by which a register says that of a practice."""
        return next(filter(self.is_word_of, ("open", "closed")), None)

    @property
    def region(self) -> Match:
        """The region that it names."""
        return self.words.region(self.text)

    @property
    def answer(self) -> bool:
        """Whether it is an answer of any scale."""
        return self.words.is_answer(self.text)

    @property
    def silence(self) -> str | None:
        """Which kind of no answer it is: 'n/a' → 'not_applicable'."""
        return self.words.no_answer(self.text)

    def on(self, scale: str) -> str | None:
        """The answer of a scale that it is as a whole."""
        return self.words.answer(self.text, scale).id

    def suggestions(self, kind: str) -> tuple[str, ...]:
        """What it may mean, the likeliest first, for a question. kind: 'action', 'service' or 'status'."""
        if kind == "action":
            return self.words.action(self.text, suggest=True).suggestions
        find = self.words.service if kind == "service" else self.words.status
        return find(self.text).suggestions

    def speaks_of(self, subject: str) -> bool:
        """Whether a word of a subject of text_words.csv stands in it: 'Job title' speaks of a 'person'."""
        return self.words.speaks_of(self.text, subject)

    def is_word_of(self, subject: str) -> bool:
        """Whether it is a word of a subject and nothing else."""
        return self.words.is_word_of(self.text, subject)

    def reading(self, scale: str) -> Reading:
        """What it says on a scale, with words around an answer too; without any key of its sheet."""
        return plain_reader(scale, self.words).read(self.value)

    def role(self, kind: str = "any") -> str | None:
        """The role that it gives a column of that kind of table as its heading."""
        return self.words.heading(self.text, kind)

    @property
    def roles(self) -> set[str]:
        """The roles that it gives columns of surveys, notices and figures."""
        return {role for kind in _ROWS if (role := self.role(kind))}

    @property
    def heads_practices(self) -> bool:
        """Whether it is a heading over practices."""
        return self.role() in OF_PRACTICES

    @property
    def names_a_practice(self) -> bool:
        """Whether a code stands in it, or a word that names of practices have: 'Elm Surgery'."""
        return bool(self.codes or practice_names_in(self.text))

    @property
    def says_more(self) -> bool:
        """Whether more stands beside a code than a name could be: 'Z99001 has not replied'."""
        return says_more(self.text)

    def is_practice(self, region: str | None) -> bool:
        """Whether it is one practice of a region, or of any: by its code, by its name, or by what names are like."""
        return is_practice(self.text, self.words, region)

    def practices(self, region: str | None) -> list[str]:
        """The practices that it lists, each as written; none where that is not certain."""
        return practices_in(self.text, self.words, region)


def typed(value: Any, words: Vocabulary | None = None) -> Typed:
    """A cell's value or a text, typed."""
    return Typed(value, words)
