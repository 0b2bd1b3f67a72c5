"""A drawing in the page as SVG: text that can be selected and read aloud, in the page's own type."""

from __future__ import annotations

import streamlit as st

# What Streamlit draws as HTML is cleaned of SVG, and in a picture file the page's type is not to be had.
_DRAWN = st.components.v2.component(
    "drawn",
    html='<div class="drawn"></div>\n',
    css=".drawn svg { width: 100%; height: auto; display: block; }\n.drawn { overflow: hidden; }\n",
    js="""export default function ({ parentElement, data }) {
  parentElement.querySelector(".drawn").innerHTML = data.svg;
}
""",
    isolate_styles=False,
)


def draw_svg(svg: str, key: str) -> None:
    """Show an SVG document as wide as the page."""
    _DRAWN(key=key, data={"svg": svg})
