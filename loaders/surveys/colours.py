"""What a fill colour is: red, amber or green, with margins between them; every other colour is nothing."""

from __future__ import annotations

import re
from colorsys import rgb_to_hls
from functools import cache

from loaders.reading.painting import UNKNOWN

_LEAST_SATURATION, _DARKEST, _LIGHTEST = 0.25, 0.12, 0.93
_NAMES = (
    *(
        (15, "red"),
        (38, "orange"),
        (52, "amber"),
        (70, "yellow"),
        (165, "green"),
        (195, "turquoise"),
        (255, "blue"),
    ),
    *((295, "purple"), (345, "pink"), (360, "red")),
)  # degrees up to which a hue has that name
_HIGHLIGHTER = 54  # degrees: from here on an amber is the yellow of a highlighter


@cache
def hue_of(paint: str) -> str | None:
    """'red', 'amber' or 'green' for a paint; None for greys, blues, near-whites and whatever lies between.

    Hues in degrees: red 345 to 15, amber 24 to 64 (Excel's yellow FFFF00 is 60), green 75 to 165. A colour
    in a gap between two is not decided. A gradient from white to a colour is that colour; a pattern of two
    colours is one only if both are.
    """
    parts = _parts(paint)
    if ">" in paint:
        parts = [part for part in parts if not is_neutral(part)]
    hues = {_hue(part) for part in parts}
    return hues.pop() if len(hues) == 1 else None


@cache
def is_neutral(paint: str) -> bool:
    """Greys, black and near-whites, and patterns of them: they structure a sheet and answer nothing."""
    return all(_is_neutral(part) for part in _parts(paint))


@cache
def is_highlighter(paint: str) -> bool:
    """Whether a colour that could be an amber is the bright yellow with which people mark a cell to look at."""
    _, lightness, saturation = _hls(paint) if hue_of(paint) == "amber" and len(paint) == 6 else (0, 0, 0)
    return saturation > 0.9 and lightness <= 0.8 and _hls(paint)[0] >= _HIGHLIGHTER


@cache
def name_of(paint: str) -> str:
    """What people call a paint, with its number, as two shades may have one name: 'light blue (8DB4E2)'."""
    names = list(dict.fromkeys(_name(part) for part in _parts(paint)))
    if len(names) < 2:
        return f"{names[0] if names else 'coloured'} ({paint})"
    return f"{' and '.join(names)} ({paint})"


def _name(rgb: str) -> str:
    degrees, lightness, saturation = _hls(rgb)
    if lightness > 0.97 or lightness < 0.06:
        return "white" if lightness > 0.5 else "black"
    if saturation < 0.1:
        return "grey"
    name = next(name for most, name in _NAMES if degrees <= most)
    if name in ("orange", "amber") and lightness < 0.35:
        return "brown"
    return f"light {name}" if lightness > 0.7 else f"dark {name}" if lightness < 0.25 else name


def _parts(paint: str) -> list[str]:
    return [] if paint == UNKNOWN else re.split("[+>]", paint)


def _hls(rgb: str) -> tuple[float, float, float]:
    """Hue in degrees, lightness, saturation."""
    hue, lightness, saturation = rgb_to_hls(*(int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    return hue * 360, lightness, saturation


def _hue(rgb: str) -> str | None:
    degrees, lightness, saturation = _hls(rgb)
    if saturation < _LEAST_SATURATION or not _DARKEST <= lightness <= _LIGHTEST:
        return None
    if degrees >= 345 or degrees <= 15:
        return "red"
    if 24 <= degrees <= 64:
        return "amber"
    return "green" if 75 <= degrees <= 165 else None


def _is_neutral(rgb: str) -> bool:
    parts = [int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    lightness = (max(parts) + min(parts)) / 2
    return max(parts) - min(parts) < 0.08 or not 0.06 <= lightness <= 0.97
