"""The workbook: figures as numbers, everything else as text, and where each sheet comes from on the sheet itself."""

from __future__ import annotations

import io
from dataclasses import replace

import pandas as pd
from openpyxl import load_workbook

from packs.workbook import workbook


def cells(sheet) -> list:
    return [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_contents_then_a_sheet_for_each_chart_then_the_method(pack, book):
    assert book.sheetnames[0] == "Contents"
    assert book.sheetnames[-1] == "Method"
    assert len(book.sheetnames) == len(pack.charts) + 2
    words = [cell.value for cell in cells(book["Contents"])]
    assert {chart.headline for chart in pack.charts} <= set(words)
    assert {"Exampleshire LMC", "Agenda pack, 24 November 2026"} <= set(words)


def test_counts_are_numbers_and_shares_are_percentages(pack, book):
    at = next(at for at, chart in enumerate(pack.charts, 1) if chart.name == "preferences")
    row = next(row for row in book.worksheets[at].iter_rows() if row[0].value == "Defer pilots")
    assert [(cell.value, cell.number_format) for cell in row[1:3]] == [(29, "#,##0"), (0.73, "0%")]


def test_headline_base_date_and_source_stand_above_the_figures(pack, book):
    for sheet, chart in zip(book.worksheets[1:], pack.charts, strict=False):
        words = [cell.value for cell in cells(sheet)]
        assert words[0] == chart.headline
        assert f"Base: {chart.base}" in words
        assert f"Source: {chart.source}" in words
        assert ("Invented demonstration data" in words) == chart.invented
        assert all(f"Note: {caveat}" in words for caveat in chart.caveats)


def test_what_looks_like_a_formula_stays_text(pack):
    hostile = pd.DataFrame(
        {"=A": ["=1+1", "+44", "@x", "-"], "Link": ["https://x.example", "007", "1e5", "12,345"]}
    )
    chart = replace(pack.charts[0], table=hostile, headline="=HYPERLINK(1)", caveats=("=2",))
    few = replace(pack, charts=(chart,), title="=T", organisation="@o")
    book = load_workbook(io.BytesIO(workbook(few)))
    result = [cell for sheet in book for cell in cells(sheet)]
    assert all(cell.data_type in ("s", "n") for cell in result)
    assert all(str(cell.value)[0] not in "=+@" for cell in result)
    assert {"'=1+1", "'+44", "'@x", "007", "1e5", 12345} <= {cell.value for cell in cells(book.worksheets[1])}
    assert not any(cell.hyperlink for cell in cells(book.worksheets[1]))


def test_sheets_have_names_that_excel_takes(pack):
    charts = tuple(replace(chart, name="a/b:c*[d]? " + "long" * 9) for chart in pack.charts[:3])
    names = load_workbook(io.BytesIO(workbook(replace(pack, charts=charts)))).sheetnames
    assert len(set(names)) == 5
    assert all(len(name) <= 31 for name in names)
