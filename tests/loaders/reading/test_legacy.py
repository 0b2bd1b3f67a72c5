"""The binary workbooks. tests/files/quirks.xls is ours, made with xlwt: see the grid in the first test."""

from __future__ import annotations

import re
import struct
from datetime import date
from pathlib import Path

import pytest

from loaders.reading import Refused, Sheet, read_workbook
from loaders.reading.biff import Facts, _shape
from loaders.reading.compound import Broken, stream
from loaders.reading.legacy import _paint

XLS = (Path(__file__).parents[2] / "files" / "quirks.xls").read_bytes()


def test_an_xls_workbook():
    book = read_workbook(XLS, "log.xls")
    log, lists = book.sheets
    assert book.ext == "xls"
    assert log.values == [
        [None, "Notices", None, None],
        [None, "Practice", "Served on", "Answer"],
        [None, "Z99100", date(2025, 4, 1), None],
        [None, "Z99101", 3, 0.5],
        [None, "secret", True, None],
    ]
    assert log.fills == {(2, 3): "00FF00", (2, 4): "00FF00", (3, 1): "FFC7CE", (4, 3): "00FF00"}
    assert log.merged == [(0, 1, 0, 3)]
    assert (log.hidden_rows, log.hidden_cols) == ({4}, {2})
    assert (log.hidden, lists.hidden) == (False, True)
    assert log.fills_readable


def test_an_error_in_an_xls_workbook_is_its_text():
    data = re.sub(
        rb"(\x05\x02\x08\x00\x04\x00\x02\x00..)\x01\x00", rb"\g<1>" + b"\x17\x01", XLS, flags=re.DOTALL
    )
    assert data != XLS
    assert read_workbook(data, "log.xls").sheets[0].value(4, 2) == "#REF!"


def test_a_locked_xls_workbook_is_refused():
    data = XLS.replace(b"\x42\x00\x02\x00", b"\x2f\x00\x02\x00", 1)
    assert data != XLS
    with pytest.raises(Refused, match="protected by a password"):
        read_workbook(data, "log.xls")


@pytest.mark.parametrize("length", [0, 100, 600, 1500, 3000])
def test_an_xls_workbook_cut_short_is_refused(length):
    with pytest.raises(Refused):
        read_workbook(XLS[:length], "log.xls")


def test_sectors_in_a_circle_are_refused():
    table = (struct.unpack_from("<I", XLS, 76)[0] + 1) * 512
    data = XLS[:table] + bytes(512) + XLS[table + 512 :]  # each sector is followed by the first
    with pytest.raises(Broken, match="circle"):
        stream(data, ("Workbook",))
    with pytest.raises(Refused):
        read_workbook(bytes(data), "log.xls")


def test_an_xlsb_workbook_says_that_its_colours_cannot_be_read(make_zip):
    book = read_workbook(xlsb(make_zip), "log.xlsb")
    sheet = book.sheets[0]
    assert book.notes == [
        "Colours, errors, and hidden rows and columns cannot be read from this format; "
        "save the file as .xlsx if they matter."
    ]
    assert sheet.values == [["Z99100", 7]]
    assert not sheet.fills_readable
    assert sheet.fills == {}


def record(kind: int, body: bytes = b"") -> bytes:
    number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return number + bytes([len(body)]) + body


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(make_zip) -> bytes:
    """A1 'Z99100', B1 7, as the records that [MS-XLSB] names."""
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    item = '<Relationships xmlns="{0}"><Relationship Id="r1" Type="{1}/{2}" Target="{3}"/></Relationships>'
    bundle = struct.pack("<II", 0, 1) + wide("r1") + wide("Log")
    cells = record(6, struct.pack("<II", 0, 0) + wide("Z99100")) + record(5, struct.pack("<IId", 1, 0, 7.0))
    size = struct.pack("<4I", 0, 0, 0, 1)
    row = record(0, struct.pack("<II", 0, 0) + b"\0" * 17)
    return make_zip(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": item.format(package, relations, "officeDocument", "xl/workbook.bin"),
            "xl/_rels/workbook.bin.rels": item.format(package, relations, "worksheet", "worksheets/a.bin"),
            "xl/workbook.bin": record(131) + record(143) + record(156, bundle) + record(144) + record(132),
            "xl/worksheets/a.bin": record(129)
            + record(148, size)
            + record(145)
            + row
            + cells
            + record(146)
            + record(130),
        }
    )


def test_cells_under_a_conditional_format_of_an_xls_workbook_have_an_unknown_colour():
    facts = Facts()
    _shape(facts, 0x1B0, struct.pack("<HH4HH4H", 1, 0, 1, 3, 1, 2, 1, 1, 3, 1, 2))
    assert facts.ruled == [(1, 1, 3, 2)]
    sheet = Sheet("Log", [["a", "b", "c"], ["d", None, None]])
    assert dict(_paint(sheet, facts)) == {(row, col): "?" for row in (1, 2) for col in (1, 2)}
