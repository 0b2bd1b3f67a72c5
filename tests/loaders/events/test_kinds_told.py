"""Which kind a row tells of: its column of kinds, words that turn it round, sentences; amounts with their units."""

from __future__ import annotations

import pytest

from loaders.vocabulary.vocabulary import Vocabulary


@pytest.fixture
def events(draft_from, rows_of):
    """The draft of a list of events, and (kind, summary, amount) of each."""

    def read(headings, *rows, **options):
        draft = draft_from([headings, *map(list, rows)], **{"region": "dorset", "kind": "events"} | options)
        frame = rows_of(draft, "happenings")
        columns = ["kind", "summary", "amount"]
        return draft, list(frame[columns].itertuples(index=False, name=None)) if len(frame) else []

    return read


@pytest.mark.parametrize("heading", ["Type", "Kind", "Event type", "Category"])
def test_a_column_of_kinds_decides_and_the_words_are_kept(events, heading):
    draft, loaded = events(
        ["Date", "What happened", heading],
        ["14/11/2024", "ICB replied to say it is thinking", "First response"],
        ["14/02/2025", "They came back with £1.50 per patient", "Offer"],
        ["15/02/2025", "Letter about the meeting", "Letter"],
    )
    assert loaded == [
        ("first_response", "ICB replied to say it is thinking", None),
        ("offer", "They came back with £1.50 per patient", "£1.50 per patient"),
        ("letter", "Letter about the meeting", None),
    ]
    assert draft.questions == {}


@pytest.mark.parametrize(
    "text",
    [
        "Offer withdrawn", "Awaiting offer", "Review postponed", "Meeting cancelled", "ICB refused",
        "Offer rejected by LMC",
        "No offer yet", "Asked for a meeting", "Review requested", "Meeting to be arranged", "Draft letter",
        "Chased letter",
        "Extension requested",
    ],
)  # fmt: skip
def test_a_word_that_turns_a_kind_round_makes_it_a_question(events, store_of_reference, text):
    draft, loaded = events(["Date", "What happened"], ["14/11/2024", text])
    (question,) = draft.questions.values()
    assert (loaded, question.about, question.value) == ([], "event", text)
    words = Vocabulary(store_of_reference.snapshot(), {("event", question.key): "position"})
    draft, loaded = events(["Date", "What happened"], ["14/11/2024", text], words=words)
    assert (draft.questions, loaded) == ({}, [("position", text, None)])


def test_a_kind_beside_words_that_deny_it_is_asked_about(events):
    draft, loaded = events(
        ["Date", "What happened", "Type"], ["14/11/2024", "Offer withdrawn by the ICB", "Offer"]
    )
    assert (loaded, [question.value for question in draft.questions.values()]) == (
        [],
        ["Offer withdrawn by the ICB"],
    )


def test_a_kind_in_a_sentence_alone_is_asked_with_it_as_the_first_choice(events):
    draft, loaded = events(
        ["Date", "What happened"], ["14/11/2024", "They came back to us after the meeting"]
    )
    (question,) = draft.questions.values()
    assert (loaded, question.choices[0]) == ([], "meeting")
    draft, loaded = events(["Date", "Details"], ["14/11/2024", "We had a long and useful meeting"])
    assert [item.choices[0] for item in draft.questions.values()] == ["meeting"]


@pytest.mark.parametrize(
    ("headings", "cells", "amount"),
    [
        (["Amount"], ["£3.50 per patient"], "£3.50 per patient"),
        (["Amount (£ per patient per year)"], ["3.50"], "£3.50 per patient per year"),
        (["Amount (£)", "Per"], ["3.50", "per patient per year"], "£3.50 per patient per year"),
        (["Fee (£)", "Period"], ["1,200", "per month"], "£1,200 per month"),
    ],
)
def test_an_amount_has_its_unit_and_its_period(events, headings, cells, amount):
    _, loaded = events(["Date", "What happened", *headings], ["14/11/2024", "Offer", *cells])
    assert [row[2] for row in loaded] == [amount]


def test_an_amount_without_a_unit_is_a_problem_of_its_own_cell(events):
    draft, loaded = events(["Date", "What happened", "Amount"], ["14/11/2024", "Offer", "3.50"])
    assert ([problem.cell for problem in draft.problems], loaded) == (["C2"], [("offer", None, None)])


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Offer: £20 per A&G episode", "£20 per A&G episode"),
        ("Offer of £1.5m a year for wound care", "£1.5m a year"),
        ("Offer of £20 and £25 per episode", None),
    ],
)
def test_the_one_amount_in_words_is_taken_with_its_unit(events, text, amount):
    assert events(["Date", "What happened"], ["14/11/2024", text])[1] == [("offer", text, amount)]


BESIDE = ["Date", "Event", "Status"]


def test_a_status_that_turns_a_kind_round_is_asked_about(events, store_of_reference):
    rows = [
        ["01/02/2025", "Meeting", "Cancelled"],
        ["13/02/2025", "Letter", "Sent"],
        ["14/02/2025", "Review", "Planned"],
    ]
    draft, loaded = events(BESIDE, *rows)
    assert ([row[0] for row in loaded], [question.value for question in draft.questions.values()]) == (
        ["letter"],
        ["Cancelled", "Planned"],
    )
    keys = {question.value: question.key for question in draft.questions.values()}
    answers = {("event", keys["Cancelled"]): "leave out", ("event", keys["Planned"]): "position"}
    words = Vocabulary(store_of_reference.snapshot(), answers)
    draft, loaded = events(BESIDE, *rows, words=words)
    assert (draft.questions, [row[0] for row in loaded]) == ({}, ["letter", "position"])


def test_a_short_remark_that_takes_an_event_back_is_asked_about(events):
    draft, loaded = events(["Date", "Category", "Detail"], ["01/02/2025", "Meeting", "cancelled by ICB"])
    assert (loaded, len(draft.questions)) == ([], 1)


@pytest.mark.parametrize("remark", ["Withdrawn 3 Feb", "did not take place", "postponed"])
def test_a_note_that_takes_an_event_back_is_asked_about(events, remark):
    draft, loaded = events(["Date", "Event type", "Notes"], ["01/02/2025", "Offer", remark])
    assert (loaded, [question.value for question in draft.questions.values()]) == ([], [remark])
