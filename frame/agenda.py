"""The agenda pack of a meeting, made on the page where the meeting is arranged, under the LMC's name and logo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from decks.meetings import Meeting
from frame.links import draw_way
from frame.lmc import VIEW, letterhead
from frame.places import BY_NAME
from frame.showing import plain
from frame.visit import Visit
from frame.watch import taken
from packs.making import FORMATS, file_of, make
from packs.pack import assemble

MADE = "made_pack"


def offer_pack(visit: Visit, meeting: Meeting, on: date) -> None:
    """Whose name and logo it bears; then the format, progress, and the file to download.

    Practices are named where the meeting names them, and nowhere else.
    """
    st.header("Agenda pack", anchor=False)
    st.caption(
        "The same slides as a file. PowerPoint has charts that can be edited, and notes; the PDF can be read aloud; "
        "the workbook has every figure; the HTML file is the wall itself, for any browser, without a network."
        + (
            " Practices are named in it, and each page says so."
            if meeting.names
            else " It names no practice."
        )
    )
    if visit.viewer.may_upload:
        name, logo = letterhead(visit)
        has = f"{plain(name) or 'no name'} and {'a' if logo else 'no'} logo"
        draw_way(BY_NAME["data"], VIEW, f"It bears {has}: change that")
    with st.form("agenda_pack", border=False):
        columns = st.columns([3, 2, 6], vertical_alignment="bottom")
        kind = columns[0].selectbox("Format", list(FORMATS), format_func=lambda name: FORMATS[name].label)
        asked = columns[1].form_submit_button("Make the pack", type="primary")
    wanted = (meeting, on, visit.snapshot.generation, visit.clearance, kind)
    if asked:
        _make(visit, meeting, on, kind, wanted)
    _offer_made(wanted)


def _make(visit: Visit, meeting: Meeting, on: date, kind: str, wanted: tuple) -> None:
    """Make the file and keep it for this visitor until something else is asked for."""
    name, logo = letterhead(visit)
    shown = visit if meeting.names else visit.nameless()
    pack = assemble(shown, meeting, on, organisation=name, logo=logo)
    if not pack.charts:
        st.warning("None of the slides of this meeting has anything to draw.")
        return
    bar = st.progress(0.0, "Making the pack")
    made = make(pack, [kind], _telling(bar))
    bar.empty()
    st.session_state[MADE] = (wanted, file_of(pack, kind), made[kind])


def _telling(bar) -> Callable[[float, str], None]:
    return lambda done, words: bar.progress(min(done, 1.0), plain(words))


def _offer_made(wanted: tuple) -> None:
    """The file that was made, for as long as it is what the page asks for."""
    made = st.session_state.get(MADE)
    if not made or made[0] != wanted:
        return
    _, name, content = made
    kind = FORMATS[wanted[-1]]
    st.download_button(
        f"Download the {kind.label}",
        taken(content, name),
        name,
        kind.kind,
        key="download_pack",
        on_click="ignore",
        type="primary",
    )
