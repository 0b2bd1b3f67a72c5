"""What each ICB did after, on a time line."""

from __future__ import annotations

import streamlit as st

from charts import PAGE
from decks.drawings import labels
from decks.slides import Slide
from decks.subjects import usual_regions
from frame import choose_many, show, show_empty, start
from frame.arranging import offer_slide

visit = start("responses")
with visit.guarding():
    known = set(visit.measure("responses")["region"])
    offered = {region: name for region, name in labels(visit).regions.items() if region in known}
    if not offered:
        show_empty("No response of an ICB is on record.", "They are rows of data/reference/responses.csv.")
        st.stop()
    chosen = choose_many("Regions", "regions", offered, usual_regions(offered, 9))
    slide = Slide.of("responses", regions_shown=tuple(chosen))
    show(slide.chart(visit, PAGE), area="responses")
    offer_slide(visit, slide, chosen[0])
