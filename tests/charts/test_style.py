"""What the colours owe the wall they are shown on: contrast, and the same for every scale."""

from __future__ import annotations

import pytest

from charts.style import AMBER, ANSWERS, GREEN, NO_REPLY, RED, TEXT_ON


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("fill", [GREEN, AMBER, RED, NO_REPLY])
def test_the_text_in_a_bar_reads_on_its_fill(fill):
    assert contrast(fill, TEXT_ON[fill]) >= 4.5


@pytest.mark.parametrize(("left", "right"), [(GREEN, AMBER), (AMBER, RED), (RED, NO_REPLY)])
def test_neighbouring_bars_can_be_told_apart(left, right):
    assert contrast(left, right) >= 3


def test_green_amber_red_are_one_palette_for_every_scale():
    assert ANSWERS["green"] == ANSWERS["taking"] == ANSWERS["accept"] == GREEN
