"""Facts side by side, and links with what they lead to."""

from __future__ import annotations

import html

import streamlit as st

from charts.drawing import Fact
from frame.links import draw_link, taken_along
from frame.places import PLACES
from frame.viewer import Viewer


def draw_facts(facts: list[Fact]) -> None:
    """Cards in one row, on a narrow screen in several."""
    cards = "".join(
        f'<div class="fact"><dt>{html.escape(fact.label)}</dt><dd><strong>{html.escape(fact.figure)}</strong>'
        f"<span>{html.escape(fact.note)}{' · invented' if fact.invented else ''}</span></dd></div>"
        for fact in facts
    )
    st.html(f'<dl class="facts">{cards}</dl>')


def draw_directions(who: Viewer) -> None:
    """Where to go for what, a line a page."""
    st.header("Where to go", anchor=False)
    chosen = taken_along()
    for place in PLACES[1:]:
        if who.may_upload or not place.needs_upload:
            draw_link(place, chosen, f"**{place.label}**: {place.about}")
