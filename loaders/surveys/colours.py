"""What a fill colour is: red, amber or green, with margins between them; every other colour is nothing."""

from __future__ import annotations

from colorsys import rgb_to_hls
from functools import cache

_LEAST_SATURATION, _DARKEST, _LIGHTEST = 0.25, 0.12, 0.93


@cache
def hue_of(rgb: str) -> str | None:
    """'red', 'amber' or 'green' for 'RRGGBB'; None for greys, blues, near-whites and whatever lies between.

    Hues in degrees: red 345 to 15, amber 24 to 64 (Excel's yellow FFFF00 is 60), green 75 to 165. A colour
    in a gap between two is not decided.
    """
    red, green, blue = (int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, lightness, saturation = rgb_to_hls(red, green, blue)
    if saturation < _LEAST_SATURATION or not _DARKEST <= lightness <= _LIGHTEST:
        return None
    degrees = hue * 360
    if degrees >= 345 or degrees <= 15:
        return "red"
    if 24 <= degrees <= 64:
        return "amber"
    return "green" if 75 <= degrees <= 165 else None


@cache
def is_neutral(rgb: str) -> bool:
    """Greys, black and near-whites: they structure a sheet and answer nothing."""
    red, green, blue = (int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4))
    _, lightness, _ = rgb_to_hls(red, green, blue)
    return max(red, green, blue) - min(red, green, blue) < 0.08 or not 0.06 <= lightness <= 0.97
