"""One form that asks on several scales: a survey has one, so the answers on each are a survey of their own."""

from __future__ import annotations

import pytest

LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"
FREEZE = "Freeze sign-up to any new data sharing agreements or local system data sharing platforms"
PILOTS = "Defer making any decisions to accept local or national NHSE Pilot programmes"
RATED, TAKEN, OFFERED = "autumn", "autumn-participation", "autumn-offer"


@pytest.fixture
def by_survey():
    """By survey: scale, and the answers as (respondent, subject, answer), sorted."""

    def found(draft):
        scales = {row.survey: row.scale for f in draft.rows["surveys"] for row in f.itertuples()}
        answers = [
            (row.survey, row.respondent, row.action, row.answer)
            for frame in draft.rows["answers"]
            for row in frame.astype(object).itertuples()
        ]
        return {
            survey: (scale, sorted(row[1:] for row in answers if row[0] == survey))
            for survey, scale in scales.items()
        }

    return found


FORMS = {
    "columns": [
        ["ODS code", LIMIT, FREEZE, PILOTS], ["Z99001", "Green", "Red", "Yes"], ["Z99002", "Amber", "Green", "No"],
        ["Z99003", "Red", "n/a", "Planning"],
    ],
    "an answer a row": [
        ["Practice code", "Action", "Answer"],
        ["Z99001", LIMIT, "Green"], ["Z99001", FREEZE, "Red"], ["Z99001", PILOTS, "Yes"],
        ["Z99002", LIMIT, "Amber"], ["Z99002", FREEZE, "Green"], ["Z99002", PILOTS, "No"],
        ["Z99003", LIMIT, "Red"], ["Z99003", FREEZE, "n/a"], ["Z99003", PILOTS, "Planning"],
    ],
    "actions as rows": [
        ["Action", "Z99001", "Z99002", "Z99003"], [LIMIT, "Green", "Amber", "Red"], [FREEZE, "Red", "Green", "n/a"],
        [PILOTS, "Yes", "No", "Planning"],
    ],
}  # fmt: skip


@pytest.mark.parametrize("rows", FORMS.values(), ids=FORMS)
def test_answers_on_two_scales_are_two_surveys(read, by_survey, rows):
    draft = read(rows)
    assert by_survey(draft) == {
        RATED: ("rag", [
            ("Z99001", "dsa_freeze", "red"), ("Z99001", "limit_contacts", "green"), ("Z99002", "dsa_freeze", "green"),
            ("Z99002", "limit_contacts", "amber"), ("Z99003", "limit_contacts", "red"),
        ]),
        TAKEN: ("participation", [
            ("Z99001", "pilots", "taking"), ("Z99002", "pilots", "not_taking"), ("Z99003", "pilots", "planning"),
        ]),
    }  # fmt: skip
    assert (draft.survey, draft.problems, draft.questions) == (RATED, [], {})
    assert [line.reason for line in draft.left_out] == ["no answer: not applicable"]
    assert any(note.startswith("The answers are on 2 scales, and a survey has one") for note in draft.notes)


def test_one_action_asked_on_two_scales_is_no_conflict(read, by_survey):
    rows = [
        ["ODS code", f"{LIMIT} - RAG", f"{LIMIT} - taking part?"], ["Z99001", "Green", "Taking"],
        ["Z99002", "Red", "Not taking"],
    ]  # fmt: skip
    assert by_survey(read(rows)) == {
        RATED: ("rag", [("Z99001", "limit_contacts", "green"), ("Z99002", "limit_contacts", "red")]),
        TAKEN: (
            "participation",
            [("Z99001", "limit_contacts", "taking"), ("Z99002", "limit_contacts", "not_taking")],
        ),
    }


def test_offers_beside_ratings(read, by_survey):
    rows = [
        ["ODS code", LIMIT, FREEZE, "Basket of services"], ["Z99001", "Green", "Red", "Accept"],
        ["Z99002", "Amber", "Green", "Undecided"],
    ]  # fmt: skip
    result = by_survey(read(rows))
    assert result[OFFERED] == (
        "offer",
        [("Z99001", "basket_of_services", "accept"), ("Z99002", "basket_of_services", "undecided")],
    )
    assert len(result[RATED][1]) == 4


def test_a_stray_word_of_another_scale_makes_no_survey(read, by_survey):
    rows = [
        ["ODS code", LIMIT, FREEZE],
        ["Z99001", "Green", "Red"],
        ["Z99002", "Amber", "Yes"],
        ["Z99003", "Red", "Red"],
    ]
    draft = read(rows)
    assert list(by_survey(draft)) == [RATED]
    assert [question.value for question in draft.questions.values()] == ["Yes"]


def test_a_file_of_two_scales_is_read_again_without_a_new_question(tmp_path):
    from loaders.importing import load, reread
    from loaders.kinds import Options
    from store import Store

    store = Store.open(tmp_path / "store")
    data = "\n".join(",".join(f'"{cell}"' for cell in row) for row in FORMS["columns"]).encode()
    report = load(store, data, "form.csv", Options(region="sefton"))
    assert (report["outcome"], report["questions"]) == ("loaded", [])
    again = reread(store, report["import"])
    assert (again["outcome"], again["questions"], again["survey"]) == ("loaded", [], report["survey"])


def test_each_scale_is_shown_with_its_own_answers(read, figures_of):
    draft = read(FORMS["columns"])
    shown = figures_of(draft, "preferences", regions=["sefton"])
    counts = {
        (row["survey"], row["action"], row["answer"]): row["practices"] for row in shown if row["practices"]
    }
    assert counts == {
        (RATED, "limit_contacts", "green"): 1, (RATED, "limit_contacts", "amber"): 1,
        (RATED, "limit_contacts", "red"): 1,
        (RATED, "dsa_freeze", "green"): 1, (RATED, "dsa_freeze", "red"): 1, (TAKEN, "pilots", "taking"): 1,
        (TAKEN, "pilots", "not_taking"): 1, (TAKEN, "pilots", "planning"): 1,
    }  # fmt: skip


LETTERS = "A = Green, B = Amber, C = Red"


@pytest.mark.parametrize("heads", [(LETTERS, LETTERS), (LETTERS, ""), ("", LETTERS)])
def test_a_key_in_one_heading_is_that_of_all(read, heads, answers_of):
    rows = [["ODS code", LIMIT, FREEZE], ["", *heads], ["Z99001", "A", "B"], ["Z99002", "C", "A"]]
    draft = read(rows)
    (question,) = draft.questions.values()
    assert (question.about, question.value) == ("key", "A = Green")
    assert answers_of(draft) == {}


@pytest.mark.parametrize("title", ["Progress against actions", "Risk to the practice of each action"])
def test_a_title_about_something_else_than_what_practices_will_do_is_told(read, title):
    draft = read(
        [[title], [], ["ODS code", LIMIT, FREEZE], ["Z99001", "Green", "Red"], ["Z99002", "Red", "Red"]]
    )
    assert [problem.value for problem in draft.problems] == [title]


def test_a_key_in_brackets_behind_its_own_word_is_read(read):
    title = "Actions (RAG: green = on track, red = off track)"
    draft = read(
        [[title], [], ["ODS code", LIMIT, FREEZE], ["Z99001", "Green", "Red"], ["Z99002", "Red", "Red"]]
    )
    assert [question.about for question in draft.questions.values()] == ["key"]
