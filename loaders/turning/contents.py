"""What a cell or a column without a heading holds, told by itself: a practice, a service, a date, a step."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Any

from loaders.cells.typed import typed
from loaders.dates.named_months import month_in
from loaders.turning.parts import Outside
from loaders.vocabulary.vocabulary import Vocabulary

UNHEADED_DATES = (
    "Date (no heading)"  # of service or of effect: headings.csv calls it a month, which is asked about
)
_SHORT = re.compile(r"[\w\s,.'’/-]{3,30}")
_BULLET = re.compile(r"^\s*(?:\d{1,3}[.)]\s+|\(\d{1,3}\)\s*|[•·▪◦‣*–-]\s+)(?=[A-Za-z])")
# Unlike cells that tell what a column holds. All 15,000 of a national register's names, held against every word of a
# step one by one, took over a minute.
_LOOK_AT = 200


def without_bullet(text: str) -> str:
    """A line of a list without its bullet or number: '1. Elm Surgery', '• Oak Surgery'."""
    return _BULLET.sub("", text) or text


def is_time(value: Any) -> bool:
    """Whether a cell is a day or a month and nothing else."""
    return typed(value).day or (
        isinstance(value, str) and month_in(value) and _SHORT.fullmatch(value) is not None
    )


def heading_of(values: Sequence[Any], words: Vocabulary, outside: Outside) -> str | None:
    """The heading that a column without one lacks, by most of what it holds (of its first 200 unlike cells); '' for
    numbers, None for what is not known. values: its cells with content."""
    values = list(islice(dict.fromkeys(values), _LOOK_AT))
    texts = [str(value).strip() for value in values]
    if not values or all(typed(value).figure is not None for value in values):
        return ""
    if all(typed(text).code for text in texts):
        return "ODS code"
    kinds = {
        UNHEADED_DATES: sum(typed(value).day for value in values),
        "Service": sum(typed(text, words).names_services for text in texts),
        "Practice": sum(typed(text, words).is_practice(outside.region) for text in texts),
        "Answer": 0 if _are_steps(texts, words) else sum(map(words.is_answer, texts)),
    }
    most = next((kind for kind, count in kinds.items() if 2 * count > len(texts)), None)
    if most is None and any(typed(text, words).step or typed(text, words).notice for text in texts):
        return "Status"
    return most or (
        "Action" if 2 * sum(bool(typed(text, words).action) for text in texts) > len(texts) else None
    )


def _are_steps(texts: list[str], words: Vocabulary) -> bool:
    """Whether any text is a step of a notice and no answer: beside it 'Considering' is one too."""
    return any(typed(text, words).step and not typed(text, words).answer for text in texts)
