"""Arranging a meeting: its name, region, days and slides. What is changed here is kept at once."""

from __future__ import annotations

import html
from dataclasses import replace
from datetime import date

import streamlit as st

from charts.wording import capital
from decks.labels import labels
from decks.meetings import KIND, Meeting, chosen_of
from decks.slides import NAMING, Slide, playable, presented_regions
from frame.agenda import offer_pack
from frame.meeting import address, kept_meetings
from frame.showing import plain
from frame.visit import Visit

# What a slide is called where it has nothing to draw, and so no headline.
CALLED = {
    "since": "Since the last meeting",
    "standing": "Where we stand",
    "preferences": "Preferences per action",
    "comparison": "Two surveys side by side",
    "changes": "What changed since the last meeting",
    "notices": "Notices per service",
    "coming": "What comes into effect before the next meeting",
    "practices": "Practices whose notices come into effect (names)",
    "dates": "Effective dates",
    "totals": "Notices over time",
    "responses": "What the ICBs did",
    "matrix": "Regions side by side",
    "subject": "One service or action across the regions",
    "tiles": "One service or action on the map of ICBs",
    "beside": "A region beside the others",
    "differences": "Two regions: do they differ?",
    "patients": "Patients of the practices that act",
    "networks": "Network by network",
    "local": "A service under its local names",
    "days": "Days until the ICB moved",
    "outcomes": "What worked where",
    "positions": "Where the LMC stands on each offer",
    "ledger": "The ledger: notice, offer, amount and days",
    "limits": "What limits the figures",
    "lmcs": "Which LMCs have handed over",
    "england": "England by week",
    "menu": "What a menu's items mean",
}


def arrange(visit: Visit, meeting: Meeting, on: date) -> None:
    """Everything about one meeting, to look at and to change."""
    st.title(plain(_title(visit, meeting)), anchor=False)
    _choose_meeting(visit, meeting)
    if not visit.viewer.may_upload:
        st.caption(
            "This dashboard is set up for looking only: meetings are arranged on the LMC's own machine."
        )
    elif meeting.name:
        _set_up(visit, meeting)
    else:
        _keep_as(visit, meeting, on)
    st.header("Slides", anchor=False)
    _list_slides(visit, meeting, on)
    offer_pack(visit, meeting, on)


def _title(visit: Visit, meeting: Meeting) -> str:
    if meeting.name:
        return f"Meeting “{meeting.name}”"
    return f"The usual meeting of {capital(labels(visit).regions.get(meeting.region, meeting.region))}"


def _choose_meeting(visit: Visit, meeting: Meeting) -> None:
    """Every meeting there is, those that are kept first; the address follows the choice."""
    meetings = {
        ("meeting", name_of_meeting): f"Meeting “{name_of_meeting}”"
        for name_of_meeting in kept_meetings(visit)
    }
    for region, name in presented_regions(visit, date.today()).items():
        meetings["region", region] = f"The usual meeting of {capital(name)}"
    now = ("meeting", meeting.name) if meeting.name else ("region", meeting.region)
    left, right = st.columns([5, 6], vertical_alignment="bottom")
    chosen = left.selectbox(
        "Meeting", list(meetings), list(meetings).index(now) if now in meetings else None,
        format_func=meetings.get, key=f"arranged {now}",
    )  # fmt: skip
    where = html.escape(address(meeting))
    right.html(f'<a class="button" href="{where}" target="_self">Present this meeting</a>')
    if chosen and chosen != now:
        st.query_params.from_dict({**_lasting(), chosen[0]: chosen[1], "arrange": "yes"})
        st.rerun()


def _lasting() -> dict[str, str]:
    """What of the address holds for whichever meeting is looked at."""
    return {name: st.query_params[name] for name in ("on", "theme") if name in st.query_params}


def _keep_as(visit: Visit, meeting: Meeting, on: date) -> None:
    """The usual slides are made anew from the data; to change them, the meeting gets a name."""
    st.caption(
        "These slides follow from the data. To choose others, or to set the days, keep them under a name."
    )
    with st.form("keep_as", border=False):
        left, right = st.columns([3, 1], vertical_alignment="bottom")
        name = left.text_input(
            "Name of the meeting", f"{labels(visit).regions.get(meeting.region, '')} monthly"
        )
        if right.form_submit_button("Keep", type="primary") and name.strip():
            kept = replace(meeting, name=name.strip(), slides=chosen_of(visit, meeting, on))
            _keep(visit, kept)


def _set_up(visit: Visit, meeting: Meeting) -> None:
    with st.form(f"meeting {meeting.name}", border=False):
        columns = st.columns(5, vertical_alignment="bottom")
        last = columns[0].date_input("Last meeting", meeting.last_on, format="DD/MM/YYYY")
        following = columns[1].date_input("Next meeting", meeting.next_on, format="DD/MM/YYYY")
        theme = columns[2].selectbox("Colours", ["light", "dark"], ["light", "dark"].index(meeting.theme))
        names = meeting.names
        if visit.viewer.may_see_names:
            names = columns[3].checkbox("Name practices", meeting.names)
        if columns[4].form_submit_button("Keep", type="primary"):
            kept = replace(meeting, last_on=last, next_on=following, theme=theme, names=bool(names))
            _keep(visit, kept)
    if meeting.names:
        st.warning("Practices are named on the slides of this meeting, and each slide says so.")
    if st.button("Forget this meeting", key="forget_meeting", type="tertiary"):
        visit.store.set(KIND, meeting.name, None, visit.viewer.name)
        st.query_params.from_dict({"region": meeting.region, "arrange": "yes"})
        st.rerun()


def _list_slides(visit: Visit, meeting: Meeting, on: date) -> None:
    lines = visit.kept("slides in words", (meeting, on), lambda: _lines(visit, meeting, on))
    if not (meeting.name and visit.viewer.may_upload):
        st.markdown("\n".join(lines))
        return
    for at, line in enumerate(lines):
        words, up, down, out = st.columns([13, 1, 1, 2], vertical_alignment="center")
        words.markdown(line)
        _button(visit, up, "↑", "Up", at, meeting.with_slide_moved(at, -1))
        _button(visit, down, "↓", "Down", at, meeting.with_slide_moved(at, 1))
        _button(visit, out, "Take out", "Take out", at, meeting.without_slide(at))
    st.caption("More slides: every chart of the other pages has “Add to a meeting” under it.")


def _lines(visit: Visit, meeting: Meeting, on: date) -> list[str]:
    """The slides of a meeting, numbered, each in a line."""
    chosen = enumerate(chosen_of(visit, meeting, on), 1)
    return [f"{number}. {plain(_words(visit, meeting, slide, on))}" for number, slide in chosen]


def _words(visit: Visit, meeting: Meeting, slide: Slide, on: date) -> str:
    """The slide's headline as it stands today, or why it will not be shown."""
    called = CALLED.get(slide.name, slide.name)
    if slide.name == NAMING and not meeting.names:
        return f"{called}: not shown while names are off"
    shown = playable(visit, [slide], on, meeting.last_on, meeting.next_on)
    chart = shown[0].chart(visit) if shown else None
    return chart.headline if chart else f"{called}: nothing to draw, so not shown"


def _button(visit: Visit, place, label: str, says: str, at: int, changed: Meeting) -> None:
    place.button(
        label, key=f"{says} {at}", help=f"{says}: slide {at + 1}", type="tertiary",
        on_click=_keep_quietly, args=(visit, changed),
    )  # fmt: skip


def _keep_quietly(visit: Visit, meeting: Meeting) -> None:
    visit.store.set(KIND, meeting.name, meeting.value(), visit.viewer.name)


def _keep(visit: Visit, meeting: Meeting) -> None:
    _keep_quietly(visit, meeting)
    st.query_params.from_dict({"meeting": meeting.name, "arrange": "yes"})
    st.rerun()


def offer_slide(visit: Visit, slide: Slide, region: str) -> None:
    """Under a chart: add it to a meeting that is kept, or to a new one."""
    if not visit.viewer.may_upload:
        return
    with st.popover("Add to a meeting", key="add_to_meeting", on_change="rerun") as opened:
        if not opened.open:
            return
        kept = kept_meetings(visit)
        chosen = st.selectbox(
            "Meeting", list(kept), key="meeting_of_slide", accept_new_options=True,
            index=0 if kept else None, placeholder="Type a name",
        )  # fmt: skip
        if st.button("Add", key="add_slide", type="primary") and chosen and chosen.strip():
            meeting = kept.get(chosen) or Meeting(chosen.strip(), region)
            _keep_quietly(visit, meeting.with_slide(slide.undated(date.today())))
            st.caption(plain(f"It is a slide of “{chosen.strip()}”."))
