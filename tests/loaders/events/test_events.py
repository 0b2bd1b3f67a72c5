"""Lists of what happened with an ICB, each drawn as it stands in a file."""

from __future__ import annotations

from datetime import date, datetime

import pytest

HEADS = ["Date", "Event", "Service", "Summary", "Amount", "LMC position", "Source"]
SAID = ["happened_on", "kind", "services", "summary", "amount", "position", "source"]


@pytest.fixture
def events(draft_from):
    """A draft of a list of events under the usual headings, or under others."""

    def read(*rows, headings=HEADS, **options):
        return draft_from([headings, *map(list, rows)], **{"region": "dorset"} | options)

    return read


def values_of(frame, *columns):
    return list(frame[list(columns)].itertuples(index=False, name=None))


def test_a_row_is_an_event_with_its_place(events, rows_of):
    draft = events(
        [
            "24/03/2025",
            "Offer",
            "Ring pessaries; spirometry",
            "Interim payment",
            "£25 per fitting",
            "Reject",
            "Letter",
        ]
    )
    assert draft.kind == "events"
    assert values_of(rows_of(draft, "happenings"), *SAID) == [
        (
            "2025-03-24",
            "offer",
            "ring_pessary;spirometry",
            "Interim payment",
            "£25 per fitting",
            "reject",
            "Letter",
        )
    ]
    (row,) = rows_of(draft, "happenings").to_dict("records")
    assert (row["region"], row["sort_on"], row["sheet"], row["row"], row["col"]) == (
        "dorset", date(2025, 3, 24), "drawn", 1, 1,
    )  # fmt: skip
    assert (draft.problems, draft.questions, draft.left_out) == ([], {}, [])


@pytest.mark.parametrize(
    ("written", "happened_on", "sort_on"),
    [
        ("24/03/2025", "2025-03-24", date(2025, 3, 24)), ("March 2025", "2025-03", date(2025, 3, 1)),
        ("2025", "2025", None), (None, None, None), (datetime(2025, 3, 24), "2025-03-24", date(2025, 3, 24)),
    ],
)  # fmt: skip
def test_a_date_is_kept_as_precise_as_it_is_known(events, rows_of, written, happened_on, sort_on):
    draft = events([written, "Meeting", None, "Talks", None, None, None])
    assert values_of(rows_of(draft, "happenings"), "happened_on", "sort_on") == [(happened_on, sort_on)]
    assert not draft.problems


def test_a_date_that_is_none_is_a_problem_and_the_event_loads(events, rows_of):
    draft = events(["31/02/2025", "Meeting", None, "Talks", None, None, None])
    assert values_of(rows_of(draft, "happenings"), "happened_on", "kind") == [(None, "meeting")]
    assert [(problem.cell, problem.value) for problem in draft.problems] == [("A2", "31/02/2025")]


def test_a_date_column_that_could_be_either_way_is_asked_about(events, rows_of):
    draft = events(
        ["03/04/2025", "Letter", None, "One", None, None, None],
        ["07/05/2025", "Offer", None, "Two", None, None, None],
    )
    assert [question.about for question in draft.questions.values()] == ["date order"]
    assert rows_of(draft, "happenings")["happened_on"].tolist() == [None, None]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Letter sent to ICB", "letter"), ("ICB's first response", "first_response"), ("Met with ICB", "meeting"),
        ("Interim offer", "offer"), ("LES review", "review"), ("Notice period extended", "extension"),
        ("New LES", "new_contract"), ("LMC statement", "position"), ("Notices served", "notice"),
        ("The ICB offered £50 a patient", "offer"), ("Reviewing all local services", "review"),
    ],
)  # fmt: skip
def test_words_for_what_happened(events, rows_of, text, kind):
    draft = events(["24/03/2025", text, None, "So it was", None, None, None], kind="events")
    assert rows_of(draft, "happenings")["kind"].tolist() == [kind]
    assert not draft.questions


@pytest.mark.parametrize("text", ["Frobnication", "The ICB made an offer at a meeting"])
def test_what_names_no_kind_or_two_is_asked_about_with_its_row(events, rows_of, text):
    draft = events(
        ["24/03/2025", text, None, None, None, None, None],
        ["25/03/2025", "Offer", None, "Half", None, None, None],
    )
    assert rows_of(draft, "happenings")["summary"].tolist() == ["Half"]
    (question,) = draft.questions.values()
    assert (question.about, question.value, question.affects_rows) == ("event", text, 1)
    assert {"offer", "meeting", "leave out"} <= set(question.choices)


def test_what_happened_in_a_sentence_is_the_summary_too(events, rows_of):
    draft = events(["24/03/2025", "The ICB offered £50 a patient"], headings=["Date", "What happened"])
    assert values_of(rows_of(draft, "happenings"), "kind", "summary") == [
        ("offer", "The ICB offered £50 a patient")
    ]


def test_an_unknown_service_is_asked_about_and_the_event_loads_with_the_others(events, rows_of):
    draft = events(["24/03/2025", "Offer", "ECGs; widget clinic", "Half", None, None, None])
    assert rows_of(draft, "happenings")["services"].tolist() == ["ecg"]
    assert [(q.about, q.value) for q in draft.questions.values()] == [("service", "widget clinic")]


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Accept", "accept"), ("accepted", "accept"), ("Undecided", "undecided"), ("Rejected - too low", "reject"),
        ("n/a", None), (None, None), ("-", None),
    ],
)  # fmt: skip
def test_positions_on_an_offer(events, rows_of, text, position):
    draft = events(["24/03/2025", "Offer", None, "Half", None, text, None])
    assert rows_of(draft, "happenings")["position"].tolist() == [position]
    assert not draft.questions


def test_a_position_with_a_condition_is_asked_about_and_the_offer_loads_without_it(events, rows_of):
    draft = events(["24/03/2025", "Offer", None, "Half", None, "Accept if the fee is doubled", None])
    assert values_of(rows_of(draft, "happenings"), "kind", "position") == [("offer", None)]
    (question,) = draft.questions.values()
    assert (question.about, question.choices) == ("position", ["accept", "undecided", "reject", "leave out"])


OFFERS = ["Service", "ICB offer", "Fee (£)", "Unit", "LMC position", "Date of offer"]


def test_a_table_of_offers_needs_no_column_of_kinds(events, rows_of):
    draft = events(
        ["ECGs", None, 12.5, "per ECG", "Reject", datetime(2025, 3, 4)],
        ["Spirometry", "Interim payment", 1500, "per practice", "Accept", datetime(2025, 3, 4)],
        ["Phlebotomy", "No offer yet", None, None, None, None],
        ["Minor surgery", None, None, None, None, None],
        headings=OFFERS,
    )
    assert values_of(rows_of(draft, "happenings"), "kind", "services", "amount", "position") == [
        ("offer", "ecg", "£12.50 per ECG", "reject"),
        ("offer", "spirometry", "£1,500 per practice", "accept"),
    ]
    assert [(item.cell, item.reason) for item in draft.left_out] == [
        ("A4", "no offer in this row"), ("A5", "no offer in this row"),
    ]  # fmt: skip


def test_dudleys_three_priority_areas(events, rows_of):
    draft = events(
        ["Priority area", "ICB offer", "LMC position", "Date"],
        ["Basket of services", "A fee for each activity", "Undecided", "March 2025"],
        ["Shared care agreements", "None", "n/a", "March 2025"],
        ["LCS", "Other item-of-service fees", "Reject", "March 2025"],
        headings=["Dudley LMC: what the ICB offers"],
        region="dudley",
    )
    assert values_of(rows_of(draft, "happenings"), "happened_on", "services", "position") == [
        ("2025-03", "basket_of_services", "undecided"), ("2025-03", "any_les", "reject"),
    ]  # fmt: skip
    assert [item.cell for item in draft.left_out] == ["A4"]


def test_regions_of_their_own_and_rows_that_say_nothing(draft_from, rows_of):
    draft = draft_from([
        ["LMC", "Date", "What happened", "Details"],
        ["BSW", "24/11/2024", "Notice served", "On unfunded work"],
        ["Dorset", "25/11/2024", "Offer", "Interim support"],
        ["Sefton", None, None, None],
    ])  # fmt: skip
    assert values_of(rows_of(draft, "happenings"), "region", "kind") == [
        ("bsw", "notice"),
        ("dorset", "offer"),
    ]
    assert [item.reason for item in draft.left_out] == ["nothing in this row to load"]


def test_columns_that_are_no_part_of_an_event_are_left_out_with_a_line(events):
    draft = events(["24/03/2025", "Offer", "AB"], headings=["Date", "Event", "Minute taker"])
    assert [item.reason for item in draft.left_out] == ["column “Minute taker”: not part of an event"]


def test_a_log_of_notices_is_no_list_of_events(draft_from):
    draft = draft_from([
        ["Practice", "Date", "Event", "Service"], ["Z99001", "24/11/2024", "Notice served", "Spirometry"],
    ], region="dorset")  # fmt: skip
    assert draft.kind == "notices"


@pytest.mark.parametrize(
    ("text", "position"), [("Yes", "accept"), ("No", "reject"), ("Undecided", "undecided")]
)
def test_yes_and_no_under_accepted(events, rows_of, text, position):
    draft = events(["24/03/2025", "Offer", "ECGs", text], headings=["Date", "What", "Service", "Accept?"])
    assert rows_of(draft, "happenings")["position"].tolist() == [position]
    assert not draft.questions
