"""response_times and outcomes: how long it took, and what it brought."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures import measure
from tests.measures.plain import REGIONS, few, grouped, logs, on_days, placed

STEPS = ["first_response", "meeting", "offer", "review", "extension", "new_contract"]
KINDS = "kind display_order\n" + "\n".join(
    f" {kind} {place}" for place, kind in enumerate(["letter", "notice", *STEPS, "position"], 1)
)


def happen(facts, drawn, region="elmshire"):
    facts.draw("event_kinds", KINDS)
    facts.draw("responses", drawn, region=region, source="Pulse", status="read")


def times(facts, records, *columns):
    return [tuple(row.values()) for row in records(measure(facts, "response_times"), *columns)]


def test_days_from_the_notice_to_each_first_step(facts, records):
    happen(facts, """
        response  kind            happened_on  sort_on
        R0        review          2024-10-01   2024-10-01
        R1        letter          2024-10-15   2024-10-15
        R2        notice          2024-11-01   2024-11-01
        R3        notice          2024-12-01   2024-12-01
        R4        first_response  2024-11-15   2024-11-15
        R5        offer           2024-12-10   2024-12-10
        R6        offer           2025-02-01   2025-02-01
        R7        position        2024-11-02   2024-11-02
    """)  # fmt: skip

    # The review came before the notice: it is no answer to it.
    assert times(facts, records, "step", "days", "notice_on", "notice_from", "response") == [
        ("first_response", 14, "2024-11-01", "notice", "R4"),
        ("offer", 39, "2024-11-01", "notice", "R5"),
    ]


@pytest.mark.parametrize(
    ("notice", "step", "days"),
    [
        ("2024-11-01", "2024-11-15", (14, 14, 14)),
        ("2024-11-01", "2024-11", (None, 0, 29)),
        ("2024-09", "2024-11", (None, 32, 90)),
        ("2024", "2025", (None, 1, 730)),
        ("2024-02", "2024-02", (None, 0, 28)),
        ("2024-02-01", "-", (None, None, None)),
    ],
)
def test_days_are_as_precise_as_the_dates(facts, records, notice, step, days):
    happen(facts, f"""
        response  kind    happened_on  sort_on
        R1        notice  {notice}     2024-01-01
        R2        offer   {step}       2024-01-02
    """)  # fmt: skip

    assert times(facts, records, "days", "at_least", "at_most") == [days]


def test_without_a_notice_told_of_the_log_and_then_the_letter_is_the_start(facts, records):
    happen(
        facts,
        "response kind happened_on sort_on\n A letter 2024-10-01 2024-10-01\n B offer 2024-12-01 2024-12-01",
    )
    assert times(facts, records, "notice_from", "days") == [("letter", 61)]

    facts.draw("standing_notices", "respondent served served_on\n Z1 true 2024-11-01\n Z2 true 2024-11-20",
               region="elmshire", service="ecg")  # fmt: skip
    assert times(facts, records, "notice_from", "days") == [("log", 30)]


def test_what_worked_where(facts, grid, records):
    happen(facts, """
        response  kind          happened_on  sort_on     services          amount  position
        R1        offer         2024-11-01   2024-11-01  ecg;any_les       £5      reject
        R2        offer         2024-12-01   2024-12-01  ecg               -       accept
        R3        new_contract  2025-02-01   2025-02-01  ring_pessary      £9      -
        R4        meeting       2025-01-01   2025-01-01  -                 -       -
    """)  # fmt: skip
    facts.draw("rungs", "rung display_order\n resolved 6")
    facts.draw("standing_notices", """
        respondent  service       served  effective_on  resolved
        Z99001      ecg           true    2025-01-01    false
        Z99002      ecg           true    2025-06-01    false
        Z99001      ring_pessary  true    2025-01-01    true
    """, region="elmshire")  # fmt: skip
    facts.draw("reported_figures", """
        figure  subject  kind     rung       share  qualifier  parent  as_of
        F1      any_les  service  signed_up  -      words      -       2025-03
        F2      any_les  service  signed_up  0.5    about      -       2025-01
        F3      any_les  service  served     0.4    exact      F2      2025-02
    """, region="elmshire", source="Pulse", unit="practices", status="read")  # fmt: skip

    columns = ("service", "rung", "served", "offer_on", "position", "amount", "last_step", "reported_rung")
    frame = measure(facts, "outcomes", on=date(2025, 2, 10))
    assert sorted(records(frame, *columns), key=str) == sorted(grid("""
        service       rung       served  offer_on    position  amount  last_step     reported_rung
        ecg           in_effect  2       2024-12-01  accept    £5      offer         -
        ring_pessary  resolved   0       -           -         £9      new_contract  -
        any_les       -          -       2024-11-01  reject    £5      offer         signed_up
        -             -          -       -           -         -       meeting       -
    """), key=str)  # fmt: skip
    assert set(frame["reported_share"].dropna()) == {0.5}
    assert list(measure(facts, "outcomes", services="ecg")["source"]) == ["Pulse"]


# The same by loops over what happened.

said_days = st.tuples(st.integers(2024, 2025), st.integers(1, 12), st.integers(1, 28), st.sampled_from([4, 7, 10])).map(
    lambda parts: (date(*parts[:3]), date(*parts[:3]).isoformat()[: parts[3]])
)  # fmt: skip
happenings = st.lists(
    st.tuples(
        st.sampled_from(REGIONS[:2]), st.sampled_from(["notice", "letter", *STEPS, "position"]), said_days,
        st.sampled_from([None, "ecg", "ecg;ring_pessary"]),
    ),
    max_size=12,
)  # fmt: skip


def put_happenings(facts, expected):
    facts.draw("event_kinds", KINDS)
    facts.put("responses", [
        {"response": f"R{number:02}", "region": region, "kind": kind, "happened_on": words, "sort_on": day,
         "services": services, "summary": f"S{number}", "source": "Pulse", "status": "read"}
        for number, (region, kind, (day, words), services) in enumerate(expected)
    ])  # fmt: skip


def ends(expected):
    """The first and the last day that a date as precise as known can be."""
    year, month, day = [int(part) for part in expected.split("-")] + [None] * (3 - len(expected.split("-")))
    last_month = month or 12
    last_day = day or monthrange(year, last_month)[1]
    return date(year, month or 1, day or 1), date(year, last_month, last_day)


def expected_times(expected):
    result = {}
    for region in REGIONS:
        here = [
            (day, words, number, kind)
            for number, (place, kind, (day, words), _) in enumerate(expected)
            if place == region
        ]
        starts = sorted(row for row in here if row[3] == "notice") or sorted(
            row for row in here if row[3] == "letter"
        )
        for step in STEPS if starts else []:
            _, notice_on = min((day, words) for day, words, _, _ in starts)
            after = sorted(row for row in here if row[3] == step and ends(row[1])[1] >= ends(notice_on)[0])
            if after:
                (first, last), (step_first, step_last) = ends(notice_on), ends(after[0][1])
                days = (step_first - first).days if first == last and step_first == step_last else None
                result[region, step] = (
                    days,
                    max(0, (step_first - last).days),
                    max(0, (step_last - first).days),
                )
    return result


@few
@given(happenings)
def test_times_agree_with_a_plain_loop(cleared, records, found):
    facts = cleared()
    put_happenings(facts, found)

    rows = records(measure(facts, "response_times"))

    assert {
        (row["region"], row["step"]): (row["days"], row["at_least"], row["at_most"]) for row in rows
    } == expected_times(found)


@few
@given(happenings, logs, on_days)
def test_outcomes_agree_with_a_plain_loop(cleared, records, found, log, on):
    facts = cleared()
    put_happenings(facts, found)
    facts.put("standing_notices", log)
    result = {}
    happened = [row for row in found if ends(row[2][1])[1] <= on]  # a month has surely been by its end
    for region, kind, (day, words), services in happened:
        for service in services.split(";") if services else [None]:
            result.setdefault((region, service), []).append((kind, day, words))
    counted = grouped(log, "region", "service")

    rows = {(row["region"], row["service"]): row for row in records(measure(facts, "outcomes", on=on))}

    assert rows.keys() == result.keys() | counted.keys()
    for key, row in rows.items():
        stands = [placed(notice, on) for notice in counted.get(key, [])]
        assert row["served"] == (sum(notice[0] for notice in stands) if stands else None)
        assert row["in_effect"] == (sum(notice[1] for notice in stands) if stands else None)
        steps = [kind for kind, _, _ in result.get(key, []) if kind in STEPS]
        assert row["last_step"] == (max(steps, key=STEPS.index) if steps else None)
        contracts = [(day, words) for kind, day, words in result.get(key, []) if kind == "new_contract"]
        assert row["new_contract_on"] == (max(contracts)[1] if contracts else None)


@few
@given(happenings, logs)
def test_another_region_changes_nothing_here(cleared, records, found, log):
    facts = cleared()

    def put(here):
        put_happenings(facts, [row for row in found if (row[0] == "elmshire") == here])
        facts.put("standing_notices", [row for row in log if (row["region"] == "elmshire") == here])

    def tables():
        return [
            records(measure(facts, name, ["elmshire"])) for name in ("response_times", "outcomes")
        ]  # fmt: skip

    put(True)
    before = tables()
    facts.connection.execute("DELETE FROM event_kinds")
    put(False)
    assert tables() == before
