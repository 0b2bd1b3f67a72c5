"""Numerator and base are one set, on generated stores.

Own lists hold practices that have closed or are to close, and lack others; sizes are not all known; a practice has
several notices on one service, in any order of rows and files. Each figure is held against a loop over what came in,
and what must be so of every row of every measure is asked of every row.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures import measure
from tests.measures.plain import (
    FIRST,
    PRACTICES,
    RAG,
    REGIONS,
    RESPONDENTS,
    few,
    on_days,
    put_surveys,
    standing,
    surveys,
)

SERVICES = ["ecg", "ring_pessary"]
some_day = st.integers(0, 120).map(lambda n: FIRST + timedelta(days=n))
maybe_day = st.none() | some_day

# An own list: practice -> (open as the list says, day of closing, list size).
entry = st.tuples(st.sampled_from([True, True, None, False]), maybe_day, st.none() | st.integers(1000, 9000))
own_lists = st.dictionaries(
    st.sampled_from(REGIONS), st.dictionaries(st.sampled_from(RESPONDENTS), entry, min_size=1), max_size=2
)

# Notices, each whole in one row: what it is known by is its practice, service, scope and day of service.
notice = st.fixed_dictionaries(
    {
        "region": st.sampled_from(REGIONS),
        "respondent": st.sampled_from([*RESPONDENTS, "name:the surgery"]),
        "service": st.sampled_from(SERVICES),
        "scope": st.sampled_from(["all", "new_requests", "existing_patients"]),
        "served_on": some_day,
        "effective_on": maybe_day,
        "extended_to": st.none() | some_day,
        "lasts": st.none() | st.integers(1, 60),
    }
)
logs = st.lists(
    notice,
    max_size=14,
    unique_by=lambda row: (row["region"], row["respondent"], row["service"], row["scope"], row["served_on"]),
)


def put_lists(facts, expected) -> None:
    for region, rows in expected.items():
        number = facts.load(kind="practices", region=region)
        facts.put("practices", [
            {"import": number, "region": region, "practice": code, "open": is_open, "closed_on": closed_on,
             "list_size": size}
            for code, (is_open, closed_on, size) in rows.items()
        ])  # fmt: skip


def put_notices(facts, log, lot) -> None:
    """The rows in some order, in up to three files."""
    files: dict[int, int] = {}
    rows = []
    for at, row in enumerate(lot.sample(log, len(log))):
        part = lot.randint(1, 3)
        number = files.setdefault(part, 0) or facts.load(kind="notices")
        files[part] = number
        ended = row["served_on"] + timedelta(days=row["lasts"]) if row["lasts"] else None
        words = {name: value for name, value in row.items() if name != "lasts"}
        status = "withdrawn" if ended else "served"
        rows.append(words | {"import": number, "row": at, "status": status, "withdrawn_on": ended})
    facts.put("notices", rows)


def is_open(row: tuple, on: date) -> bool:
    says, closed_on, _ = row
    return closed_on > on if closed_on else says is not False


def base(expected, region: str, on: date) -> int | None:
    if region in expected:
        return sum(is_open(row, on) for row in expected[region].values())
    return PRACTICES[region]


def inside(expected, region: str, respondent: str, on: date) -> bool:
    """Whether a practice is among those of the base; a reply without a practice may be anybody's."""
    if region not in expected or respondent.startswith("anonymous:"):
        return True
    return respondent in expected[region] and is_open(expected[region][respondent], on)


def stands(row: dict, on: date) -> bool:
    ended = row["served_on"] + timedelta(days=row["lasts"]) if row["lasts"] else None
    return row["served_on"] <= on and not (ended and ended <= on)


def in_effect(row: dict, on: date) -> bool:
    day = row["extended_to"] or row["effective_on"]
    return stands(row, on) and day is not None and day <= on


def who(rows: list[dict], fits) -> set[str]:
    return {row["respondent"] for row in rows if fits(row)}


def by(rows: list[dict], *names: str) -> dict[tuple, list[dict]]:
    def key(row: dict) -> tuple:
        return tuple(row[name] for name in names)

    return {result: list(group) for result, group in groupby(sorted(rows, key=key), key)}


def split(expected, rows: list[dict], on: date) -> tuple[list[dict], list[dict]]:
    within = [row for row in rows if inside(expected, row["region"], row["respondent"], on)]
    return within, [row for row in rows if row not in within]


@few
@given(own_lists, logs, on_days, st.randoms(use_true_random=False))
def test_notices_agree_with_a_plain_loop(cleared, records, found, log, on, lot):
    facts = cleared()
    put_lists(facts, found)
    put_notices(facts, log, lot)
    facts.stand()

    notices = {(row["region"], row["service"]): row for row in records(measure(facts, "notices", on=on))}
    ladder = {(row["region"], row["service"]): row for row in records(measure(facts, "ladder", on=on))}
    onset = {(row["region"], row["subject"]): row for row in records(measure(facts, "onset", on=on))}
    regions = {(row["region"], row["subject"]): row for row in records(measure(facts, "regions", on=on))}
    coming = {(row["region"], row["service"]): row for row in records(measure(facts, "coming", on=on))}
    assert notices.keys() == ladder.keys() == regions.keys() == by(log, "region", "service").keys()
    for key, rows in by(log, "region", "service").items():
        within, beside = split(found, rows, on)
        out_of = base(found, key[0], on)
        there = who(within, lambda row: stands(row, on))
        away = len(who(beside, lambda row: stands(row, on))) if key[0] in found else None
        effect = who(within, lambda row: in_effect(row, on))
        over = (
            who(within, lambda row: row["lasts"] and not stands(row, on) and row["served_on"] <= on) - there
        )
        row = notices[key]
        assert (row["count"], row["in_effect"], row["ended"]) == (len(there), len(effect), len(over))
        assert (row["out_of"], row["off_list"]) == (out_of, away)
        days = [row["extended_to"] or row["effective_on"] for row in within if stands(row, on)]
        first = min((day for day in days if day), default=None)
        assert (row["first_effective_on"] and row["first_effective_on"].date()) == first
        assert (ladder[key]["served"], ladder[key]["in_effect"], ladder[key]["off_list"]) == (
            len(there), len(effect), away,
        )  # fmt: skip
        assert (regions[key]["count"], regions[key]["off_list"]) == (len(there), away)
        if key in onset:
            assert (onset[key]["would"], onset[key]["off_list"]) == (len(there), away)
        if key in coming:
            soon = who(within, lambda row: stands(row, on) and day_in(row, on, 30))
            assert (coming[key]["standing"], coming[key]["in_30_days"]) == (len(there), len(soon))

    totals = {row["region"]: row for row in records(measure(facts, "notice_totals", on=on))}
    for (region,), rows in by(log, "region").items():
        within, beside = split(found, rows, on)
        row = totals[region]
        assert row["practices"] == len(who(within, lambda row: stands(row, on)))
        assert row["notices"] == sum(stands(row, on) for row in within)
        assert row["notices_in_effect"] == sum(in_effect(row, on) for row in within)
        away = len(who(beside, lambda row: stands(row, on))) if region in found else None
        assert (row["off_list"], row["out_of"]) == (away, base(found, region, on))


def day_in(row: dict, on: date, days: int) -> bool:
    day = row["extended_to"] or row["effective_on"]
    return day is not None and on < day <= on + timedelta(days=days)


@few
@given(own_lists, logs, on_days, st.randoms(use_true_random=False))
def test_the_history_agrees_with_the_days_before(cleared, records, found, log, on, lot):
    """On each day of a change it is what stood on that day, of the practices of the list on the last day."""
    facts = cleared()
    put_lists(facts, found)
    put_notices(facts, log, lot)
    facts.stand()

    changes = records(measure(facts, "notice_history", on=on))
    within = split(found, log, on)[0]
    for row in changes:
        day, key = row["happened_on"].date(), (row["region"], row["service"])
        rows = by(within, "region", "service")[key]
        assert row["practices"] == len(who(rows, lambda item, day=day: stands(item, day)))
        assert row["notices"] == sum(stands(item, day) for item in rows)
    for key, rows in by(within, "region", "service").items():
        last = [row for row in changes if (row["region"], row["service"]) == key][-1:]
        assert sum(stands(item, on) for item in rows) == (last[0]["notices"] if last else 0)


@few
@given(surveys, own_lists, on_days)
def test_answers_agree_with_a_plain_loop(cleared, records, found, listed, on):
    facts = cleared()
    put_lists(facts, listed)
    put_surveys(facts, found)
    final = standing(found)

    rows = records(measure(facts, "preferences", on=on))
    assert {(row["survey"], row["region"]) for row in rows} == {
        key for key, words in final.items() if any(words.values())
    }
    for row in rows:
        region = row["region"]
        words = final[row["survey"], region]
        replied = {name for name in words if inside(listed, region, name, on)}
        answers = {name: given[row["action"]] for name, given in words.items() if row["action"] in given}
        gave = {name for name, answer in answers.items() if answer == row["answer"]}
        assert (row["practices"], row["answered"], row["responded"]) == (
            len(gave & replied), len(answers.keys() & replied), len(replied),
        )  # fmt: skip
        assert row["off_list"] == (len(gave - replied) if region in listed else None)
        assert row["out_of"] == base(listed, region, on)
    for row in records(measure(facts, "support", on=on)):
        words = final[row["survey"], row["region"]]
        answers = [
            given[row["action"]]
            for name, given in words.items()
            if row["action"] in given and inside(listed, row["region"], name, on)
        ]
        assert (row["will"], row["conditionally"], row["answered"]) == (
            answers.count("green"), answers.count("amber"), len(answers),
        )  # fmt: skip


SUMS = (
    (("will", "conditionally", "will_not"), "answered"),
    (("certain", "conditional"), "would"),
    (("responded", "no_reply"), "out_of"),
    (("responded", "did_not_reply"), "out_of"),
    (("answered", "no_answer"), "out_of"),
)


def holds(row: dict) -> None:
    """What must be so in every row, whatever it counts."""
    at_most = [
        ("practices", "answered"), ("answered", "responded"), ("will", "answered"), ("in_effect", "count"),
        ("in_effect", "served"), ("extended", "count"), ("undated", "count"), ("in_30_days", "in_60_days"),
        ("in_60_days", "in_90_days"), ("notices_in_effect", "notices"), ("certain", "would"), ("floor", "ceiling"),
        ("low", "high"), ("patients", "registered"),
    ]  # fmt: skip
    if (
        row.get("off_list") is not None
    ):  # an own list is loaded: nobody can be counted who is not among its practices
        counts = ("count", "served", "practices", "would", "standing", "will", "answered", "responded")
        at_most += [(name, "out_of") for name in counts]
    for less, more in at_most:
        if row.get(less) is not None and row.get(more) is not None:
            assert row[less] <= row[more] + 1e-9, (less, more, row)
    for share in (
        "share",
        "share_will",
        "share_of_answered",
        "share_of_all_will",
        "share_of_practices",
        "floor",
        "ceiling",
    ):
        assert row.get(share) is None or 0 <= row[share] <= 1, (share, row)
    if row.get("floor") is not None:
        assert row["floor"] <= row["practices"] / row["out_of"] <= row["ceiling"]
    for parts, whole in SUMS:
        if all(row.get(name) is not None for name in (*parts, whole)):
            assert sum(row[name] for name in parts) == row[whole], (parts, whole, row)


NAMES = (
    "preferences", "support", "surveys", "notices", "ladder", "notice_totals", "coming", "onset", "regions", "outcomes",
    "waves", "list_weight", "by_pcn",
)  # fmt: skip


@few
@given(surveys, own_lists, logs, on_days, st.randoms(use_true_random=False))
def test_what_must_hold_of_every_row_of_every_measure(cleared, records, found, listed, log, on, lot):
    facts = cleared()
    put_lists(facts, listed)
    put_notices(facts, log, lot)
    # Replies that name no practice may be more than there are practices; of these the base says so.
    names = {
        key: [
            (undone, [row for row in words if not row[0].startswith("anonymous:")]) for undone, words in files
        ]
        for key, files in found.items()
    }
    put_surveys(facts, names)
    for name in NAMES:
        for row in records(measure(facts, name, on=on)):
            holds(row)
    for row in records(measure(facts, "preferences", on=on)):
        assert row["answer"] in RAG


def test_the_list_as_it_stood_is_the_one_whose_date_had_come(facts):
    for stated, codes in (("2025-01", ["Z99001", "Z99002"]), ("2025-03", ["Z99001"])):
        number = facts.load(kind="practices", region="ashford")
        facts.put("practices", [
            {"import": number, "region": "ashford", "practice": code, "as_of": stated} for code in codes
        ])  # fmt: skip
    facts.draw(
        "standing_notices", "respondent served\n Z99001 true\n Z99002 true", region="ashford", service="ecg"
    )

    def told(on: date) -> list:
        return measure(facts, "notices", on=on)[["count", "out_of", "off_list"]].iloc[0].tolist()

    assert told(date(2024, 12, 31)) == told(date(2025, 3, 30)) == [2, 2, 0]  # before any, the earliest
    assert told(date(2025, 3, 31)) == [1, 1, 1]


def test_a_stray_row_of_another_region_makes_no_base_there(facts):
    number = facts.load(kind="practices")
    facts.draw("practices", """
        practice  region
        Z99001    ashford
        Z99002    ashford
        Z99003    elmshire
    """, **{"import": number})  # fmt: skip
    for region in ("ashford", "elmshire"):
        facts.draw("standing_notices", "respondent served\n Z99001 true", region=region, service="ecg")

    frame = measure(facts, "notices").set_index("region")
    assert frame["out_of"].to_dict() == {"ashford": 2, "elmshire": 64}


@pytest.mark.parametrize("name", ["notices", "regions", "ladder"])
def test_without_an_own_list_nobody_is_beside(facts, name):
    facts.draw("standing_notices", "respondent served\n Z99001 true", region="elmshire", service="ecg")
    assert measure(facts, name)["off_list"].isna().all()
