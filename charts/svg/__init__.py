"""A chart as slides: each one self-contained SVG with real text, drawn without a browser.

from charts.svg import slides
for picture in slides(chart, width=1280, height=720):
    ...
"""

from charts.svg.pages import LOGO, inset, parts, picture, pictures, slide, slides
from charts.svg.themes import DARK, LIGHT, THEMES, Theme

__all__ = [
    "DARK",
    "LIGHT",
    "LOGO",
    "THEMES",
    "Theme",
    "inset",
    "parts",
    "picture",
    "pictures",
    "slide",
    "slides",
]
