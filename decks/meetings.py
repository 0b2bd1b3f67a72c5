"""A meeting: whose it is, when the last one was and the next will be, and the slides that it shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from decks.reading import Reading
from decks.slides import NAMING, Slide, playable, usual
from store import Snapshot

KIND = "meeting"
THEMES = ("light", "dark")


@dataclass(frozen=True)
class Meeting:
    """What is kept of a meeting under its name.

    last_on, next_on: days of the meeting before and of the next one, None unknown. slides: in their order;
    empty for the usual ones of the region. names: practices may be named on the wall and in the pack.
    theme: light or dark.
    """

    name: str
    region: str
    last_on: date | None = None
    next_on: date | None = None
    slides: tuple[Slide, ...] = ()
    names: bool = False
    theme: str = "light"

    def value(self) -> dict[str, Any]:
        """As the store keeps it."""
        return {
            "region": self.region,
            "last_on": None if self.last_on is None else self.last_on.isoformat(),
            "next_on": None if self.next_on is None else self.next_on.isoformat(),
            "slides": [{"name": slide.name, "asked": dict(slide.asked)} for slide in self.slides],
            "names": self.names,
            "theme": self.theme,
        }

    def with_slide(self, slide: Slide) -> Meeting:
        """One slide more, at the end; a slide that it has already is not added again."""
        return self if slide in self.slides else replace(self, slides=(*self.slides, slide))

    def without_slide(self, at: int) -> Meeting:
        """One slide less, by its place from 0."""
        return replace(self, slides=self.slides[:at] + self.slides[at + 1 :])

    def with_slide_moved(self, at: int, by: int) -> Meeting:
        """The slide at a place moved up (by = -1) or down (1); at either end nothing changes."""
        to = at + by
        if not 0 <= to < len(self.slides):
            return self
        slides = list(self.slides)
        slides.insert(to, slides.pop(at))
        return replace(self, slides=tuple(slides))


def play(reading: Reading, meeting: Meeting, on: date) -> list[Slide]:
    """The slides of a meeting on a day, in their order; those with nothing to draw are left out."""
    chosen = [slide for slide in chosen_of(reading, meeting, on) if meeting.names or slide.name != NAMING]
    return playable(reading, chosen, on, meeting.last_on, meeting.next_on)


def chosen_of(reading: Reading, meeting: Meeting, on: date) -> tuple[Slide, ...]:
    """The slides that were chosen, else the usual ones of the region."""
    return meeting.slides or tuple(usual(reading, meeting.region, on))


def meetings(snapshot: Snapshot) -> dict[str, Meeting]:
    """The meetings that are kept, by name."""
    return {name: _meeting(name, value) for name, value in snapshot.settings(KIND).items()}


def last_meeting(kept: Iterable[Meeting], region: str, on: date) -> date | None:
    """The day of a region's last meeting before a day, by the meetings that are kept; None where none says one."""
    days = (meeting.last_on for meeting in kept if meeting.region == region)
    return max((day for day in days if day and day < on), default=None)


def _meeting(name: str, value: dict[str, Any]) -> Meeting:
    return Meeting(
        name=name,
        region=value.get("region") or "",
        last_on=_day(value.get("last_on")),
        next_on=_day(value.get("next_on")),
        slides=tuple(Slide(slide["name"], _asked(slide["asked"])) for slide in value.get("slides") or ()),
        names=bool(value.get("names")),
        theme=value.get("theme") if value.get("theme") in THEMES else "light",
    )


def _asked(asked: dict[str, Any]) -> tuple[tuple[str, object], ...]:
    """JSON knows no tuples, and what a slide asks for must be hashable."""
    return tuple((name, tuple(value) if isinstance(value, list) else value) for name, value in asked.items())


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
