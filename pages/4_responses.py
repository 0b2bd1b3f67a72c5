"""What each ICB did after, on a time line."""

from __future__ import annotations

import streamlit as st

from decks.drawings import draw, labels
from decks.subjects import usual_regions
from frame import choose_many, show, show_empty, start

visit = start("responses")
with visit.guarding():
    known = set(visit.measure("responses")["region"])
    offered = {region: name for region, name in labels(visit).regions.items() if region in known}
    if not offered:
        show_empty("No response of an ICB is on record.", "They are rows of data/reference/responses.csv.")
        st.stop()
    chosen = choose_many("Regions", "regions", offered, usual_regions(offered, 9))
    chart = draw(visit, "responses", regions_shown=tuple(chosen))
    show(chart, area="responses")
