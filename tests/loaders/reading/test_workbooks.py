"""Excel workbooks, one tiny one for each quirk."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
import xlsxwriter

from loaders.reading import Refused, read_workbook
from loaders.reading.painting import UNKNOWN
from loaders.reading.spreadsheetml import read_spreadsheetml

FILLED = (
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill/>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FF00B050"/></patternFill></fill></fills>'
    '<cellXfs count="2"><xf fillId="0"/><xf fillId="2"/></cellXfs>'
)


def saved(book: openpyxl.Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def read(data: bytes, name: str = "log.xlsx"):
    return read_workbook(data, name).sheets


def test_types_of_values_and_the_position_from_a1():
    book = openpyxl.Workbook()
    sheet = book.active
    rows = [
        ["Z99100", 3, 0.5, True],
        [datetime(2024, 8, 3, 9, 6), date(2024, 8, 3), time(9, 6), timedelta(hours=30)],
        [" text\xa0", 12345678901, -2, None],
    ]
    for row, values in enumerate(rows, start=4):
        for col, value in enumerate(values, start=2):
            sheet.cell(row, col, value)
    values = read(saved(book))[0].values
    assert values[:3] == [[None] * 5] * 3
    assert [row[1:] for row in values[3:]] == rows
    assert values[3][2].__class__ is int
    assert values[4][2].__class__ is date


def test_the_1904_calendar():
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"date_1904": True}) as book:
        book.add_worksheet().write_datetime(
            0, 0, datetime(2025, 4, 1), book.add_format({"num_format": "dd/mm/yy"})
        )
    assert read(target.getvalue())[0].values == [[date(2025, 4, 1)]]


def test_errors_are_their_text_also_where_they_end_the_sheet(make_xlsx):
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><v>#REF!</v></c></row>'
        '<row r="2"><c r="A2" s="0" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
        '<row r="4"><c r="C4" t="e"><f t="shared" si="0"/><v>#N/A</v></c></row>'
    )
    assert read(make_xlsx(rows))[0].values == [
        [1, "#REF!", None],
        ["#DIV/0!", None, None],
        [None, None, None],
        [None, None, "#N/A"],
    ]


def test_cells_without_references_follow_on(make_xlsx):
    rows = (
        '<row><c t="inlineStr"><is><t>a</t></is></c><c s="1"/><c><v>2</v></c></row>'
        '<row hidden="1"><c s="1"><v>3</v></c><c t="e"><f>"#no"</f><v>#N/A</v></c></row>'
    )
    sheet = read(make_xlsx(rows, styles=FILLED))[0]
    assert sheet.values == [["a", None, 2], [3, "#N/A", None]]
    assert sheet.fills == {(0, 1): "00B050", (1, 0): "00B050"}
    assert sheet.hidden_rows == {1}


def test_formulas_give_their_cached_values():
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        sheet.write_formula("A1", "=1+1", None, 2)
        sheet.write_formula("B1", '="Gr"&"een"', None, "Green")
    assert read(target.getvalue())[0].values == [[2, "Green"]]


def test_hidden_sheets_rows_and_columns():
    book = openpyxl.Workbook()
    sheet = book.active
    for row in range(1, 6):
        sheet.append([row] * 4)
    sheet.row_dimensions[2].hidden = True
    sheet.row_dimensions[99].hidden = True
    sheet.column_dimensions.group("B", "C", hidden=True)
    book.create_sheet("Lists").sheet_state = "veryHidden"
    book["Lists"]["A1"] = "Red"
    first, second = read(saved(book))
    assert (first.hidden, second.hidden) == (False, True)
    assert first.hidden_rows == {1}
    assert first.hidden_cols == {1, 2}


def test_merged_ranges():
    book = openpyxl.Workbook()
    book.active["B2"], book.active["E4"] = "Answers", "the last cell in use"
    book.active.merge_cells("B2:D3")
    book.active.merge_cells("F9:G9")
    assert read(saved(book))[0].merged == [(1, 1, 2, 3)]


def test_chart_sheets_are_passed_over():
    book = openpyxl.Workbook()
    book.active["A1"] = 1
    book.create_chartsheet("Chart", 0)
    assert [sheet.name for sheet in read(saved(book))] == ["Sheet"]


def test_strict_ooxml(make_zip, make_xlsx):
    import zipfile

    with zipfile.ZipFile(
        io.BytesIO(make_xlsx('<row r="1"><c r="A1" s="1"><v>7</v></c></row>', styles=FILLED))
    ) as file:
        parts = {name: file.read(name).decode() for name in file.namelist()}
    for name, text in parts.items():
        text = text.replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "http://purl.oclc.org/ooxml/spreadsheetml/main",
        )
        parts[name] = text.replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
    sheet = read(make_zip(parts))[0]
    assert sheet.values == [[7]]
    assert sheet.fills == {(0, 0): "00B050"}


def test_a_used_range_that_ends_at_the_last_cell_of_excel(make_xlsx):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    sheet = read(make_xlsx(rows, styles=FILLED))[0]
    assert sheet.values == [[1]]
    assert sheet.fills == {}


def test_a_hundred_thousand_blank_formatted_rows(make_xlsx):
    blank = "".join(f'<row r="{row}" s="1"><c r="A{row}" s="1"/></row>' for row in range(2, 100_000))
    sheet = read(make_xlsx('<row r="1"><c r="A1"><v>1</v></c></row>' + blank))[0]
    assert sheet.values == [[1]]


def test_macros_and_external_links_are_not_touched(make_xlsx):
    data = make_xlsx(
        '<row r="1"><c r="A1"><f>[1]Log!A1</f><v>5</v></c></row>',
        extra={
            "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 not to be read",
            "xl/externalLinks/externalLink1.xml": "<externalLink/>",
        },
    )
    book = read_workbook(data, "log.xlsm")
    assert (book.ext, book.sheets[0].values, book.notes) == ("xlsm", [[5]], [])


def test_a_workbook_under_the_name_of_another_kind_is_read_and_noted(make_xlsx):
    book = read_workbook(make_xlsx('<row r="1"><c r="A1"><v>5</v></c></row>'), "log.xls")
    assert book.ext == "xlsx"
    assert book.notes == [
        "The file's name ends in .xls, but its content is an Excel workbook (.xlsx); it was read as that."
    ]


def test_a_path_in_a_name_goes_nowhere(make_xlsx, tmp_path):
    data = make_xlsx('<row r="1"><c r="A1"><v>5</v></c></row>', extra={"../../outside.xml": "<a/>"})
    book = read_workbook(data, "../../../etc/passwd.xlsx")
    assert book.sheets[0].values == [[5]]
    assert book.ext == "xlsx"


def test_blank_text_is_no_content():
    grid = read_workbook("a, ,\xa0,\nb,c,,\t\n".encode(), "a.csv").sheets[0].filled()
    assert grid.tolist() == [[True, False, False, False], [True, True, False, False]]


def test_a_value_far_from_the_table_is_refused_with_its_place(make_xlsx):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with pytest.raises(Refused, match="“Log” reaches to cell XFD1048576"):
        read(make_xlsx(rows))


def test_a_colour_under_a_rule_of_a_2003_workbook_is_unknown():
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    rule = (
        '<ConditionalFormatting xmlns="urn:schemas-microsoft-com:office:excel"><Range>R1C1:R1C2,R3C1</Range>'
        "<Condition><Value1>1</Value1></Condition></ConditionalFormatting>"
    )
    style = '<Style ss:ID="s1"><Interior ss:Color="#FF0000" ss:Pattern="Solid"/></Style>'
    cell = '<Cell ss:StyleID="s1"><Data ss:Type="String">a</Data></Cell>'
    rows = f"<Row>{2 * cell}</Row>" * 3
    book = (
        f'<Workbook xmlns="{space}" xmlns:ss="{space}"><Styles>{style}</Styles>'
        f'<Worksheet ss:Name="S"><Table>{rows}</Table>{rule}</Worksheet></Workbook>'
    )
    fills = read_spreadsheetml(book)[0].fills
    painted = {(row, col): fills.get((row, col)) for row in range(3) for col in range(2)}
    assert {cell for cell, paint in painted.items() if paint == UNKNOWN} == {(0, 0), (0, 1), (2, 0)}
    assert {paint for paint in painted.values() if paint != UNKNOWN} == {"FF0000"}
    assert len(fills.notes) == 1
