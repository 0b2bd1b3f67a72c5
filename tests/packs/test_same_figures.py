"""Screen, slide, PowerPoint, PDF and workbook show the same figures, since one description feeds them all."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from charts.drawing import Bars, Facts, Grid
from charts.svg import slides
from packs.paper import varying
from packs.powerpoint.tables import cell_words
from tests.packs.conftest import texts

DIGITS = re.compile(r"\d[\d,]*%?")
TEXT = "{http://www.w3.org/2000/svg}text"


def on_slides(chart) -> str:
    return " ".join(node.text for svg in slides(chart) for node in ElementTree.fromstring(svg).iter(TEXT))


def figures(drawing) -> list[str]:
    """Every figure of a drawing in words."""
    match drawing:
        case Bars():
            return [row.words for row in drawing.rows if row.words]
        case Grid():
            return [figure.words for row in drawing.rows for cell in row.cells for figure in cell]
        case Facts():
            return [fact.figure for fact in drawing.facts]
    return []


@pytest.fixture(scope="module")
def native(deck) -> str:
    """All words of the PowerPoint file."""
    words = []
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_chart:
                words += re.findall(r"<a:t>([^<]*)</a:t>", shape.chart._chartSpace.xml)
            elif shape.has_table:
                words += [cell.text for row in shape.table.rows for cell in row.cells]
            elif shape.has_text_frame:
                words.append(shape.text_frame.text)
    return " ".join(" ".join(words).replace("&amp;", "&").split())


@pytest.mark.parametrize("kind", [Bars, Grid, Facts])
def test_each_figure_of_a_drawing_is_on_its_slide_in_powerpoint_and_in_the_pdf(pack, native, words, kind):
    printed, met = " ".join(words), 0
    for chart in pack.charts:
        if not isinstance(chart.drawing, kind):
            continue
        drawn = on_slides(chart)
        for figure in figures(chart.drawing):
            met += 1
            assert figure in native
            for number in DIGITS.findall(figure):
                assert number in drawn, (chart.name, figure)
                assert number in printed, (chart.name, figure)
    assert met > 2


def test_shares_of_a_survey_are_the_same_in_table_slide_pdf_workbook_and_native_chart(
    pack, deck, tables, book
):
    at, chart = next((at, item) for at, item in enumerate(pack.charts, 1) if item.name == "preferences")
    bars = next(
        shape.chart for slide in deck.slides for shape in slide.shapes
        if shape.has_chart and slide.shapes.title.text.startswith(chart.headline)
    )  # fmt: skip
    values = {series.name: list(series.values) for series in bars.plots[0].series}
    printed, drawn = " ".join(texts(tables)), on_slides(chart)
    sheet = list(book.worksheets[at].iter_rows(values_only=True))
    same = varying(chart.table)[1]
    assert all(value in printed for value in same.values())
    for row, record in enumerate(chart.table.to_dict("records")):
        cells = next(line for line in sheet if line[0] == record["Action"])
        # What is the same in every row (who did not reply, and the base) stands once, above the table.
        assert " ".join(record[name] for name in chart.table.columns[1:] if name not in same) in printed
        assert f"{record['Green, share']}" in drawn
        for place, name in enumerate(chart.table.columns):
            if name.endswith(", share"):
                assert cells[place] == pytest.approx(int(record[name].strip("%")) / 100)
                assert abs(values[name.removesuffix(", share")][row] - cells[place]) <= 0.005 + 1e-9


def test_a_cell_in_a_native_table_says_the_words_of_the_grid(pack):
    grid = next(chart.drawing for chart in pack.charts if isinstance(chart.drawing, Grid))
    for row in grid.rows:
        for cell in row.cells:
            assert all(figure.words in cell_words(cell) for figure in cell)
