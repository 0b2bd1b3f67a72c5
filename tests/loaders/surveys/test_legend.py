"""What the keys of a workbook say of its signs and colours, and what they do not."""

from __future__ import annotations

import pytest

from loaders.reading.sheets import Sheet
from loaders.surveys.legend import Legend, legend_of
from loaders.surveys.signs import signs_of
from loaders.tables.tables import Key, Table

GREEN, RED, AMBER, BLUE = "00B050", "FF0000", "FFC000", "0070C0"


@pytest.fixture
def table():
    """A table whose surroundings are cells drawn in a test: {(row, col): text}, and their fills."""

    def draw(cells, fills=()):
        height = max(row for row, _ in [*cells, *fills]) + 1
        width = max(col for _, col in [*cells, *fills]) + 2
        values = [[cells.get((row, col)) for col in range(width)] for row in range(height)]
        sheet = Sheet("Key", values, read_fills=lambda: dict(fills), has_fills=bool(fills))
        return Table(sheet, [], [], [], around=sorted({*cells, *fills}))

    return draw


@pytest.mark.parametrize(
    "text",
    [
        "R = will not undertake, A = will undertake in certain conditions, G = will readily undertake",
        "Key: R = Red; A = Amber; G = Green",
        "R - will not undertake\nA - will undertake in certain conditions\nG - will readily undertake",
    ],
)
def test_signs_explained_in_one_cell(table, vocabulary, text):
    signs = signs_of(table({(0, 0): text}), vocabulary)
    assert signs["rag"] == {"r": "red", "a": "amber", "g": "green"}


def test_signs_explained_in_the_cell_beside_them(table, vocabulary):
    cells = {(0, 0): "1", (0, 1): "Green", (1, 0): "2", (1, 1): "Amber", (2, 0): "3", (2, 1): "Red"}
    assert signs_of(table(cells), vocabulary)["rag"] == {"1": "green", "2": "amber", "3": "red"}


def test_what_explains_no_answer_is_no_sign(table, vocabulary):
    assert signs_of(table({(0, 0): "N = new practice, Contact: the office"}), vocabulary) == {}


def test_a_colour_is_explained_by_its_own_text_or_the_text_beside_it(table, vocabulary):
    legend = legend_of(
        table(
            {(0, 0): "Will not undertake", (1, 1): "Will readily undertake"}, {(0, 0): BLUE, (1, 0): GREEN}
        ),
        vocabulary,
    )
    assert legend.colours["rag"] == {BLUE: "red", GREEN: "green"}


def test_a_key_that_swaps_the_colours_is_followed_for_like_colours_too(table, vocabulary):
    legend = legend_of(
        table({(0, 0): "Will readily undertake", (1, 0): "Will not undertake"}, {(0, 0): RED, (1, 0): GREEN}),
        vocabulary,
    )
    assert legend.colour("rag", RED) == "green"
    assert legend.colour("rag", "C00000") == "green"
    assert legend.colour("rag", "92D050") == "red"
    assert legend.colour("rag", AMBER) is None


def test_without_a_key_a_colour_is_its_hue_on_the_scale_of_colours_alone():
    legend = Legend()
    assert [legend.colour("rag", rgb) for rgb in (RED, AMBER, GREEN, BLUE)] == ["red", "amber", "green", None]
    assert legend.colour("participation", RED) is None


def test_a_key_that_lists_the_answers_in_a_row_explains_none_by_the_next(table, vocabulary):
    assert signs_of(table({(0, 0): "Red", (0, 1): "Amber", (0, 2): "Green"}), vocabulary) == {}


def test_a_key_on_another_sheet_is_read_once_for_all_tables(table, vocabulary):
    key = Key(Sheet("Key", [["R = will not undertake"]]), [(0, 0)])
    first, second = table({(0, 0): "Replies"}), table({(0, 0): "More replies"})
    first.keys = second.keys = [key]
    signs = signs_of(first, vocabulary)
    assert signs == {"rag": {"r": "red"}}
    key.sheet.values.clear()
    assert signs_of(second, vocabulary) == signs


def test_the_own_sheets_key_counts_before_those_of_other_sheets(table, vocabulary):
    own = table({(0, 0): "D = will readily undertake"})
    own.keys = [Key(Sheet("Key", [["D = Red, E = Amber"]]), [(0, 0)])]
    assert signs_of(own, vocabulary) == {"rag": {"d": "green", "e": "amber"}}
    own.keys.append(Key(Sheet("Old key", [["E = Green"]]), [(0, 0)]))
    assert signs_of(own, vocabulary) == {"rag": {"d": "green"}}
