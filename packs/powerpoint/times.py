"""Native charts over time: marks in lanes as points on a date axis, and lines that step from day to day."""

from __future__ import annotations

from datetime import date, timedelta

from lxml import etree
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.oxml.ns import qn
from pptx.util import Pt

from charts.drawing import Lanes, Line, Lines
from charts.style import GRID, INK
from charts.svg.lanes import breadth, placed
from charts.svg.lettering import broken, width
from charts.svg.sheet import leading
from charts.svg.themes import text_on
from charts.svg.times import Days, spanning
from packs.powerpoint.labels import inner_plot, label_words, no_label
from packs.powerpoint.shapes import FONT, QUIET, SMALL, TEXT, Box, add_text, colour, describe, pixels, place

FIRST = date(1899, 12, 30)  # day 0 of a spreadsheet
AXIS = 34
LEFT, MARK = 60, 32  # the room for the numbers of an axis; the breadth of a mark
PALE = "#DCE6EF"  # in an open mark, which some programs show without its edge


def add_lanes(slide, drawing: Lanes, box: Box, alt: str, whole: Lanes) -> None:
    """A point per mark: its day across, its lane down, its words as a label. Lanes are named beside the chart.

    whole: the drawing of which this is a part; all parts have its axis.
    """
    size = pixels(TEXT)
    named = [broken(lane.label, size, box.w * 0.32) for lane in drawing.lanes]
    long = max((width(line, size) for lines in named for line in lines), default=0) + 16
    chart_box = Box(box.x + long, box.y, box.w - long, box.h)
    moments = [mark.on for lane in whole.lanes for mark in lane.marks] or [date.today()]
    days = spanning(moments, Box(0, 0, chart_box.w, box.h - AXIS))
    data, used = _points(drawing, days, size)
    graphic = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *place(chart_box), data)
    describe(graphic, alt)
    _style_lanes(graphic.chart, len(drawing.lanes), days)
    for series, (at, marks) in zip(graphic.chart.plots[0].series, used, strict=True):
        _style_marks(series, drawing.series[at], marks)
    inner_plot(graphic.chart, 0, 0, 1, 1 - AXIS / box.h)
    tall = days.plot.h / max(len(drawing.lanes), 1)
    for at, lines in enumerate(named):
        top = box.y + (at + 0.5) * tall - len(lines) * leading(size) / 2
        add_text(slide, Box(box.x, top, long - 8, len(lines) * leading(size)), lines, TEXT)


def _points(drawing: Lanes, days: Days, size: float) -> tuple[XyChartData, list]:
    """Marks that would cover each other stand apart as they do on a slide."""
    tall = days.plot.h / max(len(drawing.lanes), 1)
    spots: dict[int, list] = {}
    for at, lane in enumerate(drawing.lanes):
        stood = placed(drawing, lane, days, size)
        levels = max((level for _, level in stood), default=0)
        for mark, (left, level) in zip(lane.marks, stood, strict=True):
            moved = round((left + breadth(mark, size) / 2) / days.plot.w * (days.last - days.first).days)
            day = mark.on if drawing.exact else days.first + timedelta(days=moved)
            down = at + 1 - (level - levels / 2) * MARK * 1.1 / tall
            spots.setdefault(mark.series, []).append(((day - FIRST).days, round(down, 3), mark))
    data = XyChartData(number_format="0")
    for at, found in sorted(spots.items()):
        points = data.add_series(drawing.series[at].name)
        for day, down, _ in found:
            points.add_data_point(day, down)
    return data, [(at, [mark for *_, mark in found]) for at, found in sorted(spots.items())]


def _style_lanes(chart, lanes: int, days: Days) -> None:
    across, down = chart.category_axis, chart.value_axis
    _base(chart)
    across.minimum_scale, across.maximum_scale = ((day - FIRST).days for day in (days.first, days.last))
    months = max(1, round((days.last - days.first).days / 30.44 / 9))
    across.major_unit = months * 30.4375
    across.tick_labels.number_format, across.tick_labels.number_format_is_linked = "mmm yyyy", False
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


def _style_marks(series, one, marks) -> None:
    series.format.line.fill.background()
    marker = series.marker
    marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, round(MARK * 0.75)
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = colour(PALE if one.outlined else one.fill)
    marker.format.line.color.rgb, marker.format.line.width = colour(one.fill), Pt(2)
    no_label(series)
    for at, mark in enumerate(marks):
        if mark.words:
            label_words(series, at, mark.words, TEXT - 2, INK if one.outlined else text_on(one.fill))
            series.points[at].data_label.position = XL_LABEL_POSITION.CENTER


def add_lines(slide, drawing: Lines, box: Box, alt: str) -> None:
    """A line per series over days; the chart's own sheet has a row for each day on which something changed."""
    days = _days(drawing)
    data = CategoryChartData(number_format="0")
    data.categories = days
    for line in drawing.lines:
        data.add_series(line.series.name, [_value(line, day, drawing.stepped) for day in days])
    graphic = slide.shapes.add_chart(XL_CHART_TYPE.LINE, *place(box), data)
    describe(graphic, alt)
    chart = graphic.chart
    _base(chart)
    chart.category_axis.tick_labels.number_format = "mmm yyyy"
    chart.category_axis.tick_labels.number_format_is_linked = False
    wide = max((width(line.words, pixels(TEXT)) for line in drawing.lines), default=0) + 30
    inner_plot(chart, LEFT / box.w, 0.02, 1 - (LEFT + wide) / box.w, 0.96 - AXIS / box.h)
    _months(chart.category_axis, days)
    chart.value_axis.major_gridlines.format.line.color.rgb = colour(GRID)
    chart.value_axis.minimum_scale = 0
    chart.value_axis.tick_labels.number_format, chart.value_axis.tick_labels.number_format_is_linked = (
        "#,##0",
        False,
    )
    for series, line in zip(chart.plots[0].series, drawing.lines, strict=True):
        series.smooth = False
        series.format.line.color.rgb, series.format.line.width = colour(line.series.fill), Pt(3.5)
        series.marker.style = XL_MARKER_STYLE.NONE
        no_label(series)
        if days:
            label_words(series, len(days) - 1, line.words, TEXT, INK)
            series.points[len(days) - 1].data_label.position = XL_LABEL_POSITION.RIGHT


def _months(axis, days: list[date]) -> None:
    """At most nine months named along the axis."""
    months = max(1, -(-(days[-1] - days[0]).days // (30 * 9))) if days else 1
    for tag, value in (("majorUnit", months), ("majorTimeUnit", "months")):
        node = etree.SubElement(axis._element, qn(f"c:{tag}"))
        node.set("val", str(value))
        before = axis._element.find(qn("c:baseTimeUnit"))
        if before is not None:
            axis._element.remove(node)
            axis._element.insert(axis._element.index(before) + (1 if tag == "majorUnit" else 2), node)


def _days(drawing: Lines) -> list[date]:
    """Every day with a point, and where values hold the day before it, so that a line goes up in a step."""
    changed = {day for line in drawing.lines for day, _ in line.points}
    before = {day - timedelta(days=1) for day in changed} if drawing.stepped else set()
    return sorted(changed | before | ({drawing.until} if drawing.stepped else set()))


def _value(line: Line, on: date, stepped: bool) -> float | None:
    if not stepped:
        return dict(line.points).get(on)
    return next((value for day, value in reversed(line.points) if day <= on), 0)
