"""notices: hand-counted, and against a plain loop over what stands."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from measures import MEASURES, measure

CONTRACT = [
    "region", "service", "basis", "rung", "count", "out_of", "share", "low", "high", "in_effect", "signed_up",
    "first_effective_on", "next_effective_on", "qualifier", "unit", "as_of", "source",
]  # fmt: skip
TENTH = date(2025, 2, 10)


def test_contract_columns_come_first():
    assert list(MEASURES["notices"].columns)[:17] == CONTRACT


def log(facts, grid, service="ecg", region="ashford", **columns):
    number = facts.load(kind="notices", region=region, **columns)
    same = {"import": number, "demonstration": bool(columns.get("demonstration"))}
    facts.put("standing_notices", [{"region": region, "service": service} | row | same for row in grid])


def the_row(facts, records, *columns, **asked):
    rows = records(measure(facts, "notices", **({"on": TENTH} | asked)), *columns)
    assert len(rows) == 1
    return rows[0]


def test_what_stands_on_a_day(facts, grid, records):
    rows = grid("""
        respondent  served  served_on   withdrawn  withdrawn_on  resolved  resolved_on  signed_up
        Z99001      true    2025-01-05  false      -             false     -            false
        Z99002      true    2025-02-10  false      -             false     -            false
        Z99003      true    2025-02-11  false      -             false     -            false
        Z99004      true    -           false      -             false     -            false
        Z99005      true    2025-01-05  true       2025-02-10    false     -            false
        Z99006      true    2025-01-05  true       2025-02-11    false     -            false
        Z99007      true    2025-01-05  true       -             false     -            false
        Z99008      true    2025-01-05  false      -             true      2025-02-01   false
        Z99009      false   -           false      -             false     -            true
    """)
    log(facts, rows, region="elmshire")

    # 1, 2, 4 and 6 stand; 3 is served tomorrow; 5, 7 and 8 have ended; 9 has only signed up.
    assert the_row(facts, records, "count", "signed_up", "ended", "out_of", "share", "rung") == {
        "count": 4, "signed_up": 1, "ended": 3, "out_of": 64, "share": 0.0625, "rung": "served",
    }  # fmt: skip


def test_what_is_in_effect_and_what_comes_next(facts, grid, records):
    rows = grid("""
        respondent  served  effective_on  extended_to  withdrawn
        Z99001      true    2025-02-01    -            false
        Z99002      true    2025-02-10    -            false
        Z99003      true    2025-02-01    2025-03-31   false
        Z99004      true    2025-04-01    -            false
        Z99005      true    -             -            false
        Z99006      true    2025-01-01    -            true
        Z99007      true    2025-02-20    -            true
    """)
    log(facts, rows, region="elmshire")

    result = the_row(
        facts, records, "count", "in_effect", "extended", "undated", "first_effective_on", "next_effective_on"
    )

    assert (result["count"], result["in_effect"], result["extended"], result["undated"]) == (5, 2, 1, 1)
    assert result["first_effective_on"].date() == date(2025, 2, 1)
    assert result["next_effective_on"].date() == date(2025, 3, 31)


def test_a_log_is_complete_and_has_no_interval(facts, records):
    practices = [{"respondent": f"Z99{n:03}", "served": True} for n in range(48)]
    log(facts, practices, region="elmshire")

    assert the_row(facts, records, "share", "low", "high") == {"share": 0.75, "low": None, "high": None}


@pytest.mark.parametrize(("region", "out_of"), [("oakham", None), ("ashford", 5)])
def test_no_share_where_the_base_is_unknown_or_too_small(facts, records, region, out_of):
    practices = [{"respondent": f"Z99{n:03}", "served": True} for n in range(6)]
    log(facts, practices, region=region)

    assert the_row(facts, records, "count", "out_of", "share", "low", "high") == {
        "count": 6, "out_of": out_of, "share": None, "low": None, "high": None,
    }  # fmt: skip


def test_a_service_whose_notices_are_all_withdrawn_counts_nobody(facts, records):
    log(facts, [{"respondent": "Z99001", "served": True, "withdrawn": True}])

    result = the_row(facts, records, "count", "in_effect", "share", "first_effective_on")

    assert result == {"count": 0, "in_effect": 0, "share": 0, "first_effective_on": None}


def test_date_and_source_of_a_counted_row(facts, records):
    log(facts, [{"respondent": "Z99001", "served": True}], file="Log.xlsx", loaded_at="2025-02-03 10:00")

    columns = ("basis", "qualifier", "unit", "as_of", "source", "service_label", "category")
    # The log was loaded on 3 February: nobody knows from it what happened until the 10th.
    assert the_row(facts, records, *columns) == {
        "basis": "counted",
        "qualifier": "exact",
        "unit": "practices",
        "as_of": "2025-02-03",
        "source": "Log.xlsx",
        "service_label": "ECGs",
        "category": "Tests",
    }
    assert the_row(facts, records, "as_of", on=date(2025, 1, 31)) == {"as_of": "2025-01-31"}


def test_invented_notices_say_so(facts, records):
    log(facts, [{"respondent": "Z99001", "served": True}], demonstration=True)

    assert the_row(facts, records, "basis") == {"basis": "demonstration"}


def test_published_figures_stay_apart_and_as_they_were_given(facts, grid, records):
    log(facts, [{"respondent": "Z99001", "served": True}], service="ring_pessary", region="elmshire")
    facts.draw("reported_figures", """
        figure region   subject       kind     rung       count   out_of  share  qualifier  unit       parent
        N01    elmshire ring_pessary  service  served     -       64      0.9    almost     practices  -
        N04    elmshire ring_pessary  service  served     40      76      -      at_least   practices  N01
        N10    oakham   ecg           service  served     150000  -       -      over       patients   -
        N08    ashford  ecg           service  signed_up  -       -       0.667  about      practices  -
        S01    ashford  gp_connect    action   wanted     -       -       0.75   exact      practices  -
    """, as_of="2025-01", source="Pulse", status="read")  # fmt: skip

    result = records(
        measure(facts, "notices", on=TENTH), "figure", "basis", "count", "out_of", "share", "unit"
    )

    assert result == grid("""
        figure  basis     count   out_of  share     unit
        -       counted   1       64      0.015625  practices
        N04     reported  40      76      -         practices
        N01     reported  -       64      0.9       practices
        N08     reported  -       -       0.667     practices
        N10     reported  150000  -       -         patients
    """)


def test_dates_of_a_published_figure_are_as_precise_as_known(facts, records):
    facts.draw("reported_figures", """
        figure  region    subject  kind     rung       effective_on  extended_to
        N01     elmshire  ecg      service  served     2025-02-20    -
        N02     elmshire  ecg      service  served     2025-03       -
        N03     elmshire  ecg      service  extended   2025-01-01    2025-03-31
    """, as_of="2025-01", source="Pulse")  # fmt: skip

    frame = measure(facts, "notices", on=TENTH)
    dates = frame[["first_effective_on", "next_effective_on"]].apply(
        lambda column: column.dt.strftime("%d.%m.%y")
    )

    assert dates.fillna("").to_numpy().tolist() == [
        ["20.02.25", "20.02.25"],
        ["", ""],
        ["31.03.25", "31.03.25"],
    ]
    assert frame[["in_effect", "signed_up", "low", "high"]].isna().all(axis=None)
    assert set(frame["as_of"]) == {"2025-01"}


def test_figures_of_imports_are_reported_while_the_import_stands(facts, records):
    figures = """
        region   subject  kind     rung    count  qualifier  unit       as_of
        ashford  ecg      service  served  3      about      practices  2025-02-03
    """
    facts.draw("figures", figures, **{"import": facts.load(file="tallies.csv")})
    facts.draw("figures", figures, **{"import": facts.load(state="undone")}, source="gone")
    facts.draw("figures", figures, **{"import": facts.load(demonstration=True)}, source="invented")

    assert records(measure(facts, "notices"), "basis", "count", "as_of", "source") == [
        {"basis": "demonstration", "count": 3, "as_of": "2025-02-03", "source": "invented"},
        {"basis": "reported", "count": 3, "as_of": "2025-02-03", "source": "tallies.csv"},
    ]


def test_one_cell_that_two_imports_read_is_one_figure(facts, records):
    """The same bytes with a sheet named and with none: both stand, and both call the cell by its id."""
    for rung in ("wanted", "served"):
        row = {
            "figure": "abc:Tally:3:1",
            "region": "ashford",
            "subject": "ecg",
            "kind": "service",
            "share": 0.5,
        }
        row |= {"import": facts.load(), "rung": rung, "qualifier": "exact", "unit": "practices"}
        facts.put("figures", [row])

    assert records(measure(facts, "notices"), "rung", "share") == [{"rung": "served", "share": 0.5}]
    assert len(measure(facts, "possible_counts")) == 1


def test_filters(facts):
    for region in ("ashford", "elmshire"):
        for service in ("ecg", "ring_pessary"):
            log(facts, [{"respondent": "Z99001", "served": True}], service=service, region=region)
    facts.draw("reported_figures", "region subject kind rung\n ashford ecg service served")

    def rows(**asked):
        return len(measure(facts, "notices", **asked))

    assert rows() == 5
    assert rows(regions=["ashford"]) == rows(services=["ecg"]) == 3
    assert rows(regions=["ashford"], services=["ecg"]) == 2
    assert rows(services=["any_les"]) == 0


# The same by a loop over what stands.

OUT_OF = {"elmshire": 64, "ashford": 5, "oakham": None}
FIRST = date(2025, 1, 1)

days = st.none() | st.integers(0, 9).map(lambda n: FIRST + timedelta(days=n))
flags = st.sampled_from([None, False, False, False, True])
standing = st.fixed_dictionaries(
    {
        "region": st.sampled_from(list(OUT_OF)),
        "service": st.sampled_from(["ecg", "ring_pessary"]),
        "respondent": st.sampled_from([f"Z9900{n}" for n in range(7)] + ["name:the surgery"]),
        "served": st.sampled_from([True, True, True, False, None]),
        "signed_up": flags,
        "served_on": days,
        "effective_on": days,
        "extended_to": days,
        "withdrawn": flags,
        "withdrawn_on": days,
        "resolved": flags,
        "resolved_on": days,
    }
)
stores = st.lists(
    standing, max_size=25, unique_by=lambda row: (row["region"], row["service"], row["respondent"])
)


def over(flag, day, on):
    return bool(flag) and (day is None or day <= on)


def has_ended(row, on):
    return over(row["withdrawn"], row["withdrawn_on"], on) or over(row["resolved"], row["resolved_on"], on)


def stands(row, on):
    return over(row["served"], row["served_on"], on) and not has_ended(row, on)


def takes_effect(row):
    return row["extended_to"] or row["effective_on"]


def expected(rows, on):
    groups = defaultdict(list)
    for row in rows:
        groups[row["region"], row["service"]].append(row)
    result = {}
    for (region, service), members in groups.items():
        there = [row for row in members if stands(row, on)]
        waiting = [row for row in members if row["signed_up"] and row not in there and not has_ended(row, on)]
        dates = [takes_effect(row) for row in there if takes_effect(row)]
        out_of = OUT_OF[region]
        share = len(there) / out_of if out_of is not None and len(there) <= out_of else None
        result[region, service] = {
            "count": len(there), "out_of": out_of, "share": share, "low": None, "high": None,
            "in_effect": len([day for day in dates if day <= on]), "signed_up": len(waiting),
            "first_effective_on": min(dates, default=None),
            "next_effective_on": min((day for day in dates if day > on), default=None),
        }  # fmt: skip
    return result


def figures(records, frame):
    names = ("count", "out_of", "share", "low", "high", "in_effect", "signed_up")
    days = ("first_effective_on", "next_effective_on")
    return {
        (row["region"], row["service"]): {name: row[name] for name in names}
        | {day: row[day].date() if row[day] else None for day in days}
        for row in records(frame)
    }


quick = settings(max_examples=15, suppress_health_check=list(HealthCheck))


@quick
@given(stores, st.integers(-1, 10).map(lambda n: FIRST + timedelta(days=n)))
def test_agrees_with_a_plain_loop(cleared, records, rows, on):
    facts = cleared()
    facts.put("standing_notices", rows)

    result = figures(records, measure(facts, "notices", on=on))
    wanted = expected(rows, on)

    assert result.keys() == wanted.keys()
    for key, row in wanted.items():
        assert result[key] == {
            name: pytest.approx(value, abs=1e-7) if isinstance(value, float) else value
            for name, value in row.items()
        }, key


@quick
@given(stores, stores)
def test_another_regions_notices_change_nothing_here(cleared, records, here, elsewhere):
    facts = cleared()
    facts.put("standing_notices", [row for row in here if row["region"] == "elmshire"])
    before = records(measure(facts, "notices", regions=["elmshire"], on=TENTH))
    facts.put("standing_notices", [row for row in elsewhere if row["region"] != "elmshire"])

    assert records(measure(facts, "notices", regions=["elmshire"], on=TENTH)) == before
