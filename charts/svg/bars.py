"""Stacked bars with their figures in them, or bars that end in words."""

from __future__ import annotations

from dataclasses import replace

from charts.drawing import Bar, Bars, Series, part_note
from charts.svg.lettering import broken, width
from charts.svg.rows import BESIDE, Labels, chunks, labels, middles
from charts.svg.sheet import Box, Sheet, leading
from charts.svg.themes import contrast, text_on
from charts.wording import number, percent

KIND = Bars
# Of the room beside the labels, at least, for the longest bar; the words after it take the rest.
SHORTEST = 0.45
LABELS = 0.36  # of the width, at most
AXIS, BETWEEN, INSIDE, SMALL = 30, 9, 3, 20
TALLEST, GAP = 96, 4
APART = 10  # between figures over a bar
OVER = 16  # the room over a bar for figures of parts that have none in them


def series(drawing: Bars) -> tuple[Series, ...]:
    """Those that some row has a part of."""
    return tuple(
        each for at, each in enumerate(drawing.series) if any(row.values[at] for row in drawing.rows)
    )


def parts(drawing: Bars, box: Box, size: float) -> list[Bars]:
    """The rows in groups that fit at this size of type."""
    row_labels = _labels(drawing, box, size)
    plot = _plot(box, row_labels)
    heights = _heights(drawing, row_labels, plot, size, scale(drawing, plot, size))
    return [
        replace(drawing, rows=drawing.rows[group.start : group.stop])
        for group in chunks(heights, box.h - AXIS)
    ]


def height(drawing: Bars, box: Box, size: float, whole: Bars) -> float:
    """What the rows of one part need."""
    plot = _plot(box, _labels(whole, box, size))
    row_labels = _labels(drawing, box, size)
    return sum(_heights(drawing, row_labels, plot, size, scale(whole, plot, size))) + AXIS


def draw(sheet: Sheet, drawing: Bars, box: Box, size: float, whole: Bars) -> None:
    """The rows of one part; labels and lengths are as wide and long as on the other parts."""
    plot = _plot(box, _labels(whole, box, size))
    row_labels, unit = _labels(drawing, box, size), scale(whole, plot, size)
    heights = _heights(drawing, row_labels, plot, size, unit)
    draw_rows(sheet, drawing, plot, heights, size, unit)
    draw_labels(sheet, row_labels, heights, box, [over(row, unit) for row in drawing.rows])


def draw_labels(sheet: Sheet, row_labels: Labels, heights: list[float], box: Box, above: list[float]) -> None:
    """The name of each row, level with the middle of its bars. above: the room over each bar for figures."""
    for at, (middle, tall) in enumerate(middles(heights, box.above(AXIS), TALLEST)):
        lower = min(above[at] / 2, (tall - row_labels.height(at)) / 2)
        row_labels.draw(sheet, box.x, at, middle + lower)


def draw_rows(sheet: Sheet, drawing: Bars, plot: Box, heights: list[float], size: float, unit: float) -> None:
    """Axis, bars and words in `plot`; unit: the length of 1."""
    rows = middles(heights, plot.above(AXIS), TALLEST)
    end = max((middle + tall / 2 for middle, tall in rows), default=plot.y)
    if any(_end(row) for row in drawing.rows):
        _draw_axis(sheet, drawing, Box(plot.x, plot.y, plot.w, end - plot.y), unit)
    for row, (middle, tall) in zip(drawing.rows, rows, strict=True):
        above = over(row, unit)
        thick = min(max(size * 1.4, (tall - above - BETWEEN) * 0.8), 58, tall - above - BETWEEN + 2)
        place = Box(plot.x, middle + (above - thick) / 2, plot.w, thick)
        _draw_bar(sheet, drawing, row, place, unit, size)
        _draw_over(sheet, drawing, row, place, unit)
        _draw_words(sheet, row, plot, middle + above / 2, unit, size)


def _labels(drawing: Bars, box: Box, size: float) -> Labels:
    return labels([row.label for row in drawing.rows], box.w * LABELS, size)


def _plot(box: Box, row_labels: Labels) -> Box:
    start = box.x + row_labels.width + BESIDE
    return Box(start, box.y, box.right - start, box.h)


def _heights(drawing: Bars, row_labels: Labels, plot: Box, size: float, unit: float) -> list[float]:
    least = size * 1.4
    return [
        max(
            least + over(row, unit), row_labels.height(at), len(_words(row, plot, unit, size)) * leading(size)
        )
        + BETWEEN
        for at, row in enumerate(drawing.rows)
    ]


def _end(row: Bar) -> float:
    return sum(value or 0 for value in row.values)


def scale(drawing: Bars, plot: Box, size: float) -> float:
    """Length of one unit: as long as it can be with every row's words after its bar."""
    longest = max((_end(row) for row in drawing.rows), default=0)
    if not longest:
        return 0
    if not any(row.words for row in drawing.rows):
        return plot.w / max(longest, 1 if drawing.shares else 0)
    fits = [
        (plot.w - min(width(row.words, size) + 12, plot.w * (1 - SHORTEST))) / _end(row)
        for row in drawing.rows
        if _end(row)
    ]
    return min([*fits, plot.w / (1.0 if drawing.shares else longest)])


def _words(row: Bar, plot: Box, unit: float, size: float) -> tuple[str, ...]:
    start = _end(row) * unit + (10 if _end(row) else 0)
    return broken(row.words, size, plot.w - start)


def _draw_bar(sheet: Sheet, drawing: Bars, row: Bar, place: Box, unit: float, size: float) -> None:
    """The parts of one bar; two whose colours are alike stand a little apart."""
    x, before = place.x, None
    for at, value in enumerate(row.values):
        if not value or value < 0:
            continue
        series, part = drawing.series[at], Box(x, place.y, value * unit, place.h)
        gap = GAP if before and part.w > 3 * GAP and _alike(sheet, before, series) else 0
        with sheet.noted(part_note(drawing, row, at)):
            sheet.bar(Box(part.x + gap, part.y, part.w - gap, part.h), series)
            if row.inside and row.inside[at]:
                _draw_inside(sheet, series, row.inside[at], part, size)
        x, before = part.right, series
    if x > place.x and not any(series.outlined for series in drawing.series):
        sheet.box(Box(place.x, place.y, x - place.x, place.h), "none", edge=sheet.theme.edge, thick=1)


def _alike(sheet: Sheet, series: Series, other: Series) -> bool:
    if series.outlined or other.outlined:
        return False
    return contrast(sheet.theme.fill(series.fill), sheet.theme.fill(other.fill)) < 3


def said_in_part(series: Series, figure: str, size: float) -> tuple[tuple[str, float], ...]:
    """What may stand in a part of a bar, each with its size of type, the fullest first."""
    letter = f"{series.letter} {figure}".strip()
    return ((f"{series.name} {figure}", size), (letter, size), (figure, size), (figure, SMALL))


def slivers(row: Bar, unit: float) -> list[int]:
    """The parts of a row that have a figure and no room for it, by their place; unit: the length of 1."""
    return [
        at
        for at, figure in enumerate(row.inside)
        if figure and row.values[at] and width(figure, SMALL) > row.values[at] * unit - INSIDE
    ]


def over(row: Bar, unit: float) -> float:
    """The room that a row needs over its bar."""
    return OVER if slivers(row, unit) else 0


def _draw_over(sheet: Sheet, drawing: Bars, row: Bar, place: Box, unit: float) -> None:
    """The figures of parts that are too small for them, over the bar, each with a line to its part."""
    spots = []
    for at in slivers(row, unit):
        start = sum(value or 0 for value in row.values[:at])
        series = drawing.series[at]
        words = f"{series.letter or series.name} {row.inside[at]}"
        spots.append((words, width(words, SMALL), place.x + (start + row.values[at] / 2) * unit))
    lefts, edge = [], place.x
    for _, long, middle in spots:
        lefts.append(max(edge, middle - long / 2))
        edge = lefts[-1] + long + APART
    edge = place.right + APART
    for at in range(len(spots) - 1, -1, -1):  # pushed back from the right edge
        lefts[at] = min(lefts[at], edge - APART - spots[at][1])
        edge = lefts[at]
    for (words, long, middle), left in zip(spots, lefts, strict=True):
        sheet.text(left, place.y - 12, words, SMALL)
        near = min(max(middle, left + 4), left + long - 4)
        sheet.line([(near, place.y - 4), (middle, place.y + 2)], sheet.theme.ink, 1.5)


def _draw_inside(sheet: Sheet, series: Series, figure: str, part: Box, size: float) -> None:
    """The name and the figure, the letter and the figure, or the figure alone, by the room there is."""
    for words, of in said_in_part(series, figure, size):
        if width(words, of) <= part.w - INSIDE:
            fill = sheet.theme.ink if series.outlined else text_on(sheet.theme.fill(series.fill))
            sheet.text(part.x + part.w / 2, part.y + part.h / 2, words, of, anchor="middle", fill=fill)
            return


def _draw_words(sheet: Sheet, row: Bar, plot: Box, middle: float, unit: float, size: float) -> None:
    words = _words(row, plot, unit, size)
    start = _end(row) * unit + (10 if _end(row) else 0)
    sheet.lines(plot.x + start, middle - len(words) * leading(size) / 2, words, size, clear=True)


def _draw_axis(sheet: Sheet, drawing: Bars, plot: Box, unit: float) -> None:
    """Quiet lines behind the bars, their values under them."""
    ticks = [0, 0.25, 0.5, 0.75, 1] if drawing.shares else steps(max(map(_end, drawing.rows)))
    ticks = [tick for tick in ticks if tick * unit <= plot.w + 1]
    wide = max(width(_tick(tick, drawing), SMALL) for tick in ticks)
    # The last value ends at the edge where half of it would be cut off: between two there is room for one and a half.
    if len(ticks) > 1 and (ticks[1] - ticks[0]) * unit < 1.5 * wide + 12:
        ticks = ticks[:: len(ticks) - 1] if (ticks[-1] - ticks[0]) * unit > 1.5 * wide + 12 else ticks[:1]
    for tick in ticks:
        x = plot.x + tick * unit
        sheet.line([(x, plot.y), (x, plot.bottom)], sheet.theme.grid, 1.5)
        edge = plot.right - x < wide / 2
        sheet.text(
            plot.right if edge else x, plot.bottom + AXIS / 2, _tick(tick, drawing), SMALL, fill=sheet.theme.quiet,
            anchor="end" if edge else "middle" if tick else "start",
        )  # fmt: skip


def _tick(value: float, drawing: Bars) -> str:
    return percent(value) if drawing.shares else number(value)


def steps(longest: float) -> list[float]:
    """Round values from 0 to the longest bar, at most five."""
    step = next(
        step
        for power in range(12)
        for step in (10**power, 2 * 10**power, 5 * 10**power)
        if longest / step <= 4
    )
    return [step * at for at in range(int(longest // step) + 1)]
