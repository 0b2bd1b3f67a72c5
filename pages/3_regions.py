"""Regions side by side: their figures, what stands beside them, whom they reach, what things are called there."""

from __future__ import annotations

import streamlit as st

from charts import PAGE
from decks.comparisons import subjects_of
from decks.labels import labels
from decks.slides import Slide
from decks.subjects import (
    common_services,
    compared_regions,
    menus_of,
    networked_subjects,
    nothing_beside,
    placed_beside,
    surveyed_regions,
    usual_regions,
)
from frame import choose_many, choose_one, choose_part, show, show_empty, start
from frame.arranging import offer_slide
from frame.tracing import show_behind

VIEWS = {
    "figures": "Figures",
    "map": "Map",
    "beside": "Beside the others",
    "differences": "Two regions",
    "patients": "Patients",
    "networks": "Networks",
    "local": "Local names",
    "limits": "Local limits",
}
LAYOUTS = {"2024": "The 42 ICBs of 2024/25", "2026": "The 36 of April 2026"}
KINDS = {"service": "Services", "action": "Actions"}
GRID = "all"
NOTHING = {
    "figures": ("None of these regions has a figure for this.", "Choose other regions, or the other kind."),
    "map": ("There is no grid of ICBs in the reference data.", ""),
    "differences": (
        "Two regions are compared by their surveys, and fewer than two have one here.",
        "Bring the other region's survey in on the Upload page.",
    ),
    "patients": (
        "No list sizes of this region's practices are loaded, or none of them acts.",
        "Bring in a list of practices with list sizes on the Upload page.",
    ),
    "networks": (
        "No list of this region's practices is loaded, so their networks are not known.",
        "Bring in a list of practices with their networks on the Upload page.",
    ),
    "limits": ("No local limit is on record.", ""),
    "local": ("No region's name or contract for this is on record.", ""),
}

visit = start("regions")
with visit.guarding():
    view = choose_part("Show", "view", VIEWS, quiet=True)
    on = visit.on
    first, second, third = st.columns([4, 5, 11], vertical_alignment="bottom")
    with first:
        # Services of few regions have shares alike: what stands beside something is shown first.
        beside = (each for each in KINDS if view == "beside" and placed_beside(visit, each, on))
        kind = choose_part("Compare", "kind", KINDS, next(beside, None))
    offered = compared_regions(visit, on)
    if not offered:
        show_empty("No region has a figure yet.", "Surveys, notice logs and published figures appear here.")
        st.stop()
    names = labels(visit).names
    slide, region, subject = None, next(iter(offered)), GRID
    if view in ("figures", "map"):
        wide = subjects_of(visit, kind, on).groupby("subject")["region"].nunique()
        subjects = {one: names.get(one, one) for one in wide.sort_values(ascending=False).index}
        with second:
            whole = {GRID: "All, as a grid"} if view == "figures" else {}
            subject = choose_one(
                "Subject", "subject" if whole else "on_map", whole | subjects or {"": "None"}
            )
        if view == "map":
            with third:
                layout = choose_one("ICBs", "layout", LAYOUTS)
            slide = Slide.of("tiles", subject=subject, kind=kind, layout=layout, on=on)
        elif subject == GRID:
            with third:
                chosen = choose_many("Regions", "regions", offered, usual_regions(offered))
            slide = Slide.of("matrix", regions_shown=tuple(chosen), kind=kind, on=on)
        else:
            slide = Slide.of("subject", subject=subject, kind=kind, on=on)
    elif view == "differences":
        surveyed = surveyed_regions(visit)
        if len(surveyed) > 1:
            with second:
                one = choose_one("First region", "first", surveyed)
            with third:
                rest = {place: name for place, name in surveyed.items() if place != one}
                other = choose_one("Second region", "second", rest)
            slide = Slide.of("differences", region=one, other=other, on=on)
    elif view == "limits":
        slide = Slide.of("limits", kind=kind)
    elif view == "local" and kind == "action":
        with third:
            slide = Slide.of("menu", menu=choose_one("Menu", "menu", menus_of(visit)))
    elif view == "local":
        with third:
            slide = Slide.of("local", subject=choose_one("Service", "service", common_services(visit)))
    else:
        with second:
            usual = next((one for one in surveyed_regions(visit) if one in offered), None)
            placed = placed_beside(visit, kind, on) if view == "beside" else {}
            usual = next(iter(placed), usual)
            region = choose_one("Region", "region", offered, usual)
        slide = Slide.of(view, region=region, kind=kind, on=on)
        if view == "networks":
            reached = networked_subjects(visit, region, kind, on)
            with third:
                among = choose_one("Subject", "among", reached or {"": "None"})
            slide = Slide.of("networks", region=region, subject=among, kind=kind, on=on)
    chart = slide.chart(visit, PAGE) if slide else None
    if chart:
        show(chart, area="regions")
        show_behind(visit, slide)
        offer_slide(visit, slide, region)
    else:
        show_empty(*(nothing_beside(visit, region, kind, on) if view == "beside" else NOTHING[view]))
