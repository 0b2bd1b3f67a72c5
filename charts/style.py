"""Colours, type and the empty canvas: named here once, for every chart.

The colours were measured: 3:1 between neighbours, 4.5:1 for the text in a bar, apart under simulated colour
blindness. Hatching makes the text in a bar unreadable, so that counted and reported differ by fill and word.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

import plotly.graph_objects as go

INK, QUIET, RULE, GRID, PAPER = "#14212B", "#4A5963", "#D8DDE0", "#E8ECEE", "#FFFFFF"
GREEN, AMBER, RED, NO_REPLY = "#218368", "#FFC845", "#740F06", "#D8DDE0"
BLUE, TEAL, PLUM, ORANGE, GREY, LILAC = "#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1"

# The text colour that reads on each fill.
TEXT_ON = {GREEN: PAPER, AMBER: INK, RED: PAPER, NO_REPLY: INK, BLUE: PAPER, PLUM: PAPER, GREY: PAPER}

# Answers of the three scales that come with the product; others take the plain palette in their order.
ANSWERS = {
    "green": GREEN, "amber": AMBER, "red": RED,
    "taking": GREEN, "planning": AMBER, "not_taking": RED,
    "accept": GREEN, "undecided": AMBER, "reject": RED,
}  # fmt: skip
OTHERS = (BLUE, TEAL, PLUM, ORANGE, GREY, LILAC)

FAMILY = '"Source Sans", "Source Sans Pro", "Segoe UI", Arial, sans-serif'
INVENTED = "Invented demonstration data"


@dataclass(frozen=True)
class Look:
    """Sizes of one kind of screen. font: ticks and text in bars, px. label: characters on a line.

    whole: every row and column is drawn; slides and packs go on to a second one where a picture would end.
    """

    font: int = 16
    height: int = 400
    label: int = 34
    whole: bool = False

    @property
    def rows(self) -> int:
        """How many rows of bars fit without crowding."""
        return ALL if self.whole else max(4, (self.height - 80) // (2 * self.font - 2))

    @property
    def columns(self) -> int:
        """How many columns of a grid hold their words on a screen of 1024."""
        return ALL if self.whole else 6


ALL = 10_000
PAGE = Look()
COMPACT = Look(height=330)
SLIDE = Look(font=21, height=490, label=30)
WHOLE = Look(font=21, height=490, label=30, whole=True)


def wrap(text: str, width: int, lines: int = 2) -> str:
    """Broken at words for a label, at most `lines` lines; what is longer ends in an ellipsis."""
    parts = textwrap.wrap(text, width, max_lines=lines, placeholder=" …", break_long_words=True)
    return "<br>".join(parts)


def row_labels(labels: list[str], look: Look) -> list[str]:
    """Labels of rows, on two lines where the rows are far enough apart, else on one."""
    apart = (look.height - 5 * look.font) / max(len(labels), 1)
    lines = 2 if apart >= 2.6 * look.font else 1
    return [wrap(label, look.label if lines == 2 else look.label + 10, lines) for label in labels]


def canvas(look: Look, invented: bool, *, heads: int = 1) -> go.Figure:
    """An empty figure with every font set, no title and no grid of its own.

    heads: lines above the plot; the first holds the legend and, for invented data, the word that says so.
    """
    top = round(heads * 1.5 * look.font) + 12
    figure = go.Figure()
    font = {"family": FAMILY, "size": look.font, "color": INK}
    figure.update_layout(
        height=look.height,
        margin={"l": 8, "r": 30, "t": top, "b": 8, "pad": 6},
        font=font,
        paper_bgcolor=PAPER,
        plot_bgcolor=PAPER,
        showlegend=False,
        barmode="stack",
        dragmode=False,
        hoverlabel={"font": font, "bgcolor": PAPER},
        legend=_legend(look),
    )
    axis = {"automargin": True, "tickfont": font, "fixedrange": True, "zeroline": False, "linecolor": RULE}
    figure.update_xaxes(**axis, gridcolor=GRID)
    figure.update_yaxes(**axis, showgrid=False)
    if invented:
        mark_invented(figure, look, top)
    return figure


def _legend(look: Look) -> dict:
    """One line at the top left, over labels and bars alike; a click changes nothing."""
    return {
        "orientation": "h", "xref": "container", "x": 0, "y": 1, "yref": "container", "yanchor": "top",
        "traceorder": "normal", "itemclick": False, "itemdoubleclick": False,
        "font": {"family": FAMILY, "size": look.font, "color": INK},
    }  # fmt: skip


def mark_invented(figure: go.Figure, look: Look, top: int) -> None:
    """Say in the picture itself that the data are invented, so that a screenshot carries it."""
    figure.add_annotation(
        text=f"<b>{INVENTED}</b>",
        xref="paper", yref="paper", x=1, y=1, xanchor="right", yanchor="top", yshift=top - 4, xshift=24,
        showarrow=False, font={"size": look.font, "color": RED, "family": FAMILY},
    )  # fmt: skip


def share_axis(figure: go.Figure, most: float = 1.0) -> None:
    """A horizontal axis of shares in quarters, 0% to 100%.

    A hair longer than `most`: shares of a whole can add up to 1.0000000000000002, and Plotly leaves a bar
    that reaches beyond the axis without its label.
    """
    figure.update_xaxes(
        range=[0, most + 0.001], tickvals=[0, 0.25, 0.5, 0.75, 1], tickformat=".0%", ticklabeloverflow="allow"
    )
