"""The slides of a meeting: which charts, in which order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from charts import SLIDE, Chart, Look
from decks.drawings import draw, labels
from decks.reading import Reading
from decks.subjects import compared_regions, noticed_regions, surveyed_regions, surveys_of, usual_regions


@dataclass(frozen=True)
class Slide:
    """A chart by its name among the drawings and its arguments, as (name, value) pairs."""

    name: str
    asked: tuple[tuple[str, object], ...]

    def chart(self, visit: Reading, look: Look = SLIDE) -> Chart | None:
        """look: WHOLE where a second slide takes what one has no room for."""
        return draw(visit, self.name, look=look, **dict(self.asked))


def presented_regions(visit: Reading, on: date) -> dict[str, str]:
    """Regions with a survey first, then those with notices or published figures."""
    return surveyed_regions(visit) | noticed_regions(visit, on)


def slides(visit: Reading, region: str, on: date) -> list[Slide]:
    """A region's charts in the order of a meeting; those with nothing to draw are left out."""
    survey = next(iter(surveys_of(visit, region)), None)
    compared = usual_regions(compared_regions(visit, on))
    deck = [Slide("preferences", (("region", region), ("survey", survey)))] if survey else []
    deck += [Slide(name, (("region", region), ("on", on))) for name in ("notices", "dates", "totals")]
    deck += [
        Slide("matrix", (("kind", kind), ("on", on), ("regions_shown", tuple(compared))))
        for kind in ("service", "action")
    ]
    deck.append(Slide("responses", (("regions_shown", _responding(visit)),)))
    return [slide for slide in deck if slide.chart(visit)]


def _responding(visit: Reading) -> tuple[str, ...]:
    present = set(visit.measure("responses")["region"])
    names = labels(visit).regions
    return tuple(usual_regions({region: name for region, name in names.items() if region in present}, 9))
