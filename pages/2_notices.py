"""Notices: practices per service, the dates on which they take effect, and how they added up."""

from __future__ import annotations

from decks.labels import labels
from decks.subjects import noticed_regions
from frame import Visit, choose_one, draw_body, show_empty, start
from frame.views.notices import VIEWS, nothing
from frame.views.view import choices, choose_view, show_slide

ALL = {"all": "All services"}


def _draw(visit: Visit) -> None:
    regions = noticed_regions(visit, visit.on)
    if not regions:
        show_empty("No notice is loaded yet.", "Bring a notice log in on the Upload page; it appears here.")
    else:
        view = choose_view(VIEWS)
        categories = labels(visit).categories
        with choices():
            region = choose_one("Region", "region", regions)
            category = choose_one("Category", "category", ALL | {name: name for name in categories})
        slide = view.slide(visit, region, tuple(categories.get(category, ())))
        name = regions[region]
        show_slide(visit, slide, nothing(view, name), area=name, region=region)


visit = start("notices")
draw_body(visit, _draw)
