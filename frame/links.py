"""A link from one page to another, which keeps the visitor's session where the server knows the pages."""

from __future__ import annotations

import html
import re
from datetime import date
from urllib.parse import urlencode

import streamlit as st
from streamlit.errors import StreamlitAPIException

from frame.address import carried
from frame.places import Place

MARKS = re.compile(r"\*\*|\\(?=[^\w\s])")  # of bold, and before a sign that is not to be read as Markdown


def draw_link(place: Place, chosen: dict[str, str], label: str = "") -> None:
    """A link to a page. chosen: what goes along to those that it concerns (see taken_along)."""
    draw_way(place, of_page(place, chosen), label or place.label)


def draw_way(place: Place, along: dict[str, str], label: str) -> None:
    """A link to a page as it is with these parameters in its address. label: Markdown."""
    try:
        st.page_link(place.file, label=label, query_params=along or None)
    except (StreamlitAPIException, KeyError):
        # A page that is run by itself knows of no others: a plain link still leads there.
        where = html.escape(f"{place.address}?{urlencode(along)}" if along else place.address)
        st.html(f'<a href="{where}" target="_self">{html.escape(MARKS.sub("", label))}</a>')


def taken_along() -> dict[str, str]:
    """The choices that go with the visitor, as parameters of the address: a region, and a day other than today."""
    chosen = {"region": carried("region"), "on": carried("on")}
    return {name: choice for name, choice in chosen.items() if choice and choice != date.today().isoformat()}


def of_page(place: Place, chosen: dict[str, str]) -> dict[str, str]:
    """Those of the choices that a page has: a region where it is about one, a day where its figures are of one."""
    wanted = {"region": place.regional, "on": place.dated}
    return {name: choice for name, choice in chosen.items() if wanted[name]}
