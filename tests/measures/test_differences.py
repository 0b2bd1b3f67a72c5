"""waves, moves and differences: what changed, what moved, and whether a difference is one."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from math import sqrt
from pathlib import Path
from random import Random
from statistics import NormalDist

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures import measure
from tests.measures.plain import (
    PRACTICES,
    RAG,
    REGIONS,
    few,
    put_surveys,
    standing,
    surveys,
    wilson,
)

TERMS = Path(__file__).resolve().parents[2] / "measures" / "terms"


@pytest.fixture(scope="module")
def ask():
    connection = duckdb.connect()
    connection.execute("ATTACH ':memory:' AS terms")
    for name in ("wilson", "newcombe"):
        connection.execute((TERMS / f"{name}.sql").read_text(encoding="utf-8"))
    yield lambda expression: connection.execute(f"SELECT {expression}").fetchone()
    connection.close()


def bounds(ask, first, first_n, second, second_n, phi="0"):
    words = f"{first} / {first_n}, {second} / {second_n}, {first_n}, {second_n}, {phi}, terms.two_sided_z(1)"
    return ask(f"terms.difference_low({words}), terms.difference_high({words})")


@pytest.mark.parametrize(
    ("first", "first_n", "second", "second_n", "low", "high"),
    [(48, 80, 56, 70, 0.0524, 0.3339), (3, 10, 9, 10, 0.1705, 0.8090)],
)
def test_intervals_of_newcombes_paper_on_independent_samples(
    ask, first, first_n, second, second_n, low, high
):
    result = bounds(ask, first, first_n, second, second_n)

    assert tuple(round(bound, 4) for bound in result) == (low, high)


def test_the_published_interval_of_a_paired_difference(ask):
    """Fagerland, Lydersen and Laake, Statistics in Medicine 33 (2014): 1, 1, 7 and 12 of 21, -0.507 to -0.026."""
    phi = ask("terms.phi(1, 1, 7, 12)")[0]
    low, high = bounds(ask, 2, 21, 8, 21, phi)

    assert (round(low, 3), round(high, 3)) == (0.026, 0.507)


def test_uncorrelated_pairs_are_as_good_as_independent_samples(ask):
    assert ask("terms.phi(12, 12, 8, 8)") == (0,)


@pytest.mark.parametrize("comparisons", [1, 2, 3, 10, 30, 300])
def test_the_point_that_leaves_five_per_cent_outside_for_all_comparisons(ask, comparisons):
    (point,) = ask(f"terms.two_sided_z({comparisons})")

    assert point == pytest.approx(-NormalDist().inv_cdf(0.025 / comparisons), abs=1e-7)


def answers(name, *words):
    """Practices 1, 2, 3 … with their answers on pilots; a dash for none."""
    letters = {"g": "green", "a": "amber", "r": "red"}
    return [(f"Z9900{n}", {"pilots": letters[s]}) for n, s in enumerate(words[0], 1) if s != "-"]


def two_surveys(facts, first="gggar--", second="-gargga", region="oakham"):
    facts.survey("autumn", region, answers("autumn", first), sent="2024-10-01")
    facts.survey("winter", region, answers("winter", second), sent="2025-01-01")
    facts.stand()


def test_only_practices_that_answered_both_are_compared(facts, grid, records):
    two_surveys(facts)

    # Practices 2 to 5 answered both: green, green, amber, red, then green, amber, red, green.
    columns = ("answer", "first_practices", "second_practices", "answered_both", "only_first", "only_second")
    assert records(measure(facts, "differences"), *columns) == grid("""
        answer  first_practices  second_practices  answered_both  only_first  only_second
        green   2                2                 4              1           2
        amber   1                1                 4              1           2
        red     1                1                 4              1           2
    """)
    moves = measure(facts, "moves")
    moved = moves[moves["practices"] > 0]
    assert records(moved, "first_answer", "second_answer", "practices", "moved", "share") == grid("""
        first_answer  second_answer  practices  moved  share
        green         green          1          false  0.25
        green         amber          1          true   0.25
        amber         red            1          true   0.25
        red           green          1          true   0.25
    """)
    assert len(moves) == 9


def test_waves_with_the_number_that_replied_in_each(facts, grid, records):
    two_surveys(facts)

    frame = measure(facts, "waves")
    green = frame[frame["answer"] == "green"]

    assert records(green, "wave", "survey", "as_of", "practices", "answered", "responded", "waves") == grid("""
        wave  survey  as_of       practices  answered  responded  waves
        1     autumn  2024-10-01  3          5         5          2
        2     winter  2025-01-01  3          6         6          2
    """)


def test_practices_that_are_not_on_the_list_stand_beside_each_wave(facts, grid, records):
    number = facts.load(kind="practices", region="ashford")
    facts.put(
        "practices", [{"import": number, "region": "ashford", "practice": f"Z9900{n}"} for n in (1, 2, 3)]
    )
    for day, letters in (("2025-01-07 09:00", "grgg"), ("2025-01-15 09:00", "gg-g")):
        facts.survey("tracker", "ashford", answers("tracker", letters), sent=day)
    two_surveys(facts)
    facts.stand()

    frame = measure(facts, "waves", regions="ashford", survey="tracker")
    rows = records(
        frame[frame["answer"] == "green"], "practices", "answered", "responded", "out_of", "off_list"
    )
    assert rows == grid("""
        practices  answered  responded  out_of  off_list
        2          3         3          3       1
        2          2         2          3       1
    """)
    assert measure(facts, "waves", regions="elmshire")["off_list"].isna().all()


def test_a_weekly_tracker_in_one_file_has_a_wave_a_week(facts, grid, records):
    number = facts.survey("tracker", "ashford", answers("tracker", "grga"), sent="2025-01-07 09:00")
    later = facts.survey("tracker", "ashford", answers("tracker", "gg-r"), sent="2025-01-15 09:00")
    assert later > number
    facts.stand()

    frame = measure(facts, "waves")
    green = frame[frame["answer"] == "green"]
    green = green.assign(wave_on=green["wave_on"].dt.strftime("%Y-%m-%d"))
    assert records(green, "wave", "wave_on", "practices", "answered", "responded") == grid("""
        wave  wave_on     practices  answered  responded
        1     2025-01-06  2          4         4
        2     2025-01-13  2          3         3
    """)
    moves = measure(facts, "moves")
    moved = moves[moves["practices"] > 0]
    assert records(moved, "first_answer", "second_answer", "practices", "answered_both") == grid("""
        first_answer  second_answer  practices  answered_both
        green         green          1          3
        amber         red            1          3
        red           green          1          3
    """)


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        ("gggr", "gggr", "no difference shown"),
        ("gggrr", "gggrr", "every practice answered"),  # all five of Ashford: nothing is left to judge
        ("ggg", "ggr", "no difference shown"),
        ("gggg", "rrrr", "difference"),
    ],
)
def test_a_change_is_called_a_difference_only_where_it_is_one(facts, first, second, verdict):
    two_surveys(facts, first, second, region="ashford")

    assert measure(facts, "differences").iloc[0]["verdict"] == verdict


def test_two_regions_as_two_samples(facts, records):
    many = [(f"Z1{n:04}", {"pilots": "green" if n < 48 else "red"}) for n in range(80)]
    more = [(f"Z2{n:04}", {"pilots": "green" if n < 56 else "red"}) for n in range(70)]
    facts.draw("regions", "region name display_order\n uphill Uphill 7\n valley Valley 8")
    facts.survey("autumn", "uphill", many)
    facts.survey("autumn", "valley", more)
    facts.stand()

    first = records(measure(facts, "differences"))[0]

    assert (first["kind"], first["verdict"], first["reason"]) == ("regions", "difference", None)
    assert (first["first_region"], first["second_region"]) == ("uphill", "valley")
    assert [round(first[name], 4) for name in ("difference", "low", "high")] == [0.2, 0.0524, 0.3339]
    # One action and three answers: each is judged at a third of five per cent.
    assert (first["compared"], first["low_of_all"] > 0) == (3, True)
    assert first["low_of_all"] < first["low"] < first["high"] < first["high_of_all"]


def by_lot(facts, region, survey, asked, actions=10, of=64, sent="2025-01-01"):
    """A region of which so many practices answered, each action by lot; the random numbers are the region's own."""
    lot = Random(f"{region} {survey}")
    names = [f"action_{n}" for n in range(actions)]
    words = [(f"Z99{n:03}", {name: lot.choice(RAG) for name in names}) for n in range(asked)]
    facts.survey(survey, region, words, sent=sent)


def called_different(facts):
    """Of the charts (pairs), the part of which any row is called a difference, and how many charts there are."""
    frame = measure(facts, "differences")
    pairs = frame.groupby(["kind", "first_region", "first_survey", "second_region", "second_survey"])[
        "verdict"
    ]
    charts = pairs.agg(lambda verdicts: (verdicts == "difference").any())
    return charts.mean(), len(charts)


def test_answers_drawn_by_lot_are_called_different_in_at_most_five_of_a_hundred_charts_of_regions(facts):
    regions = [f"place_{n:02}" for n in range(14)]
    facts.put("regions", [
        {"region": region, "name": region, "display_order": 10 + at, "practices": 64 + 4 * (at % 2)}
        for at, region in enumerate(regions)
    ])  # fmt: skip
    for at, region in enumerate(regions):
        by_lot(facts, region, "autumn", asked=60 if at % 2 else 55)
    facts.stand()

    share, charts = called_different(facts)

    assert charts == 91
    assert share <= 0.05


def test_answers_drawn_by_lot_are_called_different_in_at_most_five_of_a_hundred_charts_of_waves(facts):
    regions = [f"place_{n:02}" for n in range(60)]
    facts.put("regions", [
        {"region": region, "name": region, "display_order": 10 + at, "practices": 64}
        for at, region in enumerate(regions)
    ])  # fmt: skip
    for at, region in enumerate(regions):
        for survey, sent in (("autumn", "2024-10-01"), ("winter", "2025-01-01")):
            by_lot(facts, region, survey, asked=64 if at % 4 == 0 else 60, actions=5, sent=sent)
    facts.stand()

    frame = measure(facts, "differences")
    frame = frame[frame["kind"] == "surveys"]
    every = frame[frame["first_region"].isin(regions[::4])]

    assert set(every["verdict"]) == {"every practice answered"}
    charts = frame.groupby("first_region")["verdict"].agg(lambda verdicts: (verdicts == "difference").any())
    assert len(charts) == 60
    assert charts.mean() <= 0.05


def compared(facts, records, **asked):
    return {row["reason"] for row in records(measure(facts, "differences", **asked))}


def test_different_scales_are_not_comparable(facts, records):
    facts.survey("autumn", "elmshire", [("Z99001", {"pilots": "green"})])
    facts.survey("autumn", "ashford", [("Z99001", {"pilots": "taking"})], scale="participation")
    facts.stand()

    assert compared(facts, records) == {"the two surveys have different scales of answers"}
    frame = measure(facts, "differences")
    assert set(frame["verdict"]) == {"not comparable"}
    assert frame[["difference", "low", "high"]].isna().all(axis=None)


def test_invented_answers_are_not_comparable_with_real_ones(facts, records):
    facts.survey("autumn", "elmshire", [("Z99001", {"pilots": "green"})], demonstration=True)
    facts.survey("autumn", "ashford", [("Z99001", {"pilots": "green"})])
    facts.stand()

    assert compared(facts, records) == {"one of the two is invented"}


def test_an_item_that_merges_two_actions_is_not_comparable_with_one_that_does_not(facts, records):
    facts.survey("autumn", "elmshire", [("Z99001", {"gp_connect": "green"})], menu="short")
    facts.survey("poll", "ashford", [("Z99001", {"gp_connect": "green"})])
    facts.stand()

    assert compared(facts, records) == {"the form of Elmshire asks about another action in the same item"}


def test_an_action_that_nobody_answered_is_not_comparable(facts, records):
    facts.survey("autumn", "elmshire", [("Z99001", {"gp_connect": "green"})])
    facts.survey("autumn", "ashford", [("Z99001", {"pilots": "green"})])
    facts.stand()

    assert compared(facts, records, actions="pilots") == {"nobody answered it in Elmshire"}
    assert compared(facts, records, actions="gp_connect") == {"nobody answered it in Ashford"}


def test_replies_without_a_practice_cannot_be_paired(facts, records):
    facts.survey("autumn", "ashford", [("anonymous:1:Form:1", {"pilots": "green"})], sent="2024-10-01")
    facts.survey("winter", "ashford", [("anonymous:2:Form:1", {"pilots": "green"})], sent="2025-01-01")
    facts.stand()

    assert compared(facts, records) == {"replies without a practice cannot be matched with one another"}
    assert measure(facts, "moves").empty


def test_a_named_survey_is_set_beside_every_other(facts):
    for month in (1, 2, 3, 4):
        facts.survey(f"wave_{month}", "ashford", answers("", "gg"), sent=f"2025-0{month}-01")
    facts.stand()

    def pairs(**asked):
        frame = measure(facts, "moves", **asked)
        return sorted(
            {(a[-1], b[-1]) for a, b in zip(frame["first_survey"], frame["second_survey"], strict=True)}
        )

    assert pairs() == [("1", "2"), ("1", "4"), ("2", "3"), ("3", "4")]
    assert pairs(survey="wave_2") == [("1", "2"), ("2", "3"), ("2", "4")]


# The same by loops over what each practice said.


def paired(pairs, answer):
    """Difference and bounds of one answer among practices that answered twice, by Newcombe's method 10."""
    n = len(pairs)
    kept = sum(pair == (answer, answer) for pair in pairs)
    first, second = (sum(pair[place] == answer for pair in pairs) for place in (0, 1))
    table = kept, first - kept, second - kept, n - first - second + kept
    margins = first * (n - first) * second * (n - second)
    cross = table[0] * table[3] - table[1] * table[2]
    cross = cross - n / 2 if cross > n / 2 else min(cross, 0)
    phi = cross / sqrt(margins) if margins else 0
    return spread(first / n, second / n, wilson(first / n, n), wilson(second / n, n), phi)


def spread(first, second, first_bounds, second_bounds, phi=0):
    down = second - second_bounds[0], first_bounds[1] - first
    up = second_bounds[1] - second, first - first_bounds[0]

    def reach(expected, other):
        return sqrt(max(0, expected * expected - 2 * phi * expected * other + other * other))

    return second - first, second - first - reach(*down), second - first + reach(*up)


@few
@given(surveys)
def test_moves_and_paired_differences_agree_with_a_plain_loop(cleared, records, found):
    facts = cleared()
    put_surveys(facts, found)
    final = standing(found)
    moves, differences = {}, {}
    for region in REGIONS:
        if {("autumn", region), ("winter", region)} <= final.keys():
            # Loaded at the same time and without times: the earlier name is the earlier wave.
            before, after = final["autumn", region], final["winter", region]
            for action in ("limit_contacts", "gp_connect", "pilots"):
                pairs = [
                    (words[action], after[who][action])
                    for who, words in before.items()
                    if action in words and action in after.get(who, {}) and not who.startswith("anonymous")
                ]
                moves |= {(region, action, *pair): count for pair, count in Counter(pairs).items()}
                if pairs:
                    differences |= {
                        (region, action, answer): (*paired(pairs, answer), len(pairs)) for answer in RAG
                    }

    rows = [row for row in records(measure(facts, "moves")) if row["practices"]]
    assert {
        (row["region"], row["action"], row["first_answer"], row["second_answer"]): row["practices"]
        for row in rows
    } == moves
    rows = [
        row
        for row in records(measure(facts, "differences"))
        if row["kind"] == "surveys" and row["reason"] is None
    ]
    assert {(row["first_region"], row["action"], row["answer"]) for row in rows} == differences.keys()
    for row in rows:
        wanted = differences[row["first_region"], row["action"], row["answer"]]
        assert (row["difference"], row["low"], row["high"]) == pytest.approx(wanted[:3], abs=1e-6)
        if wanted[3] == PRACTICES[row["first_region"]]:
            assert (row["verdict"], row["compared"]) == ("every practice answered", None)
            continue
        assert row["low_of_all"] <= row["low"]
        assert row["high"] <= row["high_of_all"]
        assert row["verdict"] == (
            "difference" if row["low_of_all"] > 0 or row["high_of_all"] < 0 else "no difference shown"
        )


@few
@given(surveys)
def test_differences_between_regions_agree_with_a_plain_loop(cleared, records, found):
    facts = cleared()
    put_surveys(facts, found)
    final = standing(found)
    newest = {region: max(name for name, place in final if place == region) for _, region in final}
    wanted = {}
    for first, second in combinations([region for region in REGIONS if region in newest], 2):
        for action in ("limit_contacts", "gp_connect", "pilots"):
            given_answers = [
                [words[action] for words in final[newest[region], region].values() if action in words]
                for region in (first, second)
            ]
            if all(given_answers):
                for answer in RAG:
                    shares = [words.count(answer) / len(words) for words in given_answers]
                    ends = [
                        wilson(share, len(words)) for share, words in zip(shares, given_answers, strict=True)
                    ]
                    wanted[first, second, action, answer] = spread(*shares, *ends)

    rows = [
        row
        for row in records(measure(facts, "differences"))
        if row["kind"] == "regions" and row["reason"] is None
    ]
    keys = ("first_region", "second_region", "action", "answer")
    assert {tuple(row[key] for key in keys) for row in rows} == wanted.keys()
    for row in rows:
        figures = (row["difference"], row["low"], row["high"])
        assert figures == pytest.approx(wanted[tuple(row[key] for key in keys)], abs=1e-6)


@few
@given(surveys, st.sampled_from(["waves", "moves", "differences"]))
def test_another_regions_answers_change_nothing_here(cleared, records, found, name):
    facts = cleared()
    put_surveys(facts, {key: files for key, files in found.items() if key[1] == "elmshire"})
    before = records(measure(facts, name, regions=["elmshire"]))
    put_surveys(facts, {key: files for key, files in found.items() if key[1] != "elmshire"})

    assert records(measure(facts, name, regions=["elmshire"])) == before
