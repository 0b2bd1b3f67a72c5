"""What the colours owe the wall they are shown on: contrast, and the same for every scale."""

from __future__ import annotations

import pytest

from charts.style import AMBER, ANSWERS, GREEN, NO_REPLY, RED
from charts.svg.themes import contrast, text_on


@pytest.mark.parametrize("fill", [GREEN, AMBER, RED, NO_REPLY])
def test_the_text_in_a_bar_reads_on_its_fill(fill):
    assert contrast(fill, text_on(fill)) >= 4.5


@pytest.mark.parametrize(("left", "right"), [(GREEN, AMBER), (AMBER, RED), (RED, NO_REPLY)])
def test_neighbouring_bars_can_be_told_apart(left, right):
    assert contrast(left, right) >= 3


def test_green_amber_red_are_one_palette_for_every_scale():
    assert ANSWERS["green"] == ANSWERS["taking"] == ANSWERS["accept"] == GREEN
