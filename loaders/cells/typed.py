"""What a value says by itself, of every class of term: the one place that is asked what a cell or a heading is."""

from __future__ import annotations

from datetime import date
from typing import Any

from loaders.cells.codes import code_of, codes_in
from loaders.cells.figures import figure_in
from loaders.cells.steps import step_in
from loaders.dates.written_dates import Written, read_written
from loaders.vocabulary.headings import OF_PRACTICES
from loaders.vocabulary.lookups import Match
from loaders.vocabulary.marks import is_any_cross, mark
from loaders.vocabulary.vocabulary import Vocabulary

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
    def status(self) -> Match:
        """The rung that it names as a whole."""
        return self.words.status(self.text, suggest=False)

    @property
    def step(self) -> str | None:
        """Its words that say how far notices have come, where it says that alone: 'Practices that served (2)'."""
        return step_in(self.text, self.words)

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


def typed(value: Any, words: Vocabulary | None = None) -> Typed:
    """A cell's value or a text, typed."""
    return Typed(value, words)
