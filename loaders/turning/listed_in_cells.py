"""Cells that list practices, by their codes or the names that the register has: one row for each practice listed."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from loaders.cells.lines import is_total
from loaders.cells.practices import practice_names_in
from loaders.cells.typed import typed
from loaders.reading.sheets import Sheet, reference
from loaders.tables.layout import Layout
from loaders.tables.tables import Apart, Table
from loaders.turning.contents import heading_of
from loaders.turning.groups import heading_cells
from loaders.turning.parts import Cell, Outside, Part, Place, cell_at, lone_text, text_at
from loaders.vocabulary.headings import OF_PRACTICES
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import normalise

_AROUND = re.compile(
    r"\b(?:(?:gp )?practices?|surger(?:y|ies)|which|that|who|are|have|codes?|ods)\b", re.IGNORECASE
)
_LOOK_AT = 60  # rows in which a list of practices is looked for
_SEVERAL = re.compile(r"[;,\n\r|•·+&]|\band\b|(?<=\d{5})\s(?=[A-TV-Z]\d{5})", re.IGNORECASE)
_LONGEST = 2_000  # letters of a list
_MOST = 2_000  # rows of such a table
_UNSURE = "Which practices “{}” lists is not certain; write the ODS code of each of them."
_NOBODY = ("none", "nil", "no practices", "none yet", "0", "tbc", "tba")


def listed_in_cells(
    sheet: Sheet, there: np.ndarray, layout: Layout, words: Vocabulary, outside: Outside
) -> Iterator[tuple[list[Part], None]]:
    """The table of a sheet whose cells list practices, with a row for each practice listed."""
    listed = [tuple(place) for place in np.argwhere(there[:_LOOK_AT]).tolist()]
    listed = [place for place in listed if _lists_several(sheet.values[place[0]][place[1]], words, outside)]
    if not listed:
        return
    rows = {row for row, _ in listed}
    table = next((one for one in layout.tables if one.heading_rows and rows & {*one.rows}), None)
    if table and rows & {*table.heading_rows}:
        table = None  # the first of the lists was taken for a heading
    cols = sorted({col for _, col in listed})
    cols = [col for col in cols if table is None or _may_list(table, col, words)]
    part = _Lists(sheet, there, table, cols, min(rows), words, outside).part()
    if part:
        yield [part], None


def _lists_several(value: object, words: Vocabulary, outside: Outside) -> bool:
    """Whether a cell lists several practices, or perhaps several."""
    parts = _SEVERAL.split(value) if isinstance(value, str) and len(value) <= _LONGEST else []
    if len(parts) < 2:
        return False
    telling = any(
        typed(part).codes or words.names_one_practice(part.strip(), outside.region) for part in parts
    )
    named = len(practice_names_in(value)) > 1
    return (telling or named) and len(typed(value, words).practices(outside.region)) != 1


def _may_list(table: Table, col: int, words: Vocabulary) -> bool:
    """Whether the heading of a column is none of remarks or of anything else but practices, steps and answers."""
    column = next((column for column in table.columns if column.index == col), None)
    if column is None:
        return False
    head = typed(column.heading, words)
    return bool(head.step or head.answer or head.region) or head.roles <= {
        *OF_PRACTICES,
        "practices",
        "count",
    }


class _Lists:
    """A table and its columns of lists. table: None where it has no headings."""

    def __init__(
        self,
        sheet: Sheet,
        there: np.ndarray,
        table: Table | None,
        cols: list[int],
        first: int,
        words: Vocabulary,
        outside: Outside,
    ) -> None:
        self.sheet, self.there, self.table, self.words, self.outside = sheet, there, table, words, outside
        self.heads = list(table.heading_rows) if table else []
        self.rows = list(table.rows) if table else self._rows_without_headings(cols, first)
        if table is None and not any(self._is_practice(text_at(sheet, (self.rows[0], col))) for col in cols):
            self.heads, self.rows = self.rows[:1], self.rows[1:]
        self.rows = [row for row in self.rows if there[row].any() and not self._is_total(row)][:_MOST]
        filled = np.flatnonzero(there[[*self.heads, *self.rows]].any(axis=0)).tolist() if self.rows else []
        self.cols = self._with_alike(cols, filled)
        self.others = [col for col in filled if col not in self.cols]
        self.problems: dict[Place, str] = {}
        self.apart: list[Apart] = []

    def _rows_without_headings(self, cols: list[int], first: int) -> list[int]:
        """The rows about the first list that have a label and a list (or a practice alone, in whatever column), up to a
        blank one or a line of text."""
        rows = [first]
        for step in (-1, 1):
            row = first + step
            while 0 <= row < len(self.there) and self.there[row].sum() > 1 and self._lists(row, cols):
                rows.append(row)
                row += step
        return sorted(rows)

    def _lists(self, row: int, cols: list[int]) -> bool:
        others = np.flatnonzero(self.there[row])[1:].tolist()
        coded = (typed(text_at(self.sheet, (row, col))).code for col in others)
        return bool(self.there[row, cols].any()) or any(coded)

    def _is_total(self, row: int) -> bool:
        first = text_at(self.sheet, (row, int(np.flatnonzero(self.there[row])[0])))
        return is_total(first) or lone_text(self.sheet, self.there, row) is not None

    def _with_alike(self, cols: list[int], filled: list[int]) -> list[int]:
        """The columns of lists, with those beside them in which every practice happens to stand alone: of one kind with
        them by their headings."""
        if not self.heads:
            return cols
        sorts = {self._sort(self._head(col)) for col in cols}
        alike = [col for col in filled if col not in cols and self._sort(self._head(col)) in sorts - {""}]
        return sorted([*cols, *(col for col in alike if self._holds_practices(col))])

    def _holds_practices(self, col: int) -> bool:
        cells = [text_at(self.sheet, (row, col)) for row in self.rows if self.there[row, col]]
        return all(self._nobody(text) or self._is_practice(text) for text in cells)

    def _is_practice(self, text: str) -> bool:
        return typed(text).names_a_practice or self.words.names_one_practice(text, self.outside.region)

    def _head(self, col: int) -> str:
        """The heading of a column, in one line."""
        if self.table is None:
            return " ".join(text_at(self.sheet, (row, col)) for row in self.heads)
        return next((column.heading for column in self.table.columns if column.index == col), "")

    def _sort(self, heading: str) -> str:
        bare = " ".join(_AROUND.sub(" ", heading).split())
        if typed(bare, self.words).answer:
            return "Answer"
        if typed(heading, self.words).step:
            return "Status"
        return "Region" if typed(heading, self.words).region else ""

    def part(self) -> Part | None:
        """The table, with a row for each practice in a list; None where a column of lists holds other things as well,
        or where nothing says what the practices are listed for."""
        if not self.cols or not self.rows or not self.others or not all(map(self._fits, self.cols)):
            return None
        subject = self._subject()
        said = self._said(subject[1] if subject else "")
        if said is None or subject is None:
            return None
        name, meant = said
        last = self.heads[-1] if self.heads else None
        heads = self._headings(subject, name)
        made = [*heads]
        for row in self.rows:
            if name == "Answer":
                self.problems |= self._twice(row)
            beside = [cell_at(self.sheet, row, col, lent=True) for col in self.others]
            for col, meaning in zip(self.cols, meant, strict=True):
                over = [Cell(meaning, None if last is None else (last, col), lent=True)] if name else []
                made += [[cell, *beside, *over] for cell in self._cells((row, col))]
        if len(made) == len(heads):
            return None
        labels = [(row, col) for row in self.heads for col in np.flatnonzero(self.there[row]).tolist()]
        says = f"The cells of sheet “{self.sheet.name}” list practices: each was read as a row of its own."
        part = Part(made, says, len(heads), True, problems=self.problems, title=self._title())
        part.labels = [place for place in labels if place not in part.places]
        used = part.places
        idle = [
            Apart(row, (col, col), "beside a cell that lists no practice")
            for row in self.rows
            for col in self.others
            if self.there[row, col] and (row, col) not in used
        ]
        part.apart = [*self.apart, *idle, *(self.table.apart if self.table else [])]
        return part

    def _title(self) -> str:
        if self.table:
            return self.table.title
        above = [lone_text(self.sheet, self.there, row) for row in range(min([*self.heads, *self.rows]))]
        return "\n".join(text_at(self.sheet, place) for place in above if place)

    def _fits(self, col: int) -> bool:
        """Whether at least half of what a column holds is surely practices."""
        texts = [text_at(self.sheet, (row, col)) for row in self.rows if self.there[row, col]]
        texts = [text for text in texts if not self._nobody(text)]
        return 2 * sum(map(self._is_practice, texts)) >= len(texts)

    def _nobody(self, text: str) -> bool:
        return bool(typed(text, self.words).silence) or normalise(text) in ("", *_NOBODY)

    def _subject(self) -> tuple[int, str] | None:
        """The column that names what the practices are listed for, and 'Action' or 'Service'."""
        best: tuple[int, int, str] = (0, -1, "")
        for col in self.others:
            texts = {text_at(self.sheet, (row, col)) for row in self.rows if self.there[row, col]}
            texts = {text for text in texts if typed(text).figure is None}
            actions = sum(bool(typed(text, self.words).action) for text in texts)
            services = sum(typed(text, self.words).names_services for text in texts)
            most = max(actions, services)
            if 2 * most >= len(texts) and most > best[0]:
                best = (most, col, "Action" if actions >= services else "Service")
        return (best[1], best[2]) if best[0] else None

    def _said(self, subject: str) -> tuple[str, list[str]] | None:
        """'Answer', 'Status' or 'Region' and what each heading of a list means as one; '' where a lone column says no
        step. None where the headings are no answers to actions, and no steps of notices."""
        heads = [self._head(col) for col in self.cols]
        bare = [" ".join(_AROUND.sub(" ", head).split()) for head in heads]
        if subject == "Action":
            return self._answers(bare)
        if all(map(self.words.region, heads)):
            return "Region", heads
        steps = [typed(head, self.words).step for head in heads]
        if all(steps):
            return "Status", [step or "" for step in steps]
        return ("", heads) if len(heads) == 1 else None

    def _answers(self, bare: list[str]) -> tuple[str, list[str]] | None:
        for scale in self.words.known("scale"):
            given = [typed(text, self.words).reading(scale).answer for text in bare]
            if all(given) and len(set(given)) == len(given):
                return "Answer", bare
        columns = [
            col for col in self.others if typed(self._head(col), self.words).role("survey") == "answer"
        ]
        return ("", bare) if len(bare) == len(columns) == 1 else None

    def _headings(self, subject: tuple[int, str], name: str) -> list[list[Cell]]:
        """The headings: the practice, the other columns with their own, the subject so called, what the lists say."""
        if self.table is None and self.heads:
            lines = [[cell_at(self.sheet, self.heads[0], col) for col in self.others]]
        elif self.table is None:
            cells = {
                col: [self.sheet.values[row][col] for row in self.rows if self.there[row, col]]
                for col in self.others
            }
            names = {col: heading_of(found, self.words, self.outside) or None for col, found in cells.items()}
            lines = [[Cell(names[col]) for col in self.others]]
        else:
            lines = [heading_cells(self.sheet, self.table, row, self.others) for row in self.heads]
        at = self.others.index(subject[0])
        role = typed(self._head(subject[0]), self.words).role(
            "notices" if subject[1] == "Service" else "survey"
        )
        if role not in ("service", "action"):
            lines[-1][at] = Cell(subject[1], lines[-1][at].place)
        more = [Cell()] if name else []
        lines = [[Cell(), *line, *more] for line in lines]
        head = self._head(self.cols[0])
        named = head if len(self.cols) == 1 and typed(head, self.words).heads_practices else "Practice"
        lines[-1][0] = Cell(named)
        if name:
            lines[-1][-1] = Cell(name)
        return lines

    def _cells(self, place: Place) -> list[Cell]:
        """A cell for each practice that one lists; none, with a problem, where these are not certain."""
        if not self.there[place] or place in self.problems:
            return []
        text = text_at(self.sheet, place)
        if self._nobody(text):
            self.apart.append(Apart(place[0], (place[1], place[1]), "lists no practice"))
            return []
        found = typed(self.sheet.values[place[0]][place[1]], self.words).practices(self.outside.region)
        if not found or (len(found) == 1 and not self._is_practice(text)):
            self.problems[place] = _UNSURE.format(text)
            return []
        return [Cell(each, place) for each in found]

    def _twice(self, row: int) -> dict[Place, str]:
        """The cells of a row that list a practice which another lists as well."""
        found: dict[Place, str] = {}
        seen: dict[str, Place] = {}
        for col in self.cols:
            place = (row, col)
            cell = self.sheet.values[row][col]
            for each in typed(cell, self.words).practices(self.outside.region) if self.there[place] else ():
                codes = typed(each).codes
                name = codes[0].upper() if codes else normalise(each)
                other = seen.setdefault(name, place)
                if other != place:
                    cells = f"{reference(*other)} and in {reference(*place)}"
                    found |= dict.fromkeys(
                        (other, place), f"{each} stands in {cells}; leave the one that counts."
                    )
        return found
