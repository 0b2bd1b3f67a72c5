"""Page, wall, PowerPoint, PDF, workbook and measure say the same number of the same base, chart by chart."""

from __future__ import annotations

import re

import pytest

from decks.slides import Slide
from measures import measure
from store import Store

REGION = "exampleshire"


@pytest.fixture(scope="module")
def snapshot(demonstration):
    return Store.open(demonstration).snapshot()


def plain(text: str) -> str:
    return " ".join(text.replace("&amp;", "&").split())


def test_every_base_of_the_pack_is_on_its_slide_its_page_and_its_sheet(pack, deck, words, book):
    printed = plain(" ".join(words))
    shown = plain(" ".join(
        shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame
    ))  # fmt: skip
    filed = plain(" ".join(
        str(cell) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for cell in row if cell
    ))  # fmt: skip
    bases = [plain(chart.base) for chart in pack.charts if chart.base]
    assert len(bases) > 5
    for base in bases:
        for place in (printed, shown, filed):
            assert base in place, base


def test_the_numbers_of_the_measures_are_those_of_the_headlines_and_bases(pack, snapshot):
    charts = {chart.name: chart for chart in pack.charts}
    first = measure(snapshot, "preferences", regions=REGION).iloc[0]
    replied = f"{first['responded']} of {first['out_of']} practices"
    assert charts["preferences"].base.startswith(replied)

    totals = measure(snapshot, "notice_totals", regions=REGION, on=pack.on).iloc[0]
    stand = re.match(r"(\d+) notices stand", charts["notice-totals"].headline)
    assert int(stand[1]) == totals["notices"]

    notices = measure(snapshot, "notices", regions=REGION, on=pack.on)
    top = notices[notices["basis"] == "demonstration"].sort_values("count").iloc[-1]
    assert f"{top['count']:.0f} of {top['out_of']:.0f} practices" in charts["notices"].headline


def test_one_slide_says_one_thing_on_screen_on_the_wall_and_in_the_pack(pack, reading):
    """A page, the wall and a pack draw the same slide of the same reading: sentence, base and table are one."""
    survey = measure(reading.snapshot, "surveys", regions=REGION).iloc[0]["survey"]
    charts = {chart.name: chart for chart in pack.charts}
    for name, asked in (
        ("preferences", {"survey": survey, "on": pack.on}),
        ("notices", {"on": pack.on}),
        ("totals", {"on": pack.on}),
    ):
        chart = Slide.of(name, region=REGION, **asked).chart(reading)
        packed = charts[chart.name]
        assert (chart.headline, chart.base, chart.as_of) == (packed.headline, packed.base, packed.as_of)
        assert chart.table.equals(packed.table)
