"""Who is looking, the store as it stands, and what is drawn around every page: navigation and the as-of bar."""

from __future__ import annotations

from datetime import date

import streamlit as st

from frame.address import open_notes
from frame.bar import draw_bar, draw_day, draw_navigation
from frame.entrance import draw_sign_out, let_in
from frame.opening import opened
from frame.places import Place
from frame.visit import Visit, tell


def arrive(place: Place) -> Visit:
    """What a page works with, once the viewer is let in and what is around the page is drawn. Ends the run with one
    sentence otherwise."""
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
