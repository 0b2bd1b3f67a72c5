"""A drawing in the page as SVG: text that can be selected and read aloud, in the page's own type and size."""

from __future__ import annotations

import streamlit as st

from charts import Chart
from charts.svg import inset

# How wide a picture is, in its own units, so that its type is that of the page: on a projector or a screen, on a
# small one, on one that is held upright or enlarged.
WIDTHS = {"wide": 1480, "middle": 1180, "narrow": 640}
# What Streamlit draws as HTML is cleaned of SVG, and in a picture file the page's type is not to be had.
_DRAWN = st.components.v2.component(
    "drawn",
    html='<div class="drawn"></div>\n',
    css="""
.drawn { overflow: hidden; }
.drawn svg { width: 100%; height: auto; display: none; }
@media (min-width: 1151px) { .drawn .wide svg { display: block; } }
@media (min-width: 701px) and (max-width: 1150px) { .drawn .middle svg { display: block; } }
@media (max-width: 700px) { .drawn .narrow svg { display: block; } }
""",
    js="""export default function ({ parentElement, data }) {
  parentElement.querySelector(".drawn").innerHTML =
    Object.entries(data).map(([size, svg]) => `<div class="${size}">${svg}</div>`).join("");
}
""",
    isolate_styles=False,
)


def draw_svg(chart: Chart, key: str) -> None:
    """Show a chart from its description, as wide as the page."""
    _DRAWN(key=key, data={size: inset(chart, across=across) for size, across in WIDTHS.items()})
