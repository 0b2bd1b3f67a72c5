"""Events in the store: shown beside those of the reference data, replaced, undone, filled in from a template."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest

from loaders import answering, importing, templates
from loaders.kinds import Options
from measures import measure
from store import Store

HEADS = "Date,Event,Service,Summary,Amount,LMC position\n"


@pytest.fixture
def store() -> Store:
    return Store.open()


def load(store, text, name="events.csv", region="dudley"):
    return importing.load(store, text.encode(), name, Options(region=region))


def of_files(store):
    frame = measure(store.snapshot(), "responses", regions=["dudley"])
    return frame[frame["import"].notna()]


def test_imported_events_stand_beside_those_of_the_reference_data(store):
    before = measure(store.snapshot(), "responses", regions=["dudley"])
    report = load(store, HEADS + "24/03/2025,Offer,Spirometry,Half of it,£20 per test,Undecided\n")
    after = measure(store.snapshot(), "responses", regions=["dudley"])
    assert (report["outcome"], report["kind"], report["rows_loaded"]) == ("loaded", "events", 1)
    assert len(after) == len(before) + 1
    (row,) = of_files(store).to_dict("records")
    wanted = {
        "region": "dudley", "happened_on": "2025-03-24", "kind": "offer", "summary": "Half of it",
        "amount": "£20 per test", "services": "spirometry", "position": "undecided", "basis": "reported",
        "import": 1, "file": "events.csv", "source": "events.csv", "status": "read",
    }  # fmt: skip
    assert {name: row[name] for name in wanted} == wanted
    assert row["sort_on"].date() == date(2025, 3, 24)
    assert set(before["basis"]) == {"reported"}
    assert before.set_index("response")["position"].to_dict()["dudley_offer"] == "undecided"


def test_a_later_list_replaces_the_events_that_it_tells_of_again(store):
    first = "24/03/2025,Offer,Spirometry,Half of it,£20 per test,Undecided\n13/04/2025,Meeting,,Talks,,\n"
    load(store, HEADS + first)
    load(store, HEADS + "24/03/2025,Offer,Spirometry,Half of it,£20 per test,Accept\n", "corrected.csv")
    result = of_files(store).set_index("kind")
    assert result["import"].to_dict() == {"offer": 2, "meeting": 1}
    assert result.loc["offer", "position"] == "accept"


def test_an_import_of_events_can_be_undone(store):
    report = load(store, HEADS + "24/03/2025,Offer,Spirometry,Half of it,£20 per test,Accept\n")
    importing.undo(store, report["import"])
    assert of_files(store).empty


def test_an_answer_loads_the_row_that_waited_for_it(store):
    report = load(store, HEADS + "24/03/2025,Frobnication,,A thing,,\n")
    (question,) = report["questions"]
    assert (report["outcome"], len(of_files(store))) == ("needs an answer", 0)
    answering.answer(store, question["id"], "review")
    assert of_files(store)["kind"].tolist() == ["review"]


def test_every_choice_of_the_template_is_understood(store):
    blank = templates.event_list(store.snapshot(), region="exampleshire")
    book = openpyxl.load_workbook(BytesIO(blank))
    lists, sheet = book["Lists"], book.worksheets[0]
    columns = {"B": "A", "C": "B", "F": "C"}
    offered = {at: [cell.value for cell in lists[held] if cell.value] for at, held in columns.items()}
    assert (len(offered["B"]), len(offered["F"])) == (9, 3)
    row = 2
    for letter, entries in offered.items():
        for entry in entries:
            sheet[f"A{row}"], sheet[f"B{row}"], sheet[f"{letter}{row}"] = datetime(2027, 3, 4), "Offer", entry
            row += 1
    sheet[f"A{row}"], sheet[f"B{row}"] = "March 2027", "Meeting"
    stream = BytesIO()
    book.save(stream)
    report = importing.load(store, stream.getvalue(), "anything.xlsx", Options())
    assert (report["kind"], report["region"], report["rows_loaded"]) == ("events", "exampleshire", row - 1)
    assert (report["problems"], report["questions"]) == ([], [])
