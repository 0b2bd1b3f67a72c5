"""A grid: labels down, columns across, in each cell its figures and under them a small bar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, pairwise

from charts.drawing import Cells, Figure, Gap, Grid, Series
from charts.rows import BASES_DRAWN
from charts.svg.columns import NARROWEST, NOTHING, PAD, numeric, widths
from charts.svg.lettering import broken, width
from charts.svg.rows import BESIDE, Labels, chunks, labels, middles
from charts.svg.sheet import Box, Sheet, leading

KIND = Grid
BETWEEN, UNDER = 14, 12
GAP_HIGH, DOT = 22, 6  # of a difference under its words, and half of its dot
LABELS, MOST_LABELS = 0.26, 0.42  # of the width: usually, and where a word has no room in it
WIDEST_HEAD = 9  # of a word over a column that is not broken, in sizes of its type
TALLEST = 92


def series(drawing: Grid) -> tuple[Series, ...]:
    return drawing.series


def parts(drawing: Grid, box: Box, size: float) -> list[Grid]:
    """Columns in groups that are wide enough, then rows in groups that fit."""
    pieces = []
    for part in _across(drawing, box, size):
        laid = Laid(part, part, box, size)
        room = box.h - laid.head
        part = replace(part, rows=tuple(piece for row in part.rows for piece in laid.pieces(row, room)))
        heights = Laid(part, part, box, size).heights
        pieces += [replace(part, rows=part.rows[rows.start : rows.stop]) for rows in chunks(heights, room)]
    return pieces


def _across(drawing: Grid, box: Box, size: float) -> Iterator[Grid]:
    """The grid in as few groups of columns as are wide enough."""
    room = box.w - _beside(drawing, box, size)
    heads = [width(word, size, strong=True) for name in drawing.columns for word in name.split()]
    # What is to be seen at one glance stands together, even where a long name over a column is broken for it.
    longest = 0 if drawing.top else min(max(heads, default=0), size * WIDEST_HEAD)
    least = max(size * NARROWEST, longest)
    most = max(1, int(room // (least + PAD)))
    groups = -(-len(drawing.columns) // most)
    ends = [round(len(drawing.columns) * at / groups) for at in range(groups + 1)]
    return (_columns(drawing, start, end) for start, end in pairwise(ends))


def _columns(drawing: Grid, start: int, end: int) -> Grid:
    rows = tuple(Cells(row.label, row.cells[start:end]) for row in drawing.rows)
    return replace(drawing, columns=drawing.columns[start:end], rows=rows)


def height(drawing: Grid, box: Box, size: float, whole: Grid) -> float:
    laid = Laid(drawing, whole, box, size)
    return laid.head + sum(laid.heights)


def draw(sheet: Sheet, drawing: Grid, box: Box, size: float, whole: Grid) -> None:
    laid = Laid(drawing, whole, box, size)
    _draw_head(sheet, laid)
    body = box.below(laid.head)
    end = laid.ends[-1]
    sheet.line([(box.x, body.y), (end, body.y)], sheet.theme.ink, 1.5)
    rows = middles(laid.heights, body, TALLEST)
    for at, (row, (middle, tall)) in enumerate(zip(drawing.rows, rows, strict=True)):
        laid.named.draw(sheet, box.x, at, middle)
        for across, cell in enumerate(row.cells):
            place = Box(laid.ends[across], middle - tall / 2, laid.wide[across] - PAD, tall)
            _draw_cell(sheet, cell, place, size, right=laid.right[across], reach=laid.reach)
        if at + 1 == len(drawing.rows):
            continue
        under = middle + tall / 2
        sheet.line([(box.x, under), (end, under)], sheet.theme.grid, 1.5)


@dataclass(frozen=True)
class Laid:
    """Where the rows and columns of a part of a grid stand. whole: the grid it is a part of, whose columns it has."""

    drawing: Grid
    whole: Grid
    box: Box
    size: float

    @cached_property
    def named(self) -> Labels:
        return _labels(self.drawing, self.box, self.size)

    @cached_property
    def above(self) -> Grid:
        """The columns of this part with all rows of the whole, so that every part has the same widths."""
        count = len(self.drawing.columns)
        starts = range(len(self.whole.columns) - count + 1)
        start = next(at for at in starts if self.whole.columns[at : at + count] == self.drawing.columns)
        return _columns(self.whole, start, start + count)

    @cached_property
    def start(self) -> float:
        return self.box.x + _beside(self.whole, self.box, self.size)

    @cached_property
    def wide(self) -> list[float]:
        return widths(self.above, self.box.right - self.start, self.size)

    @cached_property
    def ends(self) -> list[float]:
        """The left edge of each column, and the right edge of the last."""
        return list(accumulate(self.wide, initial=self.start))

    @cached_property
    def reach(self) -> float:
        """How far from nought any interval of the whole goes: the scale of all of them."""
        gaps = (f.gap for row in self.whole.rows for cell in row.cells for f in cell[:1] if f.gap)
        return max((max(abs(gap.low), abs(gap.high)) for gap in gaps), default=0)

    @cached_property
    def right(self) -> list[bool]:
        return numeric(self.above)

    @cached_property
    def heads(self) -> list[tuple[str, ...]]:
        """What stands over the labels, then over each column."""
        room = [self.start - BESIDE - self.box.x, *(wide - PAD for wide in self.wide)]
        names = (self.drawing.head, *self.drawing.columns)
        return [broken(name, self.size, most, strong=True) for name, most in zip(names, room, strict=True)]

    @property
    def head(self) -> float:
        return max(map(len, self.heads)) * leading(self.size) + 12

    @cached_property
    def heights(self) -> list[float]:
        return [
            max(self.named.height(at), *(self._tall(cell, on) for on, cell in enumerate(row.cells))) + BETWEEN
            for at, row in enumerate(self.drawing.rows)
        ]

    def _tall(self, cell: tuple[Figure, ...], at: int) -> float:
        return _height(cell, self.wide[at] - PAD, self.size)

    def pieces(self, row: Cells, room: float) -> Iterator[Cells]:
        """The row, or where it alone is higher than a slide, as many rows as hold all its words."""
        most = max(1, int((room - BETWEEN) // leading(self.size)))
        lines = [_lines(cell, self.wide[at] - PAD, self.size) for at, cell in enumerate(row.cells)]
        longest = max(map(len, lines))
        if longest <= most:
            yield row
            return
        for first in range(0, longest, most):
            cells = (
                cell if len(cell_lines) <= most and first == 0 else _words(cell_lines[first : first + most])
                for cell, cell_lines in zip(row.cells, lines, strict=True)
            )
            yield Cells(row.label, tuple(cells))


def _words(lines: tuple[str, ...]) -> tuple[Figure, ...]:
    return (Figure(" ".join(lines)),) if lines else ()


def _labels(drawing: Grid, box: Box, size: float) -> Labels:
    names = [row.label for row in drawing.rows]
    longest = max((width(word, size) for name in names for word in name.split()), default=0)
    return labels(names, max(box.w * LABELS, min(longest + 1, box.w * MOST_LABELS)), size)


def _beside(drawing: Grid, box: Box, size: float) -> float:
    """The room that the labels take, and what stands over them."""
    head = max(width(word, size, strong=True) for word in [*drawing.head.split(), ""])
    return max(_labels(drawing, box, size).width, head) + BESIDE


def _draw_head(sheet: Sheet, laid: Laid) -> None:
    size, foot = laid.size, laid.box.y + laid.head - 8
    lefts = [laid.box.x, *laid.ends[:-1]]
    for at, (words, left) in enumerate(zip(laid.heads, lefts, strict=True)):
        top = foot - len(words) * leading(size)
        if at and laid.right[at - 1]:
            sheet.lines(laid.ends[at] - PAD, top, words, size, strong=True, anchor="end")
        else:
            sheet.lines(left, top, words, size, strong=True)


def _height(cell: tuple[Figure, ...], wide: float, size: float) -> float:
    under = (0 if cell[0].share is None else UNDER) + (GAP_HIGH if cell[0].gap else 0) if cell else 0
    return len(_lines(cell, wide, size)) * leading(size) + under


def _lines(cell: tuple[Figure, ...], wide: float, size: float) -> tuple[str, ...]:
    """Each figure from a line of its own; a published one beside a counted one says that it is."""
    if not cell:
        return (NOTHING,)
    first, *others = cell
    phrases = [
        first.words,
        *(f"reported {other.words}" if other.outlined else other.words for other in others),
    ]
    return tuple(line for words in phrases for line in broken(words, size, wide))


def _draw_cell(
    sheet: Sheet, cell: tuple[Figure, ...], place: Box, size: float, *, right: bool, reach: float
) -> None:
    words, tall = _lines(cell, place.w, size), _height(cell, place.w, size)
    top = place.y + (place.h - tall) / 2
    x, anchor = (place.right, "end") if right else (place.x, "start")
    sheet.lines(x, top, words, size, fill="" if cell else sheet.theme.quiet, anchor=anchor)
    if cell and cell[0].share is not None:
        bar = Box(place.x, top + len(words) * leading(size) + 1, place.w * min(1, cell[0].share), UNDER - 2)
        sheet.box(Box(place.x, bar.y, place.w, bar.h), sheet.theme.grid)
        sheet.bar(bar, _basis(cell[0]))
    if cell and (gap := cell[0].gap):
        _draw_gap(
            sheet,
            gap,
            cell[0].words,
            Box(place.x, top + len(words) * leading(size), place.w, GAP_HIGH),
            reach,
        )


def _draw_gap(sheet: Sheet, gap: Gap, note: str, place: Box, reach: float) -> None:
    """The interval as a line, its middle as a dot, and nought as a line across: solid where it lies on one side."""
    half, middle = place.w / 2 - DOT, place.y + place.h / 2

    def x(difference: float) -> float:
        return place.x + place.w / 2 + half * difference / (reach or 1)

    sheet.line([(x(0), place.y + 1), (x(0), place.bottom - 1)], sheet.theme.ink, 1.5)
    colour = sheet.theme.fill(BASES_DRAWN[0].fill) if gap.sure else sheet.theme.quiet
    with sheet.noted(note):
        sheet.line([(x(gap.low), middle), (x(gap.high), middle)], colour, 3)
        dot = Box(x(gap.at) - DOT, middle - DOT, 2 * DOT, 2 * DOT)
        sheet.box(dot, colour if gap.sure else sheet.theme.paper, edge=colour, thick=2, round_=DOT)


def _basis(figure: Figure) -> Series:
    return BASES_DRAWN[int(figure.outlined)]
