"""Light and dark paper: every colour of a slide, and what the colours of charts.style become on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from charts.rows import LILAC_OUTLINE
from charts.style import BLUE, GREY, INK, LILAC, ORANGE, PAPER, PLUM, RED, TEAL


@dataclass(frozen=True)
class Theme:
    """paper: the background. ink, quiet: text, at least 7:1. rule: lines beside text. grid: behind bars.

    edge: round every bar, so that its end is seen on the paper. warning: the mark of what must be known.
    fills: what a colour of charts.style is on this paper; those it does not name stay as they are.
    """

    name: str
    paper: str
    ink: str
    quiet: str
    rule: str
    grid: str
    edge: str
    warning: str
    fills: Mapping[str, str] = field(default_factory=dict, hash=False)

    def fill(self, colour: str) -> str:
        return self.fills.get(colour, colour)

    def line(self, colour: str) -> str:
        """The colour of an outline, which must be seen on the paper itself."""
        fill = self.fill(colour)
        return fill if contrast(fill, self.paper) >= 3 else self.warning if colour == RED else self.ink


LIGHT = Theme(
    "light",
    paper=PAPER,
    ink=INK,
    quiet="#34434D",
    rule="#AEB8BE",
    grid="#E1E6E9",
    edge="#34434D",
    warning=RED,
)
DARK = Theme(
    "dark", paper="#10181F", ink="#F5F8FA", quiet="#C6D0D7", rule="#5B6A75", grid="#2A3641", edge="#F5F8FA",
    warning="#FFB4A6",
    # On dark paper the first colour of a pair becomes the lighter one: 3:1 to its neighbour and to the paper.
    fills={
        BLUE: "#9CC8F0", TEAL: "#17756D", PLUM: "#F0A6CC", GREY: "#C6D0D7", LILAC: "#C3B1E8", ORANGE: "#F78F5A",
        LILAC_OUTLINE: "#C3B1E8",
    },
)  # fmt: skip
THEMES = {theme.name: theme for theme in (LIGHT, DARK)}


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1, as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colour: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    dark, light = sorted((luminance(colour), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def text_on(fill: str) -> str:
    """White or ink, whichever reads better on a fill."""
    return max(PAPER, INK, key=lambda colour: contrast(colour, fill))
