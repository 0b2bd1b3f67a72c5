"""Tables about one service or action that nothing in the workbook names, only the file's own name."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.loaders.quirks.test_turned import cells

LOG = [["Practice code", "Date served"], ["Z99001", "01/11/2024"], ["Z99002", "13/11/2024"]]
DAY = datetime(2024, 11, 1)


@pytest.fixture
def notices(read):
    def draft(sheets, name="Spirometry notices.xlsx", **options):
        return read(sheets, name=name, **{"region": "gloucestershire", "survey": None} | options)

    return draft


def services(draft):
    return [(row[1], row[2]) for row in cells(draft, "notices", "practice", "service")]


def clean(draft):
    return (draft.problems, draft.questions) == ([], {})


@pytest.mark.parametrize(
    "rows",
    [
        LOG,
        [["Notice log"], [], ["ODS", "Practice", "List size", "Effective"], ["Z99001", "Elm", 9000, DAY],
            ["Z99002", "Oak", 8000, DAY], ["Total", 2]],
        [["Practice", "Date"], ["Z99001", DAY], ["Z99002", DAY]],
        [["Practice code", "List size"], ["Z99001", 9000], ["Z99002", 8000]],
        [["Z99001"], ["Z99002"]],
        [["Practice code", "Status"], ["Z99001", "Served"], ["Z99002", "Withdrawn"]],
    ],
)  # fmt: skip
def test_the_service_named_by_the_file(notices, rows):
    draft = notices(rows)
    assert services(draft) == [("Z99001", "spirometry"), ("Z99002", "spirometry")]
    assert clean(draft)
    (note,) = draft.notes
    assert "service “Spirometry” from the name of the file" in note


@pytest.mark.parametrize("sheets", [{"Sheet1": [["ECG notices"], [], *LOG]}, {"ECG": LOG}])
def test_a_title_or_a_sheet_counts_before_the_file(notices, sheets):
    assert {service for _, service in services(notices(sheets))} == {"ecg"}


def test_a_column_of_services_under_an_unknown_heading_counts_before_any_name(notices):
    rows = [["Practice code", "Work", "Date served"], ["Z99001", "ECG", DAY], ["Z99002", "DVT", DAY]]
    assert "spirometry" not in {service for _, service in services(notices(rows))}


def test_two_services_in_the_name_of_a_file_name_none(notices):
    assert services(notices(LOG, name="ECG and spirometry notices.xlsx")) == []


def test_a_list_of_practices_beside_the_notices_is_no_list_of_notices(notices):
    """Looks like those who served, but they are all practices of the region."""
    register = [["ODS code", "Practice name", "List size"], ["Z99001", "Elm", 9000], ["Z99003", "Ash", 7000]]
    for name in ("Practices", "Sheet2"):
        draft = notices({"Served": LOG, name: register})
        assert services(draft) == [("Z99001", "spirometry"), ("Z99002", "spirometry")]


def test_an_action_named_by_the_file(read, answers_of):
    draft = read(
        [["Practice code", "RAG"], ["Z99001", "Green"], ["Z99002", "Red"]], name="GP Connect survey 2025.xlsx"
    )
    assert answers_of(draft) == {"Z99001": "G", "Z99002": "R"}
    assert {row[1] for row in cells(draft, "answers", "action")} == {"gp_connect"}
    assert "from the name of the file" in draft.notes[0]
