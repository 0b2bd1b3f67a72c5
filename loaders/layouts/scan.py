"""One layout tried on a sheet: its rows from top to bottom, each as headings, a line over rows, labels or facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from loaders.layouts.beside import Beside
from loaders.layouts.binding import Binding, bindings, headed
from loaders.layouts.fitting import Fitting
from loaders.layouts.grid import KINDS, Cell, Grid, Leftover
from loaders.layouts.interpretation import Fact, Interpretation, Said
from loaders.layouts.outside import context_of
from loaders.layouts.places import Field, Layout, Place
from loaders.layouts.remainder import settle_lines
from loaders.layouts.senses import Senses, Term, are_codes, doubtful, is_code, is_numbered

_LINE = 2  # cells that a title, a note or a labelled line has at most
_ODD = 4  # cells that nothing explains, besides one for each fact: with more, a layout is given up
Parts = dict[Field, Said]


def interpretations(grid: Grid, layout: Layout, kind: str) -> Iterator[Interpretation]:
    """The readings of a sheet by one layout, one for each way to find its columns."""
    for binding in bindings(grid, layout, dict(KINDS[kind])):
        reading = _Scan(grid, layout, kind, binding).read()
        if reading is not None:
            yield reading


class _Scan:
    """group: what the lines above say, by field. unused: lines that no row has followed yet. carry: what stands above
    in each column. outer: the field of the first line, which the other's lines stand below."""

    def __init__(self, grid: Grid, layout: Layout, kind: str, binding: Binding) -> None:
        self.grid, self.layout = grid, layout
        self.sorts = dict(KINDS[kind])
        self.fit = Fitting(grid, layout, self.sorts, binding)
        self.result = Interpretation(kind, layout, repeated=binding.repeats)
        self.cell, self.groups = self.fit.cell, layout.fields(Place.ROW_GROUP)
        self.outside: Parts = {}
        self.group: Parts = {}
        self.unused: dict[Field, Cell] = {}
        self.carry: dict[int, Said] = {}
        self.outer: Field | None = None
        self.headings: dict[int, Cell] = {}  # of columns that belong to no field
        self.beside = Beside(self.fit, self.result, self.headings)

    @property
    def binding(self) -> Binding:
        return self.fit.binding

    def read(self) -> Interpretation | None:
        """The interpretation; None where the layout does not fit at all."""
        self.result.top = self.fit.top()
        for field in self.layout.fields(Place.OUTSIDE):
            context = context_of(self.grid, self.sorts[field], self.result.top)
            if context is None:
                return None
            self.outside[field], self.result.outside[field] = context
        for row, cells in enumerate(self.grid.rows):
            if cells:
                self._row(row)
            wide = len(cells) > _LINE and not self.result.unread.isdisjoint((row, col) for col in cells)
            if wide and (not self.result.facts or len(self.result.unread) > _ODD + len(self.result.facts)):
                return None  # no line outside the rows: nothing will explain it
        if self.unused or not self._is_stated():
            return None
        settle_lines(self.grid, self.result, self.sorts, self.outside)
        self.result.odd = {cell for cell in self.result.unread if self._is_odd(cell)}
        return self.result

    def _is_odd(self, cell: Cell) -> bool:
        """Whether a cell that nothing explains stands in a row of the table: it takes nothing from other rows."""
        row, fields = cell[0], self.fit.fields_by_column().get(cell[1], [])
        fits = any(self.grid.senses(cell).one(self.sorts[field]) for field in fields)
        return row >= self.result.facts[0].anchor[0] and (len(self.grid.rows[row]) > 1 or fits)

    def _is_stated(self) -> bool:
        """Whether every part that the layout has stands in some fact."""
        stated = {field for fact in self.result.facts for field in fact.parts if not fact.silent}
        return stated == set(self.layout.places)

    def _row(self, row: int) -> None:
        cells = {(row, col) for col in self.grid.rows[row]}
        if row in self.grid.leftover:
            self.result.leftover |= dict.fromkeys(cells, self.grid.leftover[row])
        elif row in self.binding.head or self._is_head_again(row):
            self._take_head(row)
        elif self._take_line(row):
            self.result.labels |= cells
        elif row < self.result.top:
            self.result.unread |= cells
        elif self.fit.is_labels(row):
            self._take_labels(row)
        else:
            self._take_data(row)

    # Headings

    def _is_head_again(self, row: int) -> bool:
        """Whether a row below heads the columns anew, with nothing in it that could be data."""
        below = self.layout.only(Place.COLUMN)
        if below is None or self.layout.only(Place.COLUMN_GROUP) or row < self.binding.head[-1]:
            return False
        columns = headed(self.grid, row, below, self.sorts)
        others = [senses for col, senses in self.grid.rows[row].items() if col not in columns]
        if len(columns) + len(others) < 2 or not columns or not all(senses.heading for senses in others):
            return False
        ids = {col: heading.terms[below][0].id for col, heading in columns.items()}
        again = ids == {col: heading.terms[below][0].id for col, heading in self.binding.columns.items()}
        if not again and any(self.fit.fills(self.grid.rows[row][col]) for col in columns):
            return False
        self.fit.binding = replace(self.binding, columns=columns)
        return True

    def _take_head(self, row: int) -> None:
        """Take a heading row: bound headings, labels of the fields' columns, headings of further ones."""
        for col, senses in self.grid.rows[row].items():
            self.result.labels.add((row, col))
            if self.fit.is_group_head((row, col)):
                continue
            own = col in self.binding.own
            misfit = (
                not self.fit.label_fits(col, senses) if own else col in self.binding.columns or senses.terms
            )
            if misfit:
                self.result.unread.add((row, col))
            self.headings[col] = (row, col)

    def _take_labels(self, row: int) -> None:
        for col, senses in self.grid.rows[row].items():
            self.result.labels.add((row, col))
            numbered = is_numbered(str(senses.value))
            fits = self.fit.label_fits(col, senses) or (numbered and self._is_headed_below(row, col))
            if col in self.binding.own and not fits:
                self.result.unread.add((row, col))
            self.result.repeated |= numbered
            self.headings[col] = (row, col)

    def _is_headed_below(self, row: int, col: int) -> bool:
        """Whether the next row holds labels, one of them of what stands in the column: 'Notice 1' above 'Service'."""
        below = next((at for at in self.grid.filled if at > row), row)
        label = self.grid.rows[below].get(col)
        return self.fit.is_labels(below) and label is not None and self.fit.label_fits(col, label)

    # Lines that say what the rows below them share

    def _take_line(self, row: int) -> bool:
        """Take a line that says what the rows below it share; False where the row is none."""
        cell = (self.grid.lone(row) or self.grid.behind_label(row)) if self.groups else None
        if cell is None:
            return False
        terms = self.grid.spoken(cell)
        terms_by_field = {
            f: terms[self.sorts[f]][0] for f in self.groups if len(terms.get(self.sorts[f], ())) == 1
        }
        if not terms_by_field and self._is_unknown_line(cell):
            terms_by_field = {self.groups[0]: doubtful(str(self.grid.senses(cell).value))}
        if not terms_by_field or self._is_data_rather(cell, terms_by_field):
            return False
        for field, term in terms_by_field.items():
            self._open(field, Said(term, cell, True))
        rest = {self.sorts[field] for field in self.layout.places if field not in terms_by_field}
        if rest & terms.keys():  # a line says of its rows all that it says
            self.result.unread.add(cell)
        return True

    def _is_unknown_line(self, cell: Cell) -> bool:
        """Whether a text that names nothing stands below lines over rows as one more of them, with rows of its own."""
        senses, below = self.grid.senses(cell), [row for row in self.grid.filled if row > cell[0]]
        lined = len(self.groups) == 1 and self.groups[0] is not Field.WHO and self.result.facts
        alike = lined and self.group[self.groups[0]].cell
        if not alike or alike[1] != cell[1] or not isinstance(senses.value, str):
            return False
        first = min((fact.anchor[0] for fact in self.result.facts if fact.anchor[0] > alike[0]), default=None)
        if first is None or any(self.grid.lone(row) for row in self.grid.filled if alike[0] < row < first):
            return False  # another line stood nearer to the rows: this may be one like that
        has_a_name = not senses.terms.keys().isdisjoint(self.sorts.values()) or senses.figure
        return bool(below) and not has_a_name and self.fit.begins(below[0])

    def _is_data_rather(self, cell: Cell, terms_by_field: dict[Field, Term]) -> bool:
        """Whether a lone cell stands where the layout has its data, and may be such: in a column with a heading, and
        not where the lines before it stood, or where the line above it would say nothing of any row."""
        senses, fields = self.grid.senses(cell), self.fit.fields_by_column().get(cell[1])
        if fields:
            return any(senses.one(self.sorts[field]) for field in fields)
        before = {line.cell[1] for line in self.group.values() if line.cell}
        apart = cell[1] not in before or not terms_by_field.keys().isdisjoint(self.unused)
        return cell[1] in self.binding.columns and self.fit.fills(senses) and apart

    def _open(self, field: Field, part: Said) -> None:
        self.outer = self.outer or field
        if field in self.unused:
            self.result.unread.add(self.unused[field])
        if field is self.outer:
            self.group = {}
        self.group[field] = part
        if part.cell:
            self.unused[field] = part.cell
        self.carry = {}

    # Rows that say facts

    def _take_data(self, row: int) -> None:
        before, used, spans = len(self.result.facts), set(), []
        for at, strip in enumerate(self.binding.strips or [{}]):
            begun = len(self.result.facts)
            used |= self._take_strip(row, at, strip)
            spans.append((range(begun, len(self.result.facts)), self.binding.span(at, self.grid.sheet.width)))
        cells = {(row, col) for col in self.grid.rows[row]}
        if self.cell in (Field.WHO, Field.WHAT) and all(self.grid.senses(cell).figure for cell in cells):
            self.result.leftover |= dict.fromkeys(cells, Leftover.SUMS)  # how many each list has
            return
        has_facts = len(self.result.facts) > before
        if not has_facts and (self._names_alone(row) or not cells.isdisjoint(self.result.leftover)):
            self.result.leftover = dict.fromkeys(cells, Leftover.SILENT) | self.result.leftover
        elif not has_facts:
            self.result.unread |= cells
        else:
            self.beside.take(sorted(cell for cell in cells if cell[1] not in used), spans)

    def _names_alone(self, row: int) -> bool:
        """Whether a row names a practice in its column and nothing else. Behind other columns that a layout reads, a
        practice alone may belong to the row above."""
        ((col, senses), *others) = self.grid.rows[row].items()
        by_column = self.fit.fields_by_column()
        leads = not any(before < col for before, fields in by_column.items() if fields)
        own = by_column.get(col, [])[:1] == [Field.WHO] and senses.one(self.sorts[Field.WHO]) is not None
        return not others and leads and own

    def _take_strip(self, row: int, at: int, strip: dict[Field, int]) -> set[int]:
        """Take the facts of a row in one repetition of its columns; the columns that were used."""
        cells = self.grid.rows[row]
        if self.binding.repeats and not any(col in cells for col in self.binding.of_its_own(strip)):
            return set()
        own = self._own(row, strip)
        if own is None or any(field not in self.group for field in self.groups):
            return set()
        over = self.binding.over[at][1].terms if self.binding.over else {}
        headed = {field: Said(term, cell, True) for field, (term, cell) in over.items()}
        parts = {**self.outside, **self.group, **headed, **own}
        used = {col for col in strip.values() if col in cells}
        if self.cell is None and not self.binding.columns:
            here = [part.cell for part in own.values() if part.cell and part.cell[0] == row]
            self._add(parts, here[-1] if here else (row, min(cells)))
            return used
        span = self.binding.span(at, self.grid.sheet.width)
        if self.binding.columns and self.binding.columns.keys().isdisjoint(span):
            return set()  # a second practice in the row, with nothing of its own beside it
        free = [col for col in sorted(cells) if col in span and col not in self.binding.own]
        return used | {col for col in free if self._take_cell((row, col), parts)}

    def _own(self, row: int, strip: dict[Field, int]) -> Parts | None:
        """What the row says in the columns of its fields; blanks in front take what stands above them. None where it
        does not say it."""
        cells = self.grid.rows[row]
        order = sorted(strip.items(), key=lambda each: each[1])
        blank = [(field, col) for field, col in order if col not in cells]
        if blank and not self._may_carry(row, blank, order):
            return self._without_said(row, order)
        own = {}
        for field, col in order:
            part = self._said(row, col, field) if col in cells else self.carry.get(col)
            if part is None:
                return None
            own[field] = self.carry[col] = part
        self.result.carried |= {field for field, _ in blank}
        return {f: part._replace(lent=part.lent or (f, strip[f]) in blank) for f, part in own.items()}

    def _may_carry(self, row: int, blank: list[tuple[Field, int]], order: list[tuple[Field, int]]) -> bool:
        """Whether blank cells may mean what stands above them: they stand in front of all else in the row, and a
        practice or a subject is among them, or the rest of the row goes on listing what a cell could have listed.
        Whether an answer or a day alone was meant for the next row too, nobody can know."""
        if self.binding.over or any(col > min(self.grid.rows[row]) for _, col in blank):
            return False
        if len(blank) == len(order):
            return self.cell in (Field.WHO, Field.WHAT)
        return any(field in (Field.WHO, Field.WHAT) for field, _ in blank)

    def _without_said(self, row: int, order: list[tuple[Field, int]]) -> Parts | None:
        """A notice without its day or its step: every other field of the row is there."""
        cells = self.grid.rows[row]
        filled = [(field, col) for field, col in order if col in cells]
        missing = {field for field, _ in order} - {field for field, _ in filled}
        if missing - {Field.SAID, Field.STEP} or self.result.kind != "notices" or not filled:
            return None
        self.carry = {}
        own = {field: self._said(row, col, field) for field, col in filled}
        return {f: part for f, part in own.items() if part} if all(own.values()) else None

    def _said(self, row: int, col: int, field: Field) -> Said | None:
        term = self.grid.rows[row][col].one(self.sorts[field])
        return Said(term, (row, col), False) if term else None

    # Cells that say facts

    def _take_cell(self, cell: Cell, parts: Parts) -> bool:
        """Take what a cell says below its heading, or beside its row; False where it says nothing of a fact."""
        senses, heading = self.grid.senses(cell), self.binding.columns.get(cell[1])
        if heading is None and self.binding.columns:
            return False
        terms = heading.terms if heading else {}
        parts = parts | {field: Said(term, at, True) for field, (term, at) in terms.items()}
        if self.cell is None:
            return self._take_mark(cell, senses, parts)
        named_terms = senses.terms.get(self.sorts[self.cell], ()) if heading or self._goes_on(cell) else ()
        if len(named_terms) > 1 and self.cell in (Field.SAID, Field.STEP):
            return False  # two answers in one cell are none
        for term in named_terms:
            self._add(parts | {self.cell: Said(term, cell, False)}, cell)
        return bool(named_terms) or self._take_unsaid(cell, senses, parts)

    def _goes_on(self, cell: Cell) -> bool:
        """Whether a cell beside others of its row may be one more of the same: under no heading of its own but a
        region's, and no name beside a code."""
        cells = self.grid.rows[cell[0]]
        others = [col for col in cells if col < cell[1] and self.fit.anchors(cells[col])]
        head = self.headings.get(cell[1])
        if others and head and not self.grid.reader.names_a_region(self.grid.senses(head).value):
            return False
        coded = any(is_code(cells[col]) for col in cells)
        return self.cell is not Field.WHO or not coded or are_codes(cells[cell[1]])

    def _take_mark(self, cell: Cell, senses: Senses, parts: Parts) -> bool:
        """Take a mark of yes as the fact that its headings say, and one of no as none."""
        if senses.tick:
            self._add(parts, cell)
        elif senses.tick is False:
            self.result.leftover[cell] = Leftover.NO if self.result.kind == "notices" else Leftover.UNMARKED
        return senses.tick is not None

    def _take_unsaid(self, cell: Cell, senses: Senses, parts: Parts) -> bool:
        """Take a cell that gives no answer or day where one is looked for: 'n/a', or a notice without its day; or one
        that lists nobody: 'none'."""
        if self.cell is not Field.SAID:
            if senses.silent and self.cell in (Field.WHO, Field.WHAT):
                self.result.leftover[cell] = Leftover.NOBODY
            return cell in self.result.leftover
        if self.result.kind == "notices":
            return self._take_mark(cell, senses, parts)
        if senses.silent:
            silent = Said(Term("", senses.value), cell, False)
            self.result.facts.append(Fact(parts | {Field.SAID: silent}, cell, silent=True))
        return senses.silent

    def _add(self, parts: Parts, anchor: Cell) -> None:
        self.result.facts.append(Fact(parts, anchor))
        self.unused = {}
