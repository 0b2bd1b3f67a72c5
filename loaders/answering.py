"""Answers to the questions that files raise: given, changed, forgotten, and what that touches."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from loaders.dates import half_swapped
from loaders.dates.dates import DAY_FIRST, MONTH_FIRST
from loaders.evidence import contradictions, row_columns
from loaders.importing import reread, words_of_store
from loaders.kinds import KINDS
from loaders.queries import query
from loaders.report import Report
from loaders.surveys.keys import KEY_CHOICES
from loaders.tables.columns import HEADING
from loaders.tables.meanings import meanings
from loaders.vocabulary.lookups import KEEP_AS_WRITTEN, LEAVE_OUT, OPPOSITE
from loaders.vocabulary.said_phrases import PHRASE, PHRASE_CHOICES, PHRASES, PHRASES_CHOICES
from loaders.vocabulary.vocabulary import Vocabulary
from store import Snapshot, Store


class WrongUsage(Exception):  # noqa: N818  a sentence for the person, not a failure
    """Something was named that is not there. The message is one sentence."""


def answer(store: Store, question_id: str, choice: str, *, by: str = "") -> list[Report]:
    """Remember a choice and read every file again that raised the question. An earlier answer is changed.

    Raises WrongUsage where there is no such question or the choice is none of its choices.
    """
    asked = _asked(store, question_id)
    if asked is None:
        raise WrongUsage(
            f"There is no question {question_id} in this store: one that --dry-run showed can be answered "
            "once its file is loaded."
        )
    choices = asked["choices"]
    if choices and choice not in [*choices, LEAVE_OUT] and not _free(asked["about"], choice):
        raise WrongUsage(f"“{choice}” is not one of the choices: {'; '.join(choices)}.")
    store.remember(question_id, asked["about"], asked["key"], asked["value"], choice, by)
    return [reread(store, number, by) for number in asked["imports"]]


def forget(store: Store, question_id: str, *, by: str = "") -> list[Report]:
    """Forget an answer, and read every file again that it may have touched. Raises WrongUsage."""
    asked = _asked(store, question_id)
    if asked is None:
        raise WrongUsage(f"There is no question {question_id}.")
    store.forget(question_id, by)
    return [reread(store, number, by) for number in asked["imports"]]


def _asked(store: Store, question_id: str) -> dict[str, Any] | None:
    """A question, open or answered before, with the standing imports to read again: those in which it is open,
    and those that used its answer."""
    snapshot, which = store.snapshot(), {"question": question_id}
    imports = touched_by(snapshot, [question_id])
    rows = snapshot.frame(query("open_in"), which)
    if len(rows):
        choices = json.loads(rows["choices"].iloc[0])
        return rows[["about", "key", "value"]].iloc[0].to_dict() | {"choices": choices, "imports": imports}
    known = snapshot.frame(query("answered"), which)
    if known.empty:
        return None
    choices = choices_about(known["about"].iloc[0], known["key"].iloc[0], words_of_store(store))
    return known.iloc[0].to_dict() | {"choices": choices, "imports": imports}


def touched_by(snapshot: Snapshot, questions: Sequence[str], sha256: str = "") -> list[int]:
    """The standing imports in which one of the questions is open or whose reading used its answer, and those of
    the file with this sha256."""
    which = {"questions": list(questions), "sha256": sha256}
    return [number for (number,) in snapshot.rows(query("touched"), which)]


def choices_about(about: str, key: str, words: Vocabulary) -> list[str]:
    """What an answer of this sort can be changed to; [] where that depends on the file that raised it."""
    if about in ("action", "service", "region"):
        own = {"service": [KEEP_AS_WRITTEN]}
        if key.startswith(HEADING):
            own["action"] = [f"{OPPOSITE}{action}" for action in words.known(about)]
        return [*words.known(about), *own.get(about, []), LEAVE_OUT]
    if about == "answer":
        return [*(words.answers_of(key.partition(":")[0]) or words.answers_of(None)), LEAVE_OUT]
    if about == "meaning":
        return [*meanings(words), LEAVE_OUT]
    fixed = {
        "key": list(KEY_CHOICES),
        PHRASE: list(PHRASE_CHOICES),
        PHRASES: list(PHRASES_CHOICES),
        "kind": list(KINDS),
        "date order": [DAY_FIRST, MONTH_FIRST],
        half_swapped.ABOUT: [half_swapped.SWAPPED, half_swapped.RIGHT],
        row_columns.ABOUT: [row_columns.LEAVE_THEM_OUT, row_columns.THEY_COUNT],
        contradictions.ABOUT: [contradictions.LAST, contradictions.FIRST, contradictions.NEITHER],
        "survey": words.known("survey"),
    }
    return fixed.get(about, [])


def _free(about: str, choice: str) -> bool:
    """A survey may be given an id of its own."""
    return about == "survey" and choice.replace("-", "").replace("_", "").isalnum()
