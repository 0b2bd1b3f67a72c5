"""Bytes that mean harm, or have come to it: a workbook or a refusal comes out, quickly, and nothing else."""

from __future__ import annotations

import io
import random
import time
import zipfile
from pathlib import Path

import pytest

from loaders import limits
from loaders.reading import Refused, Workbook, apart, excel, read_workbook
from loaders.reading.conditional import Rule, lay_over
from loaders.reading.extent import scan
from loaders.reading.painting import UNKNOWN, Fills

FILES = Path(__file__).parents[2] / "files"
CELLS = "".join(
    f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>Z99{row}</t></is></c>'
    f'<c r="B{row}" s="1"><v>{row}</v></c>'
    f'<c r="C{row}" t="e"><v>#REF!</v></c></row>'
    for row in range(1, 9)
)
STYLES = (
    '<fills><fill/><fill><patternFill patternType="solid"><fgColor theme="4" tint="0.4"/></patternFill>'
    "</fill></fills>"
    '<cellXfs><xf fillId="0"/><xf fillId="1"/></cellXfs>'
)


def outcome(data: bytes, name: str) -> str:
    try:
        book = read_workbook(data, name)
        assert isinstance(book, Workbook)
        for sheet in book.sheets:
            assert len({len(row) for row in sheet.values}) <= 1
            assert all(colour.isalnum() and len(colour) == 6 for colour in sheet.fills.values())
    except Refused:
        return "refused"
    return "read"


@pytest.mark.parametrize(
    "part",
    ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", "_rels/.rels"],
)
def test_entities_are_refused_in_every_part(make_xlsx, part):
    bomb = (
        '<?xml version="1.0"?><!-- <a> --><!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
        "<a><sheetData>&a;</sheetData></a>"
    )
    with pytest.raises(Refused, match="declarations that no spreadsheet program writes"):
        read_workbook(make_xlsx(CELLS, styles=STYLES, extra={part: bomb}), "a.xlsx")


def test_a_part_that_unpacks_to_more_than_it_declares_is_refused(make_xlsx):
    data = bytearray(make_xlsx(CELLS, extra={"xl/media/a.bin": b"x" * 5_000}))
    place = data.rfind((5_000).to_bytes(4, "little"))
    data[place : place + 4] = (50).to_bytes(4, "little")
    with pytest.raises(Refused, match="unpacks to far more"):
        read_workbook(bytes(data), "a.xlsx")


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="XFD1048576"><v>1</v></c>',
        "<c r='XFD1048576'><v>1</v></c>",
        '<c s="0" r="XFD1048576"><v>1</v></c>',
        '<c\nr = "xfd1048576"><v>1</v></c>',
        '<x:c xmlns:x="any" r="XFD1048576"><x:v/></x:c>',
        '<c r="A9999999"><v>1</v></c>',
        '<c r="ZZZ1"><v>1</v></c>',
        '<c r="A1A1"><v>1</v></c>',
    ],
)
def test_far_cells_are_found_however_they_are_written(make_xlsx, cell):
    with pytest.raises(Refused):
        read_workbook(make_xlsx(f"{CELLS}<row>{cell}</row>"), "a.xlsx")


def test_far_cells_without_references_are_found(make_xlsx):
    row = "<row>" + "<c/>" * 16_000 + "<c><v>1</v></c></row>"
    with pytest.raises(Refused, match="more than the 1,600,000 cells"):
        read_workbook(make_xlsx(row + '<row r="99999"><c><v>1</v></c></row>'), "a.xlsx")


def test_a_scan_finds_the_furthest_cell_wherever_the_pieces_are_cut():
    text = b"<sheetData>" + b"".join(
        b'<row r="%d"><c r="%s%d" t="s"><v>1</v></c></row>' % (row, letters, row)
        for row, letters in [(1, b"A"), (99, b"AB"), (1234567, b"C"), (7, b"XFD"), (1000000, b"Z")]
    )
    for size in (1, 7, 64, 65, 100, 1000):
        extent = scan(text[at : at + size] for at in range(0, len(text), size))
        assert (extent.rows, extent.cols, extent.regular) == (1_234_567, 16_384, True), size


@pytest.mark.parametrize(("quote", "alone"), [('"', False), ("'", True)])
def test_a_long_shared_string_in_many_cells_is_read_once_or_apart(make_xlsx, monkeypatch, quote, alone):
    """Cells written the usual way are alike, and the reader meets one of them; others it meets all."""
    monkeypatch.setattr(limits, "STRING_BYTES", 50_000)
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 11))
    shared = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    extra = {"xl/sharedStrings.xml": f"{shared}<si><t>{'x' * 9_000}</t></si></sst>"}
    data = make_xlsx(rows.replace('"', quote), extra=extra)
    asked = []
    monkeypatch.setattr(excel, "read_apart", lambda data: asked.append(data) or apart.read_apart(data))
    (sheet,) = read_workbook(data, "a.xlsx").sheets
    assert sheet.values == [["x" * 9_000]] * 10
    assert asked == [data] * alone


def test_a_page_whose_cells_reach_far_down_is_refused_before_it_fills_the_memory(monkeypatch):
    monkeypatch.setattr(limits, "CELLS", 50_000)
    page = b"<table><tr>" + b"<td rowspan=65000>x" * 200 + b"<tr><td>y" * 60_000 + b"</table>"
    with pytest.raises(Refused, match="more than 50,000 cells"):
        read_workbook(page, "a.xls")


def test_colours_far_below_the_last_value_are_forgotten(make_xlsx, monkeypatch):
    monkeypatch.setattr(limits, "FILLS", 50)
    blank = "".join(f'<row r="{row}"><c s="1" r="A{row}"/></row>' for row in range(20, 500))
    sheet = read_workbook(make_xlsx(CELLS + blank, styles=STYLES), "a.xlsx").sheets[0]
    assert set(sheet.fills) == {(row, 1) for row in range(8)}


def test_more_rules_than_can_be_worked_out_leave_the_colours_unknown():
    rules = [Rule(((0, 0, 99, 99),), at, "FF0000", lambda *_: True) for at in range(100_000)]
    fills = Fills(100, 100)
    lay_over(fills, [["x"] * 100] * 100, rules)
    assert set(fills.values()) == {UNKNOWN}
    assert fills.notes == [
        "A conditional format colours A1:CV100 by a rule that is not worked out here, so those colours were not read; "
        "where they answer, write the answers in words."
    ]


def test_a_process_that_hangs_is_stopped(monkeypatch):
    monkeypatch.setattr(limits, "APART_SECONDS", 0.001)
    with pytest.raises(Refused, match="takes too long"):
        read_workbook((FILES / "quirks.xls").read_bytes(), "a.xls")


def test_a_process_that_dies_is_a_refusal(monkeypatch):
    monkeypatch.setattr(apart.sys, "executable", "/bin/false" if Path("/bin/false").exists() else "false")
    with pytest.raises(Refused):
        read_workbook((FILES / "quirks.xls").read_bytes(), "a.xls")


def test_a_reader_that_panics_is_a_refusal(make_xlsx, monkeypatch):
    class Panic(BaseException):
        pass

    def panic(*_):
        raise Panic

    monkeypatch.setattr(excel, "read_plain", panic)
    with pytest.raises(Refused, match="damaged"):
        read_workbook(make_xlsx(CELLS), "a.xlsx")


@pytest.mark.parametrize(
    "name", ["", ".", "..", "a", "a.", "C:\\x\\y.xlsx", "\0.csv", "x" * 5000 + ".csv", "ä/../b.ods"]
)
def test_any_name_will_do(name):
    assert read_workbook(b"a,b\n1,2\n", name).ext in ("csv", "txt")


def mutated(data: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, taken out, doubled, or the end cut off."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at, size = chance.randrange(len(changed)), chance.randint(1, 20)
        action = chance.randrange(5)
        if action == 0:
            changed[at] = chance.randrange(256)
        elif action == 1:
            del changed[at : at + size]
        elif action == 2:
            changed[at:at] = changed[at : at + size]
        elif action == 3:
            changed[at : at + 1] = chance.choice(
                [b"<", b">", b'"', b"&", b"\0", b"9999999", b"</row>", b"\xff\xff\xff\xff"]
            )
        elif chance.random() < 0.2:
            del changed[at:]
        if not changed:
            return b"x"
    return bytes(changed)


def mutated_within(data: bytes, chance: random.Random) -> bytes:
    """The same in one part of a zip file, which stays sound as such."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        unlucky = chance.choice(old.namelist())
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, mutated(content, chance) if name == unlucky and content else content)
    return target.getvalue()


def test_mutated_files_are_read_or_refused(make_xlsx, make_ods):
    chance = random.Random(20241)
    ods = make_ods(
        '<table:table table:name="a"><table:table-row table:number-rows-repeated="3"><table:table-cell '
        'office:value-type="float" office:value="3" table:number-columns-repeated="4"/>'
        "</table:table-row></table:table>"
    )
    xlsx = make_xlsx(CELLS, styles=STYLES)
    page = (
        b"<table>"
        + b"<tr><td rowspan=2 bgcolor='#ff0000'>a&nbsp;b</td><td colspan=3>c</td></tr>" * 9
        + b"</table>"
    )
    text = 'Practice;Réponse;"x\ny"\n'.encode("utf-16") + "Z99100;Vert;1\n".encode("utf-16-le") * 9
    seen = set()
    for data, name, change, times in [
        (xlsx, "a.xlsx", mutated_within, 150),
        (xlsx, "a.xlsx", mutated, 60),
        (ods, "a.ods", mutated_within, 60),
        (page, "a.xls", mutated, 40),
        (text, "a.csv", mutated, 40),
        ((FILES / "quirks.xls").read_bytes(), "a.xls", mutated, 25),
    ]:
        for _ in range(times):
            started = time.perf_counter()
            seen.add((name, outcome(change(data, chance), name)))
            assert time.perf_counter() - started < 10
    assert {("a.xlsx", "read"), ("a.xlsx", "refused"), ("a.ods", "read"), ("a.xls", "read")} <= seen
