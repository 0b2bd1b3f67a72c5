"""SurveyMonkey: one or two heading rows, condensed and expanded. One test a quirk."""

from __future__ import annotations

import pytest

LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"
FREEZE = "Freeze sign-up to any new data sharing agreements or local system data sharing platforms"
PILOTS = "Defer making any decisions to accept local or national NHSE Pilot programmes"

WHO = ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address"]
WHO += ["First Name", "Last Name", "Custom Data 1"]
NONE = [""] * len(WHO)
RATE = "Please rate each action"


def sent(number, day="05"):
    return [
        f"11862000000{number}",
        "440000001",
        f"{day}/08/2024 08:30:00",
        f"{day}/08/2024 08:39:00",
        *[""] * 5,
    ]


def test_condensed_with_two_heading_rows(form):
    read = form(
        [*WHO, "Practice code", RATE, "", "", "Which PCN are you in?", "Any other comments?"],
        [*NONE, "Open-Ended Response", LIMIT, FREEZE, PILOTS, "Response", "Open-Ended Response"],
        [*sent(1), "Z99001", "Green", "Red", "", "North", "No"],
        [*sent(2, "15"), "Z99002", "Amber", "Red", "Red", "South", ""],
    )
    assert read.figures == {
        "limit_contacts": {"green": 1, "amber": 1},
        "dsa_freeze": {"red": 2},
        "pilots": {"red": 1},
    }
    assert read.clean
    assert read.comments == ["No"]
    assert read.times == ["2024-08-05 08:39", "2024-08-15 08:39"]


def test_condensed_with_an_empty_second_heading_row(form):
    read = form(
        [*WHO, "Practice code", LIMIT, FREEZE],
        [*NONE, "", "", ""],
        [*sent(1), "Z99001", "Green", "Red"],
        [*sent(2, "15"), "Z99002", "Amber", "Red"],
    )
    assert read.figures == {"limit_contacts": {"green": 1, "amber": 1}, "dsa_freeze": {"red": 2}}
    assert read.clean


def test_one_heading_row(form):
    read = form(
        [*WHO, "Practice code", f"{RATE} - {LIMIT}", f"{RATE}: {FREEZE}", "Collector"],
        [*sent(1), "Z99001", "Green", "Red", "Web link 1"],
        [*sent(2, "15"), "Z99002", "Amber", "Red", "Web link 1"],
    )
    assert read.figures == {"limit_contacts": {"green": 1, "amber": 1}, "dsa_freeze": {"red": 2}}
    assert read.clean


def test_a_grid_expanded_to_a_column_for_each_action_and_answer(form):
    read = form(
        [*WHO, "Practice code", RATE, "", "", "", "", ""],
        [
            *(*NONE, "Open-Ended Response"),
            *(f"{action} - {answer}" for action in (LIMIT, FREEZE) for answer in ("Green", "Amber", "Red")),
        ],
        [*sent(1), "Z99001", "Green", "", "", "", "", "Red"],
        [*sent(2, "15"), "Z99002", "", "Amber", "", "", "", ""],
    )
    assert read.answers == {
        ("Z99001", "limit_contacts"): "green",
        ("Z99001", "dsa_freeze"): "red",
        ("Z99002", "limit_contacts"): "amber",
    }
    assert read.clean


def test_a_grid_expanded_with_one_and_nought(form):
    read = form(
        [*WHO, "Practice code", LIMIT, "", "", "", FREEZE, "", "", ""],
        [
            *(*NONE, "Open-Ended Response"),
            *("RED - will not undertake", "AMBER – in certain conditions", "GREEN", "Other (please specify)"),
            *("RED - will not undertake", "AMBER – in certain conditions", "GREEN", "Other (please specify)"),
        ],
        [*sent(1), "Z99001", "1", "0", "0", "", "0", "0", "1", "since May"],
        [*sent(2, "15"), "Z99002", "0", "1", "0", "", "0", "0", "0", ""],
    )
    assert read.answers == {
        ("Z99001", "limit_contacts"): "red",
        ("Z99001", "dsa_freeze"): "green",
        ("Z99002", "limit_contacts"): "amber",
    }
    assert (read.questions, read.problems) == ([], [])
    assert read.comments == ["since May"]


def test_ticked_actions_a_column_each_under_what_is_asked(form):
    read = form(
        [*WHO, "Practice code", "Which actions is your practice taking?", "", "", ""],
        [*NONE, "Open-Ended Response", LIMIT, FREEZE, PILOTS, "Other (please specify)"],
        [*sent(1), "Z99001", LIMIT, "", PILOTS, ""],
        [*sent(2, "15"), "Z99002", "", "", PILOTS, "tea only"],
    )
    assert read.figures == {"limit_contacts": {"taking": 1, "not_taking": 1}, "pilots": {"taking": 2}}
    assert (read.questions, read.problems) == ([], [])
    assert (
        "Under “Which actions is your practice taking?” an action that a practice did not tick, and ticked others, "
        "counts as Not taking."
    ) in read.draft.notes
    assert read.comments == ["tea only"]


def test_numbers_for_answers_without_a_key_are_asked_about(form):
    read = form(
        [*WHO, "Practice code", RATE, ""],
        [*NONE, "Open-Ended Response", LIMIT, FREEZE],
        [*sent(1), "Z99001", "3", "1"],
        [*sent(2, "15"), "Z99002", "2", "1"],
    )
    assert read.answers == {}
    assert sorted(read.questions) == [("answer", "1", 2), ("answer", "2", 1), ("answer", "3", 1)]


@pytest.mark.parametrize("under", ["{} (1 = Red, 2 = Amber, 3 = Green)", "{} [1: Red; 2: Amber; 3: Green]"])
def test_numbers_for_answers_that_the_heading_explains(form, under):
    read = form(
        [*WHO, "Practice code", RATE, ""],
        [*NONE, "Open-Ended Response", under.format(LIMIT), under.format(FREEZE)],
        [*sent(1), "Z99001", "3", "1"],
        [*sent(2, "15"), "Z99002", "2", "1"],
    )
    assert read.figures == {"limit_contacts": {"green": 1, "amber": 1}, "dsa_freeze": {"red": 2}}
    assert read.clean


def test_numbers_that_two_headings_explain_each_in_its_own_way(form):
    read = form(
        [
            "Practice code",
            f"{LIMIT} (1 = Red, 2 = Amber, 3 = Green)",
            f"{FREEZE} (1 = Green, 2 = Amber, 3 = Red)",
        ],
        ["Z99001", "3", "1"],
        ["Z99002", "1", "3"],
    )
    assert read.answers == {
        ("Z99001", "limit_contacts"): "green",
        ("Z99001", "dsa_freeze"): "green",
        ("Z99002", "limit_contacts"): "red",
        ("Z99002", "dsa_freeze"): "red",
    }
    assert read.clean
