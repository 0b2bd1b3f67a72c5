"""Two sets of bars side by side under their titles, with one column of labels."""

from __future__ import annotations

from dataclasses import replace

from charts.drawing import Beside, Series
from charts.svg import bars
from charts.svg.lettering import broken
from charts.svg.rows import BESIDE, Labels, chunks, labels
from charts.svg.sheet import Box, Sheet, leading

KIND = Beside
BETWEEN = 28
LABELS = 0.3  # of the width, at most


def series(drawing: Beside) -> tuple[Series, ...]:
    return tuple(dict.fromkeys([*bars.series(drawing.left), *bars.series(drawing.right)]))


def parts(drawing: Beside, box: Box, size: float) -> list[Beside]:
    row_labels, plots = _laid(drawing, box, size)
    return [
        Beside(*(replace(half, rows=half.rows[group.start : group.stop]) for half in _halves(drawing)))
        for group in chunks(_heights(drawing, row_labels, plots, size), plots[0].h - bars.AXIS)
    ]


def height(drawing: Beside, box: Box, size: float, whole: Beside) -> float:
    row_labels, plots = _laid(whole, box, size)
    row_labels = replace(row_labels, words=tuple(row.label for row in drawing.left.rows))
    return plots[0].y - box.y + sum(_heights(drawing, row_labels, plots, size)) + bars.AXIS


def draw(sheet: Sheet, drawing: Beside, box: Box, size: float, whole: Beside) -> None:
    row_labels, plots = _laid(whole, box, size)
    row_labels = replace(row_labels, words=tuple(row.label for row in drawing.left.rows))
    heights = _heights(drawing, row_labels, plots, size)
    place = Box(box.x, plots[0].y, box.w, plots[0].h)
    bars.draw_labels(sheet, row_labels, heights, place, _over(drawing, plots, size))
    for half, plot in zip(_halves(drawing), plots, strict=True):
        words = _title(half.title, plot, size)
        sheet.lines(plot.x, plot.y - len(words) * leading(size) - 4, words, size, strong=True)
        bars.draw_rows(sheet, half, plot, heights, size, bars.scale(half, plot, size))


def _halves(drawing: Beside) -> tuple[bars.Bars, bars.Bars]:
    return drawing.left, drawing.right


def _heights(drawing: Beside, row_labels: Labels, plots: list[Box], size: float) -> list[float]:
    """Both halves of a row are as high as the higher one."""
    above = _over(drawing, plots, size)
    return [max(size * 1.4 + over, row_labels.height(at)) + bars.BETWEEN for at, over in enumerate(above)]


def _over(drawing: Beside, plots: list[Box], size: float) -> list[float]:
    """The room that each row needs over its bars."""
    most_over = [0.0] * len(drawing.left.rows)
    for half, plot in zip(_halves(drawing), plots, strict=True):
        unit = bars.scale(half, plot, size)
        most_over = [max(most, bars.over(row, unit)) for most, row in zip(most_over, half.rows, strict=True)]
    return most_over


def _laid(drawing: Beside, box: Box, size: float) -> tuple[Labels, list[Box]]:
    """The labels, and the place of each half under its title."""
    row_labels = labels([row.label for row in drawing.left.rows], box.w * LABELS, size)
    start = box.x + row_labels.width + BESIDE
    wide = (box.right - start - BETWEEN) / 2
    plots = [Box(start + at * (wide + BETWEEN), box.y, wide, box.h) for at in (0, 1)]
    lines = max(
        len(_title(half.title, plot, size)) for half, plot in zip(_halves(drawing), plots, strict=True)
    )
    return row_labels, [plot.below(lines * leading(size) + 6) for plot in plots]


def _title(title: str, plot: Box, size: float) -> tuple[str, ...]:
    return broken(title, size, plot.w, strong=True)
