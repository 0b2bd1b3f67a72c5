"""Notices: practices per service, the dates on which they take effect, and how they added up."""

from __future__ import annotations

import streamlit as st

from charts import PAGE
from decks.labels import labels
from decks.slides import Slide
from decks.subjects import noticed_regions
from frame import choose_one, choose_part, show, show_empty, start
from frame.arranging import offer_slide
from frame.tracing import show_behind

VIEWS = {
    "services": "Per service",
    "ladder": "Ladder",
    "windows": "Next 90 days",
    "dates": "Effective dates",
    "totals": "Over time",
    "onset": "If all did",
}
DRAWN = {"services": "notices"}
ALL = "all"

visit = start("notices")
with visit.guarding():
    on = visit.on
    fourth = st.container()
    first, second, _ = st.columns([3, 4, 3], vertical_alignment="bottom")
    regions = noticed_regions(visit, on)
    if not regions:
        show_empty("No notice is loaded yet.", "Bring a notice log in on the Upload page; it appears here.")
        st.stop()
    with first:
        region = choose_one("Region", "region", regions)
    categories = labels(visit).categories
    with second:
        category = choose_one(
            "Category", "category", {ALL: "All services"} | {name: name for name in categories}
        )
    with fourth:
        view = choose_part("Show", "view", VIEWS, quiet=True)
    services = tuple(categories.get(category, ()))
    if view == "onset":
        slide = Slide.of("onset", region=region, kind="service", on=on)
    else:
        slide = Slide.of(DRAWN.get(view, view), region=region, on=on, services=services)
    chart = slide.chart(visit, PAGE)
    name = regions[region]
    if chart:
        show(chart, area=name)
        show_behind(visit, slide)
        offer_slide(visit, slide, region)
    elif view in ("services", "ladder"):
        show_empty(f"{name} has no notice and no published figure in this category.")
    else:
        show_empty(
            f"{name} has no notice log here, so there are no dates to draw.",
            "Figures that others published are under “Per service”.",
        )
