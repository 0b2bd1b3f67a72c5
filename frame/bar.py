"""The navigation across the top, and the bar under it: how new the data are, and whether invented."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from charts.wording import capital, day, known, listing
from frame.address import choose_day
from frame.links import draw_link, taken_along
from frame.lmc import draw_own
from frame.places import PLACES, Place
from frame.viewer import Viewer
from frame.visit import Visit

BETWEEN = " · "
FIRST = 2  # of the words on the age of the data, those that every screen has room for


def draw_navigation(who: Viewer) -> None:
    """Links to the pages this viewer may open."""
    chosen = taken_along()
    with st.container(horizontal=True, gap="small", key="navigation"):
        for place in PLACES:
            if place.needs_upload and not who.may_upload:
                continue
            draw_link(place, chosen)


def draw_day(place: Place) -> date:
    """The day whose figures the page shows, chosen in the bar and kept in the address; today on a page without one."""
    if not place.dated:
        return date.today()
    st.caption("As of", width="content")
    on = choose_day("As of", "on", date.today(), quiet=True)
    if on != date.today():
        st.badge("not today’s figures" if on < date.today() else "a day yet to come", color="red")
    return on


def draw_bar(visit: Visit) -> None:
    """One line on the age of the data; another, with a way out, while invented data are in them. Where the newest
    are lost, that comes first."""
    draw_own(visit)
    words, invented = visit.kept("freshness in words", (), lambda: _age(visit))
    if visit.snapshot.fallback:
        st.warning(visit.snapshot.fallback)
    marked = visit.on != date.today() or invented  # a mark stands beside the words then
    first = FIRST - 1 if marked else FIRST
    st.caption(BETWEEN.join(words[:first]), width="content")
    if len(words) > first:
        # On a small screen these give way, so that the bar stays one line: page.css.
        with st.container(key="age-in-full", width="content"):
            st.caption(BETWEEN.join(["", *words[first:]]).strip(), width="content")
    if invented:
        _draw_demonstration(visit, invented)


def _age(visit: Visit) -> tuple[list[str], str]:
    """The age of the data in words, part by part, and the regions whose data are invented; '' for none."""
    frame = visit.measure("freshness")
    invented = frame.loc[frame["demonstration"].fillna(False).astype(bool), "region_name"]
    names = listing([name.replace(" (invented)", "") for name in invented])
    return freshness_words(frame).split(BETWEEN), names


def freshness_words(frame: pd.DataFrame) -> str:
    """'Newest reply 5 December 2024 · notice log loaded … · published figures to …'."""
    parts = []
    for column, before in (
        ("survey_as_of", "newest reply"),
        ("notices_loaded_on", "notice log loaded"),
        ("figures_as_of", "published figures to"),
    ):
        dates = [str(value)[:10] for value in frame[column] if known(value)]
        if dates:
            parts.append(f"{before} {day(max(dates))}")
    return capital(BETWEEN.join(parts) or "nothing loaded yet")


def _draw_demonstration(visit: Visit, names: str) -> None:
    st.badge(f"{names} is invented", color="red")
    if visit.viewer.may_upload and st.button(
        "Remove invented data", key="remove_demonstration", type="tertiary"
    ):
        visit.store.drop_demonstration(visit.viewer.name)
        st.rerun()
