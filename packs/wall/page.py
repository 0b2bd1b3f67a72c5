"""A pack as one HTML file: the wall itself, which any browser opens and nothing is fetched for."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from html import escape

from charts.svg import LOGO, THEMES
from charts.svg.lettering import FAMILY, FONTS
from packs.pack import Pack
from packs.wall.screens import Screen, part, screens

# What the page may load: what is in it, and nothing else, whatever a text from a file may try.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; font-src data:"
)
EXPORTED, CALLED = "export default function (component)", "function projector(component)"


def page(pack: Pack, tell: Callable[[str], None] = lambda _: None) -> bytes:
    """The pack as HTML. tell: is given the headline of each chart once its slides are there.

    Without scripts, and on paper, it is a document: every slide, and under each its figures as a table.
    """
    theme = THEMES[pack.theme]
    sections = []
    for chart, screen in zip(
        pack.charts, screens(pack.charts, theme, pack.logo.ratio if pack.logo else None), strict=True
    ):
        sections.append(_section(screen, len(sections) + 1))
        tell(chart.headline)
    title = " · ".join(words for words in (pack.organisation, pack.title, pack.subtitle) if words)
    kept = {"theme": theme.name, "mark": ", ".join(pack.marks), "every": str(pack.every)}
    attributes = " ".join(f'data-{name}="{escape(value)}"' for name, value in kept.items())
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_faces()}{part('projector.css')}{part('deck.css')}</style>\n"
        f"</head>\n<body>\n{_logo(pack)}\n"
        f'<main class="deck" {attributes}>\n<h1>{escape(title)}</h1>\n{"".join(sections)}</main>\n'
        f"{part('projector.html').replace('<div', '<div hidden', 1)}\n"
        f'<script type="module">\n{part("projector.js").replace(EXPORTED, CALLED)}\n{part("deck.js")}</script>\n'
        "</body>\n</html>\n"
    ).encode()


def _section(screen: Screen, number: int) -> str:
    return (
        f'<section aria-label="Slide {number}" data-said="{escape(screen.headline)}">\n'
        f'<div class="wide">{"".join(screen.wide)}</div>\n<template>{"".join(screen.square)}</template>\n'
        f'<div class="figures">{screen.table}</div>\n</section>\n'
    )


def _logo(pack: Pack) -> str:
    """The logo once, which every slide shows at its foot."""
    if not pack.logo:
        return ""
    stretched = 'preserveAspectRatio="none"'
    return (
        f'<svg aria-hidden="true" width="0" height="0" style="position:absolute"><symbol id="{LOGO}" viewBox="0 0 1 1" '
        f'{stretched}><image href="{pack.logo.address}" width="1" height="1" {stretched}/>'
        "</symbol></svg>"
    )


def _faces() -> str:
    """The letters of the slides, so that they are the same on any machine."""
    weights = {"Regular": 400, "Semibold": 600}
    return "".join(
        f"@font-face {{ font-family: '{FAMILY}'; font-weight: {weight}; "
        f"src: url(data:font/ttf;base64,{b64encode((FONTS / f'SourceSans3-{name}.ttf').read_bytes()).decode()}); }}\n"
        for name, weight in weights.items()
    )
