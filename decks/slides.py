"""The slides of a meeting: which charts, in which order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from inspect import signature

import pandas as pd

from charts import Chart
from decks.changes import since_words
from decks.drawings import DRAWINGS, draw
from decks.reading import Reading
from decks.subjects import (
    compared_regions,
    noticed_regions,
    responding_regions,
    surveyed_regions,
    surveys_of,
    usual_regions,
)

NAMING = "practices"
"""The drawing that names practices: only a meeting with names switched on shows it."""


@dataclass(frozen=True)
class Slide:
    """A chart by its name among the drawings and its arguments, as (name, value) pairs.

    since, on: the days of the last meeting and of this one, where the slide is to say what changed between them.
    """

    name: str
    asked: tuple[tuple[str, object], ...]
    since: date | None = None
    on: date | None = None

    @classmethod
    def of(cls, name: str, **asked: object) -> Slide:
        """The slide of a drawing by its name in DRAWINGS, with what it is asked for."""
        return cls(name, tuple(asked.items()))

    def chart(self, reading: Reading) -> Chart | None:
        """Its chart; None where there is nothing to draw."""
        asked = dict(self.asked)
        chart = draw(reading, self.name, **asked)
        if chart is None or self.since is None:
            return chart
        return replace(chart, since=since_words(reading, self.name, asked, self.since, self.on))

    def dated(self, days: dict[str, date]) -> Slide:
        """The slide with those of the days that its chart asks for and that are not chosen already."""
        wanted = signature(DRAWINGS[self.name]).parameters.keys() - dict(self.asked).keys()
        return Slide(self.name, (*self.asked, *((name, days[name]) for name in days if name in wanted)))

    def undated(self, today: date) -> Slide:
        """The slide as a meeting keeps it: with its own day where that is not today."""
        return Slide(self.name, tuple((name, value) for name, value in self.asked if value != today))


def presented_regions(reading: Reading, on: date) -> dict[str, str]:
    """Regions with a survey first, then those with notices or published figures."""
    return surveyed_regions(reading) | noticed_regions(reading, on)


def usual(reading: Reading, region: str, on: date) -> list[Slide]:
    """The slides of a region's monthly meeting, whatever its days."""
    place = ("region", region)
    survey = next(iter(surveys_of(reading, region, on)), None)
    deck = [Slide(name, (place,)) for name in ("since", "standing")]
    deck += [Slide("preferences", (place, ("survey", survey)))] if survey else []
    deck += [
        Slide(name, (place,)) for name in ("changes", "notices", "coming", "practices", "dates", "totals")
    ]
    deck.append(Slide("responses", (("regions_shown", _responding(reading)),)))
    return deck + [
        Slide("matrix", (("kind", kind), ("regions_shown", shown)))
        for kind in ("service", "action")
        if len(shown := _side_by_side(reading, region, kind, on)) > 1
    ]


def playable(
    reading: Reading, chosen: Iterable[Slide], on: date, since: date | None = None, until: date | None = None
) -> list[Slide]:
    """The chosen slides with the days of a meeting put in; those with nothing to draw are left out.

    Where the day of the last meeting is known, each says what changed since.
    """
    days = meeting_days(on, since, until)
    dated = [replace(slide.dated(days), since=since, on=on) for slide in chosen if slide.name in DRAWINGS]
    return [slide for slide in dated if slide.chart(reading)]


def meeting_days(on: date, since: date | None = None, until: date | None = None) -> dict[str, date]:
    """The days that the charts of a meeting ask for: its own, the one before it and the next, a month away."""
    month = pd.DateOffset(months=1)
    return {
        "on": on,
        "since": since or (pd.Timestamp(on) - month).date(),
        "until": until or (pd.Timestamp(on) + month).date(),
    }


def _responding(reading: Reading) -> tuple[str, ...]:
    return tuple(usual_regions(reading, responding_regions(reading), 8))


def _side_by_side(reading: Reading, region: str, kind: str, on: date) -> tuple[str, ...]:
    """The usual regions with figures of a kind, a meeting's own first where it is one of them."""
    offered = compared_regions(reading, on, kind)
    offered = {name: offered[name] for name in sorted(offered, key=lambda name: name != region)}
    return tuple(usual_regions(reading, offered))
