"""The summary that a form tool makes of a survey: a block for each question, with a line for each answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from loaders.cells.typed import typed
from loaders.reading.sheets import Sheet
from loaders.tables.layout import Layout
from loaders.tables.tables import Apart
from loaders.turning.parts import Cell, Outside, Part, Place, cell_at, lone_text, text_at
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import normalise

_ANSWERED = re.compile(
    r"(?:answered|answered question|total responses|total respondents|total|responses|n|base)"
)
_SKIPPED = re.compile(r"(?:skipped|skipped question|no answer|missing)")
_MOST = 2_000  # lines of a block, and blocks of a sheet
_NOT_AN_ACTION = "a question that is not about an action"


def question_blocks(
    sheet: Sheet, there: np.ndarray, _layout: Layout, words: Vocabulary, _outside: Outside
) -> Iterator[tuple[list[Part], None]]:
    """Every question of a summary as a table of one row, with the figures of its answers side by side."""
    cells = there[: 20 * _MOST].sum(axis=1)
    few = np.flatnonzero((cells >= 2) & (cells <= 3)).tolist()
    heads = [row for row in few if _heads(sheet, there, row, words)]
    parts: list[Part] = []
    others: list[Apart] = []
    for number, row in enumerate(heads[:_MOST]):
        end = heads[number + 1] if number + 1 < len(heads) else len(there)
        first = heads[number - 1] if number else -1
        block = _Block(sheet, there, row, first, end, words)
        part = block.part()
        if part:
            parts.append(part)
        else:
            others += block.passed_over()
    if parts:
        parts[0].apart += others
        yield parts, None


def _heads(sheet: Sheet, there: np.ndarray, row: int, words: Vocabulary) -> bool:
    """Whether a row of two or three cells is 'Answer Choices | Responses': a column of options, and one of numbers or
    more."""
    cols = np.flatnonzero(there[row]).tolist()
    if row + 1 >= len(there):
        return False
    roles = [typed(text_at(sheet, (row, col)), words).role("summary") for col in cols]
    return roles[0] == "option" and all(role in ("percent", "count", "responses") for role in roles[1:])


class _Block:
    """One question: its heading row, the lines of its answers, and the lines of how many answered and skipped it."""

    def __init__(
        self, sheet: Sheet, there: np.ndarray, head: int, above: int, end: int, words: Vocabulary
    ) -> None:
        self.sheet, self.there, self.head, self.words = sheet, there, head, words
        self.col = int(np.flatnonzero(there[head])[0])
        self.question = self._question(above)
        self.options: list[int] = []
        self.answered: Place | None = None
        self.apart: list[Apart] = []
        self.base_labels: list[Place] = []
        for row in range(head + 1, min(end, head + _MOST)):
            if not self._take(row):
                break

    def _question(self, above: int) -> list[Place]:
        """The lines directly above the headings, the nearest last: the question is the last."""
        lines: list[Place] = []
        for row in range(self.head - 1, above, -1):
            place = lone_text(self.sheet, self.there, row)
            if place is None:
                break
            lines.insert(0, place)
        return lines

    def _take(self, row: int) -> bool:
        cols = np.flatnonzero(self.there[row]).tolist()
        figures = [col for col in cols if typed(self.sheet.values[row][col]).figure is not None]
        if not cols or not figures:
            return False
        label = next((normalise(text_at(self.sheet, (row, col))) for col in cols if col not in figures), "")
        if _ANSWERED.fullmatch(label) and self.options:
            self.answered = self.answered or (row, figures[-1])
            self.base_labels += [(row, col) for col in cols if (row, col) != self.answered]
        elif _SKIPPED.fullmatch(label):
            self.apart.append(Apart(row, (cols[0], cols[-1]), "how many did not answer the question"))
        elif label and self.col in cols and self.col not in figures:
            self.options.append(row)
        else:
            return False
        return True

    def part(self) -> Part | None:
        """The question as a row of figures; as cells that are left out where it is about no action."""
        if not self.options or not self.question:
            return None
        asked = text_at(self.sheet, self.question[-1])
        scale, answers = self._answers()
        if scale and len(answers) > 1:
            return self._rated(asked, answers)
        options = [text_at(self.sheet, (row, self.col)) for row in self.options]
        bindings = [typed(text, self.words).action or typed(text, self.words).service for text in options]
        if 2 * sum(map(bool, bindings)) >= len(bindings):
            return self._chosen(asked)
        return None

    def _answers(self) -> tuple[str | None, dict[int, str]]:
        """The scale on which most options are answers, and those options by row."""
        best: tuple[str | None, dict[int, str]] = (None, {})
        for scale in self.words.known("scale"):
            given = {
                row: typed(text_at(self.sheet, (row, self.col)), self.words).reading(scale).answer
                for row in self.options
            }
            given = {row: answer for row, answer in given.items() if answer}
            if len(given) > len(best[1]) and len(set(given.values())) == len(given):
                best = scale, given
        return best if 2 * len(best[1]) >= len(self.options) else (None, {})

    def _figures(self, row: int) -> tuple[list[int], list[int]]:
        """The columns of a line's shares and of its counts."""
        cols = [col for col in np.flatnonzero(self.there[row]).tolist() if col > self.col]
        shares = [col for col in cols if self._is_share(row, col)]
        return shares, [col for col in cols if col not in shares]

    def _is_share(self, row: int, col: int) -> bool:
        role = typed(text_at(self.sheet, (self.head, col)), self.words).role("summary")
        value = self.sheet.values[row][col]
        stated_share = {"percent": True, "count": False}.get(role or "")
        if stated_share is not None:
            return stated_share
        fraction = isinstance(value, float) and 0 <= value <= 1 and not value.is_integer()
        return (isinstance(value, str) and "%" in value) or fraction

    def _labels(self) -> list[Place]:
        heads = [(self.head, col) for col in np.flatnonzero(self.there[self.head]).tolist()]
        return [*heads, *self.base_labels]

    def _rated(self, asked: str, answers: dict[int, str]) -> Part:
        """'Limit contacts' and its Green, Amber and Red: one row."""
        heads, cells = [Cell("Action")], [Cell(asked, self.question[-1])]
        share_cols = {col for row in answers for col in self._figures(row)[0]}
        for row in answers:
            text = text_at(self.sheet, (row, self.col))
            shares, counts = self._figures(row)
            shares, counts = (
                [c for c in [*shares, *counts] if (c in share_cols) == kind][:1] for kind in (True, False)
            )
            heads += [Cell(f"{text} % of respondents", (row, self.col)) for _ in shares] + [
                Cell(f"{text} respondents", (row, self.col)) for _ in counts
            ]
            cells += [cell_at(self.sheet, row, col) for col in (*shares, *counts)]
        if self.answered:
            heads.append(Cell("Answered"))
            cells.append(cell_at(self.sheet, *self.answered))
        self.apart += [
            self._line(row, "no answer of the scale") for row in self.options if row not in answers
        ]
        return self._made([heads, cells])

    def _chosen(self, asked: str) -> Part:
        """'Which would you do?' and the actions that were ticked: a row for each."""
        rows = [[Cell("Action"), Cell("Percent"), Cell("Number of respondents"), Cell("Out of")]]
        for row in self.options:
            shares, counts = self._figures(row)
            share, count = (
                [cell_at(self.sheet, row, col) for col in cols[:1]] or [Cell()] for cols in (shares, counts)
            )
            base = cell_at(self.sheet, *self.answered, lent=True) if self.answered else Cell()
            rows.append([cell_at(self.sheet, row, self.col), *share, *count, base])
        part = self._made(rows)
        part.title = "\n".join(filter(None, (part.title, asked)))
        part.labels.append(self.question[-1])
        return part

    def _line(self, row: int, reason: str) -> Apart:
        cols = np.flatnonzero(self.there[row]).tolist()
        return Apart(row, (cols[0], cols[-1]), reason)

    def passed_over(self) -> list[Apart]:
        """The lines of a question that is about no action."""
        places = [*self.question, *((row, self.col) for row in (self.head, *self.options))]
        answered = [self.answered] if self.answered else []
        rows = dict.fromkeys(row for row, _ in (*places, *answered, *self.base_labels))
        return [*self.apart, *(self._line(row, _NOT_AN_ACTION) for row in rows)]

    def _made(self, rows: list[list[Cell]]) -> Part:
        above = self.question[:-1]
        title = "\n".join(text_at(self.sheet, place) for place in above)
        says = f"The summary on sheet “{self.sheet.name}” was read as figures that somebody added up."
        return Part(
            rows, says, 1, plain=True, title=title, labels=[*above, *self._labels()], apart=self.apart
        )
