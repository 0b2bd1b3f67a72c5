"""Keys that say otherwise than the scale are asked about, wherever they stand; those that agree are passed over."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest

from loaders.answering import answer
from loaders.importing import load
from loaders.kinds import Options
from loaders.surveys.keys import KEY_SAYS, SCALE_SAYS, meant_by
from store import Store

LIMIT = "Limit to 25 contacts a day"
AUTUMN = Options(region="sefton", survey="autumn")
GIVEN = ["Green", "Green", "Amber", "Red"]
REPLIES = [[f"Z99{at:03d}", text] for at, text in enumerate(GIVEN)]
REVERSED = "RED = will take action, AMBER = considering, GREEN = no action (business as usual)"


@pytest.fixture
def store(store_directory) -> Store:
    return Store.open(store_directory)


def file_of(*rows: list[str]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def with_key_sheet(*rows: list[str]) -> bytes:
    book = openpyxl.Workbook()
    for row in (["ODS code", LIMIT], *REPLIES):
        book.active.append(row)
    key = book.create_sheet("Key")
    for row in rows:
        key.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def counts(store: Store) -> dict[str, int]:
    rows = store.snapshot().rows("SELECT answer, practices FROM answer_counts ORDER BY ALL")
    return {given: practices for given, practices in rows if practices}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("will take action", "first"),
        ("Practice is taking this action", "first"),
        ("happy to do it", "first"),
        ("considering it", "middle"),
        ("only if funded", "middle"),
        ("No action: business as usual", "last"),
        ("will not", "last"),
        ("opposed", "last"),
        ("against", "last"),
        ("not against", None),
        ("ready to act now", "first"),
        ("going on as before, no action", "last"),
        ("high risk", None),
        ("12 practices", None),
        ("not opposed", None),
    ],
)
def test_the_place_that_the_words_of_a_key_have(vocabulary, text, place):
    assert meant_by(text, vocabulary) == place


FILES = {
    "above": ("s.csv", file_of([f"Key: {REVERSED}"], ["ODS code", LIMIT], *REPLIES)),
    "below": ("s.csv", file_of(["ODS code", LIMIT], *REPLIES, [], [REVERSED])),
    "heading": ("s.csv", file_of(["ODS code", f"{LIMIT} (Red = will do it, Green = will not)"], *REPLIES)),
    "in part": (
        "s.csv",
        file_of(["ODS code", LIMIT], *REPLIES, [], ["Red = on board"], ["Green = zork, zork"]),
    ),
    "letters": ("s.csv", file_of(["Key: R = will act; G = no action"], ["ODS code", LIMIT], *REPLIES)),
    "sheet": (
        "s.xlsx",
        with_key_sheet(["Colour", "Meaning"], ["Red", "taking this action"], ["Green", "No action"]),
    ),
}


@pytest.mark.parametrize("place", FILES)
def test_a_key_that_says_otherwise_is_asked_about(store, place):
    name, data = FILES[place]
    report = load(store, data, name, AUTUMN)
    assert [(q["about"], q["affects_rows"]) for q in report["questions"]] == [("key", 4)]
    assert counts(store) == {}
    question = report["questions"][0]["id"]
    answer(store, question, KEY_SAYS)
    assert counts(store) == {"amber": 1, "green": 1, "red": 2}
    answer(store, question, SCALE_SAYS)
    assert counts(store) == {"amber": 1, "green": 2, "red": 1}
    (again,) = answer(store, question, "leave out")
    assert (counts(store), again["questions"]) == ({}, [])


@pytest.mark.parametrize(
    "key",
    [
        "Key: GREEN = will do it, AMBER = considering, RED = no action",
        "Green - happy to take part; Red - will not",
        "Red = 1, Amber = 1, Green = 2",
        "Green: 2 practices, Red: 1 practice",
        "R = Red; A = Amber; G = Green",
    ],
)
def test_a_key_that_agrees_is_passed_over(store, key):
    report = load(store, file_of([key], ["ODS code", LIMIT], *REPLIES), "s.csv", AUTUMN)
    assert (report["questions"], counts(store)) == ([], {"amber": 1, "green": 2, "red": 1})


def test_a_key_about_something_else_is_no_meaning_that_answers_can_have(store):
    rows = [["Red = high risk, Amber = some risk, Green = low risk"], ["ODS code", LIMIT], *REPLIES]
    report = load(store, file_of(*rows), "s.csv", AUTUMN)
    assert [(q["about"], q["choices"]) for q in report["questions"]] == [("key", [SCALE_SAYS, "leave out"])]


@pytest.mark.parametrize("key", [["1 - zork it; 2 - depends; 3 - no way"], ["1", "zork it"]])
def test_the_question_about_a_sign_shows_what_the_key_says_of_it(store, key):
    report = load(
        store, file_of(["ODS code", LIMIT], ["Z99001", "1"], ["Z99002", "2"], [], key), "s.csv", AUTUMN
    )
    assert "the key says “zork it” of it" in report["questions"][0]["sentence"]
