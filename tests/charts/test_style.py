"""What every chart owes the wall it is shown on: fonts, contrast, height, no title."""

from __future__ import annotations

import pytest

from charts import PAGE, SLIDE
from charts.style import (
    AMBER,
    ANSWERS,
    GREEN,
    NO_REPLY,
    PAPER,
    RED,
    TEXT_ON,
    canvas,
    row_labels,
    share_axis,
    wrap,
)


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


@pytest.mark.parametrize("look", [PAGE, SLIDE])
def test_a_canvas_sets_every_font_and_has_no_title(look):
    layout = canvas(look, invented=False).layout
    assert layout.title.text is None
    assert layout.xaxis.tickfont.size >= 16
    assert layout.yaxis.tickfont.color == "#14212B"
    assert layout.xaxis.automargin
    assert layout.yaxis.automargin


def test_a_chart_on_a_page_is_at_most_410_pixels_high():
    assert canvas(PAGE, invented=True).layout.height <= 410


def test_labels_wrap_at_words_and_what_is_too_long_ends_in_an_ellipsis():
    assert wrap("Serve notice on voluntary services", 20) == "Serve notice on<br>voluntary services"
    assert wrap("one two three four five six", 9, 1) == "one two …"


def test_crowded_rows_have_one_line_each():
    long = "Medicines optimisation software switched off everywhere"
    assert "<br>" not in row_labels([long] * 12, PAGE)[0]
    assert "<br>" in row_labels([long] * 3, PAGE)[0]


def test_paper_is_white_so_that_a_screenshot_prints():
    assert canvas(PAGE, invented=False).layout.paper_bgcolor == PAPER


def test_the_axis_holds_shares_that_add_up_to_a_hair_more_than_all():
    figure = canvas(PAGE, invented=False)
    share_axis(figure)
    assert figure.layout.xaxis.range[1] > 0.55 + 0.175 + 0.175 + 0.1 > 1
