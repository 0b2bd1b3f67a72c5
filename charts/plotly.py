"""A drawing as a Plotly figure, to explore: zoom into a time, hide a part, ask what a mark stands for.

Made from the Drawing alone, as the pictures of pages, slides and packs are (charts/svg), so that all of them agree.
What a part stands for is told in the words that the drawing has for it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from datetime import date, timedelta

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from charts.drawing import (
    Bars,
    Beside,
    Drawing,
    Lane,
    Lanes,
    Line,
    Lines,
    Series,
    mark_note,
    part_note,
    point_note,
)
from charts.style import GRID, INK, INVENTED, PAPER, QUIET, RED, RULE
from charts.svg.themes import text_on
from charts.wording import day

FAMILY = '"Source Sans", "Source Sans Pro", "Segoe UI", Arial, sans-serif'
TYPE, ROW, LEAST = 16, 40, 260  # pixels: of the type, of a row, of the lowest figure
LABEL, NOTE = 34, 70  # letters on a line of a label, and of what a part stands for
BREADTH = 0.035  # of the days shown, that a mark takes up
EDGE, LETTER = 24, 8  # pixels at the right, and for each letter of the words behind a bar
HEAD, FOOT = 70, 50  # pixels above the plot, for the legend and the mark of invented data, and below it


def figure(drawing: Drawing, *, invented: bool = False) -> go.Figure:
    """The drawing as a figure without a title. invented: it says in the picture itself that the data are.

    Raises KeyError for a kind of drawing that there is nothing to explore in.
    """
    plot = KINDS[type(drawing)](drawing)
    plot.update_layout(
        font={"family": FAMILY, "size": TYPE, "color": INK}, paper_bgcolor=PAPER, plot_bgcolor=PAPER,
        margin={"l": 8, "r": plot.layout.margin.r or EDGE, "t": HEAD, "b": FOOT, "pad": 6},
        hoverlabel={"bgcolor": PAPER, "font_color": INK},
        legend={"orientation": "h", "xref": "container", "x": 0, "yref": "container", "y": 1, "yanchor": "top",
                "traceorder": "normal"},
        showlegend=True, barmode="stack", dragmode="zoom", template="none",
    )  # fmt: skip
    plot.update_xaxes(automargin=True, zeroline=False, linecolor=RULE, gridcolor=GRID, tickfont_color=INK)
    plot.update_yaxes(automargin=True, zeroline=False, linecolor=RULE, gridcolor=GRID, tickfont_color=INK)
    if invented:
        plot.add_annotation(
            text=f"<b>{INVENTED}</b>", xref="paper", yref="paper", x=1, y=1, xanchor="right", yanchor="bottom",
            showarrow=False, font={"color": RED},
        )  # fmt: skip
    return plot


def _bars(drawing: Bars) -> go.Figure:
    """Stacked bars from the top down, with the figure inside each part that has room for it."""
    plot = go.Figure(layout_height=_height(len(drawing.rows)))
    _add_bars(plot, drawing)
    _label_rows(plot, [row.label for row in drawing.rows])
    plot.update_layout(margin_r=EDGE + max((len(row.words) for row in drawing.rows), default=0) * LETTER)
    return plot


def _beside(drawing: Beside) -> go.Figure:
    """Two sets of bars on axes of their own, with the labels once."""
    halves = (drawing.left, drawing.right)
    plot = make_subplots(cols=2, shared_yaxes=True, subplot_titles=[half.title for half in halves])
    plot.update_layout(height=_height(len(drawing.left.rows)))
    for col, half in enumerate(halves, start=1):
        _add_bars(plot, half, row=1, col=col, legend=col == 1)
    _label_rows(plot, [row.label for row in drawing.left.rows])
    return plot


def _add_bars(plot: go.Figure, drawing: Bars, *, legend: bool = True, **place: int) -> None:
    """A trace for each series. legend: it has a line there; else it is hidden along with its namesake."""
    for at, series in enumerate(drawing.series):
        rows = [(y, row) for y, row in enumerate(drawing.rows) if row.values[at] is not None]
        if not rows:
            continue
        fill = PAPER if series.outlined else series.fill
        plot.add_bar(
            x=[row.values[at] for _, row in rows], y=[y for y, _ in rows], orientation="h",
            name=_name(series), legendgroup=series.name, showlegend=legend,
            marker={"color": fill, "line": {"color": series.fill, "width": 2}},
            text=[row.inside[at] if row.inside else "" for _, row in rows], textangle=0,
            insidetextfont_color=INK if series.outlined else text_on(series.fill), constraintext="none",
            textposition="inside", insidetextanchor="middle",
            customdata=[_wrapped(part_note(drawing, row, at)) for _, row in rows],
            hovertemplate="%{customdata}<extra></extra>", **place,
        )  # fmt: skip
    ends = [(sum(filter(None, row.values)), y, row.words) for y, row in enumerate(drawing.rows) if row.words]
    plot.add_scatter(
        x=[end for end, _, _ in ends], y=[y for _, y, _ in ends], text=[f" {words}" for _, _, words in ends],
        mode="text", textposition="middle right", showlegend=False, hoverinfo="skip", cliponaxis=False, **place,
    )  # fmt: skip
    scale = (
        {"tickformat": ".0%", "range": [0, 1]}
        if drawing.shares
        else {"tickformat": ",d", "rangemode": "tozero"}
    )
    plot.update_xaxes(**scale, **place)


def _lanes(drawing: Lanes) -> go.Figure:
    """A row a lane, each mark on its day; those that would cover each other side by side, unless days are exact."""
    plot = go.Figure(layout_height=_height(len(drawing.lanes)))
    places = [
        (y, lane, mark, on)
        for y, lane in enumerate(drawing.lanes)
        for mark, on in zip(lane.marks, _side_by_side(drawing, lane), strict=True)
    ]
    for at, series in enumerate(drawing.series):
        marks = [place for place in places if place[2].series == at]
        if not marks:
            continue
        fill = PAPER if series.outlined else series.fill
        plot.add_scatter(
            x=[on for *_, on in marks], y=[y for y, *_ in marks], name=_name(series), cliponaxis=False,
            mode="markers+text", text=[mark.words for _, _, mark, _ in marks], textposition="middle center",
            marker={"size": TYPE + 9, "color": fill, "line": {"color": series.fill, "width": 2.5}},
            textfont_color=INK if series.outlined else text_on(series.fill),
            customdata=[_wrapped(mark_note(lane, mark)) for _, lane, mark, _ in marks],
            hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip
    _label_rows(plot, [lane.label for lane in drawing.lanes])
    _over_time(plot, [on for *_, on in places], drawing.on)
    return plot


def _side_by_side(drawing: Lanes, lane: Lane) -> list[date]:
    """Where each mark of a lane stands: on its day, or a mark's breadth after the one before."""
    if drawing.exact or not lane.marks:
        return [mark.on for mark in lane.marks]
    days = [mark.on for each in drawing.lanes for mark in each.marks]
    breadth = max((max(days) - min(days)) * BREADTH, timedelta(days=3))
    places = [lane.marks[0].on]
    for mark in lane.marks[1:]:
        places.append(max(mark.on, places[-1] + breadth))
    return places


def _lines(drawing: Lines) -> go.Figure:
    """Numbers over time: from nothing at the first day; where values hold, as steps up to the last day shown."""
    plot = go.Figure(layout_height=LEAST + 3 * ROW)
    for line in drawing.lines:
        points = list(line.points)
        if drawing.stepped and points:
            points = [(points[0][0], 0), *points, (drawing.until, points[-1][1])]
        plot.add_scatter(
            x=[on for on, _ in points], y=[value for _, value in points], mode="lines", name=_name_of(line),
            line={"shape": "hv" if drawing.stepped else "linear", "color": line.series.fill, "width": 4},
            customdata=[_wrapped(point_note(line, on, value)) for on, value in points],
            hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip
    plot.update_yaxes(rangemode="tozero", tickformat=",d")
    _over_time(plot, [on for line in drawing.lines for on, _ in line.points], drawing.until)
    return plot


def _height(rows: int) -> int:
    return max(LEAST, HEAD + FOOT + rows * ROW)


def _label_rows(plot: go.Figure, labels: list[str]) -> None:
    """Rows are numbered, since two of them may have one name."""
    wrapped = ["<br>".join(textwrap.wrap(label, LABEL, max_lines=2, placeholder=" …")) for label in labels]
    plot.update_yaxes(
        tickvals=list(range(len(labels))), ticktext=wrapped, range=[len(labels) - 0.5, -0.5], showgrid=False
    )


def _over_time(plot: go.Figure, days: Iterable[date], on: date | None) -> None:
    """A time axis with room at both ends, and a line on the day looked at."""
    shown = [*days, *([on] if on else [])]
    if not shown:
        return
    room = max((max(shown) - min(shown)) * 0.05, timedelta(days=12))
    plot.update_xaxes(type="date", range=[min(shown) - room, max(shown) + room], showgrid=True)
    if on:
        plot.add_vline(x=on, line={"color": QUIET, "width": 1.5, "dash": "dot"})
        plot.add_annotation(
            x=on,
            y=0,
            yref="paper",
            yanchor="top",
            yshift=-24,
            text=day(on),
            showarrow=False,
            font_color=QUIET,
        )


def _name(series: Series) -> str:
    return f"{series.letter}  {series.name}".strip()


def _name_of(line: Line) -> str:
    """The line's name with the words that a picture has at its end."""
    return ": ".join(dict.fromkeys(part for part in (_name(line.series), line.words) if part))


def _wrapped(note: str) -> str:
    return "<br>".join(textwrap.wrap(note, NOTE, max_lines=6, placeholder=" …"))


KINDS = {Bars: _bars, Beside: _beside, Lanes: _lanes, Lines: _lines}
