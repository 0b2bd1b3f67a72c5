"""Every page's first act: set-up, and everything around what the page is about."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from frame.opening import open_first, opened_before
from frame.places import BY_NAME

if TYPE_CHECKING:
    from frame.visit import Visit

HERE = Path(__file__).parent
# As an address that holds the picture: a file would be opened and registered again in every run.
ICON = "data:image/png;base64," + b64encode((HERE / "icon.png").read_bytes()).decode()


def start(name: str) -> Visit:
    """Set the page up, check who is looking, open the store, draw what is around; what the page works with comes back.

    name: of a page in frame.places. Ends the run with one sentence when the viewer may not be here or the
    store cannot be opened.
    """
    place = BY_NAME[name]
    st.set_page_config(
        page_title=f"{place.label} · Collective action",
        page_icon=ICON,
        layout="wide",
        initial_sidebar_state="collapsed",
        menu_items={"Get help": None, "Report a bug": None, "About": None},
    )
    st.html(HERE / "page.css")
    if not opened_before():
        open_first(place)
    # It imports what draws figures, which nobody is to wait for without a word.
    from frame.arriving import arrive

    return arrive(place)
