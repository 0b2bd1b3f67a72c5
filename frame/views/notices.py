"""Views of the notices of a region: on which services, on which days, and how they added up."""

from __future__ import annotations

from functools import partial

from decks.slides import Slide
from frame.views.view import Nothing, View
from frame.visit import Visit


def nothing(view: View, region: str) -> Nothing:
    """What is said of the region, by its name, where the view is blank."""
    sentence, doing = view.nothing
    return sentence.format(region=region), doing


def _drawn(name: str, visit: Visit, region: str, services: tuple[str, ...]) -> Slide:
    return Slide.of(name, region=region, on=visit.on, services=services)


def _onset(visit: Visit, region: str, _: tuple[str, ...]) -> Slide:
    return Slide.of("onset", region=region, kind="service", on=visit.on)


NONE = ("{region} has no notice and no published figure in this category.", "")
NO_LOG = (
    "{region} has no notice log here, so there are no dates to draw.",
    "Figures that others published are under “Per service”.",
)
VIEWS = {
    "services": View("Per service", partial(_drawn, "notices"), NONE),
    "ladder": View("Ladder", partial(_drawn, "ladder"), NONE),
    "windows": View("Next 90 days", partial(_drawn, "windows"), NO_LOG),
    "dates": View("Effective dates", partial(_drawn, "dates"), NO_LOG),
    "totals": View("Over time", partial(_drawn, "totals"), NO_LOG),
    "onset": View("If all did", _onset, NO_LOG),
}
