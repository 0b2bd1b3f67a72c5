"""A drawing in the page as SVG: text that can be selected and read aloud, in the page's own type and size."""

from __future__ import annotations

import json
from dataclasses import replace

import streamlit as st

from charts import Chart
from charts.drawing import first_rows
from charts.svg import inset

# From how many pixels of a window on a picture is how wide, in its own units, so that its type is that of the page: on
# a projector or a screen, on a small one, on one that is held upright or enlarged.
WIDTHS = {1151: 1480, 701: 1180, 0: 640}
# What Streamlit draws as HTML is cleaned of SVG, and in a picture file the page's type is not to be had.
_DRAWN = st.components.v2.component(
    "drawn",
    html='<div class="drawn"></div>\n',
    css=".drawn { overflow: hidden; } .drawn svg { width: 100%; height: auto; display: block; }",
    js="""export default function ({ parentElement, data }) {
  const place = parentElement.querySelector(".drawn");
  const pictures = JSON.parse(new TextDecoder().decode(data));
  const widths = Object.keys(pictures).map(Number).sort((one, other) => other - one);
  let shown = null;
  const draw = () => {
    const width = widths.find((least) => window.innerWidth >= least);
    if (width !== shown) {
      shown = width;
      place.innerHTML = pictures[width];
    }
  };
  draw();
  window.addEventListener("resize", draw);
  return () => window.removeEventListener("resize", draw);
}
""",
    isolate_styles=False,
)


def pictures(chart: Chart, rows: int) -> bytes:
    """A chart from its description at each width, as the browser takes it: its first rows. Made once, sent as it is."""
    shown = replace(chart, drawing=first_rows(chart.drawing, rows))
    found = {least: "".join(inset(shown, across=across)) for least, across in WIDTHS.items()}
    return json.dumps(found, ensure_ascii=False).encode()


def draw_svg(made: bytes, key: str) -> None:
    """Show what `pictures` made, as wide as the page. The stable key lets the browser change what is there."""
    _DRAWN(key=key, data=made)
