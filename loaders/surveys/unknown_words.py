"""Words beside an answer that nobody knows: one question a phrase, or one for all of them where they are many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from textwrap import shorten

from loaders.kinds import Context
from loaders.reading.sheets import Sheet
from loaders.texts.answers import Reading
from loaders.vocabulary.said_phrases import (
    EACH_PHRASE,
    PHRASE,
    PHRASE_CHOICES,
    PHRASES,
    PHRASES_CHOICES,
    phrases_key,
)
from loaders.vocabulary.vocabulary import Vocabulary

_EACH = 5  # unknown phrases that are asked about one by one
_SHOWN = 8
_LETTERS = 50


@dataclass
class Remarks:
    """What stands beside the answers of a table.

    behind: phrase that nobody knows to the answers that it stands behind, each with how many cells. harmless: remark
    that changes nothing to how many cells have it.
    """

    behind: dict[str, Counter[str]] = field(default_factory=dict)
    harmless: Counter[str] = field(default_factory=Counter)

    def count(self, reading: Reading, cells: int) -> None:
        """Take in what that many cells say."""
        if reading.remark:
            self.harmless[reading.remark] += cells
        for phrase in reading.phrases:
            self.behind.setdefault(phrase, Counter())[reading.behind or ""] += cells

    def note(self, context: Context) -> None:
        """Say in one sentence how many answers have a remark that changes nothing, and which."""
        cells = self.harmless.total()
        if not cells:
            return
        texts = [
            f"“{shorten(text, _LETTERS, placeholder='…')}”" for text, _ in self.harmless.most_common(_SHOWN)
        ]
        more = len(self.harmless) - len(texts)
        listed = ", ".join([*texts, f"and {more:,} more"] if more else texts)
        verb = "has" if cells == 1 else "have"
        context.draft.note(
            f"{cells:,} {'cell' if cells == 1 else 'cells'} {verb} a remark behind the answer that changes nothing: "
            f"{listed}."
        )

    def ask(self, phrases: Iterable[str], sheet: Sheet, row: int, col: int, context: Context) -> None:
        """Let a cell wait for what is said of the phrases in it."""
        together = len(self.behind) > _EACH
        key = phrases_key(context.file_key, self.behind) if together else ""
        if together and context.vocabulary.remembered(PHRASES, key) != EACH_PHRASE:
            value = f"{len(self.behind):,} phrases"
            sentence, choices = self._all_sentence(context.vocabulary), list(PHRASES_CHOICES)
            context.draft.ask(PHRASES, value, sentence, choices, key=key, sheet=sheet, row=row, col=col)
            return
        for phrase in phrases:
            sentence = self._sentence(phrase, context.vocabulary)
            choices = list(PHRASE_CHOICES)
            context.draft.ask(PHRASE, phrase, sentence, choices, key=phrase, sheet=sheet, row=row, col=col)

    def _sentence(self, phrase: str, vocabulary: Vocabulary) -> str:
        places = _in_cells(self.behind[phrase], vocabulary)
        return f"“{shorten(phrase, 200, placeholder='…')}” stands behind {places}: does it change the answer?"

    def _all_sentence(self, vocabulary: Vocabulary) -> str:
        counts = sum(self.behind.values(), Counter())
        first = sorted(self.behind, key=lambda phrase: -self.behind[phrase].total())[:_SHOWN]
        listed = ", ".join(f"“{shorten(phrase, _LETTERS, placeholder='…')}”" for phrase in first)
        more = len(self.behind) - len(first)
        also = f" and {more:,} more" if more else ""
        return (
            f"{len(self.behind):,} phrases that are not known stand behind answers ({_in_cells(counts, vocabulary)}): "
            f"{listed}{also}. Does any of them change an answer?"
        )


def _in_cells(counts: Counter[str], vocabulary: Vocabulary) -> str:
    """'Green in 4 cells and Amber in 2'."""
    parts = [f"{vocabulary.label('answer', answer)} in {cells:,}" for answer, cells in counts.most_common()]
    first, *others = parts
    first += " cell" if counts.most_common(1)[0][1] == 1 else " cells"
    return _listed([first, *others])


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
