"""What a view is, and what every page does with the one that is chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from decks.slides import Slide
from frame.address import choose_part
from frame.arranging import offer_slide
from frame.showing import show, show_empty
from frame.tracing import show_behind
from frame.visit import Visit

Nothing = tuple[str, str]
"""Two sentences where there is nothing to draw: that there is not, and what to do; the second may be ''."""


@dataclass(frozen=True)
class View:
    """One view of a page. label: on its button. slide: draws the view's own selectors and gives its slide, or None.

    nothing: what is said where there is no slide, or it has nothing to draw.
    """

    label: str
    slide: Callable[..., Slide | None]
    nothing: Nothing = ("", "")


def choose_view(views: dict[str, View]) -> View:
    """The view that is chosen among those of a page, all of them in sight."""
    name = choose_part("Show", "view", {name: view.label for name, view in views.items()}, quiet=True)
    return views[name]


def choices() -> DeltaGenerator:
    """Where the selectors of a page stand: side by side as far as the screen has room for them (page.css)."""
    return st.container(horizontal=True, vertical_alignment="bottom", key="choices")


def show_slide(
    visit: Visit, slide: Slide | None, nothing: Nothing, *, area: str, region: str,
    beside: Callable[[], None] | None = None,
) -> None:  # fmt: skip
    """A slide's chart with all that belongs to it, or the sentences that there is none.

    area: for the names of files. region: whose meetings it may be added to. beside: draws what else stands under it.
    """
    chart = slide.chart(visit) if slide else None
    if chart is None:
        show_empty(*nothing)
        return
    show(visit, slide, chart, area=area)
    show_behind(visit, slide)
    if beside:
        beside()
    offer_slide(visit, slide, region)
