"""Further cells of rows that say facts: a name, a note, another day; each belongs to all facts of its row, or to those
of one repetition of its columns."""

from __future__ import annotations

from dataclasses import dataclass, replace

from loaders.layouts.fitting import Fitting
from loaders.layouts.grid import Cell, Leftover
from loaders.layouts.interpretation import Interpretation
from loaders.layouts.remainder import may_stand_beside
from loaders.layouts.senses import without_number


@dataclass
class Beside:
    """headings: by column its heading's cell, filled while the sheet is read."""

    fit: Fitting
    result: Interpretation
    headings: dict[int, Cell]

    def take(self, rest: list[Cell], spans: list[tuple[range, range]]) -> None:
        """Further cells of a row that says facts: a name, a note, another day. What could be part of a fact is not.
        spans: the facts of each repetition, and its columns."""
        facts = self.result.facts
        for row, col in rest:
            head = self.headings.get(col)
            senses = self.fit.grid.senses((row, col))
            facts_beside = self._facts_beside(col, head, spans)
            if col in self.fit.binding.own or not facts_beside:
                self.result.unread.add((row, col))
            elif head is None and senses.figure and self.fit.binding.over:
                self.result.leftover[row, col] = Leftover.BESIDE
            elif may_stand_beside(self.result.kind, senses, self.fit.grid.senses(head) if head else None):
                self.result.beside[col] = head
                for at in facts_beside:
                    facts[at] = replace(facts[at], beside=(*facts[at].beside, col))
            else:
                self.result.unread.add((row, col))

    def _facts_beside(self, col: int, head: Cell | None, spans: list[tuple[range, range]]) -> list[int]:
        """The facts of a row that a further column belongs to: those of its repetition, or all where it stands once."""
        again = head is not None and self._is_again(head)
        if not (again or (self.fit.binding.over and col >= self.fit.binding.over[0][0])):
            return [at for facts, _ in spans for at in facts]
        if again and not (self.fit.binding.repeats and self._are_apart(spans)):
            return []
        return [at for facts, cols in spans if col in cols for at in facts]

    def _are_apart(self, spans: list[tuple[range, range]]) -> bool:
        """Whether each repetition stands in columns of its own, all of it."""
        strips = self.fit.binding.strips
        return all(
            col in cols
            for strip, (_, cols) in zip(strips, spans, strict=True)
            for col in self.fit.binding.of_its_own(strip)
        )

    def _is_again(self, head: Cell) -> bool:
        """Whether a heading stands there once more, but for its number: in columns that repeat, what stands below it is
        of one repetition."""
        text = without_number(str(self.fit.grid.senses(head).value))
        alike = {
            col
            for col, at in self.headings.items()
            if without_number(str(self.fit.grid.senses(at).value)) == text
        }
        return len(alike) > 1 and (self.result.repeated or not alike.isdisjoint(self.fit.binding.own))
