"""preferences: hand-counted, and against a plain loop over what each practice said."""

from __future__ import annotations

from collections import Counter
from math import inf, sqrt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from measures import MEASURES, measure

CONTRACT = [
    "survey",
    "region",
    "action",
    "answer",
    "practices",
    "answered",
    "responded",
    "out_of",
    "share",
    "low",
    "high",
]
FIGURES = ("action", "answer", "practices", "answered", "responded", "out_of", "share")


def survey(facts, region="ashford", scale="rag", menu=None, title="Autumn", **columns):
    number = facts.load(kind="survey", region=region, survey="autumn", **columns)
    facts.put(
        "surveys", [{"survey": "autumn", "import": number, "title": title, "scale": scale, "menu": menu}]
    )
    return number


def counted(facts, counts, responded, region="ashford", **columns):
    """A standing survey with these counts, drawn."""
    survey(facts, region=region, **columns)
    facts.draw("answer_counts", counts, survey="autumn", region=region)
    dates = {"last_on": "2025-05-30", "loaded_on": "2025-06-01", "demonstration": False}
    facts.put("reply_counts", [{"survey": "autumn", "region": region, "responded": responded} | dates])


def test_contract_columns_come_first():
    assert list(MEASURES["preferences"].columns)[:11] == CONTRACT


def test_every_answer_of_the_scale_for_every_action_that_anybody_answered(facts, records, grid):
    counts = """
        action          answer  practices
        limit_contacts  green   3
        limit_contacts  red     1
        pilots          amber   2
    """
    counted(facts, counts, responded=4)

    assert records(measure(facts, "preferences"), *FIGURES) == grid("""
        action          answer  practices  answered  responded  out_of  share
        limit_contacts  green   3          4         4          5       0.75
        limit_contacts  amber   0          4         4          5       0
        limit_contacts  red     1          4         4          5       0.25
        pilots          green   0          2         4          5       0
        pilots          amber   2          2         4          5       1
        pilots          red     0          2         4          5       0
    """)


def test_the_menus_actions_are_there_in_its_order_answered_or_not(facts, records, grid):
    counted(facts, "action answer practices\n gp_connect green 1", responded=1, menu="short")

    frame = measure(facts, "preferences")

    green = frame[frame["answer"] == "green"]
    assert records(green, "action", "answered", "share", "merged_with") == grid("""
        action          answered  share  merged_with
        gp_connect      1         1      dsa_freeze
        dsa_freeze      0         -      gp_connect
        limit_contacts  0         -      -
    """)
    assert list(green["low"].isna()) == [False, True, True]
    assert list(frame["wording"].unique()) == ["Connect_or_DSA", "Limit_to_25"]


def test_interval_narrows_with_the_part_of_the_region_that_answered(facts):
    counts = "action answer practices\n pilots green 46\n pilots red 15"
    counted(facts, counts, responded=61, region="elmshire")

    green = measure(facts, "preferences", actions="pilots").iloc[0]

    assert (round(green["low"], 3), round(green["high"], 3)) == (0.730, 0.777)
    assert (green["no_answer"], green["no_reply"]) == (3, 3)


def test_a_point_when_every_practice_answered(facts):
    counted(facts, "action answer practices\n pilots green 4\n pilots red 1", responded=5)

    green = measure(facts, "preferences").iloc[0]

    assert (green["low"], green["share"], green["high"]) == (0.8, 0.8, 0.8)


def test_more_answers_than_practices_get_no_correction_and_no_unanswered(facts, records):
    counted(facts, "action answer practices\n pilots green 6", responded=6)

    green = records(measure(facts, "preferences"))[0]

    assert green["low"] == pytest.approx(0.6097, abs=1e-4)
    assert (green["high"], green["no_answer"], green["no_reply"]) == (1, None, None)


def test_unknown_number_of_practices_is_blank(facts, records):
    counted(facts, "action answer practices\n pilots green 6", responded=6, region="oakham")

    assert records(measure(facts, "preferences"), "out_of", "no_reply")[0] == {
        "out_of": None,
        "no_reply": None,
    }


def test_an_answer_outside_the_scale_is_shown(facts):
    counted(facts, "action answer practices\n pilots planning 2", responded=2)

    assert list(measure(facts, "preferences")["answer"]) == ["green", "amber", "red", "planning"]


def test_base_date_and_source_travel_with_the_figure(facts, records):
    counted(facts, "action answer practices\n pilots green 2", responded=2, file="Autumn.xlsx")

    columns = ("basis", "as_of", "source", "out_of_source", "title")
    first = records(measure(facts, "preferences"), *columns)[0]
    assert list(first.values()) == ["counted", "2025-05-30", "Autumn.xlsx", "register", "Autumn"]


def test_invented_answers_say_so(facts):
    counted(facts, "action answer practices\n pilots green 2", responded=2)
    facts.connection.execute("UPDATE reply_counts SET demonstration = true")

    assert set(measure(facts, "preferences")["basis"]) == {"demonstration"}


def test_a_region_keeps_its_own_menu_when_another_loads_the_same_survey(facts):
    counted(facts, "action answer practices\n pilots green 2", responded=2, menu="short")
    counted(facts, "action answer practices\n pilots green 2", responded=2, region="elmshire")

    frame = measure(facts, "preferences", regions=["ashford"])

    assert set(frame["action"]) == {"dsa_freeze", "gp_connect", "limit_contacts", "pilots"}
    assert set(frame["source"]) == {"file1.csv"}


def test_filters(facts):
    counts = "action answer practices\n pilots green 2\n gp_connect red 1"
    counted(facts, counts, responded=2)
    counted(facts, counts, responded=2, region="elmshire")

    def rows(**asked):
        return len(measure(facts, "preferences", **asked))

    assert rows() == 12
    assert rows(regions=["elmshire"]) == rows(actions=["pilots"]) == 6
    assert rows(regions=["elmshire", "ashford"], survey="autumn", actions=["pilots", "gp_connect"]) == 12
    assert rows(survey="spring") == rows(regions=["oakham"]) == rows(actions=["limit_contacts"]) == 0


# The same by a loop over what each practice said.

Z = 1.959963984540054
OUT_OF = {"elmshire": 64, "ashford": 5, "oakham": None}
SCALES = {"autumn": ["green", "amber", "red"], "spring": ["taking", "planning", "not_taking"]}
MENUS = {"autumn": ["gp_connect", "dsa_freeze", "limit_contacts"], "spring": []}

said = st.dictionaries(
    st.sampled_from(["pilots", "gp_connect", "limit_contacts"]), st.integers(0, 2), max_size=3
)
# (survey, region) -> what each practice that replied said: action -> place of the answer on the scale.
stores = st.dictionaries(
    st.tuples(st.sampled_from(list(SCALES)), st.sampled_from(list(OUT_OF))),
    st.lists(said, min_size=1, max_size=8),
    max_size=5,
)


def put_in(facts, store):
    for (name, region), practices in store.items():
        number = facts.load(region=region, survey=name, kind="survey")
        scale, menu = ("rag", "short") if name == "autumn" else ("participation", None)
        facts.put("surveys", [{"survey": name, "import": number, "scale": scale, "menu": menu}])
        place = {"survey": name, "region": region}
        tally = Counter(answer for practice in practices for answer in practice.items())
        facts.put(
            "answer_counts",
            [place | {"action": action, "answer": SCALES[name][answer], "practices": count}
             for (action, answer), count in tally.items()],
        )  # fmt: skip
        facts.put("reply_counts", [place | {"responded": len(practices), "anonymous": 0}])


def interval(share, n, out_of):
    """The Wilson bounds as the roots of a quadratic, n corrected for the finite population."""
    evidence = n
    if out_of is not None and n <= out_of:
        evidence = inf if n == out_of else n * (out_of - 1) / (out_of - n)
    a, b, c = 1 + Z**2 / evidence, -(2 * share + Z**2 / evidence), share**2
    root = sqrt(max(0, b * b - 4 * a * c))
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


def expected(store):
    rows = {}
    for (name, region), practices in store.items():
        for action in {*MENUS[name], *(action for practice in practices for action in practice)}:
            chosen = [practice[action] for practice in practices if action in practice]
            for place, answer in enumerate(SCALES[name]):
                n, count = len(chosen), chosen.count(place)
                share = count / n if n else None
                bounds = interval(share, n, OUT_OF[region]) if n else (None, None)
                rows[name, region, action, answer] = (
                    count,
                    n,
                    len(practices),
                    OUT_OF[region],
                    share,
                    *bounds,
                )
    return rows


quick = settings(max_examples=15, suppress_health_check=list(HealthCheck))


@quick
@given(stores)
def test_agrees_with_a_plain_loop(cleared, records, store):
    facts = cleared()
    put_in(facts, store)

    rows = [tuple(row.values()) for row in records(measure(facts, "preferences"), *CONTRACT)]
    result, wanted = {row[:4]: row[4:] for row in rows}, expected(store)

    assert result.keys() == wanted.keys()
    assert len(rows) == len(result)
    for key, figures in wanted.items():
        assert result[key] == pytest.approx(figures, abs=1e-7), key


@quick
@given(stores)
def test_shares_of_an_action_are_a_whole(cleared, store):
    facts = cleared()
    put_in(facts, store)

    frame = measure(facts, "preferences")
    sums = frame[frame["answered"] > 0].groupby(["survey", "region", "action"])["share"].sum()

    assert sums.tolist() == pytest.approx([1] * len(sums))
    assert ((frame["share"].isna()) == (frame["answered"] == 0)).all()


@quick
@given(stores)
def test_another_regions_data_change_nothing_here(cleared, records, store):
    facts = cleared()
    put_in(facts, {key: practices for key, practices in store.items() if key[1] == "elmshire"})
    before = records(measure(facts, "preferences", regions=["elmshire"]))
    put_in(facts, {key: practices for key, practices in store.items() if key[1] != "elmshire"})

    assert records(measure(facts, "preferences", regions=["elmshire"])) == before
