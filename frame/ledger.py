"""A table to sort by its headings and to copy a sentence a row from: a real table with real buttons."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import streamlit as st

from charts.chart import SENTENCE
from charts.ordering import columns_ranked

HERE = Path(__file__).parent
UNSHOWN = ("Source", "Counted from", "Basis", "Of", "As of")
"""What a row's sentence says, and the downloads; on a page it would leave no room for the others."""


def _part(kind: str) -> str:
    return (HERE / f"ledger.{kind}").read_text(encoding="utf-8")


_LEDGER = st.components.v2.component(
    "ledger", html=_part("html"), css=_part("css"), js=_part("js"), isolate_styles=False
)


def sortable(table: pd.DataFrame) -> bytes:
    """A table with a column of sentences as the browser takes it. Made once, sent as it is."""
    shown = table.drop(columns=[SENTENCE, *(name for name in UNSHOWN if name in table)]).astype(str)
    fields = {
        "columns": list(shown.columns),
        "rows": shown.to_numpy().tolist(),
        "ranks": columns_ranked(shown),
        "sentences": list(table[SENTENCE]),
    }
    return json.dumps(fields, ensure_ascii=False).encode()


def draw_ledger(made: bytes, key: str) -> None:
    """Show what `sortable` made."""
    _LEDGER(key=key, data=made)
