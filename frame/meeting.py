"""A meeting on the wall: which one the address asks for, and its slides as the browser gets them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

import streamlit as st

from charts.svg import THEMES
from decks.meetings import THEMES as KNOWN_THEMES
from decks.meetings import Meeting, meetings, play
from decks.slides import presented_regions
from frame.address import asked_day, asked_for, check_number
from frame.lmc import letterhead
from frame.projector import project
from frame.visit import Visit
from packs.pack import NAMED
from packs.wall import Screen, screens


def meeting_asked_for(visit: Visit, on: date) -> Meeting | None:
    """The meeting that the address names, else the usual one of a region; None where nothing can be shown.

    Practices are named only where the viewer may see names, whatever the meeting says.
    """
    regions = presented_regions(visit, on)
    kept = {
        name: kept_meeting
        for name, kept_meeting in kept_meetings(visit).items()
        if kept_meeting.slides or kept_meeting.region in regions
    }
    name = asked_for("meeting", {"": "", **dict.fromkeys(kept, "")}, "")
    if not kept and not regions:
        return None
    meeting = kept.get(name) or Meeting("", asked_for("region", regions, next(iter(regions), "")))
    theme = asked_for("theme", dict.fromkeys(KNOWN_THEMES, ""), meeting.theme)
    return replace(meeting, theme=theme, names=meeting.names and visit.viewer.may_see_names)


def kept_meetings(visit: Visit) -> dict[str, Meeting]:
    """The meetings that are kept, by name, read once a generation."""
    return visit.kept("meetings", (), lambda: meetings(visit.snapshot))


def day_asked_for() -> date:
    """The day whose figures are shown: today, unless the address names another."""
    return asked_day("on", date.today())


def show_meeting(visit: Visit, meeting: Meeting, on: date) -> bool:
    """Fill the window with the slides; False where there is none."""
    check_number("slide")
    key = (meeting, on)
    visit = visit if meeting.names else visit.nameless()
    wall = visit.kept("screens", key, lambda: _screens(visit, meeting, on))
    if wall:
        mark = NAMED if meeting.names else ""
        _, logo = letterhead(visit)
        project(
            wall, theme=meeting.theme, mark=mark, logo=logo.address if logo else "",
            arrange=address(meeting, arrange="yes"), leave="/",
        )  # fmt: skip
    return bool(wall)


def _screens(visit: Visit, meeting: Meeting, on: date) -> list[Screen]:
    _, logo = letterhead(visit)
    charts = [slide.chart(visit) for slide in play(visit, meeting, on)]
    return screens(charts, THEMES[meeting.theme], logo.ratio if logo else None)


def address(meeting: Meeting, **more: str) -> str:
    """Where a meeting is shown, or arranged; a day and a theme that were asked for go along."""
    asked = {"meeting": meeting.name} if meeting.name else {"region": meeting.region}
    asked |= {name: st.query_params[name] for name in ("on", "theme") if name in st.query_params}
    return "/present?" + urlencode(asked | more)
