"""Marks on a time axis, a lane per row; marks that would cover each other stand one above the other."""

from __future__ import annotations

from dataclasses import replace

from charts.drawing import Lane, Lanes, Mark, Series, mark_note
from charts.svg.lettering import width
from charts.svg.rows import BESIDE, Labels, chunks, labels, middles
from charts.svg.sheet import Box, Sheet
from charts.svg.themes import text_on
from charts.svg.times import HEIGHT, SMALL, Days, draw_axis, spanning
from charts.wording import day

KIND = Lanes
LABELS = 0.34  # of the width, at most
BETWEEN, NEAR, DAY = 10, 4, 28
TALLEST = 110


def series(drawing: Lanes) -> tuple[Series, ...]:
    used = {mark.series for lane in drawing.lanes for mark in lane.marks}
    return tuple(each for at, each in enumerate(drawing.series) if at in used)


def parts(drawing: Lanes, box: Box, size: float) -> list[Lanes]:
    """The lanes in groups that fit, all on one axis."""
    row_labels = _labels(drawing, box, size)
    days = _days(drawing, row_labels, box)
    heights = _heights(drawing, row_labels, days, size)
    return [
        replace(drawing, lanes=drawing.lanes[group.start : group.stop])
        for group in chunks(heights, days.plot.h - HEIGHT)
    ]


def height(drawing: Lanes, box: Box, size: float, whole: Lanes) -> float:
    days, row_labels = _days(whole, _labels(whole, box, size), box), _labels(drawing, box, size)
    return days.plot.y - box.y + sum(_heights(drawing, row_labels, days, size)) + HEIGHT


def draw(sheet: Sheet, drawing: Lanes, box: Box, size: float, whole: Lanes) -> None:
    days, row_labels = _days(whole, _labels(whole, box, size), box), _labels(drawing, box, size)
    rows = middles(_heights(drawing, row_labels, days, size), days.plot.above(HEIGHT), TALLEST)
    if not rows:
        return
    end = rows[-1][0] + rows[-1][1] / 2
    draw_axis(sheet, days, end)
    _draw_day(sheet, drawing, days, end)
    for at, (lane, (middle, tall)) in enumerate(zip(drawing.lanes, rows, strict=True)):
        row_labels.draw(sheet, box.x, at, middle)
        under = middle + tall / 2
        sheet.line([(box.x, under), (box.right, under)], sheet.theme.grid, 1.5)
        _draw_marks(sheet, drawing, lane, days, middle, size)


def _labels(drawing: Lanes, box: Box, size: float) -> Labels:
    return labels([lane.label for lane in drawing.lanes], box.w * LABELS, size)


def _days(drawing: Lanes, row_labels: Labels, box: Box) -> Days:
    start = box.x + row_labels.width + BESIDE
    top = DAY if drawing.on else 0
    plot = Box(start, box.y + top, box.right - start, box.h - top)
    moments = [mark.on for lane in drawing.lanes for mark in lane.marks]
    on = drawing.on
    if on and (not moments or abs((on - min(moments, key=lambda moment: abs(moment - on))).days) <= 120):
        moments.append(on)
    return spanning(moments, plot)


def _heights(drawing: Lanes, row_labels: Labels, days: Days, size: float) -> list[float]:
    heights = []
    for at, lane in enumerate(drawing.lanes):
        levels = max((level for _, level in placed(drawing, lane, days, size)), default=0) + 1
        heights.append(max(row_labels.height(at), levels * (_tall(size) + NEAR)) + BETWEEN)
    return heights


def _tall(size: float) -> float:
    return round(size * 1.5)


def breadth(mark: Mark, size: float) -> float:
    """How wide a mark is with its words."""
    return max(_tall(size), width(mark.words, size, strong=True) + 14)


def placed(drawing: Lanes, lane: Lane, days: Days, size: float) -> list[tuple[float, int]]:
    """The left edge of each mark, and how many levels it stands above the lowest: where it covers no other.

    Kept inside the plot, and where days are not exact moved to the right by a mark at most.
    """
    ends: list[float] = []
    places = []
    for mark in lane.marks:
        wide = breadth(mark, size)
        left = min(max(days.x(mark.on) - wide / 2, days.plot.x), days.plot.right - wide)
        most = left if drawing.exact else min(left + wide + NEAR, days.plot.right - wide)
        level = next((at for at, end in enumerate(ends) if end + NEAR <= most), len(ends))
        left = max(left, ends[level] + NEAR) if level < len(ends) else left
        ends[level : level + 1] = [left + wide]
        places.append((left, level))
    return places


def _draw_marks(sheet: Sheet, drawing: Lanes, lane: Lane, days: Days, middle: float, size: float) -> None:
    spots, tall = placed(drawing, lane, days, size), _tall(size)
    lowest = middle + max((level for _, level in spots), default=0) * (tall + NEAR) / 2
    for mark, (left, level) in zip(lane.marks, spots, strict=True):
        series, y, wide = drawing.series[mark.series], lowest - level * (tall + NEAR), breadth(mark, size)
        fill = sheet.theme.ink if series.outlined else text_on(sheet.theme.fill(series.fill))
        with sheet.noted(mark_note(lane, mark)):
            sheet.pill(Box(left, y - tall / 2, wide, tall), series)
            sheet.text(left + wide / 2, y, mark.words, size, anchor="middle", fill=fill, strong=True)


def _draw_day(sheet: Sheet, drawing: Lanes, days: Days, end: float) -> None:
    """A dotted line on the day looked at, with its date above, where it is in sight."""
    if drawing.on is None or not days.first <= drawing.on <= days.last:
        return
    x, words = days.x(drawing.on), day(drawing.on)
    sheet.line([(x, days.plot.y), (x, end)], sheet.theme.quiet, 2, dashed=True)
    half = width(words, SMALL) / 2
    x = min(max(x, days.plot.x + half), days.plot.right - half)
    sheet.text(x, days.plot.y - DAY / 2, words, SMALL, anchor="middle", fill=sheet.theme.quiet)
