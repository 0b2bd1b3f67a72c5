"""Columns, lines, sheets and colours that say whether rows count, later answers in a column of their own, and
contradictions."""

from __future__ import annotations

import pytest
from openpyxl.styles import PatternFill

from loaders.evidence.row_columns import LEAVE_THEM_OUT, THEY_COUNT
from loaders.vocabulary.vocabulary import Vocabulary

LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"
FREEZE = "Freeze sign-up to any new data sharing agreements or local system data sharing platforms"
SAID = {"Z99001": "GR", "Z99002": "AG", "Z99003": "RR"}
LOG = [
    ["ODS code", "Service", "Served", "Effective from"],
    ["Z99001", "Spirometry", "14/11/2024", "14/02/2025"],
    ["Z99002", "Spirometry", "14/11/2024", "14/02/2025"],
    ["Z99003", "Spirometry", "14/11/2024", "14/02/2025"],
]


def beside(heading, *values):
    rows = [["Z99001", "Green", "Red"], ["Z99002", "Amber", "Green"], ["Z99003", "Red", "Red"]]
    cells = [[*row, value] for row, value in zip(rows, values, strict=True)]
    return [["ODS code", LIMIT, FREEZE, heading], *cells]


def asked(draft):
    return [(question.about, question.value, question.affects_rows) for question in draft.questions.values()]


def standing(draft):
    rows = (row for frame in draft.rows.get("notices", []) for row in frame.astype(object).itertuples())
    return {row.respondent: row.status for row in rows}


@pytest.mark.parametrize(
    ("heading", "out", "kept"),
    [
        ("Include? (Y/N)", "N", "Y"),
        ("Valid?", "No", "Yes"),
        ("Duplicate", "x", None),
        ("Test", "Yes", "No"),
        ("Closed", "30/06/2024", None),
        ("Status", "Rejected", "Complete"),
        ("Notes", "Withdrew 3/12", "happy to help"),
        ("Notes", "provisional", None),
        ("Source", "LMC estimate", "practice"),
    ],
)
def test_a_row_that_a_column_takes_back_waits_for_a_person(read, answers_of, heading, out, kept):
    draft = read(beside(heading, kept, out, kept))
    assert answers_of(draft) == {"Z99001": "GR", "Z99003": "RR"}
    assert asked(draft) == [("rows", out, 1)]
    assert "Row 3" in next(iter(draft.questions.values())).sentence
    assert (draft.rows_read, draft.rows_loaded) == (3, 2)


@pytest.mark.parametrize(
    ("choice", "answers"), [(THEY_COUNT, SAID), (LEAVE_THEM_OUT, {"Z99001": "GR", "Z99003": "RR"})]
)
def test_rows_are_as_a_person_says(read, answers_of, vocabulary, choice, answers):
    rows = beside("Valid?", "Yes", "No", "Yes")
    (question,) = read(rows).questions.values()
    result = Vocabulary(vocabulary.snapshot, {(question.about, question.key): choice})
    draft = read(rows, words=result)
    assert (answers_of(draft), draft.questions) == (answers, {})


@pytest.mark.parametrize(
    ("heading", "values"),
    [
        ("Cluster", ("North", "South", "North")),
        ("Comments", ("We would like to hear more before we decide what our plan is", None, "Good luck!")),
        ("Status", ("Complete", "Submitted", "complete")),
    ],
)
def test_columns_that_take_nothing_back_are_no_question(read, answers_of, heading, values):
    draft = read(beside(heading, *values))
    assert (answers_of(draft), draft.questions) == (SAID, {})


def test_replies_that_came_less_far_than_the_others_are_asked_about(read, answers_of):
    draft = read(beside("Progress", "100", "40", "100"))
    assert answers_of(draft) == {"Z99001": "GR", "Z99003": "RR"}
    assert asked(draft) == [("rows", "less than 100", 1)]


@pytest.mark.parametrize("heading", ["Changed to", "Final", "Revised answer", "Final (RAG)", "Revised Oct"])
def test_a_later_answer_counts_where_there_is_one(read, answers_of, heading):
    rows = [
        ["ODS code", "Action", "Answer", heading],
        ["Z99001", LIMIT, "Green", "Red"],
        ["Z99002", LIMIT, "Amber", None],
    ]
    draft = read(rows)
    assert (answers_of(draft), draft.questions) == ({"Z99001": "R", "Z99002": "A"}, {})
    assert any(heading in note for note in draft.notes)


def test_of_two_columns_about_an_action_the_later_may_count_where_it_is_filled(read, answers_of, vocabulary):
    rows = [["ODS code", LIMIT, f"{LIMIT} "], ["Z99001", "Green", "Red"], ["Z99002", "Amber", None]]
    (question,) = read(rows).questions.values()
    assert question.choices[-1] == f"column C: {LIMIT}, where it is filled"
    result = {(question.about, question.key): question.choices[-1]}
    draft = read(rows, words=Vocabulary(vocabulary.snapshot, result))
    assert (answers_of(draft), draft.questions) == ({"Z99001": "R", "Z99002": "A"}, {})


def test_a_line_below_takes_back_the_row_that_it_names(read, answers_of):
    rows = [row[:3] for row in beside("", None, None, None)]
    draft = read([*rows, [], ["Z99002 has asked for its reply to be withdrawn"]])
    assert answers_of(draft) == {"Z99001": "GR", "Z99003": "RR"}
    assert [about for about, _, _ in asked(draft)] == ["rows"]


def test_a_line_below_that_speaks_of_every_notice_is_applied(notices):
    draft = notices([*LOG, [], ["All of the above withdrawn"]])
    assert set(standing(draft).values()) == {"withdrawn"}
    assert any("All of the above withdrawn" in note for note in draft.notes)


def test_a_line_that_may_change_rows_and_cannot_be_applied_is_a_problem(notices):
    draft = notices([["Spirometry notices on hold pending talks"], *LOG])
    assert [problem.cell for problem in draft.problems] == ["A1"]


@pytest.mark.parametrize("name", ["Drafts", "Pending", "Paused", "Archive", "Not counted", "Template"])
def test_rows_of_a_sheet_that_is_called_so_wait(notices, name):
    draft = notices({"Live": LOG[:2], name: [LOG[0], *LOG[2:]]})
    assert set(standing(draft)) == {"Z99001"}
    assert asked(draft) == [("rows", name, 2)]


def test_what_differs_between_a_sheet_and_its_copy_is_asked_about(notices):
    heads = [*LOG[0], "Status"]
    old, new = ([[*row, "Served"] for row in LOG[1:]] for _ in range(2))
    new[2][-1] = "Withdrawn"
    draft = notices({"Log": [heads, *new], "Log (2)": [heads, *old]})
    assert standing(draft) == {"Z99001": "served", "Z99002": "served"}
    assert asked(draft) == [("rows", "Log", 1), ("rows", "Log (2)", 1)]


def test_a_copy_of_a_sheet_counts_once(notices):
    draft = notices({"Log": LOG, "Log (2)": LOG})
    assert (len(draft.rows["notices"][0]), draft.questions) == (3, {})
    assert any("say the same" in note for note in draft.notes)


def test_rows_in_a_colour_that_the_key_calls_withdrawn_wait(notices):
    def finish(book):
        red = PatternFill("solid", fgColor="FF0000")
        for place in ("A3", "B3", "C3", "D3", "A6"):
            book["Sheet1"][place].fill = red

    draft = notices([*LOG, [], ["Red = withdrawn"]], finish)
    assert set(standing(draft)) == {"Z99001", "Z99003"}
    assert asked(draft) == [("rows", "withdrawn", 1)]


def test_a_notice_with_two_days_for_one_thing_stands_without_either(notices):
    draft = notices([*LOG, ["Z99001", "Spirometry", "14/11/2024", "28/02/2025"]])
    days = {
        row.respondent: row.effective_on
        for frame in draft.rows["notices"]
        for row in frame.astype(object).itertuples()
    }
    assert days["Z99001"] is None
    assert [about for about, _, _ in asked(draft)] == ["contradiction"]


def test_a_key_may_name_its_colour_in_words_below_all_rows(notices):
    def paint(book):
        for col in range(1, 5):
            book["Sheet1"].cell(3, col).fill = PatternFill("solid", fgColor="FF0000")

    draft = notices([*LOG, [], [], ["Red = withdrawn"]], paint)
    assert set(standing(draft)) == {"Z99001", "Z99003"}
    assert asked(draft) == [("rows", "withdrawn", 1)]


@pytest.mark.parametrize("title", ["Predicted responses (before the survey)", "DRAFT", "Provisional results"])
def test_a_title_that_doubts_the_whole_table_is_a_problem(read, title):
    draft = read([[title], [], *beside("Notes", None, None, None)])
    assert [(problem.cell, problem.value) for problem in draft.problems] == [("A1", title)]


@pytest.mark.parametrize(
    "title", ["Which actions would you take?", "Responses, November 2024", "Survey results"]
)
def test_a_title_that_doubts_nothing_is_none(read, title):
    assert read([[title], [], *beside("Notes", None, None, None)]).problems == []


@pytest.mark.parametrize("note", ["letter bounced, to be re-sent", "Practice changed its mind"])
def test_notes_that_take_a_notice_back_in_other_words_are_asked_about(notices, note):
    draft = notices([[*LOG[0], "Notes"], [*LOG[1], note], *LOG[2:]])
    assert set(standing(draft)) == {"Z99002", "Z99003"}
    assert len(draft.questions) == 1


@pytest.mark.parametrize(
    ("line", "waits"),
    [
        ("The following are UNCONFIRMED", True),
        ("Late replies (not to be counted)", True),
        ("Old answers", True),
        ("To be chased", True),
        ("Practices below replied by email", False),
    ],
)
def test_a_line_between_rows_speaks_of_those_below_it(read, answers_of, line, waits):
    rows = [row[:3] for row in beside("", None, None, None)]
    draft = read([*rows[:2], [line], *rows[2:]])
    assert [about for about, _, _ in asked(draft)] == ["rows"] * waits
    assert list(answers_of(draft)) == (["Z99001"] if waits else ["Z99001", "Z99002", "Z99003"])


@pytest.mark.parametrize("title", ["DRAFT", "DRAFT - not yet validated", "Provisional: to be checked"])
def test_a_title_that_doubts_its_table_is_a_problem(read, title):
    draft = read([[title], *(row[:3] for row in beside("", None, None, None))])
    assert [problem.cell for problem in draft.problems] == ["A1"]


def test_a_label_with_its_value_is_no_title_that_doubts(read):
    draft = read([["Updated: May 2025"], *(row[:3] for row in beside("", None, None, None))])
    assert draft.problems == []


@pytest.mark.parametrize(
    ("remark", "waits"),
    [("Now red for GP Connect", True), ("changed to Amber", True), ("Green for go", False)],
)
def test_a_remark_that_gives_another_answer_is_asked_about(read, answers_of, remark, waits):
    draft = read(beside("Notes", None, remark, None))
    assert [about for about, _, _ in asked(draft)] == ["rows"] * waits
    assert ("Z99002" in answers_of(draft)) is not waits


# Who answered


@pytest.mark.parametrize(
    ("heading", "other"),
    [
        ("Answered by", "LMC (assumed from phone call)"),
        ("Completed by", "LMC office"),
        ("Response from", "ICB on behalf of the practice"),
    ],
)
def test_an_answer_that_another_body_gave_is_asked_about(read, heading, other, answers_of):
    draft = read(beside(heading, "Practice manager", other, "Dr Adam Elm"))
    assert asked(draft) == [("rows", other, 1)]
    assert answers_of(draft) == {"Z99001": "GR", "Z99003": "RR"}


def test_a_notice_that_the_commissioner_served_is_asked_about(notices, served):
    rows = [[*LOG[0], "Notice served by"]]
    rows += [[*row, whom] for row, whom in zip(LOG[1:], ("Practice", "ICB", "Practice"), strict=True)]
    draft = notices({"Log": rows})
    assert asked(draft) == [("rows", "ICB", 1)]
    assert [row[0] for row in served(draft)] == ["Z99001", "Z99003"]


# What a column or a note that no heading explains may say


def test_a_column_in_which_a_practice_says_that_it_does_not_serve_is_asked_about(notices, served):
    rows = [
        [*row[:2], intention]
        for row, intention in zip(LOG[1:], ("Notice served", "Not serving", ""), strict=True)
    ]
    draft = notices({"Log": [["ODS code", "Service", "Intention"], *rows]})
    assert [(about, value) for about, value, _ in asked(draft)] == [("meaning", "Intention")]
    assert [row[0] for row in served(draft)] == ["Z99003"]


def test_a_note_that_names_a_practice_and_is_not_understood_is_asked_about(read, answers_of):
    note = "Note: Z99002's answers came from the lead of another surgery: treat with caution"
    draft = read([*beside("Site", "A", "B", "C"), [], [note]])
    assert [about for about, _, _ in asked(draft)] == ["rows"]
    assert answers_of(draft) == {"Z99001": "GR", "Z99003": "RR"}


def test_what_is_confirmed_counts_and_the_rest_is_asked_about(notices, served):
    rows = [[*LOG[0], "Confirmed by practice?"]]
    rows += [[*row, word] for row, word in zip(LOG[1:], ("Y", "N", "awaiting"), strict=True)]
    draft = notices({"Log": rows})
    assert asked(draft) == [("rows", "N", 1), ("rows", "awaiting", 1)]
    assert [row[0] for row in served(draft)] == ["Z99001"]
