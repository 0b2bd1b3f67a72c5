"""Write the demonstration spreadsheets of this folder again. Every practice, date and answer is invented.

Run by hand: python data/examples/make.py. The same seed gives the same bytes.
"""

from __future__ import annotations

import csv
import random
from datetime import date, datetime, timedelta
from pathlib import Path

import xlsxwriter

HERE = Path(__file__).resolve().parent
MENU = "bma_2024_08"
SEED = 20260401
CREATED = datetime(2026, 11, 2)

TITLE = "Exampleshire LMC – log of notices (invented, for demonstration)"
FIRST = ["Example", "Invented", "Pretend", "Imaginary", "Fictional", "Notional", "Specimen", "Made-up"]
PLACE = ["Lane", "Mill", "Green", "Bridge", "Hill"]
SORT = ["Surgery", "Medical Centre", "Practice", "Health Centre", "Surgery"]
FULL_ANSWERS = {
    "green": "Green - will readily undertake\xa0",
    "amber": "AMBER – will undertake in certain conditions\xa0",
    "red": "RED - will not undertake\xa0",
}
COMMENTS = [
    "We would like a common start date with our neighbours.",
    "Depends on what the hospital does about blood tests.",
    "Partners agree, salaried doctors still to be asked.",
    "Already done before the survey.",
]
# Invented shares of green and amber per item of the menu, in the two waves; red is the rest.
AUTUMN_2024 = [
    (12, 30),
    (30, 40),
    (35, 40),
    (38, 32),
    (45, 25),
    (40, 38),
    (62, 28),
    (50, 35),
    (40, 45),
    (55, 35),
]
AUTUMN_2026 = [
    (22, 36),
    (48, 34),
    (62, 26),
    (50, 30),
    (58, 20),
    (54, 32),
    (78, 17),
    (66, 24),
    (46, 38),
    (70, 24),
]

# service as the log names it, practices, first day of serving, effective from, status of the odd ones
LOG = [
    ("Ring pessaries", 31, date(2024, 10, 28), date(2025, 2, 1), "Withdrawn", 2),
    ("Mirena coil (non-contraceptive)", 18, date(2024, 12, 9), date(2025, 4, 1), "Extended", 5),
    ("Spirometry", 22, date(2025, 3, 10), date(2025, 7, 1), "Withdrawn", 1),
    ("DMARDs", 14, date(2025, 5, 12), date(2025, 9, 1), "Resolved", 6),
    ("Phlebotomy", 27, date(2026, 9, 7), date(2027, 1, 1), "Withdrawn", 2),
    ("ECGs", 19, date(2026, 10, 12), date(2027, 2, 1), "Signed up", 7),
    ("PSA monitoring", 15, date(2026, 10, 19), date(2027, 4, 1), "Signed up", 9),
]
MATRIX = [
    ("ADHD shared care", 24, [date(2025, 12, 1), date(2026, 3, 1)]),
    ("Dementia shared care", 13, [date(2026, 3, 1)]),
    ("Denosumab", 17, [date(2026, 6, 1), date(2027, 1, 1)]),
    ("Coeliac disease", 9, [date(2027, 1, 1)]),
]


def _dice(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - invented figures, not secrets


def practices() -> list[tuple[str, str]]:
    """Forty fictitious practices: code and name."""
    names = [f"{first} {PLACE[i]} {SORT[(i + j) % 5]}" for i in range(5) for j, first in enumerate(FIRST)]
    return [(f"Z99{number:03d}", name) for number, name in enumerate(names, start=1)]


def serving() -> list[tuple[str, str]]:
    """The practices that serve notices at all: six in seven."""
    return [practice for place, practice in enumerate(practices()) if place % 7 != 3]


def wordings() -> list[str]:
    """The ten items of the named menu, as the reference data order them (the last two have no number)."""
    with (HERE.parent / "reference" / "menu_items.csv").open(encoding="utf-8-sig", newline="") as lines:
        items = [row for row in csv.DictReader(lines) if row["menu"] == MENU]
    return [row["wording"] for row in items]


def answer(chance: random.Random, shares: tuple[int, int], mood: float) -> str | None:
    """One answer. mood: -1 to 1, how willing this practice is; about one question in thirty is left blank."""
    if chance.random() < 0.03:
        return None
    green, amber = shares
    drawn = chance.random() * 100 - 18 * mood
    return "green" if drawn < green else "amber" if drawn < green + amber else "red"


def replies(chance: random.Random, number: int, shares: list[tuple[int, int]]) -> list[tuple]:
    """(code, name, answers) of as many practices, in the order in which they answered."""
    out = []
    for code, name in chance.sample(practices(), number):
        mood = chance.random() * 2 - 1
        out.append((code, name, [answer(chance, share, mood) for share in shares]))
    return out


def google_forms(path: Path) -> None:
    """The earlier wave: a grid question, one column per row of the grid, day-first time stamps."""
    chance = _dice(SEED)
    at = datetime(2024, 10, 7, 8, 41, 12)
    head = ["Timestamp", "Practice ODS code", "Practice name"]
    head += [f"How ready is your practice to take each action? [{wording}]" for wording in wordings()]
    with path.open("w", encoding="utf-8", newline="") as lines:
        sheet = csv.writer(lines)
        sheet.writerow(head)
        for code, name, answers in replies(chance, 33, AUTUMN_2024):
            words = [(answer or "").capitalize() for answer in answers]
            sheet.writerow([at.strftime("%d/%m/%Y %H:%M:%S"), code, name, *words])
            at = _later(chance, at)


def microsoft_forms(path: Path) -> None:
    """The later wave: no-break spaces, codes in any case, one practice that answers twice."""
    chance = _dice(SEED + 1)
    at = datetime(2026, 10, 5, 9, 4, 0)
    rows = replies(chance, 36, AUTUMN_2026)
    code, name, answers = rows[4]
    rows.append((code, name, ["green", *answers[1:]]))
    book, sheet, formats = _workbook(path, "Sheet1")
    head = ["ID", "Start time", "Completion time", "Email", "Name", "ODS code of your practice\xa0"]
    head += [f"{wording}\xa0" for wording in wordings()]
    sheet.write_row(0, 0, [*head, "Any comments?\xa0"])
    for number, (code, _, answers) in enumerate(rows, start=1):
        sheet.write_number(number, 0, number)
        sheet.write_datetime(number, 1, at, formats["time"])
        sheet.write_datetime(number, 2, at + timedelta(minutes=3 + number % 7), formats["time"])
        sheet.write_string(number, 3, "anonymous")
        sheet.write_string(number, 5, code.lower() if number % 6 == 0 else f"{code} ")
        for col, answer in enumerate(answers, start=6):
            if answer:
                sheet.write_string(number, col, FULL_ANSWERS[answer])
        if number % 9 == 0:
            sheet.write_string(number, 16, COMMENTS[number // 9 - 1])
        at = _later(chance, at)
    book.close()


def notice_log(path: Path) -> None:
    """A log kept by hand: title, dates typed in three ways, withdrawn and extended rows, a total."""
    chance = _dice(SEED + 2)
    book, sheet, formats = _workbook(path, "Notice log")
    sheet.write_string(0, 0, TITLE, formats["title"])
    head = ["Practice code", "Practice", "Service", "Date served", "Effective from", "Extended to", "Status"]
    sheet.write_row(2, 0, head, formats["head"])
    rows = [row for line in LOG for row in _log_rows(chance, line)]
    rows.sort(key=lambda row: (row[3] or date.max, row[0]))
    for number, (code, name, service, served, effective, extended, status) in enumerate(rows, start=3):
        sheet.write_row(number, 0, [code, name, service])
        for col, day in ((3, served), (4, effective), (5, extended)):
            _write_day(sheet, number, col, day, (number + col) % 5, formats["day"])
        sheet.write_string(number, 6, status)
    sheet.write_string(len(rows) + 3, 1, "Total")
    sheet.write_number(len(rows) + 3, 5, len(rows))
    sheet.set_column(0, 6, 18)
    book.close()


def matrix(path: Path) -> None:
    """Practices by services; a cell is the day from which the work stops."""
    chance = _dice(SEED + 3)
    columns = []
    for _, number, days in MATRIX:
        served = {code for code, _ in chance.sample(serving(), number)}
        columns.append({code: chance.choice(days) for code in sorted(served)})
    with path.open("w", encoding="utf-8", newline="") as lines:
        sheet = csv.writer(lines)
        sheet.writerow(["ODS code", "Practice name", *[service for service, _, _ in MATRIX]])
        for code, name in practices():
            days = [column.get(code) for column in columns]
            if any(days):
                sheet.writerow([code, name, *[day.strftime("%d/%m/%Y") if day else "" for day in days]])


def register(path: Path) -> None:
    """The LMC's own list of its practices."""
    chance = _dice(SEED + 4)
    with path.open("w", encoding="utf-8", newline="") as lines:
        sheet = csv.writer(lines)
        sheet.writerow(["ODS code", "Practice name", "PCN", "List size"])
        for number, (code, name) in enumerate(practices()):
            sheet.writerow([code, name, f"Example PCN {number % 6 + 1}", chance.randrange(31, 168) * 100])


def _later(chance: random.Random, at: datetime) -> datetime:
    """When the next reply came: within working hours."""
    at += timedelta(minutes=chance.randrange(20, 400))
    return at if at.hour < 18 else at.replace(hour=8) + timedelta(days=1)


def _log_rows(chance: random.Random, line: tuple) -> list[tuple]:
    service, number, first_on, effective_on, odd_status, odd = line
    rows = []
    for place, (code, name) in enumerate(sorted(chance.sample(serving(), number))):
        served = first_on + timedelta(days=chance.randrange(0, 24))
        status = odd_status if place < odd else "Served"
        extended = effective_on + timedelta(days=91) if status == "Extended" else None
        if status == "Signed up":
            rows.append((code, name, service, None, None, None, status))
        else:
            rows.append((code, name, service, served, effective_on, extended, status))
    return rows


def _write_day(sheet, row: int, col: int, day: date | None, manner: int, style) -> None:
    if day is None:
        return
    if manner == 0:
        sheet.write_string(row, col, day.strftime("%d/%m/%Y"))
    elif manner == 1:
        sheet.write_string(row, col, day.strftime("%d/%m/%y"))
    elif manner == 2:
        sheet.write_string(row, col, f"{day.day} {day:%B %Y}")
    else:
        sheet.write_datetime(row, col, day, style)


def _workbook(path: Path, sheet_name: str):
    book = xlsxwriter.Workbook(path)
    book.set_properties({"author": "", "created": CREATED})
    formats = {
        "time": book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"}),
        "day": book.add_format({"num_format": "dd/mm/yyyy"}),
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format({"bold": True, "bottom": 1}),
    }
    return book, book.add_worksheet(sheet_name), formats


if __name__ == "__main__":
    register(HERE / "Exampleshire practices.csv")
    google_forms(HERE / "Collective action - autumn 2024 (Responses).csv")
    microsoft_forms(HERE / "Exampleshire LMC collective action autumn 2026(1-37).xlsx")
    notice_log(HERE / "Exampleshire notice log.xlsx")
    matrix(HERE / "Exampleshire shared care notices.csv")
