"""Replies that nobody sent, as survey tools mark them: left out with a line each."""

from __future__ import annotations

import pytest

LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"
FREEZE = "Freeze sign-up to any new data sharing agreements or local system data sharing platforms"
NAMES = ["StartDate", "EndDate", "Status", "Finished", "ResponseId", "Q1", "Q2_1", "Q2_2"]
LABELS = ["Start Date", "End Date", "Response Type", "Finished", "Response ID", "ODS code", LIMIT, FREEZE]
IDS = ["startDate", "endDate", "status", "finished", "_recordId", "QID1_TEXT", "QID2_1", "QID2_2"]
DOUBLE = [f'{{"ImportId":"{name}"}}' for name in IDS]
SINGLE = [f"{{'ImportId': '{name}'}}" for name in IDS]


def reply(code, status, finished):
    times = ["2024-11-01 09:00:00", "2024-11-01 09:05:00"]
    return [*times, status, finished, f"R_{code}", code, "Green", "Red"]


@pytest.fixture
def survey(draft_from, rows_of):
    """The draft of a survey, the practices that count, and (cell, reason) of what is left out."""

    def read(*rows):
        draft = draft_from(list(rows), region="sefton", survey="autumn")
        frame = rows_of(draft, "replies")
        result = [] if frame.empty else frame["respondent"].tolist()
        return draft, result, [(item.cell, item.reason) for item in draft.left_out]

    return read


@pytest.mark.parametrize("import_ids", [DOUBLE, SINGLE])
def test_qualtrics_previews_spam_and_unfinished_replies(survey, import_ids):
    draft, loaded, left_out = survey(
        NAMES,
        LABELS,
        import_ids,
        reply("Z99001", "IP Address", "True"),
        reply("Z99002", "Survey Preview", "True"),
        reply("Z99003", "Spam", "True"),
        reply("Z99004", "IP Address", "False"),
        reply("Z99005", "Survey Test", "True"),
        reply("Z99006", "Imported", "TRUE"),
        reply("not a practice", "Survey Preview", "False"),
    )
    assert loaded == ["Z99001", "Z99006"]
    assert left_out == [
        ("A5", "a preview of the survey, not a reply"),
        ("A6", "marked as spam by the survey tool"),
        ("A7", "an unfinished reply"),
        ("A8", "a test of the survey, not a reply"),
        ("A10", "a preview of the survey, not a reply"),
    ]
    assert (draft.problems, draft.questions) == ([], {})
    assert (draft.rows_read, draft.rows_loaded, draft.rows_left_out) == (7, 2, 5)


def test_qualtrics_numbers_in_place_of_labels(survey):
    _, loaded, left_out = survey(
        NAMES,
        LABELS,
        SINGLE,
        reply("Z99001", "0", "1"),
        reply("Z99002", "1", "1"),
        reply("Z99003", "8", "1"),
        reply("Z99004", "0", "0"),
    )
    assert loaded == ["Z99001"]
    assert [reason.split()[1] for _, reason in left_out] == ["preview", "as", "unfinished"]


def test_partial_replies_of_other_tools(survey):
    _, loaded, left_out = survey(
        ["ODS code", "Response Type", LIMIT, FREEZE],
        ["Z99001", "completed", "Green", "Red"],
        ["Z99002", "partial", "Green", ""],
    )
    assert (loaded, left_out) == (["Z99001"], [("A3", "an unfinished reply")])


def test_a_status_that_holds_answers_is_no_sort_of_reply(survey):
    draft, loaded, left_out = survey(
        ["ODS code", "Action", "Status"], ["Z99001", LIMIT, "Green"], ["Z99002", LIMIT, "Red"]
    )
    assert (loaded, left_out, draft.rows_loaded) == (["Z99001", "Z99002"], [], 2)
