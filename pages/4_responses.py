"""What each ICB did after: on a time line, in days, service by service, and where the LMC stands; with a form."""

from __future__ import annotations

import streamlit as st

from charts import PAGE
from decks.labels import labels
from decks.slides import Slide
from decks.subjects import usual_regions
from frame import choose_many, choose_part, show, show_empty, start
from frame.arranging import offer_slide
from frame.entering import offer_form
from frame.tracing import show_behind

VIEWS = {
    "line": "Time line",
    "days": "Days until then",
    "outcomes": "What worked where",
    "positions": "Positions on offers",
}
NOTHING = {
    "days": "In these regions nothing of the ICB is on record after a notice.",
    "outcomes": "These regions have no notice, no published figure and no event.",
    "positions": "In these regions no offer and no position is on record.",
}

visit = start("responses")
with visit.guarding():
    view = choose_part("Show", "view", VIEWS, quiet=True)
    known = set(visit.measure("responses")["region"])
    offered = {region: name for region, name in labels(visit).regions.items() if region in known}
    if not offered:
        show_empty("No response of an ICB is on record.", "They are rows of data/reference/responses.csv.")
        offer_form(visit)
        st.stop()
    chosen = choose_many("Regions", "regions", offered, usual_regions(offered, 9))
    if view == "line":
        slide = Slide.of("responses", regions_shown=tuple(chosen), on=visit.on)
    else:
        slide = Slide.of(view, regions_shown=tuple(chosen), on=visit.on)
    chart = slide.chart(visit, PAGE)
    if chart:
        show(chart, area="responses")
        show_behind(visit, slide)
        offer_slide(visit, slide, chosen[0])
    else:
        show_empty(NOTHING[view], "Choose other regions, or add what happened.")
    offer_form(visit)
