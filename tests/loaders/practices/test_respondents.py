"""Who a row speaks for: by code in any spelling, by exact name within the region's register, or asked about."""

from __future__ import annotations

import pytest

from loaders.answering import answer
from loaders.importing import load
from loaders.kinds import Options
from loaders.practices.who import AS_WRITTEN, EACH_NAME
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.vocabulary import Vocabulary
from store import Store

LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"
AUTUMN = {"region": "sefton", "survey": "autumn"}
REGISTER = b"""ODS code,Practice name,List size
Z99001,Elm Surgery,9000
Z99002,Oak Surgery,8000
Z99003,The Surgery,7000
Z99004,The Surgery,6000
"""
NAMES = f"Practice name,{LIMIT}\nElm Surgery,Amber\nOak Surgery,Red\nElm Surgery,Amber\n".encode()


@pytest.fixture
def store(store_directory):
    return Store.open(store_directory)


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    """The words of a store that knows four practices of Sefton. Tests only read it."""
    store = Store.open(tmp_path_factory.mktemp("register") / "store")
    load(store, REGISTER, "register.csv", Options(kind="practices", region="sefton"))
    return Vocabulary(store.snapshot())


@pytest.fixture
def replies(draft_from, rows_of):
    """The draft of a survey with one column of practices, and the respondents that count."""

    def read(*cells, heading="Practice name", **options):
        rows = [[heading, LIMIT], *([cell, "Green"] for cell in cells)]
        draft = draft_from(rows, **AUTUMN, **options)
        frame = rows_of(draft, "replies")
        return draft, [] if frame.empty else frame["respondent"].tolist()

    return read


def standing(store):
    sql = "SELECT respondent, answer FROM standing_answers ORDER BY ALL"
    return store.snapshot().rows(sql)


# Names where there is no register


def test_names_without_a_register_are_one_question_and_load_nothing(store):
    report = load(store, NAMES, "names.csv", Options(**AUTUMN))
    (question,) = report["questions"]
    assert (question["about"], question["affects_rows"]) == ("practice", 3)
    assert question["choices"] == [EACH_NAME, LEAVE_OUT]
    assert question["sentence"] == (
        "This file names practices without codes, and there is no list of the practices of Sefton to check the "
        "names against. Count each different name as one practice?"
    )
    assert (report["outcome"], report["rows_loaded"], standing(store)) == ("needs an answer", 0, [])


def test_each_name_counts_as_one_practice_once_a_person_says_so(store):
    report = load(store, NAMES, "names.csv", Options(**AUTUMN))
    (again,) = answer(store, report["questions"][0]["id"], EACH_NAME)
    assert (again["outcome"], again["questions"]) == ("loaded", [])
    assert standing(store) == [("name:elm surgery", "amber"), ("name:oak surgery", "red")]
    more = load(store, NAMES + b"Ash Surgery,Red\n", "names.csv", Options(**AUTUMN))
    assert (more["outcome"], len(standing(store))) == ("loaded", 3)
    other = load(store, NAMES + b"Yew Surgery,Red\n", "replies of others.csv", Options(**AUTUMN))
    assert other["outcome"] == "needs an answer"


def test_names_can_be_left_out(store):
    report = load(store, NAMES, "names.csv", Options(**AUTUMN))
    (again,) = answer(store, report["questions"][0]["id"], LEAVE_OUT)
    assert (again["outcome"], again["rows_left_out"], standing(store)) == ("loaded", 3, [])
    assert again["left_out"][0]["reason"] == "a practice named without a code: left out, as answered"


def test_rows_with_code_and_name_need_no_answer(draft_from, rows_of):
    rows = [["ODS code", "Practice name", LIMIT], ["Z99001", "Elm", "Green"], ["", "Oak", "Red"]]
    draft = draft_from(rows, **AUTUMN)
    assert rows_of(draft, "replies")["respondent"].tolist() == ["Z99001"]
    assert [question.affects_rows for question in draft.questions.values()] == [1]


def test_names_of_two_regions_without_registers_are_one_question(draft_from):
    rows = [["Region", "Practice name", LIMIT], ["Sefton", "Elm", "Green"], ["Dorset", "Oak", "Red"]]
    (question,) = draft_from(rows, survey="autumn").questions.values()
    assert question.affects_rows == 2
    assert "no list of the practices of its regions" in question.sentence


def test_names_in_a_log_of_notices_are_asked_about_once(draft_from, rows_of):
    rows = [
        ["Practice", "Service", "Date served"],
        ["Elm Surgery", "Spirometry", "01/02/2025"],
        ["Oak Surgery", "ECGs", "01/02/2025"],
        ["Z99003", "ECGs", "01/02/2025"],
    ]
    draft = draft_from(rows, region="sefton")
    (question,) = draft.questions.values()
    assert (question.about, question.affects_rows) == ("practice", 2)
    assert rows_of(draft, "notices")["respondent"].tolist() == ["Z99003"]


# Names where there is one


def test_an_exact_name_in_the_register_is_its_practice(replies, register):
    draft, loaded = replies("Elm Surgery", "OAK  SURGERY.", words=register)
    assert (loaded, draft.questions) == (["Z99001", "Z99002"], {})


def test_a_name_that_two_practices_share_is_asked_about(replies, register):
    draft, loaded = replies("The Surgery", "Elm Surgery", words=register)
    (question,) = draft.questions.values()
    assert question.choices == ["Z99003", "Z99004", AS_WRITTEN, LEAVE_OUT]
    assert loaded == ["Z99001"]


def test_a_name_that_is_not_in_the_register_is_asked_about_with_the_likeliest(replies, register):
    draft, loaded = replies("Elm Surgry", "Oak Surgery", words=register)
    (question,) = draft.questions.values()
    assert (question.value, question.choices[0], loaded) == ("Elm Surgry", "Z99001", ["Z99002"])


def test_codes_that_are_not_in_the_register_count_with_a_note(replies, register):
    draft, loaded = replies("Z99001", "Z99107", "Z99108", heading="ODS code", words=register)
    assert loaded == ["Z99001", "Z99107", "Z99108"]
    assert draft.notes == [
        "Not in the register of Sefton, and in no share where that is the LMC's own list: Z99107, Z99108."
    ]


# What is a code, and what is no practice


@pytest.mark.parametrize(
    "cell", ["Z99001", "z99001", " Z99001 ", "Z99 001", "Z\u00a099001", "\u00a0z99001\u00a0"]
)
@pytest.mark.parametrize("heading", ["ODS code", "Practice"])
def test_a_code_in_any_spelling(replies, cell, heading):
    draft, loaded = replies(cell, "Z99002", heading=heading)
    assert (loaded, draft.problems, draft.questions) == (["Z99001", "Z99002"], [], {})


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("U89141", "“U89141” is a primary care network; write the ODS code of the practice."),
        (
            "North Coast PCN",
            "“North Coast PCN” is a primary care network; write the ODS code of the practice.",
        ),
        (
            "z99007.manager@nhs.net",
            "“z99007.manager@nhs.net” is an e-mail address; write the ODS code of the practice.",
        ),
        ("n/a", "No practice in this row; write its ODS code (a letter and five digits)."),
    ],
)
@pytest.mark.parametrize("heading", ["ODS code", "Practice", "Practice name"])
def test_what_is_never_a_practice(replies, cell, reason, heading):
    draft, loaded = replies(cell, "Z99002", "Z99003", heading=heading)
    assert loaded == ["Z99002", "Z99003"]
    (problem,) = draft.problems
    assert (problem.value, problem.reason) == (cell, reason)
    assert draft.questions == {}


def test_an_address_beside_a_code_changes_nothing(replies):
    _, loaded = replies("Elm Surgery Z99001 (z99007@nhs.net)", "Z99002", heading="Practice")
    assert loaded == ["Z99001", "Z99002"]


def test_two_practices_in_one_row_are_a_problem(draft_from, rows_of):
    rows = [["ODS code", LIMIT, "ODS code"], ["Z99001", "Green", "Z99002"], ["Z99003", "Red", ""]]
    draft = draft_from(rows, **AUTUMN)
    (problem,) = draft.problems
    assert problem.reason == "This row names Z99001 and Z99002; write one practice a row, in one column."
    assert rows_of(draft, "replies")["respondent"].tolist() == ["Z99003"]
