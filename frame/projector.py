"""The wall: every slide of a meeting is in the browser before the first key, and changes there."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import streamlit as st

from charts.svg import LOGO

HERE = Path(__file__).parent


def _part(kind: str) -> str:
    return (HERE / f"projector.{kind}").read_text(encoding="utf-8")


_PROJECTOR = st.components.v2.component(
    "projector", html=_part("html"), css=_part("css"), js=_part("js"), isolate_styles=False
)


@dataclass(frozen=True)
class Screen:
    """A slide as the browser gets it.

    wide, square: its parts as SVG for a screen of 16 to 9 and of 4 to 3, mostly one. headline: its sentence, and
    table: its figures as an HTML table, for those who cannot see the picture.
    """

    wide: list[str]
    square: list[str]
    headline: str
    table: str


def project(screens: list[Screen], *, theme: str, mark: str, logo: str, arrange: str, leave: str) -> None:
    """Fill the window with the slide that the address names (slide=1 is the first), and turn pages by key.

    theme: light or dark. mark: words that stay in sight on every slide; '' for none. logo: the address of the picture
    that slides show as the symbol LOGO; '' for none. arrange, leave: addresses.
    """
    data = {"theme": theme, "mark": mark, "logo": logo, "symbol": LOGO, "arrange": arrange, "leave": leave}
    data["slides"] = [asdict(screen) for screen in screens]
    version = hashlib.sha256(json.dumps(data).encode()).hexdigest()[:16]
    _PROJECTOR(key="projector", data=data | {"version": version})
