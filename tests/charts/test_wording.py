"""Numbers, shares, dates and lists in words."""

from __future__ import annotations

from datetime import date

import pytest

from charts.wording import (
    counted,
    day,
    figure_words,
    known,
    listing,
    number,
    of_practices,
    percent,
    spelled,
    whole,
)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0, "0%"),
        (0.004, "<1%"),
        (0.005, "1%"),
        (0.125, "13%"),
        (0.285, "29%"),
        (48 / 64, "75%"),
        (57 / 64, "89%"),
        (0.994, "99%"),
        (0.996, ">99%"),
        (1, "100%"),
    ],
)
def test_a_share_is_a_whole_percentage_and_never_nothing_or_all_by_rounding(share, words):
    assert percent(share) == words


def test_halves_go_up_not_to_the_even_number():
    assert [whole(value) for value in (0.5, 1.5, 2.5)] == [1, 2, 3]


def test_counts_have_singular_plural_and_thousands():
    assert counted(1, "practice") == "1 practice"
    assert counted(0, "practice") == "0 practices"
    assert counted(2, "reply", "replies") == "2 replies"
    assert number(150000) == "150,000"
    assert [spelled(0), spelled(2), spelled(10)] == ["no", "two", "10"]


def test_a_count_always_comes_with_its_base_and_share():
    assert of_practices(48, 61) == "48 of 61 practices (79%)"
    assert of_practices(1, 1) == "1 of 1 practice (100%)"
    assert of_practices(0, 0) == "0 of 0 practices"


@pytest.mark.parametrize(
    ("count", "base", "words"),
    [
        (0, 0, "0 of 0 practices"),
        (0, 5, "0 of 5 practices (0%)"),
        (1, 1, "1 of 1 practice (100%)"),
        (64, 64, "64 of 64 practices (100%)"),
        (1, 400, "1 of 400 practices (<1%)"),
        (399, 400, "399 of 400 practices (>99%)"),
        (66, 64, "66 practices, more than the 64 on record"),
    ],
)
def test_a_share_of_practices_at_the_edges(count, base, words):
    assert of_practices(count, base) == words


@pytest.mark.parametrize(
    ("count", "out_of", "words"),
    [
        (0, 0, "0 of 0"),
        (5, 5, "5 of 5 (100%)"),
        (6, 5, "6 practices, more than the 5 on record"),
        (6, None, "6 practices"),
    ],
)
def test_a_counted_figure_at_the_edges(count, out_of, words):
    row = {
        "basis": "counted",
        "qualifier": "exact",
        "unit": "practices",
        "count": count,
        "out_of": out_of,
        "share": None,
    }
    assert figure_words(row) == words


def test_lists_end_in_and_and_long_ones_say_how_many_more():
    assert listing([]) == ""
    assert listing(["a"]) == "a"
    assert listing(["a", "b"]) == "a and b"
    assert listing(["a", "b", "c", "d"]) == "a, b, c and d"
    assert listing(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (date(2025, 4, 1), "1 April 2025"),
        ("2025-04-01", "1 April 2025"),
        ("2025-04-01 00:00:00", "1 April 2025"),
        ("2025-04", "April 2025"),
        ("2025", "2025"),
        (None, ""),
        ("", ""),
        (float("nan"), ""),
        ("spring 2025", "spring 2025"),
        ("2025-13", "2025-13"),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(value, words):
    assert day(value) == words


def test_every_kind_of_blank_is_unknown_and_zero_is_not():
    import pandas as pd

    assert not any(known(blank) for blank in (None, "", float("nan"), pd.NaT, pd.NA))
    assert known(0)
    assert known(False)


def figure(**given):
    return {
        "basis": "reported",
        "count": None,
        "out_of": None,
        "share": None,
        "unit": "practices",
        "qualifier": "exact",
        "words": None,
        **given,
    }


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (figure(share=0.9, out_of=64, qualifier="almost"), "almost 90% of 64 practices"),
        (figure(share=0.82, out_of=64), "82% of 64 practices"),
        (figure(count=50, share=0.65, qualifier="about"), "about 50 practices (65%)"),
        (figure(count=40, qualifier="at_least"), "at least 40 practices"),
        (figure(count=150000, unit="patients", qualifier="over"), "over 150,000 patients"),
        (figure(share=0.5, unit="GPs"), "50% of GPs"),
        (figure(share=2 / 3, qualifier="about", words="around two thirds"), "around two thirds"),
        (figure(share=0.9, qualifier="almost", words="almost 90%"), "almost 90%"),
        (figure(qualifier="named"), "named, no figure"),
        (figure(qualifier="words", words="growing number"), "growing number"),
        (figure(qualifier="words"), "in words only, no figure"),
        (figure(), "no figure"),
        (figure(count=57, out_of=64, basis="counted"), "57 of 64 (89%)"),
        (figure(count=57, basis="counted"), "57 practices"),
        (figure(share=0.7, status="recalled"), "70% (unverified)"),
    ],
)
def test_a_figure_keeps_its_qualifier_unit_and_is_never_worked_out(row, words):
    assert figure_words(row) == words
