"""What one run of one page works with, and what it says where something goes wrong."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from disclosure import COMMITTEE, Clearance, ask
from frame.places import Place
from frame.shelf import SHELF
from frame.viewer import Viewer
from store import Snapshot, Store, StoreError


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
    def clearance(self) -> Clearance:
        """What the viewer may see: part of every key that anything is kept by."""
        return self.viewer.clearance

    @property
    def where(self) -> str:
        return str(self.store.directory)

    def measure(self, name: str, **asked: Any) -> pd.DataFrame:
        """A measure's table as the viewer may see it, kept like all else. Lists are tuples. Do not change it."""
        return self.kept(
            name, tuple(sorted(asked.items())), lambda: ask(self.snapshot, self.clearance, name, **asked)
        )

    def kept(self, name: str, asked: Hashable, make: Callable[[], Any]) -> Any:
        """What `make` gives, kept by the store, its generation, the viewer's clearance, the name and what was asked.

        It is shared with other visitors: neither the visit nor its snapshot may be a part of it.
        """
        SHELF.arrive(self.where, self.snapshot.generation)
        return SHELF.get((self.where, self.snapshot.generation, self.clearance, name, asked), make)

    def nameless(self) -> Visit:
        """The same visit as a committee would have it: for the wall, and for files that go to a committee."""
        if not self.clearance.names:
            return self
        clearance = replace(COMMITTEE, regions=self.clearance.regions)
        return replace(self, viewer=replace(self.viewer, clearance=clearance))

    @contextmanager
    def guarding(self) -> Iterator[None]:
        """Whatever goes wrong inside becomes one sentence on the page, and its details a line on stderr."""
        try:
            yield
        except Exception as error:
            tell(error)


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
