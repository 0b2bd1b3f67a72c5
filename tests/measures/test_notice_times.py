"""The notices over time: timeline, history and totals agree with notices, day by day."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from measures import measure

FIRST = date(2025, 1, 1)
days = st.none() | st.integers(0, 9).map(lambda n: FIRST + timedelta(days=n))
flags = st.sampled_from([None, False, False, False, True])
stores = st.lists(
    st.fixed_dictionaries(
        {
            "region": st.sampled_from(["elmshire", "oakham"]),
            "service": st.sampled_from(["ecg", "ring_pessary"]),
            "respondent": st.integers(1, 6).map(lambda n: f"Z9900{n}"),
            "served": st.sampled_from([True, True, False, None]),
            "served_on": days,
            "effective_on": days,
            "extended_to": days,
            "withdrawn": flags,
            "withdrawn_on": days,
            "resolved": flags,
            "resolved_on": days,
        }
    ),
    max_size=20,
    unique_by=lambda row: (row["region"], row["service"], row["respondent"]),
)
on_a_day = st.integers(-1, 10).map(lambda n: FIRST + timedelta(days=n))
quick = settings(max_examples=15, suppress_health_check=list(HealthCheck))

LOG = """
    respondent  service       served_on   effective_on  extended_to  withdrawn  withdrawn_on
    Z99001      ecg           2025-01-05  2025-04-01    -            false      -
    Z99002      ecg           2025-01-05  2025-04-01    -            false      -
    Z99003      ecg           2025-01-07  2025-03-01    2025-04-01   false      -
    Z99004      ecg           -           -             -            false      -
    Z99005      ecg           2025-01-05  2025-04-01    -            true       2025-01-09
    Z99001      ring_pessary  2025-01-05  2025-01-08    -            false      -
    Z99006      ring_pessary  2025-01-05  2025-01-08    -            true       -
"""


def put_log(facts, grid):
    rows = [row | {"region": "elmshire", "served": True} for row in grid(LOG)]
    facts.put("standing_notices", rows)


def test_timeline_by_date_of_effect(facts, grid, records):
    put_log(facts, grid)

    frame = measure(facts, "notice_timeline", on=date(2025, 1, 10))
    frame["effective_on"] = frame["effective_on"].dt.strftime("%Y-%m-%d")

    assert records(frame, "service", "effective_on", "practices", "extended", "in_effect") == grid("""
        service       effective_on  practices  extended  in_effect
        ring_pessary  2025-01-08    1          0         true
        ecg           2025-04-01    3          1         false
        ecg           -             1          0         false
    """)


def test_history_adds_what_was_served_and_takes_off_what_was_withdrawn(facts, grid, records):
    put_log(facts, grid)

    frame = measure(facts, "notice_history", on=date(2025, 1, 10), services=["ecg"])
    frame["happened_on"] = frame["happened_on"].dt.strftime("%Y-%m-%d")

    assert records(frame, "happened_on", "practices", "served", "ended") == grid("""
        happened_on  practices  served  ended
        -            1          1       0
        2025-01-05   4          3       0
        2025-01-07   5          1       0
        2025-01-09   4          0       1
    """)


def test_totals_count_a_practice_once(facts, grid, records):
    put_log(facts, grid)

    columns = (
        "region",
        "practices",
        "in_effect",
        "services",
        "notices",
        "notices_in_effect",
        "next_notices",
        "out_of",
    )
    assert records(measure(facts, "notice_totals", on=date(2025, 1, 10)), *columns) == grid("""
        region    practices  in_effect  services  notices  notices_in_effect  next_notices  out_of
        elmshire  4          1          2         5        1                  3             64
    """)


@quick
@given(stores, on_a_day)
def test_history_ends_at_the_count_of_the_day(cleared, rows, on):
    facts = cleared()
    facts.put("standing_notices", rows)

    history = measure(facts, "notice_history", on=on)
    last = history.groupby(["region", "service"])["practices"].last().to_dict()
    counts = measure(facts, "notices", on=on).set_index(["region", "service"])["count"].to_dict()

    assert {key: count for key, count in counts.items() if count} == {key: n for key, n in last.items() if n}
    assert (history["practices"] >= 0).all()


@quick
@given(stores, on_a_day)
def test_timeline_holds_every_standing_notice_once(cleared, rows, on):
    facts = cleared()
    facts.put("standing_notices", rows)

    timeline = measure(facts, "notice_timeline", on=on)
    notices = measure(facts, "notices", on=on)

    assert timeline["practices"].sum() == notices["count"].sum()
    assert timeline[timeline["in_effect"]]["practices"].sum() == notices["in_effect"].sum()


@quick
@given(stores, on_a_day)
def test_totals_agree_with_a_plain_loop(cleared, records, rows, on):
    facts = cleared()
    facts.put("standing_notices", rows)
    practices, notices, next_on = defaultdict(set), defaultdict(int), defaultdict(list)
    for row in rows:
        ended = any(
            row[flag] and (row[day] is None or row[day] <= on)
            for flag, day in (("withdrawn", "withdrawn_on"), ("resolved", "resolved_on"))
        )
        if row["served"] and (row["served_on"] or on) <= on and not ended:
            practices[row["region"]].add(row["respondent"])
            notices[row["region"]] += 1
            day = row["extended_to"] or row["effective_on"]
            next_on[row["region"]] += [day] if day and day > on else []

    for row in records(measure(facts, "notice_totals", on=on)):
        region = row["region"]
        coming = min(next_on[region], default=None)
        assert (row["practices"], row["notices"]) == (len(practices[region]), notices[region])
        assert (row["next_effective_on"] and row["next_effective_on"].date()) == coming
        assert row["next_notices"] == next_on[region].count(coming)
