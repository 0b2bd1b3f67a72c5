"""Answers in words, as people type them and as forms word them. Each word is checked on its scale."""

from __future__ import annotations

import pytest

LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"
FREEZE = "Freeze sign-up to any new data sharing agreements or local system data sharing platforms"
PILOTS = "Defer making any decisions to accept local or national NHSE Pilot programmes"

GREEN = ["G", "g.", "GREEN", "(Green)", "[green]", "Green!", "🟢", "🟩", "🟢 Green", "will readily undertake"]
GREEN += [
    "Green – will readily undertake\xa0",
    "GREEN: Will readily undertake.",
    "Would readily undertake",
    "*Green*",
]
GREEN += [
    "Green - already in place",
    "Rated GREEN",
    "green (will readily undertake)",
    "G – Will readily undertake",
    "1. Green",
    "(Green) will readily undertake.",
    "[Green] will readily undertake",
    "Green: yes",
    "GREEN!!",
]
AMBER = [
    "A",
    "AMBER",
    "amber ",
    "🟠",
    "🟡",
    "Amber – in certain conditions",
    "Yellow",
    "orange",
    "In certain conditions",
]
AMBER += [
    "AMBER - will undertake in certain conditions",
    "Will undertake in certain circumstances",
    "Amber (if funded)",
]
AMBER += ["amber…", "Amber / will undertake in certain conditions"]
RED = [
    "R",
    "RED",
    "red.",
    "🔴",
    "🟥",
    "RED - will not undertake",
    "Will not undertake",
    "R: will not undertake",
    "Won't undertake",
]
RED += [
    "Red — will not undertake",
    "RED\n(will not undertake)",
    "Would not undertake",
    "“Red”",
    "Red (never)",
]
TAKING = [
    "Yes",
    "Y",
    "yes.",
    "Taking",
    "Already taking",
    "Yes - already doing",
    "✓",
    "✔️",
    "☑",
    "TRUE",
    "In place",
    "Yes, since July",
]
PLANNING = [
    "Planning",
    "planning to",
    "Planning to take this action",
    "Planned",
    "No, but planning to",
    "Intend to",
]
NOT_TAKING = ["No", "N", "Not taking", "no plans", "FALSE", "Not planning to", "No - not planning to"]
ACCEPT = ["Accept", "Accepted", "We accept", "ACCEPT the offer", "Will accept", "Happy to accept"]
UNDECIDED = ["Undecided", "Not yet decided", "still deciding", "TBD", "Undecided - awaiting costs"]
REJECT = ["Reject", "REJECTED", "decline", "Do not accept", "Will not accept", "Reject (fees too low)"]


def cases(**answers):
    return [(text, answer) for answer, texts in answers.items() for text in texts]


@pytest.mark.parametrize(("text", "answer"), cases(green=GREEN, amber=AMBER, red=RED))
def test_red_amber_and_green(form, text, answer):
    read = form(["ODS code", LIMIT, FREEZE], ["Z99001", text, "Amber"], ["Z99002", "Red", "Green"])
    assert read.answers["Z99001", "limit_contacts"] == answer
    assert read.clean


@pytest.mark.parametrize(("text", "answer"), cases(taking=TAKING, planning=PLANNING, not_taking=NOT_TAKING))
def test_yes_no_and_planning(form, text, answer):
    read = form(["ODS code", LIMIT, FREEZE], ["Z99001", text, "Planning"], ["Z99002", "Taking", "Not taking"])
    assert read.answers["Z99001", "limit_contacts"] == answer
    assert read.clean


@pytest.mark.parametrize(("text", "answer"), cases(accept=ACCEPT, undecided=UNDECIDED, reject=REJECT))
def test_accept_undecided_and_reject(form, text, answer):
    read = form(
        ["ODS code", "Basket of services", "Shared care agreements"],
        ["Z99001", text, "Undecided"],
        ["Z99002", "Accept", "Reject"],
    )
    assert read.answers["Z99001", "basket_of_services"] == answer
    assert read.clean


@pytest.mark.parametrize(
    "text",
    [
        "amber/green",
        "Red / Amber",
        "Green, Amber",
        "A-R",
        "R/A/G",
        "Green or amber",
        "Red to amber",
    ],
)
def test_two_answers_are_a_problem(form, text):
    read = form(["ODS code", LIMIT, FREEZE], ["Z99001", text, "Amber"], ["Z99002", "Red", "Green"])
    assert read.problems == [("B2", text)]
    assert read.draft.problems[0].reason == "This is not one answer; write Green, Amber or Red."
    assert (("Z99001", "limit_contacts") in read.answers, read.questions) == (False, [])


@pytest.mark.parametrize(
    "text",
    [
        "Green if funded",
        "Green: no",
        "(Green) but only if funded",
        "Yes - green if paid",
        "Greenish",
        "perhaps",
        "3",
        "5. Strongly agree",
        "Agree",
        "Green?",
    ],
)
def test_what_is_no_certain_answer_is_asked_about(form, text):
    read = form(["ODS code", LIMIT, FREEZE], ["Z99001", text, "Amber"], ["Z99002", "Red", "Green"])
    assert [question[:2] for question in read.questions] == [("answer", text)]
    assert ("Z99001", "limit_contacts") not in read.answers


def test_a_colour_behind_yes_or_no_is_the_answer(form):
    read = form(
        ["ODS code", LIMIT, FREEZE],
        ["Z99001", "Yes - green", "No (red)"],
        ["Z99002", "Yes: green", "Yes - green"],
        ["Z99003", "Yes - red", "No - red"],
    )
    assert read.answers == {
        ("Z99001", "limit_contacts"): "green",
        ("Z99001", "dsa_freeze"): "red",
        ("Z99002", "limit_contacts"): "green",
        ("Z99002", "dsa_freeze"): "green",
        ("Z99003", "dsa_freeze"): "red",
    }
    assert [question[:2] for question in read.questions] == [("answer", "Yes - red")]


def test_never_by_a_leading_digit(form):
    read = form(
        ["ODS code", LIMIT, FREEZE],
        ["Z99001", "5 … (Strongly agree)", "Green"],
        ["Z99002", "5. … (Strongly disagree)", "Red"],
        ["Z99003", "1. Red", "3. Green"],
    )
    assert read.answers == {
        ("Z99001", "dsa_freeze"): "green",
        ("Z99002", "dsa_freeze"): "red",
        ("Z99003", "limit_contacts"): "red",
        ("Z99003", "dsa_freeze"): "green",
    }
    assert len(read.questions) == 2


def test_no_answer_of_each_kind_is_counted_apart(form):
    read = form(
        ["ODS code", LIMIT, FREEZE, PILOTS],
        ["Z99001", "don't know", "Amber", "N/A"],
        ["Z99002", "Don’t know.", "Green", "prefer not to say"],
        ["Z99003", "", "Red", "-"],
        ["Z99004", "Red", " ", "not applicable"],
    )
    assert read.figures == {"limit_contacts": {"red": 1}, "dsa_freeze": {"amber": 1, "green": 1, "red": 1}}
    assert read.left_out == [
        ("B2", "no answer: don't know"),
        ("B3", "no answer: don't know"),
        ("D2", "no answer: not applicable"),
        ("D3", "no answer: prefer not to say"),
        ("D4", "no answer: a sign for a blank"),
        ("D5", "no answer: not applicable"),
    ]
    assert read.draft.notes == [
        "Not answered: 2 don't know, 2 not applicable, 1 prefer not to say, 3 blank. None of them is an answer."
    ]


def test_full_replies_need_no_note(form):
    read = form(["ODS code", LIMIT, FREEZE], ["Z99001", "Green", "Amber"])
    assert read.draft.notes == []


def test_crosses_beside_ticks_are_noes(form):
    read = form(["ODS code", LIMIT, FREEZE], ["Z99001", "✓", "✗"], ["Z99002", "x", "✓"], ["Z99003", "✓", ""])
    assert read.figures == {
        "limit_contacts": {"taking": 2, "not_taking": 1},
        "dsa_freeze": {"not_taking": 1, "taking": 1},
    }
    assert read.clean


@pytest.mark.parametrize("cross", ["x", "X", "✗", "✘", "❌", "☒", "×"])
def test_a_cross_alone_could_be_yes_or_no(form, cross):
    read = form(["ODS code", LIMIT, FREEZE], ["Z99001", cross, ""], ["Z99002", "", cross], kind="survey")
    assert read.answers == {}
    assert read.questions == [("answer", cross, 2)]


def test_yes_under_a_question_about_planning(form):
    read = form(
        ["ODS code", f"Are you planning to: [{LIMIT}]", f"Are you planning to: [{FREEZE}]"],
        ["Z99001", "Yes", "No"],
        ["Z99002", "Yes", "Yes"],
    )
    assert read.answers == {
        ("Z99001", "limit_contacts"): "planning",
        ("Z99002", "limit_contacts"): "planning",
        ("Z99002", "dsa_freeze"): "planning",
    }
    assert [reason for _, reason in read.left_out] == ["not ticked"]


def test_yes_to_what_a_practice_does_or_has_done_is_taking_part(form):
    read = form(
        [
            "ODS code",
            "Are you limiting daily patient contacts to 25?",
            "Have you stopped Advice & Guidance?",
            "Has your practice served notice on local services?",
        ],
        ["Z99001", "Yes", "No", "Not yet"],
        ["Z99002", "No", "Yes", "Yes"],
    )
    assert read.answers == {
        ("Z99001", "limit_contacts"): "taking",
        ("Z99001", "advice_guidance"): "not_taking",
        ("Z99001", "serve_notice"): "not_taking",
        ("Z99002", "limit_contacts"): "not_taking",
        ("Z99002", "advice_guidance"): "taking",
        ("Z99002", "serve_notice"): "taking",
    }
    assert read.clean


@pytest.mark.parametrize("begin", ["Are you happy about", "Are you going to be", "Have you considered"])
def test_yes_to_a_question_about_a_wish_is_no_deed(form, begin):
    read = form(
        ["ODS code", f"{begin} limiting daily patient contacts to 25?"], ["Z99001", "Yes"], ["Z99002", "No"]
    )
    assert read.answers == {}
    assert [about for about, _, _ in read.questions] == ["ticks"]


def test_yes_to_a_question_about_willingness_is_asked_about_once(form):
    read = form(
        [
            "ODS code",
            f"Would your practice be willing to: [{LIMIT}]",
            f"Would your practice be willing to: [{FREEZE}]",
        ],
        ["Z99001", "Yes", "No"],
        ["Z99002", "Yes", "Maybe"],
    )
    assert read.answers == {}
    assert read.questions == [("ticks", "Would your practice be willing to", 2)]


@pytest.mark.parametrize(
    ("heading", "about"),
    [
        ("Will you serve notice on voluntary services?", "ticks"),
        ("Is GP Connect Update Record slow?", "action"),
    ],
)
def test_yes_to_what_a_practice_would_do_is_not_taking_it(form, heading, about):
    read = form(["ODS code", heading, FREEZE], ["Z99001", "Yes", "Yes"], ["Z99002", "No", "No"])
    assert read.figures == {"dsa_freeze": {"taking": 1, "not_taking": 1}}
    assert read.questions == [(about, heading, 2)]


# Offers


def test_dudleys_three_priority_areas(form):
    read = form(
        [
            "ODS code",
            "1. Basket of Services",
            "2. Share Care agreements",
            "3. Local Commissioned Services",
            "Comments",
        ],
        ["Z99001", "Accept", "Reject", "Undecided", "Fees"],
        ["Z99002", "Accept", "Reject", "Accept", ""],
    )
    assert read.figures == {
        "basket_of_services": {"accept": 2},
        "shared_care_any": {"reject": 2},
        "any_les": {"undecided": 1, "accept": 1},
    }
    assert read.clean
    assert read.draft.rows["surveys"][0]["scale"].tolist() == ["offer"]


def test_yes_to_accepting_an_offer(form):
    read = form(
        [
            "Timestamp",
            "ODS code",
            "Do you accept the ICB's offer for the basket of services?",
            "Do you accept the offer? [Shared care]",
        ],
        ["15/08/2024 09:00", "Z99001", "Yes", "No"],
        ["15/08/2024 09:01", "Z99002", "Yes", "Undecided"],
    )
    assert read.figures == {
        "basket_of_services": {"accept": 2},
        "shared_care_any": {"reject": 1, "undecided": 1},
    }
    assert read.clean


def test_an_offer_a_row(form):
    read = form(
        ["ODS code", "Priority area", "Response"],
        ["Z99001", "Basket of services", "Accept"],
        ["Z99001", "Shared care", "Undecided"],
        ["Z99002", "Basket of services", "Reject"],
    )
    assert read.answers == {
        ("Z99001", "basket_of_services"): "accept",
        ("Z99001", "shared_care_any"): "undecided",
        ("Z99002", "basket_of_services"): "reject",
    }
    assert read.clean


def test_an_offer_about_a_service_never_seen_is_asked_about(form):
    read = form(
        ["ODS code", "Basket of services", "Moonlight clinic"],
        ["Z99001", "Accept", "Reject"],
        ["Z99002", "Accept", "Accept"],
    )
    assert read.figures == {"basket_of_services": {"accept": 2}}
    assert read.questions == [("service", "Moonlight clinic", 2)]


def test_answers_in_a_forms_own_long_words_are_asked_about_and_are_no_remarks(form):
    happy, never = (
        "We would be happy to do this straight away",
        "We could never support doing anything like this, sorry",
    )
    result = form(
        ["ODS code", LIMIT, FREEZE],
        ["Z99001", happy, never],
        ["Z99002", happy, happy],
        ["Z99003", never, never],
    )
    assert result.questions == [("answer", happy, 3), ("answer", never, 3)]
    assert result.comments == []


def test_a_heading_that_joins_two_actions_is_asked_about_with_both_as_the_first_choice(form):
    result = form(
        ["ODS code", "Stop Advice & Guidance and stop rationing referrals", LIMIT],
        ["Z99001", "Red", "Green"],
        ["Z99002", "Red", "Red"],
    )
    (asked,) = result.draft.questions.values()
    assert asked.choices[0] == "referrals;advice_guidance"
    assert result.figures == {"limit_contacts": {"green": 1, "red": 1}}
