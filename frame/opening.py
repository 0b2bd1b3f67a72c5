"""The store, opened once a process; the demonstration goes in when the dashboard meets an empty one."""

from __future__ import annotations

import gc
import os
import sys
import threading
import traceback
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from frame.handles import raise_limit
from store import Store

EVER_HELD = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


_stores: dict[str, Store] = {}
_lock = threading.Lock()


def opened() -> Store:
    """The store at UPTAKE_STORE, else data/store; with the demonstration in it if it never held anything.

    Whoever comes first sees what is being done, step by step; who comes meanwhile waits for the same.
    """
    where = os.environ.get("UPTAKE_STORE", "")
    return _stores[where] if where in _stores else _open_first(where)


def _open_first(where: str) -> Store:
    place = st.empty()
    bar = place.progress(0.0, "Opening the data")
    with _lock:
        if where not in _stores:
            _stores[where] = _open(where, bar)
    place.empty()
    return _stores[where]


def _open(where: str, bar: DeltaGenerator) -> Store:
    raise_limit()
    store = Store.open(where or None)
    if not store.snapshot().rows(EVER_HELD)[0][0]:
        _demonstrate(store, bar)
    # What is there by now stays as long as the process: Python's collector need not look at it again and again.
    gc.freeze()
    return store


def _demonstrate(store: Store, bar: DeltaGenerator) -> None:
    from loaders.demonstration import load_demonstration

    def telling(done: int, of: int) -> None:
        bar.progress(
            (done + 1) / (of + 1), f"Loading the example data, which are invented: {done + 1} of {of} files"
        )

    try:
        load_demonstration(store, telling=telling)
    except Exception:
        # Without examples the dashboard still has the published figures, and still takes files.
        traceback.print_exc(file=sys.stderr)
