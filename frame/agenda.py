"""The agenda pack of a meeting, made on the page where the meeting is arranged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st

from decks.meetings import Meeting
from frame.showing import plain
from frame.visit import Visit
from packs.making import FORMATS, file_of, make
from packs.pack import Logo, LogoError, Pack, assemble, read_logo

SETTING = ("lmc", "name")
MADE = "made_pack"
PICTURES = ["png", "jpg", "jpeg", "gif"]
LARGEST = 5  # MB


def offer_pack(visit: Visit, meeting: Meeting, on: date) -> None:
    """Format, name and logo; then progress; then the file to download.

    Practices are named where the meeting names them, and nowhere else.
    """
    st.header("Agenda pack", anchor=False)
    st.caption(
        "The same slides as a file. PowerPoint has charts that can be edited, and notes; the PDF can be read aloud; "
        "the workbook has every figure."
        + (
            " Practices are named in it, and each page says so."
            if meeting.names
            else " It names no practice."
        )
    )
    with st.form("agenda_pack", border=False):
        columns = st.columns([3, 4, 4, 2], vertical_alignment="bottom")
        kind = columns[0].selectbox("Format", list(FORMATS), format_func=lambda name: FORMATS[name].label)
        name = columns[1].text_input(
            "Name of the LMC", visit.snapshot.settings(SETTING[0]).get(SETTING[1]) or ""
        )
        picture = columns[2].file_uploader("Logo (PNG, JPEG or GIF)", PICTURES, max_upload_size=LARGEST)
        asked = columns[3].form_submit_button("Make the pack", type="primary")
    wanted = (meeting, on, visit.snapshot.generation, kind, name, picture.file_id if picture else "")
    if asked:
        _make(visit, meeting, on, kind, name.strip(), picture, wanted)
    _offer_made(wanted)


def _make(visit: Visit, meeting: Meeting, on: date, kind: str, name: str, picture, wanted: tuple) -> None:
    """Make the file and keep it for this visitor until something else is asked for."""
    try:
        logo = read_logo(picture.getvalue()) if picture else None
    except LogoError as wrong:
        st.error(str(wrong))
        return
    pack = _assembled(visit, meeting, on, name, logo)
    if not pack.charts:
        st.warning("None of the slides of this meeting has anything to draw.")
        return
    bar = st.progress(0.0, "Making the pack")
    made = make(pack, [kind], _telling(bar))
    bar.empty()
    st.session_state[MADE] = (wanted, kind, file_of(pack, kind), made[kind])
    if visit.viewer.may_upload and name != (visit.snapshot.settings(SETTING[0]).get(SETTING[1]) or ""):
        visit.store.set(*SETTING, name or None, visit.viewer.name)


def _assembled(visit: Visit, meeting: Meeting, on: date, name: str, logo: Logo | None) -> Pack:
    return assemble(visit, meeting, on, organisation=name, logo=logo)


def _telling(bar) -> Callable[[float, str], None]:
    return lambda done, words: bar.progress(min(done, 1.0), plain(words))


def _offer_made(wanted: tuple) -> None:
    """The file that was made, for as long as it is what the page asks for."""
    made = st.session_state.get(MADE)
    if not made or made[0][:2] != wanted[:2] or made[1] != wanted[3]:
        return
    _, kind, name, content = made
    st.download_button(
        f"Download the {FORMATS[kind].label}",
        content,
        name,
        FORMATS[kind].kind,
        key="download_pack",
        on_click="ignore",
    )
