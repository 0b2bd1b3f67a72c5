"""How far a table reaches below its headings, and what of that is no data: totals, notes, keys."""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median

import numpy as np

from loaders.cells.codes import exact_code
from loaders.cells.lines import is_key, is_note, is_section, is_total, without_sign
from loaders.cells.typed import typed
from loaders.clock import check
from loaders.reading.sheets import Sheet
from loaders.tables.headings import heading_text, is_data, is_figures, known_headings, texts_of
from loaders.tables.tables import Apart
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import normalise

_IN_BRACKETS = re.compile(r"\s*[(\[].*[)\]]\s*", re.DOTALL)
_FEW = 2  # cells that a line of a key or a note has at most


@dataclass
class Extent:
    """rows: data rows. apart: what stands among and below them. end: the first row after the table."""

    rows: list[int]
    apart: list[Apart]
    end: int


def extent_of(sheet: Sheet, filled: np.ndarray, heads: list[int], cols: range, words: Vocabulary) -> Extent:
    """Sort the rows below the headings, up to the headings of another table or the end of the sheet."""
    return _Rows(sheet, filled, heads, cols, words).sort()


def code_column(sheet: Sheet, filled: np.ndarray, cols: range, first: int) -> int | None:
    """The first column whose first filled cell is an ODS code, or most of whose first fifty are."""
    for col in cols:
        rows = np.flatnonzero(filled[first:, col])[:50] + first
        codes = [_is_code(sheet.values[row][col]) for row in rows]
        if any(codes) and (codes[0] or sum(codes) >= 0.5 * len(codes)):
            return col
    return None


class _Rows:
    """The rows below the headings of one table, and how each is told."""

    def __init__(
        self, sheet: Sheet, filled: np.ndarray, heads: list[int], cols: range, words: Vocabulary
    ) -> None:
        self.sheet, self.filled, self.cols, self.words = sheet, filled, cols, words
        self.first = heads[-1] + 1 if heads else 0
        self.width = slice(cols.start, cols.stop)
        self.counts = filled[:, self.width].sum(axis=1)
        self.codes = code_column(sheet, filled, cols, self.first)
        self.goes_on = _spanned(sheet, cols, self.first)
        below = self.counts[self.first :]
        self.usual = median(below[below > 0].tolist()) if (below > 0).any() else 0
        self.heading_at = {
            (col, normalise(heading_text(sheet.values[row][col])))
            for row in heads
            for col in cols
            if sheet.values[row][col] is not None
        }
        self.headings = {heading for _, heading in self.heading_at}

    def sort(self) -> Extent:
        height, done = len(self.sheet.values), self.first
        rows: list[int] = []
        apart: list[Apart] = []
        after_blank, key = False, -1
        for row in (np.flatnonzero(~self._coded()) + self.first).tolist():
            if done < row:  # rows with a code, as nearly all rows of most tables
                rows += range(done, row)
                after_blank = False
            done = row + 1
            check()
            if not self.counts[row]:
                after_blank = True
                continue
            if row in self.goes_on:
                rows.append(row)
                after_blank = False
                continue
            if self._heads_another(row) or self._heads_summary(row):
                return Extent(rows, apart, self._title_above(row, rows, apart))
            if self._is_key(row, key):
                key = row
            reason, counts = (
                ("a key or a note to the table", False)
                if key == row
                else self._no_data(row, rows, after_blank)
            )
            if reason:
                apart.append(Apart(row, (self.cols.start, self.cols.stop - 1), reason, counts))
            else:
                rows.append(row)
                after_blank = False
        return Extent([*rows, *range(done, height)], apart, height)

    def _coded(self) -> np.ndarray:
        """Which of the rows below the headings have an ODS code in the column of codes."""
        if self.codes is None:
            return np.zeros(len(self.counts) - self.first, dtype=bool)
        kinds = self.sheet.kinds
        of_column = kinds.codes[self.first :, self.codes]
        is_code = np.zeros(len(kinds.values), dtype=bool)
        is_code[[n for n in np.unique(of_column).tolist() if _is_code(kinds.values[n])]] = True
        return is_code[of_column] & (self.counts[self.first :] > 0)

    def _no_data(self, row: int, rows: list[int], after_blank: bool) -> tuple[str, bool]:
        """Why a row is no data ('' if it is), and whether it counts as a row read."""
        texts = texts_of(self.sheet, row, self.width)
        if any(is_total(text) for text in texts[:2]) or self._tally(row, rows):
            return "total row", True
        explains = row == self.first and all(_IN_BRACKETS.fullmatch(text) for text in texts)
        if explains and len(texts) > 1 and len(texts) == self.counts[row]:
            return "an explanation of the headings", False
        if len(texts) > 1 and len(texts) == self.counts[row] and self._all_headings(texts):
            return "the headings again", True
        if texts and self.counts[row] <= _FEW and is_note(texts[0], alone=self.counts[row] == 1):
            return "a key or a note to the table", False
        if self._lists_answers(row, texts, after_blank):
            return "a key or a note to the table", False
        if self._stands_alone(row):
            return "a line of its own, not a row of the table", False
        sparse = self.counts[row] <= _FEW and (self.codes is not None or self.usual > 2 * _FEW)
        if after_blank and (
            sparse or (self.counts[row] == 1 and typed(texts[0] if texts else "", self.words).answer)
        ):
            return "a key or a note to the table", False
        return "", False

    def _lists_answers(self, row: int, texts: list[str], after_blank: bool) -> bool:
        """Whether a row is a key from left to right: 'Key', '3 = will readily undertake', ... or each answer once,
        after a blank line and in nobody's row."""
        is_headed = bool(texts) and is_key(texts[0])
        nobodys = after_blank and (self.codes is not None or self.filled[row, self.cols.start])
        if len(texts) < self.counts[row] or not (is_headed or nobodys):
            return False
        options = [normalise(without_sign(text)) for text in texts[is_headed:]]
        if len(set(options)) < max(2, len(options)):
            return False
        return all(typed(text, self.words).answer for text in options)

    def _is_key(self, row: int, key: int) -> bool:
        """Whether a row is a line 'Key' or follows one directly; key: the last row that was."""
        texts = texts_of(self.sheet, row, self.width)
        begins = self.counts[row] == 1 and texts and is_key(texts[0])
        return bool(begins) or (key == row - 1 and self.counts[row] <= _FEW)

    def _all_headings(self, texts: list[str]) -> bool:
        return all(normalise(heading_text(text)) in self.headings for text in texts)

    def _stands_alone(self, row: int) -> bool:
        """One text in one of the first columns: it heads a section. In a table without codes it may as well be a
        practice that said nothing, unless it is merged over the columns or names a network or an area."""
        if self.counts[row] != 1:
            return False
        col = self.cols.start + int(np.flatnonzero(self.filled[row, self.width])[0])
        text = self.sheet.values[row][col]
        if not isinstance(text, str) or typed(text, self.words).answer:
            return False
        if self.codes is None:
            merged = any(top == row and left == col < right for top, left, _, right in self.sheet.merged)
            return col - self.cols.start <= 1 and (merged or is_section(text))
        if col > self.codes and (typed(text, self.words).action or typed(text, self.words).service):
            return False  # what a practice answers whose name stands once, above a blank
        first = min(abs(col - self.codes), col - self.cols.start) <= 1
        return first and not any((row, at) in self.sheet.fills for at in self.cols)

    def _tally(self, row: int, rows: list[int]) -> bool:
        """Numbers in columns that hold words elsewhere, in a row without a code, or beside no word but an answer's
        where the table has no codes."""
        numbers = [col for col in self.cols if _is_number(self.sheet.values[row][col])]
        if len(numbers) < 2 or len(numbers) < 0.6 * self.counts[row]:
            return False
        others = [text for text in texts_of(self.sheet, row, self.width) if not _is_number(text)]
        if self.codes is None and not all(typed(text, self.words).answer for text in others):
            return False
        above = [self.sheet.values[at] for at in rows[:50]]
        words = [col for col in numbers if _holds_words([cells[col] for cells in above])]
        return len(words) > len(numbers) / 2

    def _heads_another(self, row: int) -> bool:
        """Whether a row heads another table: known wordings, after a blank line or a line of its own; or the headings
        once more, over other columns."""
        if self._headings_moved(row):
            return True
        if self.counts[row - 1] > 1 or self.counts[row] < 2 or is_data(self.sheet, row):
            return False
        texts = texts_of(self.sheet, row, self.width)
        titled = self.counts[row - 1] == 1
        if len(texts) < self.counts[row] or (self._all_headings(texts) and not titled):
            return False
        known = known_headings(self.sheet, row, self.words)
        if row + 1 < len(self.sheet.values) and known == 1 and self.codes is not None:
            return is_figures([v for v in self.sheet.values[row + 1][self.width] if v is not None])
        return known >= 2 and 2 * known >= len(texts)

    def _headings_moved(self, row: int) -> bool:
        """Whether a row of texts heads the rows below it otherwise than the headings do: the same in another order, or
        the first of them once more with others beside it that head columns."""
        cells = [(col, self.sheet.values[row][col]) for col in self.cols if self.filled[row, col]]
        if len(cells) < 2 or not all(isinstance(text, str) for _, text in cells):
            return False
        again = [(col, normalise(heading_text(text))) for col, text in cells]
        if all(place in self.heading_at for place in again):
            return False
        if all(text in self.headings for _, text in again):
            return True
        same_first = again[0] in self.heading_at and again[0][0] == self.cols.start
        return same_first and 2 * known_headings(self.sheet, row, self.words) > len(cells)

    def _heads_summary(self, row: int) -> bool:
        """Whether a row right below the replies heads what was added up from them: 'Action', 'Green', 'Amber' over
        figures."""
        texts = texts_of(self.sheet, row, self.width)
        if not texts or len(texts) < self.counts[row] or row + 1 >= len(self.sheet.values):
            return False
        below = [value for value in self.sheet.values[row + 1][self.width] if value is not None]
        if not is_figures(below) or typed(texts[0], self.words).role("survey") != "action":
            return (
                False  # what every row is asked is told by the figures first: to look words up takes longer
            )
        return len({text for text in texts[1:] if typed(text, self.words).answer}) > 1

    def _title_above(self, row: int, rows: list[int], apart: list[Apart]) -> int:
        """The row where the other table begins, with the lines of text directly above its headings."""
        if rows and rows[-1] == row - 1 and self.counts[row - 1] == 1 and not self.counts[row - 2]:
            rows.pop()  # a line of its own after a blank one: no practice that said nothing
        while row - 1 > max(rows, default=self.first) and self.counts[row - 1] == 1:
            row -= 1
        apart[:] = [cells for cells in apart if cells.row < row]
        return row


def _is_code(value: object) -> bool:
    return exact_code(value) or (value.__class__ is str and typed(value).code is not None)


def _is_number(value: object) -> bool:
    return typed(value).figure is not None


def _holds_words(values: list[object]) -> bool:
    """Whether more than half of those that are not blank are words."""
    filled = [value for value in values if value is not None]
    return 2 * sum(1 for v in filled if isinstance(v, str) and typed(v).figure is None) > len(filled)


def _spanned(sheet: Sheet, cols: range, first: int) -> frozenset[int]:
    """The rows below the first of a cell that is merged downwards in one of a table's columns: they belong to it."""
    spans = (
        range(top + 1, bottom + 1)
        for top, left, bottom, _ in sheet.merged
        if top >= first and bottom > top and left in cols
    )
    return frozenset(row for span in spans for row in span)
