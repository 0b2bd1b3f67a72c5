"""Where each run begins: what Streamlit knows of the server and of who asks, and what becomes of those not let in."""

from __future__ import annotations

import os
import sys
import time

import streamlit as st
from streamlit import config
from streamlit.runtime import Runtime, get_instance
from streamlit.runtime import exists as running

from disclosure import ROLE
from frame import capacity, uploads
from frame.admission import Caller, Refusal, Server, admitted, in_a_line
from frame.sessions import sessions_as_set
from frame.showing import plain
from frame.viewer import Viewer, viewer
from frame.watch import watch
from store import Store

SESSIONS = sessions_as_set(os.environ)
SERVED = "served"  # in a session that was there before the server had as many as it can serve


def this_server() -> Server:
    """How this server may be reached, as it is set up."""
    listening = running() and type(get_instance()) is Runtime
    return Server(
        address=(config.get_option("server.address") or "") if listening else None,
        hosts=tuple(config.get_option("server.allowedHosts") or ()),
        sign_in=_signs_in(),
        header=os.environ.get("UPTAKE_PROXY_HEADER", "").strip(),
        secret=os.environ.get("UPTAKE_PROXY_SECRET", ""),
    )


def _signs_in() -> bool:
    return bool(st.secrets.load_if_toml_exists()) and "auth" in st.secrets


def _caller(server: Server) -> Caller:
    claims = st.user.to_dict() if server.sign_in and st.user.is_logged_in else {}
    headers = dict(st.context.headers) if server.header else {}
    ip = st.context.ip_address if server.address is not None else None
    return Caller(ip or "", claims, headers)


def let_in(store: Store) -> Viewer:
    """The viewer of this run; ends it with a sentence, and a way to sign in, for whoever is not let in.

    From here on the session may upload or not (frame/uploads.py), and the log of access tells of it once.
    """
    server = this_server()
    _tell_once(server, store)
    if SERVED not in st.session_state and capacity.full():
        _turn_away(Refusal(capacity.BUSY))
    st.session_state[SERVED] = True
    roles = store.snapshot().settings(ROLE) if server.sign_in or server.header else {}
    admission = admitted(server, _caller(server), viewer(), roles, SESSIONS, time.time())
    if isinstance(admission, Refusal):
        _turn_away(admission)
    uploads.allow(may=admission.may_upload)
    watch(store, admission)
    return admission


def _turn_away(refusal: Refusal) -> None:
    uploads.allow(may=False)
    st.title(plain(refusal.sentence), anchor=False)
    if refusal.may_sign_in and st.button("Sign in", type="primary", key="sign_in"):
        st.login()
    st.stop()


def draw_sign_out(who: Viewer, store: Store) -> None:
    """Who is signed in, and the way out: it ends every sign-in of theirs, in other browsers too."""
    if not _signs_in():
        return
    if st.button(f"Sign out {plain(who.name)}", type="tertiary", key="sign_out"):
        SESSIONS.sign_out(who.name, time.time())
        store.access.note(who.name, who.clearance.role, "signed out")
        st.logout()


_greeted: set[Server] = set()


def _tell_once(server: Server, store: Store) -> None:
    """One line in the terminal about who may see what, when the first page of a process is asked for."""
    if server in _greeted or server.address is None:
        return
    _greeted.add(server)
    print(in_a_line(server, viewer(), len(store.snapshot().settings(ROLE))), file=sys.stderr)
