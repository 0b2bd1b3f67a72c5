"""What a formula or a keyboard left in a cell by mistake: a problem in its place, never a name and never a question."""

from __future__ import annotations

import pytest

LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"
FREEZE = "Freeze sign-up to any new data sharing agreements or local system data sharing platforms"
HEADS = ["ODS code", LIMIT, FREEZE]
GOOD = ["Z99002", "Red", "Green"]
ERRORS = ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "######", "Err:502"]


def problems(draft):
    return [(problem.cell, problem.value, problem.reason) for problem in draft.problems]


@pytest.mark.parametrize("error", ERRORS)
def test_an_error_in_place_of_an_answer(read, answers_of, error):
    draft = read([HEADS, ["Z99001", error, "Amber"], GOOD])
    reason = "This is an error of the spreadsheet, not an answer; write Green, Amber or Red."
    assert (problems(draft), draft.questions) == ([("B2", error, reason)], {})
    assert answers_of(draft) == {"Z99001": "A", "Z99002": "RG"}


@pytest.mark.parametrize("heading", ["Practice name", "Practice", "ODS code"])
def test_an_error_names_no_practice(read, answers_of, register, heading):
    draft = read([[heading, LIMIT, FREEZE], ["#REF!", "Green", "Red"], GOOD], words=register)
    assert ([cell for cell, *_ in problems(draft)], draft.questions) == (["A2"], {})
    assert answers_of(draft) == {"Z99002": "RG"}


def test_beside_a_code_an_error_is_no_name(read, answers_of):
    draft = read([["ODS code", "Practice name", LIMIT], ["Z99001", "#N/A", "Green"]])
    assert answers_of(draft) == {"Z99001": "G"}
    assert draft.rows["answers"][0]["respondent"].tolist() == ["Z99001"]
    assert draft.rows["replies"][0]["name"].tolist() == [None]


def test_an_error_in_a_matrix_of_notices(read, served):
    draft = read(
        [["ODS code", "Spirometry", "Phlebotomy"], ["Z99001", "#N/A", "Yes"], ["Z99002", "Yes", "No"]],
        survey=None,
    )
    reason = "This is an error of the spreadsheet; write a date, yes, or a word such as served."
    assert (problems(draft), draft.questions) == ([("B2", "#N/A", reason)], {})
    assert [notice[:2] for notice in served(draft)] == [("Z99001", "phlebotomy"), ("Z99002", "spirometry")]


def test_an_error_in_a_log_of_notices(read, served):
    draft = read(
        [
            ["ODS code", "Service", "Status", "Date served"],
            ["Z99001", "Spirometry", "#N/A", "13/11/2024"],
            ["Z99002", "#REF!", "Served", "13/11/2024"],
            ["Z99003", "Spirometry", "Served", "#VALUE!"],
        ],
        survey=None,
    )
    assert ([cell for cell, *_ in problems(draft)], draft.questions) == (["D4", "C2", "B3"], {})
    assert [notice[:3] for notice in served(draft)] == [("Z99003", "spirometry", "served")]


def test_an_error_in_place_of_a_region_an_action_or_a_service(read):
    regions = read([["Region", *HEADS], ["#N/A", "Z99001", "Red", "Red"], ["Sefton", *GOOD]], region=None)
    long = read([["ODS code", "Action", "RAG"], ["Z99001", "#N/A", "Red"], ["Z99001", LIMIT, "Red"]])
    tally = read(
        [["Service", "Practices", "Out of"], ["#REF!", 3, 9], ["Spirometry", 4, 9]],
        survey=None,
        kind="figures",
    )
    result = {
        name: [cell for cell, *_ in problems(d)] for name, d in (("r", regions), ("l", long), ("t", tally))
    }
    assert result == {"r": ["A2"], "l": ["B2"], "t": ["A2"]}
    assert [list(draft.questions) for draft in (regions, long, tally)] == [[], [], []]


@pytest.mark.parametrize("typed", ["Z9910", "Z991001x", "Z99l0l", "Z9900O1", "z99-10", "99001", "ZZ99001"])
def test_a_mistyped_code_is_no_name_of_a_practice(read, answers_of, typed):
    draft = read([["Practice", LIMIT, FREEZE], [typed, "Green", "Red"], GOOD])
    reason = f"“{typed}” is not an ODS code; write a letter and five digits, such as L84003."
    assert (problems(draft), draft.questions) == ([("A2", typed, reason)], {})
    assert answers_of(draft) == {"Z99002": "RG"}


@pytest.mark.parametrize(
    "unseen", ["\u200b{}", "{}\u200b", "\ufeff{}", "{}\u2060", "\u200e{}\u200f", "\u00ad{}"]
)
def test_signs_that_nobody_sees_change_nothing(read, answers_of, unseen):
    rows = [[unseen.format(text) for text in row] for row in [HEADS, ["Z99001", "Green", "Amber"], GOOD]]
    draft = read(rows)
    assert answers_of(draft) == {"Z99001": "GA", "Z99002": "RG"}
    assert (draft.problems, draft.questions) == ([], {})


@pytest.mark.parametrize(
    ("typed", "size"), [("9,000", 9000), ("12 345", 12345), ("1,2345", None), ("8.5k", None)]
)
def test_a_list_size_with_a_slip_is_a_problem(read, typed, size):
    draft = read(
        [["ODS code", "Practice name", "List size"], ["Z99001", "Elm", typed], ["Z99002", "Oak", 7000]]
    )
    assert [
        int(each) if each == each else None for each in draft.rows["practices"][0]["list_size"].astype(float)
    ] == [
        size,
        7000,
    ]
    assert [cell for cell, *_ in problems(draft)] == ([] if size else ["C2"])


@pytest.mark.parametrize("question", ["Are you opposed to", "Do you object to", "Is your practice against"])
def test_yes_to_a_question_that_turns_the_answer_round_is_asked_about(read, answers_of, question):
    draft = read([["ODS code", f"{question}: {FREEZE}"], ["Z99001", "Yes"], ["Z99002", "No"]])
    assert answers_of(draft) == {}
    assert [item.about for item in draft.questions.values()] == ["action"]


@pytest.mark.parametrize("heading", ["Practice (code)", "Practice name (ODS code)", "Practice & code"])
def test_a_practice_with_its_code_in_brackets_under_a_heading_that_says_so(read, answers_of, heading):
    draft = read([[heading, LIMIT], ["Elm Surgery (Z99001)", "Green"], ["z99 002", "Red"]])
    assert answers_of(draft) == {"Z99001": "G", "Z99002": "R"}
