"""Workbooks of several sheets, and what of a sheet is hidden or filtered."""

from __future__ import annotations

import pytest

from loaders.vocabulary.vocabulary import Vocabulary

LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"
FREEZE = "Freeze sign-up to any new data sharing agreements or local system data sharing platforms"
HEADS = ["ODS code", LIMIT, FREEZE]
FOUR = [
    ["Z99001", "Green", "Red"],
    ["Z99002", "Amber", "Green"],
    ["Z99003", "Red", "Red"],
    ["Z99004", "Green", "Green"],
]
SAID = {"Z99001": "GR", "Z99002": "AG", "Z99003": "RR", "Z99004": "GG"}


def where(draft, *columns):
    return {tuple(row) for frame in draft.rows.get("replies", []) for row in frame[list(columns)].to_numpy()}


# A sheet per region

BY_REGION = {"Dorset": [HEADS, *FOUR[:2]], "Sefton": [HEADS, *FOUR[2:]]}


def test_a_sheet_for_each_region(read):
    draft = read(BY_REGION, region=None)
    assert where(draft, "region", "respondent") == {
        ("dorset", "Z99001"),
        ("dorset", "Z99002"),
        ("sefton", "Z99003"),
        ("sefton", "Z99004"),
    }
    assert (draft.questions, draft.problems) == ({}, [])


def test_the_region_named_takes_its_own_sheet_and_leaves_the_others_out(read):
    draft = read(BY_REGION)
    assert where(draft, "region", "respondent") == {("sefton", "Z99003"), ("sefton", "Z99004")}
    (line,) = draft.left_out
    assert (line.sheet, line.cell) == ("Dorset", "A2")
    assert line.reason == "The sheet is for Dorset, not the region named. (2 rows, the first here)"


def test_sheets_of_other_regions_than_the_one_named_are_asked_about(read):
    draft = read(BY_REGION, region="bsw")
    assert draft.rows == {}
    assert [(q.about, q.value, q.choices) for q in draft.questions.values()] == [
        ("region", "Dorset", ["dorset", "bsw"]),
        ("region", "Sefton", ["sefton", "bsw"]),
    ]


@pytest.mark.parametrize(
    ("sheets", "name"),
    [
        ({"Dorset": [HEADS, *FOUR]}, "book.xlsx"),
        ({"Sheet1": [["Replies from Dorset"], [], HEADS, *FOUR]}, "book.xlsx"),
        ({"Sheet1": [HEADS, *FOUR]}, "Dorset replies.xlsx"),
    ],
    ids=["sheet", "title", "file"],
)
def test_a_name_that_contradicts_the_region_named_is_said(read, answers_of, sheets, name):
    draft = read(sheets, name=name)
    assert answers_of(draft) == SAID
    assert where(draft, "region") == {("sefton",)}
    assert [note for note in draft.notes if "Dorset" in note] == [
        "A name or title in this file says Dorset; the rows were loaded for Sefton, the region named."
    ]


@pytest.mark.parametrize(
    ("name", "area"),
    [("Avon LMC replies.xlsx", "Avon"), ("Our LMC replies.xlsx", None), ("Sefton LMC replies.xlsx", None)],
)
def test_a_file_called_after_an_area_that_is_not_known_is_said(read, answers_of, name, area):
    draft = read([HEADS, *FOUR], name=name)
    assert answers_of(draft) == SAID
    assert [note for note in draft.notes if "name or title" in note] == (
        [f"A name or title in this file says {area}; the rows were loaded for Sefton, the region named."]
        * bool(area)
    )


TWO = [["Z99001", "Red", "Red"], ["Z99002", "Amber", "Green"], ["Z99009", "Red", "Red"]]


@pytest.mark.parametrize(
    ("choice", "answers"),
    [
        (None, {"Z99001": "R"}),
        ("the first of them", {"Z99001": "GR"}),
        ("the last of them", {"Z99001": "RR"}),
        ("none of them: leave them out", {"Z99001": "R"}),
    ],
)
def test_sheets_that_answer_differently_are_asked_about(read, answers_of, vocabulary, choice, answers):
    sheets = {"Final": [HEADS, *FOUR[:2]], "Trial run": [HEADS, *TWO]}
    (question,) = read(sheets).questions.values()
    assert question.sentence == (
        "Sheets “Final” and “Trial run” give different answers of Z99001, and nothing says which is the later. Which "
        "counts, “Final” (the first) or “Trial run” (the last)?"
    )
    result = {(question.about, question.key): choice} if choice else {}
    draft = read(sheets, words=Vocabulary(vocabulary.snapshot, result))
    given = {
        (row.respondent, row.action, row.answer[0].upper())
        for frame in draft.rows["answers"]
        for row in frame.itertuples()
    }
    wanted = "".join(letter for who, _, letter in sorted(given) if who == "Z99001")
    assert wanted in (answers["Z99001"], answers["Z99001"][::-1])
    assert len({who for who, _, _ in given}) == 3
    assert bool(draft.questions) is (choice is None)


def test_a_sheet_called_the_corrected_one_counts(read, answers_of):
    draft = read({"Replies": [HEADS, *FOUR[:1]], "Corrected": [HEADS, TWO[0]]})
    assert draft.questions == {}
    assert "Z99001 answered twice; the lower row (row 2) counts." in draft.notes


def test_words_of_a_region_column_that_are_no_region_count_nowhere_until_somebody_says(read, answers_of):
    draft = read([["Region", *HEADS], ["North", *FOUR[0]], ["South", *FOUR[1]]])
    assert answers_of(draft) == {}
    assert [(q.about, q.value, q.choices) for q in draft.questions.values()] == [
        ("region", "North; South", ["sefton", "leave out"])
    ]


# A sheet per month or wave


def waves(draft):
    return sorted(where(draft, "survey", "sheet"))


def test_a_sheet_for_each_month_is_a_survey_each(read):
    sheets = {"July 2024": [HEADS, *FOUR], "Aug 2024": [HEADS, *FOUR[:2]], "Sept-24": [HEADS, *FOUR]}
    draft = read(sheets, survey=None)
    assert waves(draft) == [
        ("sefton-2024-07", "July 2024"),
        ("sefton-2024-08", "Aug 2024"),
        ("sefton-2024-09", "Sept-24"),
    ]
    assert draft.questions == {}
    assert draft.notes == [
        "The sheets or titles name months or waves, so each is a survey of its own: 2024-07, 2024-08, 2024-09."
    ]


def test_months_without_a_year_take_it_from_the_name_of_the_file(read):
    sheets = {"November": [HEADS, *FOUR], "December": [HEADS, *FOUR]}
    draft = read(sheets, name="Tracker 2024.xlsx", survey=None)
    assert waves(draft) == [("sefton-2024-11", "November"), ("sefton-2024-12", "December")]


def test_months_without_any_year_are_the_last_before_the_file_came(read):
    sheets = {"November": [HEADS, *FOUR], "May": [HEADS, *FOUR]}
    draft = read(sheets, survey=None)
    assert waves(draft) == [("sefton-2024-11", "November"), ("sefton-2025-05", "May")]
    assert (
        "No year is written: November was taken for November 2024, May was taken for May 2025." in draft.notes
    )


def test_waves_by_number(read):
    draft = read({"Wave 1": [HEADS, *FOUR], "Wave 2": [HEADS, *FOUR]}, survey=None)
    assert waves(draft) == [("sefton-wave-1", "Wave 1"), ("sefton-wave-2", "Wave 2")]


def test_months_as_titles_above_tables_of_one_sheet(read):
    draft = read([["July 2024"], HEADS, *FOUR, [], ["August 2024"], HEADS, *FOUR], survey=None)
    assert {survey for survey, _ in waves(draft)} == {"sefton-2024-07", "sefton-2024-08"}


def test_months_under_one_survey_that_was_named_are_said(read):
    draft = read({"July 2024": [HEADS, *FOUR[:2]], "August 2024": [HEADS, *FOUR[2:]]})
    assert {survey for survey, _ in waves(draft)} == {"autumn"}
    assert draft.notes == [
        "The sheets or titles name July 2024, August 2024; all was kept in the survey named, autumn."
    ]


def test_one_month_in_a_name_names_the_survey(read):
    draft = read([HEADS, *FOUR], name="Sefton survey October 2024.xlsx", survey=None)
    assert {survey for survey, _ in waves(draft)} == {"sefton-2024-10"}


# A column that names the wave

WEEKS = [
    ["Week commencing", *HEADS],
    ["12/08/2024", "Z99001", "Green", "Green"],
    ["12/08/2024", "Z99002", "Amber", "Green"],
    ["05/08/2024", "Z99001", "Red", "Amber"],
    ["05/08/2024", "Z99002", "Red", "Red"],
]


def answers(draft):
    return {
        (row["survey"], row["respondent"], row["action"]): row["answer"]
        for frame in draft.rows["answers"]
        for row in frame.to_dict("records")
    }


def test_each_week_of_a_tracker_is_a_survey(read):
    draft = read(WEEKS, survey=None)
    assert {key: answer for key, answer in answers(draft).items() if key[2] == "limit_contacts"} == {
        ("sefton-2024-08-05", "Z99001", "limit_contacts"): "red",
        ("sefton-2024-08-05", "Z99002", "limit_contacts"): "red",
        ("sefton-2024-08-12", "Z99001", "limit_contacts"): "green",
        ("sefton-2024-08-12", "Z99002", "limit_contacts"): "amber",
    }
    assert len(answers(draft)) == 8
    assert draft.notes == [
        "“Week commencing” names months or waves, so each is a survey of its own: 2024-08-05, 2024-08-12."
    ]
    assert (draft.problems, draft.questions, draft.left_out) == ([], {}, [])


def test_in_one_survey_that_was_named_the_latest_week_counts(read, figures_of):
    draft = read(WEEKS)
    assert {survey for survey, _ in waves(draft)} == {"autumn"}
    counted = {
        row["answer"]: row["practices"]
        for row in figures_of(draft, "preferences")
        if row["action"] == "limit_contacts"
    }
    assert counted == {"green": 1, "amber": 1, "red": 0}


@pytest.mark.parametrize(
    ("heading", "first", "second", "names"),
    [
        ("Wave", 1, 2, {"sefton-wave-1", "sefton-wave-2"}),
        ("Week no.", "3", "4", {"sefton-week-3", "sefton-week-4"}),
        ("Month", "August 2024", "September 2024", {"sefton-2024-08", "sefton-2024-09"}),
        ("Survey round", "Round 1", "Round 2", {"sefton-round-1", "sefton-round-2"}),
    ],
)
def test_waves_by_name_or_number(read, heading, first, second, names):
    draft = read([[heading, *HEADS], [first, *FOUR[0]], [second, *FOUR[0]]], survey=None)
    assert {survey for survey, _ in waves(draft)} == names


def test_months_without_a_practice_in_two_of_them_are_asked_about(read):
    draft = read(
        [["Month", *HEADS], ["August 2024", *FOUR[0]], ["September 2024", *FOUR[1]]],
        survey=None,
    )
    assert [(q.about, q.choices) for q in draft.questions.values()] == [
        ("survey", ["parts of one survey", "a survey each"])
    ]


def test_a_column_of_other_texts_names_no_waves(read, answers_of):
    draft = read([["Period", *HEADS], ["early", *FOUR[0]], ["late", *FOUR[1]]])
    assert answers_of(draft) == {"Z99001": "GR", "Z99002": "AG"}


# Summaries and copies


@pytest.mark.parametrize("first", [True, False], ids=["before", "behind"])
def test_a_summary_beside_the_replies_is_never_counted(read, answers_of, first):
    summary = {
        "Summary": [["Action", "Green", "Amber", "Red", "n"], [LIMIT, 2, 1, 1, 4], [FREEZE, 2, 0, 2, 4]]
    }
    replies = {"Replies": [HEADS, *FOUR]}
    draft = read(summary | replies if first else replies | summary)
    assert (answers_of(draft), list(draft.rows)) == (SAID, ["answers", "replies", "surveys"])
    assert [(item.sheet, item.reason) for item in draft.left_out] == [
        (
            "Summary",
            "figures already added up from the rows of this file: left out, or they would count twice",
        )
    ]


# Hidden and filtered


def hide_a_row_and_a_column(book):
    book["Sheet1"].row_dimensions[3].hidden = True
    book["Sheet1"].column_dimensions["C"].hidden = True


def test_hidden_rows_and_columns_without_an_answer_are_left_out_and_said(read, answers_of):
    heads, rows = [HEADS[0], LIMIT, "Telephone"], [[code, limit, "0151"] for code, limit, _ in FOUR]
    draft = read([heads, rows[0], ["Z99009", None, "0152"], *rows[1:]], hide_a_row_and_a_column)
    assert (answers_of(draft), draft.questions) == (dict(zip(SAID, "GARG", strict=True)), {})
    assert [(item.cell, item.reason) for item in draft.left_out] == [
        ("A3", "hidden row"),
        ("C1", "hidden column (5 cells of this column, the first here)"),
    ]
    assert draft.notes == ["1 hidden row and 1 hidden column of sheet “Sheet1” were left out."]


@pytest.mark.parametrize(
    ("choice", "answers"),
    [
        (None, {"Z99001": "G", "Z99003": "R", "Z99004": "G"}),
        ("leave these rows out", {"Z99001": "G", "Z99003": "R", "Z99004": "G"}),
        ("they count", SAID),
    ],
)
def test_hidden_rows_and_columns_that_hold_answers_are_asked_about(
    read, answers_of, vocabulary, choice, answers
):
    questions = read([HEADS, *FOUR], hide_a_row_and_a_column).questions.values()
    assert [(question.about, question.value) for question in questions] == [
        ("rows", FREEZE),
        ("rows", "hidden rows"),
    ]
    result = {(question.about, question.key): choice for question in questions} if choice else {}
    words = Vocabulary(vocabulary.snapshot, result)
    draft = read([HEADS, *FOUR], hide_a_row_and_a_column, words=words)
    assert answers_of(draft) == answers
    assert bool(draft.questions) is (choice is None)


def test_a_hidden_sheet_is_left_out_and_said(read, answers_of):
    def finish(book):
        book["Old"].sheet_state = "hidden"

    draft = read({"Replies": [HEADS, *FOUR], "Old": [HEADS, *FOUR]}, finish)
    assert (answers_of(draft), draft.notes) == (SAID, ["The hidden sheet “Old” was passed over."])


def test_rows_that_a_filter_hides_are_loaded_and_said(read, answers_of):
    def finish(book):
        sheet = book["Sheet1"]
        sheet.auto_filter.ref = "A1:D5"
        sheet.auto_filter.add_filter_column(3, ["North"])
        sheet.row_dimensions[3].hidden = sheet.row_dimensions[5].hidden = True

    networks = ["North", "South", "North", "South"]
    draft = read([[*HEADS, "PCN"], *([*row, pcn] for row, pcn in zip(FOUR, networks, strict=True))], finish)
    assert (answers_of(draft), draft.questions) == (SAID, {})
    assert draft.notes == [
        "A filter hides 2 rows of sheet “Sheet1”. They were loaded all the same: a filter shows a part and deletes "
        "nothing. Delete rows that must not count."
    ]


def test_rows_hidden_by_hand_outside_the_filter_stay_hidden(read, answers_of):
    def finish(book):
        sheet = book["Sheet1"]
        sheet.auto_filter.ref = "A1:C3"
        sheet.auto_filter.add_filter_column(1, ["Green"])
        sheet.row_dimensions[3].hidden = sheet.row_dimensions[5].hidden = True

    draft = read([HEADS, *FOUR], finish)
    assert list(answers_of(draft)) == ["Z99001", "Z99002", "Z99003"]
    assert [question.value for question in draft.questions.values()] == ["hidden rows"]


def test_arrows_of_a_filter_that_hides_nothing_change_nothing(read, answers_of):
    def finish(book):
        book["Sheet1"].auto_filter.ref = "A1:C5"

    draft = read([HEADS, *FOUR], finish)
    assert (answers_of(draft), draft.notes) == (SAID, [])


# What sheets are alike


def test_returns_of_two_practices_are_no_copies_of_each_other(read, answers_of):
    def form(code, *marks):
        return [
            ["Practice code", code],
            [],
            ["Action", "Our position"],
            *zip((LIMIT, FREEZE), marks, strict=True),
        ]

    draft = read({"One": form("Z99001", "Green", "Red"), "Two": form("Z99002", "Green", "Amber")})
    assert draft.questions == {}
    assert answers_of(draft) == {"Z99001": "GR", "Z99002": "GA"}


# The file's own list of questions


LISTED = [["Q", "Wording"], ["Q1", FREEZE], ["Q2", LIMIT]]


@pytest.mark.parametrize(
    "listed", [LISTED, [["1.", FREEZE], ["2.", LIMIT]], [[f"Q1: {FREEZE}"], [f"Q2 = {LIMIT}"]]]
)
def test_numbers_are_what_the_files_own_list_says(read, listed, rows_of):
    draft = read({"Replies": [["ODS code", "Q1", "Q2"], *FOUR], "Questions": listed})
    assert draft.questions == {}
    assert "The numbers of the actions were read as the file's own list explains them." in draft.notes
    answers = rows_of(draft, "answers")
    assert set(answers[answers["col"] == 1]["action"]) == {"dsa_freeze"}
    assert set(answers[answers["col"] == 2]["action"]) == {"limit_contacts"}


def test_a_number_with_two_meanings_is_asked_about(read):
    draft = read({"Replies": [["ODS code", "Q1", "Q2"], *FOUR], "Questions": [*LISTED, ["Q1", LIMIT]]})
    assert [question.about for question in draft.questions.values()] == ["action"]


def test_the_list_holds_for_answers_down_a_column(read, rows_of):
    rows = [["ODS code", "Question", "RAG"], ["Z99001", "Q1", "Green"], ["Z99001", "Q2", "Red"]]
    draft = read({"Replies": rows, "Questions": LISTED})
    assert draft.questions == {}
    assert list(rows_of(draft, "answers")["action"]) == ["dsa_freeze", "limit_contacts"]
