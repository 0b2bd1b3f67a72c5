"""The store, opened once a process; the demonstration goes in when the dashboard meets an empty one."""

from __future__ import annotations

import gc
import os
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import streamlit as st
from streamlit.errors import StreamlitAPIException

from frame.handles import raise_limit
from frame.places import PLACES, Place
from store import Store

EVER_HELD = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
DRAWING, OPENED = 0.3, 0.5  # of the bar: what draws figures is imported, the store is open

Telling = Callable[[float, str], None]

_stores: dict[str, Store] = {}
_lock = threading.Lock()


def opened() -> Store:
    """The store at UPTAKE_STORE, else data/store; with the demonstration in it if it never held anything.

    It is opened once a process; who asks meanwhile waits for the same.
    """
    return _opened(lambda _done, _words: None)


def opened_before() -> bool:
    """Whether this process has the store open already."""
    return _where() in _stores


def open_first(place: Place) -> None:
    """Open the store under the eyes of whoever comes first: the way around at once, and a bar that says what is done.

    What goes wrong here is said by whoever needs the store next.
    """
    spot = st.empty()
    with spot.container():
        if place.name != "present":
            _draw_places()
            st.title(place.label, anchor=False)
        bar = st.progress(0.0, "Starting")
        import_module("frame.arriving")
        bar.progress(DRAWING, "Opening the data")
        with suppress(Exception):
            _opened(bar.progress)
        bar.progress(1.0, "Drawing the page")
    spot.empty()


def _draw_places() -> None:
    """Links to the pages that are open to anybody: nobody has been let in yet."""
    with st.container(horizontal=True, gap="small", key="places"):
        for place in PLACES:
            # A page that is run by itself knows of no others.
            with suppress(StreamlitAPIException, KeyError):
                if not place.needs_upload:
                    st.page_link(place.file, label=place.label)


def _where() -> str:
    return os.environ.get("UPTAKE_STORE", "")


def _opened(telling: Telling) -> Store:
    where = _where()
    if where not in _stores:
        with _lock:
            if where not in _stores:
                _stores[where] = _open(where, telling)
    return _stores[where]


def _open(where: str, telling: Telling) -> Store:
    raise_limit()
    store = Store.open(where or None)
    if not store.snapshot().rows(EVER_HELD)[0][0]:
        _demonstrate(store, telling)
    # What is there by now stays as long as the process: Python's collector need not look at it again and again.
    gc.freeze()
    return store


def _demonstrate(store: Store, telling: Telling) -> None:
    from loaders.demonstration import load_demonstration

    def show_progress(done: int, of: int) -> None:
        words = f"Loading the example data, which are invented: {done + 1} of {of} files"
        telling(OPENED + (1 - OPENED) * (done + 1) / (of + 1), words)

    try:
        load_demonstration(store, telling=show_progress)
    except Exception:
        # Without examples the dashboard still has the published figures, and still takes files.
        traceback.print_exc(file=sys.stderr)
