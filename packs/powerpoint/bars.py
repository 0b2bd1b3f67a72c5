"""Native stacked bars: the figures in the chart's own sheet, the words after a bar as labels."""

from __future__ import annotations

from dataclasses import replace

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.util import Pt

from charts.drawing import Bar, Bars, Series
from charts.style import GRID, INK, PAPER
from charts.svg.lettering import broken, width
from charts.svg.themes import text_on
from charts.wording import percent
from measures.formats import inert
from packs.powerpoint.labels import inner_plot, label_value, label_words, no_label, number_format
from packs.powerpoint.shapes import FONT, QUIET, SMALL, TEXT, Box, colour, describe, pixels, place

IN_WORDS = "In words"
AXIS, THICKEST = 30, 58
LABELS = 0.34  # of the chart's width, at most
SHORTEST = 0.3  # of the plot, for the longest bar beside its words


def label_room(drawing: Bars, box: Box) -> float:
    """The width that the names of the rows take."""
    lines = [line for row in drawing.rows for line in broken(row.label, pixels(TEXT), box.w * LABELS)]
    return max((width(line, pixels(TEXT)) for line in lines), default=0) + 16


def add_bars(slide, drawing: Bars, box: Box, alt: str, room: float) -> None:
    """room: the width for the names of the rows; 0 leaves them out."""
    wide = box.w - room
    drawing = _with_slivers(drawing, wide / _most(drawing, wide))
    data = CategoryChartData(number_format="0%" if drawing.shares else "0")
    data.categories = [inert(row.label) for row in drawing.rows]  # they are cells of the chart's own sheet
    used = [at for at, _ in enumerate(drawing.series) if any(row.values[at] for row in drawing.rows)]
    for at in used:
        data.add_series(inert(drawing.series[at].name), [row.values[at] for row in drawing.rows])
    most = _most(drawing, wide)
    worded = any(row.words for row in drawing.rows)
    if worded or not used:
        data.add_series(IN_WORDS, [most - _end(row) for row in drawing.rows])
    graphic = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *place(box), data)
    describe(graphic, alt)
    _style(graphic.chart, drawing, most, box.h, by_name=bool(room))
    inner_plot(graphic.chart, room / box.w, 0, wide / box.w, 1 - AXIS / box.h)
    plotted = graphic.chart.plots[0].series
    for series, at in zip(plotted, used, strict=False):
        _fill(series, drawing.series[at])
        _label(series, drawing, at, wide / most)
    if len(plotted) > len(used):
        _add_words(plotted[len(used)], drawing)


def _with_slivers(drawing: Bars, unit: float) -> Bars:
    """Parts that are too small for their figures have them after the bar: a label of a stacked bar cannot leave it."""

    def row_in_words(row: Bar) -> Bar:
        small = [
            f"{drawing.series[at].name} {figure}"
            for at, figure in enumerate(row.inside)
            if figure and row.values[at] and _name(drawing.series[at], figure, row.values[at] * unit) is None
        ]
        return replace(row, words=", ".join(part for part in (row.words, *small) if part))

    return replace(drawing, rows=tuple(map(row_in_words, drawing.rows)))


def _end(row: Bar) -> float:
    return sum(value or 0 for value in row.values)


def _most(drawing: Bars, wide: float) -> float:
    """Where the axis ends, so that every row's words have room after its bar."""
    longest = max(map(_end, drawing.rows), default=0) or 1
    if not any(row.words for row in drawing.rows):
        return max(longest, 1) if drawing.shares else longest
    free = [max(wide - width(row.words, pixels(TEXT)) - 14, wide * SHORTEST) for row in drawing.rows]
    needed = max(_end(row) * wide / room for row, room in zip(drawing.rows, free, strict=True))
    return max(needed, 1 if drawing.shares else longest)


def _style(chart, drawing: Bars, most: float, tall: float, *, by_name: bool) -> None:
    chart.font.size, chart.font.name = Pt(TEXT), FONT
    chart.font.color.rgb = colour(INK)
    chart.has_title = chart.has_legend = False
    plot = chart.plots[0]
    # Few rows keep bars of the thickness that they have among many.
    pitch = (tall - AXIS) / max(len(drawing.rows), 1)
    plot.gap_width, plot.overlap = round(min(500, max(35, (pitch / THICKEST - 1) * 100))), 100
    rows, lengths = chart.category_axis, chart.value_axis
    rows.reverse_order, rows.major_tick_mark = True, XL_TICK_MARK.NONE
    rows.format.line.color.rgb = colour(GRID)
    if not by_name:
        rows.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    drawn = any(map(_end, drawing.rows))
    lengths.minimum_scale, lengths.maximum_scale = 0, most
    # Shares end at the whole: beyond it there is room for words, and no line.
    lengths.has_major_gridlines, lengths.visible = drawn and not (drawing.shares and most > 1.001), drawn
    if drawn:
        _style_lengths(lengths, drawing)


def _style_lengths(lengths, drawing: Bars) -> None:
    """Quiet lines, and their values under the bars, where the reversed rows put the high end."""
    if lengths.has_major_gridlines:
        lengths.major_gridlines.format.line.color.rgb = colour(GRID)
    lengths.format.line.fill.background()
    lengths.major_tick_mark, lengths.tick_label_position = XL_TICK_MARK.NONE, XL_TICK_LABEL_POSITION.HIGH
    labels = lengths.tick_labels
    labels.font.size, labels.font.color.rgb = Pt(SMALL), colour(QUIET)
    labels.number_format_is_linked = False
    # Beyond the whole there is room for words, and no share.
    labels.number_format = "[<=1.001]0%;;0%" if drawing.shares else "#,##0"
    if drawing.shares:
        lengths.major_unit = 0.25


def _fill(series, drawn: Series) -> None:
    form = series.format
    form.fill.solid()
    form.fill.fore_color.rgb = colour(PAPER if drawn.outlined else drawn.fill)
    form.line.color.rgb = colour(drawn.fill if drawn.outlined else PAPER)
    form.line.width = Pt(2 if drawn.outlined else 0.75)


def _label(series, drawing: Bars, at: int, unit: float) -> None:
    """The figure in each part, with its name or letter where there is room, linked to the value if it can be."""
    drawn = drawing.series[at]
    fill = INK if drawn.outlined else text_on(drawn.fill)
    no_label(series)
    for point, row in enumerate(drawing.rows):
        figure, value = row.inside[at] if row.inside else "", row.values[at]
        name = _name(drawn, figure, (value or 0) * unit) if figure and value else None
        if name is None:
            continue
        if drawing.shares and figure == percent(value) and (form := number_format(name, figure, value)):
            label_value(series, point, form, TEXT - 1, fill)
        else:
            label_words(series, point, f"{name} {figure}".strip(), TEXT - 1, fill)


def _name(series: Series, figure: str, room: float) -> str | None:
    """The name, the letter or nothing before a figure, by the room there is; None where not even it fits."""
    for name in dict.fromkeys((series.name, series.letter, "")):
        if width(f"{name} {figure}".strip(), pixels(TEXT - 1)) + 8 <= room:
            return name
    return None


def _add_words(series, drawing: Bars) -> None:
    """The words after each bar, as the labels of a series that is not seen."""
    series.format.fill.background()
    series.format.line.fill.background()
    no_label(series)
    for point, row in enumerate(drawing.rows):
        if row.words:
            label_words(series, point, row.words, TEXT - 1, INK, inside_base=True)
