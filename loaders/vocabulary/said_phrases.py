"""What people said of phrases that nobody knew: of each everywhere, or of many at once in files like one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from loaders.vocabulary.lookups import LEAVE_OUT, note_use

if TYPE_CHECKING:
    from loaders.vocabulary.memory import Memory

PHRASE, PHRASES = "phrase", "phrases"  # what is asked about: one phrase, or all of a file
HARMLESS = "harmless"
LEFT_OUT, NOT_GIVEN, ASKED = "left_out", "not_given", "asked"  # classes that a person alone gives a phrase

CHANGES_NOTHING = "it changes nothing"
NO_ANSWER = "no answer was given"
EACH_ANSWER = "ask about each answer"
NONE_CHANGES = "none of them changes an answer"
EACH_PHRASE = "ask about each of them"

PHRASE_CHOICES = {CHANGES_NOTHING: HARMLESS, NO_ANSWER: NOT_GIVEN, EACH_ANSWER: ASKED, LEAVE_OUT: LEFT_OUT}
PHRASES_CHOICES = (NONE_CHANGES, EACH_PHRASE, LEAVE_OUT)


def phrases_key(file_key: str, phrases: Iterable[str]) -> str:
    """By what an answer about many phrases at once is remembered: for these phrases, in files like this one."""
    return "\n".join((f"{file_key}\n", *sorted(phrases)))


def said_in(file_key: str, memory: Memory) -> dict[str, str]:
    """What was said of many phrases at once in files like this one: phrase to choice. Their use is noted."""
    phrases: dict[str, str] = {}
    for key, choice in memory.remembered_about(PHRASES) if file_key else ():
        if key.startswith(f"{file_key}\n\n"):
            note_use(PHRASES, key)
            phrases |= dict.fromkeys(key.removeprefix(f"{file_key}\n\n").split("\n"), choice)
    return phrases
