"""A template that somebody filled in loads with no problem and no question."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest

from loaders import importing, templates
from loaders.kinds import Options
from measures import measure
from store import Store

MENU = "bma_2024_08"


@pytest.fixture
def store() -> Store:
    return Store.open()


def filled(workbook: bytes, cells: dict[str, object]) -> bytes:
    """The workbook with values typed into its first sheet."""
    book = openpyxl.load_workbook(BytesIO(workbook))
    for place, value in cells.items():
        book.worksheets[0][place] = value
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_survey_sheet_offers_the_answers_of_the_scale(store):
    book = openpyxl.load_workbook(BytesIO(templates.survey_sheet(store.snapshot(), MENU)))
    sheet = book.worksheets[0]
    (rule,) = sheet.data_validations.dataValidation
    assert rule.formula1 == '"Green,Amber,Red"'
    assert str(rule.sqref) == "C2:L201"
    assert sheet["C1"].value.startswith("Limit daily patient contacts")
    assert [cell.value for cell in sheet[1]][-1] == "Comments"


def test_a_filled_in_survey_sheet_needs_no_question(store):
    blank = templates.survey_sheet(store.snapshot(), MENU, region="exampleshire")
    cells = {"A2": "Z99001", "B2": "One", "C2": "Green", "D2": "Red"}
    cells |= {"A3": "Z99002", "B3": "Two", "C3": "Green", "D3": "Amber", "M3": "By common date, please."}
    cells |= {"A4": "Z99003", "B4": "Three"}  # answered nothing
    report = importing.load(store, filled(blank, cells), "anything.xlsx", Options())
    assert (report["problems"], report["questions"]) == ([], [])
    counted = measure(store.snapshot(), "preferences", regions=["exampleshire"])
    words = counted[counted["practices"] > 0].set_index(["action", "answer"])["practices"].to_dict()
    assert words == {
        ("limit_contacts", "green"): 2,
        ("advice_guidance", "red"): 1,
        ("advice_guidance", "amber"): 1,
    }
    assert set(counted["responded"]) == {2}


def test_a_filled_in_notice_log_needs_no_question(store):
    blank = templates.notice_log(store.snapshot(), region="exampleshire")
    day = datetime(2025, 2, 1)
    cells = {
        "A2": "Z99001",
        "C2": "Spirometry",
        "D2": datetime(2024, 11, 1),
        "E2": day,
        "G2": "Notice served",
    }
    cells |= {"A3": "Z99002", "C3": "Spirometry", "G3": "Signed up", "H3": "All patients"}
    cells |= {"A4": "Z99003", "C4": "Spirometry", "E4": day, "G4": "Withdrawn", "I4": "By letter"}
    report = importing.load(store, filled(blank, cells), "anything.xlsx", Options())
    assert (report["problems"], report["questions"]) == ([], [])
    counted = measure(store.snapshot(), "notices", regions=["exampleshire"])
    (row,) = counted[counted["basis"] == "counted"].to_dict("records")
    assert (row["service"], row["count"], row["in_effect"], row["signed_up"]) == ("spirometry", 1, 1, 1)


def test_every_choice_of_the_notice_log_is_understood(store):
    """What the drop-downs offer, the loaders know: no entry of a list may raise a question."""
    book = openpyxl.load_workbook(BytesIO(templates.notice_log(store.snapshot(), region="exampleshire")))
    lists = book["Lists"]
    offered = {
        letter: [cell.value for cell in lists[source] if cell.value]
        for letter, source in zip("CGH", "ABC", strict=True)
    }
    assert all(len(entries) >= 3 for entries in offered.values())
    cells, row = {}, 2
    for letter, entries in offered.items():
        for entry in entries:
            cells |= {f"A{row}": f"Z{row:05d}", f"C{row}": "Spirometry", f"E{row}": datetime(2025, 2, 1)}
            cells[f"{letter}{row}"] = entry
            row += 1
    blank = templates.notice_log(store.snapshot(), region="exampleshire")
    report = importing.load(store, filled(blank, cells), "anything.xlsx", Options())
    assert (report["problems"], report["questions"]) == ([], [])


def test_the_practices_of_a_register_are_written_in(store):
    register = b"ODS code,Practice name\r\nZ99001,=1+1 Surgery\r\nZ99002,Two Surgery\r\n"
    importing.load(store, register, "list.csv", Options(kind="practices", region="exampleshire"))
    workbook = templates.survey_sheet(store.snapshot(), MENU, region="exampleshire")
    sheet = openpyxl.load_workbook(BytesIO(workbook)).worksheets[0]
    assert [sheet["A2"].value, sheet["A3"].value, sheet["A4"].value] == ["Z99001", "Z99002", None]
    assert sheet["B2"].value == "=1+1 Surgery"
    assert sheet["B2"].data_type == "s"


def test_a_menu_that_is_not_there(store):
    with pytest.raises(KeyError, match="no_such_menu"):
        templates.survey_sheet(store.snapshot(), "no_such_menu")


def test_a_practice_whose_name_could_run_as_a_formula_stays_text(store):
    register = b"Practice code,Practice name\nZ99001,=1+1\nZ99002,@SUM(A1)\n"
    importing.load(store, register, "practices.csv", Options(kind="practices", region="exampleshire"))
    book = openpyxl.load_workbook(
        BytesIO(templates.survey_sheet(store.snapshot(), MENU, region="exampleshire"))
    )
    cells = [book.worksheets[0][place] for place in ("B2", "B3")]
    assert [(cell.value, cell.data_type, cell.quotePrefix) for cell in cells] == [
        ("=1+1", "s", True),
        ("@SUM(A1)", "s", True),
    ]


@pytest.mark.parametrize(
    ("day", "region", "menu"),
    [
        (date(2024, 8, 1), "", "bma_2024_08"),
        (date(2024, 9, 25), "dorset", "bma_2024_08"),
        (date(2024, 9, 26), "dorset", "bma_2024_09"),
        (date(2024, 8, 10), "sefton", "sefton_form"),  # the LMC's own came later
        (date(2026, 12, 1), "sefton", "bma_2026_05"),
        (date(2024, 1, 1), "", None),
    ],
)
def test_the_menu_in_force_on_a_day(store_of_reference, day, region, menu):
    assert templates.current_menu(store_of_reference.snapshot(), region, day) == menu


def test_a_sheet_with_the_menu_of_a_day_comes_back_without_a_question(store):
    menu = templates.current_menu(store.snapshot(), "sefton", date(2026, 12, 1))
    sheet = templates.survey_sheet(store.snapshot(), menu, region="sefton")
    data = filled(
        sheet, {"A2": "Z99101", "C2": "Green", "D2": "Red", "A3": "Z99102", "C3": "Amber", "D3": "Red"}
    )
    report = importing.load(store, data, "back.xlsx")
    assert (report["questions"], report["problems"]) == ([], [])
    assert (report["region"], report["rows_loaded"]) == ("sefton", 2)
