"""One survey, or one set of notices, written in every layout and dialect that the suite knows.

A table is rows of cells; a layout turns what was said into a table, a decoration adds what an office adds, a dialect
turns sheets into the bytes of a file. What was said is given back by nothing here: the tests know it.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from html import escape
from typing import Any

import openpyxl
from openpyxl.styles import PatternFill

Row = list[Any]
Rows = list[Row]

ACTIONS = {
    "limit_contacts": "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25",
    "dsa_freeze": "Freeze sign-up to any new data sharing agreements or local system data sharing platforms",
    "pilots": "Defer making any decisions to accept local or national NHSE Pilot programmes",
    "advice_guidance": "Stop engaging with the e-Referral Advice & Guidance pathway - unless for you it is a timely "
    "and clinically helpful process in your professional role",
}
SPELLINGS = {
    "words": {"green": "Green", "amber": "Amber", "red": "Red"},
    "letters": {"green": "G", "amber": "a", "red": "R"},
    "meanings": {
        "green": "GREEN - will readily undertake",
        "amber": "will undertake in certain conditions",
        "red": "RED – will not undertake\xa0",
    },
    "circles": {"green": "🟢", "amber": "🟡", "red": "🔴"},
}
FILLS = {"green": "92D050", "amber": "FFC000", "red": "FF0000"}
SERVICES = {
    "spirometry": "Spirometry",
    "ecg": "ECGs",
    "ring_pessary": "Ring pessaries",
    "phlebotomy": "Phlebotomy",
}


@dataclass
class Survey:
    """answers: what each practice says to each action, in any text; '' where it says nothing."""

    actions: list[str]
    answers: dict[str, list[str]]

    @property
    def headings(self) -> list[str]:
        return [ACTIONS[action] for action in self.actions]


@dataclass
class Book:
    """sheets: rows by name. hidden: names of hidden sheets. merged: ranges on the first sheet. paint: colours by
    zero-based cell of the first sheet."""

    sheets: dict[str, Rows]
    hidden: set[str] = field(default_factory=set)
    merged: list[str] = field(default_factory=list)
    paint: dict[tuple[int, int], str] = field(default_factory=dict)

    @property
    def first(self) -> Rows:
        return next(iter(self.sheets.values()))


# Layouts of a survey


def wide(survey: Survey) -> Book:
    return Book(
        {"Replies": [["ODS code", *survey.headings], *([c, *words] for c, words in survey.answers.items())]}
    )


def numbered(survey: Survey) -> Book:
    rows = wide(survey).first
    return Book({"Replies": [["No.", *rows[0]], *([n, *row] for n, row in enumerate(rows[1:], start=1))]})


def two_heading_rows(survey: Survey) -> Book:
    rows = wide(survey).first
    last = chr(ord("A") + len(survey.actions))
    merged = ["A1:A2"] + ([f"B1:{last}1"] if last > "B" else [])
    above = ["ODS code", "How would your practice respond?", *[None] * (len(survey.actions) - 1)]
    return Book({"Replies": [above, [None, *survey.headings], *rows[1:]]}, merged=merged)


def long(survey: Survey) -> Book:
    rows = [
        [code, heading, words]
        for code, answers in survey.answers.items()
        for heading, words in zip(survey.headings, answers, strict=True)
    ]
    return Book({"Replies": [["Practice code", "Action", "Answer"], *rows]})


def long_merged(survey: Survey) -> Book:
    """The practice once, merged over its rows."""
    book, step = long(survey), len(survey.actions)
    for at, row in enumerate(book.first[1:]):
        row[0] = row[0] if at % step == 0 else None
    starts = range(2, 2 + step * len(survey.answers), step)
    book.merged = [f"A{start}:A{start + step - 1}" for start in starts] if step > 1 else []
    return book


def transposed(survey: Survey) -> Book:
    rows = [
        [heading, *(answer[at] for answer in survey.answers.values())]
        for at, heading in enumerate(survey.headings)
    ]
    return Book({"Replies": [["Action", *survey.answers], *rows]})


def networks(survey: Survey) -> Book:
    """The practices grouped under headings."""
    rows = wide(survey).first
    half = 1 + (len(rows) - 1) // 2
    return Book({"Replies": [rows[0], ["North PCN"], *rows[1:half], ["South PCN"], *rows[half:]]})


def two_tables(survey: Survey) -> Book:
    rows = wide(survey).first
    half = 1 + (len(rows) - 1) // 2
    return Book({"Replies": [["First half"], *rows[:half], [], ["Second half"], rows[0], *rows[half:]]})


def side_by_side(survey: Survey) -> Book:
    rows = wide(survey).first
    half = 1 + (len(rows) - 1) // 2
    left, right = rows[:half], [rows[0], *rows[half:]]
    left += [[None] * len(rows[0])] * (len(right) - len(left))
    return Book({"Replies": [[*item, None, *other] for item, other in zip(left, right, strict=True)]})


def two_sheets(survey: Survey) -> Book:
    rows = wide(survey).first
    half = 1 + (len(rows) - 1) // 2
    return Book({"North": rows[:half], "South": [rows[0], *rows[half:]]})


def microsoft(survey: Survey) -> Book:
    heads = ["ID", "Start time", "Completion time", "Email", "Name", "ODS\xa0code", *survey.headings]
    rows = [
        [n, _at(n), _at(n), "anonymous", None, code, *words]
        for n, (code, words) in enumerate(survey.answers.items(), start=1)
    ]
    return Book({"Form1": [heads, *rows]})


def google(survey: Survey) -> Book:
    heads = ["Timestamp", "ODS code", *(f"How would you respond? [{heading}]" for heading in survey.headings)]
    rows = [
        [f"{_at(n):%d/%m/%Y %H:%M:%S}", code, *words]
        for n, (code, words) in enumerate(survey.answers.items())
    ]
    return Book({"Form responses 1": [heads, *rows]})


_MONKEY = ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address"]


def surveymonkey(survey: Survey) -> Book:
    heads = [*_MONKEY, "ODS code of your practice", *survey.headings]
    below = [*[None] * 6, "Open-Ended Response", *["Response"] * len(survey.actions)]
    return Book({"Sheet": [heads, below, *_monkey_rows(survey, lambda words: words)]})


def surveymonkey_spread(survey: Survey) -> Book:
    """A column for each of the three answers."""
    heads = [
        *_MONKEY,
        "ODS code of your practice",
        *(h for head in survey.headings for h in (head, None, None)),
    ]
    below = [*[None] * 6, "Open-Ended Response", *["Green", "Amber", "Red"] * len(survey.actions)]

    def spread(expected: list[str]) -> list[str | None]:
        return [a if a == option else None for a in expected for option in ("Green", "Amber", "Red")]

    return Book({"Sheet": [heads, below, *_monkey_rows(survey, spread)]})


def qualtrics(survey: Survey) -> Book:
    ids = ["StartDate", "EndDate", "Status", "Finished", "ResponseId"]
    heads = [*ids, "Q1", *(f"Q2_{n}" for n in range(1, len(survey.actions) + 1))]
    labels = [
        "Start Date",
        "End Date",
        "Response Type",
        "Finished",
        "Response ID",
        "ODS code",
        *survey.headings,
    ]
    imports = [f'{{"ImportId":"{name}"}}' for name in heads]
    rows = [
        [f"{_at(n):%Y-%m-%d %H:%M:%S}"] * 2 + ["IP Address", "True", f"R_{n}", code, *words]
        for n, (code, words) in enumerate(survey.answers.items())
    ]
    return Book({"Sheet0": [heads, labels, imports, *rows]})


def _monkey_rows(survey: Survey, spread: Callable[[list[str]], list]) -> Rows:
    return [
        [11400000000 + n, 430000000, *[f"{_at(n):%d/%m/%Y %H:%M:%S}"] * 2, "", "", code, *spread(words)]
        for n, (code, words) in enumerate(survey.answers.items())
    ]


def _at(number: int) -> datetime:
    return datetime(2025, 5, 13, 9, 30) + timedelta(minutes=number)


BY_HAND = (
    wide,
    numbered,
    two_heading_rows,
    long,
    long_merged,
    transposed,
    networks,
    two_tables,
    side_by_side,
    two_sheets,
)
BY_TOOL = (microsoft, google, surveymonkey, qualtrics)


def painted(survey: Survey, spelling: dict[str, str]) -> Book:
    """The wide layout with each known answer as a colour in place of its text."""
    book, meant = wide(survey), {text: answer for answer, text in spelling.items()}
    for row, cells in enumerate(book.first[1:], start=1):
        for col, words in enumerate(cells[1:], start=1):
            if words in meant:
                book.paint[row, col] = FILLS[meant[words]]
                cells[col] = None
    return book


# What an office adds. Each takes a book whose first sheet is a table by hand, and changes no answer.


def title(book: Book) -> Book:
    return _below_top(book, [["Sefton LMC: what the practices said"], []])


def preface(book: Book) -> Book:
    return _below_top(book, [["Prepared by", "the office"], ["Status", "draft"], []])


def total(book: Book) -> Book:
    rows = book.first
    width = max(map(len, rows))
    return _with(book, [*rows, ["Total", *([len(rows) - 1] * (width - 1))]])


def key(book: Book) -> Book:
    lines = [
        ["G", "will readily undertake"],
        ["A", "will undertake in certain conditions"],
        ["R", "will not undertake"],
    ]
    return _with(book, [*book.first, [], ["Key"], *lines])


def footnote(book: Book) -> Book:
    return _with(book, [*book.first, [], ["* Replies by phone are included."], ["Source: the office"]])


def blank_line(book: Book) -> Book:
    rows = book.first
    return book if book.merged else _with(book, [*rows[:-1], [], rows[-1]])


def note_beside(book: Book) -> Book:
    width = max(map(len, book.first))
    rows = [list(row) for row in book.first]
    rows[-1] = [*rows[-1], *[None] * (width - len(rows[-1]) + 1), "ring them back"]
    return _with(book, rows)


def hidden_sheet(book: Book) -> Book:
    other = [["ODS code", *ACTIONS.values()], ["Z98765", "Green", "Green", "Green", "Green"]]
    return Book(book.sheets | {"Old": other}, book.hidden | {"Old"}, book.merged, book.paint)


def notes_sheet(book: Book) -> Book:
    return Book(
        book.sheets | {"Notes": [["Chased by phone in May."], ["Two to come."]]},
        book.hidden,
        book.merged,
        book.paint,
    )


DECORATIONS = (title, preface, total, key, footnote, blank_line, note_beside, hidden_sheet, notes_sheet)


def _with(book: Book, rows: Rows) -> Book:
    name = next(iter(book.sheets))
    return Book(book.sheets | {name: rows}, book.hidden, book.merged, book.paint)


def _below_top(book: Book, above: Rows) -> Book:
    down = len(above)
    moved = [_moved(cells, down) for cells in book.merged]
    paint = {(row + down, col): colour for (row, col), colour in book.paint.items()}
    rows = [*above, *book.first]
    return Book(_with(book, rows).sheets, book.hidden, moved, paint)


def _moved(cells: str, down: int) -> str:
    return ":".join(f"{end[0]}{int(end[1:]) + down}" for end in cells.split(":"))


# Dialects


def xlsx(book: Book) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in book.sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
        sheet.sheet_state = "hidden" if name in book.hidden else "visible"
    first = workbook.worksheets[0]
    for cells in book.merged:
        first.merge_cells(cells)
    for (row, col), colour in book.paint.items():
        first.cell(row + 1, col + 1).fill = PatternFill("solid", fgColor=colour)
    data = io.BytesIO()
    workbook.save(data)
    return data.getvalue()


def ods(book: Book) -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )
    hidden = (
        '<style:style style:name="off"><style:table-properties table:display="false"/></style:style>'
        '<style:style style:name="on"><style:table-properties table:display="true"/></style:style>'
    )
    sheets = "".join(
        f'<table:table table:name="{escape(name)}" table:style-name="{"off" if name in book.hidden else "on"}">'
        + "".join(
            f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows or [[]]
        )
        + "</table:table>"
        for name, rows in book.sheets.items()
    )
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{hidden}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>"
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("content.xml", content)
    return data.getvalue()


def _ods_cell(value: Any) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, datetime | date):
        return f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}"/>'
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'


def delimited(book: Book, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    text = io.StringIO(newline="")
    width = max(map(len, book.first))
    for row in book.first:
        cells = [f"{v:%d/%m/%Y %H:%M:%S}" if isinstance(v, datetime) else "" if v is None else v for v in row]
        csv.writer(text, delimiter=delimiter).writerow(cells + [""] * (width - len(row)))
    return text.getvalue().encode(encoding)


DIALECTS: dict[str, tuple[str, Callable[[Book], bytes]]] = {
    "xlsx": ("xlsx", xlsx),
    "ods": ("ods", ods),
    "csv": ("csv", delimited),
    "semicolons": ("csv", lambda book: delimited(book, ";")),
    "tabs": ("tsv", lambda book: delimited(book, "\t")),
    "pipes, UTF-16": ("txt", lambda book: delimited(book, "|", "utf-16")),
    "UTF-8 with a mark": ("csv", lambda book: delimited(book, ",", "utf-8-sig")),
}


def fits(book: Book, dialect: str) -> bool:
    """Whether a dialect can carry a book: text holds one sheet, without merging or colours; ODS here no merging."""
    if dialect == "xlsx":
        return True
    return not book.merged and not book.paint and (dialect == "ods" or len(book.sheets) == 1)


# Layouts of notices: practice, service and the day from which the notice takes effect

Notices = list[tuple[str, str, date]]


def log(notices: Notices) -> Book:
    rows = [[code, SERVICES[service], _day(day)] for code, service, day in notices]
    return Book({"Log": [["ODS code", "Service", "Effective from"], *rows]})


def log_of_several(notices: Notices) -> Book:
    """Services of one practice and day in one cell."""
    cells: dict[tuple[str, date], list[str]] = {}
    for code, service, day in notices:
        cells.setdefault((code, day), []).append(SERVICES[service])
    rows = [[code, "; ".join(names), _day(day)] for (code, day), names in cells.items()]
    return Book({"Log": [["Practice code", "Services", "Notice takes effect"], *rows]})


def matrix(notices: Notices) -> Book:
    """A practice a row, a service a column, the day in the cell."""
    services = list(dict.fromkeys(service for _, service, _ in notices))
    days = {(code, service): _day(day) for code, service, day in notices}
    codes = dict.fromkeys(code for code, _, _ in notices)
    rows = [[code, *(days.get((code, service)) for service in services)] for code in codes]
    return Book({"Notices": [["ODS code", *(SERVICES[service] for service in services)], *rows]})


OF_NOTICES = (log, log_of_several, matrix)


def _day(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)
