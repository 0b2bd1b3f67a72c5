"""Measures and charts kept by what was asked and by generation: nothing is asked or drawn twice.

A result is shared between visitors and never changed: who needs another table makes a copy.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from measures import measure
from store import Snapshot


def result(where: str, snapshot: Snapshot, name: str, **asked: Any) -> pd.DataFrame:
    """A measure's table. where: the store's directory. asked: the arguments of measures.measure, hashable."""
    return _result(where, snapshot.generation, name, tuple(sorted(asked.items())), snapshot)


# The arguments that the functions below do not use are the key that their results are kept by.
@st.cache_resource(max_entries=400, show_spinner=False)
def _result(where: str, generation: int, name: str, asked: tuple, _snapshot: Snapshot) -> pd.DataFrame:  # noqa: ARG001
    return measure(_snapshot, name, **dict(asked))


def kept(where: str, generation: int, name: str, asked: tuple, make: Callable[[], Any]) -> Any:
    """What `make` gives, made once for this name, these arguments and this generation."""
    return _kept(where, generation, name, asked, make)


@st.cache_resource(max_entries=400, show_spinner=False)
def _kept(where: str, generation: int, name: str, asked: tuple, _make: Callable[[], Any]) -> Any:  # noqa: ARG001
    return _make()
