"""Every kind of slide, full and sparse, measured by the browser that draws it, at every size of wall."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

import charts.svg
from charts.svg import THEMES, slides
from tests.charts.svg.conftest import KINDS, drawn

WALL = (Path(__file__).parent / "wall.js").read_text(encoding="utf-8")
# Streamlit brings the same family; here there is no Streamlit, so the page brings it.
FONTS = "".join(
    f"@font-face {{ font-family: 'Source Sans'; font-weight: {weight}; src: url(data:font/ttf;base64,"
    f"{base64.b64encode(path.read_bytes()).decode()}); }}"
    for path in sorted((Path(charts.svg.__file__).parent / "fonts").glob("*.ttf"))
    for weight in ("700" if "Semi" in path.stem or "Bold" in path.stem else "400",)
)
PLACED = ".projector-screen > svg { position: absolute; inset: 0; width: 100%; height: 100%; }"
STYLE = f"<style>{FONTS} body {{ margin: 0; }} {PLACED}</style>"
LAYOUTS = {(1024, 768): [(1024, 768)], (1280, 720): [(1280, 720), (1920, 1080), (3840, 2160)]}


@pytest.fixture(scope="module")
def page(profile) -> Iterator[Page]:
    """One page for all: each slide takes the place of the one before."""
    page = profile.new_page()
    page.set_content(f"{STYLE}<div class=projector><div class=projector-screen></div></div>")
    yield page
    page.close()


@pytest.fixture(scope="module")
def every() -> dict:
    return {"full": drawn(full=True), "sparse": drawn(full=False)}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", ["full", "sparse"])
def test_every_kind_reads_from_the_back_row(page, every, size, theme):
    faults = []
    for kind in KINDS:
        for shape, screens in LAYOUTS.items():
            for at, svg in enumerate(
                slides(every[size][kind], width=shape[0], height=shape[1], theme=THEMES[theme])
            ):
                page.evaluate("svg => { document.querySelector('.projector-screen').innerHTML = svg; }", svg)
                for width, height in screens if at == 0 else screens[:1]:
                    page.set_viewport_size({"width": width, "height": height})
                    page.evaluate("document.fonts.ready")
                    result = page.evaluate(WALL)
                    faults += [f"{kind} {at + 1}, {width}x{height}: {fault}" for fault in result]
    assert faults == []
