"""Tables as CSV and XLSX: complete, and nothing in them can run."""

from __future__ import annotations

import io

import openpyxl
import pandas as pd
import pytest

from frame.downloads import csv_bytes, file_name, numbered, xlsx_bytes

FRAME = pd.DataFrame(
    {"Region": ["Dorset", "=1+1", None], "Practices": [3, -2, 0], "Share": [0.75, None, 0.0]}
)


def rows(data: bytes, sheet: str = "Figures") -> list[list]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [[cell.value for cell in row] for row in book[sheet].iter_rows()]


def test_csv_opens_in_excel_with_accents_and_windows_lines():
    data = csv_bytes(pd.DataFrame({"Name": ["Môn"]}))
    assert data == b"\xef\xbb\xbfName\r\nM\xc3\xb4n\r\n"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", " ="])
def test_text_that_a_spreadsheet_would_run_has_an_apostrophe_before_it(start):
    text = f"{start}cmd|' /C calc'!A0"
    read = pd.read_csv(io.BytesIO(csv_bytes(pd.DataFrame({"a": [text]}))), encoding="utf-8-sig")
    assert read["a"][0] == f"'{text}".replace("\r", "\n") or read["a"][0] == f"'{text}"


def test_a_heading_cannot_run_either():
    assert csv_bytes(pd.DataFrame({"=A1": [1]})).decode("utf-8-sig").startswith("'=A1")


def test_numbers_stay_numbers_a_negative_one_too_and_blank_stays_blank():
    assert rows(xlsx_bytes(FRAME)) == [
        ["Region", "Practices", "Share"],
        ["Dorset", 3, 0.75],
        ["'=1+1", -2, None],
        [None, 0, 0],
    ]


def test_a_web_address_stays_text_and_notes_stand_on_a_sheet_of_their_own():
    frame = pd.DataFrame({"Source": ["https://example.org/a"]})
    data = xlsx_bytes(frame, notes=("61 of 64 answered", "=danger"))
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book["Figures"]["A2"].hyperlink is None
    assert rows(data, "About") == [["About these figures"], ["61 of 64 answered"], ["'=danger"]]


def test_counts_of_a_chart_are_numbers_in_a_spreadsheet_and_words_stay_words():
    table = pd.DataFrame({"Green": ["29", ""], "Share": ["73%", "almost 90%"]})
    assert rows(xlsx_bytes(numbered(table)))[1:] == [[29, "73%"], [None, "almost 90%"]]


def test_an_empty_table_is_a_sheet_with_headings():
    assert rows(xlsx_bytes(FRAME.head(0))) == [["Region", "Practices", "Share"]]


def test_file_names_carry_region_and_date_and_fit_every_file_system():
    name = file_name("N Yorkshire & York", "notices", "1 April 2025")
    assert name == "n-yorkshire-york-notices-1-april-2025"
    assert file_name("", "") == "figures"
    assert file_name("responses", "responses", "2025") == "responses-2025"
    assert file_name("March", "march-2025 notices", "arch") == "march-march-2025-notices-arch"
