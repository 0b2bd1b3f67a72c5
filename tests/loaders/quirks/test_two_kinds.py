"""Answers and notices in one file: both are loaded, and the report says where each stood."""

from __future__ import annotations

from datetime import datetime

import pytest

LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"
FREEZE = "Freeze sign-up to any new data sharing agreements or local system data sharing platforms"
FEB, MAY = datetime(2025, 2, 13), datetime(2025, 5, 14)
HEADS = ["ODS code", LIMIT, FREEZE]
SAID = {"Z99001": "GR", "Z99002": "GG", "Z99003": "A"}
ONE = "This file holds practices' answers to a survey and a log of notices, and both were loaded, the latter from "

SHEETS = {
    "services as columns": (
        [
            [*HEADS, "Spirometry", "ECGs"], ["Z99001", "Green", "Red", FEB, None],
            ["Z99002", "Green", "Green", None, MAY], ["Z99003", "Amber", None, None, None],
        ],
        "columns “Spirometry”, “ECGs” of sheet “Sheet1”.",
        [("Z99001", "spirometry", "served", "2025-02-13"), ("Z99002", "ecg", "served", "2025-05-14")],
    ),
    "services in front": (
        [
            ["ODS code", "Spirometry", LIMIT, "ECGs", FREEZE], ["Z99001", FEB, "Green", None, "Red"],
            ["Z99002", None, "Green", MAY, "Green"], ["Z99003", None, "Amber", None, None],
        ],
        "columns “Spirometry”, “ECGs” of sheet “Sheet1”.",
        [("Z99001", "spirometry", "served", "2025-02-13"), ("Z99002", "ecg", "served", "2025-05-14")],
    ),
    "yes and no": (
        [
            [*HEADS, "Notice served on spirometry", "Notice given on ECGs"],
            ["Z99001", "Green", "Red", "Yes", "No"], ["Z99002", "Green", "Green", "No", "Yes"],
            ["Z99003", "Amber", None, None, None],
        ],
        "columns “Notice served on spirometry”, “Notice given on ECGs” of sheet “Sheet1”.",
        [("Z99001", "spirometry", "served", ""), ("Z99002", "ecg", "served", "")],
    ),
    "a service and its dates": (
        [
            [*HEADS, "Service", "Notice served on", "Effective from"],
            ["Z99001", "Green", "Red", "Spirometry, ECGs", FEB, MAY],
            ["Z99002", "Green", "Green", None, None, None], ["Z99003", "Amber", None, None, None, None],
        ],
        "columns “Service”, “Notice served on”, “Effective from” of sheet “Sheet1”.",
        [("Z99001", "ecg", "served", "2025-05-14"), ("Z99001", "spirometry", "served", "2025-05-14")],
    ),
    "a plain date behind the service": (
        [
            [*HEADS, "Served notice?", "Which service", "Date"], ["Z99001", "Green", "Red", "Yes", "ECGs", FEB],
            ["Z99002", "Green", "Green", "No", None, None], ["Z99003", "Amber", None, None, None, None],
        ],
        "columns “Served notice?”, “Which service”, “Date” of sheet “Sheet1”.",
        [("Z99001", "ecg", "served", "")],
    ),
    "a log below": (
        [
            HEADS, ["Z99001", "Green", "Red"], ["Z99002", "Green", "Green"], ["Z99003", "Amber", None], [],
            ["Notices"], ["ODS code", "Service", "Effective from"], ["Z99001", "ECGs", FEB], ["Z99004", "ECGs", MAY],
        ],
        "columns “Service”, “Effective from” of sheet “Sheet1”.",
        [("Z99001", "ecg", "served", "2025-02-13"), ("Z99004", "ecg", "served", "2025-05-14")],
    ),
    "a log on a sheet of its own": (
        {
            "Replies": [HEADS, ["Z99001", "Green", "Red"], ["Z99002", "Green", "Green"], ["Z99003", "Amber", None]],
            "Log": [["ODS code", "Service", "Effective from"], ["Z99001", "ECGs", FEB]],
        },
        "sheet “Log”.",
        [("Z99001", "ecg", "served", "2025-02-13")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("sheets", "where", "notices"), SHEETS.values(), ids=SHEETS)
def test_answers_and_notices_of_one_file_are_both_loaded(read, answers_of, served, sheets, where, notices):
    draft = read(sheets)
    assert (draft.kind, answers_of(draft), served(draft)) == ("survey", SAID, notices)
    assert [note for note in draft.notes if note.startswith("This file")] == [ONE + where]
    assert (draft.problems, draft.questions) == ([], {})


def test_what_a_plain_date_behind_the_service_says_is_when_notice_was_served(read):
    draft = read(SHEETS["a plain date behind the service"][0])
    assert [f"{row.served_on}" for frame in draft.rows["notices"] for row in frame.itertuples()] == [
        "2025-02-13"
    ]
    assert draft.rows["replies"][0]["submitted_at"].isna().all()


@pytest.mark.parametrize("kind", ["survey", "notices"])
def test_the_kind_that_somebody_chose_is_the_only_one(read, kind):
    draft = read(SHEETS["services as columns"][0], kind=kind)
    assert {"survey": "answers", "notices": "notices"}[kind] in draft.rows
    assert {"survey": "notices", "notices": "answers"}[kind] not in draft.rows
    assert [line.reason for line in draft.left_out] == ["a table of another kind, not part of this import"]


def test_a_practice_that_gave_notice_and_no_answer_is_no_silent_reply(read, answers_of, served):
    draft = read([[*HEADS, "Spirometry"], ["Z99001", "Green", "Red", None], ["Z99002", None, None, FEB]])
    assert (answers_of(draft), served(draft)) == (
        {"Z99001": "GR"}, [("Z99002", "spirometry", "served", "2025-02-13")],
    )  # fmt: skip
    assert draft.left_out == []


def test_a_code_that_is_none_is_one_problem_for_both(read):
    draft = read([[*HEADS, "Spirometry"], ["Z99001", "Green", "Red", FEB], ["Z99", "Green", "Red", FEB]])
    assert [problem.cell for problem in draft.problems] == ["A3"]


def test_yes_under_the_bare_name_of_a_service_may_say_who_provides_it(read, served):
    rows = [[*HEADS, "Spirometry"], ["Z99001", "Green", "Red", "Yes"], ["Z99002", "Green", "Green", "No"]]
    draft = read(rows)
    assert served(draft) == []
    assert draft.questions or draft.left_out
