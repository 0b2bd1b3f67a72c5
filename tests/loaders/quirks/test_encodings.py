"""Encodings and dialects: the same two replies in every form in which a program may write them.

Z99001 answers Green and Red, Z99002 Amber and Green; a remark holds letters and dashes beyond ASCII.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime

import openpyxl
import pytest

from loaders.draft import Draft
from loaders.kinds import Options
from loaders.recognition import draft_of

LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"
FREEZE = "Freeze sign-up to any new data sharing agreements or local system data sharing platforms"
REMARK = "café – “in time”"
ROWS = [
    ["ODS code", LIMIT, FREEZE, "Comments"],
    ["Z99001", "Green", "Red", REMARK],
    ["Z99002", "Amber", "Green", ""],
]
SAID = {"1B": "green", "1C": "red", "2B": "amber", "2C": "green"}
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.fixture
def read(vocabulary, rows_of) -> Callable[..., tuple[dict[str, str], list[str], Draft]]:
    """Answers by practice and column, the remarks, and the draft."""

    def drafted(
        data: bytes, name: str = "replies.csv", **options: str
    ) -> tuple[dict[str, str], list[str], Draft]:
        names = Options(**({"region": "sefton", "survey": "autumn"} | options))
        draft = draft_of(data, name, names, vocabulary, datetime(2025, 6, 1))
        assert draft.refused is None, draft.refused
        answers, comments = rows_of(draft, "answers"), rows_of(draft, "comments")
        columns = {"limit_contacts": "B", "dsa_freeze": "C"}
        words = {
            f"{who[-1]}{columns[what]}": answer
            for who, what, answer in zip(
                answers["respondent"], answers["action"], answers["answer"], strict=True
            )
        }
        return words, [] if comments.empty else comments["text"].tolist(), draft

    return drafted


def text(delimiter: str = ",", end: str = "\r\n", rows: list[list[str]] = ROWS) -> str:
    return end.join(delimiter.join(row) for row in rows) + end


@pytest.mark.parametrize(
    ("encoding", "note"),
    [
        ("utf-8", []),
        ("utf-8-sig", []),
        ("utf-16", ["UTF-16"]),
        ("utf-16-le", ["UTF-16"]),
        ("utf-16-be", ["UTF-16"]),
        ("utf-32", ["UTF-32"]),
        ("cp1252", ["Windows-1252"]),
        ("mac_roman", ["Mac Roman"]),
    ],
)
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_encodings_and_line_ends(read, encoding, note, end):
    answers, remarks, draft = read(text(end=end).encode(encoding))
    assert (answers, remarks) == (SAID, [REMARK])
    assert draft.notes == [f"The text is not UTF-8; it was read as {name}." for name in note]


def test_utf16_with_the_mark_of_big_endian(read):
    answers, remarks, _ = read(b"\xfe\xff" + text().encode("utf-16-be"))
    assert (answers, remarks) == (SAID, [REMARK])


def test_line_ends_of_several_systems_in_one_file(read):
    lines = [",".join(row) for row in ROWS]
    answers, remarks, _ = read(f"{lines[0]}\r{lines[1]}\r\n{lines[2]}\n".encode())
    assert (answers, remarks) == (SAID, [REMARK])


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ["replies.csv", "replies.tsv", "replies.txt", "replies"])
def test_delimiters_whatever_the_name(read, delimiter, name):
    answers, remarks, _ = read(text(delimiter).encode(), name)
    assert (answers, remarks) == (SAID, [REMARK])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_line_that_names_the_delimiter(read, encoding):
    assert read(f"sep=;\r\n{text(';')}".encode(encoding))[0] == SAID


def test_quoted_newlines_and_doubled_quotation_marks(read):
    rows = [ROWS[0], ["Z99001", '"Green"', "Red", '"one\r\n""two"", three"'], ROWS[2]]
    answers, remarks, draft = read(text(rows=rows).encode())
    assert (answers, remarks) == (SAID, ['one\r\n"two", three'])
    assert draft.rows_read == 2


def test_ragged_rows(read):
    rows = [ROWS[0], ["Z99001", "Green"], ["Z99002", "Amber", "Green", "", "", ""]]
    assert read(text(rows=rows).encode())[0] == {"1B": "green", "2B": "amber", "2C": "green"}


@pytest.mark.parametrize("heading", ["", ","])
def test_a_delimiter_at_the_end_of_each_row(read, heading):
    lines = [",".join(row) for row in ROWS]
    answers, remarks, draft = read(
        "\n".join([lines[0] + heading, *(f"{line}," for line in lines[1:])]).encode()
    )
    assert (answers, remarks, draft.left_out) == (SAID, [REMARK], [])


def test_null_characters(read):
    answers, _, draft = read(text().encode().replace(b"Green", b"Gr\0een"))
    assert answers == SAID
    assert draft.notes == ["Null characters in the text were dropped."]


def test_the_end_mark_of_dos_and_blank_lines(read):
    assert read(f"\r\n\r\n{text()}\r\n\x1a".encode())[0] == SAID


# Pages and XML under the name of a workbook


def page(rows: list[list[str]] = ROWS) -> str:
    return "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_a_table_of_a_web_page(read, encoding):
    answers, remarks, draft = read(f"<html><table>{page()}</table></html>".encode(encoding), "export.xls")
    assert (answers, remarks) == (SAID, [REMARK])
    assert "The file is a web page; its tables were read, each as a sheet." in draft.notes


def test_headings_over_several_rows_and_columns_of_a_page(read):
    head = (
        "<tr><th rowspan=2>ODS code<th colspan=2>Actions<th rowspan='2'>Comments</tr>"
        f"<tr><th>{LIMIT}<th>{FREEZE}</tr>"
    )
    assert read(f"<table>{head}{page(ROWS[1:])}</table>".encode(), "export.xls")[0] == SAID


def test_a_table_within_the_table_of_a_page(read):
    outer = f"<table><tr><td>Report of the week<table>{page()}</table></td></tr></table>"
    assert read(outer.encode(), "export.xls")[0] == SAID


def test_several_tables_of_a_page(read):
    rows = ["<tr><td>Printed today</tr>", page(ROWS[:2]), page([ROWS[0], ROWS[2]])]
    assert read("".join(f"<table>{inside}</table>" for inside in rows).encode(), "export.xls")[0] == SAID


@pytest.mark.parametrize(
    "paint",
    [
        "bgcolor=#00B050",
        "bgcolor='green'",
        'style="color:#fff;background-color:rgb(0, 176, 80)"',
        "style='background:#0b5'",
    ],
)
def test_colours_of_a_page(read, paint):
    cells = f"<tr><td>Z99001</td><td {paint}></td><td bgcolor=red></td></tr><tr><td>Z99002</td></tr>"
    words = read(f"<table>{page([ROWS[0][:3]])}{cells}</table>".encode(), "export.xls")[0]
    assert words == {"1B": "green", "1C": "red"}


def test_a_workbook_of_2003_saved_as_xml(read):
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    rows = "".join(
        f"<Row>{''.join(f'<Cell><Data ss:Type={chr(34)}String{chr(34)}>{cell}</Data></Cell>' for cell in row)}</Row>"
        for row in ROWS
    )
    sheet = f'<Worksheet ss:Name="Survey"><Table>{rows}</Table></Worksheet>'
    book = f'<?xml version="1.0"?>\n<Workbook xmlns="{space}" xmlns:ss="{space}">{sheet}</Workbook>'
    answers, remarks, draft = read(book.encode(), "export.xls")
    assert (answers, remarks) == (SAID, [REMARK])
    assert draft.notes == [
        "The file's name ends in .xls, but its content is an Excel workbook of 2003 (.xml); it was read as that."
    ]


# Names that say something else


def workbook(rows: list[list[object]] = ROWS) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("replies.csv", "name ends in .csv"),
        ("replies.xls", "name ends in .xls"),
        ("replies", "name has no ending"),
    ],
)
def test_a_workbook_under_another_name(read, name, expected):
    answers, _, draft = read(workbook(), name)
    assert answers == SAID
    assert draft.notes == [
        f"The file's {expected}, but its content is an Excel workbook (.xlsx); it was read as that."
    ]


def test_text_under_the_name_of_a_workbook(read):
    answers, _, draft = read(text().encode(), "replies.xlsx")
    assert answers == SAID
    assert draft.notes == ["The file's name ends in .xlsx, but its content is text; it was read as that."]


# Dialects of Excel's own format


def changed(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """A package with each part as change gives it; without those for which it gives None."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return target.getvalue()


def with_sheet(cells: str, date1904: bool = False) -> bytes:
    """The workbook with its sheet's rows given as XML, and without shared strings."""

    def change(name: str, content: bytes) -> bytes | None:
        if name == "xl/worksheets/sheet1.xml":
            return f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'.encode()
        if name == "xl/workbook.xml" and date1904:
            return content.replace(b"<workbookPr/>", b'<workbookPr date1904="1"/>')
        return None if name == "xl/sharedStrings.xml" else content

    return changed(workbook(), change)


def inline(row: list[str], number: int, form: str = "<t>{}</t>") -> str:
    cells = (
        f'<c r="{col}{number}" t="inlineStr"><is>{form.format(text)}</is></c>'
        for col, text in zip("ABCD", row, strict=False)
        if text
    )
    return f'<row r="{number}">{"".join(cells)}</row>'


def test_strict_ooxml(read):
    def strict(_: str, content: bytes) -> bytes:
        content = content.replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main")
        return content.replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )

    assert read(changed(workbook(), strict), "replies.xlsx")[0] == SAID


def test_no_part_of_shared_strings(read):
    data = with_sheet("".join(inline(row, at) for at, row in enumerate(ROWS, start=1)))
    answers, remarks, _ = read(data, "replies.xlsx")
    assert (answers, remarks) == (SAID, [REMARK])


def test_rich_text_and_readings_beside_it(read):
    form = "<r><t>{}</t></r><rPh sb='0' eb='1'><t>said aloud</t></rPh>"
    data = with_sheet("".join(inline(row, at, form) for at, row in enumerate(ROWS, start=1)))
    assert read(data, "replies.xlsx")[0] == SAID
    split = inline(["Z99001", "x"], 2).replace("<t>x</t>", "<r><t>Gre</t></r><r><t>en</t></r>")
    assert read(with_sheet(inline(ROWS[0], 1) + split), "replies.xlsx")[0] == {"1B": "green"}


def test_escaped_control_characters(read):
    rows = [ROWS[0], ["Z99001", "Green_x000D_", "_x0052_ed", "one_x000D_\ntwo"]]
    data = with_sheet("".join(inline(row, at) for at, row in enumerate(rows, start=1)))
    answers, remarks, _ = read(data, "replies.xlsx")
    assert answers == {"1B": "green", "1C": "red"}
    assert remarks[0].split() == ["one", "two"]


NOTICES = ["ODS code", "Service", "Effective from"]


@pytest.mark.parametrize("calendar_1904", [False, True])
def test_dates_as_iso_text_and_in_both_calendars(vocabulary, rows_of, calendar_1904):
    serial = 45748 - (1462 if calendar_1904 else 0)  # 1 April 2025
    cells = inline(NOTICES, 1) + "".join(
        inline(["Z99001", "Spirometry"], at).replace("</row>", f'<c r="C{at}"{cell}</c></row>')
        for at, cell in ((2, ' t="d"><v>2025-04-01T00:00:00</v>'), (3, f' s="1"><v>{serial}</v>'))
    )
    days = b'<cellXfs><xf/><xf numFmtId="14"/></cellXfs>'

    def with_days(name: str, content: bytes) -> bytes:
        return (
            re.sub(rb"<cellXfs.*?</cellXfs>", days, content, flags=re.DOTALL) if "styles" in name else content
        )

    data = changed(with_sheet(cells, calendar_1904), with_days)
    draft = draft_of(data, "log.xlsx", Options(region="sefton"), vocabulary, datetime(2025, 6, 1))
    read_days = rows_of(draft, "notices")["effective_on"]
    assert [f"{day:%Y-%m-%d}" for day in read_days] == ["2025-04-01", "2025-04-01"]
