"""The agenda pack of a meeting, made on the page where the meeting is arranged, under the LMC's name and logo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from decks.meetings import Meeting
from frame.meeting import letterhead
from frame.showing import plain
from frame.visit import Visit
from frame.watch import taken
from packs.letterhead import KIND, LOGO, NAME, LogoError, logo_value, read_logo
from packs.making import FORMATS, file_of, make
from packs.pack import assemble

MADE = "made_pack"
PICTURES = ["png", "jpg", "jpeg", "gif"]
LARGEST = 5  # MB


def offer_pack(visit: Visit, meeting: Meeting, on: date) -> None:
    """Name and logo, once for all; then the format, progress, and the file to download.

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
        _letterhead(visit)
    with st.form("agenda_pack", border=False):
        columns = st.columns([3, 2, 6], vertical_alignment="bottom")
        kind = columns[0].selectbox("Format", list(FORMATS), format_func=lambda name: FORMATS[name].label)
        asked = columns[1].form_submit_button("Make the pack", type="primary")
    wanted = (meeting, on, visit.snapshot.generation, visit.clearance, kind)
    if asked:
        _make(visit, meeting, on, kind, wanted)
    _offer_made(wanted)


def _letterhead(visit: Visit) -> None:
    """The LMC's name and logo, which the wall and every pack show from then on."""
    name, logo = letterhead(visit)
    with st.expander(f"Name and logo of the LMC{f': {plain(name)}' if name else ''}", expanded=not name):
        with st.form("letterhead", border=False):
            columns = st.columns([4, 5, 2], vertical_alignment="bottom")
            given = columns[0].text_input("Name of the LMC", name).strip()
            picture = columns[1].file_uploader("Logo (PNG, JPEG or GIF)", PICTURES, max_upload_size=LARGEST)
            if columns[2].form_submit_button("Keep", key="keep_letterhead"):
                _keep(visit, name, given, picture)
        if logo:
            shown, forgotten = st.columns([4, 7], vertical_alignment="center")
            shown.image(logo.data, width=180)
            if forgotten.button("Take the logo away", key="forget_logo", type="tertiary"):
                visit.store.set(KIND, LOGO, None, visit.viewer.name)
                st.rerun()


def _keep(visit: Visit, before: str, name: str, picture) -> None:
    try:
        logo = read_logo(picture.getvalue()) if picture else None
    except LogoError as wrong:
        st.error(str(wrong))
        return
    if name != before:
        visit.store.set(KIND, NAME, name or None, visit.viewer.name)
    if logo:
        visit.store.set(KIND, LOGO, logo_value(logo), visit.viewer.name)
    st.rerun()


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
