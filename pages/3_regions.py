"""Regions side by side: a grid of services or actions, or one of them across the regions."""

from __future__ import annotations

from datetime import date

import streamlit as st

from charts import PAGE
from decks.drawings import labels, subjects_of
from decks.slides import Slide
from decks.subjects import compared_regions, usual_regions
from frame import choose_day, choose_many, choose_one, choose_part, show, show_empty, start
from frame.arranging import offer_slide

KINDS = {"service": "Services", "action": "Actions"}
GRID = "all"

visit = start("regions")
with visit.guarding():
    first, second, third, fourth = st.columns([4, 4, 8, 4], vertical_alignment="bottom")
    with first:
        kind = choose_part("Compare", "kind", KINDS)
    with fourth:
        on = choose_day("As of", "on", date.today())
    offered = compared_regions(visit, on)
    if not offered:
        show_empty("No region has a figure yet.", "Surveys, notice logs and published figures appear here.")
        st.stop()
    names = labels(visit).names
    wide = subjects_of(visit, kind, on).groupby("subject")["region"].nunique().sort_values(ascending=False)
    subjects = {subject: names.get(subject, subject) for subject in wide.index}
    with second:
        subject = choose_one("Subject", "subject", {GRID: "All, as a grid"} | subjects)
    if subject == GRID:
        with third:
            chosen = choose_many("Regions", "regions", offered, usual_regions(offered))
        slide = Slide.of("matrix", regions_shown=tuple(chosen), kind=kind, on=on)
    else:
        slide = Slide.of("subject", subject=subject, kind=kind, on=on)
    chart = slide.chart(visit, PAGE)
    if chart:
        show(chart, area="regions")
        offer_slide(visit, slide, next(iter(offered)))
    else:
        show_empty("None of these regions has a figure for this.", "Choose other regions, or the other kind.")
