"""A heading is about an action where it names its object and the direction, and every other word is read."""

from __future__ import annotations

import csv
import io

import pytest

from loaders.answering import answer
from loaders.importing import load
from loaders.kinds import Options
from store import Store

AUTUMN = Options(region="sefton", survey="autumn")
COLOURS, WORDS = ("Green", "Amber", "Red", "Green"), ("Yes", "No", "Yes", "No")
OTHER_QUESTIONS = [
    "Impact on patients of limiting contacts to 25 a day (RAG)",
    "Risk of switching off GP Connect Update Record",
    "Importance of stopping Advice & Guidance",
    "We oppose limiting patient contacts to 25 a day",
    "Keep GP Connect Update Record switched on",
    "Turn GP Connect Update Record back on",
    "Sign up to new data sharing agreements",
    "Accept NHSE pilot programmes",
    "Stop limiting contacts to 25 a day",
    "Limit to 25 contacts a day - ICB view",
    "Limit to 25 contacts a day (LMC's estimate)",
    "Limit to 25 contacts a day: PCN total",
    "Limit to 25 contacts a day last year",
    "Predicted: limit to 25 contacts a day",
    "Limit to 25 contacts a zork",
    "See more than 25 patients a day",
]
THE_ACTION = [
    ("Will your practice limit contacts to 25 a day?", "limit_contacts"),
    ("Please rate: Limit to 25 contacts a day (R/A/G)", "limit_contacts"),
    ("Limit to 25 contacts a day (G/A/R)", "limit_contacts"),
    ("Practice's view: stop Advice & Guidance", "advice_guidance"),
    ("Q3. Switching off GP Connect Update Record [please tick one]", "gp_connect"),
    ("Freezing sign-up to any new data sharing agreements", "dsa_freeze"),
]


def file_of(heading: str, given: tuple[str, ...]) -> bytes:
    text = io.StringIO(newline="")
    rows = [["ODS code", heading], *([f"Z99{at:03d}", words] for at, words in enumerate(given))]
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


@pytest.fixture
def store(store_directory) -> Store:
    return Store.open(store_directory)


def actions(store: Store) -> set[str]:
    rows = store.snapshot().rows("SELECT action FROM answer_counts WHERE practices > 0")
    return {action for (action,) in rows}


@pytest.mark.parametrize("heading", OTHER_QUESTIONS)
def test_another_question_about_an_action_is_asked_about(store, heading):
    report = load(store, file_of(heading, COLOURS), "s.csv", AUTUMN)
    assert [(q["about"], q["value"], q["affects_rows"]) for q in report["questions"]] == [
        ("action", heading, 4)
    ]
    assert actions(store) == set()


@pytest.mark.parametrize(("heading", "action"), THE_ACTION)
def test_wordings_with_words_of_forms_round_them_are_read(store, heading, action):
    report = load(store, file_of(heading, COLOURS), "s.csv", AUTUMN)
    assert (report["questions"], actions(store)) == ([], {action})


def test_an_object_alone_is_asked_about_under_yes_and_no(store):
    report = load(store, file_of("GP Connect Update Record", WORDS), "s.csv", AUTUMN)
    (question,) = report["questions"]
    assert (question["about"], question["choices"][0]) == ("action", "gp_connect")
    answer(store, question["id"], "gp_connect")
    assert actions(store) == {"gp_connect"}
    answer(store, question["id"], "leave out")
    assert actions(store) == set()


def test_an_object_alone_is_the_action_under_colours_and_a_note_says_so(store):
    report = load(store, file_of("GP Connect Update Record", COLOURS), "s.csv", AUTUMN)
    assert (report["questions"], actions(store)) == ([], {"gp_connect"})
    assert any("says neither on nor off" in note for note in report["notes"])


def test_what_was_said_of_a_heading_reads_no_cell(store):
    first = load(store, file_of("Zork rating", COLOURS), "s.csv", AUTUMN)
    answer(store, first["questions"][0]["id"], "pilots")
    rows = "ODS code,Action,Answer\nZ99001,Limit to 25 contacts a day,Green\nZ99001,Zork rating,Red\n"
    other = load(store, rows.encode(), "long.csv", Options(region="sefton", survey="spring"))
    assert [(q["about"], q["value"]) for q in other["questions"]] == [("action", "Zork rating")]


@pytest.mark.parametrize(
    ("title", "corner", "asked"),
    [
        ("Is your practice taking this action? (Sept 2024)", "Practice", False),
        ("", "Taking this action?", False),
        ("", "Practice", True),
        ("Which systems do you currently use?", "Practice", True),
        ("Not taking this action?", "Practice", True),
    ],
)
def test_a_title_or_the_corner_says_which_way_an_object_goes(draft_from, title, corner, asked):
    rows = [
        [corner, "GP Connect Update Record"],
        *([f"Z99{at:03d}", words] for at, words in enumerate(WORDS)),
    ]
    draft = draft_from([[title, None], *rows] if title else rows, region="sefton", survey="autumn")
    assert bool(draft.questions) is asked
    given = (
        []
        if asked
        else sorted(draft.rows["answers"][0][["respondent", "answer"]].itertuples(index=False, name=None))
    )
    assert [words for _, words in given] == (
        [] if asked else ["taking", "not_taking", "taking", "not_taking"]
    )


@pytest.mark.parametrize(
    "heading", ["Will NOT switch off GP Connect Update Record", "Keep GP Connect Update Record on"]
)
def test_a_heading_turned_round_can_be_answered(store, heading):
    report = load(store, file_of(heading, ("Yes", "No", "No")), "s.csv", AUTUMN)
    (question,) = report["questions"]
    assert question["choices"][:2] == ["gp_connect", "the opposite of gp_connect"]
    (again,) = answer(store, question["id"], "the opposite of gp_connect")
    rows = store.snapshot().rows(
        "SELECT action, answer, practices FROM answer_counts WHERE practices > 0 ORDER BY ALL"
    )
    assert again["questions"] == []
    assert rows == [("gp_connect", "not_taking", 1), ("gp_connect", "taking", 2)]
    (again,) = answer(store, question["id"], "the opposite of pilots")
    assert actions(store) == {"pilots"}


@pytest.mark.parametrize(
    ("title", "heading", "asked"),
    [
        ("Collective action 2026/27", "Removed medicines optimisation software", None),
        (
            "Collective action 2026/27",
            "Freeze sign-up to new data sharing agreements",
            "dsa_decline_secondary",
        ),
        ("Collective action autumn 2026", "Freeze sign-up to new data sharing agreements", None),
        ("Replies", "Freeze sign-up to new data sharing agreements (2026 action)", "dsa_decline_secondary"),
        ("2024 menu", "Freeze sign-up to new data sharing agreements", None),
        ("2024 menu", "Acute prescribing outside the formulary", ""),
    ],
)
def test_a_round_of_menus_that_is_named_binds(draft_from, title, heading, asked):
    rows = [
        [title, None],
        ["Practice", heading],
        *([f"Z99{at:03d}", words] for at, words in enumerate(COLOURS)),
    ]
    draft = draft_from(rows, region="sefton", survey="autumn")
    about = [question for question in draft.questions.values() if question.about == "action"]
    assert bool(about) is (asked is not None)
    if asked:
        assert about[0].choices[0] == asked
