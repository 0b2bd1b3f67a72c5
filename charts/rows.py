"""Rows of bars that end in words: shared by the charts of notices and of regions.

A row is a dict: label, length (of the bar; None draws none), words (written after the bar), basis.
Counted figures are solid, reported ones outlined, and both say so in words.
"""

from __future__ import annotations

import textwrap

import pandas as pd
import plotly.graph_objects as go

from charts.drawing import Bars, Series
from charts.style import BLUE, INK, PAPER, PLUM, TEAL, Look, canvas, row_labels, share_axis
from charts.wording import QUALIFIERS, day, figure_words, known, listing

BASES = {"counted": "counted", "reported": "reported", "demonstration": "counted, demonstration"}
RUNGS = {
    "wanted": "wanted",
    "signed_up": "signed up",
    "served": "served",
    "extended": "served, extended",
    "in_effect": "in effect",
    "resolved": "resolved",
    "withdrawn": "withdrawn",
}
# The same rung of an action, which is taken rather than served.
RUNGS_OF_ACTIONS = RUNGS | {"in_effect": "taking it", "wanted": "in favour", "served": "served notice"}
SCOPES = {
    "new_requests": "new requests only",
    "existing_patients": "existing patients",
    "at_capacity": "when at capacity",
    "consider_stopping": "may stop",
}
# Pixels beside the labels of rows on a screen of 1024, at the usual size of type.
NARROWEST = 640


def rows_of(frame: pd.DataFrame) -> list[dict]:
    """The frame's rows as dicts, every blank None."""
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def outlined(basis: str) -> bool:
    """A published figure, which somebody else counted."""
    return basis == "reported"


def by_share(frame: pd.DataFrame) -> bool:
    """Whether bars can be shares of practices: every counted figure has one, or all are reported.

    Figures of patients or GPs never decide: they have no bar.
    """
    practices = frame[frame["unit"].fillna("practices") == "practices"]
    ours = practices[practices["basis"] != "reported"]
    if len(ours):
        return bool(ours["share"].notna().all())
    return bool(practices["share"].notna().any())


def by_size(row: dict) -> tuple:
    """To sort figures by: the largest share first, then counts, those without a figure, patients last."""
    patients = known(row["unit"]) and row["unit"] != "practices"
    size = row["share"] if known(row["share"]) else 0
    return (patients, not (known(row["share"]) or known(row["count"])), -(size or 0), -(row["count"] or 0))


def length(row: dict, shares: bool) -> float | None:
    """How long a figure's bar is; None for what is no figure about practices on this axis."""
    if known(row.get("unit")) and row["unit"] != "practices":
        return None
    value = row.get("share") if shares else row.get("count")
    return float(value) if known(value) else None


def rung_words(row: dict) -> str:
    """'served', 'signed up'; '' where the figure stands on no rung. An action is taken, not served."""
    rungs = RUNGS_OF_ACTIONS if row.get("kind") == "action" else RUNGS
    return rungs.get(row.get("rung"), "") if known(row.get("rung")) else ""


def details(row: dict) -> str:
    """What limits a published figure: scope, and from when; '' where the source says neither."""
    scope = SCOPES.get(row.get("scope"), "") if known(row.get("scope")) else ""
    start = f"from {day(row['effective_on'])}" if known(row.get("effective_on")) else ""
    return ", ".join(part for part in (scope, start) if part)


def figure_columns(rows: list[dict]) -> dict[str, list[str]]:
    """What every table says of a figure, a text a row: basis, rung, words and what limits it; '' for nothing."""
    return {
        "Basis": [row["basis"] for row in rows],
        "Rung": [rung_words(row) for row in rows],
        "Figure": [figure_words(row) for row in rows],
        "In the source's words": [row.get("words") or "" for row in rows],
        "Counts it could be": [row.get("possible") or "" for row in rows],
        "Limits": [details(row) for row in rows],
    }


def draw_rows(drawn: Bars, look: Look, invented: bool) -> go.Figure:
    """Bars that end in words, one row a label, as a picture."""
    figure = canvas(look, invented, heads=1).update_layout(showlegend=True, bargap=0.32)
    for place, series in enumerate(drawn.series):
        lengths = [row.values[place] for row in drawn.rows]
        if any(lengths):
            draw_bars(figure, lengths, series.name, look, fill=series.fill, outline=series.outlined)
    ends = [sum(value or 0 for value in row.values) for row in drawn.rows]
    draw_words(figure, ends, [row.words for row in drawn.rows], drawn.shares, look)
    draw_labels(figure, [row.label for row in drawn.rows], look)
    fit(figure, len(drawn.rows), look)
    return figure


def draw_labels(figure: go.Figure, labels: list[str], look: Look) -> None:
    """Row labels from the top down, wrapped; rows are numbered, since a service may have two figures."""
    figure.update_yaxes(
        range=[len(labels) - 0.5, -0.5],
        tickvals=list(range(len(labels))),
        ticktext=row_labels(labels, look),
    )


def fit(figure: go.Figure, rows: int, look: Look) -> None:
    """A chart of few rows is lower, so that its bars keep the thickness of a bar."""
    figure.update_layout(height=min(look.height, round(look.font * (6 + 3.4 * rows))))


def draw_words(figure: go.Figure, ends: list[float], words: list[str], shares: bool, look: Look) -> None:
    """What each bar says, to the right of its end, on an axis that leaves room for it."""
    words = [_shortened(text, look) for text in words]
    figure.add_scatter(
        x=ends,
        y=list(range(len(words))),
        mode="text",
        text=[f"\u00a0\u00a0{text}" for text in words],
        textposition="middle right",
        textfont={"size": look.font, "color": INK},
        cliponaxis=False,
        showlegend=False,
        hoverinfo="skip",
    )
    _draw_axis(figure, max(ends), _room(ends, words, look), shares)


def _shortened(text: str, look: Look) -> str:
    """A source's words as far as they fit beside a label; the table has them all."""
    return textwrap.shorten(text, NARROWEST * 16 // look.font // 8, placeholder=" …")


def _room(ends: list[float], words: list[str], look: Look) -> float:
    """Where the axis must end so that on the narrowest screen no words are cut off."""
    width = NARROWEST * 16 / look.font
    free = [max(width - 7.8 * (len(text) + 3), width / 2.2) for text in words]
    return max(end * width / room for end, room in zip(ends, free, strict=True))


def _draw_axis(figure: go.Figure, longest: float, room: float, shares: bool) -> None:
    """Shares in quarters up to 100%, or practices in whole steps; nothing where there is no bar."""
    if not longest:
        figure.update_xaxes(visible=False, range=[0, 1])
        figure.update_layout(showlegend=False)
    elif shares:
        share_axis(figure, max(room, 1.02))
    else:
        step = max(1, round(longest / 4))
        ticks = [step * tick for tick in range(5)]
        figure.update_xaxes(range=[0, max(room, ticks[-1] * 1.02)], tickvals=ticks, tickformat=",d")


def draw_bars(
    figure: go.Figure, lengths: list[float | None], name: str, look: Look, *, fill: str, outline: bool = False
) -> None:
    """One trace of bars; outlined ones are white inside."""
    figure.add_bar(
        y=list(range(len(lengths))),
        x=lengths,
        orientation="h",
        name=name,
        marker={"color": PAPER if outline else fill, "line": {"color": fill, "width": 2.5 if outline else 0}},
        textfont={"size": look.font},
        hoverinfo="skip",
    )


COUNTED_FILL, PENDING_FILL, REPORTED_LINE = BLUE, TEAL, PLUM
LILAC_OUTLINE = "#6F5A9C"
# What solid and outlined mean wherever counted and published figures stand together.
BASES_DRAWN = (Series("Counted", COUNTED_FILL), Series("Reported by others", REPORTED_LINE, outlined=True))


def qualifier_words(frame: pd.DataFrame) -> str:
    """What the qualifiers in a frame mean for the reader; '' when every figure is exact."""
    found = set(frame["qualifier"].dropna()) - {"exact"}
    said = [QUALIFIERS[one] for one in QUALIFIERS if one in found]
    parts = []
    if said:
        quoted = listing([f"“{word}”" for word in said], most=5)
        parts.append(f"{quoted}: as the source put it")
    if "words" in found:
        parts.append("some sources gave words alone")
    if "named" in found:
        parts.append("“named”: the source gives no number")
    return "; ".join(parts)


def sources(frame: pd.DataFrame) -> str:
    """Who counted or published, each once."""
    return listing(list(dict.fromkeys(frame["source"].dropna())), most=2)
