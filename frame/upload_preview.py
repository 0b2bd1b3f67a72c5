"""One file as it would be loaded, before anything is saved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from frame.downloads import csv_bytes
from frame.upload_words import Label, count, facts, figures, headline, plain

if TYPE_CHECKING:
    from loaders.draft import Draft

SHOWN = 20  # lines of a list on the page; all of them are in the download


def show_preview(draft: Draft, label: Label) -> None:
    """What the file was taken for and why, and what would be loaded, added up."""
    st.markdown(f"##### {plain(headline(draft), 500)}")
    if draft.refused:
        return
    left, right = st.columns([3, 2])
    with left:
        st.table(facts(draft, label).map(plain), hide_index=True, hide_header=True, border="horizontal")
    with right:
        table = figures(draft, label)
        if not table.empty:
            st.caption("What would be loaded, added up")
            st.table(table, hide_index=True, border="horizontal")
    for note in draft.notes[:SHOWN]:
        st.markdown(f"- {plain(note, 400)}")


def show_not_loaded(draft: Draft, key: str) -> None:
    """Every cell that would not be loaded, with its reason."""
    lines(draft.problems, "problem", f"problems_{key}", {"reason": "What to do"}, opened=True)
    lines(draft.left_out, "line left out", f"left_out_{key}", {"reason": "Why"}, several="lines left out")


def lines(
    entries: Iterable, thing: str, key: str, words: dict[str, str], *, several: str = "", opened: bool = False
) -> None:
    """A list of problems or left-out lines: the first of them as a table, all of them as a download."""
    entries = list(entries)
    if not entries:
        return
    title = count(len(entries), thing, several)
    with st.expander(title[0].upper() + title[1:], expanded=opened):
        table = frame_of(entries[:SHOWN], words)
        st.table(table.map(plain), hide_index=True, border="horizontal")
        if len(entries) > SHOWN:
            st.caption(f"The first {SHOWN} of {len(entries):,} are shown.")
        st.download_button(
            "Download the whole list (CSV)",
            data=lambda: csv_bytes(frame_of(entries, words)),
            file_name=f"{thing.replace(' ', '_')}.csv",
            mime="text/csv",
            key=f"download_{key}",
            on_click="ignore",
        )


def frame_of(entries: list, words: dict[str, str]) -> pd.DataFrame:
    """Problems or left-out lines as a table for people: sheet, cell, value and reason."""
    table = pd.DataFrame([asdict(entry) for entry in entries])
    heads = {name: name.capitalize() for name in table} | words
    return table.rename(columns=heads)
