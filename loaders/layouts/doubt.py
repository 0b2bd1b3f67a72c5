"""A sheet that can be read in more than one way: the question which of them is right, shown where they differ."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.layouts.grid import Cell, Grid
from loaders.layouts.interpretation import Fact, Interpretation
from loaders.layouts.places import Field
from loaders.layouts.written import in_words
from loaders.reading.sheets import reference
from loaders.vocabulary.words import normalise

ABOUT = "layout"
_MOST = 6  # readings that one question offers


@dataclass(frozen=True)
class Doubt:
    """sentence: the question. readings: by choice what it means. key: by which the answer is remembered for files like
    this one. cell: the first cell that the readings take for different things."""

    sentence: str
    readings: dict[str, Interpretation]
    key: str
    cell: Cell


def doubt_between(grid: Grid, readings: list[Interpretation], file: str) -> Doubt:
    """The question between readings that say different facts. file: the file's name without its ending."""
    readings = sorted(readings, key=in_words)[:_MOST]
    choices: dict[str, Interpretation] = {}
    for reading in readings:
        choice = in_words(reading)
        if choice in choices:
            choice = f"{choice}, from row {reading.top + 1}"
        choices[choice if choice not in choices else f"{choice} ({len(choices) + 1})"] = reading
    own_facts = [_own(reading, readings) for reading in readings]
    first = min(fact.anchor for fact in own_facts)
    examples = "; ".join(
        f"{letter}: {_example(fact)}" for letter, fact in zip("ABCDEF", own_facts, strict=False)
    )
    sentence = (
        f"Sheet “{grid.sheet.name}” can be read in {len(readings)} ways that say different things. Which is right? "
        f"By the choices in their order: {examples}."
    )
    stem = normalise(re.sub(r"\(.*?\)|\[.*?\]|\d+", " ", file))
    return Doubt(sentence, choices, "\n".join((stem, *sorted(choices))), first)


def _own(reading: Interpretation, readings: list[Interpretation]) -> Fact:
    """The first fact of a reading that not all the others say too."""
    shared = frozenset.intersection(*(other.says for other in readings))
    facts = sorted((fact for fact in reading.facts if not fact.silent), key=lambda fact: fact.anchor)
    return next((fact for fact in facts if fact.key not in shared), facts[0])


def _example(fact: Fact) -> str:
    texts = [" ".join(str(fact.parts[field].term.text).split()) for field in Field if field in fact.parts]
    return f"{reference(*fact.anchor)} says “{', '.join(texts)}”"
