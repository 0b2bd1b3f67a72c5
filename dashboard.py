"""Where we stand: the newest survey, the notices, what comes next, what could not be read."""

from __future__ import annotations

from charts import COMPACT
from decks.drawings import draw
from decks.labels import labels
from decks.standing import facts, newest_survey
from decks.subjects import compared_regions, usual_regions
from frame import show, show_empty, start
from frame.cards import draw_directions, draw_facts

visit = start("dashboard")
with visit.guarding():
    on = visit.on
    newest = newest_survey(visit, on=on)
    if newest:
        region, survey = newest
        chart = draw(visit, "preferences", region=region, survey=survey, on=on, look=COMPACT)
        area = labels(visit).regions.get(region, region)
    else:
        known = usual_regions(compared_regions(visit, on))
        chart = draw(visit, "matrix", regions_shown=tuple(known), kind="service", on=on, look=COMPACT)
        area = "regions"
    found = facts(visit, on)
    if chart and not newest:
        show_empty("No survey is loaded yet: what follows was published elsewhere.")
        draw_facts(found)
        show(chart, area=area, level=2)
    elif chart:
        show(chart, area=area, before=lambda: draw_facts(found))
    else:
        show_empty("Nothing is loaded yet.", "Bring in a survey or a notice log on the Upload page.")
    draw_directions(visit.viewer)
