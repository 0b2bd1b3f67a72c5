"""What a file is taken for, and which of its sheets and tables are read."""

from __future__ import annotations

import io
from datetime import datetime

import openpyxl
import pytest

from loaders import limits
from loaders.draft import Fate
from loaders.kinds import Options
from loaders.recognition import draft_of

LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"
FREEZE = "Freeze sign-up to any new data sharing agreements or local system data sharing platforms"
HEADS = ["ODS code", LIMIT, FREEZE]


@pytest.fixture
def workbook(vocabulary):
    """A draft of a workbook: rows by sheet name; a name that begins with a dot is a hidden sheet."""

    def read(sheets, name="book.xlsx", **options):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            sheet = book.create_sheet(title.lstrip("."))
            sheet.sheet_state = "hidden" if title.startswith(".") else "visible"
            for row in rows:
                sheet.append(row)
        data = io.BytesIO()
        book.save(data)
        return draft_of(data.getvalue(), name, Options(**options), vocabulary, datetime(2025, 6, 1))

    return read


def test_a_sheet_for_each_region(workbook, rows_of):
    draft = workbook(
        {"Dorset": [HEADS, ["Z99001", "Red", "Green"]], "Sefton": [HEADS, ["Z99002", "Red", "Green"]]},
        survey="autumn",
    )
    answers = rows_of(draft, "answers")
    assert sorted(set(zip(answers["region"], answers["respondent"], strict=True))) == [
        ("dorset", "Z99001"),
        ("sefton", "Z99002"),
    ]
    assert (draft.region, draft.survey, draft.rows_loaded) == (None, "autumn", 2)


def test_hidden_sheets_and_sheets_of_other_content(workbook):
    draft = workbook(
        {
            "Replies": [HEADS, ["Z99001", "Red", "Green"]],
            "Notes": [["Chased by phone."]],
            ".Old": [HEADS, ["Z99001", "Green", "Green"]],
        },
        region="sefton",
        survey="autumn",
    )
    assert draft.rows_loaded == 1
    assert draft.notes == ["The hidden sheet “Old” was passed over."]
    assert [(item.sheet, item.reason) for item in draft.left_out] == [
        ("Old", "hidden sheet"),
        ("Notes", "no table of this kind (survey) on this sheet"),
    ]


def test_the_sheet_named_alone_is_read(workbook):
    sheets = {"July": [HEADS, ["Z99001", "Red", "Green"]], "August": [HEADS, ["Z99002", "Red", "Green"]]}
    draft = workbook(sheets, region="sefton", survey="autumn", sheet="august")
    assert draft.rows_loaded == 1
    assert [(item.sheet, item.reason) for item in draft.left_out] == [("July", "not the sheet named")]
    assert workbook(sheets, sheet="May").refused == "There is no sheet “May”; the file has “July”, “August”."


def test_a_table_of_another_kind_on_the_sheet_is_left_out(workbook):
    rows = [
        HEADS,
        ["Z99001", "Red", "Green"],
        ["Z99002", "Red", "Green"],
        [],
        ["Notices"],
        ["ODS code", "Service", "Date served"],
        ["Z99001", "Spirometry", "01/02/2025"],
        ["Z99002", "ECGs", "01/02/2025"],
    ]
    draft = workbook({"Both": rows}, kind="survey", region="sefton", survey="autumn")
    assert draft.rows_loaded == 2
    assert [(item.cell, item.reason) for item in draft.left_out] == [
        ("A6", "a table of another kind, not part of this import")
    ]
    assert draft.unaccounted() == []
    assert draft.fates["Both"][4, 0] == Fate.LABEL


@pytest.mark.parametrize("rows", [[["Dear colleague"], ["Thank you."]], [["Tea", "Milk"], ["2", "3"]]])
def test_what_is_no_table_of_ours_is_refused_with_what_was_looked_for(workbook, rows):
    draft = workbook({"Sheet1": rows})
    assert "a log of notices" in draft.refused
    assert draft.rows == {}


def test_survey_and_notices_are_told_apart_by_what_their_columns_are(workbook):
    survey = workbook({"A": [HEADS, ["Z99001", "Red", "Green"]]}, region="sefton")
    notices = workbook(
        {"A": [["ODS code", "Service", "Date served"], ["Z99001", "Spirometry", "01/02/2025"]]},
        region="sefton",
    )
    figures = workbook(
        {"A": [["Region", "Service", "Practices", "Out of"], ["Dorset", "Spirometry", 20, 73]]}
    )
    practices = workbook(
        {"A": [["ODS code", "Practice name", "PCN", "List size"], ["Z99001", "Elm", "North", 9000]]},
        region="sefton",
    )
    assert [draft.kind for draft in (survey, notices, figures, practices)] == [
        "survey",
        "notices",
        "figures",
        "practices",
    ]


def test_a_sheet_of_thousands_of_columns_is_refused_in_a_sentence(vocabulary):
    wide = ",".join(["ODS code", *(f"Question {at}" for at in range(2_001))])
    draft = draft_of(
        f"{wide}\nZ99001{',Green' * 2_001}\n".encode(),
        "wide.csv",
        Options(),
        vocabulary,
        datetime(2025, 6, 1),
    )
    assert draft.refused == (
        "The file has more than 2,000 columns, which no table of practices has; upload one with a row for each "
        "practice."
    )


def test_a_file_that_would_ask_a_thousand_questions_is_refused_in_a_sentence(vocabulary, monkeypatch):
    monkeypatch.setattr(limits, "QUESTIONS", 20)
    lines = "\n".join(f"Z99{at:03d},Green,word {'abcdefghij'[at % 10]}{'klm'[at // 10]}" for at in range(30))
    head = "ODS code,Limit daily patient contacts,Freeze sign-up to any new data sharing agreements"
    options = Options(region="sefton", survey="autumn")
    draft = draft_of(f"{head}\n{lines}\n".encode(), "wrong.csv", options, vocabulary, datetime(2025, 6, 1))
    assert draft.refused is not None
    assert draft.refused.startswith("More than 20 different things in this file would have to be asked about")


def test_a_survey_called_notices_is_refused_and_takes_nobodys_place(vocabulary):
    data = f"ODS code,{LIMIT}\nZ99001,Green\nZ99002,Red\n".encode()
    draft = draft_of(
        data, "s.csv", Options(kind="notices", region="sefton"), vocabulary, datetime(2025, 6, 1)
    )
    assert draft.refused.startswith("No table of kind notices was found in this file")


def test_a_named_survey_says_that_scores_are_answers(vocabulary):
    data = f"ODS code,{LIMIT}\nZ99001,1\nZ99002,3\n".encode()
    options = Options(region="sefton", survey="autumn")
    draft = draft_of(data, "s.csv", options, vocabulary, datetime(2025, 6, 1))
    assert [(question.about, question.value) for question in draft.questions.values()] == [
        ("answer", "1"), ("answer", "3"),
    ]  # fmt: skip


def test_a_survey_that_nobody_has_filled_in_is_said(workbook):
    draft = workbook({"Survey": [HEADS, ["Z99001", None, None], ["Z99002", None, None]]}, region="sefton")
    assert draft.rows_loaded == 0
    assert draft.notes[-1] == "There is no answer under the headings of this survey: nothing was loaded."


def test_a_turned_table_of_whose_rows_each_waits_for_an_answer(workbook):
    rows = [["RAG"], ["Elm Surgery (Z99253)"], ["Planning to"]]
    draft = workbook({"Defer making any decisions to a": rows}, "Sefton LMC survey.xlsx", region="sefton")
    assert draft.questions
    assert not draft.rows.get("answers")
