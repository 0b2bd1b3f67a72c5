"""Files of every layout given to the upload page by hand; the figures stand on the other pages afterwards."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path

import pytest
import xlsxwriter
from playwright.sync_api import TimeoutError  # noqa: A004

LAYOUT = (Path(__file__).parent / "layout.js").read_text(encoding="utf-8")
FULL = {
    "G": "Green - will readily undertake\xa0",
    "A": "AMBER – will undertake in certain conditions\xa0",
    "R": "RED - will not undertake\xa0",
    "": "",
}
LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"
FREEZE = "Freeze sign-up to any new data sharing agreements or local system data sharing platforms"
# practice, answer about LIMIT, answer about FREEZE
REPLIES = [
    ("Z98101", "G", "G"),
    ("Z98102", "G", "G"),
    ("Z98103", "A", "G"),
    ("Z98104", "R", "A"),
    ("Z98105", "R", ""),
]
COUNTED = [("2", "1", "2"), ("3", "1", "0")]  # green, amber, red


@pytest.fixture(scope="module")
def server(serve) -> Iterator:
    """One server and one store for the whole module: every layout goes to a region of its own."""
    with serve() as running:
        yield running


# An export and cells of colours alone; the other layouts are read in tests/loaders, without a browser.
SURVEYS = [
    ("Sefton survey(1-5).xlsx", "microsoft_forms", "Sefton", "sefton"),
    ("practice colours.xlsx", "by_colour", "Hertfordshire", "hertfordshire"),
]


@pytest.mark.parametrize(("name", "layout", "label", "region"), SURVEYS)
def test_a_survey_in_its_layout(name, layout, label, region, server, visitor):
    give(visitor, server, name, globals()[layout]())
    if "Which region is this file from?" in visitor.text:
        choose(visitor, "for this", label)
        visitor.page.get_by_text("It is a survey of practices: 5 rows of").wait_for()
    assert "It is a survey of practices: 5 rows of" in visitor.text
    press(visitor, "Save", "is saved as import")
    assert f"{name} is saved as import" in visitor.text
    visitor.go(f"{server.address}/preferences?region={region}")
    rows = table(visitor)
    assert sorted((row["Green"], row["Amber"], row["Red"]) for row in rows) == COUNTED
    assert re.search(r"\b5 (of \d+ )?practices", visitor.text)
    assert "nvented" not in visitor.text
    fine(visitor, server)


def test_a_notice_log(server, visitor):
    give(visitor, server, "Notice tracker Glos.xlsx", notice_log(), region="Gloucestershire")
    assert "It is a log of notices: 5 rows of 6 can be loaded" in visitor.text
    look_at(visitor, "What was left out")
    visitor.page.get_by_text("total row").wait_for()
    press(visitor, "Save", "is saved as import")
    visitor.go(f"{server.address}/notices?region=gloucestershire")
    rows = {row["Service"]: row for row in table(visitor) if row["Basis"] == "counted"}
    assert len(rows) == 2
    pessary = next(row for service, row in rows.items() if "pessary" in service)
    assert (pessary["Figure"], pessary["In effect"]) == ("3 of 64 (5%)", "2")
    assert rows["Spirometry"]["In effect"] == "1"
    fine(visitor, server)


def test_a_matrix_of_notices(server, visitor):
    give(visitor, server, "NY notices.csv", notice_matrix(), region="North Yorkshire and York", kind="A log")
    press(visitor, "Save", "is saved as import")
    visitor.go(f"{server.address}/notices?region=north_yorkshire_and_york&on=2025-03-01")
    rows = {row["Service"]: row for row in table(visitor) if row["Basis"] == "counted"}
    result = {service: (row["Figure"], row["In effect"]) for service, row in rows.items()}
    assert result == {"Anticoagulation (INR)": ("3 of 76 (4%)", "1"), "Minor injuries": ("1 of 76 (1%)", "0")}
    fine(visitor, server)


def test_tallies_stay_reported(server, visitor):
    give(visitor, server, "regional tallies.csv", tallies())
    assert "It is a table of figures that somebody has already added up" in visitor.text
    press(visitor, "Save", "is saved as import")
    visitor.go(f"{server.address}/regions?subject=minor_surgery")
    (row,) = [row for row in table(visitor) if row["Region"] == "Dorset"]
    assert (row["Figure"], row["Basis"]) == ("about 43 practices", "reported")
    fine(visitor, server)


def test_undo_takes_the_figures_away_and_brings_them_back(server, visitor):
    rows = [["ODS code", LIMIT], ["Z98101", "Green"], ["Z98102", "Red"]]
    give(visitor, server, "undo.csv", delimited(rows).encode(), region="Suffolk")
    press(visitor, "Save", "is saved as import")
    choose(visitor, "Undo an import", "undo.csv")
    press(visitor, "Undo it", "is undone")
    assert "undo.csv is undone" in visitor.text
    visitor.go(f"{server.address}/preferences?region=suffolk")
    assert "undo.csv" not in visitor.text
    visitor.go(f"{server.address}/upload")
    choose(visitor, "Undo an import", "undo.csv")
    press(visitor, "Bring it back", "counts again.")
    visitor.go(f"{server.address}/preferences?region=suffolk")
    assert "source: undo.csv" in visitor.text
    assert [(row["Green"], row["Red"]) for row in table(visitor)] == [("1", "1")]
    fine(visitor, server)


def test_a_cell_is_mended_and_its_figures_are_seen_before_they_are_saved(server, visitor):
    rows = [["ODS code", "Service", "Effective from"], ["Z98101", "Spirometry", "13/02/2025"]]
    rows.append(["Z98102", "Spirometry", "31/02/2025"])
    give(visitor, server, "mend.csv", delimited(rows).encode(), region="Lincolnshire", kind="a log")
    assert "with 1 problem" in visitor.text
    look_at(visitor, "The sheet")
    visitor.page.get_by_role("button", name="Next open cell").click()
    visitor.page.get_by_text("31 February is not a date").first.wait_for()
    grid = visitor.page.get_by_role("grid")
    assert grid.locator("td[aria-selected=true]").inner_text().split() == ["!", "31/02/2025", "(problem)"]
    grid.locator("td", has_text="Z98102").click()
    visitor.page.get_by_text("A3: label.").wait_for()
    visitor.page.keyboard.press("Escape")
    grid.locator("td", has_text="Z98102").focus()
    for key in ("ArrowRight", "ArrowRight", "Enter"):
        visitor.page.keyboard.press(key)
    visitor.page.get_by_text("C3: problem.").wait_for()
    visitor.page.get_by_role("textbox", name="It should read").fill("28/02/2025")
    press(visitor, "Mend this cell", "nothing is unclear")
    assert grid.locator("td.mended s").inner_text() == "31/02/2025"
    look_at(visitor, "Before and after")
    assert lines(visitor)[:2] == [
        ["Region", "What", "Figure", "Before", "After", "Change"],
        ["Lincolnshire", "Spirometry", "served", "none", "2", "new"],
    ]
    press(visitor, "Save this file", "is saved as import")
    visitor.go(f"{server.address}/notices?region=lincolnshire&on=2025-02-27")
    (row,) = [row for row in table(visitor) if row["Basis"] == "counted"]
    assert row["In effect"] == "1"
    visitor.go(f"{server.address}/upload?view=mended")
    assert lines(visitor)[1][:5] == ["mend.csv", "mend", "C3", "31/02/2025", "28/02/2025"]
    choose(visitor, "Take a correction back", "mend.csv")
    press(visitor, "Take it back", "The correction is taken back; 1 file was read again.")
    fine(visitor, server)


def test_a_column_is_given_another_meaning_and_the_import_looked_at_again(server, visitor):
    rows = [["ODS code", LIMIT, "Our view"], ["Z98101", "Green", "Red"], ["Z98102", "Red", "Red"]]
    give(visitor, server, "view.csv", delimited(rows).encode(), region="Kent")
    look_at(visitor, "Columns")
    assert [line[:2] for line in lines(visitor)[1:]] == [["A", "ODS code"], ["B", LIMIT], ["C", "Our view"]]
    choose(visitor, "Change what a column means", "C: Our view")
    choose(visitor, "Column C was read as", "Leave it out")
    visitor.page.get_by_text("nothing is unclear").wait_for()
    press(visitor, "Save this file", "is saved as import")
    choose(visitor, "Undo an import", "view.csv")
    press(visitor, "Look at it again", "looked at again")
    look_at(visitor, "Columns")
    assert lines(visitor)[3][2] == "left out, as you chose"
    choose(visitor, "Change what a column means", "C: Our view")
    choose(visitor, "Column C was read as", "Answers about: Switch off GP Connect")
    visitor.page.get_by_text("has another meaning").first.wait_for()
    look_at(visitor, "Before and after")
    assert ["Red", "none", "2", "new"] in [line[2:] for line in lines(visitor)]
    press(visitor, "Save this file", "is saved as import")
    visitor.go(f"{server.address}/preferences?region=kent")
    assert sorted((row["Green"], row["Red"]) for row in table(visitor)) == [("0", "2"), ("1", "1")]
    fine(visitor, server)


def test_several_files_and_a_wide_one_stay_usable(server, visitor):
    wide = [["ODS code", LIMIT, *(f"Extra {n}" for n in range(1900))]]
    wide += [[code, "Green", *["x"] * 1900] for code in ("Z98101", "Z98102")]
    files = {"Sefton wide.csv": delimited(wide).encode(), "broken.xlsx": b"PK\x03\x04 and nothing after it"}
    visitor.go(f"{server.address}/upload")
    given = [{"name": n, "mimeType": "application/octet-stream", "buffer": data} for n, data in files.items()]
    visitor.page.locator("input[type=file]").set_input_files(files=given)
    visitor.page.get_by_role("button", name="Save all 1 file").wait_for()
    visitor.settle()
    assert [line[0] for line in lines(visitor)[1:]] == list(files)
    look_at(visitor, "The sheet")
    for size in ({"width": 1024, "height": 768}, {"width": 1280, "height": 720}):
        visitor.page.set_viewport_size(size)
        assert visitor.page.evaluate(LAYOUT) == []
    assert visitor.page.get_by_role("grid").locator("td").count() == 3 * 20
    visitor.page.get_by_label("Go to cell").fill("BUD2")
    visitor.page.keyboard.press("Enter")
    visitor.page.get_by_text("BUD2: left out.").wait_for()
    assert visitor.page.get_by_role("grid").locator("td[aria-selected=true]").count() == 1
    fine(visitor, server)


def test_a_file_that_is_no_workbook(server, visitor):
    give(visitor, server, "broken.xlsx", b"PK\x03\x04 and nothing after it")
    assert "This file cannot be taken." in visitor.text
    assert visitor.page.get_by_role("button", name="Save").count() == 0
    fine(visitor, server)


def give(visitor, server, name: str, data: bytes, *, region: str = "", kind: str = "") -> None:
    """Open the upload page, hand it the file, and say what the file is where that is given."""
    visitor.go(f"{server.address}/upload")
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    visitor.page.locator("input[type=file]").set_input_files(files=[file])
    visitor.page.get_by_role("heading", name=name).wait_for()
    visitor.settle()
    if region or kind:
        visitor.page.get_by_text("Change what this file is").click()
        visitor.settle()
    if kind:
        choose(visitor, "What kind", kind)
    if region:
        choose(visitor, "Which region", region)


def look_at(visitor, part: str) -> None:
    """Turn to one part of what is known of the file."""
    visitor.page.get_by_test_id("stButtonGroup").get_by_text(part, exact=True).first.click()
    visitor.settle()


def choose(visitor, label: str, option: str) -> None:
    """Choose the first option that has these words, in the list whose label has those. A long list is narrowed
    by typing, as only the options in sight are there; one that a late redrawing closes is opened again."""
    box = visitor.page.get_by_test_id("stSelectbox").filter(has_text=label).first
    options = visitor.page.get_by_role("option")
    for _ in range(4):
        box.scroll_into_view_if_needed()
        box.locator("input").focus()
        visitor.page.keyboard.press("ArrowDown")
        try:
            options.first.wait_for(timeout=4_000)
            box.locator("input").fill(option)
            options.filter(has_text=option).first.click(timeout=4_000)
            break
        except TimeoutError:
            visitor.page.keyboard.press("Escape")
    else:
        pytest.fail(f"{label!r} offers nothing with {option!r}")
    visitor.settle()


def press(visitor, words: str, until: str) -> None:
    """Press a button, and wait for the words that its work ends with."""
    visitor.page.get_by_role("button", name=words).first.click()
    visitor.page.get_by_text(until).first.wait_for()
    visitor.settle()


def lines(visitor) -> list[list[str]]:
    """The first table on the page, row by row."""
    visitor.page.locator("[data-testid=stTable] table").first.wait_for()
    return visitor.page.locator("[data-testid=stTable] table").first.evaluate(
        "table => [...table.rows].map(row => [...row.cells].map(cell => cell.innerText.trim()))"
    )


def table(visitor) -> list[dict[str, str]]:
    """The table under the chart, as a reader of it would take it down."""
    visitor.page.get_by_text("The same figures as a table").click()
    visitor.page.locator("table").first.wait_for()
    lines = visitor.page.locator("table").first.evaluate(
        "table => [...table.rows].map(row => [...row.cells].map(cell => cell.innerText.trim()))"
    )
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def fine(visitor, server) -> None:
    """Nothing went wrong behind the figures, and nothing was asked of another machine."""
    assert visitor.page.locator("[data-testid=stException]").count() == 0
    assert "Traceback" not in server.output
    assert visitor.abroad == []
    assert visitor.errors == []


def microsoft_forms() -> bytes:
    rows = [["ID", "Start time", "Completion time", "Email", "Name", "ODS code of your practice\xa0"]]
    rows[0] += [f"{LIMIT}\xa0", f"{FREEZE}\xa0", "Any comments?\xa0"]
    for number, (code, limit, freeze) in enumerate(REPLIES, start=1):
        at = datetime(2026, 10, 12 + number, 9, 30)
        rows.append([number, at, at, "anonymous", "", f" {code.lower()} ", FULL[limit], FULL[freeze], ""])
    return xlsx("Sheet1", rows)


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
