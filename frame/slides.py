"""A slide on the screen, and how to get to the next."""

from __future__ import annotations

import streamlit as st

from charts.captions import caption
from decks.slides import Slide
from frame.links import draw_link
from frame.places import BY_NAME
from frame.showing import headline, picture, plain
from frame.visit import Visit


def slide_number(of: int) -> int:
    """The slide that the address asks for, 1 to `of`; anything else is the nearest there is."""
    try:
        asked = int(st.query_params.get("slide", "1"))
    except ValueError:
        st.warning("The address asks for a slide that is not a number: this is the first one.")
        asked = 1
    return min(max(asked, 1), of)


def draw_slide(visit: Visit, slide: Slide) -> None:
    """Headline, picture and one line of base, date and source."""
    chart = slide.chart(visit)
    st.title(headline(chart), anchor=False)
    picture(chart)
    st.caption(plain(caption(chart)))


def draw_controls(number: int, of: int) -> None:
    """Previous and next, by click, arrow keys, or PageUp and PageDown of a clicker."""
    for label, key, step, at_end in (
        ("Previous", "Left", -1, number == 1),
        ("Next", "Right", 1, number == of),
        ("Previous slide", "PageUp", -1, number == 1),
        ("Next slide", "PageDown", 1, number == of),
    ):
        st.button(
            label, key=f"go-{key}", shortcut=key, type="tertiary", disabled=at_end,
            on_click=_go, args=(min(max(number + step, 1), of),),
        )  # fmt: skip
    st.caption(f"{number} of {of}")
    draw_link(BY_NAME["dashboard"], "Leave")


def _go(number: int) -> None:
    st.query_params["slide"] = str(number)
