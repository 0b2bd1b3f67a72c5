"""The same questions under two months in one table: one question, with both as two surveys among its choices."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest

from loaders.answering import answer
from loaders.importing import load
from loaders.kinds import Options
from store import Store

LIMIT, STOP = "Limit to 25 contacts a day", "Stop Advice & Guidance"
ROWS = [
    ["", "August 2024", "", "November 2024", ""],
    ["ODS code", LIMIT, STOP, LIMIT, STOP],
    ["Z99001", "Green", "Red", "Amber", "Red"],
    ["Z99002", "Red", "Red", "Green", "Green"],
]
IN_HEADINGS = [["ODS code", f"{LIMIT} (August 2024)", f"{LIMIT} (November 2024)"], *(
    ["Z99001", "Green", "Amber"], ["Z99002", "Red", "Green"])]  # fmt: skip


def merged(rows: list[list[str]]) -> bytes:
    """A workbook whose months each stand over two columns."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([cell or None for cell in row])
    for cells in ("B1:C1", "D1:E1"):
        book.active.merge_cells(cells)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def file_of(rows: list[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


@pytest.fixture
def store(store_directory) -> Store:
    return Store.open(store_directory)


def counts(store: Store) -> dict[str, dict[str, int]]:
    sql = "SELECT survey, action || '/' || answer, practices FROM answer_counts WHERE practices > 0 ORDER BY ALL"
    surveys: dict[str, dict[str, int]] = {}
    for survey, given, practices in store.snapshot().rows(sql):
        surveys.setdefault(survey, {})[given] = practices
    return surveys


def test_two_months_side_by_side_are_two_surveys_where_somebody_says_so(store):
    report = load(store, merged(ROWS), "s.xlsx", Options(region="sefton", survey="waves"))
    (question,) = report["questions"]
    assert (question["about"], question["choices"]) == (
        "column",
        ["both, as two surveys", "August 2024", "November 2024"],
    )
    assert counts(store) == {}
    (again,) = answer(store, question["id"], "both, as two surveys")
    assert again["questions"] == []
    assert counts(store) == {
        "waves-2024-08": {"limit_contacts/green": 1, "limit_contacts/red": 1, "advice_guidance/red": 2},
        "waves-2024-11": {
            "limit_contacts/amber": 1, "limit_contacts/green": 1, "advice_guidance/red": 1, "advice_guidance/green": 1,
        },
    }  # fmt: skip
    answer(store, question["id"], "November 2024")
    assert {name: sum(given.values()) for name, given in counts(store).items()} == {"waves": 4}


def test_months_in_the_headings_tell_surveys_apart_as_well(store):
    report = load(store, file_of(IN_HEADINGS), "s.csv", Options(region="sefton"))
    (again,) = answer(store, report["questions"][0]["id"], "both, as two surveys")
    assert again["questions"] == []
    assert list(counts(store)) == ["sefton-2024-08", "sefton-2024-11"]
