"""HTML tables saved as .xls, as web systems do."""

from __future__ import annotations

import pytest

from loaders.reading import Refused, read_workbook


def read(page: str):
    return read_workbook(page.encode(), "export.xls")


def test_a_table_is_a_sheet_of_text():
    book = read(
        "<html><head><title>x</title><style>td{color:red}</style></head><body><p>Hello</p><TABLE border=1>"
        "<tr><th>Practice</th><th>Served&nbsp;on</th></tr><tr><td>Z99100<td>01/04/2025<br>late &amp; odd</tr>"
        "<tr><td></td><td> 7 </td></tr></TABLE></body></html>"
    )
    assert book.ext == "html"
    assert book.sheets[0].values == [
        ["Practice", "Served on"],
        ["Z99100", "01/04/2025\nlate & odd"],
        [None, "7"],
    ]
    assert book.notes == [
        "The file is a web page; its tables were read, each as a sheet.",
        "The file's name ends in .xls, but its content is a web page; it was read as that.",
    ]


def test_spans_keep_the_text_at_the_top_left_and_are_merged_ranges():
    sheet = read(
        "<table><tr><td rowspan=2>P</td><td colspan='2'>Answers</td></tr><tr><td>A</td><td>B</td></tr>"
        "<tr><td>1</td><td>2</td><td rowspan=9>3</td></tr></table>"
    ).sheets[0]
    assert sheet.values == [["P", "Answers", None], [None, "A", "B"], ["1", "2", "3"]]
    assert sheet.merged == [(0, 0, 1, 0), (0, 1, 0, 2)]


def test_colours_in_the_tags_and_rows_not_shown():
    sheet = read(
        '<table><tr><td bgcolor="#00b050">g</td><td style="background-color: #FF0000"></td></tr>'
        '<tr style="display:none"><td>secret</td><td style="background:#ffffff">w</td></tr></table>'
    ).sheets[0]
    assert sheet.fills == {(0, 0): "00B050", (0, 1): "FF0000"}
    assert sheet.hidden_rows == {1}


def test_each_table_with_text_is_a_sheet():
    book = read(
        "<table><tr><td>a<table><tr><td>b</td></tr></table>c</td></tr></table><table><tr><td></table>"
    )
    assert [sheet.values for sheet in book.sheets] == [[["ac"]], [["b"]]]


def test_a_page_without_a_table_is_refused():
    with pytest.raises(Refused, match="web page without a table"):
        read("<html><body>Log in to go on</body></html>")


def test_a_broken_page_takes_no_longer_than_a_sound_one():
    book = read("<table><tr><td>x</td></tr>" + "<!--<td <" * 100_000)
    assert book.sheets[0].value(0, 0) == "x"
