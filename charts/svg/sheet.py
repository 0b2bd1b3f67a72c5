"""One picture in the making: shapes and real text, then the SVG."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape

from charts.drawing import Series
from charts.svg.lettering import FAMILIES, width
from charts.svg.themes import Theme, text_on

# Characters that no XML document may hold.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# From the middle of a line down to the baseline, as a part of the size: half of the height of a capital.
BASELINE = 0.33


@dataclass(frozen=True)
class Box:
    """A rectangle. x, y: its upper left corner."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    def below(self, height: float) -> Box:
        """What is left of it under its first `height`."""
        return Box(self.x, self.y + height, self.w, self.h - height)

    def above(self, height: float) -> Box:
        """What is left of it over its last `height`."""
        return Box(self.x, self.y, self.w, self.h - height)


@dataclass
class Sheet:
    """What has been drawn so far, in units of a slide 720 high."""

    theme: Theme
    parts: list[str] = field(default_factory=list)

    def text(
        self, x: float, middle: float, words: str, size: float, *,
        fill: str = "", anchor: str = "start", strong: bool = False, clear: bool = False,
    ) -> None:  # fmt: skip
        """A line of text about the height `middle`. It keeps its width in any font that a machine may have.

        clear: no line goes through it, for text that begins at x.
        """
        words = plain(words)
        if not words.strip():
            return
        long = width(words, size, strong=strong)
        if clear:
            self.box(Box(x - 3, middle - size / 2, long + 6, size), self.theme.paper)
        weight = ' font-weight="600"' if strong else ""
        turn = f' text-anchor="{anchor}"' if anchor != "start" else ""
        kept = f' textLength="{long:.1f}" lengthAdjust="spacingAndGlyphs"'
        self.parts.append(
            f'<text x="{x:.1f}" y="{middle + BASELINE * size:.1f}" font-size="{size:g}" '
            f'fill="{fill or self.theme.ink}"{weight}{turn}{kept}>{escape(words)}</text>'
        )

    def lines(self, x: float, top: float, words: tuple[str, ...], size: float, **given) -> None:
        """Lines of text from `top` down, each `leading(size)` high."""
        for at, line in enumerate(words):
            self.text(x, top + (at + 0.5) * leading(size), line, size, **given)

    @contextmanager
    def noted(self, note: str) -> Iterator[None]:
        """What is drawn inside is one thing, of which a page says the note to who points at it; '' says nothing."""
        if note:
            self.parts.append(f'<g data-note="{escape(plain(note))}">')
        yield
        if note:
            self.parts.append("</g>")

    def box(self, box: Box, fill: str, *, edge: str = "", thick: float = 0, round_: float = 0) -> None:
        stroke = f' stroke="{edge}" stroke-width="{thick:g}"' if edge else ""
        corner = f' rx="{round_:.1f}"' if round_ else ""
        self.parts.append(
            f'<rect x="{box.x:.1f}" y="{box.y:.1f}" width="{max(box.w, 0):.1f}" height="{max(box.h, 0):.1f}" '
            f'fill="{fill}"{stroke}{corner}/>'
        )

    def line(
        self, points: list[tuple[float, float]], colour: str, thick: float = 1, dashed: bool = False
    ) -> None:
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        dash = ' stroke-dasharray="2 6" stroke-linecap="round"' if dashed else ""
        self.parts.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{thick:g}"{dash}/>'
        )

    def spot(self, x: float, y: float, radius: float) -> None:
        """A round place that nobody sees, to point at."""
        self.parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" fill="transparent"/>')

    def symbol(self, name: str, place: Box) -> None:
        """A picture that the page holds once for all its slides, on light paper, which logos are made for."""
        if self.theme.name != "light":
            self.box(Box(place.x - 4, place.y - 4, place.w + 8, place.h + 8), "#FFFFFF", round_=3)
        self.parts.append(
            f'<use href="#{name}" x="{place.x:.1f}" y="{place.y:.1f}" width="{place.w:.1f}" height="{place.h:.1f}"/>'
        )

    def bar(self, part: Box, series: Series) -> None:
        """A part of a bar: solid with a gap to the next, or paper with an edge."""
        fill = self.theme.fill(series.fill)
        if series.outlined:
            inner = Box(part.x + 1.5, part.y + 1.5, part.w - 3, part.h - 3)
            self.box(inner, self.theme.paper, edge=self.theme.line(series.fill), thick=3)
        else:
            self.box(part, fill, edge=self.theme.paper, thick=1.5)

    def pill(self, place: Box, series: Series) -> None:
        """A round mark that holds a word."""
        inside = self.theme.paper if series.outlined else self.theme.fill(series.fill)
        inner = Box(place.x + 1.5, place.y + 1.5, place.w - 3, place.h - 3)
        self.box(inner, inside, edge=self.theme.line(series.fill), thick=3, round_=inner.h / 2)

    def swatch(self, x: float, middle: float, size: float, series: Series) -> None:
        """A square in a key, with its letter where it has one."""
        fill = self.theme.paper if series.outlined else self.theme.fill(series.fill)
        edge, thick = (self.theme.line(series.fill), 3) if series.outlined else (self.theme.edge, 1)
        self.box(Box(x + 1, middle - size / 2 + 1, size - 2, size - 2), fill, edge=edge, thick=thick)
        if series.letter:
            ink = self.theme.ink if series.outlined else text_on(fill)
            self.text(x + size / 2, middle, series.letter, 20, anchor="middle", strong=True, fill=ink)

    def svg(self, box: Box, width_: int, height: int, name: str, title: str, words: str) -> str:
        """The whole document. name: makes its ids unlike those of another picture on the page."""
        ids = f"{name}-title", f"{name}-words"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {box.w:g} {box.h:g}" width="{width_}" '
            f'height="{height}" role="img" aria-labelledby="{ids[0]} {ids[1]}" '
            f'font-family="{FAMILIES}" lang="en-GB" xml:lang="en-GB">'
            f'<title id="{ids[0]}">{escape(plain(title))}</title><desc id="{ids[1]}">{escape(plain(words))}</desc>'
            f'<rect width="{box.w:g}" height="{box.h:g}" fill="{self.theme.paper}"/>'
            + "".join(self.parts)
            + "</svg>"
        )


def leading(size: float) -> float:
    """From one line to the next."""
    return round(size * 1.18, 1)


def plain(text: str) -> str:
    """Text that an XML document may hold, on one line."""
    return " ".join(FORBIDDEN.sub("", text).split())
