"""What a page draws with Plotly: marks and lines over time, where a reader looks up a day.

Everything else a page shows as SVG (charts.svg), which a browser paints in half the time and which lays out its own
words. Each is made from the Drawing alone, so that page, slide and pack agree.
"""

from __future__ import annotations

import textwrap
from datetime import date, timedelta

import plotly.graph_objects as go

from charts.drawing import Lanes, Line, Lines, Mark, Series, mark_note, point_note
from charts.style import GRID, INK, INVENTED, PAPER, QUIET, RED, RULE
from charts.svg.themes import text_on
from charts.wording import day

FAMILY = '"Source Sans", "Source Sans Pro", "Segoe UI", Arial, sans-serif'
TYPE, HEIGHT = 16, 400  # pixels; at 1280 by 720 such a picture leaves room for headline and caption
LABEL, HOVER = 34, 70  # letters on a line
NEAR = timedelta(days=120)  # from the marks to a day looked at that is still in the picture


def figure(drawing: Lanes | Lines, *, invented: bool = False) -> go.Figure:
    """The drawing as a Plotly figure without a title. invented: it says in the picture itself that the data are.

    What a mark or a corner of a line stands for is told when the pointer is on it. Raises KeyError for another
    kind of drawing.
    """
    return KINDS[type(drawing)](drawing, invented)


def _lanes(drawing: Lanes, invented: bool) -> go.Figure:
    """A row a lane, marks on their days; those that would cover each other stand side by side unless days are exact."""
    picture = _canvas(invented, heads=2)
    spots = [
        (at, mark, on)
        for at, lane in enumerate(drawing.lanes)
        for mark, on in zip(lane.marks, _places(drawing, lane.marks), strict=True)
    ]
    for place, series in enumerate(drawing.series):
        part = [(at, mark, on) for at, mark, on in spots if mark.series == place]
        if part:
            _add_marks(picture, drawing, series, part)
    labels = ["<br>".join(textwrap.wrap(lane.label, LABEL, max_lines=2)) for lane in drawing.lanes]
    picture.update_yaxes(
        range=[len(labels) - 0.5, -0.5], tickvals=list(range(len(labels))), ticktext=labels,
        showgrid=True, gridcolor=GRID,
    )  # fmt: skip
    _time_axis(picture, [mark.on for _, mark, _ in spots], drawing.on)
    return picture.update_layout(showlegend=True)


def _add_marks(
    picture: go.Figure, drawing: Lanes, series: Series, part: list[tuple[int, Mark, date]]
) -> None:
    name = f"{series.letter}  {series.name}".strip()
    fill = PAPER if series.outlined else series.fill
    where = {"x": [on for _, _, on in part], "y": [at for at, _, _ in part], "cliponaxis": False}
    picture.add_scatter(
        **where, mode="markers", name=name,
        marker={"size": TYPE + 9, "color": fill, "opacity": 1, "line": {"color": series.fill, "width": 2.5}},
        customdata=[_broken(mark_note(drawing.lanes[at], mark)) for at, mark, _ in part],
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    # Words of their own: with text, a legend shows a sample of it over the mark.
    picture.add_scatter(
        **where, mode="text", text=[mark.words for _, mark, _ in part], showlegend=False, hoverinfo="skip",
        textfont={"size": TYPE - 1, "color": INK if series.outlined else text_on(fill)},
    )  # fmt: skip


def _places(drawing: Lanes, marks: tuple[Mark, ...]) -> list[date]:
    """Where each mark of a lane stands on the axis."""
    if drawing.exact or not marks:
        return [mark.on for mark in marks]
    every = [mark.on for lane in drawing.lanes for mark in lane.marks]
    gap = max((max(every) - min(every)) * 0.035, timedelta(days=3))
    places: list[date] = []
    for mark in marks:
        places.append(max(mark.on, places[-1] + gap) if places else mark.on)
    return places


def _time_axis(picture: go.Figure, days: list[date], on: date | None) -> None:
    """Months as words, room at both ends, and a line on the day looked at where it is in sight."""
    days = days or ([on] if on else [])
    if not days:
        return
    first, last = min(days), max(days)
    if on and first - NEAR <= on <= last + NEAR:
        first, last = min(first, on), max(last, on)
        picture.add_vline(x=on, line={"color": QUIET, "width": 1.5, "dash": "dot"})
        picture.add_annotation(
            x=on, y=1, yref="paper", yanchor="bottom", text=day(on), showarrow=False,
            font={"size": TYPE - 1, "color": QUIET}, xanchor="center",
        )  # fmt: skip
    room = max((last - first) * 0.07, timedelta(days=12))
    picture.update_xaxes(type="date", range=[first - room, last + room], **_month_ticks(first, last))


def _month_ticks(first: date, last: date) -> dict:
    """Ticks on the first of a month, at most nine, each month named once."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next(step for step in (1, 2, 3, 6, 12, 24, 60, 120) if months / step <= 9 or step == 120)
    return {"dtick": f"M{step}", "tickformat": "%b<br>%Y"}


def _lines(drawing: Lines, invented: bool) -> go.Figure:
    """Lines of numbers over time, each named at its end."""
    picture = _canvas(invented, heads=1)
    for line in drawing.lines:
        _add_line(picture, drawing, line)
    _name_ends(picture, drawing)
    first = min((line.points[0][0] for line in drawing.lines), default=drawing.until)
    span = max(drawing.until - first, timedelta(days=30))
    picture.update_xaxes(
        type="date", range=[first - span * 0.02, drawing.until + span * 0.22], **_month_ticks(first, drawing.until)
    )  # fmt: skip
    picture.update_yaxes(rangemode="tozero", showgrid=True, gridcolor=GRID, tickformat=",d", nticks=5)
    return picture


def _add_line(picture: go.Figure, drawing: Lines, line: Line) -> None:
    """A line from nothing at its first day; where values hold, as steps up to the last day shown."""
    points = list(line.points)
    if drawing.stepped:
        points = [(points[0][0], 0), *points, (drawing.until, points[-1][1])]
    picture.add_scatter(
        x=[on for on, _ in points], y=[value for _, value in points], mode="lines", name=line.series.name,
        line={"shape": "hv" if drawing.stepped else "linear", "color": line.series.fill, "width": 4},
        customdata=[_broken(point_note(line, on, value)) for on, value in points],
        hovertemplate="%{customdata}<extra></extra>", cliponaxis=False,
    )  # fmt: skip


def _name_ends(picture: go.Figure, drawing: Lines) -> None:
    """The words of each line at its end, those of ends that are close a line of type apart."""
    top = max((value for line in drawing.lines for _, value in line.points), default=1) or 1
    order = sorted(drawing.lines, key=lambda line: line.points[-1][1], reverse=True)
    below, before = 0.0, None
    for line in order:
        end = line.points[-1][1]
        near = before is not None and before - end < 0.1 * top
        below = below - 1.4 * TYPE if near else 0.0
        before = end
        picture.add_annotation(
            x=drawing.until, y=end, text=f"<b>{line.words}</b>", showarrow=False, xanchor="left", xshift=8,
            yshift=below, font={"size": TYPE, "color": INK},
        )  # fmt: skip


def _broken(note: str) -> str:
    return "<br>".join(textwrap.wrap(note, HOVER, max_lines=6, placeholder=" …"))


def _canvas(invented: bool, *, heads: int) -> go.Figure:
    """An empty figure with every font set, no title and no grid of its own.

    heads: lines above the plot; the first holds the legend and, for invented data, the words that say so.
    """
    top = round(heads * 1.5 * TYPE) + 12
    font = {"family": FAMILY, "size": TYPE, "color": INK}
    picture = go.Figure()
    picture.update_layout(
        height=HEIGHT, margin={"l": 8, "r": 30, "t": top, "b": 8, "pad": 6}, font=font, paper_bgcolor=PAPER,
        plot_bgcolor=PAPER, showlegend=False, dragmode=False, hoverlabel={"font": font, "bgcolor": PAPER},
        # One line at the top left, over labels and marks alike; a click changes nothing.
        legend={"orientation": "h", "xref": "container", "x": 0, "y": 1, "yref": "container",
                "yanchor": "top", "traceorder": "normal", "itemclick": False, "itemdoubleclick": False,
                "font": font},
    )  # fmt: skip
    axis = {"automargin": True, "tickfont": font, "fixedrange": True, "zeroline": False, "linecolor": RULE}
    picture.update_xaxes(**axis, gridcolor=GRID)
    picture.update_yaxes(**axis, showgrid=False)
    if invented:
        picture.add_annotation(
            text=f"<b>{INVENTED}</b>",
            xref="paper", yref="paper", x=1, y=1, xanchor="right", yanchor="top", yshift=top - 4, xshift=24,
            showarrow=False, font={"size": TYPE, "color": RED, "family": FAMILY},
        )  # fmt: skip
    return picture


KINDS = {Lanes: _lanes, Lines: _lines}
