"""A link from one page to another, which keeps the visitor's session where the server knows the pages."""

from __future__ import annotations

import html
from datetime import date
from urllib.parse import urlencode

import streamlit as st
from streamlit.errors import StreamlitAPIException

from frame.address import carried
from frame.places import Place


def draw_link(place: Place, label: str = "") -> None:
    """A region that was chosen goes along to pages about one, and a day other than today to all that have one."""
    label, along = label or place.label, taken_along(place)
    try:
        st.page_link(place.file, label=label, query_params=along or None)
    except (StreamlitAPIException, KeyError):
        # A page that is run by itself knows of no others: a plain link still leads there.
        where = html.escape(f"{place.address}?{urlencode(along)}" if along else place.address)
        st.html(f'<a href="{where}" target="_self">{html.escape(label.strip("*"))}</a>')


def taken_along(place: Place) -> dict[str, str]:
    """The choices that go with the visitor, as parameters of the address."""
    region, on = carried("region"), carried("on")
    found = {"region": region} if region and place.regional else {}
    return found | ({"on": on} if on and place.dated and on != date.today().isoformat() else {})
