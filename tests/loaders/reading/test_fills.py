"""Fill colours of Excel workbooks."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.styles import Color, GradientFill, NamedStyle, PatternFill
from openpyxl.styles.colors import COLOR_INDEX

from loaders.reading import read_workbook
from loaders.reading.colours import PALETTE, tinted


def fills_of(book: openpyxl.Workbook) -> dict[tuple[int, int], str]:
    book.active["B9"] = "the last cell with a value"
    target = io.BytesIO()
    book.save(target)
    sheet = read_workbook(target.getvalue(), "colours.xlsx").sheets[0]
    assert sheet.has_fills
    assert sheet.fills_readable
    return dict(sheet.fills)


def painted(*fills) -> dict[tuple[int, int], str]:
    """Fills of the cells A2, A3 … which have no value; A1 has one, and a colour of its own."""
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    book.active["A1"].fill = PatternFill("solid", fgColor="FF123456")
    for row, fill in enumerate(fills, start=2):
        book.active.cell(row, 1).fill = fill
    result = fills_of(book)
    assert result.pop((0, 0)) == "123456"
    return result


def test_rgb_also_in_cells_without_a_value():
    assert painted(PatternFill("solid", fgColor="FFFFC7CE"), PatternFill("solid", fgColor="0000B050")) == {
        (1, 0): "FFC7CE",
        (2, 0): "00B050",
    }


def test_indexed_colours_follow_the_default_palette():
    assert [colour[-6:] for colour in COLOR_INDEX[:64]] == PALETTE
    assert painted(
        PatternFill("solid", fgColor=Color(indexed=10)), PatternFill("solid", fgColor=Color(indexed=50))
    ) == {
        (1, 0): "FF0000",
        (2, 0): "99CC00",
    }


def test_theme_colours_with_tint():
    result = painted(
        PatternFill("solid", fgColor=Color(theme=9)),
        PatternFill("solid", fgColor=Color(theme=9, tint=0.5999938962981048)),
        PatternFill("solid", fgColor=Color(theme=1)),
    )
    assert result == {(1, 0): "F79646", (2, 0): "FCD5B5", (3, 0): "000000"}


@pytest.mark.parametrize(
    ("tint", "colour"),
    [(0.0, "4472C4"), (-0.25, "2F5597"), (-0.5, "203864"), (0.4, "8FAADC"), (0.8, "DAE3F3")],
)
def test_tints_are_those_that_excel_shows(tint, colour):
    shown = tinted("4472C4", tint)
    for at in (0, 2, 4):  # Excel rounds lightness to whole steps of 1/240
        assert abs(int(shown[at : at + 2], 16) - int(colour[at : at + 2], 16)) <= 2


def test_named_styles_are_ordinary_fills():
    book = openpyxl.Workbook()
    book.add_named_style(NamedStyle("Goodish", fill=PatternFill("solid", fgColor="FFC6EFCE")))
    book.active["B2"] = "x"
    book.active["B2"].style = "Goodish"
    assert fills_of(book) == {(1, 1): "C6EFCE"}


def test_gradients_name_their_different_stops():
    assert painted(
        GradientFill(stop=("FFFF0000", "FFFF0000")), GradientFill(stop=("FFFF0000", "FF00FF00"))
    ) == {(1, 0): "FF0000", (2, 0): "FF0000>00FF00"}


def test_patterns_name_their_ink_and_ground_and_white_is_no_colour():
    assert painted(
        PatternFill("lightGrid", fgColor="FFFF0000", bgColor="FF00FF00"),
        PatternFill("solid", fgColor="FFFFFFFF"),
        PatternFill("darkUp", fgColor="FF00FF00", bgColor="FF00FF00"),
    ) == {(1, 0): "FF0000+00FF00", (3, 0): "00FF00"}


def test_a_palette_of_the_workbook_itself(make_xlsx):
    styles = (
        '<fills><fill/><fill/><fill><patternFill patternType="solid"><fgColor indexed="1"/></patternFill>'
        '</fill></fills><cellXfs><xf fillId="0"/><xf fillId="2"/></cellXfs>'
        '<colors><indexedColors><rgbColor rgb="00000000"/><rgbColor rgb="00ABCDEF"/></indexedColors></colors>'
    )
    data = make_xlsx('<row r="1"><c s="1" r="A1"><v>5</v></c><c r=\'B1\' s=\'1\'/></row>', styles=styles)
    assert read_workbook(data, "a.xlsx").sheets[0].fills == {(0, 0): "ABCDEF", (0, 1): "ABCDEF"}


def test_a_workbook_without_coloured_styles_says_so_without_looking():
    target = io.BytesIO()
    book = openpyxl.Workbook()
    book.active["A1"] = 1
    book.save(target)
    sheet = read_workbook(target.getvalue(), "plain.xlsx").sheets[0]
    assert not sheet.has_fills
    assert sheet.fills == {}
