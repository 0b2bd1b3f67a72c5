"""Regions side by side: their figures, what stands beside them, whom they reach, what things are called there."""

from __future__ import annotations

from decks.subjects import compared_regions
from frame import Visit, draw_body, show_empty, start
from frame.views.regions import VIEWS, choose_kind, nothing, region_of
from frame.views.view import choices, choose_view, show_slide


def _draw(visit: Visit) -> None:
    if not compared_regions(visit, visit.on):
        show_empty("No region has a figure yet.", "Surveys, notice logs and published figures appear here.")
    else:
        view = choose_view(VIEWS)
        with choices():
            kind = choose_kind(visit, view)
            slide = view.slide(visit, kind)
        words = nothing(visit, view, slide, kind)
        show_slide(visit, slide, words, area="regions", region=region_of(visit, slide))


visit = start("regions")
draw_body(visit, _draw)
