"""The wall: every slide of a meeting is in the browser before the first key, and changes there."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict

import streamlit as st

from charts.svg import LOGO
from packs.wall import Screen, part

_PROJECTOR = st.components.v2.component(
    "projector",
    html=part("projector.html"),
    css=part("projector.css"),
    js=part("projector.js"),
    isolate_styles=False,
)


def project(screens: list[Screen], *, theme: str, mark: str, logo: str, arrange: str, leave: str) -> None:
    """Fill the window with the slide that the address names (slide=1 is the first), and turn pages by key.

    theme: light or dark. mark: words that stay in sight on every slide; '' for none. logo: the address of the picture
    that slides show as the symbol LOGO; '' for none. arrange, leave: addresses.
    """
    data = {"theme": theme, "mark": mark, "logo": logo, "symbol": LOGO, "arrange": arrange, "leave": leave}
    data["slides"] = [asdict(screen) for screen in screens]
    version = hashlib.sha256(json.dumps(data).encode()).hexdigest()[:16]
    _PROJECTOR(key="projector", data=data | {"version": version})
