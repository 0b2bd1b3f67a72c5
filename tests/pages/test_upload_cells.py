"""What the upload page says of a cell: its paint, what was read out of it, the parts that rows fall into."""

from __future__ import annotations

from io import BytesIO

import pytest
import xlsxwriter

from frame.upload.facts import headline, rows_words
from frame.upload.given import answers_in, given_by
from frame.upload.grid import _cell
from frame.upload.history import moment
from frame.upload.words import survey_words
from loaders.importing import preview
from loaders.kinds import Options
from loaders.reading import read_workbook
from store import Store

COLOURS = {"Green": "00B050", "Red": "FF0000"}
LOG = (
    b"ODS code,Service,Date served,Effective from\r\nZ98101,Spirometry,1/11/2024,13/02/2025\r\n"
    b"Z98102,Widget clinic,1/11/2024,13/02/2025\r\n,Total,,2\r\n"
)


def label(_about: str, identifier: str) -> str:
    return identifier


def painted() -> bytes:
    """Two practices that answered with colours alone, and the key."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        paint = {word: book.add_format({"bg_color": f"#{rgb}"}) for word, rgb in COLOURS.items()}
        sheet = book.add_worksheet("Replies")
        sheet.write_row(0, 0, ["ODS code", "Stop rationing referrals", "Switch off GP Connect"])
        for row, (practice, answer) in enumerate([("Z98101", "Green"), ("Z98102", "Red")], 1):
            sheet.write(row, 0, practice)
            for col in (1, 2):
                sheet.write_blank(row, col, None, paint[answer])
            sheet.write(row + 3, 0, answer, paint[answer])
    return stream.getvalue()


def test_a_cell_without_words_shows_its_paint_and_what_was_read_out_of_it():
    data = painted()
    workbook = read_workbook(data, "replies.xlsx")
    draft = preview(Store.open(), data, "replies.xlsx", Options(region="sefton"), workbook=workbook)
    (sheet,) = workbook.sheets
    read = answers_in(draft, "Replies", (0, 1, 2), label)
    assert read == {(1, 1): "green", (1, 2): "green", (2, 1): "red", (2, 2): "red"}
    cell = _cell(sheet, draft.fates["Replies"], {}, read, 2, 1)
    assert cell == {"text": "", "fate": "answer", "mark": "A", "read": "red", "paint": "FF0000"}
    assert "paint" not in _cell(sheet, draft.fates["Replies"], {}, read, 0, 0)
    assert given_by(draft, "Replies", 2, 1, label) == "red, about referrals"


@pytest.fixture
def log():
    return preview(Store.open(), LOG, "log.csv", Options(region="sefton", kind="notices"))


@pytest.mark.parametrize("col", [1, 2, 3])
def test_what_a_row_gave_is_said_of_each_of_its_cells(log, col):
    words = "spirometry: served, served on 1 November 2024, in effect from 13 February 2025"
    assert given_by(log, "log", 1, col, label) == words
    assert given_by(log, "log", 2, col, label) == ""


def test_the_parts_that_rows_fall_into_add_up(log):
    assert rows_words(log) == "3 read: 1 can be loaded, 1 waits for an answer, 1 left out"
    assert headline(log) == (
        "It is a log of notices: 1 row of 3 can be loaded, 1 is left out, with 1 question."
    )


@pytest.mark.parametrize(
    ("survey", "words"),
    [
        ("sefton-2024-08", "Sefton, August 2024"),
        ("sefton-2024-08-participation", "Sefton, August 2024, participation"),
        ("sefton-2024-13", "sefton-2024-13"),
        ("exampleshire_autumn_2026", "Exampleshire autumn 2026"),
        ("autumn", "autumn"),
    ],
)
def test_a_survey_is_called_by_its_region_and_month(survey, words):
    assert (
        survey_words(survey, lambda about, item: {("region", "sefton"): "Sefton"}.get((about, item), item))
        == words
    )


def test_an_account_of_the_machine_is_nobody():
    assert moment("2026-12-01T12:00:00", "root") == "1 December 2026, 12:00"
    assert moment("2026-07-01T12:00:00", "ann") == "1 July 2026, 13:00, ann"
