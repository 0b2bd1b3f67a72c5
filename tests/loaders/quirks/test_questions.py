"""What must be asked, once, in a sentence that a practice manager understands; the sentences are a snapshot."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from loaders.answering import answer
from loaders.importing import load
from loaders.kinds import Options
from loaders.recognition import draft_of
from store import Store

LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"
FREEZE = "Freeze sign-up to any new data sharing agreements or local system data sharing platforms"
PILOTS = "Defer making any decisions to accept local or national NHSE Pilot programmes"
SNAPSHOT = Path(__file__).parents[2] / "files" / "questions.txt"
RAG = ("Green", "Amber", "Red")

OPTIONS = [["ODS code", *(f"Option {n}" for n in range(1, 10))], ["Z99001", *RAG * 3], ["Z99002", *RAG * 3]]
NUMBERED_ROWS = [["ODS code", "Option", "RAG"], ["Z99001", "1", "Green"], ["Z99001", "2", "Red"]]
NUMBERED_ROWS += [["Z99002", "2", "Red"]]

CASES = {
    "bare numbers with no menu": OPTIONS,
    "bare numbers down a column": NUMBERED_ROWS,
    "one bare number among wordings": [["ODS code", LIMIT, "Option 7"], ["Z99001", "Green", "Red"]],
    "scores with no key": [["ODS code", LIMIT, FREEZE], ["Z99001", "1", "3"], ["Z99002", "3", "3"]],
    "a cross that could be yes or no": [["ODS code", LIMIT, FREEZE], ["Z99001", "x", ""], ["Z99002", "x", "x"]],
    "an action never seen": [["ODS code", LIMIT, "Freeze the data shares"], ["Z99001", "Green", "Red"]],
    "an action never seen down a column": [
        ["ODS code", "Action", "RAG"],
        ["Z99001", LIMIT, "Green"],
        ["Z99001", FREEZE, "Green"],
        ["Z99001", "Freeze the data shares", "Green"],
    ],
    "an answer never seen": [["ODS code", LIMIT, FREEZE], ["Z99001", "Greenish", "Red"], ["Z99002", "Amber", "Red"]],
    "two columns on one action": [
        ["ODS code", LIMIT, FREEZE, "25 contacts a day"],
        ["Z99001", "Green", "Red", "Amber"],
    ],
    "ticks without their question": [["ODS code", LIMIT, PILOTS], ["Z99001", LIMIT, ""], ["Z99002", "", PILOTS]],
    "yes to what is only thought of": [
        ["ODS code", f"Would you support: [{LIMIT}]", f"Would you support: [{PILOTS}]"],
        ["Z99001", "Yes", "No"],
    ],
    "a list of actions under a heading that does not say": [
        ["ODS code", "Completion time", "Actions"],
        ["Z99001", "13/08/2024", f"{LIMIT};{PILOTS};"],
        ["Z99002", "14/08/2024", f"{PILOTS};"],
    ],
    "an offer about something never seen": [
        ["ODS code", "Basket of services", "Moonlight clinic"],
        ["Z99001", "Accept", "Reject"],
    ],
}  # fmt: skip


@pytest.fixture
def asked(form):
    """A file's questions, each as the lines of the snapshot, and what loaded meanwhile."""

    def read(rows, **options):
        result = form(*rows, **options)
        lines = [
            f"{question.sentence} [{question.affects_rows}]\n  "
            f"{'; '.join(question.choices[:4])} … {question.choices[-1]}"
            for question in result.draft.questions.values()
        ]
        return lines, result

    return read


def test_each_question_in_its_words(asked):
    words = []
    for quirk, rows in CASES.items():
        lines, _ = asked(rows)
        words.append("\n".join([f"# {quirk}", *lines, ""]))
    assert "\n".join(words) == SNAPSHOT.read_text(encoding="utf-8")


def test_a_row_of_bare_numbers_raises_one_question_with_the_lists_that_have_them(asked):
    _, read = asked(OPTIONS)
    (question,) = read.draft.questions.values()
    assert (question.about, question.affects_rows, read.answers) == ("menu", 2, {})
    assert {"sefton_survey_list_a", "sefton_survey_list_b", "sefton_toolkit"} <= set(question.choices)
    assert "bma_2025_04" not in question.choices
    assert question.choices[-2:] == ["another list: ask about each number", "leave out"]


def test_what_is_certain_has_loaded_meanwhile(asked):
    _, read = asked(CASES["an action never seen"])
    assert read.answers == {("Z99001", "limit_contacts"): "green"}


def test_the_survey_that_cannot_be_told(tmp_path):
    store = Store.open(tmp_path / "store")
    load(
        store,
        csv(["ODS code", LIMIT, FREEZE], ["Z99001", *RAG[:2]]),
        "a.csv",
        Options(region="sefton", survey="august"),
    )
    report = load(
        store, csv(["ODS code", LIMIT, FREEZE], ["Z99002", *RAG[:2]]), "b.csv", Options(region="sefton")
    )
    (question,) = report["questions"]
    assert question["sentence"] == (
        "Which survey of Sefton do these replies belong to? Name an earlier one, or the new one."
    )
    assert question["choices"][1:] == ["august"]
    assert report["rows_loaded"] == 0


# An answer is remembered, and holds for the next file like it.


def csv(*rows):
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows).encode()


@pytest.fixture
def office(tmp_path):
    """Loads files of Sefton's autumn survey into a store of its own, one after the other."""
    store = Store.open(tmp_path / "store")

    def put(rows, name="replies.csv"):
        return load(store, csv(*rows), name, Options(region="sefton", survey="autumn"))

    def choose(report, choice):
        (question,) = report["questions"]
        return answer(store, question["id"], choice)[0]

    put.choose, put.store = choose, store
    return put


def changed(rows):
    """The next month's file: other practices, the same headings."""
    return [rows[0], *([row[0].replace("Z990", "Z991"), *row[1:]] for row in rows[1:])]


@pytest.mark.parametrize(
    ("quirk", "choice", "loaded"),
    [
        ("bare numbers with no menu", "sefton_survey_list_b", 2),
        ("bare numbers down a column", "sefton_toolkit", 3),
        ("a cross that could be yes or no", "not_taking", 2),
        ("an action never seen", "dsa_freeze", 1),
        ("an action never seen down a column", "dsa_freeze", 3),
        ("an answer never seen", "green", 2),
        ("ticks without their question", "taking/not_taking", 2),
        ("yes to what is only thought of", "green/red", 1),
        ("a list of actions under a heading that does not say", "taking/not_taking", 2),
        ("an offer about something never seen", "minor_surgery", 1),
        ("two columns on one action", f"column B: {LIMIT}", 1),
    ],
)
def test_an_answer_settles_the_file_and_the_next_one_like_it(office, quirk, choice, loaded):
    first = office(CASES[quirk], "Replies (1) 2024.csv")
    settled = office.choose(first, choice)
    assert (settled["questions"], settled["problems"], settled["rows_loaded"]) == ([], [], loaded)
    following = office(changed(CASES[quirk]), "Replies (2) 2025.csv")
    assert (following["questions"], following["problems"], following["rows_loaded"]) == ([], [], loaded)


def test_the_menu_that_a_person_names_gives_every_number_its_action(office):
    office.choose(office(OPTIONS), "sefton_survey_list_b")
    counts = office.store.snapshot().rows(
        "SELECT action, answer, practices FROM answer_counts ORDER BY action"
    )
    assert counts == [
        ("advice_guidance", "amber", 2),
        ("defer_declarations", "amber", 2),
        ("dsa_freeze", "amber", 2),
        ("dsa_withdraw", "green", 2),
        ("gp_connect", "red", 2),
        ("limit_contacts", "green", 2),
        ("med_opt", "red", 2),
        ("referrals", "green", 2),
        ("serve_notice", "red", 2),
    ]


def test_another_list_is_asked_about_number_by_number(office):
    report = office.choose(office(OPTIONS[:2]), "another list: ask about each number")
    assert [question["about"] for question in report["questions"]] == ["action"] * 9


def test_a_cross_means_nothing_in_a_file_of_another_sort(office):
    office.choose(office(CASES["a cross that could be yes or no"], "replies.csv"), "not_taking")
    other = office([["ODS code", LIMIT, PILOTS], ["Z99111", "x", ""]], "participation.csv")
    assert [question["about"] for question in other["questions"]] == ["answer"]


def test_a_word_means_the_same_in_every_file(office):
    office.choose(office(CASES["an answer never seen"], "replies.csv"), "green")
    other = office([["ODS code", PILOTS, FREEZE], ["Z99111", "Greenish", "Red"]], "others.csv")
    assert (other["questions"], other["rows_loaded"]) == ([], 1)


def test_a_column_without_a_heading_is_asked_about_for_its_place(office):
    """Its answer would say nothing of another file's column without a heading."""
    asked = office([["ODS code", ""], ["Z99001", "Green"], ["Z99002", "Amber"]], "bare.csv")
    assert [question["value"] for question in asked["questions"]] == ["Column B"]
    assert office.choose(asked, "action:pilots")["rows_loaded"] == 2
    rows = [["ODS code", FREEZE, ""], ["Z99111", "Red", "Green"], ["Z99112", "Red", "Amber"]]
    other = office(rows, "others.csv")
    assert [question["value"] for question in other["questions"]] == ["Column C"]


# A survey about something else loads no answer.

LIKERT = ["Strongly agree", "Agree", "Neither agree nor disagree", "Disagree", "Strongly disagree"]


@pytest.mark.parametrize(
    "rows",
    [
        [["Timestamp", "The receptionist was helpful", "I could get an appointment", "I would recommend the surgery"],
         ["13/08/2024", "Strongly agree", "Agree", "Yes"], ["14/08/2024", "Disagree", "Agree", "No"]],
        [["ID", "Completion time", "How was your visit?", "Did you see a GP?", "Was it on time?"],
         ["1", "13/08/2024", "Good", "Yes", "No"], ["2", "14/08/2024", "Poor", "No", "Yes"]],
        [["Respondent ID", "ODS code", "Rate our newsletter", "Rate our website"],
         ["1", "Z99001", "5", "4"], ["2", "Z99002", "1", "2"]],
        [["Timestamp", "ODS code", "How satisfied are you with advice and guidance referral?", "Is GP Connect useful?"],
         ["13/08/2024", "Z99001", "Yes", "No"], ["14/08/2024", "Z99002", "No", "Yes"]],
        [["Timestamp", "ODS code", "Have you read our advice and guidance on safe working?", "Do you dispense?"],
         ["13/08/2024", "Z99001", "Yes", "No"], ["14/08/2024", "Z99002", "No", "Yes"]],
        [["Respondent ID", "How ready is your area for winter? (RAG)", "Staffing (RAG)"],
         ["1", "Green", "Red"], ["2", "Amber", "Red"]],
    ],
)  # fmt: skip
def test_a_survey_about_something_else_loads_no_answer(vocabulary, rows):

    draft = draft_of(csv(*rows), "survey.csv", Options(region="sefton"), vocabulary, datetime(2025, 6, 1, 12))
    assert draft.rows.get("answers", []) == []
    assert draft.refused or draft.questions
    assert len(draft.questions) <= 2
