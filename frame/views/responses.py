"""Views of what each ICB did after: on a time line, in days, service by service, and where the LMC stands."""

from __future__ import annotations

from functools import partial

from decks.slides import Slide
from frame.views.view import View
from frame.visit import Visit

OTHERS = "Choose other regions, or add what happened."


def _drawn(name: str, visit: Visit, regions: tuple[str, ...]) -> Slide:
    return Slide.of(name, regions_shown=regions, on=visit.on)


VIEWS = {
    "line": View(
        "Time line", partial(_drawn, "responses"), ("In these regions nothing is on record.", OTHERS)
    ),
    "days": View(
        "Days until then",
        partial(_drawn, "days"),
        ("In these regions nothing of the ICB is on record after a notice.", OTHERS),
    ),
    "outcomes": View(
        "What worked where",
        partial(_drawn, "outcomes"),
        ("These regions have no notice, no published figure and no event.", OTHERS),
    ),
    "positions": View(
        "Positions on offers",
        partial(_drawn, "positions"),
        ("In these regions no offer and no position is on record.", OTHERS),
    ),
}
