"""What the log of access tells of a session: what it took away, and whether names were looked at."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from frame.viewer import Viewer
from store import Store

WATCHED = "watched"


def watch(store: Store, viewer: Viewer) -> None:
    """Note that somebody came in, once a session and again where they are somebody else by now."""
    if st.session_state.get(WATCHED, (None, None))[1] != viewer:
        store.access.note(viewer.name, viewer.clearance.role, "came in")
    st.session_state[WATCHED] = (store.access, viewer)


def taken(make: Callable[[], bytes] | bytes, what: str) -> Callable[[], bytes]:
    """The same file for a download button; the log is told when somebody takes it. what: its name."""
    log, viewer = st.session_state.get(WATCHED, (None, None))

    def made() -> bytes:
        if log is not None:
            log.note(viewer.name, viewer.clearance.role, "took away", what)
        return make() if callable(make) else make

    return made


def names_seen(where: str) -> None:
    """Note that names of practices were looked at, once for each place of a session."""
    log, viewer = st.session_state.get(WATCHED, (None, None))
    if log is not None and not st.session_state.get(f"{WATCHED} {where}"):
        st.session_state[f"{WATCHED} {where}"] = True
        log.note(viewer.name, viewer.clearance.role, "looked at names", where)
