"""One chart a screen, for the projector: next and previous by key, the slide in the address."""

from __future__ import annotations

from datetime import date

import streamlit as st

from decks.slides import presented_regions, slides
from frame import choose_one, show_empty, start
from frame.slides import draw_controls, draw_slide, slide_number

visit = start("present")
with visit.guarding():
    today = date.today()
    regions = presented_regions(visit, today)
    if not regions:
        show_empty("Nothing to present yet.", "Bring in a survey or a notice log on the Upload page.")
        st.stop()
    screen = st.container(key="slide")
    with st.container(key="controls", horizontal=True, vertical_alignment="center"):
        region = choose_one("Region", "region", regions, quiet=True)
        deck = slides(visit, region, today)
        number = slide_number(len(deck))
        draw_controls(number, len(deck))
    with screen:
        draw_slide(visit, deck[number - 1])
    # The next picture is made while people look at this one.
    deck[number % len(deck)].chart(visit)
