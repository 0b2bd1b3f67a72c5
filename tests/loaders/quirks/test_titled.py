"""Tables about one service or one action that only their title or the name of their sheet says."""

from __future__ import annotations

from datetime import date

import pytest

from loaders.reading import reference

LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"
LOG = [["Practice code", "Date served"], ["Z99001", "01/11/2024"], ["Z99002", "13/11/2024"]]
RATED = [["Practice code", "RAG"], ["Z99001", "Green"], ["Z99002", "Red"]]


@pytest.fixture
def notices(read):
    def draft(sheets, **options):
        return read(sheets, **{"region": "gloucestershire", "survey": None} | options)

    return draft


def rows(draft, table, *columns):
    """Cell reference and columns of each row of the store, in order."""
    return [
        (reference(int(row["row"]), int(row["col"])), *(row[name] for name in columns))
        for frame in draft.rows.get(table, [])
        for row in frame.to_dict("records")
    ]


def settled(draft):
    return draft.questions == {} and draft.problems == [] and draft.left_out == []


def test_a_sheet_for_each_service(notices):
    draft = notices({"Spirometry": LOG, "ECG": LOG[:2]})
    assert rows(draft, "notices", "sheet", "respondent", "service", "served_on") == [
        ("A2", "Spirometry", "Z99001", "spirometry", date(2024, 11, 1)),
        ("A3", "Spirometry", "Z99002", "spirometry", date(2024, 11, 13)),
        ("A2", "ECG", "Z99001", "ecg", date(2024, 11, 1)),
    ]
    assert settled(draft)
    assert draft.notes == [
        "The table on sheet “Spirometry” was read with practices in a column of its own, service “Spirometry” from the "
        "name of the sheet and days in a column of its own.",
        "The table on sheet “ECG” was read with practices in a column of its own, service “ECG” from the name of the "
        "sheet and days in a column of its own.",
    ]


def test_a_title_for_each_of_two_tables(notices):
    draft = notices([["Ring pessary notices"], *LOG, [], ["Notices on ECG"], *LOG[:2]])
    assert rows(draft, "notices", "respondent", "service") == [
        ("A3", "Z99001", "ring_pessary"),
        ("A4", "Z99002", "ring_pessary"),
        ("A8", "Z99001", "ecg"),
    ]
    assert settled(draft)


def test_a_list_of_codes_under_a_title(notices):
    draft = notices([["Notice served on ECG"], ["Z99001"], ["Z99002"]])
    assert rows(draft, "notices", "respondent", "service", "status") == [
        ("A2", "Z99001", "ecg", "served"),
        ("A3", "Z99002", "ecg", "served"),
    ]
    assert settled(draft)


@pytest.mark.parametrize("sheets", [{"GP Connect": RATED}, {"Sheet1": [["GP Connect"], *RATED]}])
def test_an_action_by_sheet_or_title(read, sheets):
    draft = read(sheets)
    assert rows(draft, "answers", "respondent", "action", "answer")[:2] == [
        (reference(len(sheets[next(iter(sheets))]) - 2, 1), "Z99001", "gp_connect", "green"),
        (reference(len(sheets[next(iter(sheets))]) - 1, 1), "Z99002", "gp_connect", "red"),
    ]
    assert settled(draft)


@pytest.mark.parametrize(
    "sheets",
    [
        {"ECG": [["Z99001"], ["Z99002"]]},  # practices, and nothing that speaks of notices
        {"Sheet1": [["ECG and spirometry notices"], *LOG]},  # which of the two?
        {"ECG": [["Practice code", "List size"], ["Z99001", 9000], ["Z99002", 8000]]},
    ],
)
def test_what_no_title_says_for_certain_is_not_a_notice(notices, sheets):
    assert rows(notices(sheets), "notices", "service") == []


def test_a_column_that_names_services_counts_before_the_name_of_the_sheet(notices):
    log = [["Practice code", "Service", "Date served"], ["Z99001", "Spirometry", "01/11/2024"]]
    draft = notices({"ECG": log})
    assert rows(draft, "notices", "service") == [("B2", "spirometry")]


def test_what_a_sheet_of_another_kind_holds_is_said(read):
    members = [
        ["ODS code", "Practice name", "List size"],
        ["Z99001", "Elm Surgery", 9000],
        ["Z99002", "Oak", 8000],
    ]
    rated = [["Practice code", LIMIT], ["Z99001", "Green"], ["Z99002", "Red"]]
    draft = read({"Replies": rated, "Members": members})
    assert rows(draft, "answers", "answer") == [("B2", "green"), ("B3", "red")]
    assert draft.notes == [
        "Sheet “Members” holds a list of practices, and a file is loaded as one kind of table: load it once more with "
        "that sheet alone."
    ]
