"""Words in a text about a notice on which it depends what it says: one question a phrase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from textwrap import shorten

from loaders.kinds import Context
from loaders.reading.sheets import Sheet
from loaders.texts.phrases import RUNGS, Said
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.said_phrases import CHANGES_NOTHING, PHRASE
from loaders.vocabulary.words import normalise

REMARK = "remark"  # what is asked about words that are known, and change what they stand beside
NO_DAY = "the notice stands, and its day is not known"
CHOICES = (
    CHANGES_NOTHING,
    NO_DAY,
    *(rung for rung in RUNGS if rung not in ("served", "extended")),
    LEAVE_OUT,
)
_PLAIN = "write each day with what it is, such as “served 1/11/2024, effective 1/2/2025”."
_LETTERS = 80


@dataclass(frozen=True)
class Settled:
    """said: what counts, None while somebody is asked or has to write the text more plainly (refused). left_out: why
    nothing of it is loaded; '' where it is."""

    said: Said | None = None
    left_out: str = ""
    refused: bool = False


@dataclass(frozen=True)
class Place:
    """Where a text stands. heading: of its column."""

    sheet: Sheet
    row: int
    col: int
    heading: str


def settle_doubts(text: str, statement: Said, place: Place, context: Context) -> Settled:
    """What a text says once people have said what its doubtful words change; each that nobody has is asked about."""
    if "" in statement.classes:
        reason = f"“{_line(text)}” can be understood in more than one way; {_PLAIN}"
        context.draft.problem(place.sheet, place.row, place.col, place.heading, text, reason)
        return Settled(refused=True)
    open_ones = []
    for phrase in phrases_of(text, statement):
        choice = _chosen(_key(phrase, context), context)
        if choice == LEAVE_OUT:
            return Settled(left_out=f"“{phrase}” is left out by choice")
        if choice is None:
            open_ones.append(phrase)
        elif choice == NO_DAY:
            statement = replace(statement, undated=phrase, dates=[], note=_line(text))
        elif choice in RUNGS:
            statement = replace(statement, status=choice, chosen=True)
    for phrase in open_ones:
        _ask(phrase, text, phrase in statement.unknown, place, context)
    return Settled() if open_ones else Settled(replace(statement, doubts=()))


def phrases_of(text: str, statement: Said) -> Sequence[str]:
    """The phrases that are asked about: those that nobody knows, each for itself, or the only other one; of several the
    text as a whole."""
    if len(statement.doubts) == 1 and not statement.unsure_of_order:
        return statement.doubts
    return statement.doubts if statement.only_unknown or not statement.doubts else (_line(text),)


def _key(phrase: str, context: Context) -> str:
    """By what is said of a phrase remembered: a word everywhere, a sign in files like this one."""
    word = any(sign.isalpha() for sign in phrase)
    return normalise(phrase) if word else f"{normalise(phrase)}\n{context.file_key}"


def _chosen(key: str, context: Context) -> str | None:
    words = context.vocabulary
    return words.remembered(PHRASE, key) or words.remembered(REMARK, key)


def _ask(phrase: str, text: str, unknown: bool, place: Place, context: Context) -> None:
    shown = shorten(phrase, _LETTERS, placeholder="…")
    whole = (
        ""
        if normalise(phrase) == normalise(text)
        else f" in “{shorten(_line(text), _LETTERS, placeholder='…')}”"
    )
    context.draft.ask(
        PHRASE if unknown else REMARK,
        phrase,
        f"What does “{shown}”{whole} change in what is said of a notice?",
        list(CHOICES),
        key=_key(phrase, context),
        sheet=place.sheet,
        row=place.row,
        col=place.col,
    )


def _line(text: str) -> str:
    return " ".join(text.split())
