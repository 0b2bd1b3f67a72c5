"""What practices say about each action: one survey, or two side by side."""

from __future__ import annotations

import streamlit as st

from charts import PAGE
from decks.labels import labels
from decks.slides import Slide
from decks.subjects import not_begun, surveyed_regions, surveys_of
from frame import choose_one, choose_part, show, show_empty, start
from frame.arranging import offer_slide
from frame.asking import show_asked
from frame.tracing import show_behind

VIEWS = {
    "shares": "Shares",
    "support": "Ranked",
    "onset": "If all did",
    "waves": "Wave by wave",
    "moves": "Who moved",
    "comments": "In their words",
}
ORDERS = {"green": "Most support first", "menu": "Menu order"}
BASES = {"all": "Of all practices", "answered": "Of those that answered"}
NONE = {"": "Nothing beside it"}
NOTHING = {
    "support": "No answer of this survey supports an action.",
    "onset": "No practice would act, even if all did.",
    "moves": "Choose an earlier survey of the same practices: there is none to compare with here.",
    "comments": "Nobody wrote a comment in this survey.",
}

# Two surveys of one region often begin alike: their names have what room the view leaves.
WIDTHS = {"shares": [3, 4, 4, 3, 3], "moves": [3, 5, 5, 4]}
USUAL = [3, 7, 4]

visit = start("preferences")
with visit.guarding():
    on = visit.on
    regions = surveyed_regions(visit)
    if not regions:
        show_empty("No survey is loaded yet.", "Bring one in on the Upload page; its answers appear here.")
        st.stop()
    view = choose_part("Show", "view", VIEWS, quiet=True)
    first, second, *rest = st.columns(WIDTHS.get(view, USUAL), vertical_alignment="bottom")
    with first:
        region = choose_one("Region", "region", regions)
    with second:
        surveys = surveys_of(visit, region, on)
        survey = choose_one("Survey", "survey", surveys)
    place = {"region": region, "survey": survey}
    if view == "shares":
        others = {
            f"{at}/{one}": f"{name}: {title}"
            for at, name in regions.items()
            for one, title in surveys_of(visit, at, on).items()
            if (at, one) != (region, survey)
        }
        with rest[0]:
            beside = choose_one("Side by side with", "beside", NONE | others)
        with rest[1]:
            order = choose_one("Order", "order", ORDERS)
        with rest[2]:
            base = choose_one("Shares", "base", BASES)
        if beside:
            pair = {"first": (region, survey), "second": tuple(beside.split("/", 1))}
            slide = Slide.of("comparison", **pair, order=order, base=base, on=on)
        else:
            slide = Slide.of("preferences", **place, order=order, base=base, on=on)
    elif view == "support":
        with rest[0]:
            base = choose_one("Shares", "base", BASES, "answered")
        slide = Slide.of("support", **place, base=base, on=on)
    elif view == "onset":
        slide = Slide.of("onset", **place, kind="action", on=on)
    elif view == "moves":
        earlier = {one: title for one, title in surveys.items() if one != survey}
        with rest[0]:
            before = choose_one("Moved from", "before", earlier or NONE)
        asked = visit.measure("moves", regions=(region,), survey=survey, on=on)["action"]
        actions = {one: labels(visit).names.get(one, one) for one in dict.fromkeys(asked)}
        with rest[1]:
            action = choose_one("Action", "action", {"": "All, a line each"} | actions)
        slide = Slide.of("moves", **place, before=before, action=action, on=on)
    else:
        slide = Slide.of(view, **place, on=on)
    chart = slide.chart(visit, PAGE)
    if chart:
        show(chart, area=labels(visit).regions.get(region, region))
        show_behind(visit, slide)
        show_asked(visit, region, survey)
        offer_slide(visit, slide, region)
    elif too_early := not_begun(visit, region, survey, on)[0]:
        show_empty(too_early, not_begun(visit, region, survey, on)[1])
    else:
        show_empty(NOTHING.get(view, "Nobody has answered this survey yet."))
