"""A drawing in the page as SVG: text that can be selected and read aloud, in the page's own type and size."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import streamlit as st

from charts import Chart
from charts.drawing import first_rows
from charts.svg import inset

# From how many pixels of a window on a picture is how wide, in its own units, so that its type is about that of the
# page: on a projector or a screen, on a small one, on a tablet that is held upright, on a telephone or much enlarged.
WIDTHS = {1151: 1480, 901: 1100, 601: 760, 0: 420}
HERE = Path(__file__).parent


def _part(kind: str) -> str:
    return (HERE / f"drawn.{kind}").read_text(encoding="utf-8")


# What Streamlit draws as HTML is cleaned of SVG, and in a picture file the page's type is not to be had.
_DRAWN = st.components.v2.component(
    "drawn", html=_part("html"), css=_part("css"), js=_part("js"), isolate_styles=False
)


def pictures(chart: Chart, rows: int) -> bytes:
    """A chart from its description at each width, as the browser takes it: its first rows. Made once, sent as it is."""
    shown = replace(chart, drawing=first_rows(chart.drawing, rows))
    pictures_by_width = {least: "".join(inset(shown, across=across)) for least, across in WIDTHS.items()}
    return json.dumps(pictures_by_width, ensure_ascii=False).encode()


def draw_svg(made: bytes, key: str) -> None:
    """Show what `pictures` made, as wide as the page. The stable key lets the browser change what is there."""
    _DRAWN(key=key, data=made)
