"""The landing page below its bar: the newest survey, the notices, what comes next, what could not be read."""

from __future__ import annotations

from decks.labels import labels
from decks.slides import Slide
from decks.standing import facts, newest_survey, noticed_region
from decks.subjects import compared_regions, usual_regions
from frame.cards import draw_facts
from frame.showing import show, show_empty
from frame.since import show_since
from frame.tracing import show_behind
from frame.visit import Visit


def draw_landing(visit: Visit) -> None:
    """Facts at a glance, the newest survey or else the regions side by side, and the practices behind the figures."""
    on = visit.on
    newest = newest_survey(visit, on=on)
    if newest:
        region, survey = newest
        slide = Slide.of("preferences", region=region, survey=survey, on=on)
        area = labels(visit).regions.get(region, region)
    else:
        known = usual_regions(visit, compared_regions(visit, on))
        slide = Slide.of("matrix", regions_shown=tuple(known), kind="service", on=on)
        area = "regions"
    standing, chart = facts(visit, on), slide.chart(visit)
    if chart and not newest:
        show_empty("No survey is loaded yet: what follows was published elsewhere.")
        draw_facts(standing)
        show(visit, slide, chart, area=area, level=2)
    elif chart:
        show(visit, slide, chart, area=area, before=lambda: draw_facts(standing))
    else:
        show_empty("Nothing is loaded yet.", "Bring in a survey or a notice log on the Upload page.")
    if chart:
        show_since(visit, newest[0] if newest else noticed_region(visit, on) or "")
        logged = noticed_region(visit, on)
        show_behind(visit, slide, *([Slide.of("notices", region=logged, on=on)] if logged else []))
