"""Where a layout's columns are on a sheet: heading rows, and the columns of what stands in a column of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise, product

from loaders.layouts.grid import Cell, Grid
from loaders.layouts.places import Field, Layout, Place, over_repeats
from loaders.layouts.senses import DAY, PRACTICE, STEP, Senses, Term, is_code

_LOOK_AHEAD = 30  # rows in which the first headings are looked for
_CANDIDATES = 4  # heading rows that are tried
_STRIPS = 12  # times that columns may repeat in a row
Sorts = dict[Field, str]


@dataclass(frozen=True)
class Heading:
    """What a column is headed by: the term and its cell, by field."""

    terms: dict[Field, tuple[Term, Cell]]


@dataclass
class Binding:
    """head: the heading row with the row of the groups above it; [] where no field stands in headings.

    columns: by column what it is headed by. strips: for each repetition, the column of each field that has one of its
    own; fields that do not repeat are in every strip. over: for each repetition what stands over it, and the column
    where that begins; [] where nothing does.
    """

    head: list[int]
    columns: dict[int, Heading] = field(default_factory=dict)
    strips: list[dict[Field, int]] = field(default_factory=list)
    over: list[tuple[int, Heading]] = field(default_factory=list)

    @property
    def own(self) -> set[int]:
        """The columns of fields that stand in columns of their own."""
        return {col for strip in self.strips for col in strip.values()}

    @property
    def repeats(self) -> bool:
        """Whether the columns repeat in a row."""
        return len(self.strips) > 1

    def of_its_own(self, strip: dict[Field, int]) -> list[int]:
        """The columns of a repetition that no other has."""
        return [col for field, col in strip.items() if len({each.get(field) for each in self.strips}) > 1]

    def span(self, at: int, width: int) -> range:
        """The columns of a repetition: from its first to the next one's; all where nothing repeats."""
        starts = [col for col, _ in self.over] or [
            min(self.of_its_own(each), default=0) for each in self.strips
        ]
        if not self.repeats:
            return range(width)
        return range(starts[at], min((start for start in starts if start > starts[at]), default=width))


def bindings(grid: Grid, layout: Layout, sorts: Sorts) -> Iterator[Binding]:
    """Every way to find the layout's columns on the sheet."""
    if over_repeats(tuple(layout.places.values())):
        yield from _headed_repeats(grid, layout, sorts)
        return
    for binding in _heads(grid, layout, sorts):
        for strips in _strips(grid, layout, sorts, binding):
            yield Binding(binding.head, binding.columns, strips)


def _heads(grid: Grid, layout: Layout, sorts: Sorts) -> Iterator[Binding]:
    below, above = layout.only(Place.COLUMN), layout.only(Place.COLUMN_GROUP)
    if below is None:
        yield Binding([])
        return
    tried = 0
    for row in grid.filled[:_LOOK_AHEAD]:
        key = ("headed", row, sorts[below], above and sorts[above])
        if key not in grid.memory:
            grid.memory[key] = headed(grid, row, below, sorts, above)
        columns = grid.memory[key]
        if columns:
            yield Binding([row] if above is None else [row - 1, row], columns)
            tried += 1
        if tried == _CANDIDATES:
            return


def headed(
    grid: Grid, row: int, below: Field, sorts: Sorts, above: Field | None = None
) -> dict[int, Heading]:
    """The columns that a row heads, with the groups above them; {} where it heads none. A column with a heading that
    belongs to no group is not among them."""
    groups = _groups(grid, row - 1, above, sorts) if above else {}
    columns = {}
    for col, senses in grid.rows[row].items():
        term = senses.one(sorts[below])
        group = _group_over(groups, col) if above else None
        if term is None or (above and group is None):
            continue
        terms = {below: (term, (row, col))}
        columns[col] = Heading(terms | {above: group} if above and group else terms)
    return columns


def _headed_repeats(grid: Grid, layout: Layout, sorts: Sorts) -> Iterator[Binding]:
    """The repetitions of columns that a row heads, each with what stands over it."""
    above = layout.fields(Place.COLUMN_GROUP)[0]
    for row in grid.filled[:_LOOK_AHEAD]:
        cells = grid.rows[row]
        over = [
            (col, Heading({above: (term, (row, col))}))
            for col, senses in sorted(cells.items())
            if (term := senses.one(sorts[above]))
        ]
        starts = {col for col, _ in over}
        if len(over) > 1 and all(cells[col].heading or cells[col].empty for col in cells.keys() - starts):
            strips = _strips_below(grid, layout, sorts, Binding([row], strips=[{}] * len(over), over=over))
            # A subject with a label in this row is headed by that, not by what stands over it.
            labelled = {
                col for strip in strips for field, col in strip.items() if field in (Field.WHO, Field.WHAT)
            }
            if strips and not (labelled & cells.keys()) - starts - set(range(min(starts))):
                yield Binding([row], strips=strips, over=over)


def _strips_below(grid: Grid, layout: Layout, sorts: Sorts, binding: Binding) -> list[dict[Field, int]]:
    """The columns of the fields in each of the repetitions, those in front of all of them in every one; [] where they
    hold something else."""
    lines = {sorts[field] for field in layout.fields(Place.ROW_GROUP)}
    rows = [row for row in grid.filled if row > binding.head[0] and not _is_line(grid, row, lines)]
    fields = layout.fields(Place.ROW)
    width = grid.sheet.width
    front = _options(grid, rows, set(range(binding.over[0][0])), fields, sorts)
    needed = [field for field in fields if sorts[field] not in (DAY, STEP)]
    strips = []
    for at in range(len(binding.over)):
        options = _options(grid, rows, set(binding.span(at, width)), fields, sorts)
        columns = {field: options[field] or front[field] for field in fields}
        strip = {field: cols[0] for field, cols in columns.items() if cols}
        several = any(len(options[field]) > 1 for field in needed)
        if several or (any(options.values()) and any(field not in strip for field in needed)):
            return []
        strips.append(strip)
    own = [Binding([], strips=strips).of_its_own(strip) for strip in strips]
    whose = [field for field in fields if field in (Field.WHO, Field.WHAT)]
    subjects = any(
        strip[field] in cols for strip, cols in zip(strips, own, strict=True) for field in whose if cols
    )
    stated = all(any(field in strip for strip in strips) for field in fields)
    return strips if stated and (subjects or not whose or any(len(cols) > 1 for cols in own)) else []


def _options(
    grid: Grid, rows: list[int], cols: set[int], fields: list[Field], sorts: Sorts
) -> dict[Field, list[int]]:
    """By field the columns that hold nothing else, of days and steps the one that counts first."""
    cells = _cells_below(grid, rows, cols)
    return _main_days({field: _columns_of(cells, sorts[field]) for field in fields}, cells)


def _groups(grid: Grid, row: int, above: Field, sorts: Sorts) -> dict[int, tuple[Term, Cell] | None]:
    """By column, what begins to stand over the columns from there on; None for what is no group's heading."""
    if row < 0:
        return {}
    return {
        col: (term, (row, col)) if (term := senses.one(sorts[above])) else None
        for col, senses in sorted(grid.rows[row].items())
    }


def _group_over(groups: dict[int, tuple[Term, Cell] | None], col: int) -> tuple[Term, Cell] | None:
    return groups[max(starts)] if (starts := [start for start in groups if start <= col]) else None


def _strips(grid: Grid, layout: Layout, sorts: Sorts, binding: Binding) -> Iterator[list[dict[Field, int]]]:
    fields = layout.fields(Place.ROW)
    if not fields:
        yield [{}]
        return
    if not all(grid.columns_with(sorts[field]) - binding.columns.keys() for field in fields):
        return
    start = binding.head[-1] + 1 if binding.head else 0
    lines = {sorts[field] for place in (Place.ROW_GROUP, Place.OUTSIDE) for field in layout.fields(place)}
    rows = [row for row in grid.filled if row >= start and not _is_line(grid, row, lines)]
    wanted = set().union(*(grid.columns_with(sorts[field]) for field in fields)) - binding.columns.keys()
    cells = _cells_below(grid, rows, wanted)
    options = {field: _columns_of(cells, sorts[field]) for field in fields}
    if all(options.values()):
        options = _main_days(options, cells)
        repeated = [cells[col] for columns in options.values() if len(columns) > 1 for col in columns]
        yield from _repeated(options, all(map(_is_numbered, repeated)))


def _is_numbered(column: list[Senses]) -> bool:
    """Whether the label of a column ends with a number: 'Service 2'."""
    labels = [str(senses.value) for senses in column if senses.label]
    return bool(labels) and all(label[-1].isdigit() for label in labels)


def _is_line(grid: Grid, row: int, sorts: set[str]) -> bool:
    """Whether a row is one cell, perhaps behind its label, that says what the rows below it share, or a title."""
    cell = grid.lone(row) or grid.behind_label(row)
    if cell is None:
        return False
    sorts_of_cell = grid.spoken(cell)
    return not sorts.isdisjoint(sorts_of_cell) or (grid.lone(row) == cell and grid.senses(cell).empty)


def _cells_below(grid: Grid, rows: list[int], cols: set[int]) -> dict[int, list[Senses]]:
    """The cells of each of the columns, top to bottom."""
    cells: dict[int, list[Senses]] = {}
    for row in rows:
        line = grid.rows[row]
        for col in cols & line.keys():
            cells.setdefault(col, []).append(line[col])
    return cells


def _columns_of(cells: dict[int, list[Senses]], sort: str) -> list[int]:
    """The columns whose cells are all of a sort, labels above the first of them apart."""
    columns = [col for col, column in sorted(cells.items()) if _is_column_of(column, sort)]
    return _codes_first(columns, cells) if sort == PRACTICE else columns


def _main_days(options: dict[Field, list[int]], cells: dict[int, list[Senses]]) -> dict[Field, list[int]]:
    """Of several columns of days or steps beside one of practices and one of subjects, the one that counts first: that
    of effect. All others stand beside it."""
    if any(len(columns) > 1 for field, columns in options.items() if field in (Field.WHO, Field.WHAT)):
        return options

    def rank(col: int) -> tuple[bool, bool, str]:
        heads = [senses for senses in cells[col] if senses.label]
        effective = any(senses.effective for senses in heads)
        return not effective, not heads, "".join(str(senses.value) for senses in heads)

    return {field: [min(columns, key=rank)] if columns else [] for field, columns in options.items()}


def _is_column_of(column: list[Senses], sort: str) -> bool:
    """True if every cell below the labels is one thing of the sort. Titles and labels may stand above."""
    first = next((at for at, senses in enumerate(column) if senses.one(sort)), None)
    if first is None or not all(senses.heading or senses.empty for senses in column[:first]):
        return False
    return all(senses.one(sort) or (senses.label and not senses.terms) for senses in column[first:])


def _codes_first(columns: list[int], cells: dict[int, list[Senses]]) -> list[int]:
    """Of columns of codes and columns of names the codes: the names say the same once more."""
    coded = [c for c in columns if any(is_code(senses) for senses in cells[c])]
    return coded or columns


def _repeated(options: dict[Field, list[int]], numbered: bool) -> Iterator[list[dict[Field, int]]]:
    """One strip for each repetition of the columns, where every repeated field repeats as often and strips do not
    overlap, or the headings number them; failing that each choice of one column a field."""
    times = {len(columns) for columns in options.values()} - {1}
    if not times:
        yield [{field: columns[0] for field, columns in options.items()}]
        return
    if len(times) == 1 and (count := times.pop()) <= _STRIPS:
        strips = [
            {field: columns[at if len(columns) > 1 else 0] for field, columns in options.items()}
            for at in range(count)
        ]
        if _apart(strips, options) or numbered:
            yield strips
            return
    yield from _one_each(options)


def _apart(strips: list[dict[Field, int]], options: dict[Field, list[int]]) -> bool:
    """Whether each repetition ends before the next begins."""
    own = [[col for field, col in strip.items() if len(options[field]) > 1] for strip in strips]
    return all(max(left) < min(right) for left, right in pairwise(own))


def _one_each(options: dict[Field, list[int]]) -> Iterator[list[dict[Field, int]]]:
    for choice in product(*(columns[:_STRIPS] for columns in options.values())):
        if len(set(choice)) == len(choice):
            yield [dict(zip(options, choice, strict=True))]
