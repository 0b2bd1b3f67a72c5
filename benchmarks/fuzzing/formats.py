"""A table written in every format that the loaders read, as small files."""

from __future__ import annotations

import csv
import html
import io
import struct
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
import xlsxwriter
from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.styles import PatternFill

from benchmarks.fuzzing.shapes import Rows

XLS = Path(__file__).resolve().parents[2] / "tests" / "files"
RED, AMBER, GREEN = "FF0000", "FFC000", "00B050"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def written(name: str, rows: Rows) -> dict[str, bytes]:
    """Files by name."""
    return {
        f"{name}.csv": _csv(rows, ",").encode("utf-8-sig"),
        f"{name} semicolons.csv": _csv(rows, ";").encode("cp1252", errors="replace"),
        f"{name} utf16.txt": _csv(rows, "\t").encode("utf-16"),
        f"{name}.xls": _page(rows).encode(),
        f"{name} 2003.xml": _xml(rows).encode(),
        f"{name}.xlsx": _openpyxl(rows),
        f"{name} other.xlsx": _xlsxwriter(rows),
        f"{name} colours.xlsx": _coloured(rows),
        f"{name}.ods": _ods(rows),
        f"{name}.xlsb": _xlsb(rows),
    }


def old_workbooks() -> dict[str, bytes]:
    """Binary workbooks of Excel 97, which no kept library writes."""
    return {path.name: path.read_bytes() for path in sorted(XLS.glob("*.xls"))}


def _text(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M:%S}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)


def _csv(rows: Rows, delimiter: str) -> str:
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=delimiter).writerows([[_text(value) for value in row] for row in rows])
    return target.getvalue()


def _page(rows: Rows) -> str:
    lines = (
        "".join(f"<td bgcolor=#ffffff>{html.escape(_text(value))}</td>" for value in row) for row in rows
    )
    return f"<html><body><table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table></body></html>"


def _xml(rows: Rows) -> str:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    cell = '<Cell><Data ss:Type="String">{}</Data></Cell>'
    lines = ("".join(cell.format(escape(_text(value))) for value in row) for row in rows)
    table = "".join(f"<Row>{line}</Row>" for line in lines)
    return (
        f'<?xml version="1.0"?><Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="Sheet1">'
        f"<Table>{table}</Table></Worksheet></Workbook>"
    )


def _saved(book: openpyxl.Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def saved_sheets(sheets: dict[str, Rows], merged: Iterable[tuple[int, int, int, int]]) -> bytes:
    """A workbook of sheets by name. merged: areas of the first, zero-based top, left, bottom and right."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    for top, left, bottom, right in merged:
        book.worksheets[0].merge_cells(
            start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
        )
    return _saved(book)


def _openpyxl(rows: Rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.create_sheet("Lists")["A1"] = "Red"
    book["Lists"].sheet_state = "hidden"
    book.active.merge_cells("A1:B1")
    return _saved(book)


def _coloured(rows: Rows) -> bytes:
    """Answers as fills instead of words, a key below, and rules over them."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        painted = [_paint(value) for value in row]
        sheet.append([None if rgb else value for value, rgb in zip(row, painted, strict=True)])
        for cell, rgb in zip(sheet[sheet.max_row], painted, strict=False):
            if rgb:
                cell.fill = PatternFill("solid", fgColor=rgb)
    for word, rgb in (("Will not undertake", RED), ("Will readily undertake", GREEN)):
        sheet.append([None, word])
        sheet.cell(sheet.max_row, 1).fill = PatternFill("solid", fgColor=rgb)
    sheet.conditional_formatting.add("C2:H9", CellIsRule("equal", ['"Red"'], fill=PatternFill(bgColor=RED)))
    sheet.conditional_formatting.add("C2:H9", FormulaRule(['$B2="x"'], fill=PatternFill(bgColor=GREEN)))
    return _saved(book)


def _paint(value: Any) -> str | None:
    """The colour that stands for a short answer."""
    text = str(value).strip().upper()
    return {"R": RED, "A": AMBER, "G": GREEN}.get(text[:1]) if value is not None and len(text) < 8 else None


def _xlsxwriter(rows: Rows) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet("Replies")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
        sheet.set_row(len(rows), None, None, {"hidden": True})
    return target.getvalue()


def _zipped(parts: dict[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return target.getvalue()


def _ods(rows: Rows) -> bytes:
    spaces = " ".join(f'xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "table", "text", "style"))
    cell = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'
    lines = (
        "".join(
            cell.format(' table:style-name="g"' if col else "", escape(_text(value)))
            for col, value in enumerate(row)
        )
        for row in rows
    )
    table = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    content = (
        f'<office:document-content {spaces} xmlns:fo="{_ODF}:xsl-fo-compatible:1.0"><office:automatic-styles>'
        '<style:style style:name="g" style:family="table-cell"><style:table-cell-properties '
        f'fo:background-color="#00b050"/></style:style></office:automatic-styles><office:body><office:spreadsheet>'
        f'<table:table table:name="Log">{table}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    return _zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def _xlsb(rows: Rows) -> bytes:
    """As the records that [MS-XLSB] names, all cells text."""
    relationships = (
        '<Relationships xmlns="{0}"><Relationship Id="r1" Type="{1}/{2}" Target="{3}"/></Relationships>'
    )
    bundle = struct.pack("<II", 0, 1) + _wide("r1") + _wide("Log")
    width = max(map(len, rows))
    lines = b""
    for at, row in enumerate(rows):
        lines += _record(0, struct.pack("<II", at, 0) + b"\0" * 17)
        for col, value in enumerate(row):
            lines += _record(6, struct.pack("<II", col, 0) + _wide(_text(value)))
    size = struct.pack("<4I", 0, len(rows) - 1, 0, width - 1)
    return _zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relationships.format(_PACKAGE, _RELATIONS, "officeDocument", "xl/workbook.bin"),
            "xl/_rels/workbook.bin.rels": relationships.format(
                _PACKAGE, _RELATIONS, "worksheet", "worksheets/a.bin"
            ),
            "xl/workbook.bin": _record(131)
            + _record(143)
            + _record(156, bundle)
            + _record(144)
            + _record(132),
            "xl/worksheets/a.bin": _record(129)
            + _record(148, size)
            + _record(145)
            + lines
            + _record(146)
            + _record(130),
        }
    )


def _record(kind: int, body: bytes = b"") -> bytes:
    number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = b"", len(body)
    while length > 127:
        size, length = size + bytes([length & 0x7F | 0x80]), length >> 7
    return number + size + bytes([length]) + body


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")
