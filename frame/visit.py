"""One run of one page: set-up, who is looking, the store as it stands, navigation and the as-of bar."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from frame.address import open_notes
from frame.bar import draw_bar, draw_day, draw_navigation
from frame.opening import opened
from frame.places import BY_NAME, Place
from frame.results import kept, result
from frame.viewer import Viewer, viewer
from store import Snapshot, Store, StoreError

HERE = Path(__file__).parent
ICON = str(HERE / "icon.png")


@dataclass(frozen=True)
class Visit:
    """What a page works with. snapshot: pinned to one generation for the whole run. on: the day whose figures are
    shown."""

    place: Place
    viewer: Viewer
    store: Store
    snapshot: Snapshot
    on: date

    @property
    def where(self) -> str:
        return str(self.store.directory)

    def measure(self, name: str, **asked: Any) -> pd.DataFrame:
        """A measure's table, kept by (arguments, generation). Lists are given as tuples. Do not change it."""
        return result(self.where, self.snapshot, name, **asked)

    def kept(self, name: str, asked: tuple, make: Callable[[], Any]) -> Any:
        """What `make` gives, kept by (name, asked, generation)."""
        return kept(self.where, self.snapshot.generation, name, asked, make)

    @contextmanager
    def guarding(self) -> Iterator[None]:
        """Whatever goes wrong inside becomes one sentence on the page, and its details a line on stderr."""
        try:
            yield
        except Exception as error:
            tell(error)


def start(name: str) -> Visit:
    """Every page's first act. Sets the page up, checks who is looking, opens the store, draws what is around.

    name: of a page in frame.places. Ends the run with one sentence when the viewer may not be here or the
    store cannot be opened.
    """
    place, who = BY_NAME[name], viewer()
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
    if not on_the_wall:
        draw_navigation(who)
    if place.needs_upload and not who.may_upload:
        st.warning("This dashboard is set up for looking only: files come in on the LMC's own machine.")
        st.stop()
    try:
        store = opened()
        snapshot = store.snapshot()
        if on_the_wall:
            open_notes()
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


def tell(error: Exception) -> None:
    """One sentence for the reader; the trace of what nobody foresaw goes to the terminal, never to the page."""
    if isinstance(error, StoreError):
        print(error, file=sys.stderr)
        st.error(str(error))
    else:
        traceback.print_exception(error, file=sys.stderr)
        st.error(
            "This part of the page could not be drawn. Reload it; if that does not help, the terminal in "
            "which the dashboard was started says what went wrong."
        )
