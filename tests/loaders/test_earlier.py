"""What a file does to earlier imports: the same bytes under other options, the same practices again."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest

from loaders.importing import load, preview, undo
from loaders.kinds import Options
from loaders.rebuilding import rebuild
from store import Store

LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"
AUTUMN = Options(region="sefton", survey="autumn")
WINTER = Options(region="sefton", survey="winter")
REPLACED = (
    "This file was loaded before as import 1 with other options; that import is undone in favour of this one."
)


@pytest.fixture
def store(store_directory):
    return Store.open(store_directory)


def file_of(*rows):
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def timed(*replies):
    return file_of(["ODS code", "Completion time", LIMIT], *replies)


TWO = file_of(["ODS code", LIMIT], ["Z99001", "Green"], ["Z99002", "Red"])


def standing(store):
    sql = "SELECT survey, region, practices FROM answer_counts ORDER BY ALL"
    return store.snapshot().rows(sql)


def states(store):
    return [state for (state,) in store.snapshot().rows("SELECT state FROM imports ORDER BY import")]


@pytest.mark.parametrize(
    ("other", "survey", "region"),
    [
        (WINTER, "winter", "sefton"),
        (Options(region="dorset", survey="autumn"), "autumn", "dorset"),
        (Options(kind="survey", region="sefton", survey="autumn"), "autumn", "sefton"),
        (Options(region="sefton", survey="autumn", menu="bma_2024"), "autumn", "sefton"),
    ],
)
def test_the_same_bytes_with_other_options_count_once(store, other, survey, region):
    load(store, TWO, "two.csv", AUTUMN)
    report = load(store, TWO, "two.csv", other)
    assert (report["outcome"], report["import"], report["notes"]) == ("loaded", 2, [REPLACED])
    assert states(store) == ["undone", "loaded"]
    assert standing(store) == [(survey, region, 1), (survey, region, 1)]


def test_another_sheet_of_the_same_bytes_is_an_import_of_its_own(store):
    workbook = openpyxl.Workbook()
    for at, name in enumerate(("North", "South")):
        sheet = workbook.create_sheet(name)
        sheet.append(["ODS code", LIMIT])
        sheet.append([f"Z9900{at}", "Green"])
    data = io.BytesIO()
    workbook.save(data)
    for sheet in ("North", "South"):
        report = load(store, data.getvalue(), "both.xlsx", Options(region="sefton", survey="a", sheet=sheet))
        assert report["notes"] == []
    assert states(store) == ["loaded", "loaded"]
    assert standing(store) == [("a", "sefton", 2)]


def test_a_survey_that_the_file_opened_is_the_same_one_when_read_with_other_options(store):
    first = load(store, TWO, "two.csv", Options(region="sefton"))
    report = load(store, TWO, "two.csv", Options(region="sefton", kind="survey"))
    assert (report["outcome"], report["questions"], report["survey"]) == ("loaded", [], first["survey"])
    before = standing(store)
    assert [again["outcome"] for again in rebuild(store)] == ["loaded", "loaded"]
    assert (standing(store), states(store)) == (before, ["undone", "loaded"])


def test_the_import_that_comes_back_takes_the_place_of_the_other(store):
    load(store, TWO, "two.csv", AUTUMN)
    load(store, TWO, "two.csv", WINTER)
    report = load(store, TWO, "two.csv", AUTUMN)
    assert report["import"] == 1
    assert report["notes"] == [
        "This file was loaded before as import 1 and undone; it has been brought back.",
        REPLACED.replace("import 1", "import 2"),
    ]
    assert states(store) == ["loaded", "undone"]
    undo(store, 2)
    assert states(store) == ["undone", "loaded"]
    assert standing(store) == [("winter", "sefton", 1), ("winter", "sefton", 1)]


def test_a_preview_says_what_would_be_replaced_and_replaces_nothing(store):
    load(store, TWO, "two.csv", AUTUMN)
    assert preview(store, TWO, "two.csv", WINTER).notes == [REPLACED]
    assert states(store) == ["loaded"]


def test_practices_that_had_answered_before_are_counted_in_a_note(store):
    load(store, TWO, "two.csv", AUTUMN)
    load(store, file_of(["ODS code", LIMIT], ["Z99003", "Red"]), "three.csv", AUTUMN)
    load(store, file_of(["ODS code", LIMIT], ["Z99001", "Red"]), "winter.csv", WINTER)
    rows = [["Z99001", "Red"], ["Z99003", "Red"], ["Z99004", "Red"]]
    report = load(store, file_of(["ODS code", LIMIT], *rows), "more.csv", AUTUMN)
    words = "2 practices had answered before, in imports 1 and 2; their answers in this file count now."
    assert report["notes"] == [words]
    sql = "SELECT respondent FROM standing_replies WHERE survey = 'autumn' AND import = 4 ORDER BY ALL"
    assert store.snapshot().rows(sql) == [("Z99001",), ("Z99003",), ("Z99004",)]


def test_earlier_answers_that_were_sent_later_keep_counting_and_the_note_says_so(store):
    newer = [["Z99001", "05/12/2024 10:00", "Red"], ["Z99002", "01/11/2024 10:00", "Red"]]
    older = [["Z99001", "13/11/2024 10:00", "Green"], ["Z99002", "14/11/2024 10:00", "Green"]]
    load(store, timed(*newer), "newer.csv", AUTUMN)
    report = load(store, timed(*older), "older.csv", AUTUMN)
    assert report["notes"] == [
        "1 practice had answered before, in import 1; its answers in this file count now.",
        "1 practice had answered before, in import 1; those answers were sent later and keep counting.",
    ]
    sql = "SELECT respondent, answer, import FROM standing_answers ORDER BY ALL"
    assert store.snapshot().rows(sql) == [("Z99001", "red", 1), ("Z99002", "green", 2)]


def test_anonymous_replies_had_nobody_before_them(store):
    load(store, file_of(["When", LIMIT], ["a", "Green"], ["b", "Red"]), "one.csv", AUTUMN)
    report = load(store, file_of(["When", LIMIT], ["c", "Green"], ["d", "Red"]), "two.csv", AUTUMN)
    assert not any("before" in note for note in report["notes"])


def log_of(*rows):
    return file_of(
        ["ODS code", "Service", "Served"], *([code, service, "14/11/2024"] for code, service in rows)
    )


FIRST_LOG = log_of(("Z99001", "Spirometry"), ("Z99002", "Spirometry"), ("Z99003", "ECGs"))


@pytest.mark.parametrize("name", ["Notice log (2).csv", "another name.csv"])
def test_a_log_loaded_again_names_what_is_no_longer_in_it(store, name):
    load(store, FIRST_LOG, "Notice log.csv", Options(region="sefton"))
    later = log_of(("Z99001", "Spirometry"), ("Z99002", "Spirometry"), ("Z99003", "Phlebotomy"))
    report = load(store, later, name, Options(region="sefton"))
    (note,) = [note for note in report["notes"] if "import 1" in note]
    assert "Z99003 for ECG (now Phlebotomy for secondary care)" in note
    assert "Z99001" not in note
    assert "undo import 1" in note
    assert report["outcome"] == "loaded"


def test_a_log_of_other_notices_is_no_later_state(store):
    load(store, FIRST_LOG, "Notice log.csv", Options(region="sefton"))
    report = load(store, log_of(("Z99004", "Spirometry")), "letters of May.csv", Options(region="sefton"))
    assert report["notes"] == []
