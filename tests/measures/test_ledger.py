"""ledger: figures, offers and the days between, region by region and service by service."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from measures import measure
from tests.measures.plain import few, grouped, logs, on_days, placed
from tests.measures.test_outcomes import ends, happen, happenings, put_happenings


def lines(facts, records, *columns, **asked):
    return [tuple(row.values()) for row in records(measure(facts, "ledger", **asked), *columns)]


def publish(facts, drawn, **same):
    known = {
        "kind": "service",
        "qualifier": "exact",
        "unit": "practices",
        "as_of": "2025-01",
        "source": "Pulse",
    }
    facts.draw("reported_figures", drawn, **(known | {"status": "read"} | same))


def test_counted_and_published_figures_are_lines_of_their_own_beside_the_last_offer(facts, records):
    publish(facts, "figure region subject rung share\n F elmshire ecg served 0.82")
    facts.draw("standing_notices", """
        respondent  service  served  served_on
        Z99001      ecg      true    2025-01-01
        Z99002      ecg      true    2025-01-05
    """, region="elmshire")  # fmt: skip
    happen(facts, """
        response  kind          happened_on  sort_on     services  amount
        R1        offer         2025-02-01   2025-02-01  ecg       £5
        R2        new_contract  2025-03-02   2025-03-02  ecg       £7
        R3        review        2025-04-01   2025-04-01  ecg       -
    """)  # fmt: skip

    assert lines(
        facts, records, "basis", "count", "share", "offer_kind", "amount", "days", "notice_from"
    ) == [
        ("counted", 2, 2 / 64, "new_contract", "£7", 60, "log"),
        ("reported", None, 0.82, "new_contract", "£7", 60, "log"),
    ]


def test_an_offer_without_a_figure_is_a_line_and_a_bundles_offer_is_no_parts(facts, records):
    publish(facts, "figure region subject rung share\n F elmshire ecg served 0.5")
    happen(facts, "response kind happened_on sort_on services\n R1 offer 2025-02-01 2025-02-01 any_les")

    assert lines(facts, records, "service", "share", "offer_on") == [
        ("any_les", None, "2025-02-01"),
        ("ecg", 0.5, None),
    ]


@pytest.mark.parametrize(
    ("notices", "days"),
    [
        ("A notice 2025-01-01 ecg\n B notice 2024-12-01 any_les", (31, 31, 31)),  # on the service itself
        ("B notice 2024-12-01 any_les", (62, 62, 62)),  # else from the region's first
        ("B letter 2024-12-01 -", (62, 62, 62)),
        ("A notice 2025-01 ecg", (None, 1, 31)),
        ("A notice 2025-03-01 ecg", (None, None, None)),  # an offer from before it is no answer to it
        ("A review 2025-01-01 ecg", (None, None, None)),
    ],
)
def test_days_run_from_the_notice_on_the_service_to_the_offer(facts, records, notices, days):
    happen(facts, f"response kind happened_on services\n {notices}\n R offer 2025-02-01 ecg")

    (line,) = [
        row for row in lines(facts, records, "service", "days", "at_least", "at_most") if row[0] == "ecg"
    ]
    assert line[1:] == days


def test_regions_with_notice_are_real_ones_and_what_is_wanted_alone_is_no_notice(facts, records):
    facts.draw("regions", "region name fictitious display_order\n dreamshire Dreamshire true 9")
    publish(facts, """
        figure  region      subject  rung       count
        A       elmshire    ecg      served     5
        B       elmshire    ecg      in_effect  2
        C       ashford     ecg      extended   1
        D       oakham      ecg      wanted     9
        E       dreamshire  ecg      served     3
    """)  # fmt: skip

    assert lines(facts, records, "figure", "noticed", "regions_noticed") == [
        ("A", True, 2), ("B", True, 2), ("C", True, 2), ("D", False, 2), ("E", True, 1),
    ]  # fmt: skip
    assert lines(facts, records, "figure", "regions_noticed", regions="ashford") == [("C", 2)]


def test_what_happens_to_all_of_england_is_no_offer_of_an_icb(facts, records):
    happen(facts, "response kind happened_on services\n R offer 2025-02-01 ecg", region="england")
    assert lines(facts, records, "service") == []


@few
@given(happenings, logs, on_days)
def test_the_ledger_agrees_with_a_plain_loop(cleared, records, found, log, on):
    facts = cleared()
    put_happenings(facts, found)
    facts.put("standing_notices", log)
    offered = {
        (region, service)
        for region, kind, (_, words), services in found
        if kind in ("offer", "new_contract") and ends(words)[1] <= on
        for service in (services.split(";") if services else [None])
    }
    counted = grouped(log, "region", "service")

    rows = {(row["region"], row["service"]): row for row in records(measure(facts, "ledger", on=on))}

    assert rows.keys() == offered | counted.keys()
    for key, row in rows.items():
        stands = [placed(notice, on)[0] for notice in counted.get(key, [])]
        assert row["count"] == (sum(stands) if stands else None)
        assert row["noticed"] == any(stands)
        assert (row["offer_kind"] is not None) == (key in offered)
        regions = {region for (region, service) in counted if service == key[1]}
        noticing = {region for region in regions if rows[region, key[1]]["noticed"]}
        assert row["regions_noticed"] == len(noticing)


def test_a_day_that_has_passed_shows_what_was_known_by_then(facts, records):
    publish(facts, "figure region subject rung share\n F elmshire ecg served 0.5")
    happen(facts, "response kind happened_on sort_on services\n R offer 2025-03 2025-03-01 ecg")

    assert lines(facts, records, "offer_on", on=date(2025, 3, 30)) == [(None,)]
    assert lines(facts, records, "offer_on", on=date(2025, 3, 31)) == [("2025-03",)]
