"""possible_counts: a share stays a share, and what whole numbers it could be is said beside it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures import measure
from tests.measures.plain import few


def published(facts, region="elmshire", **figure):
    row = {"figure": "F", "region": region, "subject": "ecg", "kind": "service", "unit": "practices"}
    facts.put(
        "reported_figures", [row | {"qualifier": "exact", "source": "Pulse", "status": "read"} | figure]
    )


def values_of(facts, records, *columns):
    (row,) = records(measure(facts, "possible_counts"), *columns)
    return list(row.values())


def test_82_percent_of_64_is_no_whole_number(facts, records):
    published(facts, share=0.82, out_of=64)

    assert values_of(facts, records, "possible", "lowest", "highest", "below", "above", "sentence") == [
        0, None, None, 52, 53, "No whole number of 64 is 82%: the nearest are 52 (81%) and 53 (83%).",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("figure", "lowest", "highest"),
    [
        ({"share": 0.9, "qualifier": "almost"}, 57, 57),
        ({"share": 0.9, "qualifier": "over"}, 58, 64),
        ({"share": 0.75, "qualifier": "over"}, 49, 64),
        ({"share": 0.75, "qualifier": "at_least"}, 48, 64),
        ({"share": 0.75, "qualifier": "under"}, 0, 47),
        ({"share": 0.75}, 48, 48),
        ({"share": 0.67, "qualifier": "about"}, 43, 43),
        ({"share": 1.0}, 64, 64),
        ({"share": 0.0}, 0, 0),
        ({"share": 0.5, "out_of": 1000}, 495, 504),
        ({"share": 0.983, "out_of": 8518}, 8369, 8377),  # to one decimal, so to a tenth of a point
    ],
)
def test_what_fits_a_qualifier(facts, records, figure, lowest, highest):
    published(facts, **({"out_of": 64} | figure))

    assert values_of(facts, records, "lowest", "highest") == [lowest, highest]


def test_bases_of_which_a_count_could_be_the_share(facts, records):
    """Around 50 practices (65%) fits 76 to 78 practices."""
    published(facts, region="oakham", share=0.65, count=50, qualifier="about")

    assert values_of(facts, records, "out_of", "base", "base_lowest", "base_highest", "agrees", "sentence") == [
        None, None, 76, 78, None, "Out of how many is not known.",
    ]  # fmt: skip


def test_a_base_that_the_source_does_not_give_is_said_to_be_the_regions(facts, records):
    published(facts, share=0.75)

    assert values_of(facts, records, "out_of", "base", "sentence") == [
        64, "region",
        "If out of all 64 practices of the region, which the source does not say: 48 of 64 (75%) fits.",
    ]  # fmt: skip


def test_respondents_are_not_the_practices_of_the_region(facts, records):
    published(facts, share=0.75, unit="respondents")

    assert values_of(facts, records, "out_of", "base", "possible") == [None, None, None]


@pytest.mark.parametrize(("count", "agrees"), [(48, True), (47, False)])
def test_a_count_beside_the_share_is_checked(facts, records, count, agrees):
    published(facts, share=0.75, count=count, out_of=64)

    assert values_of(facts, records, "agrees") == [agrees]


def test_words_alone_have_no_counts(facts):
    published(facts, share=None, qualifier="words")

    assert measure(facts, "possible_counts").empty


def fits(count, whole, percent, qualifier):
    exact = Fraction(100 * count, whole)
    return {
        "exact": percent - Fraction(1, 2) <= exact < percent + Fraction(1, 2),
        "about": abs(exact - percent) <= 1,
        "almost": percent - 1 <= exact < percent,
        "over": exact > percent,
        "under": exact < percent,
        "at_least": exact >= percent,
    }[qualifier]


@few
@given(
    st.lists(
        st.tuples(
            st.integers(1, 150), st.integers(1, 99),
            st.sampled_from(["exact", "about", "almost", "over", "under", "at_least"]),
        ),
        min_size=1, max_size=15,
    )
)  # fmt: skip
def test_agrees_with_trying_every_count(cleared, records, figures):
    facts = cleared()
    for number, (whole, percent, qualifier) in enumerate(figures):
        published(facts, figure=f"F{number:02}", share=percent / 100, out_of=whole, qualifier=qualifier)

    for row, figure in zip(records(measure(facts, "possible_counts")), figures, strict=True):
        whole, percent, qualifier = figure
        fitting = [count for count in range(whole + 1) if fits(count, whole, percent, qualifier)]
        assert row["possible"] == len(fitting), figure
        assert (row["lowest"], row["highest"]) == ((min(fitting), max(fitting)) if fitting else (None, None))
        if not fitting:
            assert row["above"] == row["below"] + 1
