"""Microsoft Forms: the workbook that "Open in Excel" gives. One test a quirk, counted by hand."""

from __future__ import annotations

from datetime import datetime

import pytest

LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"
FREEZE = "Freeze sign-up to any new data sharing agreements or local system data sharing platforms"
PILOTS = "Defer making any decisions to accept local or national NHSE Pilot programmes"

NBSP = "\xa0"
WHO = ["ID", "Start time", "Completion time", "Email", "Name"]


def sent(number, day=3, month=8):
    """The cells that the form writes before the questions."""
    return [
        number,
        datetime(2024, month, day, 9, 0, 5),
        datetime(2024, month, day, 9, 5, 40),
        "anonymous",
        "",
    ]


def test_present_layout_with_last_modified_time(form):
    read = form(
        [*WHO, "Last modified time", f"Practice ODS code{NBSP}", f"1.{NBSP}{LIMIT}{NBSP}", FREEZE],
        [*sent(1), None, "Z99001", f"Green{NBSP}", "Red"],
        [*sent(2), None, f"Z99002{NBSP}", "Amber", "Red"],
    )
    assert read.figures == {"limit_contacts": {"green": 1, "amber": 1}, "dsa_freeze": {"red": 2}}
    assert read.clean
    assert read.times == ["2024-08-03 09:05", "2024-08-03 09:05"]


def test_layout_of_2020_with_id_in_another_case(form):
    read = form(
        ["Id", *WHO[1:], "Practice name and ODS code", LIMIT, FREEZE],
        [*sent(1), "Elm Surgery Z99001", "Green", "Red"],
        [*sent(2), "Oak (Z99002)", "Amber", "Red"],
    )
    assert read.figures == {"limit_contacts": {"green": 1, "amber": 1}, "dsa_freeze": {"red": 2}}
    assert read.clean


def test_quiz_export_with_points_and_feedback(form):
    read = form(
        [
            *WHO,
            "Total points",
            "Quiz feedback",
            "Grade posted time",
            *("ODS code", "Points - ODS code", "Feedback - ODS code"),
            *(LIMIT, f"Points - {LIMIT}", f"Feedback - {LIMIT}"),
            *(FREEZE, f"Points - {FREEZE}", f"Feedback - {FREEZE}"),
        ],
        [*sent(1), 1, "", None, "Z99001", 0, "", "Green", 1, "Thank you", "Red", 0, ""],
        [*sent(2), 0, "", None, "Z99002", 0, "", "Amber", 0, "", "Red", 0, ""],
    )
    assert read.figures == {"limit_contacts": {"green": 1, "amber": 1}, "dsa_freeze": {"red": 2}}
    assert read.clean
    assert read.comments == []


def test_a_number_behind_a_repeated_question(form):
    read = form(
        [*WHO, "ODS code", LIMIT, "Please give your reasons", FREEZE, "Please give your reasons2"],
        [*sent(1), "Z99001", "Green", "Yes", "Red", "No"],
        [*sent(2), "Z99002", "Amber", "No need", "Red", ""],
    )
    assert read.figures == {"limit_contacts": {"green": 1, "amber": 1}, "dsa_freeze": {"red": 2}}
    assert read.clean
    assert sorted(read.comments) == ["No", "No need", "Yes"]


def test_an_action_asked_twice_with_a_number_behind(form):
    read = form(
        [*WHO, "ODS code", LIMIT, FREEZE, f"{LIMIT}2"],
        [*sent(1), "Z99001", "Green", "Red", "Amber"],
    )
    assert read.figures == {"dsa_freeze": {"red": 1}}
    assert read.questions == [("column", "Limit to 25 contacts a day", 1)]


def test_a_likert_grid_is_one_column_a_row(form):
    read = form(
        [*WHO, "ODS code", f"{LIMIT}.", f"{NBSP}{FREEZE}{NBSP}", f"RAG rating.{PILOTS}"],
        [*sent(1), "Z99001", "GREEN - will readily undertake", "RED - will not undertake", "Amber"],
    )
    assert read.answers == {
        ("Z99001", "limit_contacts"): "green",
        ("Z99001", "dsa_freeze"): "red",
        ("Z99001", "pilots"): "amber",
    }
    assert read.clean


def test_several_choices_joined_by_semicolons(form):
    read = form(
        [*WHO, "ODS code", "Which of these actions is your practice already taking?"],
        [*sent(1), "Z99001", "Limit to 25 contacts a day;Defer pilots;"],
        [*sent(2), "Z99002", "Defer pilots;"],
        [*sent(3), "Z99003", None],
    )
    assert read.figures == {"limit_contacts": {"taking": 1, "not_taking": 1}, "pilots": {"taking": 2}}
    assert (read.questions, read.problems) == ([], [])
    assert read.draft.notes[0] == (
        "“Which of these actions is your practice already taking?” lets several be named: an action that "
        "a practice did not name counts as Not taking there, if anybody named it."
    )


def test_a_cell_with_an_action_never_seen_waits_as_a_whole(form):
    read = form(
        [*WHO, "ODS code", "Which actions are you taking? (tick all that apply)"],
        [*sent(1), "Z99001", "Limit to 25 contacts a day;Closing the car park;"],
        [*sent(2), "Z99002", "None of these;"],
    )
    assert read.answers == {("Z99002", "limit_contacts"): "not_taking"}
    assert read.questions == [("action", "Closing the car park", 1)]


@pytest.mark.parametrize("value", ["Other", "We turned the taps off, and told the ICB"])
def test_other_among_several_choices_is_left_out_with_a_line(form, value):
    read = form(
        [*WHO, "ODS code", "Which actions are you taking?"],
        [*sent(1), "Z99001", "Limit to 25 contacts a day;Defer pilots;"],
        [*sent(2), "Z99002", f"Defer pilots;Other: {value};"],
    )
    assert read.figures == {"limit_contacts": {"taking": 1, "not_taking": 1}, "pilots": {"taking": 2}}
    assert read.left_out == [("G3", f"“Other: {value}” names no action")]
    assert read.questions == []


def test_a_ranking_is_no_answer(form):
    read = form(
        [*WHO, "ODS code", LIMIT, "Please rank these actions in order of priority"],
        [*sent(1), "Z99001", "Green", "Defer pilots;Limit to 25 contacts a day;"],
        [*sent(2), "Z99002", "Green", "Limit to 25 contacts a day;Defer pilots;"],
    )
    assert read.figures == {"limit_contacts": {"green": 2}}
    assert read.left_out == [("H1", "an order of actions, no answer to them")]
    assert (read.questions, read.problems) == ([], [])


def test_questions_about_the_reply_itself_are_left_out_with_a_line_each(form):
    read = form(
        [
            *WHO,
            "I consent to the LMC holding these answers",
            "What is your role?",
            "ODS code",
            LIMIT,
            FREEZE,
            "Are you answering on behalf of all partners?",
            "May we contact you about your answers?",
            "How likely are you to recommend the LMC?",
        ],
        [*sent(1), "Yes", "Practice manager", "Z99001", "Green", "Red", "Yes", "No", 9],
        [*sent(2), "Yes", "GP partner", "Z99002", "Amber", "Red", "No", "Yes", 10],
    )
    assert read.figures == {"limit_contacts": {"green": 1, "amber": 1}, "dsa_freeze": {"red": 2}}
    assert (read.questions, read.problems) == ([], [])
    assert {cell for cell, _ in read.left_out} == {"F1", "G1", "K1", "L1", "M1"}


def test_anonymous_replies_are_noted(form):
    read = form(
        [*WHO, LIMIT, FREEZE],
        [*sent(1), "Green", "Red"],
        [*sent(2), "Amber", "Red"],
    )
    assert read.figures == {"limit_contacts": {"green": 1, "amber": 1}, "dsa_freeze": {"red": 2}}
    assert read.clean
    assert read.draft.notes == [
        "There is no column of practices: the replies are anonymous, and one sent twice counts twice."
    ]


def test_csv_with_american_short_years(form):
    read = form(
        [*WHO, "ODS code", LIMIT, FREEZE],
        ["1", "8/3/24 9:00:05", "8/3/24 9:05:40", "anonymous", "", "Z99001", "Green", "Red"],
        ["2", "8/13/24 9:00:05", "8/13/24 17:05:40", "anonymous", "", "Z99002", "Green", "Red"],
    )
    assert read.clean
    assert read.times == ["2024-08-03 09:05", "2024-08-13 17:05"]


def test_a_list_beside_a_rated_action_does_not_say_what_the_rating_is_about(form):
    read = form(
        [*WHO, "ODS code", "Which action would you start with?", LIMIT],
        [*sent(1), "Z99001", "Defer pilots", "Green"],
        [*sent(2), "Z99002", "Limit to 25 contacts a day", "Red"],
    )
    assert read.figures == {"limit_contacts": {"green": 1, "red": 1}}
    assert read.questions == [("ticks", "Which action would you start with?", 2)]


def test_an_action_named_in_two_lists_is_a_problem_in_both_cells(form):
    read = form(
        [*WHO, "ODS code", "Which actions are you taking?", "Which actions are you planning?"],
        [*sent(1), "Z99001", "Limit to 25 contacts a day;", "Defer pilots;"],
        [*sent(2), "Z99002", "Defer pilots;", "Limit to 25 contacts a day;Defer pilots;"],
    )
    assert read.answers == {("Z99001", "limit_contacts"): "taking", ("Z99001", "pilots"): "planning"}
    assert [cell for cell, _ in read.problems] == ["G3", "H3"]


def test_a_list_on_another_scale_than_the_rated_actions_is_a_survey_of_its_own(form):
    read = form(
        [*WHO, "ODS code", LIMIT, FREEZE, "Which actions are you already taking?"],
        [*sent(1), "Z99001", "Green", "Red", "Defer pilots;GP Connect;"],
        [*sent(2), "Z99002", "Red", "Red", "Defer pilots;"],
    )
    assert read.figures == {
        "limit_contacts": {"green": 1, "red": 1}, "dsa_freeze": {"red": 2}, "pilots": {"taking": 2},
        "gp_connect": {"taking": 1, "not_taking": 1},
    }  # fmt: skip
    assert (read.questions, read.problems) == ([], [])
    scales = {row.survey: row.scale for frame in read.draft.rows["surveys"] for row in frame.itertuples()}
    assert scales == {"autumn": "rag", "autumn-participation": "participation"}
