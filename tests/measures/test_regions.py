"""regions: hand-counted, and against notices and preferences, which are checked by themselves."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from measures import MEASURES, measure

CONTRACT = [
    "region", "subject", "kind", "basis", "rung", "count", "out_of", "share", "low", "high",
    "qualifier", "unit", "as_of", "source",
]  # fmt: skip


def test_contract_columns_come_first():
    assert list(MEASURES["regions"].columns)[:14] == CONTRACT


def survey(facts, name, region, counts, scale="rag", responded=10, **dates):
    number = facts.load(kind="survey", region=region, survey=name)
    facts.put("surveys", [{"survey": name, "import": number, "scale": scale}])
    facts.draw("answer_counts", counts, survey=name, region=region)
    facts.put("reply_counts", [{"survey": name, "region": region, "responded": responded} | dates])


def test_support_for_an_action_and_notices_on_a_service(facts, grid, records):
    counts = "action answer practices\n pilots green 16\n pilots amber 4\n pilots red 2\n gp_connect red 8"
    survey(facts, "autumn", "elmshire", counts, responded=22)
    notices = [
        {"region": "elmshire", "service": "ecg", "respondent": f"Z9900{n}", "served": n < 9}
        for n in range(10)
    ]
    facts.put("standing_notices", notices)

    columns = ("subject", "kind", "rung", "count", "out_of", "share", "answered", "responded")
    assert records(measure(facts, "regions"), *columns) == grid("""
        subject     kind     rung    count  out_of  share     answered  responded
        gp_connect  action   wanted  0      64      0         8         22
        pilots      action   wanted  16     64      0.25      22        22
        ecg         service  served  9      64      0.140625  -         -
    """)


def test_interval_is_wilsons_over_all_practices(facts):
    survey(facts, "autumn", "elmshire", "action answer practices\n pilots green 57")

    row = measure(facts, "regions").iloc[0]

    assert (round(row["low"], 3), round(row["high"], 3), row["share_of_answered"]) == (0.791, 0.946, 1)


def test_two_answers_that_support_stand_on_the_lower_rung(facts, records):
    counts = "action answer practices\n pilots taking 2\n pilots planning 1\n pilots not_taking 1"
    survey(facts, "autumn", "ashford", counts, scale="participation")

    assert records(measure(facts, "regions"), "count", "rung", "supports") == [
        {"count": 3, "rung": "wanted", "supports": "Taking; Planning"}
    ]


def three_surveys(facts):
    for name, dates in (
        ("old", {"last_on": "2024-08-01", "loaded_on": "2025-06-03"}),
        ("new", {"last_on": "2025-01-01", "loaded_on": "2025-01-02"}),
        ("untimed", {"loaded_on": "2024-12-01"}),
    ):
        survey(facts, name, "ashford", "action answer practices\n pilots green 1", **dates)


def test_the_newest_survey_counts_unless_one_is_named(facts):
    three_surveys(facts)

    assert list(measure(facts, "regions")["survey"]) == ["new"]
    assert list(measure(facts, "regions", survey="old")["survey"]) == ["old"]
    assert list(measure(facts, "surveys")["survey"]) == ["new", "untimed", "old"]
    assert list(measure(facts, "surveys")["newest"]) == [True, False, False]


def test_a_newer_survey_about_an_offer_hides_nothing(facts):
    three_surveys(facts)
    survey(
        facts,
        "offer",
        "ashford",
        "action answer practices\n pilots accept 4",
        scale="offer",
        last_on="2025-05-01",
    )

    assert list(measure(facts, "regions")["survey"]) == ["new"]


def test_counted_and_published_stand_side_by_side(facts, grid, records):
    survey(facts, "autumn", "ashford", "action answer practices\n pilots green 3")
    facts.draw("reported_figures", """
        figure  region   subject  kind     rung    count   share  qualifier  unit         parent
        S1      ashford  pilots   action   wanted  -       0.75   about      respondents  -
        N1      ashford  ecg      service  served  150000  -      over       patients     -
        N2      ashford  any_les  service  served  -       -      named      practices    N1
    """, as_of="2025", source="Pulse", status="recalled")  # fmt: skip

    columns = ("subject", "kind", "basis", "count", "share", "qualifier", "unit", "bundle", "status")
    assert records(measure(facts, "regions"), *columns) == grid("""
        subject  kind     basis     count   share  qualifier  unit         bundle  status
        pilots   action   counted   3       0.6    exact      practices    -       -
        pilots   action   reported  -       0.75   about      respondents  -       recalled
        any_les  service  reported  -       -      named      practices    true    recalled
        ecg      service  reported  150000  -      over       patients     false   recalled
    """)


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        ({}, 4),
        ({"regions": ["ashford"]}, 2),
        ({"services": ["ecg"]}, 2),
        ({"actions": ["pilots"]}, 2),
        ({"services": ["ecg"], "actions": ["pilots"]}, 4),
        ({"services": ["pilots"]}, 0),
        ({"regions": "ashford", "actions": "pilots"}, 1),
    ],
)
def test_filters(facts, asked, rows):
    for region in ("ashford", "elmshire"):
        survey(facts, "autumn", region, "action answer practices\n pilots green 3")
    facts.draw("reported_figures", "region subject kind\n ashford ecg service\n elmshire ecg service")

    assert len(measure(facts, "regions", **asked)) == rows


# Against the measures that are checked by themselves, with the support added up in a loop.

TENTH = date(2025, 2, 10)
notices = st.fixed_dictionaries(
    {
        "region": st.sampled_from(["elmshire", "ashford", "oakham"]),
        "service": st.sampled_from(["ecg", "ring_pessary"]),
        "respondent": st.integers(1, 7).map(lambda n: f"Z9900{n}"),
        "served": st.booleans(),
        "withdrawn": st.sampled_from([False, False, True]),
        "served_on": st.sampled_from([None, date(2025, 1, 1), date(2025, 3, 1)]),
    }
)
logs = st.lists(
    notices, max_size=20, unique_by=lambda row: (row["region"], row["service"], row["respondent"])
)
answers = st.tuples(st.sampled_from(["pilots", "gp_connect"]), st.sampled_from(["green", "amber", "red"]))
# (region, survey) -> the answers given; the survey whose name comes later in the alphabet is newer.
surveys = st.dictionaries(
    st.tuples(st.sampled_from(["elmshire", "oakham"]), st.sampled_from(["a", "b"])),
    st.lists(answers, min_size=1, max_size=9),
)


def put_surveys(facts, given_surveys):
    for (region, name), given_answers in given_surveys.items():
        words = [(f"Z98{number:03}", dict([answer])) for number, answer in enumerate(given_answers)]
        facts.survey(name, region, words, sent="2025-01-01" if name == "a" else "2025-02-01")
    facts.stand()


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(logs, surveys)
def test_agrees_with_a_plain_loop(cleared, records, log, given_surveys):
    facts = cleared()
    facts.put("standing_notices", log)
    put_surveys(facts, given_surveys)
    wanted = {
        (row["region"], row["service"]): (row["count"], row["share"], row["low"], row["high"])
        for row in records(measure(facts, "notices", on=TENTH))
    }
    for (region, name), given_answers in given_surveys.items():
        if name == "a" and (region, "b") in given_surveys:
            continue
        for action in {action for action, _ in given_answers}:
            count = given_answers.count((action, "green"))
            wanted[region, action] = (count, count / 64 if region == "elmshire" else None)

    result = {
        (row["region"], row["subject"]): (row["count"], row["share"], row["low"], row["high"])
        for row in records(measure(facts, "regions", on=TENTH))
    }

    assert result.keys() == wanted.keys()
    for key, figures in wanted.items():
        assert result[key][: len(figures)] == figures, key


@settings(max_examples=10, suppress_health_check=list(HealthCheck))
@given(logs, surveys)
def test_another_regions_data_change_nothing_here(cleared, records, log, given_surveys):
    facts = cleared()
    facts.put("standing_notices", [row for row in log if row["region"] == "elmshire"])
    put_surveys(facts, {key: given for key, given in given_surveys.items() if key[0] == "elmshire"})
    before = records(measure(facts, "regions", ["elmshire"], on=TENTH))
    facts.put("standing_notices", [row for row in log if row["region"] != "elmshire"])
    put_surveys(facts, {key: given for key, given in given_surveys.items() if key[0] != "elmshire"})

    assert records(measure(facts, "regions", ["elmshire"], on=TENTH)) == before
