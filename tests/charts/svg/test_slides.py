"""Every kind of slide, full and sparse, in both shapes of screen and on both papers: measured, not looked at."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

from charts import Provenance, svg
from charts.drawing import Bar, Bars, Cells, Figure, Gap, Grid, Series
from charts.style import BLUE, PLUM
from charts.svg import DARK, LIGHT, pages, slide, slides
from charts.svg.themes import contrast
from tests.charts.svg import conftest

SHAPES = pytest.mark.parametrize("shape", [(1024, 768), (1280, 720)], ids=["4:3", "16:9"])
PAPERS = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


@pytest.fixture(scope="session")
def pictures(picture):
    """The slides of a chart as pictures, each drawn once."""
    kept = {}

    def drawn(chart, shape=(1280, 720), theme=LIGHT):
        key = (id(chart), shape, theme.name)
        if key not in kept:
            result = slides(chart, width=shape[0], height=shape[1], theme=theme)
            kept[key] = [picture(svg) for svg in result]
        return kept[key]

    return drawn


def test_every_kind_of_drawing_is_among_what_is_measured_here(full, sparse):
    for charts in (full, sparse):
        assert charts.keys() == set(conftest.KINDS)
        assert {type(part) for chart in charts.values() for part in svg.parts(chart)} == set(pages.KINDS)


@SHAPES
def test_nothing_is_cut_off(pictures, chart, shape):
    for each in pictures(chart, shape):
        for text in each.texts:
            assert text.left >= 0, text
            assert text.right <= each.width, text
            assert text.top >= 0, text
            assert text.bottom <= each.height, text


@SHAPES
def test_no_text_covers_another(pictures, chart, shape):
    for each in pictures(chart, shape):
        for at, text in enumerate(each.texts):
            for other in each.texts[at + 1 :]:
                assert not text.covers(other), (text, other)


@SHAPES
def test_text_in_a_bar_stays_in_it_and_words_keep_off_the_bars(pictures, chart, shape):
    for each in pictures(chart, shape):
        for text in each.texts:
            assert each.behind(text).holds(text, 4), text
            over = [box for box in each.boxes if box.fill not in ("none", each.paper) and box.covers(text, 2)]
            assert all(box.holds(text, 4) for box in over), (text, over)


@SHAPES
def test_the_headline_and_every_figure_are_large_enough_for_the_back_row(pictures, chart, shape):
    for each in pictures(chart, shape):
        assert each.height == 720
        assert each.texts[0].size >= 36
        assert min(text.size for text in each.texts) >= 20


@PAPERS
def test_text_has_a_contrast_of_seven_and_in_a_bar_of_four_and_a_half(pictures, chart, theme):
    for each in pictures(chart, theme=theme):
        for text in each.texts:
            ground = each.behind(text).fill
            assert contrast(text.fill, ground) >= (7 if ground == each.paper else 4.5), text


@PAPERS
def test_text_still_reads_on_a_washed_out_projector(pictures, chart, theme, halved):
    for each in pictures(chart, theme=theme):
        for text in each.texts:
            ground = each.behind(text).fill
            assert halved(text.fill, ground) >= (3 if ground == each.paper else 2), text


@PAPERS
def test_neighbouring_parts_of_a_bar_can_be_told_apart(pictures, full, theme):
    met = 0
    for name in ("preferences", "comparison", "notices"):
        for each in pictures(full[name], theme=theme):
            for item, other in each.neighbours():
                met += 1
                assert contrast(item.fill, other.fill) >= 3, (item, other)
    assert met > 20


@PAPERS
def test_the_end_of_every_bar_is_seen_on_the_paper(pictures, full, theme):
    for each in pictures(full["preferences"], theme=theme):
        bars = [
            box
            for box in each.boxes
            if box.fill == "none" and box.bottom - box.top < 60 and box.edge == theme.edge
        ]
        assert len(bars) >= 2
        assert contrast(theme.edge, each.paper) >= 3


@PAPERS
def test_parts_of_like_colours_stand_apart(picture, sparse, theme):
    alike = Bars((Series("One", BLUE), Series("Other", PLUM)), (Bar("Row", (0.4, 0.5), ("40%", "50%")),))
    each = picture(slide(replace(sparse["preferences"], drawing=alike), theme=theme))
    parts = [
        box
        for box in each.boxes
        if box.fill in (theme.fill(BLUE), theme.fill(PLUM)) and box.right - box.left > 100
    ]
    assert len(parts) == 2
    assert parts[1].left - parts[0].right > 3
    assert not each.neighbours()


def test_what_does_not_fit_goes_on_to_the_next_slide_and_nothing_is_lost(pictures, full):
    result = pictures(full["subject"])
    assert len(result) > 1
    statements = [" ".join(text.words for text in each.texts) for each in result]
    assert [f"{at + 1} of {len(result)}" in words for at, words in enumerate(statements)] == [True] * len(
        result
    )
    for row in full["subject"].drawing.rows:
        start = " ".join(row.words.split()[:3])
        assert any(start in words for words in statements)


def test_every_share_is_on_the_slide_in_digits(pictures, full):
    words = [text.words for each in pictures(full["preferences"]) for text in each.texts]
    for row in full["preferences"].drawing.rows:
        for series, value, figure in zip(
            full["preferences"].drawing.series, row.values, row.inside, strict=True
        ):
            if value:
                assert {f"{series.name} {figure}", f"{series.letter} {figure}", figure} & set(words), (
                    row,
                    figure,
                )


@SHAPES
def test_figures_of_parts_too_small_for_them_stand_over_the_bar_and_cover_nothing(picture, sparse, shape):
    answers = tuple(Series(name, BLUE, letter=name[0]) for name in ("Green", "Amber", "Red", "Blank"))
    values = [
        (0.97, 0.01, 0.01, 0.01),
        (0.04, 0.02, 0.02, 0.92),
        (0.01, 0.01, 0.01, 0.97),
        (0.5, 0.5, None, None),
    ]
    rows = tuple(
        Bar(f"Row {at}", row, tuple(f"{value:.0%}" if value else "" for value in row))
        for at, row in enumerate(values)
    )
    chart = replace(sparse["preferences"], drawing=Bars(answers, rows))
    (result,) = slides(chart, width=shape[0], height=shape[1])
    seen = picture(result)
    words = [text.words for text in seen.texts]
    assert {"G 1%", "A 1%", "R 1%", "B 1%"} <= set(words)
    for at, text in enumerate(seen.texts):
        assert 0 <= text.left < text.right <= seen.width
        assert not any(text.covers(other) for other in seen.texts[at + 1 :]), text


def test_a_slide_of_one_row_has_the_larger_type_of_the_scale(pictures, sparse, full):
    label = sparse["preferences"].drawing.rows[0].label
    assert [text.size for text in pictures(sparse["preferences"])[0].texts if text.words == label] == [28]
    assert {text.size for each in pictures(full["subject"]) for text in each.texts} == {38, 20}


def test_invented_data_and_other_marks_are_on_every_slide(picture, full, sparse):
    for each in map(picture, slides(full["matrix"], marks=["Practices are named"])):
        words = [text.words for text in each.texts]
        assert "Invented demonstration data" in words
        assert "Practices are named" in words
    assert "Invented demonstration data" not in slide(sparse["matrix"])


def test_base_date_and_source_are_at_the_foot_of_every_slide(pictures, full):
    for each in pictures(full["matrix"]):
        foot = " ".join(text.words for text in each.texts if text.top > 500)
        assert "never added together, bases differ" in foot
        assert "as of 5 December 2024" in foot
        assert "source: A long name" in foot


def test_the_same_headline_stands_in_the_same_place_on_every_slide(pictures, full):
    places = {(each.texts[0].left, each.texts[0].top) for name in full for each in pictures(full[name])}
    assert len(places) == 1


def test_a_screen_reader_gets_title_and_description(picture, full):
    root = picture(slide(full["preferences"])).root
    assert root.get("role") == "img"
    by_id = {node.get("id"): node.text for node in root if node.get("id")}
    title, words = (by_id[name] for name in root.get("aria-labelledby").split())
    assert full["preferences"].headline in title
    assert full["preferences"].alt in words
    assert "answered" in words


@pytest.mark.parametrize(("shape", "box"), [
    ((1024, 768), "0 0 960 720"), ((1280, 720), "0 0 1280 720"), ((1920, 1080), "0 0 1280 720"),
    ((3840, 2160), "0 0 1280 720"),
])  # fmt: skip
def test_a_slide_grows_with_the_screen(picture, full, shape, box):
    root = picture(slide(full["dates"], width=shape[0], height=shape[1])).root
    assert root.get("viewBox") == box
    assert (root.get("width"), root.get("height")) == tuple(map(str, shape))


def test_a_part_beyond_the_last_is_the_last(full):
    assert slide(full["subject"], 99) == slides(full["subject"])[-1]
    assert slide(full["subject"], 0) == slides(full["subject"])[0]


def test_a_picture_for_a_page_holds_every_row_at_once_and_nothing_in_it_is_cut_off(picture, chart):
    each = picture(svg.picture(chart))
    assert not {"1 of 2", "1 of 3"} & {text.words for text in each.texts}
    for text in each.texts:
        assert text.right <= each.width, text
        assert text.bottom <= each.height, text
        assert not [other for other in each.texts if other is not text and text.covers(other)], text


def test_bare_pictures_have_neither_headline_nor_caption_and_fit_a_sheet_of_paper(picture, chart):
    for each in map(picture, svg.pictures(chart, across=900, most=1000)):
        assert each.width == 900
        assert max((text.bottom for text in each.texts), default=0) <= each.height <= 1200
        assert max(text.right for text in each.texts) <= 900
        assert chart.headline[:12] not in " ".join(text.words for text in each.texts if text.size == 38)


NOUGHT_AND_GAP = re.compile(
    r'points="([\d.]+),[\d.]+ \1,[\d.]+"[^>]*/><g data-note="gap"><polyline points="([\d.]+),[\d.]+ ([\d.]+),'
    r'[\d.]+"[^>]*/><rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"'
)


def test_differences_are_dots_on_their_intervals_all_on_one_scale_round_nought():
    gaps = (Gap(0.2, 0.1, 0.4, sure=True), Gap(-0.1, -0.3, 0.1))
    rows = tuple(Cells(f"Action {at}", ((Figure("gap", gap=gap),),)) for at, gap in enumerate(gaps))
    chart = Provenance(source="x").chart("differences", "Two", pd.DataFrame(), Grid(("Y less X",), rows))
    drawn = [tuple(map(float, place)) for place in NOUGHT_AND_GAP.findall(slide(chart))]
    unit = (drawn[0][2] - drawn[0][0]) / 0.4
    for (nought, low, high, left, wide), gap in zip(drawn, gaps, strict=True):
        ends = [(x - nought) / unit for x in (low, left + wide / 2, high)]
        assert ends == pytest.approx([gap.low, gap.at, gap.high], abs=0.01)
