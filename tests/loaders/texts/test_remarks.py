"""What stands behind an answer: harmless by a list, asked about once a phrase, never passed over."""

from __future__ import annotations

import csv
import io

import pytest

from loaders.answering import answer, forget
from loaders.importing import load
from loaders.kinds import Options
from loaders.rebuilding import rebuild
from loaders.texts.remarks import place_in, remarked
from store import Store

LIMIT = "Limit to 25 contacts a day"
AUTUMN = Options(region="sefton", survey="autumn")


def file_of(*texts: str) -> bytes:
    rows = io.StringIO(newline="")
    csv.writer(rows).writerows(
        [["ODS code", LIMIT], *([f"Z99{at:03d}", text] for at, text in enumerate(texts))]
    )
    return rows.getvalue().encode()


@pytest.fixture
def store(store_directory) -> Store:
    return Store.open(store_directory)


def counts(store: Store) -> dict[str, int]:
    rows = store.snapshot().rows("SELECT answer, practices FROM answer_counts ORDER BY ALL")
    return {given: practices for given, practices in rows if practices}


@pytest.mark.parametrize(
    "text",
    [
        "Green (already doing this)",
        "Green - agreed at partners' meeting 12 March 2025",
        "Green, since May 2024",
        "Yes - green",
        "Green - happy to do this",
        "Amber - if the ICB pays",
        "Amber, subject to a zorkish review",
        "Amber - pending guidance",
        "Red - no capacity in the zork team",
        "Red (for now)",
        "Red, never",
        "Green because our zork says so",
    ],
)
def test_what_changes_nothing_is_read(vocabulary, text):
    assert remarked(text, "rag", vocabulary, {}).certain


@pytest.mark.parametrize(
    "text",
    [
        "Green (withdrawn)",
        "Green - submitted in error",
        "Green (unconfirmed)",
        "Green?",
        "Green - Dr Jones only",
        "Green, 2 of 3 partners",
        "Green 2/3",
        "Green (ICB view)",
        "Amber (ICB view)",
        "Green, from April",
        "Green 01/04/2026",
        "Green for now",
        "Green if funded",
        "Green, with funding",
        "Red unless paid",
        "Green - no",
        "Red - already doing",
        "Green - planning to",
        "Amber, if funded - withdrawn",
        "Amber - not any more",
        "Green - until March 2025",
    ],
)
def test_what_may_take_it_back_is_not(vocabulary, text):
    remark = remarked(text, "rag", vocabulary, {})
    assert (remark.certain, remark.unknown) == (False, ())


@pytest.mark.parametrize(
    "text", ["RED -> G", "Green (was A)", "Red - now G", "G1", "A bit", "A good day", "zork"]
)
def test_two_answers_or_no_answer_are_none(vocabulary, text):
    assert remarked(text, "rag", vocabulary, {}) is None


def test_an_unknown_phrase_is_all_that_an_answer_hangs_on(vocabulary):
    remark = remarked("Green (Zork) as agreed", "rag", vocabulary, {})
    assert (remark.answer, remark.certain, remark.unknown) == ("green", False, ("zork",))


def test_the_first_and_last_answers_have_their_places():
    assert [place_in("abcd", answer) for answer in "abd"] == ["first", "middle", "last"]


def test_one_question_a_phrase_says_behind_which_answers_it_stands(store):
    report = load(store, file_of("Green (zork)", "Green, zork", "Amber - zork", "Red"), "s.csv", AUTUMN)
    assert [(q["about"], q["value"], q["affects_rows"]) for q in report["questions"]] == [
        ("phrase", "zork", 3)
    ]
    assert counts(store) == {"red": 1}
    rows = store.snapshot().rows("SELECT sentence FROM questions")
    assert rows == [("“zork” stands behind Green in 2 cells and Amber in 1: does it change the answer?",)]


@pytest.mark.parametrize(
    ("choice", "questions", "counted"),
    [
        ("it changes nothing", [], {"amber": 1, "green": 2, "red": 1}),
        ("no answer was given", [], {"red": 1}),
        ("leave out", [], {"red": 1}),
        ("ask about each answer", ["Amber - zork", "Green (zork)", "Green, zork"], {"red": 1}),
    ],
)
def test_the_reply_about_a_phrase_is_its_class_from_then_on(store, choice, questions, counted):
    first = load(store, file_of("Green (zork)", "Green, zork", "Amber - zork", "Red"), "s.csv", AUTUMN)
    (again,) = answer(store, first["questions"][0]["id"], choice)
    assert sorted(q["value"] for q in again["questions"]) == questions
    assert counts(store) == counted
    rebuild(store)
    assert counts(store) == counted
    other = load(store, file_of("Red, zork"), "other.csv", Options(region="sefton", survey="spring"))
    assert [q["about"] for q in other["questions"]] == ["answer"] * bool(questions)
    forget(store, first["questions"][0]["id"])
    assert counts(store) == {"red": 1}


MANY = [f"Green, zork{letter}ly" for letter in "abcdefg"]


def test_many_unknown_phrases_are_one_question(store):
    report = load(store, file_of(*MANY, "Red"), "s.csv", AUTUMN)
    assert [(q["about"], q["value"], q["affects_rows"]) for q in report["questions"]] == [
        ("phrases", "7 phrases", 7)
    ]
    (again,) = answer(store, report["questions"][0]["id"], "none of them changes an answer")
    assert (again["questions"], counts(store)) == ([], {"green": 7, "red": 1})
    other = load(store, file_of(MANY[0], "Green, womble"), "s.csv", Options(region="sefton", survey="spring"))
    assert [q["value"] for q in other["questions"]] == ["womble"]


def test_many_phrases_may_be_asked_about_one_by_one_or_left_out(store):
    report = load(store, file_of(*MANY, "Red"), "s.csv", AUTUMN)
    (again,) = answer(store, report["questions"][0]["id"], "ask about each of them")
    assert [q["about"] for q in again["questions"]] == ["phrase"] * 7
    (again,) = answer(store, report["questions"][0]["id"], "leave out")
    assert (again["questions"], counts(store), len(again["left_out"])) == ([], {"red": 1}, 7)


def test_harmless_remarks_are_counted_in_one_note(store):
    texts = ["Green (already doing this)"] * 3 + [
        "Amber - if funded",
        "Green",
        "Green - will readily undertake",
    ]
    report = load(store, file_of(*texts), "s.csv", AUTUMN)
    assert report["questions"] == []
    assert (
        "4 cells have a remark behind the answer that changes nothing: “already doing this”, “if funded”."
        in report["notes"]
    )


@pytest.mark.parametrize("text", ["as above", "ditto", "Same", '"'])
def test_a_cell_that_means_something_only_where_it_stands_is_asked_about_in_each_file(store, text):
    first = load(store, file_of("Green", text, text, "Red"), "s.csv", AUTUMN)
    assert [(q["about"], q["choices"][0], q["affects_rows"]) for q in first["questions"]] == [
        ("answer", "the answer above", 2)
    ]
    answer(store, first["questions"][0]["id"], "the answer above")
    assert counts(store) == {"green": 3, "red": 1}
    (again,) = answer(store, first["questions"][0]["id"], "amber")
    assert (counts(store), again["questions"]) == ({"amber": 2, "green": 1, "red": 1}, [])
    other = load(store, file_of("Red", text), "t.csv", Options(region="sefton", survey="spring"))
    assert len(other["questions"]) == 1
