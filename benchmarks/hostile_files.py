"""Files that mean harm, by name: each is made when it is asked for, as some are large."""

from __future__ import annotations

import io
import random
import string
import struct
import zipfile
from collections.abc import Callable
from xml.sax.saxutils import escape

from benchmarks.workload import wordings

MB = 1024 * 1024
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"

_PAINT = '<fill><patternFill patternType="solid"><fgColor rgb="FF00B050"/></patternFill></fill>'
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fills><fill/><fill/>{_PAINT}</fills><cellXfs><xf/><xf fillId="2"/></cellXfs>'
    "<dxfs><dxf><fill><patternFill><bgColor rgb='FFFF0000'/></patternFill></fill></dxf></dxfs></styleSheet>"
)

File = tuple[str, bytes]


def zipped(parts: dict[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return target.getvalue()


def package(
    rows: str = "", *, behind: str = "", prolog: str = "", extra: dict[str, str | bytes] | None = None
) -> bytes:
    """An .xlsx of one sheet whose rows, and what follows them, are given as XML."""
    relation = '<Relationship Id="{}" Type="{}/{}" Target="{}"/>'
    own = relation.format("r1", _RELATIONS, "officeDocument", "xl/workbook.xml")
    parts = {"worksheet": "sheet1.xml", "styles": "styles.xml", "sharedStrings": "sharedStrings.xml"}
    related = "".join(
        relation.format(f"r{at}", _RELATIONS, kind, name) for at, (kind, name) in enumerate(parts.items())
    )
    return zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}">{own}</Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
            '<sheet name="Log" sheetId="1" r:id="r0"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{related}</Relationships>',
            "xl/sheet1.xml": f'{prolog}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>{behind}</worksheet>',
            "xl/styles.xml": _STYLES,
            "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}"/>',
        }
        | (extra or {})
    )


def text_row(row: int, texts: list[str]) -> str:
    cells = (
        f'<c r="{column(at)}{row}" t="inlineStr"><is><t>{text}</t></is></c>'
        for at, text in enumerate(texts)
        if text
    )
    return f'<row r="{row}">{"".join(cells)}</row>'


def column(at: int) -> str:
    name, at = "", at + 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(65 + rest) + name
    return name


def noise(size: int, seed: int = 1) -> str:
    """Letters that pack to about two thirds."""
    return "".join(random.Random(seed).choices(string.ascii_letters + " ", k=size))


REPLY = text_row(1, ["ODS code", *map(escape, wordings()[:3])]) + text_row(
    2, ["Z99001", "Green", "Red", "Amber"]
)


def flat_bomb() -> File:
    return "flat zip bomb.xlsx", package(REPLY, extra={"xl/media/zeros.bin": b"\0" * (290 * MB)})


def sheet_bomb() -> File:
    return "sheet of spaces.xlsx", package(REPLY + " " * (250 * MB))


def nested_bomb() -> File:
    inner = b"\0" * (10 * MB)
    for depth in range(6):
        inner = zipped({f"{number}.zip" if depth else "zeros": inner for number in range(8)})
    return "nested zip bomb.xlsx", package(REPLY, extra={"xl/media/inner.zip": inner})


def archive_of_archives() -> File:
    return "replies.zip", zipped({"replies.xlsx": package(REPLY), "more.zip": zipped({"a.csv": "a,b"})})


def overlapping_bomb() -> File:
    """A thousand entries of the directory that all unpack the same bytes."""
    data = bytearray(package(REPLY, extra={"xl/media/zeros.bin": b"\0" * (4 * MB)}))
    end = data.rfind(b"PK\x05\x06")
    size, start = struct.unpack_from("<II", data, end + 12)
    entries = data[start : start + size]
    last = entries[entries.rfind(b"PK\x01\x02") :]
    more = last * 1000
    tail = bytearray(data[end:])
    struct.pack_into("<HHI", tail, 8, 1000, 1000, size + len(more))
    return "overlapping zip bomb.xlsx", bytes(data[:end] + more + tail)


LAUGHS = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
DOCTYPE = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>'


def entity_bomb() -> File:
    return "entity bomb.xlsx", package(text_row(1, ["&l9;"]), prolog=DOCTYPE)


def entity_bomb_in_strings() -> File:
    return "entity bomb in strings.xlsx", package(
        REPLY, extra={"xl/sharedStrings.xml": f"{DOCTYPE}<sst><si><t>&l9;</t></si></sst>"}
    )


def external_entity() -> File:
    return "external entity.xlsx", package(text_row(1, ["&l9;"]), prolog=OUTSIDE)


def entity_bomb_in_ods() -> File:
    return "entity bomb.ods", _ods("<text:p>&l9;</text:p>", DOCTYPE)


def entity_bomb_in_xml() -> File:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    rows = "<Row><Cell><Data>&l9;</Data></Cell></Row>"
    return (
        "entity bomb.xml",
        f'{DOCTYPE}<Workbook xmlns="{space}"><Worksheet><Table>{rows}</Table></Worksheet></Workbook>'.encode(),
    )


def external_links() -> File:
    linked = (
        '<row r="1"><c r="A1" t="str"><f>[1]Log!A1</f><v>ODS code</v></c><c r="B1" t="str"><f>HYPERLINK("http://example.org")'
        f"</f><v>{wordings()[0]}</v></c></row>{text_row(2, ['Z99001', 'Green'])}"
    )
    target = 'Target="http://example.org/a.xlsx" TargetMode="External"'
    outside = (
        f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" Type="{_RELATIONS}/externalLinkPath" {target}/>'
        "</Relationships>"
    )
    return "external links.xlsx", package(
        linked, extra={"xl/externalLinks/_rels/externalLink1.xml.rels": outside}
    )


def macros() -> File:
    return "macros.xlsm", package(REPLY, extra={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0Sub Auto_Open()"})


def path_in_a_name() -> File:
    return "../../etc/../replies.xlsx", package(
        REPLY, extra={"../../../tmp/outside.xml": "<a/>", "/etc/passwd": "x"}
    )


def formulas() -> File:
    return (
        "formulas.csv",
        f"ODS code,{wordings()[0]},Comments\nZ99001,Green,=cmd|' /C calc'!A0\nZ99002,=1+1,@SUM(A1)\n".encode(),
    )


def every_column() -> File:
    head = [column(at) for at in range(16_384)]
    rows = "\n".join(",".join([f"Z{99000 + row}", *["Green"] * 16_383]) for row in range(180))
    return "every column.csv", f"{','.join(head)}\n{rows}\n".encode()


def every_column_xlsx() -> File:
    rows = "".join(
        text_row(row, ["Green" if row > 1 else f"Question {at}" for at in range(16_384)])
        for row in range(1, 60)
    )
    return "every column.xlsx", package(rows)


def too_many_columns() -> File:
    return "too many columns.csv", b"a,b\n" + b"," * 20_000 + b"\n"


def long_field() -> File:
    return "cell of 200 MB.csv", b"ODS code,Answer\nZ99001," + b"x" * (200 * MB)


def long_field_within_the_limit() -> File:
    return "cell of 55 MB.csv", b"ODS code,Answer\nZ99001," + b"x" * (55 * MB)


def long_cell() -> File:
    text = noise(MB) * 200
    return "cell of 200 MB.xlsx", package(text_row(1, ["ODS code", text]))


def open_quotation() -> File:
    line = f'Z99001,Green,"{noise(40)}\n'
    return "open quotation.csv", ('ODS code,Answer,Note\n"' + line * (50 * MB // len(line))).encode()


def blank_formatted_rows() -> File:
    blank = "".join(f'<row r="{row}"><c r="A{row}" s="1"/></row>' for row in range(3, 1_048_577))
    return "a million blank formatted rows.xlsx", package(REPLY + blank)


def blank_formatted_rows_of_12() -> File:
    cells = [f'<c r="{column(at)}{{0}}" s="1"/>' for at in range(12)]
    line = f'<row r="{{0}}">{"".join(cells)}</row>'
    return "a million blank formatted rows of 12.xlsx", package(
        REPLY + "".join(line.format(row) for row in range(3, 400_000))
    )


def blank_formatted_rows_ods() -> File:
    blank = '<table:table-row table:number-rows-repeated="1048576" table:style-name="g"><table:table-cell '
    blank += 'table:style-name="g" table:number-columns-repeated="16384"/></table:table-row>'
    return "blank formatted rows.ods", _ods("<text:p>Green</text:p>", "", blank)


def repeated_value_ods() -> File:
    cell = (
        '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>'
    )
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    return "a value repeated.ods", _ods("", "", row)


def repeated_string() -> File:
    long = noise(32_000)
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 1_000_000))
    return "one string a million times.xlsx", package(
        cells, extra={"xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}"><si><t>{long}</t></si></sst>'}
    )


def unlike_strings() -> File:
    chance = random.Random(3)
    rows = (",".join(f"{chance.getrandbits(60):x}" for _ in range(10)) for _ in range(159_000))
    return "1.6 million unlike cells.csv", ("ODS code,Answer\n" + "\n".join(rows)).encode()


def unlike_answers() -> File:
    chance = random.Random(4)
    head = ",".join(["ODS code", *(f'"{text}"' for text in wordings()[:6])])
    rows = (
        ",".join([f"Z{99000 + at % 1000}", *(f"{chance.getrandbits(40):x}" for _ in range(6))])
        for at in range(60_000)
    )
    return "answers that are all unlike.csv", f"{head}\n{chr(10).join(rows)}\n".encode()


def unlike_services() -> File:
    chance = random.Random(5)
    rows = (
        f"Z{99000 + at % 1000},{noise(20, at)},{chance.randrange(99)}/{chance.randrange(99)}/2025,served"
        for at in range(60_000)
    )
    return "services that are all unlike.csv", (
        "ODS code,Service,Effective from,Status\n" + "\n".join(rows)
    ).encode()


def wide_cells_of_a_page() -> File:
    return "wide cells of a page.xls", b"<table>" + b"<tr><td colspan=16383>x" * 300_000 + b"</table>"


def tall_cells_of_a_page() -> File:
    return (
        "tall cells of a page.xls",
        b"<table>" + b"<tr>" + b"<td rowspan=65000>x" * 16_000 + b"<tr><td>y" * 60_000 + b"</table>",
    )


def tables_in_tables() -> File:
    return "tables in tables.xls", b"<table><tr><td>" * 150_000


def _rule(area: str, formula: str) -> str:
    return (
        f'<conditionalFormatting sqref="{area}"><cfRule type="expression" dxfId="0" priority="1">'
        f"<formula>{formula}</formula></cfRule></conditionalFormatting>"
    )


def rules() -> File:
    return "fifty thousand rules.xlsx", package(REPLY, behind=_rule("A1:XFD1048576", '$A1="x"') * 50_000)


def nested_formula() -> File:
    return "nested formula.xlsx", package(REPLY, behind=_rule("B2:D9", f"{'NOT(' * 3000}A1{')' * 3000}"))


def merged_cells() -> File:
    merged = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1, 400_000))
    return "merged cells.xlsx", package(REPLY, behind=f"<mergeCells>{merged}</mergeCells>")


def styles() -> File:
    xfs = '<xf fillId="2"/>' * 1_500_000
    return "a million styles.xlsx", package(
        REPLY, extra={"xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><cellXfs>{xfs}</cellXfs></styleSheet>'}
    )


def far_cell() -> File:
    return "far cell.xlsx", package(REPLY + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def far_cell_xml() -> File:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    rows = '<Row ss:Index="1048576"><Cell ss:Index="16384"><Data ss:Type="Number">1</Data></Cell></Row>'
    sheet = f"<Worksheet><Table>{rows}</Table></Worksheet>"
    return "far cell.xml", f'<Workbook xmlns="{space}" xmlns:ss="{space}">{sheet}</Workbook>'.encode()


def deep_json() -> File:
    return "deep.csv", b"[" * 5_000_000


def _ods(cell: str, prolog: str = "", rows: str = "") -> bytes:
    spaces = " ".join(f'xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "table", "text", "style"))
    value = f'<table:table-row><table:table-cell office:value-type="string">{cell}</table:table-cell></table:table-row>'
    table = f'<table:table table:name="Log">{value}{rows}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    style = (
        f'<office:automatic-styles xmlns:fo="{_ODF}:xsl-fo-compatible:1.0">'
        '<style:style style:name="g" style:family="table-cell">'
        '<style:table-cell-properties fo:background-color="#00b050"/></style:style></office:automatic-styles>'
    )
    content = f"{prolog}<office:document-content {spaces}>{style}{body}</office:document-content>"
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


FILES: dict[str, Callable[[], File]] = {
    make.__name__: make
    for make in (
        flat_bomb, sheet_bomb, nested_bomb, archive_of_archives, overlapping_bomb, entity_bomb, entity_bomb_in_strings,
        external_entity, entity_bomb_in_ods, entity_bomb_in_xml, external_links, macros, path_in_a_name, formulas,
        every_column, every_column_xlsx, too_many_columns, long_field, long_field_within_the_limit, long_cell,
        open_quotation, blank_formatted_rows, blank_formatted_rows_of_12, blank_formatted_rows_ods, repeated_value_ods,
        repeated_string, unlike_strings, unlike_answers, unlike_services, wide_cells_of_a_page, tall_cells_of_a_page,
        tables_in_tables, rules, nested_formula, merged_cells, styles, far_cell, far_cell_xml, deep_json,
    )
}  # fmt: skip
