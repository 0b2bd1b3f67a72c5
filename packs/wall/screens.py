"""The slides of a meeting as a browser shows them, and the parts of the player that turns them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from charts import Chart
from charts.captions import caption
from charts.svg import Theme, slides

HERE = Path(__file__).parent
WIDE, SQUARE = (1280, 720), (1024, 768)


def part(name: str) -> str:
    """One of the files of this folder: projector.html, projector.css, projector.js and the like."""
    return (HERE / name).read_text(encoding="utf-8")


@dataclass(frozen=True)
class Screen:
    """A slide as the browser gets it.

    wide, square: its parts as SVG for a screen of 16 to 9 and of 4 to 3, mostly one. headline: its sentence with base,
    date and source, read aloud. table: its figures as HTML, which stand behind the picture.
    """

    wide: list[str]
    square: list[str]
    headline: str
    table: str


def screens(charts: Iterable[Chart], theme: Theme, logo: float | None) -> list[Screen]:
    """A screen for each chart. logo: how many times wider than high the logo is at the foot of each; None for none."""
    screens_made = []
    for at, chart in enumerate(charts, 1):
        # Two slides may show one kind of chart: what names their parts must not be alike on one page.
        called = replace(chart, name=f"slide-{at}-{chart.name}")
        wide, square = (
            slides(called, width=width, height=height, theme=theme, logo=logo)
            for width, height in (WIDE, SQUARE)
        )
        screens_made.append(Screen(wide, square, f"{chart.headline} {caption(chart)}", figures(chart)))
    return screens_made


def figures(chart: Chart) -> str:
    """What stands behind a picture, as HTML: headline, table, base, date and source in full, and what limits it."""
    sentences = [caption(chart, marked=True), chart.source if "http" in chart.source else "", *chart.caveats]
    return (
        f"<h2>{escape(chart.headline)}</h2>"
        + chart.table.to_html(index=False, border=0, escape=True)
        + "".join(f"<p>{escape(words)}</p>" for words in sentences if words)
    )
