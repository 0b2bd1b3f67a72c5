"""Surveys, each drawn as it stands in a file, one for each quirk. Figures are counted by hand."""

from __future__ import annotations

from datetime import datetime

import pytest

from loaders.draft import Fate

LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"
FREEZE = "Freeze sign-up to any new data sharing agreements or local system data sharing platforms"
PILOTS = "Defer making any decisions to accept local or national NHSE Pilot programmes"


@pytest.fixture
def survey(draft_from):
    """A draft of a survey of Sefton called 'autumn', or read with other options."""

    def read(*rows, **options):
        options = {"region": "sefton", "survey": "autumn"} | options
        return draft_from(list(map(list, rows)), **{k: v for k, v in options.items() if v is not None})

    return read


@pytest.fixture
def answers(rows_of):
    """The answers of a draft as {(respondent, action): answer}; the lowest row counts."""

    def given(draft):
        frame = rows_of(draft, "answers")
        if frame.empty:
            return {}
        return dict(zip(zip(frame["respondent"], frame["action"], strict=True), frame["answer"], strict=True))

    return given


def clean(draft):
    return (draft.problems, draft.questions, draft.left_out, draft.notes) == ([], {}, [], [])


# Shapes


def test_wide_a_reply_a_row(survey, answers):
    draft = survey(
        ["ODS code", LIMIT, FREEZE],
        ["Z99001", "Green", "RED - will not undertake"],
        ["Z99002", "amber", ""],
    )
    assert answers(draft) == {
        ("Z99001", "limit_contacts"): "green",
        ("Z99001", "dsa_freeze"): "red",
        ("Z99002", "limit_contacts"): "amber",
    }
    assert clean(draft)
    assert (draft.kind, draft.region, draft.survey) == ("survey", "sefton", "autumn")
    assert (draft.rows_read, draft.rows_loaded, draft.rows_left_out) == (2, 2, 0)


def test_long_an_answer_a_row(survey, answers, rows_of):
    draft = survey(
        ["Practice code", "Action", "Answer"],
        ["Z99001", LIMIT, "Green"],
        ["Z99001", FREEZE, "Red"],
        ["Z99002", LIMIT, "Amber"],
    )
    assert answers(draft) == {
        ("Z99001", "limit_contacts"): "green",
        ("Z99001", "dsa_freeze"): "red",
        ("Z99002", "limit_contacts"): "amber",
    }
    assert rows_of(draft, "replies")["respondent"].tolist() == ["Z99001", "Z99002"]
    assert clean(draft)


def test_long_told_by_its_contents_alone(survey, answers):
    draft = survey(
        ["Who", "About", "Says"],
        ["Z99001", LIMIT, "Green"],
        ["Z99002", PILOTS, "Red"],
    )
    assert answers(draft) == {("Z99001", "limit_contacts"): "green", ("Z99002", "pilots"): "red"}


def test_transposed_actions_are_rows_and_practices_columns(survey, answers):
    draft = survey(
        ["Action", "Z99001", "Z99002", "Z99003"],
        [LIMIT, "G", "R", "A"],
        [FREEZE, "R", "", "G"],
    )
    assert answers(draft) == {
        ("Z99001", "limit_contacts"): "green",
        ("Z99002", "limit_contacts"): "red",
        ("Z99003", "limit_contacts"): "amber",
        ("Z99001", "dsa_freeze"): "red",
        ("Z99003", "dsa_freeze"): "green",
    }
    assert clean(draft)


def test_transposed_with_practice_names(survey, answers):
    draft = survey(
        ["Action", "Elm Surgery", "Oak Surgery"],
        [LIMIT, "Green", "Red"],
        [FREEZE, "Red", "Red"],
    )
    (question,) = draft.questions.values()
    assert (question.about, question.affects_rows, answers(draft)) == ("practice", 4, {})


def test_one_column_that_rates_two_actions_answers_both(survey, answers):
    merged = (
        "6. Switch Off GP Connect Functionality: Prevent third-party providers from entering codes into GP "
        "clinical records. Withdraw permission for data sharing agreements which exclusively use data for "
        "secondary purposes."
    )
    draft = survey(["ODS code", LIMIT, merged], ["Z99001", "Green", "Amber"])
    assert answers(draft) == {
        ("Z99001", "limit_contacts"): "green",
        ("Z99001", "gp_connect"): "amber",
        ("Z99001", "dsa_withdraw"): "amber",
    }


# Headings


def test_the_wording_decides_and_not_its_number(survey, answers):
    draft = survey(["ODS code", f"9. {LIMIT}", f"Q1) {FREEZE}"], ["Z99001", "Green", "Red"])
    assert answers(draft) == {("Z99001", "limit_contacts"): "green", ("Z99001", "dsa_freeze"): "red"}


def test_a_bare_number_is_a_question(survey, answers):
    draft = survey(["ODS code", LIMIT, "Option 7"], ["Z99001", "Green", "Red"], ["Z99002", "Red", "Red"])
    (question,) = draft.questions.values()
    assert (question.about, question.value, question.affects_rows) == ("action", "Option 7", 2)
    assert {"dsa_freeze", "dsa_withdraw", "med_opt"} <= set(question.choices)
    assert answers(draft) == {
        ("Z99001", "limit_contacts"): "green",
        ("Z99002", "limit_contacts"): "red",
    }


def test_a_bare_number_is_the_item_of_the_menu_named(survey, answers):
    draft = survey(["ODS code", "Option 7", "8"], ["Z99001", "Green", "Red"], menu="sefton_toolkit")
    assert answers(draft) == {("Z99001", "dsa_freeze"): "green", ("Z99001", "med_opt"): "red"}
    assert draft.questions == {}


def test_a_google_grid_names_the_action_in_brackets(survey, answers):
    draft = survey(
        ["Timestamp", "ODS code", f"How do you rate these? [{LIMIT}]", f"How do you rate these? [{FREEZE}]"],
        ["03/08/2024 09:00:00", "Z99001", "Green", "Red"],
    )
    assert answers(draft) == {("Z99001", "limit_contacts"): "green", ("Z99001", "dsa_freeze"): "red"}


def test_surveymonkey_has_two_heading_rows(survey, answers, rows_of):
    draft = survey(
        ["Respondent ID", "End Date", "Practice code", "Please rate each option", "", ""],
        ["", "", "Open-Ended Response", LIMIT, FREEZE, PILOTS],
        ["118620000000", "05/08/2024 08:39:00", "Z99001", "Green", "Red", ""],
    )
    assert answers(draft) == {("Z99001", "limit_contacts"): "green", ("Z99001", "dsa_freeze"): "red"}
    assert rows_of(draft, "replies")["submitted_at"].tolist() == [datetime(2024, 8, 5, 8, 39)]
    assert clean(draft)


def test_two_columns_that_claim_the_same_action_are_asked_about(survey, answers):
    draft = survey(["ODS code", LIMIT, "25 contacts a day", FREEZE], ["Z99001", "Green", "Red", "Amber"])
    (question,) = draft.questions.values()
    assert question.about == "column"
    names = [f"column B: {LIMIT}", "column C: 25 contacts a day"]
    assert question.choices == [*names, f"{names[-1]}, where it is filled"]
    assert answers(draft) == {("Z99001", "dsa_freeze"): "amber"}


def test_a_column_of_answers_to_something_unknown_is_asked_about(survey, answers):
    draft = survey(["ODS code", LIMIT, "Paint the surgery"], ["Z99001", "Green", "Red"])
    (question,) = draft.questions.values()
    assert (question.about, question.value) == ("action", "Paint the surgery")
    assert question.choices[-1] == "leave out"


def test_other_columns_are_left_out_with_a_line_each(survey):
    draft = survey(
        ["ODS code", LIMIT, "Parking spaces"], ["Z99001", "Green", "a dozen"], ["Z99002", "Red", "two"]
    )
    assert [(item.cell, item.value) for item in draft.left_out] == [("C1", "Parking spaces")]
    assert (draft.fates["drawn"][1:, 2] == Fate.LEFT_OUT).all()


def test_comments_are_kept_apart_from_answers(survey, answers, rows_of):
    draft = survey(
        ["ODS code", LIMIT, "Any comments?", f"Why? {LIMIT}"],
        ["Z99001", "Green", "We are red on nothing", "Because the partners agreed it in July"],
    )
    assert answers(draft) == {("Z99001", "limit_contacts"): "green"}
    assert sorted(rows_of(draft, "comments")["text"]) == [
        "Because the partners agreed it in July",
        "We are red on nothing",
    ]


# Answers


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("R", "red"),
        (" g ", "green"),
        ("AMBER – will undertake in certain conditions\xa0", "amber"),
        ("(Green)", "green"),
        ("Red.", "red"),
        ("GREEN - already in place here", "green"),
        ("Amber (if the ICB pays)", "amber"),
        ("🟢", "green"),
        ("will readily undertake", "green"),
    ],
)
def test_answers_in_many_spellings(survey, answers, text, answer):
    draft = survey(["ODS code", LIMIT, FREEZE], ["Z99001", text, "Amber"])
    assert answers(draft)[("Z99001", "limit_contacts")] == answer


@pytest.mark.parametrize("text", ["Red/Amber", "Green - if funded", "#REF!", "perhaps", "5. Strongly agree"])
def test_what_is_not_one_answer_is_a_problem_or_a_question(survey, answers, text):
    draft = survey(["ODS code", LIMIT, FREEZE], ["Z99001", text, "Amber"])
    assert answers(draft) == {("Z99001", "dsa_freeze"): "amber"}
    assert len(draft.problems) + len(draft.questions) == 1


def test_no_answer_is_left_out_each_kind_by_name(survey, answers):
    draft = survey(["ODS code", LIMIT, FREEZE], ["Z99001", "don't know", "Amber"], ["Z99002", "N/A", "Red"])
    assert [(item.cell, item.reason) for item in draft.left_out] == [
        ("B2", "no answer: don't know"),
        ("B3", "no answer: not applicable"),
    ]
    assert len(answers(draft)) == 2


def test_scores_without_a_key_are_asked_about(survey, answers):
    draft = survey(["ODS code", LIMIT, FREEZE], ["Z99001", 1, 3], ["Z99002", 3, 1], kind="survey")
    assert sorted((q.about, q.value, q.affects_rows) for q in draft.questions.values()) == [
        ("answer", "1", 2),
        ("answer", "3", 2),
    ]
    assert answers(draft) == {}


def test_scores_are_read_by_the_key_on_the_sheet(survey, answers):
    draft = survey(
        ["Key: 1 = will not undertake, 2 = in certain conditions, 3 = will readily undertake", None, None],
        [],
        ["ODS code", LIMIT, FREEZE],
        ["Z99001", 1, 3],
        ["Z99002", 2, 1],
    )
    assert answers(draft) == {
        ("Z99001", "limit_contacts"): "red",
        ("Z99001", "dsa_freeze"): "green",
        ("Z99002", "limit_contacts"): "amber",
        ("Z99002", "dsa_freeze"): "red",
    }


def test_the_answers_tell_the_scale(survey, rows_of):
    draft = survey(["ODS code", LIMIT, FREEZE], ["Z99001", "Already taking", "Not planning"])
    assert rows_of(draft, "surveys")["scale"].tolist() == ["participation"]
    assert rows_of(draft, "answers")["answer"].tolist() == ["taking", "not_taking"]


# Practices


def test_codes_in_any_spelling(survey, answers):
    draft = survey(["ODS code", LIMIT, FREEZE], [" z99 001 ", "Green", "Red"], ["z99002", "Red", "Red"])
    assert {who for who, _ in answers(draft)} == {"Z99001", "Z99002"}


def test_codes_under_any_heading_and_within_names(survey, answers):
    draft = survey(["Which one are you?", LIMIT, FREEZE], ["Z99001", "Green", "Red"])
    assert {who for who, _ in answers(draft)} == {"Z99001"}
    draft = survey(["Practice", LIMIT, FREEZE], ["Elm Surgery (Z99001)", "Green", "Red"])
    assert {who for who, _ in answers(draft)} == {"Z99001"}


def test_a_network_code_is_no_practice(survey, answers):
    draft = survey(["PCN", "ODS code", LIMIT], ["U12345", "Z99001", "Green"], ["U12345", "U12345", "Red"])
    assert {who for who, _ in answers(draft)} == {"Z99001"}
    (problem,) = draft.problems
    assert (problem.cell, problem.value) == ("B3", "U12345")


def test_without_practices_replies_are_anonymous_and_the_note_says_so(survey, rows_of):
    draft = survey(
        ["Timestamp", LIMIT, FREEZE], ["03/08/2024", "Green", "Red"], ["03/08/2024", "Green", "Red"]
    )
    assert rows_of(draft, "replies")["respondent"].tolist() == ["anonymous::drawn:2", "anonymous::drawn:3"]
    (note,) = draft.notes
    assert "anonymous" in note


def test_a_row_without_its_practice_is_a_problem(survey, answers):
    draft = survey(["ODS code", "Practice name", LIMIT], ["Z99001", "Elm", "Green"], ["", "", "Red"])
    (problem,) = draft.problems
    assert "No practice in this row" in problem.reason
    assert answers(draft) == {("Z99001", "limit_contacts"): "green"}


def test_a_test_row_is_left_out(survey, answers):
    draft = survey(["ODS code", "Practice name", LIMIT], ["Z99001", "Elm", "Green"], ["", "TEST", "Red"])
    assert [(item.cell, item.reason) for item in draft.left_out] == [("B3", "a test row or an example")]
    assert len(answers(draft)) == 1


def test_a_practice_that_answered_twice_is_noted_with_the_answer_that_counts(survey):
    draft = survey(
        ["ODS code", "Completion time", LIMIT],
        ["Z99107", "05/12/2024 10:00", "Red"],
        ["Z99108", "15/11/2024 10:00", "Red"],
        ["Z99107", "13/11/2024 10:00", "Green"],
    )
    assert draft.notes == ["Z99107 answered twice; the answer of 5 December 2024 counts."]
    assert draft.rows_loaded == 3


def test_of_the_rows_of_a_form_without_times_the_lower_counts(survey):
    draft = survey(["ID", "ODS code", LIMIT], ["1", "Z99107", "Red"], ["2", "Z99107", "Green"])
    assert draft.notes == ["Z99107 answered twice; the lower row (row 3) counts."]


def test_rows_that_contradict_each_other_without_times_are_asked_about(survey, answers):
    draft = survey(["ODS code", LIMIT], ["Z99107", "Red"], ["Z99108", "Red"], ["Z99107", "Green"])
    (question,) = draft.questions.values()
    assert (question.about, question.value, question.affects_rows) == ("contradiction", "Z99107", 2)
    assert "rows 2 and 4" in question.sentence
    assert answers(draft) == {("Z99108", "limit_contacts"): "red"}


def test_rows_that_say_the_same_twice_are_no_question(survey):
    draft = survey(["ODS code", LIMIT], ["Z99107", "Red"], ["Z99107", "Red"])
    assert draft.questions == {}


def test_of_very_many_practices_that_answered_twice_the_rest_is_counted(survey):
    rows = [[f"Z99{number:03d}", "Red"] for number in range(103)]
    draft = survey(["ODS code", LIMIT], *rows, *rows)
    assert len(draft.notes) == 102  # and that there are more of them than Sefton has
    assert draft.notes[-1] == (
        "3 more answered more than once: of each the latest answer counts, or the lower row where no time says "
        "which is later."
    )


# Regions and surveys


def test_a_new_survey_takes_its_id_from_region_and_last_reply(survey):
    draft = survey(
        ["ODS code", "Completion time", LIMIT],
        ["Z99001", "30/08/2024", "Red"],
        ["Z99002", "03/09/2024", "Red"],
        survey=None,
    )
    assert draft.survey == "sefton-2024-09"
    assert "had no survey yet" in draft.notes[0]


def test_the_region_of_the_title_the_sheet_or_the_file(draft_from):
    rows = [["ODS code", LIMIT, FREEZE], ["Z99001", "Red", "Green"]]
    assert draft_from([["Dorset LMC survey"], [], *rows]).region == "dorset"
    assert draft_from(rows, name="BSW replies").region == "bsw"
    draft = draft_from(rows, name="replies of Dorset and Sefton")
    (question,) = draft.questions.values()
    assert question.about == "region"
    assert draft.rows_loaded == 0


def test_a_region_column_splits_the_replies(draft_from, rows_of):
    draft = draft_from(
        [
            ["LMC", "ODS code", LIMIT],
            ["Sefton", "Z99001", "Red"],
            ["Dorset LMC", "Z99002", "Red"],
            ["Narnia", "Z99003", "Red"],
        ],
        survey="autumn",
    )
    assert rows_of(draft, "answers")["region"].tolist() == ["sefton", "dorset"]
    (question,) = draft.questions.values()
    assert (question.about, question.value, question.affects_rows) == ("region", "Narnia", 1)


def test_rows_of_another_region_than_the_one_named_are_left_out(survey, rows_of):
    draft = survey(["LMC", "ODS code", LIMIT], ["Sefton", "Z99001", "Red"], ["Dorset", "Z99002", "Red"])
    assert rows_of(draft, "answers")["region"].tolist() == ["sefton"]
    assert [item.cell for item in draft.left_out] == ["A3"]


def test_a_formula_that_was_never_calculated_is_a_problem(survey, answers):
    draft = survey(
        ["ODS code", LIMIT, 1], ["Z99001", '=IF(1=1,"Green","Red")', None], ["Z99002", "Red", None]
    )
    assert [(problem.cell, problem.value[:15]) for problem in draft.problems] == [("B2", "#NOT CALCULATED")]
    assert answers(draft) == {("Z99002", "limit_contacts"): "red"}


def test_two_tables_side_by_side_are_read_each_for_itself(survey, answers):
    draft = survey(
        ["ODS code", LIMIT, "", "ODS code", FREEZE],
        ["Z99001", "Green", "", "U89141", "Red"],
        ["", "Red", "", "Z99004", "Green"],
        ["", "", "", "Z99005", "Amber"],
    )
    assert answers(draft) == {
        ("Z99001", "limit_contacts"): "green",
        ("Z99004", "dsa_freeze"): "green",
        ("Z99005", "dsa_freeze"): "amber",
    }
    assert sorted(problem.cell for problem in draft.problems) == ["A3", "D2"]
    assert draft.fates["drawn"][1].tolist() == [
        Fate.LABEL,
        Fate.ANSWER,
        Fate.BLANK,
        Fate.PROBLEM,
        Fate.PROBLEM,
    ]
    assert (draft.rows_read, draft.rows_loaded, draft.rows_left_out) == (5, 3, 0)


def test_comments_under_the_heading_of_an_action_are_comments(survey, answers):
    draft = survey(
        ["ODS code", LIMIT, "", FREEZE, ""],
        ["", "RAG", "Comments", "RAG", "Comments"],
        ["Z99001", "Green", "Red tape", "Red", "Green"],
    )
    assert answers(draft) == {("Z99001", "limit_contacts"): "green", ("Z99001", "dsa_freeze"): "red"}
    assert draft.questions == {}


def test_formulas_that_were_never_calculated_are_no_remarks(survey, answers):
    formula = '=IF(1=1,"Green","Red")'
    draft = survey(["ODS code", LIMIT, 1], ["Z99001", formula, None], ["Z99002", formula, None])
    assert [(problem.cell, problem.reason) for problem in draft.problems] == [
        (
            cell,
            "This formula was saved without its result; open the file in Excel, save it and load it again.",
        )
        for cell in ("B2", "B3")
    ]


@pytest.mark.parametrize(
    ("cells", "asked"),
    [
        (["Y", "M", "N"], ["M"]),
        (["Y", "P", "n/a"], ["P"]),
        (["Y", "N", "N"], []),
        (["Yes", "No", "M"], ["M"]),
    ],
)
def test_y_and_n_wait_for_what_a_letter_beside_them_stands_for(survey, answers, cells, asked):
    draft = survey(["ODS code", LIMIT], *([f"Z99{at:03d}", cell] for at, cell in enumerate(cells)))
    assert [question.value for question in draft.questions.values()] == asked
    assert len(answers(draft)) == (0 if asked and "Y" in cells else 3 - len(asked))
