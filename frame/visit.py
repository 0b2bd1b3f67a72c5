"""What one run of one page works with, and what it says where something goes wrong."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from frame.places import Place
from frame.results import kept, result
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
