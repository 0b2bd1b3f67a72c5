"""Blank workbooks to fill in, made from the reference tables, so that what comes back needs no question.

A survey sheet has one row per practice and a drop-down per item of a menu; a notice log has drop-downs for
services, status and scope; a list of events has them for what happened and for the LMC's position. The
headings are the wordings that the loaders know.
"""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

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
    book, sheet = _workbook(_sheet_name(snapshot, "Survey", region))
    first, last = 3, 2 + len(wordings)
    asked = [(wording, 22) for wording in wordings]
    _headings(sheet, [("ODS code", 11), ("Practice name", 34), *asked, ("Comments", 40)], 60)
    for row, practice in enumerate(known, start=2):
        for col, text in enumerate(practice, start=1):
            _write(sheet, row, col, text or "")
    rule = DataValidation(
        "list",
        formula1=f'"{",".join(label for label, _ in answers)}"',
        errorTitle="Not one of the answers",
        error="Choose an answer from the list, or leave the cell empty.",
    )
    _offer(sheet, rule, first, last, len(known) + SPARE_ROWS)
    lines = ["Choose one answer per action. Leave a cell empty where the practice gave no answer.", ""]
    lines += [f"{label}: {meaning}" if meaning else label for label, meaning in answers]
    return _saved(book, lines)


def notice_log(snapshot: Any, region: str | None = None) -> bytes:
    """An XLSX workbook to keep a log of notices: one row per practice and service."""
    lists = {
        3: _column(snapshot, "service_labels"),
        7: _column(snapshot, "status_labels"),
        8: _column(snapshot, "scope_words"),
        1: [code for code, _ in _practices(snapshot, region)],
    }
    book, sheet = _workbook(_sheet_name(snapshot, "Notices", region))
    _headings(sheet, NOTICE_HEADINGS, 30, dated=range(4, 7))
    rule = DataValidation(
        "date",
        operator="greaterThan",
        formula1="DATE(2015,1,1)",
        errorTitle="Not a date",
        error="Write the date as day/month/year, for example 01/04/2027.",
    )
    _offer(sheet, rule, 4, 6, LOG_ROWS)
    _offer_lists(book, sheet, lists)
    return _saved(
        book,
        [
            "One row per practice and service. Write dates as day/month/year, for example 01/04/2027.",
            "Effective from: the first day on which the practice no longer does the work.",
            "Extended to: the later day, where the practice agreed to carry on for a while.",
            "When a notice is withdrawn or resolved, change its status; keep the row.",
        ],
    )


def event_list(snapshot: Any, region: str | None = None) -> bytes:
    """An XLSX workbook for what happened between practices, LMC and ICB: one row per event."""
    kinds = snapshot.rows(query("event_kinds"))
    positions = snapshot.rows(query("answers_of_scale"), {"scale": "offer"})
    lists = {
        2: [label for label, _ in kinds],
        3: _column(snapshot, "service_labels"),
        6: [label for label, _ in positions],
    }
    book, sheet = _workbook(_sheet_name(snapshot, "Events", region))
    _headings(sheet, EVENT_HEADINGS, 30, dated=range(1, 2))
    _offer_lists(book, sheet, lists)
    lines = [
        "One row per event. A date may be a day (04/03/2027) or, where no more is known, a month (March 2027).",
        "Amount and unit: as the ICB put it, for example £25 per fitting.",
        "LMC position: on an offer only. Put later offers in rows of their own.",
        "",
    ]
    return _saved(book, lines + [f"{label}: {meaning}" for label, meaning in kinds])


def _column(snapshot: Any, name: str, **parameters: Any) -> list[str]:
    return [value for (value,) in snapshot.rows(query(name), parameters)]


def _practices(snapshot: Any, region: str | None) -> list[tuple[str, str]]:
    return snapshot.rows(query("open_practices"), {"region": region})


def _sheet_name(snapshot: Any, plain: str, region: str | None) -> str:
    """The region's short name where one is chosen: the loaders read the region off the sheet's name."""
    names = _column(snapshot, "short_name", region=region) if region else []
    return next((f"{plain} {name}"[:31] for name in names if name), plain)


def _workbook(name: str) -> tuple[Workbook, Worksheet]:
    book = Workbook()
    book.active.title = name
    return book, book.active


def _headings(
    sheet: Worksheet, widths: list[tuple[str, int]], height: int, *, dated: range = range(0)
) -> None:
    """Headings, each with the width of its column in characters. dated: the columns, from 1, whose values are days."""
    for col, (heading, width) in enumerate(widths, start=1):
        cell = _write(sheet, 1, col, heading)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="F2F5F7")
        cell.alignment, cell.border = Alignment(vertical="top", wrap_text=True), Border(bottom=Side("thin"))
        sheet.column_dimensions[get_column_letter(col)].width = width
    for col in dated:
        sheet.column_dimensions[get_column_letter(col)].number_format = "dd/mm/yyyy"
    sheet.row_dimensions[1].height = height
    sheet.freeze_panes = "C2"


def _write(sheet: Worksheet, row: int, col: int, text: str) -> Cell:
    """Write a text that stays one, when it is edited too: a practice's name may be =A1."""
    cell = sheet.cell(row, col, text)
    cell.data_type, cell.quotePrefix = "s", True
    return cell


def _offer(sheet: Worksheet, rule: DataValidation, first: int, last: int, rows: int) -> None:
    """Put a rule on the rows below the headings, from one column to another."""
    rule.allow_blank, rule.showErrorMessage = True, True
    rule.add(f"{get_column_letter(first)}2:{get_column_letter(last)}{rows + 1}")
    sheet.add_data_validation(rule)


def _offer_lists(book: Workbook, sheet: Worksheet, lists: dict[int, list[str]]) -> None:
    """Drop-downs by column, from 1. Their entries stand on a hidden sheet: a list inside a rule may have 255 characters
    only."""
    store = book.create_sheet("Lists")
    store.sheet_state = "hidden"
    for place, (col, entries) in enumerate(lists.items(), start=1):
        for row, entry in enumerate(entries, start=1):
            _write(store, row, place, entry)
        letter = get_column_letter(place)
        if entries:
            rule = DataValidation(
                "list",
                formula1=f"Lists!${letter}$1:${letter}${len(entries)}",
                errorStyle="warning",
                errorTitle="Not on the list",
                error="The list does not have this. Keep it if it is right: it will be asked about.",
            )
            _offer(sheet, rule, col, col, LOG_ROWS)


def _saved(book: Workbook, lines: list[str]) -> bytes:
    """The workbook as a file, with a last sheet that explains how to fill it in."""
    sheet = book.create_sheet("Key")
    sheet.column_dimensions["A"].width = 100
    for row, line in enumerate(lines, start=1):
        if line:
            _write(sheet, row, 1, line)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
