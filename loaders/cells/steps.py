"""Headings and lines over practices that say how far their notices have come: 'Served (12)', 'Considering'."""

from __future__ import annotations

import re

from loaders.vocabulary.marks import mark
from loaders.vocabulary.vocabulary import Vocabulary

_COUNTED = re.compile(  # 'Green (12)', 'Green: 12'
    r"\s*(?:[(\[]\s*(?:n\s*=\s*)?\d+(?: practices?)?\s*[)\]]|[:–-]\s*\d{1,3}(?: practices?)?|\bn\s*=\s*\d+)\s*$",
    re.IGNORECASE,
)
_AROUND = re.compile(
    r"\b(?:(?:gp )?practices?|surger(?:y|ies)|which|that|who|are|have|has|codes?|ods|list of)\b",
    re.IGNORECASE,
)


def without_count(text: str) -> str:
    """A heading without the count that some put behind it, and without its colon: 'Green (12):'."""
    text = " ".join(text.split()).rstrip(" :-–")
    return _COUNTED.sub("", text) or text


def step_in(text: str, words: Vocabulary) -> str | None:
    """The words of a heading or a line over practices that say how far their notices have come ('Practices that have
    served (12)'), or that there are none ('Not serving'); None for any other text."""
    bare = " ".join(_AROUND.sub(" ", without_count(text)).split())
    status = words.status(bare, suggest=False).id if mark(bare) is None else None
    unsaid = mark(bare) is False and " " in bare
    return bare if status or unsaid else None
