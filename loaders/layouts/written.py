"""The facts of a reading as an ordinary table: a row for each, in the words of the file, every cell with its place."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from loaders.cells.typed import typed
from loaders.layouts.grid import Cell as At
from loaders.layouts.grid import Grid, Leftover
from loaders.layouts.interpretation import Fact, Interpretation, Said
from loaders.layouts.places import Field, Place
from loaders.layouts.senses import Senses, without_number
from loaders.reading.sheets import reference
from loaders.tables.tables import Apart
from loaders.turning.contents import UNHEADED_DATES
from loaders.turning.parts import Cell, Part
from loaders.vocabulary.words import normalise

_REGION = Cell("Region")
_HEADINGS = {
    "survey": {Field.WHO: "Practice", Field.WHAT: "Action", Field.SAID: "Answer"},
    "notices": {
        Field.WHO: "Practice",
        Field.WHAT: "Service",
        Field.SAID: "Effective from",
        Field.STEP: "Status",
    },
}
_NOUNS = {
    "survey": {Field.WHO: "practices", Field.WHAT: "actions", Field.SAID: "answers"},
    "notices": {Field.WHO: "practices", Field.WHAT: "services", Field.SAID: "days", Field.STEP: "steps"},
}
# Nobody could take this for anything else: nothing is said about it.
_TRANSPOSED = {Field.WHO: Place.COLUMN, Field.WHAT: Place.ROW, Field.SAID: Place.CELL}
_DATED = "Dates in the cells were read as the dates from which notices take effect."
_MONTH = len("2025-02")  # a day that is no more than a month
_AGAINST = "“{}” stands under more than one answer ({}); leave the one that counts."
_MORE = "“{}” says more than which practice it is; write the practice alone."
_ODD = "“{}” stands in a row that does not say all that the others say; complete the row, or clear the cell."
_UNSURE = "Which practices “{}” lists is not certain; write the ODS code of each of them."
_CARRIED = "Blank cells were read as what stands above them."


def written(grid: Grid, reading: Interpretation) -> Part:
    """The facts as a long table below a row of headings."""
    return _Written(grid, reading).part()


def in_words(reading: Interpretation, *, in_outside: bool = False) -> str:
    """Where a reading takes each part of its facts from: 'practices in a column of its own, … and answers …'.

    in_outside: say what stands outside the rows, and where it was found.
    """
    nouns, placed = _NOUNS[reading.kind], []
    for field, place in reading.layout.places.items():
        where = reading.outside.get(field) if in_outside else None
        part = next(fact.parts[field] for fact in reading.facts if field in fact.parts)
        text = " ".join(str(part.term.text).split())
        placed.append(f"{nouns[field][:-1]} “{text}” from {where}" if where else f"{nouns[field]} {place}")
    return f"{', '.join(placed[:-1])} and {placed[-1]}"


def _contradiction(fact: Fact, against: dict[At, list[At]]) -> str:
    cells = " and ".join(reference(*cell) for cell in against[fact.anchor])
    return _AGAINST.format(_in_line(fact.parts[Field.WHO].term.text), cells)


def _in_line(text: Any) -> str:
    if isinstance(text, date):
        return f"{text:%d/%m/%Y}"
    return " ".join(str(text).split())


def _unexplained(senses: Senses) -> str:
    text = _in_line(senses.value)
    if senses.terms or not typed(text).names_a_practice:
        return _ODD.format(text)
    return _UNSURE.format(text)


@dataclass
class _Written:
    grid: Grid
    reading: Interpretation

    def part(self) -> Part:
        """One row a fact, in the order of their cells."""
        fields = [field for field in Field if any(field in fact.parts for fact in self.reading.facts)]
        beside = self._columns_beside()
        heads = [self._heading(field) for field in fields]
        regions = self._regions()
        rows = [heads + [self._heading_beside(cols[0]) for cols in beside] + [_REGION] * bool(regions)]
        against = self.reading.contradictions() if self.reading.kind == "survey" else {}
        for fact in self.reading.facts:
            if fact.anchor in against or self._says_more(fact):
                continue
            rows.append(
                [self._cell(fact, field) for field in fields]
                + [self._beside(fact, cols) for cols in beside]
                + [regions.get(fact.anchor[1], Cell())] * bool(regions)
            )
        part = Part(rows, self._says(), 1, plain=True, title=self._title())
        part.problems = self._problems(against)
        used = part.places
        part.apart = self._apart() + self._beside_odd()
        labels = self.reading.labels | {
            cell for cell, reason in self.reading.leftover.items() if reason is Leftover.TITLE
        }
        part.labels = sorted((labels | self._lent_headings()) - used)
        return part

    def _cell(self, fact: Fact, field: Field) -> Cell:
        part = fact.parts.get(field)
        if part is None:
            return Cell()
        if field is self._anchored(fact):
            return Cell(part.term.text, fact.anchor)
        lent = part.lent or (self._of_cell() and part.cell != fact.anchor)
        return Cell(part.term.text, part.cell, lent and part.cell is not None)

    def _of_cell(self) -> bool:
        """Whether facts come from cells, so that all else is there for several of them."""
        places = self.reading.layout.places.values()
        return Place.CELL in places or Place.COLUMN in places

    def _anchored(self, fact: Fact) -> Field | None:
        """The field that a mere mark speaks for, where none of the fact's own cells is the one that it comes from."""
        if any(part.cell == fact.anchor for part in fact.parts.values()):
            return None
        return next(field for field in (Field.SAID, Field.STEP, Field.WHAT) if field in fact.parts)

    def _regions(self) -> dict[int, Cell]:
        """By column of what facts come from the region that heads it, where regions do."""
        anchored = {fact.anchor[1] for fact in self.reading.facts}
        values = {cell: self.grid.senses(cell).value for cell in self.reading.labels if cell[1] in anchored}
        return {
            cell[1]: Cell(value, cell, lent=True)
            for cell, value in values.items()
            if self.grid.reader.names_a_region(value)
        }

    def _columns_beside(self) -> list[list[int]]:
        """The further columns, those together that stand under one heading in repetitions of the same row."""
        columns: dict[tuple[str, int], list[int]] = {}
        for fact in self.reading.facts:
            seen: Counter[str] = Counter()
            for col in fact.beside:
                text = self._called(col) if self.reading.repeated else str(col)
                seen[text] += 1
                if col not in (cols := columns.setdefault((text, seen[text]), [])):
                    cols.append(col)
        return sorted(columns.values())

    def _called(self, col: int) -> str:
        head = self.reading.beside[col]
        return (
            "" if head is None else normalise(without_number(str(self.grid.sheet.values[head[0]][head[1]])))
        )

    def _beside(self, fact: Fact, cols: list[int]) -> Cell:
        row, col = fact.anchor[0], next((col for col in cols if col in fact.beside), None)
        if col is None:
            return Cell()
        several = sum(1 for other in self.reading.facts if other.anchor[0] == row and col in other.beside) > 1
        return Cell(self.grid.sheet.values[row][col], (row, col), several)

    def _heading_beside(self, col: int) -> Cell:
        head = self.reading.beside[col]
        if head is None:
            return Cell("Practice name")
        text = self.grid.sheet.values[head[0]][head[1]]
        return Cell(without_number(str(text)) if self.reading.repeated else text, head)

    def _problems(self, against: dict[At, list[At]]) -> dict[At, str]:
        """By cell that says what others say otherwise, or that nothing explains, what is to be done about it."""
        more = [fact.parts[Field.WHO] for fact in self.reading.facts if self._says_more(fact)]
        return (
            {
                fact.anchor: _contradiction(fact, against)
                for fact in self.reading.facts
                if fact.anchor in against
            }
            | {part.cell: _MORE.format(_in_line(part.term.text)) for part in more if part.cell}
            | {cell: _unexplained(self.grid.senses(cell)) for cell in self._not_understood()}
        )

    def _says_more(self, fact: Fact) -> bool:
        """Whether more stands beside the code of a practice that answered: of a notice, its kind knows what to say."""
        return self.reading.kind == "survey" and fact.parts[Field.WHO].term.doubtful

    def _not_understood(self) -> set[At]:
        """The cells that nothing explains, but for those that would be understood beside something else."""
        strange = {cell for cell in self.reading.odd if not self.grid.senses(cell).terms}
        rows = {row for row, _ in strange}
        return {cell for cell in self.reading.odd if cell in strange or cell[0] not in rows}

    def _beside_odd(self) -> list[Apart]:
        cells = sorted(self.reading.odd - self._not_understood())
        return [Apart(row, (col, col), "beside a cell that was not read") for row, col in cells]

    # Headings

    def _heading(self, field: Field) -> Cell:
        label = self._label(field)
        if label is not None:
            text, cell = label
            return Cell(without_number(str(text)) if self.reading.repeated else text, cell)
        if self.reading.kind == "notices" and field is Field.SAID:
            return Cell(self._heading_of_days())
        return Cell(_HEADINGS[self.reading.kind][field])

    def _heading_of_days(self) -> str:
        """'Date' is the day of the step; a day in a title may be another than that of effect."""
        if Field.STEP in self.reading.layout.places:
            return "Date"
        place = self.reading.layout.places[Field.SAID]
        part = next(fact.parts[Field.SAID] for fact in self.reading.facts if Field.SAID in fact.parts)
        bare = str(part.term.text)[:1].isdigit() or not isinstance(part.term.text, str)
        months = any(
            len(fact.parts[Field.SAID].term.id) == _MONTH
            for fact in self.reading.facts
            if Field.SAID in fact.parts
        )
        asked = months or place is Place.ROW or (place in (Place.OUTSIDE, Place.ROW_GROUP) and bare)
        return UNHEADED_DATES if asked else _HEADINGS["notices"][Field.SAID]

    def _label(self, field: Field) -> tuple[Any, At | None] | None:
        """What the file calls a field, with its cell: the label over its column, or before what stands outside."""
        sort = self.grid.sort_of(self.reading.kind, field)
        place = self.reading.layout.places.get(field)
        if place in (Place.ROW, Place.CELL):
            cols = {
                part.cell[1] for fact in self.reading.facts if (part := fact.parts.get(field)) and part.cell
            }
            cells = [cell for cell in sorted(self.reading.labels) if cell[1] in cols]
            own = [cell for cell in cells if sort in self.grid.senses(cell).label]
            return (self.grid.senses(own[0]).value, own[0]) if own else None
        if place in (Place.OUTSIDE, Place.ROW_GROUP):
            return self._label_before(
                next(f.parts[field] for f in self.reading.facts if field in f.parts), sort
            )
        return None

    def _label_before(self, part: Said, sort: str) -> tuple[Any, At | None] | None:
        if part.cell is None:
            return None
        row, col = part.cell
        beside = [(at, s) for at, s in self.grid.rows[row].items() if at != col and sort in s.label]
        if beside:
            return beside[0][1].value, (row, beside[0][0])
        before = str(self.grid.senses(part.cell).value).partition(":")
        label = self.grid.reader.senses(before[0].strip()).label if before[1] else ()
        return (before[0].strip(), None) if sort in label else None

    # What is said about the reading

    def _says(self) -> str:
        if dict(self.reading.layout.places) == _TRANSPOSED and self.reading.kind == "survey":
            return ""
        placed = in_words(self.reading, in_outside=True)
        sentence = f"The table on sheet “{self.grid.sheet.name}” was read with {placed}."
        more = [_DATED] * (self._dated()) + [_CARRIED] * bool(self.reading.carried)
        return " ".join([sentence, *more])

    def _dated(self) -> bool:
        dated_notices = self.reading.kind == "notices" and Field.SAID in self.reading.layout.places
        return dated_notices and self._heading(Field.SAID) == Cell(_HEADINGS["notices"][Field.SAID])

    def _title(self) -> str:
        above = [row for row in range(self.reading.top) if self.grid.lone(row)]
        texts = (self.grid.sheet.values[row][self.grid.lone(row)[1]] for row in above)  # type: ignore[index]
        return "\n".join(" ".join(text.split()) for text in texts if isinstance(text, str))

    def _of_mark(self, row: int, col: int, reason: Leftover) -> str:
        return f"“{self.grid.sheet.values[row][col]}”: {reason}" if reason is Leftover.NO else str(reason)

    def _lent_headings(self) -> set[At]:
        return {part.cell for fact in self.reading.facts for part in fact.parts.values() if part.cell}

    def _apart(self) -> list[Apart]:
        """A line for each run of cells that are left over for one reason."""
        lines: dict[tuple[int, Leftover], list[int]] = {}
        for (row, col), reason in sorted(self.reading.leftover.items()):
            if reason is not Leftover.TITLE:
                lines.setdefault((row, reason), []).append(col)
        apart = []
        for (row, reason), cols in lines.items():
            if reason in (Leftover.NO, Leftover.UNMARKED):
                apart += [Apart(row, (col, col), self._of_mark(row, col, reason)) for col in cols]
            else:
                apart.append(Apart(row, (cols[0], cols[-1]), str(reason), counts=reason is Leftover.SUMS))
        return apart
