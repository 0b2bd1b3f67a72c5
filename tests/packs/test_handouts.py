"""A single chart as picture and as text to paste."""

from __future__ import annotations

import io
from dataclasses import replace
from xml.etree import ElementTree

import pandas as pd
import pytest
from PIL import Image

from charts.svg import DARK
from packs.handouts import handout, pasted


@pytest.fixture(scope="module")
def survey(pack):
    return next(chart for chart in pack.charts if chart.name == "preferences")


def test_a_png_is_twice_the_size_of_its_svg(survey):
    svg = ElementTree.fromstring(handout(survey, "svg"))
    image = Image.open(io.BytesIO(handout(survey, "png")))
    assert image.size == pytest.approx((2 * float(svg.get("width")), 2 * float(svg.get("height"))), abs=2)
    assert image.size[0] == 2560


def test_a_png_has_the_letters_in_it(survey):
    image = Image.open(io.BytesIO(handout(survey, "png"))).convert("L")
    headline = image.crop((80, 60, 1600, 140))
    dark = sum(headline.histogram()[:100])
    assert 0.03 < dark / (headline.width * headline.height) < 0.4


def test_a_picture_can_be_dark(survey):
    image = Image.open(io.BytesIO(handout(survey, "png", theme=DARK))).convert("L")
    assert image.getpixel((5, 5)) < 40


def test_marks_are_in_the_picture(survey):
    assert "Practices are named" in handout(survey, "svg", marks=("Practices are named",)).decode()


def test_what_is_pasted_is_a_table_between_its_headline_and_its_base(survey):
    lines = pasted(survey).split("\n")
    assert lines[0] == survey.headline
    assert lines[1].split("\t") == list(survey.table.columns)
    assert lines[2].split("\t")[:3] == ["Defer pilots", "29", "73%"]
    assert lines[-1].startswith("36 of 40 practices (90%) answered")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝"])
def test_nothing_that_is_pasted_runs_as_a_formula(survey, start):
    hostile = f"{start}HYPERLINK(A1)"
    table = pd.DataFrame({hostile: [hostile], "Count": [3]})
    lines = pasted(replace(survey, headline=hostile, table=table)).split("\n")
    assert lines[:3] == [f"'{hostile}", f"'{hostile}\tCount", f"'{hostile}\t3"]
