"""Every page's first act: set-up, who is looking, the store as it stands, navigation and the as-of bar."""

from __future__ import annotations

from base64 import b64encode
from datetime import date
from pathlib import Path

import streamlit as st

from frame.address import open_notes
from frame.bar import draw_bar, draw_day, draw_navigation
from frame.entrance import draw_sign_out, let_in
from frame.opening import opened
from frame.places import BY_NAME
from frame.visit import Visit, tell

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
    # On the wall there is a slide and nothing of the application.
    on_the_wall = place.name == "present" and "arrange" not in st.query_params
    try:
        store = opened()
        who = let_in(store)
        if not on_the_wall:
            draw_navigation(who)
            draw_sign_out(who, store)
        if place.needs_upload and not who.may_upload:
            st.warning("This dashboard is set up for looking only: files come in on the LMC's own machine.")
            st.stop()
        snapshot = store.snapshot()
        if on_the_wall:
            open_notes("notes")
            return Visit(place, who, store, snapshot, date.today())
        bar = st.container(horizontal=True, vertical_alignment="center", key="as-of")
        open_notes()
        with bar:
            visit = Visit(place, who, store, snapshot, draw_day(place))
            draw_bar(visit)
    except Exception as error:
        st.title("The data could not be opened", anchor=False)
        tell(error)
        st.stop()
    return visit
