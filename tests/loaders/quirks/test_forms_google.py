"""Google Forms: the CSV that the form gives and the sheet it is linked to. One test a quirk."""

from __future__ import annotations

import pytest

LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"
FREEZE = "Freeze sign-up to any new data sharing agreements or local system data sharing platforms"
PILOTS = "Defer making any decisions to accept local or national NHSE Pilot programmes"

GRID = "How would your practice rate each action?"


@pytest.mark.parametrize(
    ("first", "second", "times"),
    [
        ("03/08/2024 09:05:40", "13/08/2024 17:05:40", ["2024-08-03 09:05", "2024-08-13 17:05"]),
        ("8/3/2024 9:05:40", "8/13/2024 17:05:40", ["2024-08-03 09:05", "2024-08-13 17:05"]),
        (
            "2024/08/03 9:05:40 am GMT+1",
            "2024/08/13 5:05:40 pm GMT+1",
            ["2024-08-03 09:05", "2024-08-13 17:05"],
        ),
    ],
)
def test_time_stamps_day_first_month_first_and_of_the_csv(form, first, second, times):
    read = form(
        ["Timestamp", "Username", "ODS code", f"{GRID} [{LIMIT}]", f"{GRID} [{FREEZE}]"],
        [first, "one@example.org", "Z99001", "Green", "Red"],
        [second, "two@example.org", "Z99002", "Amber", "Red"],
    )
    assert read.figures == {"limit_contacts": {"green": 1, "amber": 1}, "dsa_freeze": {"red": 2}}
    assert read.clean
    assert read.times == times


def test_repeated_headings(form):
    read = form(
        ["Timestamp", "Email Address", "ODS code", LIMIT, "Comments", FREEZE, "Comments", "Score"],
        ["13/08/2024 09:05:40", "", "Z99001", "Green", "Since July", "Red", "Never", "0 / 0"],
    )
    assert read.figures == {"limit_contacts": {"green": 1}, "dsa_freeze": {"red": 1}}
    assert read.clean
    assert sorted(read.comments) == ["Never", "Since July"]


def test_a_grid_row_with_its_number_and_a_second_bracket(form):
    read = form(
        ["Timestamp", "ODS code", f"{GRID} (RAG) [1. {LIMIT}]", f"{GRID} (RAG) [Pilots (NHSE)]"],
        ["13/08/2024 09:05:40", "Z99001", "Red", "Green"],
    )
    assert read.answers == {("Z99001", "limit_contacts"): "red"}
    assert read.questions == [("action", f"{GRID} (RAG) [Pilots (NHSE)]", 1)]
    assert read.draft.questions[next(iter(read.draft.questions))].choices[0] == "pilots"


def test_a_tick_box_grid_with_two_ticks_is_no_single_answer(form):
    read = form(
        ["Timestamp", "ODS code", f"{GRID} [{LIMIT}]", f"{GRID} [{FREEZE}]"],
        ["13/08/2024 09:05:40", "Z99001", "Green", "Red"],
        ["13/08/2024 09:06:40", "Z99002", "Green, Amber", "Red"],
    )
    assert read.figures == {"limit_contacts": {"green": 1}, "dsa_freeze": {"red": 2}}
    assert read.problems == [("C3", "Green, Amber")]


def test_a_tick_box_grid_with_the_answers_as_rows(form):
    read = form(
        [
            "Timestamp",
            "ODS code",
            "Sort the actions [Green]",
            "Sort the actions [Amber]",
            "Sort the actions [Red]",
        ],
        [
            "13/08/2024 09:05:40",
            "Z99001",
            f"Stop rationing referrals, investigations and admissions, {FREEZE}",
            LIMIT,
            "",
        ],
        ["13/08/2024 09:06:40", "Z99002", "", "", f"{FREEZE}, {LIMIT}"],
    )
    assert read.answers == {
        ("Z99001", "referrals"): "green",
        ("Z99001", "dsa_freeze"): "green",
        ("Z99001", "limit_contacts"): "amber",
        ("Z99002", "dsa_freeze"): "red",
        ("Z99002", "limit_contacts"): "red",
    }
    assert (read.questions, read.problems) == ([], [])


def test_choices_joined_by_commas_that_stand_in_the_wordings_too(form):
    read = form(
        ["Timestamp", "ODS code", "Which actions is your practice taking?"],
        [
            "13/08/2024 09:05:40",
            "Z99001",
            f"Stop rationing referrals, investigations and admissions, {PILOTS}",
        ],
        ["14/08/2024 09:05:40", "Z99002", PILOTS],
    )
    assert read.figures == {"referrals": {"taking": 1, "not_taking": 1}, "pilots": {"taking": 2}}
    assert (read.questions, read.problems) == ([], [])


def test_the_name_that_a_download_has(form):
    read = form(
        ["Timestamp", "ODS code", LIMIT, FREEZE],
        ["13/08/2024 09:05:40", "Z99001", "Green", "Red"],
        name="Sefton LMC collective action (Responses) - Form responses 1",
        region=None,
        survey=None,
    )
    assert (read.draft.region, read.draft.survey) == ("sefton", "sefton-2024-08")
    assert read.clean


@pytest.mark.parametrize("also", ["Stop rationing referrals", "Serve notice on voluntary services"])
def test_two_ticked_actions_of_which_a_keyword_knows_one_are_both_taken(form, also):
    result = form(
        ["Timestamp", "ODS code", "Which of these actions is your practice taking?"],
        ["05/08/2024 09:00:00", "Z99001", f"Stop Advice & Guidance, {also}"],
        ["05/08/2024 10:00:00", "Z99002", also],
    )
    assert result.answers[("Z99001", "advice_guidance")] == "taking"
    assert result.figures["advice_guidance"] == {"taking": 1, "not_taking": 1}


def test_what_is_no_action_behind_a_comma_is_asked_about(form):
    result = form(
        ["Timestamp", "ODS code", "Which of these actions is your practice taking?"],
        ["05/08/2024 09:00:00", "Z99001", "Stop rationing referrals, refuse home visits"],
        [
            "05/08/2024 10:00:00",
            "Z99002",
            "Stop rationing referrals, investigations and admissions, Defer pilots",
        ],
    )
    assert result.questions == [("action", "refuse home visits", 1)]
    assert result.answers == {("Z99002", "referrals"): "taking", ("Z99002", "pilots"): "taking"}


def test_branches_of_a_form_that_repeat_the_same_questions_are_one(form):
    result = form(
        ["Timestamp", "Network", "ODS code", LIMIT, "ODS code", LIMIT],
        ["05/08/2024 09:00:00", "North", "Z99001", "Green", "", ""],
        ["15/08/2024 09:00:00", "South", "", "", "Z99002", "Red"],
        ["16/08/2024 09:00:00", "South", "", "", "Z99003", ""],
    )
    assert result.figures == {"limit_contacts": {"green": 1, "red": 1}}
    assert (result.questions, result.problems) == ([], [])
    assert result.draft.notes == [
        "Columns D and F ask the same, and each row fills one of them: they were read as one question "
        "(“Limit daily patient contacts per clinician to the UEMO…”)."
    ]
    assert result.draft.unanswered == 1


def test_two_columns_under_one_heading_that_one_row_fills_both_are_asked_about(form):
    result = form(
        ["Timestamp", "ODS code", LIMIT, LIMIT],
        ["05/08/2024 09:00:00", "Z99001", "Green", ""],
        ["15/08/2024 09:00:00", "Z99002", "Red", "Amber"],
    )
    assert [about for about, _, _ in result.questions] == ["column"]


def test_the_score_and_feedback_of_a_quiz_are_no_answers(form):
    result = form(
        ["Timestamp", "Score"]
        + [f"{asked}{of}" for asked in ("ODS code", LIMIT) for of in ("", " [Score]", " [Feedback]")],
        ["05/08/2024 09:00:00", "0 / 0", "Z99001", "-- / 0", "", "Green", "-- / 0", ""],
        ["15/08/2024 09:00:00", "0 / 0", "Z99002", "-- / 0", "", "Red", "-- / 0", "Red herring"],
    )
    assert result.figures == {"limit_contacts": {"green": 1, "red": 1}}
    assert result.clean


def test_resent_replies_with_dates_that_could_be_either_way_are_asked_about(form):
    result = form(
        ["Timestamp", "ODS code", LIMIT],
        ["03/04/2025", "Z99001", "Red"],
        ["01/06/2025", "Z99001", "Green"],
        ["02/05/2025", "Z99002", "Amber"],
    )
    assert result.questions == [("date order", "Timestamp", 2)]
    assert result.answers == {("Z99002", "limit_contacts"): "amber"}


def test_resent_replies_of_which_the_same_is_last_either_way_need_no_question(form):
    result = form(
        ["Timestamp", "ODS code", LIMIT],
        ["03/04/2025", "Z99001", "Red"],
        ["03/05/2025", "Z99001", "Green"],
        ["02/05/2025", "Z99002", "Amber"],
    )
    assert result.questions == []
    assert result.answers[("Z99001", "limit_contacts")] == "green"
