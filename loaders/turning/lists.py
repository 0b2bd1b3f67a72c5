"""Practices listed one below another under what they said: columns headed Green, Amber and Red, or a service, a step or
a practice each; with further columns of the same list beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from loaders.cells.lines import is_total
from loaders.cells.steps import without_count
from loaders.cells.typed import typed
from loaders.reading.sheets import Sheet, reference
from loaders.tables.layout import Layout
from loaders.tables.tables import Apart
from loaders.turning.contents import (
    UNHEADED_DATES,
    heading_of,
)
from loaders.turning.naming import about, namings, service_of
from loaders.turning.parts import (
    Cell,
    Outside,
    Part,
    Place,
    cell_at,
    lone_text,
    shown_texts,
    text_at,
    titled_action,
)
from loaders.vocabulary.headings import OF_PRACTICES
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import normalise

_MORE = "“{}” says more than which practice it is; write the practice alone."
_UNSURE = "Which practices “{}” lists is not certain; write the ODS code of each of them."
_IDLE = "beside the lists, not read"
_HEADINGS = 200  # rows that may head a block of lists
_MOST_BESIDE = 6  # columns of one list
_UNREAD = (
    "list_size",
    "pcn",
    "pcn_name",
    "icb",
    "icb_name",
    "sub_icb",
    "postcode",
    "ignore",
    "respondent_id",
)


@dataclass
class _Heads:
    """A row of headings over lists. sort: Answer, Service, Status or Practice. cols: where each list begins; beside:
    the headings of further columns, by column; below: the row of headings below, if there is one."""

    row: int
    sort: str
    cols: list[int]
    beside: dict[int, Place] = field(default_factory=dict)
    below: int | None = None

    @property
    def last(self) -> int:
        return self.row if self.below is None else self.below


def lists(
    sheet: Sheet, there: np.ndarray, _layout: Layout, words: Vocabulary, outside: Outside
) -> Iterator[tuple[list[Part], None]]:
    """All blocks of lists on a sheet, each as a table with a row for each practice that is listed."""
    cells = there.sum(axis=1)
    apart = np.concatenate([[True], cells[:-1] <= 1])  # no row of a list, which may name services too
    wide = np.flatnonzero((cells >= 2) & apart)[:_HEADINGS].tolist()
    heads = [found for row in wide if (found := _heads(sheet, there, row, words, outside))]
    parts = []
    for head, end in pairwise([*heads, None]):
        stop = len(there) if end is None else end.row
        part = _Block(sheet, there, head, stop, words, outside).part() if head else None
        if part is None:
            return
        parts.append(part)
    if parts:
        yield parts, None


def _heads(sheet: Sheet, there: np.ndarray, row: int, words: Vocabulary, outside: Outside) -> _Heads | None:
    """A row of headings over lists: those of one scale, services, steps or practices, and next to them no others than
    those of further columns."""
    places = [(row, col) for col in np.flatnonzero(there[row]).tolist()]
    if not all(isinstance(sheet.values[row][col], str) for _, col in places):
        return None
    texts = {col: text_at(sheet, (row, col)) for _, col in places}
    first = dict([next(iter(texts.items()))])
    for sort, fits in _SORTS.items():
        if sort != "Answer" and not fits(first, words, outside):
            continue
        found = fits(texts, words, outside)
        if len(found) < 2 or places[0][1] not in found or len({texts[col] for col in found}) < len(found):
            continue
        if sort == "Practice" and not _services_below(sheet, there, row, found, words):
            continue  # a row of practices that are listed themselves
        beside = {col: (row, col) for col in texts if col not in found}
        if all(_heads_a_column(texts[col], words) for col in beside):
            below = _headings_below(sheet, there, row, words, whose=sort != "Practice")
            if below is not None:
                beside |= {col: (below, col) for col in np.flatnonzero(there[below]).tolist()}
            return _Heads(row, sort, found, beside, below)
    return None


def _services_below(sheet: Sheet, there: np.ndarray, row: int, cols: list[int], words: Vocabulary) -> bool:
    """Whether the first row below that is none of headings has services under the practices."""
    below = _headings_below(sheet, there, row, words, whose=False)
    after = next((at for at in range((below or row) + 1, len(there)) if there[at].any()), None)
    texts = [text_at(sheet, (after, col)) for col in cols if after is not None and there[after, col]]
    return bool(texts) and all(typed(text, words).names_services for text in texts)


def _answers(texts: dict[int, str], words: Vocabulary, _outside: Outside) -> list[int]:
    for scale in words.known("scale"):
        given = {
            col: answer
            for col, text in texts.items()
            if (answer := typed(_bare(text), words).reading(scale).answer)
        }
        if len(given) > 1 and len(set(given.values())) == len(given):
            return list(given)
    return []


def _services(texts: dict[int, str], words: Vocabulary, _outside: Outside) -> list[int]:
    return [col for col, text in texts.items() if typed(_bare(text), words).names_services]


def _steps(texts: dict[int, str], words: Vocabulary, _outside: Outside) -> list[int]:
    return [col for col, text in texts.items() if typed(text, words).step]


def _practices(texts: dict[int, str], words: Vocabulary, outside: Outside) -> list[int]:
    return [
        col
        for col, text in texts.items()
        if len(typed(text).codes) == 1 or words.names_one_practice(text, outside.region)
    ]


def _actions(texts: dict[int, str], words: Vocabulary, _outside: Outside) -> list[int]:
    return [col for col, text in texts.items() if typed(_bare(text), words).action]


_SORTS = {
    "Answer": _answers,
    "Service": _services,
    "Status": _steps,
    "Practice": _practices,
    "Action": _actions,
}


def _bare(text: str) -> str:
    """A heading without the count that some put behind it: 'Green (12)', 'Green 12'."""
    return re.sub(r"\s+\d{1,3}$", "", without_count(text)) or text


def _heads_a_column(text: str, words: Vocabulary) -> bool:
    kinds = ("notices", "survey", "practices")
    return text.lower() == "date" or any(typed(text, words).role(kind) for kind in kinds)


def _headings_below(
    sheet: Sheet, there: np.ndarray, row: int, words: Vocabulary, *, whose: bool
) -> int | None:
    """The row below, if it has headings alone: 'Practice | Date | Practice | Date'. whose: practices among them."""
    below = row + 1
    if below >= len(there) or there[below].sum() < 2:
        return None
    texts = [text_at(sheet, (below, col)) for col in np.flatnonzero(there[below]).tolist()]
    named = not whose or any(typed(text, words).heads_practices for text in texts)
    return below if named and all(_heads_a_column(text, words) for text in texts) else None


class _Block:
    """The lists under one row of headings."""

    def __init__(
        self, sheet: Sheet, there: np.ndarray, heads: _Heads, end: int, words: Vocabulary, outside: Outside
    ) -> None:
        self.sheet, self.there, self.heads, self.words, self.outside = sheet, there, heads, words, outside
        last = _last(sheet, there, heads.last, end)
        self.rows = [row for row in range(heads.last + 1, last) if there[row].any()]
        self.cols = np.flatnonzero(there[self.rows].any(axis=0)).tolist() if self.rows else []
        ends = [*heads.cols[1:], sheet.width]
        self.spans = [
            [col for col in self.cols if start <= col < stop]
            for start, stop in zip(heads.cols, ends, strict=True)
        ]
        self.problems: dict[Place, str] = {}

    def part(self) -> Part | None:
        """The lists as one table; None where what stands there is no practice."""
        if not self.rows or not self._is_all_lists():
            return None
        main = [self._main(span) for span in self.spans]
        if not any(col is not None for col in main) or self._says_otherwise(main):
            return None
        listed = {
            (row, col): start
            for start, col in zip(self.heads.cols, main, strict=True)
            if col is not None
            for row in self.rows
            if self.there[row, col] and not _is_total(self.sheet, (row, col))
        }
        if not listed or not self._are_listed(list(listed)) or self._marks_practices(listed):
            return None
        above = self._above()
        return (
            None
            if above is None
            else self._written(listed, dict(zip(self.heads.cols, main, strict=True)), *above)
        )

    def _says_otherwise(self, main: list[int | None]) -> bool:
        """Whether this is an ordinary table, whose practices have a heading of their own and are those of its rows: no
        practice stands under the heading of the list itself, or an answer, a tick or a step does."""
        if self.heads.sort == "Practice":
            return False
        others = [(start, col) for start, col in zip(self.heads.cols, main, strict=True) if col != start]
        headed = {col for col, (row, _) in self.heads.beside.items() if row == self.heads.row}
        return any(
            (col in headed and not self._fit(start))
            or not all(_may_be_practice(text, self.words) for text in self._texts(start))
            for start, col in others
        )

    def _marks_practices(self, listed: dict[Place, int]) -> bool:
        """Whether rows without a practice hold signs, or stand with numbers between those that have one: they are no
        totals, but mark what a practice said."""
        named = {row for row, _ in listed}
        values = {row: [v for v in self.sheet.values[row] if v is not None] for row in self.rows}
        bare = {row: cells for row, cells in values.items() if row not in named}
        signs = any(typed(v).cross or str(v).strip() == "✓" for cells in bare.values() for v in cells)
        between = [row for row in bare if min(named) < row < max(named)]
        return signs or any(typed(value).figure is not None for row in between for value in bare[row])

    def _is_all_lists(self) -> bool:
        """Whether nothing stands in front of the lists but numbers of the rows, and no list has too many columns."""
        before = [col for col in self.cols if col < self.heads.cols[0]]
        numbers = all(
            typed(self.sheet.values[row][col]).figure is not None
            for row in self.rows
            for col in before
            if self.there[row, col]
        )
        return numbers and all(len(span) <= _MOST_BESIDE for span in self.spans)

    def _main(self, span: list[int]) -> int | None:
        """The column of a list that holds what is listed, of codes and names the codes."""
        fits = [col for col in span if self._fit(col)]
        codes = [col for col in fits if all(typed(text).codes for text in self._texts(col))]
        return next(iter([*codes, *fits]), None)

    def _texts(self, col: int) -> list[str]:
        """The texts of a column, without its totals."""
        places = [(row, col) for row in self.rows if self.there[row, col]]
        return [text_at(self.sheet, place) for place in places if not _is_total(self.sheet, place)]

    def _fit(self, col: int) -> bool:
        """Whether a column holds what the headings have below them: practices, or services under practices."""
        texts = self._texts(col)
        if self.heads.sort == "Practice":
            return bool(texts) and 2 * sum(typed(text, self.words).names_services for text in texts) > len(
                texts
            )
        return bool(texts) and 2 * sum(map(self._is_surely, texts)) >= len(texts)

    def _is_surely(self, text: str) -> bool:
        return typed(text).names_a_practice or self.words.names_one_practice(text, self.outside.region)

    def _are_listed(self, listed: list[Place]) -> bool:
        """Whether nothing listed is surely something else, and at least half of it is surely a practice."""
        texts = [text_at(self.sheet, place) for place in listed]
        if self.heads.sort == "Practice":
            return True
        if not all(_may_be_practice(text, self.words) for text in texts):
            return False
        return 2 * sum(map(self._is_surely, texts)) >= len(texts)

    def _above(self) -> tuple[str, Cell, str, str] | None:
        """What all lists are about: a heading, '' where they say it themselves; its cell; a sentence that says how it
        was found; the title. None where nothing says it."""
        if self.heads.sort == "Answer":
            title, cell = titled_action(self.sheet, self.there, self.heads.row, self.words)
            return "Action", cell, "", title
        names = namings(self.sheet, self.there, self.heads.row, self.outside)
        title = "\n".join(name.text for name in reversed(names) if name.place)
        if self.heads.sort != "Status":
            return "", Cell(), "", title
        found = service_of(names, self.words)
        return found and ("Service", found.cell, about(self.sheet, found.subject, found), title)

    def _written(
        self,
        listed: dict[Place, int],
        main: dict[int, int | None],
        heading: str,
        cell: Cell,
        says: str,
        title: str,
    ) -> Part:
        headings = self._further(main)
        names = list(dict.fromkeys(name for name in headings.values() if name))
        what = "Service" if self.heads.sort == "Practice" else "Practice"
        rows = [[*map(Cell, (what, *([heading] if heading else []), self.heads.sort, *names))]]
        pieces = {place: self._pieces(place) for place in listed}
        against = self._contradictions(pieces) if self.heads.sort == "Answer" else {}
        for (row, _), col in (
            (place, start) for start in self.heads.cols for place in self._lines(main, start)
        ):
            place = (row, main[col] if main[col] is not None else col)
            further = {headings[at]: at for at in self._span(col) if headings.get(at)}
            if place in self.problems or place in against:
                continue
            several = len(pieces.get(place, ())) > 1
            beside = [
                cell_at(self.sheet, row, further[name], lent=several) if name in further else Cell()
                for name in names
            ]
            over = [*([cell] if heading else []), self._heading_cell(col)]
            found = [Cell(text, place) for text in pieces.get(place, ())] or [Cell()]
            rows += [[each, *over, *beside] for each in found]
        shown = shown_texts(self.sheet, self.heads.row, self.heads.cols)
        said = f"The {what.lower()}s listed on sheet “{self.sheet.name}” under {shown} were read one by one."
        part = Part(rows, f"{said} {says}".strip(), 1, plain=True, title=title)
        part.problems = self.problems | against
        part.labels = [place for place in self._labels() if place not in part.places]
        part.apart = self._apart(part.places)
        return part

    def _span(self, start: int) -> list[int]:
        return self.spans[self.heads.cols.index(start)]

    def _lines(self, main: dict[int, int | None], start: int) -> list[Place]:
        """The rows of a list: those that list something, and those where only a date or a note stands."""
        col, span = main[start], self._span(start)
        if col is None:
            return []
        return [
            (row, col)
            for row in self.rows
            if not _is_total(self.sheet, (row, col))
            and (
                self.there[row, col]
                or any(self.there[row, at] and self._tells(row, at) for at in span if at != col)
            )
        ]

    def _tells(self, row: int, col: int) -> bool:
        return typed(self.sheet.values[row][col]).figure is None

    def _pieces(self, place: Place) -> list[str]:
        """What a cell lists; none, with a problem, where that is not certain."""
        text = text_at(self.sheet, place)
        if self.heads.sort == "Practice":
            return [text]
        found = typed(self.sheet.values[place[0]][place[1]], self.words).practices(self.outside.region)
        if len(found) == 1 and typed(text).says_more:
            self.problems[place] = _MORE.format(text)
        elif not found:
            self.problems[place] = _UNSURE.format(text)
        return found

    def _heading_cell(self, col: int) -> Cell:
        place = (self.heads.row, col)
        text = text_at(self.sheet, place)
        if self.heads.sort == "Status":
            text = typed(text, self.words).step or text
        elif self.heads.sort != "Practice":
            text = _bare(text)
        return Cell(text, place, lent=True)

    def _further(self, main: dict[int, int | None]) -> dict[int, str]:
        """By column, the heading of each further column of the lists; '' for what is left out beside them."""
        found: dict[int, str] = {}
        for start, col in main.items():
            for at in self._span(start):
                if at != col:
                    found[at] = self._heading(at, named=col is not None)
        return found

    def _heading(self, col: int, *, named: bool) -> str:
        answers = self.heads.sort in ("Answer", "Action")
        if col in self.heads.beside:
            text = text_at(self.sheet, self.heads.beside[col])
            role = typed(text, self.words).role("practices")
            if role in OF_PRACTICES:
                return "Practice name" if named else "Practice"
            return "" if role in _UNREAD else text
        values = [self.sheet.values[row][col] for row in self.rows if self.there[row, col]]
        heading = heading_of(values, self.words, self.outside)
        if heading in ("Practice", "ODS code"):
            return "Practice name"
        if heading == UNHEADED_DATES:
            return "" if answers else "Date" if self.heads.sort == "Status" else heading
        if heading == "Answer" and self.heads.sort == "Action":
            return heading
        if heading == "Status" and self.heads.sort != "Status" and not answers:
            return heading
        return "" if heading == "" else "Comment" if answers else "Notes"

    def _labels(self) -> list[Place]:
        heads = [(self.heads.row, col) for col in np.flatnonzero(self.there[self.heads.row]).tolist()]
        below = self.heads.below
        return heads + (
            [] if below is None else [(below, c) for c in np.flatnonzero(self.there[below]).tolist()]
        )

    def _apart(self, used: set[Place]) -> list[Apart]:
        """What stands in the lists and is none of the practices: totals, list sizes."""
        places = [(row, col) for row in self.rows for col in self.cols if self.there[row, col]]
        main = set(self.heads.cols)
        return [
            Apart(row, (col, col), "a total" if _is_total(self.sheet, (row, col)) and col in main else _IDLE)
            for row, col in places
            if (row, col) not in used
        ]

    def _contradictions(self, pieces: dict[Place, list[str]]) -> dict[Place, str]:
        """The cells that list a practice under more than one answer."""
        found: dict[str, list[Place]] = {}
        for place, texts in pieces.items():
            for text in texts:
                codes = typed(text).codes
                found.setdefault(codes[0].upper() if codes else normalise(text), []).append(place)
        return {
            place: f"“{text_at(self.sheet, place)}” stands under more than one answer "
            f"({' and '.join(reference(*each) for each in places)}); leave the one that counts."
            for places in found.values()
            if len({col for _, col in places}) > 1
            for place in places
        }


def _last(sheet: Sheet, there: np.ndarray, head: int, end: int) -> int:
    """The row after the lists: before the title of the next block, and before lines of notes below a blank one."""
    last = end
    while last > head + 1 and not there[last - 1].any():
        last -= 1
    if end < len(there):  # the lines directly above the next headings are their title
        while last > head + 1 and lone_text(sheet, there, last - 1) and not _coded(sheet, there, last - 1):
            last -= 1
        while last > head + 1 and not there[last - 1].any():
            last -= 1
    blank = [row for row in range(head + 1, last) if not there[row].any()]
    for row in blank:
        rest = [at for at in range(row, last) if there[at].any()]
        if all(lone_text(sheet, there, at) and not _coded(sheet, there, at) for at in rest):
            return row
    return last


def _coded(sheet: Sheet, there: np.ndarray, row: int) -> bool:
    place = lone_text(sheet, there, row)
    text = text_at(sheet, place) if place else ""
    return typed(text).names_a_practice and not typed(text).says_more


def _is_total(sheet: Sheet, place: Place) -> bool:
    value = sheet.values[place[0]][place[1]]
    return value is not None and (typed(value).figure is not None or is_total(str(value)))


def _may_be_practice(text: str, words: Vocabulary) -> bool:
    cell = typed(text, words)
    known = cell.answer or cell.status or cell.silence or cell.tick is not None
    return not known and not cell.cross and not cell.action
