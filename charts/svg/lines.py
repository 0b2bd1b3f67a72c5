"""Lines over time, each named at its end."""

from __future__ import annotations

from itertools import pairwise

from charts.drawing import Line, Lines, Series, point_note
from charts.svg.bars import steps
from charts.svg.lettering import width
from charts.svg.sheet import Box, Sheet, leading
from charts.svg.times import HEIGHT, Days, draw_axis
from charts.wording import number

KIND = Lines
SMALL, BESIDE, SPOT = 20, 12, 9


def series(drawing: Lines) -> tuple[Series, ...]:  # noqa: ARG001 - each line is named at its end
    return ()


def parts(drawing: Lines, box: Box, size: float) -> list[Lines]:  # noqa: ARG001 - lines share one plot
    return [drawing]


def height(drawing: Lines, box: Box, size: float, whole: Lines) -> float:  # noqa: ARG001
    return min(420, box.w * 0.45)


def draw(sheet: Sheet, drawing: Lines, box: Box, size: float, whole: Lines) -> None:  # noqa: ARG001
    top = max((value for line in drawing.lines for _, value in line.points), default=1)
    ticks = steps(top)
    ticks = [*ticks, ticks[-1] + (ticks[1] if len(ticks) > 1 else 1)] if ticks[-1] < top else ticks
    left = max(width(number(tick), SMALL) for tick in ticks) + 14
    right = max((width(line.words, size, strong=True) for line in drawing.lines), default=0) + BESIDE
    plot = Box(box.x + left, box.y + SMALL / 2, box.w - left - right, box.h - HEIGHT - SMALL / 2)
    first = min((line.points[0][0] for line in drawing.lines), default=drawing.until)
    days = Days(first, max(drawing.until, first), plot)
    unit = plot.h / max(ticks[-1], 1)
    for tick in ticks:
        y = plot.bottom - tick * unit
        sheet.line([(plot.x, y), (plot.right, y)], sheet.theme.grid, 1.5)
        sheet.text(plot.x - 10, y, number(tick), SMALL, anchor="end", fill=sheet.theme.quiet)
    draw_axis(sheet, days, plot.bottom)
    sheet.line([(plot.x, plot.bottom), (plot.right, plot.bottom)], sheet.theme.rule, 1.5)
    for line, y in zip(drawing.lines, ends(drawing, plot, unit, size), strict=True):
        sheet.line(_path(line, days, plot, unit, drawing.stepped), sheet.theme.line(line.series.fill), 5)
        sheet.text(plot.right + BESIDE, y, line.words, size, strong=True)
        for on, value in line.points:
            with sheet.noted(point_note(line, on, value)):
                sheet.spot(days.x(on), plot.bottom - value * unit, SPOT)


def _path(line: Line, days: Days, plot: Box, unit: float, stepped: bool) -> list[tuple[float, float]]:
    """Corners of a line, from nothing at its first day to its last value at the right edge."""
    path: list[tuple[float, float]] = [(days.x(line.points[0][0]), plot.bottom)] if stepped else []
    for on, value in line.points:
        if stepped:
            path.append((days.x(on), path[-1][1]))
        path.append((days.x(on), plot.bottom - value * unit))
    return [*path, (plot.right, path[-1][1])] if stepped else path


def ends(drawing: Lines, plot: Box, unit: float, size: float) -> list[float]:
    """The heights of the words at the ends of the lines, pushed apart where they would cover each other."""
    wanted = [plot.bottom - line.points[-1][1] * unit for line in drawing.lines]
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    positions = list(wanted)
    for above, below in pairwise(order):
        positions[below] = max(positions[below], positions[above] + leading(size))
    over = max([0.0, *(y - plot.bottom for y in positions)])
    return [y - over for y in positions]
