"""A link from one page to another, which keeps the visitor's session where the server knows the pages."""

from __future__ import annotations

import html

import streamlit as st
from streamlit.errors import StreamlitAPIException

from frame.places import Place


def draw_link(place: Place, label: str = "", along: dict[str, str] | None = None) -> None:
    """along: choices that go with the visitor, as parameters of the address."""
    label = label or place.label
    try:
        st.page_link(place.file, label=label, query_params=along)
    except (StreamlitAPIException, KeyError):
        # A page that is run by itself knows of no others: a plain link still leads there.
        st.html(f'<a href="{place.address}" target="_self">{html.escape(label.strip("*"))}</a>')
