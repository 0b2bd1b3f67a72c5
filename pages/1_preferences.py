"""What practices say about each action: one survey, or two side by side."""

from __future__ import annotations

from decks.labels import labels
from decks.subjects import surveyed_regions, surveys_of
from frame import Visit, choose_one, draw_body, show_empty, start
from frame.asking import show_asked
from frame.read_comments import offer_reading
from frame.views.preferences import VIEWS, nothing
from frame.views.view import View, choices, choose_view, show_slide


def _beside(visit: Visit, view: View, region: str, survey: str) -> None:
    show_asked(visit, region, survey)
    if view is VIEWS["comments"]:
        offer_reading(visit, region, survey)


def _draw(visit: Visit) -> None:
    regions = surveyed_regions(visit)
    if not regions:
        show_empty("No survey is loaded yet.", "Bring one in on the Upload page; its answers appear here.")
    else:
        view = choose_view(VIEWS)
        with choices():
            region = choose_one("Region", "region", regions)
            survey = choose_one("Survey", "survey", surveys_of(visit, region, visit.on))
            slide = view.slide(visit, region, survey)
        show_slide(
            visit, slide, nothing(visit, view, region, survey),
            area=labels(visit).regions.get(region, region), region=region,
            beside=lambda: _beside(visit, view, region, survey),
        )  # fmt: skip


visit = start("preferences")
draw_body(visit, _draw)
