"""What stands below the bar of a page: all that a choice made there changes, and all that runs again for it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date

import streamlit as st

from frame.entrance import let_in
from frame.opening import opened
from frame.places import BY_NAME
from frame.visit import Visit, tell

ALONG = "went along"


def draw_body(visit: Visit, body: Callable[[Visit], None]) -> None:
    """Draw a page below its bar; whatever goes wrong becomes one sentence there.

    A choice in the body runs the body alone: navigation and bar are half of a page's work, and stay as they are. The
    whole page runs where the store or the viewer's rights have changed meanwhile, and where another region was chosen,
    which the links of the navigation take along.
    """
    st.session_state[ALONG] = st.session_state.get("region")
    # Neither the visit nor its snapshot: the session keeps these as long as the page is open.
    _draw(visit.place.name, visit.on, (visit.snapshot.generation, visit.clearance), body)


@st.fragment
def _draw(name: str, on: date, drawn: Hashable, body: Callable[[Visit], None]) -> None:
    """drawn: the generation and the rights with which the rest of the page was drawn."""
    try:
        store = opened()
        who = let_in(store)
        visit = Visit(BY_NAME[name], who, store, store.snapshot(), on)
        # Before anything is drawn: what a run has put into the address may be lost where it ends in another.
        moved_on = drawn != (visit.snapshot.generation, who.clearance)
        if moved_on or st.session_state.get("region") != st.session_state.get(ALONG):
            st.rerun()
        body(visit)
        st.session_state[ALONG] = st.session_state.get("region")
    except Exception as error:
        tell(error)
