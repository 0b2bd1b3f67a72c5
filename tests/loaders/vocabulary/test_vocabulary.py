"""What words mean by the reference data, what they do not, and what is only suggested."""

from __future__ import annotations

import pytest

from loaders.vocabulary.lookups import LEAVE_OUT, Lookup
from loaders.vocabulary.words import bare_number, normalise, without_numbering


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        ("limit_contacts", ("limit_contacts",)),
        ("25 contacts a day", ("limit_contacts",)),
        ("1. 25 contacts a day", ("limit_contacts",)),
        ("8. Freeze new data sharing", ("dsa_freeze",)),
        ("Option 3 - Advice & Guidance", ("advice_guidance",)),
        ("Stop rationing referrals, investigations and admissions!", ("referrals",)),
    ],
)
def test_actions_by_wording(vocabulary, text, actions):
    assert vocabulary.action(text).ids == actions


@pytest.mark.parametrize(
    "text", ["Not limiting contacts to 25 a day", "Would you not limit daily contacts to 25?"]
)
def test_a_question_that_turns_an_action_round_names_it_for_a_question_alone(vocabulary, text):
    match = vocabulary.action(text)
    assert (match.ids, match.suggestions) == ((), ("limit_contacts",))


@pytest.mark.parametrize("text", ["7", "Option 7", "Q7.", "Question 7", "Data sharing", "ring pessaries", ""])
def test_what_names_no_action_for_certain(vocabulary, text):
    assert vocabulary.action(text).ids == ()


def test_likeness_only_suggests(vocabulary):
    match = vocabulary.action("Freeze sign ups for new data shring agreemnts", suggest=True)
    assert match.ids == ()
    assert match.suggestions[0] == "dsa_freeze"


def test_several_services_in_one_cell(vocabulary):
    result = vocabulary.services_in("Spirometry, ECGs and Widget clinic")
    assert [(text, match.id) for text, match in result] == [
        ("Spirometry", "spirometry"),
        ("ECGs", "ecg"),
        ("Widget clinic", None),
    ]


def test_regions_in_longer_texts(vocabulary):
    assert vocabulary.regions_named_in("North Yorkshire & York LMC: notices") == ["north_yorkshire_and_york"]
    assert set(vocabulary.regions_named_in("Dorset and BSW")) == {"dorset", "bsw"}
    assert vocabulary.regions_named_in("Replies, final v3") == []


def test_practices_by_code_only_where_there_is_no_register(vocabulary):
    assert vocabulary.practice(" l84 003", "gloucestershire").id == "L84003"
    assert vocabulary.practice("U12345", "gloucestershire").id is None
    assert vocabulary.practice("Elm Surgery", "gloucestershire").id is None


def test_two_meanings_of_one_text_decide_nothing():
    lookup = Lookup()
    lookup.add("alias", "sharing", "freeze")
    lookup.add("alias", "sharing", "withdraw")
    match = lookup.find("Sharing")
    assert (match.ids, match.suggestions) == ((), ("freeze", "withdraw"))


def test_an_alias_comes_before_what_was_remembered_and_that_before_keywords():
    lookup = Lookup()
    lookup.add("alias", "coils", "coil")
    lookup.remember("coils", "pessary")
    lookup.remember("coil fitting", "pessary")
    lookup.remember("coil removal", LEAVE_OUT)
    lookup.add_rule(["coil"], "coil", "pessary")
    assert lookup.find("Coils").id == "coil"
    assert lookup.find("coil fitting").id == "pessary"
    assert lookup.find("Coil removal.").leave_out
    assert lookup.find("the coil, please").id == "coil"
    assert lookup.find("coil or pessary").ids == ()


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("RED – will  not\xa0undertake ", "red - will not undertake"),
        ("“Advice & Guidance”.", "advice and guidance"),
        ("Don’t know", "dont know"),
    ],
)
def test_normalised_text(text, same):
    assert normalise(text) == same


def test_numbering_goes_and_numbers_stay():
    assert without_numbering("6. Switch off") == "Switch off"
    assert without_numbering("Q6) Switch off") == "Switch off"
    assert without_numbering("25 contacts a day") == "25 contacts a day"
    assert without_numbering("7.") == "7."
    assert [bare_number(text) for text in ("7", "Option 7", "Q 7.", "7 days", "Seven")] == [
        7,
        7,
        7,
        None,
        None,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Stop Advice & Guidance and stop rationing referrals",
        "Stop rationing referrals / Stop Advice & Guidance",
        "Stop Advice & Guidance, Stop rationing referrals",
    ],
)
def test_a_text_that_joins_two_actions_is_not_about_the_one_that_a_keyword_finds(vocabulary, text):
    match = vocabulary.action(text)
    assert (match.ids, sorted(match.suggestions[1:])) == ((), ["advice_guidance", "referrals"])
    assert sorted(match.suggestions[0].split(";")) == ["advice_guidance", "referrals"]
