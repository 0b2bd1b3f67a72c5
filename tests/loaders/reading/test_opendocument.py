"""OpenDocument spreadsheets, drawn as their XML."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from loaders.reading import Refused, read_workbook


def cell(value: str = "", kind: str = "string", more: str = "", name: str = "value") -> str:
    if kind == "string":
        return (
            f'<table:table-cell office:value-type="string" {more}><text:p>{value}</text:p></table:table-cell>'
        )
    return f'<table:table-cell office:value-type="{kind}" office:{name}="{value}" {more}/>'


def table(*rows: str, name: str = "Log", more: str = "") -> str:
    joined = "".join(row if row.startswith("<table:table-row") else row_of(row) for row in rows)
    return f'<table:table table:name="{name}" {more}>{joined}</table:table>'


def row_of(cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{cells}</table:table-row>"


BLANKS = '<table:table-cell table:number-columns-repeated="16000"/>'


def test_types_of_values(make_ods):
    cells = (
        cell("Z99100")
        + cell("3", "float")
        + cell("0.5", "percentage")
        + cell("true", "boolean", name="boolean-value")
        + cell("2025-04-01", "date", name="date-value")
        + cell("2025-04-01T09:30:00", "date", name="date-value")
        + cell("PT09H30M00S", "time", name="time-value")
        + cell("PT30H00M00S", "time", name="time-value")
        + cell("#REF!", more='calcext:value-type="error"')
    )
    book = read_workbook(make_ods(table(cells)), "log.ods")
    assert book.ext == "ods"
    assert book.sheets[0].values == [
        [
            "Z99100",
            3,
            0.5,
            True,
            date(2025, 4, 1),
            datetime(2025, 4, 1, 9, 30),
            time(9, 30),
            timedelta(hours=30),
            "#REF!",
        ]
    ]


def test_text_of_several_paragraphs_blanks_and_comments(make_ods):
    text = (
        '<table:table-cell office:value-type="string"><office:annotation><text:p>a comment</text:p>'
        '</office:annotation><text:p>two<text:s text:c="2"/>blanks</text:p><text:p>and a '
        "<text:span>line</text:span></text:p></table:table-cell>"
    )
    assert read_workbook(make_ods(table(text)), "a.ods").sheets[0].values == [["two  blanks\nand a line"]]


def test_repeated_cells_and_rows_and_the_blank_rest_of_the_page(make_ods):
    rows = table(
        row_of(cell("x", more='table:number-columns-repeated="2"') + BLANKS),
        row_of(BLANKS, 'table:number-rows-repeated="2"'),
        row_of(BLANKS.replace("16000", "1") + cell("y"), 'table:number-rows-repeated="2"'),
        row_of(BLANKS, 'table:number-rows-repeated="1048570"'),
    )
    assert read_workbook(make_ods(rows), "a.ods").sheets[0].values == [
        ["x", "x"],
        [None, None],
        [None, None],
        [None, "y"],
        [None, "y"],
    ]


def test_hidden_sheets_rows_columns_and_merged_cells(make_ods):
    styles = '<style:style style:name="t1"><style:table-properties table:display="false"/></style:style>'
    first = table(
        '<table:table-row table:visibility="filter">'
        + cell("a")
        + cell("b")
        + cell("c")
        + "</table:table-row>",
        cell("d", more='table:number-columns-spanned="2"') + "<table:covered-table-cell/>" + cell("e"),
    ).replace(
        "<table:table-row",
        '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-row',
        1,
    )
    second = table(cell("z"), name="Lists", more='table:style-name="t1"')
    log, lists = read_workbook(make_ods(first + second, styles), "a.ods").sheets
    assert (log.hidden, lists.hidden) == (False, True)
    assert (log.hidden_rows, log.filtered_rows) == (set(), {0})
    assert log.hidden_cols == {1}
    assert log.merged == [(1, 0, 1, 1)]
    assert log.values == [["a", "b", "c"], ["d", None, "e"]]


def test_fills_of_cells_and_of_their_columns(make_ods):
    styles = "".join(
        f'<style:style style:name="{name}" style:family="table-cell"><style:table-cell-properties '
        f'fo:background-color="{colour}"/></style:style>'
        for name, colour in [("g", "#00b050"), ("w", "#ffffff"), ("r", "#ff0000")]
    )
    columns = '<table:table-column table:default-cell-style-name="r"/><table:table-column/>'
    cells = (
        cell("a")
        + cell("b", more='table:style-name="w"')
        + '<table:table-cell table:style-name="g"/>'
        + '<table:table-cell table:style-name="g" table:number-columns-repeated="9000"/>'
    )
    sheet = read_workbook(
        make_ods(table(cells).replace("<table:table-row", columns + "<table:table-row"), styles), "a.ods"
    )
    assert sheet.sheets[0].fills == {(0, 0): "FF0000", (0, 2): "00B050"}


def test_a_repetition_that_fills_the_page_is_refused(make_ods):
    with pytest.raises(Refused, match="reaches to cell XFD1048576"):
        read_workbook(
            make_ods(
                table(
                    row_of(
                        cell("x", more='table:number-columns-repeated="99999999"'),
                        'table:number-rows-repeated="999999999"',
                    )
                )
            ),
            "a.ods",
        )


def test_a_locked_document_is_refused(make_ods):
    manifest = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    with pytest.raises(Refused, match="protected by a password"):
        read_workbook(make_ods(table(cell("x")), extra={"META-INF/manifest.xml": manifest}), "a.ods")
