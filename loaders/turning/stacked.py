"""Lists with a line above each stretch that says what it has in common, and no headings that say what a row is.

'Served', practices below, 'Withdrawn', more practices; or a practice, and below it the services with their dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from loaders.layouts.practices_listed import practices_in
from loaders.notices.phrases import read_phrases
from loaders.notices.steps import step_in, without_count
from loaders.reading.sheets import Sheet
from loaders.tables.extents import SECTION, TOTAL
from loaders.tables.headings import figure_in
from loaders.tables.layout import Layout
from loaders.tables.tables import Apart
from loaders.turning.contents import (
    UNHEADED_DATES,
    heading_of,
    is_date,
    is_practice,
    names_services,
    sort_of,
    without_bullet,
)
from loaders.turning.groups import ASIDE, HEADINGS, WHOSE
from loaders.turning.naming import about, namings, service_of, speak_of_notices
from loaders.turning.parts import Cell, Outside, Part, Place, cell_at, text_at, titled_action
from loaders.vocabulary.marks import mark
from loaders.vocabulary.vocabulary import ODS_CODE, Vocabulary

_MOST_ROWS, _MOST_COLUMNS = 3_000, 8
_FEW = 60  # unlike lines of one text that name no practice
_OF = {"ODS code": "practice", "Practice": "practice", "Service": "service", "Action": "action"}
_OF |= {"Answer": "answer", "Status": "status"}
_ROLES = {"practice_code": "practice", "practice_name": "practice"}
_BLANK = Cell()
_BETWEEN_ACTIONS = re.compile(r"[;\n\r]")


@dataclass
class _Rows:
    """heads: rows of headings. lines: rows of one text, or of a practice's code and name, with what they name ('' for
    nothing known). records: all other rows. totals: rows of totals."""

    heads: list[int] = field(default_factory=list)
    lines: dict[int, str] = field(default_factory=dict)
    records: list[int] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)


def stacked(
    sheet: Sheet, there: np.ndarray, _layout: Layout, words: Vocabulary, outside: Outside
) -> Iterator[tuple[list[Part], None]]:
    """The list that a sheet is, with a column for each thing that the lines between its rows name."""
    counts = there.sum(axis=1)
    filled = np.flatnonzero(counts).tolist()
    if not 2 <= len(filled) <= _MOST_ROWS or counts.max() > _MOST_COLUMNS or not (counts <= 2).any():
        return
    if any(_heads_a_matrix(sheet, there, row, words) for row in filled if counts[row] > 1):
        return
    head = next((row for row in filled if counts[row] > 1 and _names_whose(sheet, there, row, words)), None)
    rows = _sorted(sheet, there, filled, words, outside)
    if rows and head is not None and not any(sort for row, sort in rows.lines.items() if row > head):
        return  # lines above the headings are their title
    if rows and _answers_in_paint(sheet, there, rows):
        return
    part = _Stack(sheet, there, rows, words, outside).part() if rows else None
    if part:
        yield [part], None


def _heads_a_matrix(sheet: Sheet, there: np.ndarray, row: int, words: Vocabulary) -> bool:
    """Whether a row heads a column of practices beside columns of services or actions: a practice alone in a row below
    has said nothing of them, and is no line above others."""
    texts = [text_at(sheet, (row, col)) for col in np.flatnonzero(there[row]).tolist()]
    named = (names_services(text, words) or words.action(text) for text in texts)
    return _names_whose(sheet, there, row, words) and any(named)


def _names_whose(sheet: Sheet, there: np.ndarray, row: int, words: Vocabulary) -> bool:
    texts = (text_at(sheet, (row, col)) for col in np.flatnonzero(there[row]).tolist())
    return any(words.heading(text, "any") in WHOSE for text in texts)


def _answers_in_paint(sheet: Sheet, there: np.ndarray, rows: _Rows) -> bool:
    """Whether a cell beside a lone practice is painted otherwise than the practice: that is its answer, and the
    practice is no line above others."""
    if not sheet.has_fills:
        return False
    practices = [row for row, sort in rows.lines.items() if sort == "practice"]
    return any(
        not there[row, col] and (row, col) in sheet.fills and sheet.fills[row, col] != own
        for row in practices
        for own in [sheet.fills.get((row, int(np.flatnonzero(there[row])[0])))]
        for col in range(sheet.width)
    )


def _sorted(
    sheet: Sheet, there: np.ndarray, filled: list[int], words: Vocabulary, outside: Outside
) -> _Rows | None:
    """What each row is; None where lines name too many things to be lines above stretches of rows."""
    rows, named = _Rows(), {}
    for row in filled:
        cols = np.flatnonzero(there[row]).tolist()
        texts = [text_at(sheet, (row, col)) for col in cols]
        if TOTAL.match(texts[0]):
            rows.totals.append(row)
        elif len(cols) > 1 and all(_heads(text, words) for text in texts):
            rows.heads.append(row)
        elif len(cols) == 1 and words.heading(texts[0], "any") in WHOSE:
            rows.labels.append(row)
        elif len(cols) == 1 and isinstance(sheet.values[row][cols[0]], str):
            if texts[0] not in named:
                named[texts[0]] = sort_of(texts[0], words, outside) or _sort_of_list(
                    str(sheet.values[row][cols[0]]), words, outside
                )
            rows.lines[row] = named[texts[0]]
        elif len(cols) == 2 and (_code_and_name(texts, words, outside) or _labelled(texts, words, outside)):
            rows.lines[row] = "practice"
        elif len(cols) == 1 and is_date(sheet.values[row][cols[0]]):
            rows.lines[row] = "month"
        elif len(cols) > 1:
            rows.records.append(row)
        else:
            rows.totals.append(row)  # a number alone
    _settle_answers(sheet, there, rows, words)
    unlike = {text for text, sort in named.items() if sort != "practice"}
    return rows if len(unlike) <= _FEW else None


def _settle_answers(sheet: Sheet, there: np.ndarray, rows: _Rows, words: Vocabulary) -> None:
    """Beside a line that is an answer for certain, as 'Planning', No is one too."""
    if "answer" not in rows.lines.values():
        return
    for row in [row for row, sort in rows.lines.items() if not sort]:
        text = text_at(sheet, (row, int(np.flatnonzero(there[row])[0])))
        rows.lines[row] = "answer" if words.is_answer(text) else ""


def _sort_of_list(text: str, words: Vocabulary, outside: Outside) -> str:
    """What a text lists several of; '' for nothing known."""
    if len(practices_in(text, words, outside)) > 1:
        return "practice"
    return "action" if _actions_in(text, words) else ""


def _actions_in(text: str, words: Vocabulary) -> list[str]:
    """The actions that a text lists, where it lists several and nothing else."""
    pieces = [piece.strip() for piece in _BETWEEN_ACTIONS.split(text) if piece.strip()]
    return pieces if len(pieces) > 1 and all(words.action(piece) for piece in pieces) else []


def _heads(text: str, words: Vocabulary) -> bool:
    return any(words.heading(text, kind) for kind in ("notices", "survey")) or text.lower() == "date"


def _code_and_name(texts: list[str], words: Vocabulary, outside: Outside) -> bool:
    """Whether two cells are a code and something that may be the name of a practice."""
    codes = [text for text in texts if ODS_CODE.fullmatch(text)]
    other = next((text for text in texts if text not in codes), "")
    if len(codes) != 1 or not other or any(c.isdigit() for c in other) or mark(other) is not None:
        return False
    if words.no_answer(other) or _heads(other, words) or read_phrases(other, words):
        return False
    return sort_of(other, words, outside) in (None, "practice")


def _labelled(texts: list[str], words: Vocabulary, outside: Outside) -> bool:
    """Whether two cells are 'Practice' and which it is."""
    return words.heading(texts[0].rstrip(" :"), "any") in WHOSE and is_practice(texts[1], words, outside)


class _Stack:
    """The rows of a sheet as one table."""

    def __init__(
        self, sheet: Sheet, there: np.ndarray, rows: _Rows, words: Vocabulary, outside: Outside
    ) -> None:
        self.sheet, self.there, self.rows, self.words, self.outside = sheet, there, rows, words, outside
        self._settle_titles()
        self._settle_steps()
        self.heading = self._column_headings()
        held = {self._sort_of_heading(heading) for heading in self.heading.values() if heading}
        named = list(dict.fromkeys(sort for sort in rows.lines.values() if sort and sort not in held))
        alone = not rows.records or (not held & {"practice", "service", "action"} and len(named) > 1)
        if alone:  # what a row of one text is, below the lines
            self.sort = named.pop() if len(named) > 1 or named == ["practice"] else ""
        else:
            self.sort = next((sort for sort in ("practice", "service", "action") if sort in held), "")
        self.above = named  # what the lines name, the outermost first
        self.held = held

    def _settle_titles(self) -> None:
        """A line above the first practice that names a service among other words, as 'ECG notices', is a title, and so
        is what stands above it."""
        lines = self.rows.lines
        whose = [row for row, sort in lines.items() if sort == "practice"]
        below = min([*self.rows.records, *whose, len(self.there)])
        titles = [row for row, sort in lines.items() if row < below and not sort]
        titles = [row for row in titles if self.words.services_named_in(self._texts(row)[0])]
        for row in lines:
            if titles and row <= titles[-1]:
                lines[row] = ""

    def _settle_steps(self) -> None:
        """'Considering' is an answer or a step, and beside 'Served' a step."""
        lines = self.rows.lines
        if "status" in lines.values():
            for row, sort in lines.items():
                lines[row] = "status" if sort == "answer" else sort

    def _sort_of_heading(self, heading: str) -> str:
        role = self.words.heading(heading, "notices") or self.words.heading(heading, "survey") or ""
        return _OF.get(heading) or _ROLES.get(role, role)

    def _column_headings(self) -> dict[int, str]:
        """By column, the heading that the rows of headings give it, or else what its cells are; '' for what is left
        out beside the list."""
        found: dict[int, str] = {}
        for row in self.rows.heads[:1]:
            found = {col: text_at(self.sheet, (row, col)) for col in np.flatnonzero(self.there[row]).tolist()}
        below = self.there[self.rows.records]
        for col in np.flatnonzero(below.any(axis=0)).tolist() if self.rows.records else []:
            if col not in found:
                cells = [v for row in self.rows.records if (v := self.sheet.values[row][col]) is not None]
                found[col] = heading_of(cells, self.words, self.outside) or (
                    "" if _numbers(cells) else "Notes"
                )
        return found

    def part(self) -> Part | None:
        """The table; None where the lines and cells do not say all that a row needs."""
        lines = self.rows.lines
        if not self.sort or not self._is_stacked():
            return None
        if any(lines[row] in self.above and len(self._listed(row)) > 1 for row in lines):
            return None  # several practices or actions are no heading of a group
        first = min(
            [
                *self.rows.heads,
                *self.rows.records,
                *(row for row, sort in lines.items() if sort in (self.sort, *self.above)),
            ]
        )
        subject = self._subject(first)
        if subject is None or not self._is_certain(first):
            return None
        kept = [col for col, name in self.heading.items() if name]
        made, now = [self._headings(kept, subject[0])], {}
        for row in sorted(row for row in {*lines, *self.rows.records} if row >= first):
            if row in lines and self._is_above(row):
                sort = lines[row] or self.above[-1]
                now = {s: c for s, c in now.items() if self.above.index(s) < self.above.index(sort)}
                now[sort] = self._name_of(row, sort)
            elif row in self.rows.records or lines[row] or not self._is_aside(row):
                beside = [now.get(sort, _BLANK) for sort in self.above]
                beside += [subject[1]] if subject[0] else []
                made += [[*cells, *beside] for cells in self._each(row, self._record(row, kept))]
        if len(made) < 2:
            return None
        above = [row for row, sort in lines.items() if sort in self.above]
        titles = "\n".join(" ".join(self._texts(row)) for row in lines if row < first)
        says = f"{self._says(above)} {subject[2]}".strip()
        practices = [row for row, sort in lines.items() if sort == "practice"]
        plain = bool(self.above) and (
            not self.rows.heads or (self.above == ["practice"] and len(practices) > 1)
        )
        part = Part(made, says, 1, plain, title=titles, apart=self._apart(first, kept))
        part.labels = self._labels(first, above, part.places)
        return part

    def _is_stacked(self) -> bool:
        """Whether there are lines above stretches of rows, or no headings at all and each column is of one sort from
        its first cell on; and no two columns of one sort, as lists side by side have."""
        names = [name for name in self.heading.values() if name]
        if len(set(names)) < len(names):
            return False
        if self.above == ["practice"] and self._names_twice():
            return False  # the code and the name of one practice, down the page
        if self.above:
            below = self.rows.heads[0] if self.rows.heads else -1  # a line above the headings is a title
            firsts = {self._texts(row)[0] for row in self.rows.records[:_FEW]}
            if any(sort_of(text, self.words, self.outside) in self.above for text in firsts):
                return False  # what stands alone in some rows has cells beside it in others
            return any(sort in self.above and row > below for row, sort in self.rows.lines.items())
        if self.rows.heads or not self.rows.records:
            return not self.rows.heads and self.sort == "practice"
        top = self.rows.records[0]
        cells = {col: self.sheet.values[top][col] for col in self.heading}
        return all(
            value is None or name == "Notes" or (heading_of([value], self.words, self.outside) or "") == name
            for col, name in self.heading.items()
            for value in [cells[col]]
        )

    def _names_twice(self) -> bool:
        """Whether 'ODS code' and a code stand directly above or below 'Practice' and a name."""
        rows = sorted({*self.rows.lines, *self.rows.records})
        whose = [
            row in self.rows.lines and _labelled([*self._texts(row), ""][:2], self.words, self.outside)
            for row in rows
        ]
        return any(one and other for one, other in pairwise(whose))

    def _headings(self, kept: list[int], subject: str) -> list[Cell]:
        """The headings: of the columns, of rows of one text, of what the lines name, of what all rows are about."""
        steps = "status" in (*self.above, *self.held)
        names = [
            "Date" if steps and self.heading[col] == UNHEADED_DATES else self.heading[col] for col in kept
        ]
        heads = [Cell(name, self._head_place(col)) for col, name in zip(kept, names, strict=True)]
        more = [*self._own(), *(HEADINGS[sort] for sort in self.above), *([subject] if subject else [])]
        return [*heads, *map(Cell, more)]

    def _own(self) -> list[str]:
        """The headings for rows of one text whose sort no column has, and for the names beside their codes."""
        if self.sort in self.held:
            return []
        named = self.sort == "practice" and any(len(self._cols(row)) == 2 for row in self.rows.lines)
        return [HEADINGS[self.sort], *(["Practice name"] if named else [])]

    def _cols(self, row: int) -> list[int]:
        return np.flatnonzero(self.there[row]).tolist()

    def _is_above(self, row: int) -> bool:
        """Whether a line names what the rows below it share; one that names nothing known does so where no row could
        be like it, as what the line before it names holds no longer."""
        sort = self.rows.lines[row]
        if sort in self.above:
            return True
        if sort or self._is_aside(row) or not self.above:
            return False
        if self.sort != "practice" and self.above == ["practice"]:
            groups = [r for r, s in self.rows.lines.items() if s == "practice"]
            return not all(ODS_CODE.search(" ".join(self._texts(r))) for r in groups)
        return True

    def _is_aside(self, row: int) -> bool:
        """Whether a line is a note, an area, or has nothing below it."""
        text = self._texts(row)[0]
        rest = [r for r in (*self.rows.lines, *self.rows.records) if r > row]
        return bool(ASIDE.match(text) or SECTION.fullmatch(text)) or not any(
            r in self.rows.records or self.rows.lines[r] == self.sort for r in rest
        )

    def _texts(self, row: int) -> list[str]:
        return [text_at(self.sheet, (row, col)) for col in self._cols(row)]

    def _name_of(self, row: int, sort: str) -> Cell:
        """The cell of a line, with its text without a count; of a code and a name, the code."""
        cols = self._cols(row)
        coded = [col for col in cols if ODS_CODE.search(text_at(self.sheet, (row, col)))]
        labelled = len(cols) == 2 and _labelled(self._texts(row), self.words, self.outside)
        col = coded[0] if coded else cols[-1 if labelled else 0]
        text = without_bullet(text_at(self.sheet, (row, col)))
        if sort == "month":
            return Cell(self.sheet.values[row][col], (row, col), lent=True)
        if sort == "status":
            text = step_in(text, self.words) or without_count(text)
        elif sort != "practice":
            text = without_count(text)
        return Cell(text, (row, col), lent=True)

    def _record(self, row: int, kept: list[int]) -> list[Cell]:
        """The cells of a row: of one text, under the heading of what such rows are; of a code and a name, apart."""
        own, cols = self._own(), self._cols(row)
        if row in self.rows.records:
            return [self._held(row, col) for col in kept] + [_BLANK] * len(own)
        if not own:
            home = next(col for col in kept if self._sort_of_heading(self.heading[col]) == self.sort)
            found = {home if len(cols) == 1 else col: self._bare(row, col) for col in cols}
            return [found.get(col, _BLANK) for col in kept]
        cols.sort(key=lambda col: not ODS_CODE.search(text_at(self.sheet, (row, col))))
        cells = [self._bare(row, col) for col in cols]
        return [*([_BLANK] * len(kept)), *cells, *([_BLANK] * (len(own) - len(cells)))]

    def _listed(self, row: int) -> list[str]:
        """The practices or actions that a row of one text lists."""
        cols, sort = self._cols(row), self.rows.lines.get(row)
        if len(cols) > 1 or sort not in ("practice", "action"):
            return []
        text = str(self.sheet.values[row][cols[0]])
        if sort == "action":
            return _actions_in(text, self.words)
        return practices_in(text, self.words, self.outside)

    def _each(self, row: int, record: list[Cell]) -> list[list[Cell]]:
        """A record for each practice or action that the row's one cell lists."""
        listed = self._listed(row)
        if len(listed) < 2:
            return [record]
        return [[cell._replace(value=text) if cell.place else cell for cell in record] for text in listed]

    def _held(self, row: int, col: int) -> Cell:
        """A cell as it stands, or as the one above it says with which it is merged."""
        over = [
            top
            for top, left, bottom, right in self.sheet.merged
            if top < row <= bottom and left <= col <= right
        ]
        return cell_at(self.sheet, over[0], col, lent=True) if over else cell_at(self.sheet, row, col)

    def _bare(self, row: int, col: int) -> Cell:
        """A cell of a list, without its bullet or number."""
        cell = cell_at(self.sheet, row, col)
        return cell._replace(value=without_bullet(cell.value)) if isinstance(cell.value, str) else cell

    def _head_place(self, col: int) -> Place | None:
        row = next(iter(self.rows.heads), None)
        return (row, col) if row is not None and self.there[row, col] else None

    def _subject(self, first: int) -> tuple[str, Cell, str] | None:
        """A heading, a cell and a sentence for what all rows are about and the title, the sheet or the file names; ''
        where the rows or the lines say it; None where nothing does."""
        said = {self.sort, *self.above, *self.held}
        if "practice" not in said:
            return None
        if "answer" in said:
            if "action" in said:
                return "", Cell(), ""
            _, cell = titled_action(self.sheet, self.there, first, self.words)
            return ("Action", cell, "") if self.words.action(str(cell.value)) else None
        if "service" in said:
            return "", Cell(), ""
        found = service_of(namings(self.sheet, self.there, first, self.outside), self.words)
        return found and ("Service", found.cell, about(self.sheet, found.subject, found))

    def _is_certain(self, first: int) -> bool:
        """Whether rows or lines say what a notice or an answer needs, or the names speak of notices: practices under
        the name of a service may be all those who offer it."""
        said = {self.sort, *self.above, *self.held}
        dated = said & {"served_on", "effective_on"} or UNHEADED_DATES in self.heading.values()
        services = {
            text for row, sort in self.rows.lines.items() if sort == "service" for text in self._texts(row)
        }
        if dated or said & {"answer", "status"} or "service" in self.held or len(services) > 1:
            return True
        return speak_of_notices(namings(self.sheet, self.there, first, self.outside))

    def _apart(self, first: int, kept: list[int]) -> list[Apart]:
        rows = [Apart(row, (0, self.sheet.width - 1), "total row") for row in self.rows.totals if row > first]
        cells = [
            Apart(row, (col, col), "beside the list, not read")
            for row in self.rows.records
            for col in self._cols(row)
            if col not in kept
        ]
        again = [
            Apart(row, (0, self.sheet.width - 1), "the headings again", counts=False)
            for row in self.rows.heads[1:]
        ]
        asides = [
            Apart(row, (col, col), "a line of its own, not a row of the table")
            for row, sort in self.rows.lines.items()
            if row > first and not sort and self._is_aside(row)
            for col in self._cols(row)
        ]
        return [*rows, *cells, *again, *asides]

    def _labels(self, first: int, above: list[int], used: set[Place]) -> list[Place]:
        """Cells that are read and have no place in the table: headings beside it, names beside the codes of lines."""
        lines = [(row, col) for row in above for col in self._cols(row) if row >= first]
        heads = [(row, col) for row in (*self.rows.heads[:1], *self.rows.labels) for col in self._cols(row)]
        return [place for place in (*lines, *heads) if place not in used]

    def _says(self, above: list[int]) -> str:
        if not above and not self.rows.records:
            return ""
        if not above:
            return (
                f"Sheet “{self.sheet.name}” has no headings: what its columns are was told by what they hold."
            )
        what = ", ".join(f"“{self._texts(row)[0]}”" for row in above[:2])
        return (
            f"The lines between the rows of sheet “{self.sheet.name}” ({what} …) were read as what the rows below "
            "them share."
        )


def _numbers(cells: list[object]) -> bool:
    return all(figure_in(cell) is not None for cell in cells)
