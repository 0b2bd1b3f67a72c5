"""What each ICB did after: on a time line, in days, service by service, and where the LMC stands; with a form."""

from __future__ import annotations

from decks.subjects import responding_regions, usual_regions
from frame import Visit, choose_many, draw_body, show_empty, start
from frame.entering import offer_form
from frame.views.responses import VIEWS
from frame.views.view import choose_view, show_slide


def _draw(visit: Visit) -> None:
    offered = responding_regions(visit)
    if not offered:
        show_empty("No response of an ICB is on record.", "They are rows of data/reference/responses.csv.")
    else:
        view = choose_view(VIEWS)
        chosen = choose_many("Regions", "regions", offered, usual_regions(visit, offered, 8))
        slide = view.slide(visit, tuple(chosen))
        show_slide(visit, slide, view.nothing, area="responses", region=chosen[0])
    offer_form(visit)


visit = start("responses")
draw_body(visit, _draw)
