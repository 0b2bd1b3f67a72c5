"""What words mean: the reference tables and the remembered answers as dictionaries of normalised text.

Matching order: code, exact normalised wording, known alias, remembered answer, unambiguous keyword rule.
Likeness only suggests; it never decides.
"""

from __future__ import annotations

from typing import Any

from loaders.vocabulary.headings import Headings
from loaders.vocabulary.lookups import LEAVE_OUT, Match
from loaders.vocabulary.practice_register import ODS_CODE, PracticeRegister
from loaders.vocabulary.text_words import TextWords
from loaders.vocabulary.words import bare_number

__all__ = ["LEAVE_OUT", "ODS_CODE", "Match", "Vocabulary", "vocabulary_of"]


class Vocabulary(TextWords, PracticeRegister, Headings):
    """Every vocabulary of one generation, built once (see vocabulary_of). Text comes as it stands in the file."""

    def heads(self, text: str) -> bool:
        """Whether a text may head a column: a known heading, the wording of an action or a service."""
        if self.is_heading(text) or bare_number(text) is not None:
            return True
        return bool(self.action(text)) or bool(self.service(text, suggest=False))


_KEPT: dict[tuple[str, int, frozenset], Vocabulary] = {}


def vocabulary_of(
    directory: str, snapshot: Any, answers: dict[tuple[str, str], str] | None = None
) -> Vocabulary:
    """The vocabulary of a generation of the store in that directory, kept while it is among the last four.

    answers: choices by (about, key) that hold as if they were remembered.
    """
    if snapshot.generation < 0:  # a trial's, which nobody comes back to
        return Vocabulary(snapshot, answers)
    key = (directory, snapshot.generation, frozenset((answers or {}).items()))
    if key not in _KEPT:
        for old in list(_KEPT)[:-3]:
            _KEPT.pop(old, None)
        _KEPT[key] = Vocabulary(snapshot, answers)
    return _KEPT[key]
