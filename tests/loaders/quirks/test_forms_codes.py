"""Answers exported as codes, and the sheets that say what the codes mean. One workbook a quirk."""

from __future__ import annotations

from datetime import datetime

import pytest

from loaders.kinds import Options
from loaders.recognition import draft_of

LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"
FREEZE = "Freeze sign-up to any new data sharing agreements or local system data sharing platforms"
DATA = [["ResponseId", "ODS code", LIMIT, FREEZE], ["R_1", "Z99001", 3, 1], ["R_2", "Z99002", 2, 1]]
READ = {"Z99001": "GR", "Z99002": "AR"}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Codebook", [["Question", "Code", "Label"], ["Q2_1", 1, "Red"], ["Q2_1", 2, "Amber"], ["Q2_1", 3, "Green"]]),
        ("Values", [["Value", "Meaning"], [1, "Will not undertake"], [2, "In certain conditions"], [3, "Green"]]),
        ("Key", [["Red", 1], ["Amber", 2], ["Green", 3]]),
        ("Key", [["1 = Red, 2 = Amber, 3 = Green"]]),
        ("Sheet2", [["Value labels"], [1, "RED - will not undertake"], [2, "AMBER"], [3, "GREEN"]]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("first", [True, False])
def test_a_sheet_that_says_what_codes_mean(read, answers_of, name, key, first):
    sheets = [("Data", DATA), (name, key)]
    draft = read(dict(sheets if first else sheets[::-1]))
    assert answers_of(draft) == READ
    assert (draft.questions, draft.problems) == ({}, [])


def test_a_code_with_two_meanings_on_the_sheet_is_asked_about(read, answers_of):
    key = [["Question", "Code", "Label"]]
    key += [
        ["Q2_1", 1, "Red"],
        ["Q2_1", 2, "Amber"],
        ["Q2_1", 3, "Green"],
        ["Q2_2", 1, "Green"],
        ["Q2_2", 3, "Red"],
    ]
    draft = read({"Data": DATA, "Codebook": key})
    assert answers_of(draft) == {}
    assert sorted(question.value for question in draft.questions.values()) == ["1", "2", "3"]


def test_a_tally_is_no_key(read, answers_of):
    draft = read({"Data": DATA, "Summary": [["Answer", "Count"], ["Red", 1], ["Amber", 2], ["Green", 3]]})
    assert answers_of(draft) == {}
    assert sorted(question.value for question in draft.questions.values()) == ["1", "2", "3"]


def test_replies_on_another_sheet_are_no_key(read):
    other = [["ID", "Rating"], [1, "Green"], [2, "Red"], [3, "Amber"]]
    draft = read({"Data": DATA, "Values seen last year": other})
    assert draft.rows.get("answers") is None
    assert {question.value for question in draft.questions.values()} >= {"1", "2", "3"}


def test_the_key_in_a_row_above_the_table(read, answers_of):
    draft = read([["Scores: 1 = Red; 2 = Amber; 3 = Green"], [], *DATA])
    assert answers_of(draft) == READ


def test_value_labels_under_the_headings(read, answers_of):
    labels = [None, None, "1 = Red, 2 = Amber, 3 = Green", "1 = Red, 2 = Amber, 3 = Green"]
    draft = read([DATA[0], labels, *DATA[1:]])
    assert answers_of(draft) == READ
    assert (draft.questions, draft.problems) == ({}, [])


def test_qualtrics_tsv_in_utf_16(vocabulary):
    ids = ["StartDate", "EndDate", "Status", "Finished", "RecordedDate", "ResponseId", "Q1", "Q2_1", "Q2_2"]
    labels = [
        "Start Date",
        "End Date",
        "Response Type",
        "Finished",
        "Recorded Date",
        "Response ID",
        "ODS code",
        LIMIT,
        FREEZE,
    ]
    imports = [f'{{""ImportId"":""{name}""}}' for name in ids]
    reply = ["2024-08-05 08:30:00", "2024-08-05 08:39:00", "IP Address", "True", "2024-08-05 08:39:02"]
    rows = [
        ids,
        labels,
        imports,
        [*reply, "R_1", "Z99001", "Green", "Red"],
        [*reply, "R_2", "Z99002", "Amber", "Red"],
    ]
    text = "\r\n".join("\t".join(f'"{cell}"' if "{" in cell else cell for cell in row) for row in rows)
    draft = draft_of(
        text.encode("utf-16"),
        "export.tsv",
        Options(region="sefton", survey="x"),
        vocabulary,
        datetime(2025, 6, 1),
    )
    (answers,) = draft.rows["answers"]
    assert answers["answer"].tolist() == ["green", "amber", "red", "red"]
    assert (draft.refused, draft.questions, draft.problems, draft.left_out) == (None, {}, [], [])


def test_surveymonkeys_summary_of_all_replies_is_no_reply(vocabulary):
    heads = [None, "Green", None, "Amber", None, "Red", None, "Total"]
    rows = [[LIMIT, 0.6, 12, 0.25, 5, 0.15, 3, 20], [FREEZE, 0.1, 2, 0.4, 8, 0.5, 10, 20]]
    sheet = [["Please rate each action"], heads, *rows, [], ["Answered", 20], ["Skipped", 0]]
    text = "\n".join(",".join("" if cell is None else f'"{cell}"' for cell in row) for row in sheet)
    draft = draft_of(text.encode(), "summary.csv", Options(region="sefton"), vocabulary, datetime(2025, 6, 1))
    assert draft.rows.get("answers") is None
