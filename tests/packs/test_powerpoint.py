"""The PowerPoint file: native charts whose own sheets hold the figures, native tables, notes, nothing off the slide."""

from __future__ import annotations

import io
from datetime import date
from itertools import pairwise

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from charts.captions import caption
from charts.drawing import Bar, Bars, Grid, Lane, Lanes, Line, Lines, Mark, Series
from charts.style import BLUE
from charts.svg import parts
from charts.svg.sheet import Box
from charts.svg.times import spanning
from packs.powerpoint.bars import add_bars
from packs.powerpoint.times import add_lines, stacked


@pytest.fixture(scope="module")
def slides(deck):
    return list(deck.slides)


def texts(slide) -> list[str]:
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def sheet(chart) -> list[tuple]:
    """The rows of the sheet inside a native chart."""
    book = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    return list(book.active.iter_rows(values_only=True))


def native(slide):
    return next(shape.chart for shape in slide.shapes if shape.has_chart)


def shown(pack, kind):
    """(slide number from 0, drawing) for every part of a chart of one kind; the front page is slide 0."""
    drawn = [part for chart in pack.charts for part in parts(chart)]
    return [(at, part) for at, part in enumerate(drawn, 1) if isinstance(part, kind)]


def test_there_is_a_slide_for_every_part_of_every_chart_then_the_method(pack, slides):
    drawn = [chart for chart in pack.charts for _ in parts(chart)]
    titles = [slide.shapes.title.text for slide in slides]
    assert titles[0] == "Exampleshire: collective action"
    for title, chart in zip(titles[1:], drawn, strict=False):
        assert title.startswith(chart.headline)
    assert len(titles) > len(drawn) + 1
    assert all(title.startswith("How the figures are worked out") for title in titles[len(drawn) + 1 :])


def test_bars_are_native_charts_and_their_sheets_hold_the_figures(pack, slides):
    result = shown(pack, Bars)
    assert result
    for at, drawing in result:
        head, *rows = sheet(native(slides[at]))
        for row, drawn in zip(rows, drawing.rows, strict=True):
            assert row[0] == drawn.label
            by_name = dict(zip(head, row, strict=True))
            for series, value in zip(drawing.series, drawn.values, strict=True):
                if value:
                    assert by_name[series.name] == pytest.approx(value)


def test_the_words_after_bars_are_on_the_slide(pack, slides):
    for at, drawing in shown(pack, Bars):
        xml = native(slides[at])._chartSpace.xml
        for row in drawing.rows:
            if row.words:
                assert f"<a:t>{row.words.replace('&', '&amp;')}</a:t>" in xml


def test_figures_in_bars_follow_the_values(pack, slides):
    at, drawing = next(pair for pair in shown(pack, Bars) if pair[1].rows[0].inside)
    xml = native(slides[at])._chartSpace.xml
    assert 'formatCode="&quot;Green &quot;0%"' in xml
    assert drawing.rows[0].inside[0] not in xml


def test_marks_in_time_are_points_on_their_days(pack, slides):
    result = shown(pack, Lanes)
    assert result
    for at, drawing in result:
        head, *rows = sheet(native(slides[at]))
        written = {
            (row[0].date(), name)
            for row in rows
            for name, down in zip(head, row, strict=True)
            if down and name
        }
        marks = [(mark.on, drawing.series[mark.series].name) for lane in drawing.lanes for mark in lane.marks]
        assert written == set(marks)
        assert len(rows) == len(marks)
        words = {" ".join(text.split()) for text in texts(slides[at])}
        assert {lane.label for lane in drawing.lanes} <= words


def test_marks_of_one_day_stand_above_each_other_and_keep_their_day():
    day = date(2025, 1, 15)
    many = Lane("Dorset", tuple(Mark(day, at, "X") for at in range(6)))
    alone = Lane("BSW", (Mark(date(2024, 9, 1), 0), Mark(date(2025, 3, 1), 1)))
    drawing = Lanes(tuple(Series(str(at), BLUE) for at in range(6)), (many, alone), exact=False)
    result = stacked(drawing, spanning([day, date(2024, 9, 1), date(2025, 3, 1)], Box(0, 0, 900, 400)))
    assert sorted(mark.on for mark, _ in result) == sorted(
        [mark.on for lane in (many, alone) for mark in lane.marks]
    )
    first = sorted(down for mark, down in result if mark.on == day)
    assert all(later - item > 0.05 for item, later in pairwise(first))
    assert first[0] >= 0.5
    assert first[-1] <= 1.5
    assert [down for mark, down in result if mark.on != day] == [2, 2]


def test_grids_are_native_tables(pack, slides):
    result = shown(pack, Grid)
    assert result
    for at, drawing in result:
        table = next(shape.table for shape in slides[at].shapes if shape.has_table)
        assert [cell.text for cell in table.rows[0].cells] == [drawing.head, *drawing.columns]
        assert [row.cells[0].text for row in table.rows][1:] == [row.label for row in drawing.rows]
        assert table.first_row


def test_base_date_and_source_are_on_every_slide_of_a_chart(pack, slides):
    drawn = [chart for chart in pack.charts for _ in parts(chart)]
    for slide, chart in zip(slides[1:], drawn, strict=False):
        assert caption(chart, marked=True) in texts(slide)
        assert ("Invented demonstration data" in texts(slide)) == chart.invented


def test_notes_say_base_source_and_every_figure_in_words(pack, slides):
    survey = next(chart for chart in pack.charts if chart.name == "preferences")
    at = 1 + sum(len(parts(chart)) for chart in pack.charts[: pack.charts.index(survey)])
    notes = slides[at].notes_slide.notes_text_frame.text
    assert f"Base: {survey.base}." in notes
    assert f"Source: {survey.source}." in notes
    assert "Action Defer pilots: Green 29, Green, share 73%" in notes


def test_nothing_stands_beyond_the_edge_of_a_slide(deck, slides):
    for slide in slides:
        for shape in slide.shapes:
            assert min(shape.left, shape.top) >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height, (slide.shapes.title.text, shape.name)


def test_a_slide_that_somebody_adds_is_as_wide_as_the_others(deck):
    for layout in deck.slide_layouts:
        for shape in layout.placeholders:
            assert shape.left + shape.width <= deck.slide_width
    title = deck.slide_layouts[5].placeholders[0]
    assert title.width > deck.slide_width * 0.85


def test_every_picture_chart_and_table_says_what_it_shows(slides):
    for slide in slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table or hasattr(shape, "image"):
                assert shape._element.xpath(".//p:cNvPr")[0].get("descr")


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_name_runs_as_a_formula_in_the_sheet_of_a_chart(start):
    name = f"{start}HYPERLINK(A1)"
    slide = Presentation().slides.add_slide(Presentation().slide_layouts[6])
    bars = Bars((Series(name, BLUE),), (Bar(name, (1.0,), ("100%",)),))
    add_bars(slide, bars, Box(0, 0, 800, 300), "", 200)
    lines = Lines((Line(Series(name, BLUE), ((date(2025, 1, 1), 1),), name),), date(2025, 2, 1))
    add_lines(slide, lines, Box(0, 300, 800, 300), "")
    books = [shape.chart.part.chart_workbook.xlsx_part.blob for shape in slide.shapes if shape.has_chart]
    result = [
        cell for book in books for row in load_workbook(io.BytesIO(book)).active.iter_rows() for cell in row
    ]
    assert [cell.value for cell in result if cell.value and cell.data_type == "s"] == [f"'{name}"] * 3
    assert not [cell for cell in result if cell.data_type == "f"]


def test_names_at_the_ends_of_lines_do_not_cover_each_other():
    slide = Presentation().slides.add_slide(Presentation().slide_layouts[6])
    lines = tuple(
        Line(
            Series(f"Line {at}", BLUE),
            ((date(2025, 1, 1), 0), (date(2025, 2, 1), 40 + at)),
            f"{40 + at} of them",
        )
        for at in range(3)
    )
    add_lines(slide, Lines(lines, date(2025, 3, 1)), Box(40, 100, 1000, 500), "alt")
    boxes = sorted((shape.top, shape.top + shape.height) for shape in slide.shapes if shape.has_text_frame)
    assert len(boxes) == 3
    assert all(end <= start + 1 for (_, end), (start, _) in pairwise(boxes))


def test_a_part_too_small_for_its_figure_has_it_after_the_bar():
    slide = Presentation().slides.add_slide(Presentation().slide_layouts[6])
    bars = Bars((Series("Green", BLUE), Series("Amber", BLUE)), (Bar("Row", (0.98, 0.02), ("98%", "2%")),))
    add_bars(slide, bars, Box(40, 100, 1000, 300), "alt", 100)
    words = next(shape for shape in slide.shapes if shape.has_chart).chart.part.blob.decode()
    assert "Amber 2%" in words
