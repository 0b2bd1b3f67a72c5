"""Native charts over time: marks in lanes as points on a date axis, and lines that step from day to day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.oxml.ns import qn
from pptx.util import Pt

from charts.drawing import Lane, Lanes, Line, Lines, Mark
from charts.style import GRID, INK
from charts.svg.bars import steps
from charts.svg.lettering import broken, width
from charts.svg.lines import ends
from charts.svg.sheet import leading
from charts.svg.themes import text_on
from charts.svg.times import Days, spanning
from measures.formats import inert
from packs.powerpoint.labels import inner_plot, label_words, no_label
from packs.powerpoint.shapes import FONT, QUIET, SMALL, TEXT, Box, add_text, colour, describe, pixels, place

FIRST = date(1899, 12, 30)  # day 0 of a spreadsheet
AXIS = 34
LEFT = 60  # the room for the numbers of an axis
MARK, LEAST = 32, 14  # the breadth of a mark
PALE = "#DCE6EF"  # in an open mark, which some programs show without its edge


def add_lanes(slide, drawing: Lanes, box: Box, alt: str, whole: Lanes) -> None:
    """A point per mark: its day on a date axis, its lane down, its words as a label. Lanes are named beside the chart.

    whole: the drawing of which this is a part; all parts have its axis. No mark leaves its day: those that would
    cover each other stand one above the other.
    """
    size = pixels(TEXT)
    label_lines = [broken(lane.label, size, box.w * 0.32) for lane in drawing.lanes]
    long = max((width(line, size) for lines in label_lines for line in lines), default=0) + 16
    chart_box = Box(box.x + long, box.y, box.w - long, box.h)
    moments = [mark.on for lane in whole.lanes for mark in lane.marks] or [date.today()]
    days = spanning(moments, Box(0, 0, chart_box.w, box.h - AXIS))
    points = stacked(drawing, days)
    graphic = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *place(chart_box), _sheet(drawing, points))
    describe(graphic, alt)
    chart = graphic.chart
    _style_lanes(chart, len(drawing.lanes), days)
    used = sorted({mark.series for mark, _ in points})
    for series, at in zip(chart.plots[0].series, used, strict=True):
        marks = [(row, mark) for row, (mark, _) in enumerate(points) if mark.series == at]
        _style_marks(series, drawing.series[at], marks, _breadth(drawing, days))
    inner_plot(chart, 0, 0, 1, 1 - AXIS / box.h)
    tall = days.plot.h / max(len(drawing.lanes), 1)
    for at, lines in enumerate(label_lines):
        top = box.y + (at + 0.5) * tall - len(lines) * leading(size) / 2
        add_text(slide, Box(box.x, top, long - 8, len(lines) * leading(size)), lines, TEXT)


def stacked(drawing: Lanes, days: Days) -> list[tuple[Mark, float]]:
    """Every mark with its place from the top down, 1 the middle of the first lane, in the order of their days."""
    tall, wide = days.plot.h / max(len(drawing.lanes), 1), _breadth(drawing, days)
    placed_marks = []
    for at, lane in enumerate(drawing.lanes):
        levels = _levels(lane, days, wide)
        step = min(wide * 1.1, (tall - wide) / max(max(levels, default=0), 1)) / tall
        middle = max(levels, default=0) / 2
        placed_marks += [
            (mark, round(at + 1 - (level - middle) * step, 3))
            for mark, level in zip(lane.marks, levels, strict=True)
        ]
    return sorted(placed_marks, key=lambda pair: (pair[0].on, pair[1]))


def _levels(lane: Lane, days: Days, wide: float) -> list[int]:
    """How high each mark of a lane stands, 0 the lowest: on the first level where it covers no other."""
    ends: list[float] = []
    levels = []
    for mark in lane.marks:
        left = days.x(mark.on) - wide / 2
        level = next((at for at, end in enumerate(ends) if end <= left), len(ends))
        ends[level : level + 1] = [left + wide]
        levels.append(level)
    return levels


def _breadth(drawing: Lanes, days: Days) -> float:
    """The breadth of a mark: less where many stand above each other in a low lane."""
    tall = days.plot.h / max(len(drawing.lanes), 1)
    most = max((max(_levels(lane, days, MARK), default=0) + 1 for lane in drawing.lanes), default=1)
    return max(LEAST, min(MARK, tall / most))


def _sheet(drawing: Lanes, points: list[tuple[Mark, float]]) -> CategoryChartData:
    """A row for each mark with its day; what is in a lane stands in the column of its kind."""
    data = CategoryChartData(number_format="0.00")
    data.categories = [mark.on for mark, _ in points]
    for at in sorted({mark.series for mark, _ in points}):
        data.add_series(
            inert(drawing.series[at].name), [down if mark.series == at else None for mark, down in points]
        )
    return data


def _style_lanes(chart, lanes: int, days: Days) -> None:
    across, down = chart.category_axis, chart.value_axis
    _base(chart)
    _months(across, days.first, days.last)
    across.has_major_gridlines = True
    across.major_gridlines.format.line.color.rgb = colour(GRID)
    down.minimum_scale, down.maximum_scale, down.major_unit = 0.5, lanes + 0.5, 1
    down.reverse_order, down.tick_label_position = True, XL_TICK_LABEL_POSITION.NONE
    across.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    down.major_gridlines.format.line.color.rgb = colour(GRID)
    down.format.line.fill.background()


def _base(chart) -> None:
    chart.font.size, chart.font.name = Pt(TEXT), FONT
    chart.font.color.rgb = colour(INK)
    chart.has_title = chart.has_legend = False
    for axis in (chart.category_axis, chart.value_axis):
        axis.major_tick_mark = XL_TICK_MARK.NONE
        axis.tick_labels.font.size, axis.tick_labels.font.color.rgb = Pt(SMALL), colour(QUIET)
        axis.format.line.color.rgb = colour(GRID)


def _style_marks(series, drawn, marks, wide: float) -> None:
    """marks: each with its row in the sheet."""
    series.format.line.fill.background()
    series.smooth = False
    marker = series.marker
    marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, round(wide * 0.75)
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = colour(PALE if drawn.outlined else drawn.fill)
    marker.format.line.color.rgb, marker.format.line.width = colour(drawn.fill), Pt(2)
    no_label(series)
    for row, mark in marks:
        if mark.words:
            label_words(series, row, mark.words, TEXT - 2, INK if drawn.outlined else text_on(drawn.fill))
            series.points[row].data_label.position = XL_LABEL_POSITION.CENTER


def add_lines(slide, drawing: Lines, box: Box, alt: str) -> None:
    """A line per series over days; the chart's own sheet has a row for each day on which something changed."""
    days = _days(drawing)
    data = CategoryChartData(number_format="0")
    data.categories = days
    for line in drawing.lines:
        data.add_series(inert(line.series.name), [_value(line, day, drawing.stepped) for day in days])
    graphic = slide.shapes.add_chart(XL_CHART_TYPE.LINE, *place(box), data)
    describe(graphic, alt)
    chart = graphic.chart
    _base(chart)
    wide = max((width(line.words, pixels(TEXT)) for line in drawing.lines), default=0) + 30
    inner_plot(chart, LEFT / box.w, 0.02, 1 - (LEFT + wide) / box.w, 0.96 - AXIS / box.h)
    _months(chart.category_axis, *((days[0], days[-1]) if days else (drawing.until, drawing.until)))
    chart.value_axis.major_gridlines.format.line.color.rgb = colour(GRID)
    chart.value_axis.minimum_scale = 0
    chart.value_axis.tick_labels.number_format, chart.value_axis.tick_labels.number_format_is_linked = (
        "#,##0",
        False,
    )
    top = _end_of_axis(chart.value_axis, drawing)
    plot = Box(box.x + LEFT, box.y + 0.02 * box.h, box.w - LEFT - wide, 0.96 * box.h - AXIS)
    _name_lines(slide, drawing, plot, top, wide)
    for series, line in zip(chart.plots[0].series, drawing.lines, strict=True):
        series.smooth = False
        series.format.line.color.rgb, series.format.line.width = colour(line.series.fill), Pt(3.5)
        series.marker.style = XL_MARKER_STYLE.NONE
        no_label(series)


def _end_of_axis(axis, drawing: Lines) -> float:
    """Round steps up to above the highest value, so that it is known where a line ends."""
    highest = max((value for line in drawing.lines for _, value in line.points), default=1)
    ticks = steps(max(highest, 1))
    step = ticks[1] if len(ticks) > 1 else 1
    top = ticks[-1] if ticks[-1] >= highest else ticks[-1] + step
    axis.maximum_scale, axis.major_unit = top, step
    return top


def _name_lines(slide, drawing: Lines, plot: Box, top: float, wide: float) -> None:
    """What each line is, at its end: beside the chart, as labels of it would cover each other."""
    named_lines = [line for line in drawing.lines if line.points]
    size = pixels(TEXT)
    for line, y in zip(
        named_lines, ends(replace(drawing, lines=tuple(named_lines)), plot, plot.h / top, size), strict=True
    ):
        place = Box(plot.right + 10, y - leading(size) / 2, wide - 10, leading(size))
        add_text(slide, place, [line.words], TEXT, strong=True)


def _months(axis, first: date, last: date) -> None:
    """An axis of days from the first of a month, with at most nine months named along it, each at its first day."""
    first = first.replace(day=1)
    step = max(1, -(-(last - first).days // (30 * 9)))
    axis.minimum_scale, axis.maximum_scale = ((day - FIRST).days for day in (first, last))
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "mmm yyyy", False
    element = axis._element
    for tag in ("baseTimeUnit", "majorUnit", "majorTimeUnit"):
        for child in element.findall(qn(f"c:{tag}")):
            element.remove(child)
    # In this order they follow what else an axis of days has.
    for tag, value in (("baseTimeUnit", "days"), ("majorUnit", str(step)), ("majorTimeUnit", "months")):
        etree.SubElement(element, qn(f"c:{tag}")).set("val", value)


def _days(drawing: Lines) -> list[date]:
    """Every day with a point, and where values hold the day before it, so that a line goes up in a step."""
    changed = {day for line in drawing.lines for day, _ in line.points}
    before = {day - timedelta(days=1) for day in changed} if drawing.stepped else set()
    return sorted(changed | before | ({drawing.until} if drawing.stepped else set()))


def _value(line: Line, on: date, stepped: bool) -> float | None:
    if not stepped:
        return dict(line.points).get(on)
    return next((value for day, value in reversed(line.points) if day <= on), 0)
