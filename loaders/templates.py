"""Blank workbooks to fill in, made from the reference tables, so that what comes back needs no question.

A survey sheet has one row per practice and a drop-down per item of a menu; a notice log has drop-downs for
services, status and scope; a list of events has them for what happened and for the LMC's position. The
headings are the wordings that the loaders know.
"""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter

from loaders.queries import query

SPARE_ROWS = 200  # rows with drop-downs below the practices that are already written in
LOG_ROWS = 2000
NOTICE_HEADINGS = [
    ("ODS code", 11),
    ("Practice name", 34),
    ("Service", 38),
    ("Date served", 14),
    ("Effective from", 14),
    ("Extended to", 14),
    ("Status", 14),
    ("Scope", 22),
    ("Notes", 40),
]

EVENT_HEADINGS = [
    ("Date", 14),
    ("What happened", 20),
    ("Service", 38),
    ("Summary", 60),
    ("Amount and unit", 24),
    ("LMC position", 16),
    ("Source", 34),
    ("Notes", 40),
]


def current_menu(snapshot: Any, region: str, on: date) -> str | None:
    """The menu that a survey of a day asks with: the one that came into force last, for everybody or for the region
    ('' for any); None before the first."""
    return next(iter(_column(snapshot, "current_menus", region=region, on=on)), None)


def survey_sheet(snapshot: Any, menu: str, scale: str = "rag", region: str | None = None) -> bytes:
    """An XLSX workbook to collect one survey: practices by the items of a menu, with drop-down answers.

    Practices of the region's register are written in where the store knows them. Raises KeyError for a
    menu or scale that the reference data do not have.
    """
    wordings = _column(snapshot, "menu_wordings", menu=menu)
    answers = snapshot.rows(query("answers_of_scale"), {"scale": scale})
    if not wordings or not answers:
        raise KeyError(menu if not wordings else scale)
    known = _practices(snapshot, region)
    book, stream = _workbook()
    sheet = book.add_worksheet(_sheet_name(snapshot, "Survey", region))
    _headings(book, sheet, ["ODS code", "Practice name", *wordings, "Comments"], 60)
    sheet.set_column(0, 0, 11)
    sheet.set_column(1, 1, 34)
    sheet.set_column(2, 1 + len(wordings), 22)
    sheet.set_column(2 + len(wordings), 2 + len(wordings), 40)
    text = book.add_format({"quote_prefix": True})  # a name such as =A1 stays a name, when it is edited too
    for row, (code, name) in enumerate(known, start=1):
        sheet.write_string(row, 0, code, text)
        sheet.write_string(row, 1, name or "", text)
    choices = {
        "validate": "list",
        "source": [label for label, _ in answers],
        "error_title": "Not one of the answers",
        "error_message": "Choose an answer from the list, or leave the cell empty.",
    }
    sheet.data_validation(1, 2, len(known) + SPARE_ROWS, 1 + len(wordings), choices)
    lines = ["Choose one answer per action. Leave a cell empty where the practice gave no answer.", ""]
    lines += [f"{label}: {meaning}" if meaning else label for label, meaning in answers]
    _key(book, lines)
    book.close()
    return stream.getvalue()


def notice_log(snapshot: Any, region: str | None = None) -> bytes:
    """An XLSX workbook to keep a log of notices: one row per practice and service."""
    lists = {
        2: _column(snapshot, "service_labels"),
        6: _column(snapshot, "status_labels"),
        7: _column(snapshot, "scope_words"),
        0: [code for code, _ in _practices(snapshot, region)],
    }
    book, stream = _workbook()
    sheet = book.add_worksheet(_sheet_name(snapshot, "Notices", region))
    _headings(book, sheet, [heading for heading, _ in NOTICE_HEADINGS], 30)
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for col, (_, width) in enumerate(NOTICE_HEADINGS):
        sheet.set_column(col, col, width, day if 3 <= col <= 5 else None)
    _dates(sheet, 3, 5)
    _lists(book, sheet, lists)
    _key(
        book,
        [
            "One row per practice and service. Write dates as day/month/year, for example 01/04/2027.",
            "Effective from: the first day on which the practice no longer does the work.",
            "Extended to: the later day, where the practice agreed to carry on for a while.",
            "When a notice is withdrawn or resolved, change its status; keep the row.",
        ],
    )
    book.close()
    return stream.getvalue()


def event_list(snapshot: Any, region: str | None = None) -> bytes:
    """An XLSX workbook for what happened between practices, LMC and ICB: one row per event."""
    kinds = snapshot.rows(query("event_kinds"))
    positions = snapshot.rows(query("answers_of_scale"), {"scale": "offer"})
    lists = {
        1: [label for label, _ in kinds],
        2: _column(snapshot, "service_labels"),
        5: [label for label, _ in positions],
    }
    book, stream = _workbook()
    sheet = book.add_worksheet(_sheet_name(snapshot, "Events", region))
    _headings(book, sheet, [heading for heading, _ in EVENT_HEADINGS], 30)
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for col, (_, width) in enumerate(EVENT_HEADINGS):
        sheet.set_column(col, col, width, day if col == 0 else None)
    _lists(book, sheet, lists)
    lines = [
        "One row per event. A date may be a day (04/03/2027) or, where no more is known, a month (March 2027).",
        "Amount and unit: as the ICB put it, for example £25 per fitting.",
        "LMC position: on an offer only. Put later offers in rows of their own.",
        "",
    ]
    _key(book, lines + [f"{label}: {meaning}" for label, meaning in kinds])
    book.close()
    return stream.getvalue()


def _workbook() -> tuple[xlsxwriter.Workbook, BytesIO]:
    stream = BytesIO()
    return xlsxwriter.Workbook(stream, {"in_memory": True}), stream


def _column(snapshot: Any, name: str, **parameters: Any) -> list[str]:
    return [value for (value,) in snapshot.rows(query(name), parameters)]


def _practices(snapshot: Any, region: str | None) -> list[tuple[str, str]]:
    return snapshot.rows(query("open_practices"), {"region": region})


def _sheet_name(snapshot: Any, plain: str, region: str | None) -> str:
    """The region's short name where one is chosen: the loaders read the region off the sheet's name."""
    names = _column(snapshot, "short_name", region=region) if region else []
    return next((f"{plain} {name}"[:31] for name in names if name), plain)


def _headings(book: xlsxwriter.Workbook, sheet: Any, headings: list[str], height: int) -> None:
    style = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#F2F5F7"}
    )
    for col, heading in enumerate(headings):
        sheet.write_string(0, col, heading, style)
    sheet.set_row(0, height)
    sheet.freeze_panes(1, 2)


def _dates(sheet: Any, first: int, last: int) -> None:
    rule = {
        "validate": "date",
        "criteria": ">",
        "value": "=DATE(2015,1,1)",
        "error_title": "Not a date",
        "error_message": "Write the date as day/month/year, for example 01/04/2027.",
    }
    sheet.data_validation(1, first, LOG_ROWS, last, rule)


def _lists(book: xlsxwriter.Workbook, sheet: Any, lists: dict[int, list[str]]) -> None:
    """Drop-downs whose entries stand on a hidden sheet: a list inside a rule may have 255 characters only."""
    store = book.add_worksheet("Lists")
    store.hide()
    text = book.add_format({"quote_prefix": True})
    for place, (col, entries) in enumerate(lists.items()):
        if not entries:
            continue
        for row, entry in enumerate(entries):
            store.write_string(row, place, entry, text)
        letter = "ABCDEFGH"[place]
        rule = {
            "validate": "list",
            "source": f"=Lists!${letter}$1:${letter}${len(entries)}",
            "error_type": "warning",
            "error_title": "Not on the list",
            "error_message": "The list does not have this. Keep it if it is right: it will be asked about.",
        }
        sheet.data_validation(1, col, LOG_ROWS, col, rule)


def _key(book: xlsxwriter.Workbook, lines: list[str]) -> None:
    sheet = book.add_worksheet("Key")
    sheet.set_column(0, 0, 100)
    for row, line in enumerate(lines):
        if line:
            sheet.write_string(row, 0, line)
