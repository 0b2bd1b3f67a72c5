"""Files of every layout given to the upload page by hand; the figures stand on the other pages afterwards."""

from __future__ import annotations

import csv
from datetime import date, datetime
from io import BytesIO, StringIO

import xlsxwriter

FULL = {
    "G": "Green - will readily undertake\xa0",
    "A": "AMBER – will undertake in certain conditions\xa0",
    "R": "RED - will not undertake\xa0",
    "": "",
}
LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"
FREEZE = "Freeze sign-up to any new data sharing agreements or local system data sharing platforms"
# practice, answer about LIMIT, answer about FREEZE: 2 green, 1 amber, 2 red; 3 green, 1 amber
REPLIES = [
    ("Z98101", "G", "G"),
    ("Z98102", "G", "G"),
    ("Z98103", "A", "G"),
    ("Z98104", "R", "A"),
    ("Z98105", "R", ""),
]


def microsoft_forms() -> bytes:
    rows = [["ID", "Start time", "Completion time", "Email", "Name", "ODS code of your practice\xa0"]]
    rows[0] += [f"{LIMIT}\xa0", f"{FREEZE}\xa0", "Any comments?\xa0"]
    for number, (code, limit, freeze) in enumerate(REPLIES, start=1):
        at = datetime(2026, 10, 12 + number, 9, 30)
        rows.append([number, at, at, "anonymous", "", f" {code.lower()} ", FULL[limit], FULL[freeze], ""])
    return xlsx("Sheet1", rows)


def google_forms() -> bytes:
    rows = [["Timestamp", "Practice ODS code", f"Rate each action [{LIMIT}]", f"Rate each action [{FREEZE}]"]]
    words = {"G": "Green", "A": "Amber", "R": "Red", "": ""}
    for number, (code, limit, freeze) in enumerate(REPLIES, start=1):
        rows.append([f"{12 + number}/10/2026 09:30:00", code, words[limit], words[freeze]])
    return delimited(rows).encode()


def survey_monkey() -> bytes:
    rows = [
        ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Practice code"],
        ["", "", "", "", "", "Open-Ended Response", LIMIT, FREEZE],
    ]
    rows[0] += ["Please rate each option RED, AMBER or GREEN", ""]
    for number, (code, limit, freeze) in enumerate(REPLIES, start=1):
        at = f"{12 + number}/10/2026 09:30:00"
        rows.append([f"11862{number}", "440001", at, at, "", code, FULL[limit].strip(), FULL[freeze].strip()])
    return delimited(rows).encode("cp1252")


def by_hand() -> bytes:
    rows = [["Collective action survey, October 2026"], [], ["", "Practice code", "Practice", LIMIT, FREEZE]]
    rows += [["", code, f"Practice {code}", limit, freeze] for code, limit, freeze in REPLIES]
    rows += [
        ["", "", "Total green", 2, 3],
        [],
        ["", "", "Key: R = will not undertake, A = in certain conditions"],
    ]
    return xlsx("Survey results", rows)


def by_colour() -> bytes:
    """No words at all: the fill of a cell is the answer, and a legend says what a colour means."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        paint = {
            letter: book.add_format({"bg_color": colour})
            for letter, colour in {"G": "#00B050", "A": "#FFC000", "R": "#FF0000"}.items()
        }
        sheet = book.add_worksheet("Sheet")
        sheet.write_row(0, 0, ["ODS code", "Practice name", LIMIT, FREEZE])
        for row, (code, *answers) in enumerate(REPLIES, start=1):
            sheet.write_row(row, 0, [code, f"Practice {code}"])
            for col, letter in enumerate(answers, start=2):
                if letter:
                    sheet.write_blank(row, col, None, paint[letter])
        legend = [("G", "Will readily undertake"), ("A", "Will undertake in certain conditions")]
        for row, (letter, words) in enumerate([*legend, ("R", "Will not undertake")], start=len(REPLIES) + 3):
            sheet.write_string(row, 1, words, paint[letter])
    return stream.getvalue()


def notice_log() -> bytes:
    """Four rows of ring pessaries, of which one is withdrawn and one not yet in effect; one spirometry."""
    head = ["Practice code", "Practice", "Service", "Date served", "Effective from", "Status"]
    past, future = date(2025, 2, 1), date(2099, 2, 1)
    rows = [["Notices served"], [], head]
    for number, (effective, status) in enumerate([(past, "Served"), (past, "Served"), (future, "Served")], 1):
        rows.append([f"Z9810{number}", "A", "Ring pessaries", date(2024, 11, 20), effective, status])
    rows.append(["Z98104", "A", "Ring pessaries", "21/11/2024", "01/02/25", "Withdrawn"])
    rows.append(["Z98104", "A", "Spirometry", "21/11/2024", "01/02/25", "Served"])
    rows.append(["", "Total", "", "", "", 5])
    return xlsx("Notice log", rows)


def notice_matrix() -> bytes:
    rows = [["ODS code", "Practice name", "Anticoagulation", "Minor injuries"]]
    rows += [["Z98101", "A", "31/03/2025", ""], ["Z98102", "B", "01/02/2025", "31/03/2025"]]
    return delimited([*rows, ["Z98103", "C", "31/03/2025", ""]]).encode()


def tallies() -> bytes:
    rows = [["Area", "Service", "Practices", "Out of", "%", "As at", "Source"]]
    return delimited(
        [*rows, ["Dorset", "Minor surgery", "about 43", "", "", "February 2025", "LMC"]]
    ).encode()


def xlsx(name: str, rows: list[list]) -> bytes:
    stream = BytesIO()
    options = {"in_memory": True, "default_date_format": "dd/mm/yyyy hh:mm"}
    with xlsxwriter.Workbook(stream, options) as book:
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for col, value in enumerate(row):
                if value != "":
                    sheet.write(number, col, value)
    return stream.getvalue()


def delimited(rows: list[list]) -> str:
    lines = StringIO()
    csv.writer(lines).writerows(rows)
    return lines.getvalue()
