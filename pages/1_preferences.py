"""What practices say about each action: one survey, or two side by side."""

from __future__ import annotations

import streamlit as st

from charts import PAGE
from decks.drawings import labels
from decks.slides import Slide
from decks.subjects import surveyed_regions, surveys_of
from frame import choose_one, show, show_empty, start
from frame.arranging import offer_slide

ORDERS = {"green": "Most support first", "menu": "Menu order"}
BASES = {"all": "Of all practices", "answered": "Of those that answered"}
NONE = {"": "Nothing beside it"}

visit = start("preferences")
with visit.guarding():
    regions = surveyed_regions(visit)
    if not regions:
        show_empty("No survey is loaded yet.", "Bring one in on the Upload page; its answers appear here.")
        st.stop()
    first, second, third, fourth, fifth = st.columns([3, 4, 4, 3, 3], vertical_alignment="bottom")
    with first:
        region = choose_one("Region", "region", regions)
    with second:
        surveys = surveys_of(visit, region)
        survey = choose_one("Survey", "survey", surveys)
    others = {
        f"{place}/{one}": f"{name}: {title}"
        for place, name in regions.items()
        for one, title in surveys_of(visit, place).items()
        if (place, one) != (region, survey)
    }
    with third:
        beside = choose_one("Side by side with", "beside", NONE | others)
    with fourth:
        order = choose_one("Order", "order", ORDERS)
    with fifth:
        base = choose_one("Shares", "base", BASES)
    if beside:
        pair = {"first": (region, survey), "second": tuple(beside.split("/", 1))}
        slide = Slide.of("comparison", **pair, order=order, base=base)
    else:
        slide = Slide.of("preferences", region=region, survey=survey, order=order, base=base)
    chart = slide.chart(visit, PAGE)
    if chart:
        show(chart, area=labels(visit).regions.get(region, region))
        offer_slide(visit, slide, region)
    else:
        show_empty("Nobody has answered this survey yet.")
