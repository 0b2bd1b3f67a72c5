"""ladder and coming: where every notice stands on a day, and what is about to happen."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given

from measures import measure
from tests.measures.plain import base, few, grouped, lists, logs, off_list, on_days, placed, put_lists

TENTH = date(2025, 2, 10)
RUNGS = ("wanted", "signed_up", "served", "extended", "in_effect", "resolved", "withdrawn")

LOG = """
    row  respondent  service  status     served_on   effective_on  extended_to  withdrawn_on  resolved_on  scope
    1    Z99001      ecg      wanted     -           -             -            -             -            -
    2    Z99002      ecg      signed_up  -           -             -            -             -            -
    3    Z99003      ecg      wanted     -           -             -            -             -            -
    4    Z99003      ecg      signed_up  -           -             -            -             -            -
    5    Z99004      ecg      served     2025-01-05  2025-04-01    -            -             -            all
    6    Z99005      ecg      served     2025-01-05  2025-02-01    -            -             -            new_requests
    7    Z99006      ecg      extended   2024-11-05  2025-02-01    2025-03-31   -             -            -
    8    Z99007      ecg      withdrawn  2024-11-05  2025-02-01    -            2025-02-09    -            all
    9    Z99008      ecg      resolved   2024-11-05  2025-02-01    -            -             2025-02-09   all
    10   Z99009      ecg      served     2025-02-11  2025-05-01    -            -             -            all
    11   Z99010      ecg      withdrawn  2024-11-05  2025-02-01    -            2025-02-11    -            other
"""


def put_log(facts, grid, region="elmshire"):
    number = facts.load(kind="notices", region=region, file="Log.xlsx")
    facts.put("notices", [row | {"import": number, "region": region, "sheet": "Log"} for row in grid(LOG)])
    facts.stand()


def test_each_practice_stands_on_its_rung(facts, grid, records):
    put_log(facts, grid)

    (row,) = records(measure(facts, "ladder", on=TENTH))

    # 4, 5, 6 and 10 stand (10 withdraws tomorrow); of these 6 is extended, 5 and 10 are in effect.
    assert [row[rung] for rung in RUNGS] == [1, 2, 4, 1, 2, 1, 1]
    assert (row["rung"], row["count"], row["out_of"], row["share"]) == ("in_effect", 4, 64, 0.0625)
    scopes = ("all", "new_requests", "existing_patients", "at_capacity", "other", "unsaid")
    assert [row[f"scope_{scope}"] for scope in scopes] == [1, 1, 0, 0, 1, 1]
    assert (row["effective_on"], row["extended_to"]) == ("2025-02-01", "2025-03-31")


@pytest.mark.parametrize(
    ("log", "rung"),
    [
        ("respondent signed_up withdrawn\n Z1 true false\n Z2 true false", "signed_up"),
        ("respondent served resolved\n Z1 true true\n Z2 false false", "resolved"),
        ("respondent served resolved withdrawn\n Z1 true true false\n Z2 true false true", "withdrawn"),
        ("respondent served resolved\n Z1 true true\n Z2 true false", "served"),
        ("respondent served served_on\n Z1 true 2026-01-01", None),
    ],
)
def test_the_furthest_rung_of_a_region(facts, log, rung):
    facts.draw("rungs", "rung display_order\n extended 4\n resolved 6\n withdrawn 7")
    facts.draw("standing_notices", log, region="ashford", service="ecg")

    result = measure(facts, "ladder", on=TENTH).iloc[0]["rung"]

    assert result == rung if rung else result is None


def test_parts_follow_what_they_are_part_of_and_are_not_added(facts, grid, records):
    facts.draw("reported_figures", """
        figure  region   subject  kind     rung      count   share  qualifier  unit       parent
        some    ashford  ecg      service  served    -       -      named      practices  whole
        whole   ashford  any_les  service  served    50      0.65   about      practices  -
        most    ashford  any_les  service  served    40      -      at_least   practices  whole
        later   ashford  any_les  service  extended  -       -      words      practices  whole
        other   ashford  ecg      service  wanted    150000  -      over       patients   -
    """, as_of="2025-01", source="Pulse", status="read")  # fmt: skip

    columns = ("figure", "level", "rung", "served", "extended", "count", "unit", "bundle")
    assert records(measure(facts, "ladder"), *columns) == grid("""
        figure  level  rung      served  extended  count   unit       bundle
        other   0      wanted    -       -         150000  patients   false
        whole   0      served    50      -         50      practices  true
        most    1      served    40      -         40      practices  true
        later   1      extended  -       -         -       practices  true
        some    1      served    -       -         -       practices  false
    """)


def test_what_comes_before_the_next_meeting(facts, grid, records):
    facts.draw("standing_notices", """
        respondent  service       served  effective_on  extended_to  withdrawn
        Z99001      ecg           true    2025-02-10    -            false
        Z99002      ecg           true    2025-02-11    -            false
        Z99003      ecg           true    2025-03-12    -            false
        Z99004      ecg           true    2025-03-13    -            false
        Z99001      ring_pessary  true    2025-04-11    -            false
        Z99002      ring_pessary  true    2025-05-12    -            false
        Z99003      ring_pessary  true    2025-01-31    2025-05-11   false
        Z99005      ring_pessary  true    -             -            false
        Z99006      ring_pessary  true    2025-02-12    -            true
    """, region="elmshire")  # fmt: skip

    columns = ("service", "in_effect", "in_30_days", "in_60_days", "in_90_days", "later", "undated", "put_off",
               "next_practices", "standing")  # fmt: skip
    assert records(measure(facts, "coming", on=TENTH), *columns) == grid("""
        service       in_effect  in_30_days  in_60_days  in_90_days  later  undated  put_off  next_practices  standing
        -             1          2           4           4           1      1        1        1               5
        ecg           1          2           3           3           0      0        0        1               4
        ring_pessary  0          0           1           2           1      1        1        1               4
    """)
    last = measure(facts, "coming", services="ring_pessary", on=TENTH).iloc[-1]
    assert [last[name].date() for name in ("put_off_from", "put_off_to", "next_effective_on")] == [
        date(2025, 1, 31), date(2025, 5, 11), date(2025, 4, 11),
    ]  # fmt: skip


def expected_ladder(rows, on):
    result = dict.fromkeys(RUNGS, 0)
    for row in rows:
        stands, in_effect, withdrawn, resolved, _ = placed(row, on)
        result["served"] += stands
        result["extended"] += stands and row["extended_to"] is not None
        result["in_effect"] += in_effect
        result["withdrawn"] += withdrawn
        result["resolved"] += resolved and not withdrawn
        result["signed_up"] += row["signed_up"] and not withdrawn and not resolved
    return result


@few
@given(logs, lists, on_days)
def test_the_ladder_agrees_with_a_plain_loop(cleared, records, log, own_lists, on):
    facts = cleared()
    put_lists(facts, own_lists)
    facts.put("standing_notices", log)

    result = {(row["region"], row["service"]): row for row in records(measure(facts, "ladder", on=on))}
    wanted = grouped(log, "region", "service")

    assert result.keys() == wanted.keys()
    for (region, service), every in wanted.items():
        rows = [row for row in every if not off_list(own_lists, region, row["respondent"])]
        row, counts = result[region, service], expected_ladder(rows, on)
        beside = [row for row in every if row not in rows and placed(row, on)[0]]
        assert row["off_list"] == (len(beside) if region in own_lists else None)
        assert {rung: row[rung] for rung in RUNGS} == counts
        assert row["out_of"] == base(own_lists, region)
        scopes = [row[name] for name in row if name.startswith("scope_")]
        assert sum(scopes) == counts["served"]


def practices(rows, on, fits):
    return len({row["respondent"] for row in rows if placed(row, on)[0] and fits(row, placed(row, on)[4])})


@few
@given(logs, on_days)
def test_what_is_coming_agrees_with_a_plain_loop(cleared, records, log, on):
    facts = cleared()
    facts.put("standing_notices", log)
    result = {(row["region"], row["service"]): row for row in records(measure(facts, "coming", on=on))}
    there = [row for row in log if placed(row, on)[0]]
    wanted = grouped(there, "region", "service") | {
        (region, None): rows for (region,), rows in grouped(there, "region").items()
    }

    assert result.keys() == wanted.keys()
    for key, rows in wanted.items():
        row = result[key]
        for within in (30, 60, 90):
            last = on + timedelta(days=within)
            assert row[f"in_{within}_days"] == practices(
                rows, on, lambda _, day, last=last: day and on < day <= last
            )
        assert row["in_effect"] == practices(rows, on, lambda _, day: day and day <= on)
        assert row["undated"] == practices(rows, on, lambda _, day: day is None)
        assert row["put_off"] == practices(
            rows, on, lambda row, day: row["extended_to"] and day > on and (row["effective_on"] or day) <= on
        )


@few
@given(logs, logs, on_days)
def test_another_regions_notices_change_nothing_here(cleared, records, here, elsewhere, on):
    facts = cleared()
    facts.put("standing_notices", [row for row in here if row["region"] == "elmshire"])
    before = [records(measure(facts, name, ["elmshire"], on=on)) for name in ("ladder", "coming")]
    facts.put("standing_notices", [row for row in elsewhere if row["region"] != "elmshire"])

    assert [records(measure(facts, name, ["elmshire"], on=on)) for name in ("ladder", "coming")] == before
