"""What loaders/texts covers a text with: terms of each class, operators, harmless words and their effects."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.vocabulary.actions import Actions
from loaders.vocabulary.answers import Answers
from loaders.vocabulary.lookups import stands
from loaders.vocabulary.memory import shared_property
from loaders.vocabulary.regions import Regions
from loaders.vocabulary.said_phrases import ASKED, PHRASE, PHRASE_CHOICES
from loaders.vocabulary.services import Services
from loaders.vocabulary.terms import Terms
from loaders.vocabulary.words import normalise, words_of

WAY, PLACEHOLDER, SUBJECT = "direction", "placeholder", "subject"
_TERMS = {
    "answer": ("answer", "no_answer"),
    "action": ("action",),
    "key": ("answer",),
    "notice": ("no_notice", "status", "role", "scope", "service", "no_answer"),
    "notice_title": ("no_notice", "status", "role", "scope", "service", "region"),
    "practice": (),
    "event": (),
    "figure": ("status", "scope", "service", "region"),
    "outside": ("region", "action", "service", "status", "scope", "answer"),
    "line": ("region", "action", "service", "status", "scope", "answer"),
    "column": (),
    "remark": (),
    "respondent": (),
}


_SOURCES = {
    "notice_title": ("notice", "outside"),
    "line": ("line", "outside"),
}  # texts whose words are those of others


class TextWords(Actions, Services, Regions, Answers, Terms):
    """Phrases and their classes, by what a text is about (see loaders/texts)."""

    def text_terms(self, about: str) -> Iterator[tuple[str, str, str]]:
        """Phrase, class of term and id of every term that a text about that may hold; an answer's id is
        'scale:answer', an action's its actions joined by ';'."""
        sources = {
            "answer": lambda: (
                (text, f"{scale}:{identifier}")
                for scale, lookup in self._answers.items()
                for text, identifier in lookup.meanings()
            ),
            "no_answer": lambda: self._not_answered(about),
            "action": self._actions.meanings,
            "service": self._services.meanings,
            "region": self._regions.meanings,
            "status": self._statuses.meanings,
            "scope": self._scopes.meanings,
            "role": self._roles_of_days,
            "no_notice": lambda: ((phrase, "") for phrase in self.steps_of("no_notice")),
        }
        for term in _TERMS[about]:
            yield from ((text, term, identifier) for text, identifier in sources[term]())

    def _not_answered(self, about: str) -> Iterator[tuple[str, str]]:
        """What is no answer. Behind an answer a word that is an operator as well is that: 'Amber, pending a review'."""
        operators = {phrase for _, phrase in self.text_words(about)} if about == "answer" else ()
        return ((text, kind) for text, kind in self._no_answers.meanings() if text not in operators)

    def _roles_of_days(self) -> Iterator[tuple[str, str]]:
        """Headings over days of notices: 'letter date 1/11/24' in a cell says of the day what the heading would."""
        own = {phrase for where, _, phrase in self._text_words if where == "notice"}
        for kind, role, heading in self._rows("headings"):
            if kind == "notices" and role.endswith(("_on", "_to")) and normalise(heading) not in own:
                yield heading, role

    def steps_of(self, name: str) -> frozenset[str]:
        """Words for a step, normalised, by what a day behind them is: 'no_day', none of the notice's life ('ongoing
        1/2/25'); 'to_day', the day that it runs to; and 'no_notice', words that say that there is none."""
        return self._step_words.get(name, frozenset())

    @shared_property
    def _step_words(self) -> dict[str, frozenset[str]]:
        words: dict[str, set[str]] = {}
        for where, name, phrase in self._text_words:
            if where == "step":
                words.setdefault(name, set()).add(normalise(phrase))
        return {name: frozenset(phrases) for name, phrases in words.items()}

    def text_words(self, about: str) -> list[tuple[str, str]]:
        """Class and phrase of operators and harmless words: what a person said first, then what holds for texts about
        that alone, then what holds for all."""
        sources = _SOURCES.get(about, (about,))
        own = [(name, phrase) for of in sources for where, name, phrase in self._text_words if where == of]
        common = [(name, phrase) for where, name, phrase in self._text_words if where == "any"]
        return [*self._said_of_phrases, *own, *common]

    def speaks_of(self, text: str, subject: str) -> bool:
        """Whether a word of a subject stands in a text: 'Job title' speaks of a 'person', 'Switch off GP Connect' of
        the 'direction' that an action goes in, which 'GP Connect' alone does not."""
        padded = f" {words_of(text)} "
        signs, phrases = self._subjects[subject]
        return any(stands(phrase, padded) for phrase in phrases) or any(sign in text for sign in signs)

    def is_word_of(self, text: str, subject: str) -> bool:
        """Whether a text is a word of a subject and nothing else: 'tbc' is one for what is 'not_yet' known."""
        signs, phrases = self._subjects[subject]
        return words_of(text) in phrases or text.strip() in signs

    def ends_with(self, text: str, subject: str) -> bool:
        """Whether a text ends with a word of a subject: 'Riverside PCN' with one for a 'network'."""
        return f" {words_of(text)}".endswith(tuple(f" {phrase}" for phrase in self._subjects[subject][1]))

    @shared_property
    def _subjects(self) -> dict[str, tuple[list[str], list[str]]]:
        """Signs and phrases by subject."""
        subjects: dict[str, tuple[list[str], list[str]]] = {}
        for subject, name, phrase in self._text_words:
            if name in (SUBJECT, WAY):
                subjects.setdefault(subject, ([], []))[phrase[0].isalnum()].append(phrase)
        return subjects

    def means_by_place(self, text: str) -> bool:
        """Whether a cell says something only where it stands: 'as above', 'ditto', a sign for the same."""
        return text.strip().casefold() in self._placeholders or normalise(text) in self._placeholders - {""}

    @shared_property
    def _placeholders(self) -> set[str]:
        return {phrase for where, _, phrase in self._text_words if where == PLACEHOLDER}

    def text_effects(self, about: str) -> dict[str, str]:
        """Class of operator to what it does to a text about that: keep | note | ask.

        'condition:middle' is what a condition does to the middle answer of a scale.
        """
        source = _SOURCES.get(about, (about,))[0]
        return {name: effect for where, name, effect in self._rows("text_effects") if where == source}

    @property
    def _said_of_phrases(self) -> list[tuple[str, str]]:
        return [(PHRASE_CHOICES.get(choice, ASKED), key) for key, choice in self.remembered_about(PHRASE)]

    @shared_property
    def _text_words(self) -> list[tuple[str, str, str]]:
        return self._rows("text_words")
