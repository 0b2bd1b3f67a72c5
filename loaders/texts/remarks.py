"""An answer with words around it: certain where every word of them is read, and none takes from the answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from loaders.texts import Span, TextReading, read_text
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.marks import yes_or_no
from loaders.vocabulary.said_phrases import LEFT_OUT, NONE_CHANGES, NOT_GIVEN, PHRASE
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import normalise

FIRST, MIDDLE, LAST = "first", "middle", "last"
DAY, DATING = "day", "dating"  # a day says from when or until when, unless a word tells that it is past
_AROUND = " \xa0.,:;-–—_()[]*!/&+"


@dataclass(frozen=True)
class Remarked:
    """answer: the only one of the scale in a text. certain: whether it counts as it stands. unknown: the phrases on
    which alone that depends, normalised. remark: the words around it. said: LEFT_OUT or NOT_GIVEN, where a person said
    that of a phrase in it."""

    answer: str
    certain: bool = False
    unknown: tuple[str, ...] = ()
    remark: str = ""
    said: str = ""


def place_in(answers: Sequence[str], answer: str) -> str:
    """Where an answer stands among those of its scale: FIRST, LAST, else MIDDLE."""
    return {0: FIRST, len(answers) - 1: LAST}.get(answers.index(answer), MIDDLE)


def remarked(text: str, scale: str, vocabulary: Vocabulary, said_here: Mapping[str, str]) -> Remarked | None:
    """The answer of a scale in a text that is more than the answer; None where there is none, or more than one.

    said_here: what was said of phrases in files like this one alone.
    'Green (already in place)' → certain; 'Green, zork' → hangs on 'zork'; 'Green (withdrawn)' → not certain.
    """
    reading = read_text(" ".join(text.split()), "answer", vocabulary)
    own = [span for span in reading.terms("answer") if _ids(span, scale)]
    given = {identifier for span in own for identifier in _ids(span, scale)}
    if len(given) != 1 or not all(_stands_alone(span, reading) for span in own):
        return None
    answer = given.pop()
    place = place_in(vocabulary.answers_of(scale), answer)
    _note_said(reading, vocabulary)
    unknown = tuple(dict.fromkeys(map(normalise, reading.unknown_outside(place))))
    if operator := next((name for name in (LEFT_OUT, NOT_GIVEN) if name in reading.operators), ""):
        return Remarked(answer, said=operator)
    if _takes_from(reading, own, place, scale, vocabulary):
        return Remarked(answer)
    if LEAVE_OUT in map(said_here.get, unknown):
        return Remarked(answer, said=LEFT_OUT)
    unknown = tuple(phrase for phrase in unknown if said_here.get(phrase) != NONE_CHANGES)
    return Remarked(answer, not unknown, unknown, _around(reading, own))


def _takes_from(
    reading: TextReading, own: list[Span], place: str, scale: str, vocabulary: Vocabulary
) -> bool:
    """Whether words that are known take from the answer: another answer, an operator, no answer, a day that has
    passed."""
    if _contradicted(reading, own, place, scale, vocabulary) or reading.effect(place) == "ask":
        return True
    return bool(reading.terms("no_answer") or (reading.terms(DAY) and not _dated(reading, place)))


def _dated(reading: TextReading, place: str) -> bool:
    """Whether a day in the text says since when, or is part of the condition that the answer stands for."""
    return DATING in reading.operators or reading.content_from(place) < len(reading.text)


def _ids(span: Span, scale: str) -> set[str]:
    pairs = (identifier.partition(":") for identifier in span.ids("answer"))
    return {answer for name, _, answer in pairs if name == scale}


def _stands_alone(span: Span, reading: TextReading) -> bool:
    """Whether nothing is grown together with an answer ('G1'), and a letter is no word of a sentence ('A bit')."""
    text, letter = reading.text, span.end - span.start == 1
    before, after = text[: span.start][-1:], text[span.end :]
    if before.isalnum() or after[:1].isalnum():
        return False
    return not letter or (not text[: span.start].strip(_AROUND) and not after.lstrip(" ")[:1].isalnum())


def _contradicted(
    reading: TextReading, own: list[Span], place: str, scale: str, vocabulary: Vocabulary
) -> bool:
    """Whether an answer of another scale says otherwise ('Green: no'), or yes and no stand beside one on their own
    scale ('Yes - green': the colour is the answer)."""
    others = [span for span in reading.terms("answer") if not _ids(span, scale)]
    if others and all(yes_or_no(span.words) is not None for span in own):
        return any(not _is_plain(span, place, vocabulary) for span in others)
    return any(place not in places_of(span, vocabulary) for span in others)


def _is_plain(span: Span, place: str, vocabulary: Vocabulary) -> bool:
    return yes_or_no(span.words) is not None and place in places_of(span, vocabulary)


def places_of(span: Span, vocabulary: Vocabulary) -> set[str]:
    """Where the answers that some words are stand on their scales."""
    pairs = (identifier.partition(":") for identifier in span.ids("answer"))
    return {place_in(vocabulary.answers_of(scale), answer) for scale, _, answer in pairs}


def _around(reading: TextReading, own: list[Span]) -> str:
    """The text without its answer; '' where nothing else is said in it."""
    if all(span in own for span in reading.spans):
        return ""
    return "".join(_parts(reading.text, own)).strip(_AROUND)


def _parts(text: str, own: list[Span]) -> Iterator[str]:
    at = 0
    for span in own:
        yield text[at : span.start]
        at = span.end
    yield text[at:]


def _note_said(reading: TextReading, vocabulary: Vocabulary) -> None:
    """Note the use of what a person said of the phrases in a text."""
    for span in reading.spans if vocabulary.remembers(PHRASE) else ():
        vocabulary.remembered(PHRASE, normalise(span.words))
