"""How wide text is, and where it breaks: measured with the letters of the font that the pictures name.

The font, Source Sans 3, comes with the product (charts/svg/fonts, SIL Open Font License).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from PIL import ImageFont

FONTS = Path(__file__).parent / "fonts"
FAMILY = "Source Sans 3"
# The same letters as Streamlit ships them, then what a machine may have; narrower ones first.
FAMILIES = f"'{FAMILY}', 'Source Sans', 'Source Sans Pro', 'Segoe UI', Arial, sans-serif"
EM = 1000
ELLIPSIS = "…"
# Words, but "29 of 40" and "24 November" are one.
UNBROKEN = re.compile(r"\S*\d of \d\S*|\S*\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\S*|\S+")


@cache
def _font(strong: bool) -> ImageFont.FreeTypeFont:
    name = "SourceSans3-Semibold.ttf" if strong else "SourceSans3-Regular.ttf"
    return ImageFont.truetype(FONTS / name, EM, layout_engine=ImageFont.Layout.BASIC)


@cache
def _advance(letter: str, strong: bool) -> float:
    return _font(strong).getlength(letter)


def width(text: str, size: float, *, strong: bool = False) -> float:
    """The width of a line of text at a size, in the unit of the size; kerning is left out, so never less."""
    return sum(_advance(letter, strong) for letter in text) * size / EM


@lru_cache(maxsize=8192)  # a grid asks three times for each cell: for its height, its column's, and its words
def broken(
    text: str, size: float, room: float, *, strong: bool = False, lines: int | None = None
) -> tuple[str, ...]:
    """The text on lines no wider than `room`, broken at spaces, in a word only where one alone is too wide.

    lines: at most so many, the last ending in an ellipsis; None: as many as it takes.
    """
    lines_broken: list[str] = []
    for word in UNBROKEN.findall(text):
        fits = lines_broken and width(f"{lines_broken[-1]} {word}", size, strong=strong) <= room
        if fits:
            lines_broken[-1] = f"{lines_broken[-1]} {word}"
        else:
            lines_broken += _pieces(word, size, room, strong)
    if lines is not None and len(lines_broken) > lines:
        return (
            *lines_broken[: lines - 1],
            cut(" ".join(lines_broken[lines - 1 :]), size, room, strong=strong),
        )
    return tuple(lines_broken)


def balanced(
    text: str, size: float, room: float, *, strong: bool = False, lines: int | None = None
) -> tuple[str, ...]:
    """Broken on as few lines as `broken` needs, but lines of much the same width: no word is left alone."""
    best = broken(text, size, room, strong=strong, lines=lines)
    narrow, wide = room / 2, room
    while len(best) > 1 and wide - narrow > size / 2:
        middle = (narrow + wide) / 2
        tried = broken(text, size, middle, strong=strong)
        if len(tried) <= len(best):
            best, wide = tried, middle
        else:
            narrow = middle
    return best


def _pieces(word: str, size: float, room: float, strong: bool) -> list[str]:
    """A word in parts that fit, after a hyphen or a slash where it has one."""
    pieces = []
    while len(word) > 1 and width(word, size, strong=strong) > room:
        end = next(
            end for end in range(len(word) - 1, 0, -1) if end == 1 or _fits(word[:end], size, room, strong)
        )
        seam = max(word.rfind(sign, 1, end) for sign in "-/–") + 1
        end = seam if seam > 1 else end
        pieces.append(word[:end])
        word = word[end:]
    return [*pieces, word]


def _fits(text: str, size: float, room: float, strong: bool) -> bool:
    return width(text, size, strong=strong) <= room


def cut(text: str, size: float, room: float, *, strong: bool = False) -> str:
    """The text as far as it fits, with an ellipsis where something is left out."""
    if _fits(text, size, room, strong):
        return text
    end = next(
        (end for end in range(len(text), 0, -1) if _fits(text[:end] + ELLIPSIS, size, room, strong)), 0
    )
    return text[:end].rstrip() + ELLIPSIS
