"""Every chart of the product, by its name alone: as slides, as a picture, and in every format of a pack."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest
from pptx import Presentation

from charts.svg import slides
from decks.drawings import DRAWINGS
from decks.singles import single
from packs.making import FORMATS, make
from tests.charts.svg.conftest import Picture

ON = date(2026, 11, 24)
GIVEN = {"until": date(2027, 2, 1), "since": date(2026, 9, 1)}
# The demonstration has one region with surveys, and no second one to compare it with; nobody handed anything over.
NOT_HERE = {"differences", "england"}
TEXT = "{http://www.w3.org/2000/svg}text"


@pytest.fixture(scope="module")
def charts(reading) -> dict:
    return {
        name: single(reading, name, "exampleshire", ON, GIVEN) for name in DRAWINGS if name not in NOT_HERE
    }


@pytest.mark.parametrize("name", sorted(DRAWINGS.keys() - NOT_HERE))
def test_every_chart_can_be_asked_for_by_its_name(charts, name):
    chart = charts[name]
    assert chart is not None
    words = [node.text for svg in slides(chart) for node in ElementTree.fromstring(svg).iter(TEXT)]
    assert min(map(len, words)) > 0
    assert chart.headline.split()[0] in words[0]


@pytest.mark.parametrize("shape", [(1280, 720), (1024, 768)], ids=["16:9", "4:3"])
@pytest.mark.parametrize("name", sorted(DRAWINGS.keys() - NOT_HERE))
def test_every_chart_reads_from_the_back_row(charts, name, shape):
    for svg in slides(charts[name], width=shape[0], height=shape[1]):
        seen = Picture(svg)
        for at, text in enumerate(seen.texts):
            assert text.size >= 20, text
            assert min(text.left, text.top) >= 0, text
            assert text.right <= seen.width, text
            assert text.bottom <= seen.height, text
            assert not any(text.covers(other) for other in seen.texts[at + 1 :]), text


def test_a_pack_can_hold_any_of_them(pack, charts):
    every = replace(pack, charts=tuple(charts.values()), logo=None)
    made = make(every, FORMATS)
    assert all(made.values())
    titles = [slide.shapes.title.text for slide in Presentation(io.BytesIO(made["pptx"])).slides]
    for chart in charts.values():
        assert any(title.startswith(chart.headline) for title in titles)


def test_a_subject_and_a_survey_can_be_named(reading):
    item = single(reading, "subject", "exampleshire", ON, {"subject": "gp_connect"})
    assert item.headline.startswith("Switch off GP Connect")
    older = single(reading, "preferences", "exampleshire", ON, {"survey": "exampleshire_autumn_2024"})
    assert "2024" in older.as_of


def test_what_a_region_does_not_have_is_none(reading):
    assert single(reading, "preferences", "gloucestershire", ON, {}) is None
    assert single(reading, "moves", "gloucestershire", ON, {}) is None
    assert all(single(reading, name, "exampleshire", ON, {}) is None for name in NOT_HERE)
