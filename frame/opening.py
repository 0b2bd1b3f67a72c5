"""The store, opened once a process; the demonstration goes in when the dashboard meets an empty one."""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path

import streamlit as st

from frame.handles import raise_limit
from store import Store

EVER_HELD = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


def opened() -> Store:
    """The store at UPTAKE_STORE, else data/store; with the demonstration in it if it never held anything."""
    return _opened(os.environ.get("UPTAKE_STORE", ""))


@st.cache_resource(show_spinner="Opening the data. The first time takes a few seconds.")
def _opened(where: str) -> Store:
    raise_limit()
    store = Store.open(where or None)
    if not store.snapshot().rows(EVER_HELD)[0][0]:
        _demonstrate(store)
    return store


def _demonstrate(store: Store) -> None:
    from loaders.demonstration import load_demonstration

    try:
        load_demonstration(store)
    except Exception:
        # Without examples the dashboard still has the published figures, and still takes files.
        traceback.print_exc(file=sys.stderr)
