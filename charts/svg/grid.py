"""A grid: labels down, columns across, in each cell its figures and under them a small bar."""

from __future__ import annotations

from itertools import pairwise

from charts.drawing import Cells, Figure, Grid, Series
from charts.rows import BASES_DRAWN
from charts.svg.lettering import broken
from charts.svg.rows import BESIDE, Labels, chunks, labels, middles
from charts.svg.sheet import Box, Sheet, leading

KIND = Grid
NARROWEST, WIDEST = 5.4, 15  # of a column, in sizes of its type
BETWEEN, UNDER, PAD = 14, 12, 14
LABELS = 0.26
TALLEST = 92
NOTHING = "–"


def series(drawing: Grid) -> tuple[Series, ...]:
    return drawing.series


def parts(drawing: Grid, box: Box, size: float) -> list[Grid]:
    """Columns in groups that are wide enough, then rows in groups that fit."""
    named = _labels(drawing, box, size)
    most = max(1, int((box.w - named.width - BESIDE) // (size * NARROWEST + PAD)))
    groups = -(-len(drawing.columns) // most)
    ends = [round(len(drawing.columns) * at / groups) for at in range(groups + 1)]
    found = []
    for start, end in pairwise(ends):
        part = Grid(
            drawing.columns[start:end],
            tuple(Cells(row.label, row.cells[start:end]) for row in drawing.rows),
            drawing.series,
        )
        wide = _wide(part, named, box)
        heights, room = _heights(part, named, wide, size), box.h - _head(part, wide, size)
        found += [
            Grid(part.columns, part.rows[rows.start : rows.stop], part.series)
            for rows in chunks(heights, room)
        ]
    return found


def height(drawing: Grid, box: Box, size: float, whole: Grid) -> float:
    wide = _wide(drawing, _labels(whole, box, size), box)
    named = _labels(drawing, box, size)
    return _head(drawing, wide, size) + sum(_heights(drawing, named, wide, size))


def draw(sheet: Sheet, drawing: Grid, box: Box, size: float, whole: Grid) -> None:
    named = _labels(whole, box, size)
    wide, start = _wide(drawing, named, box), box.x + named.width + BESIDE
    named = _labels(drawing, box, size)
    head = _head(drawing, wide, size)
    for at, column in enumerate(drawing.columns):
        words = broken(column, size, wide - PAD, strong=True)
        top = box.y + head - 8 - len(words) * leading(size)
        sheet.lines(start + at * wide, top, words, size, strong=True)
    body = box.below(head)
    sheet.line([(box.x, body.y), (start + wide * len(drawing.columns), body.y)], sheet.theme.ink, 1.5)
    rows = middles(_heights(drawing, named, wide, size), body, TALLEST)
    for at, (row, (middle, tall)) in enumerate(zip(drawing.rows, rows, strict=True)):
        named.draw(sheet, box.x, at, middle)
        for across, cell in enumerate(row.cells):
            _draw_cell(sheet, cell, Box(start + across * wide, middle - tall / 2, wide - PAD, tall), size)
        if at + 1 == len(drawing.rows):
            continue
        under = middle + tall / 2
        sheet.line([(box.x, under), (start + wide * len(drawing.columns), under)], sheet.theme.grid, 1.5)


def _labels(drawing: Grid, box: Box, size: float) -> Labels:
    return labels([row.label for row in drawing.rows], box.w * LABELS, size)


def _wide(drawing: Grid, named: Labels, box: Box) -> float:
    room = box.w - named.width - BESIDE
    return min(room / len(drawing.columns), named.size * WIDEST + PAD)


def _head(drawing: Grid, wide: float, size: float) -> float:
    lines = max(len(broken(column, size, wide - PAD, strong=True)) for column in drawing.columns)
    return lines * leading(size) + 12


def _heights(drawing: Grid, named: Labels, wide: float, size: float) -> list[float]:
    return [
        max([named.height(at), *(_height(cell, wide - PAD, size) for cell in row.cells)]) + BETWEEN
        for at, row in enumerate(drawing.rows)
    ]


def _height(cell: tuple[Figure, ...], wide: float, size: float) -> float:
    bar = UNDER if cell and cell[0].share is not None else 0
    return len(_lines(cell, wide, size)) * leading(size) + bar


def _lines(cell: tuple[Figure, ...], wide: float, size: float) -> tuple[str, ...]:
    """Each figure from a line of its own; a published one beside a counted one says that it is."""
    if not cell:
        return (NOTHING,)
    first, *others = cell
    said = [first.words, *(f"reported {other.words}" if other.outlined else other.words for other in others)]
    return tuple(line for words in said for line in broken(words, size, wide))


def _draw_cell(sheet: Sheet, cell: tuple[Figure, ...], place: Box, size: float) -> None:
    words, tall = _lines(cell, place.w, size), _height(cell, place.w, size)
    top = place.y + (place.h - tall) / 2
    sheet.lines(place.x, top, words, size, fill="" if cell else sheet.theme.quiet)
    if cell and cell[0].share is not None:
        bar = Box(place.x, top + len(words) * leading(size) + 1, place.w * min(1, cell[0].share), UNDER - 2)
        sheet.box(Box(place.x, bar.y, place.w, bar.h), sheet.theme.grid)
        sheet.bar(bar, _basis(cell[0]))


def _basis(figure: Figure) -> Series:
    return BASES_DRAWN[int(figure.outlined)]
