"""Spreadsheets of made-up regions, read by the ordinary loaders, against plain loops over what they say."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from loaders import importing
from loaders.kinds import Options
from measures import MEASURES, measure
from store import Store
from tests.measures import world as plain
from tests.measures.test_one_population import holds
from tests.measures.world import ACTIONS, ANSWERS, FIRST, REGION, SERVICES, World

SEEDS = range(int(os.environ.get("UPTAKE_WORLDS", "3")))
DAYS = [FIRST + timedelta(days=days) for days in (20, 75, 130, 260)]


@pytest.fixture(scope="module", params=SEEDS)
def loaded(request, tmp_path_factory) -> tuple[World, Store]:
    """A world and the store that its files were loaded into. Only what was meant to be asked about was."""
    world = plain.invented(request.param)
    store = Store.open(Path(tmp_path_factory.mktemp("world")) / "store")
    for name, text, options in plain.files(world, request.param):
        report = importing.load(store, text.encode(), name, Options(region=REGION, **options))
        assert report["problems"] == [], (name, report)
        for question in report["questions"]:
            assert question["value"] == plain.UNKNOWN_AREA or "branch" in question["sentence"], question
    return world, store


def counted(store: Store, name: str, on: date) -> list[dict]:
    frame = measure(store.snapshot(), name, regions=REGION, on=on)
    frame = frame[frame["basis"] == "counted"] if "basis" in frame else frame
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


@pytest.mark.parametrize("on", DAYS)
def test_answers(loaded, on):
    world, store = loaded
    replies, base = plain.replies_on(world, on), plain.out_of(world, on)
    within = {practice for practice in replies if plain.is_open(world, practice, on)}
    rows = counted(store, "preferences", on)
    assert bool(rows) == bool(replies)
    for row in rows:
        answered = {code for code, (_, words) in replies.items() if row["action"] in words}
        gave = {code for code in answered if replies[code][1][row["action"]] == row["answer"]}
        assert (row["practices"], row["answered"], row["responded"], row["out_of"], row["off_list"]) == (
            len(gave & within), len(answered & within), len(within), base, len(gave - within),
        )  # fmt: skip
        assert (row["did_not_reply"], row["no_reply"]) == (base - len(within), base - len(within))
        assert row["no_answer"] == base - len(answered & within)
        if base:
            left = base - len(answered & within)
            assert row["floor"] == pytest.approx(len(gave & within) / base)
            assert row["ceiling"] == pytest.approx((len(gave & within) + left) / base)
    for row in counted(store, "surveys", on):
        assert row["as_of"] == f"{max(sent for sent, _ in replies.values()):%Y-%m-%d}"


@pytest.mark.parametrize("on", DAYS)
def test_support_and_what_would_be_done(loaded, on):
    world, store = loaded
    replies = plain.replies_on(world, on)
    words = {code: given for code, (_, given) in replies.items() if plain.is_open(world, code, on)}
    for row in counted(store, "support", on):
        answers = [given[row["action"]] for given in words.values() if row["action"] in given]
        assert [row["will"], row["conditionally"], row["will_not"]] == [
            answers.count(item) for item in ANSWERS
        ]
    for row in counted(store, "onset", on):
        if row["kind"] == "action":
            answers = [given[row["subject"]] for given in words.values() if row["subject"] in given]
            assert (row["certain"], row["conditional"]) == (answers.count("green"), answers.count("amber"))


@pytest.mark.parametrize("on", DAYS)
def test_notices(loaded, on):
    world, store = loaded
    rows = plain.known_notices(world)
    base = plain.out_of(world, on)
    for service in SERVICES:
        mine = [row for row in rows if row["service"] == service]
        within = [row for row in mine if plain.is_open(world, row["practice"], on)]
        there = {row["practice"] for row in within if plain.standing(row, on)}
        effect = {row["practice"] for row in within if plain.in_effect(row, on)}
        beside = {row["practice"] for row in mine if plain.standing(row, on)} - there
        days = [plain.takes_effect(row) for row in within if plain.standing(row, on)]
        first = min((day for day in days if day), default=None)
        for row in (item for item in counted(store, "notices", on) if item["service"] == service):
            assert (row["count"], row["in_effect"], row["out_of"], row["off_list"]) == (
                len(there), len(effect), base, len(beside),
            )  # fmt: skip
            assert (row["first_effective_on"] and row["first_effective_on"].date()) == first
        for row in (item for item in counted(store, "coming", on) if item["service"] == service):
            for window in (30, 60, 90):
                soon = {
                    item["practice"] for item in within if plain.standing(item, on)
                    and (day := plain.takes_effect(item)) and on < day <= on + timedelta(days=window)
                }  # fmt: skip
                assert row[f"in_{window}_days"] == len(soon)
    for row in counted(store, "notice_totals", on):
        within = [item for item in rows if plain.is_open(world, item["practice"], on)]
        assert row["practices"] == len({item["practice"] for item in within if plain.standing(item, on)})
        assert row["notices"] == sum(plain.standing(item, on) for item in within)
        assert row["notices_in_effect"] == sum(plain.in_effect(item, on) for item in within)


@pytest.mark.parametrize("on", DAYS)
def test_patients(loaded, on):
    world, store = loaded
    sizes = {code: size for code, (_, _, size) in world.practices.items() if plain.is_open(world, code, on)}
    complete = None not in sizes.values()
    for row in counted(store, "list_weight", on):
        if row["kind"] != "service":
            continue
        acting = {
            notice["practice"] for notice in plain.known_notices(world)
            if notice["service"] == row["subject"] and plain.standing(notice, on) and notice["practice"] in sizes
        }  # fmt: skip
        assert row["patients"] == sum(sizes[code] or 0 for code in acting)
        assert (row["out_of"], row["unsized"]) == (len(sizes), sum(sizes[code] is None for code in acting))
        assert (row["share"] is not None) == complete


def test_the_days_until_each_step_are_a_span_where_a_date_is_not_known_to_the_day(loaded):
    world, store = loaded
    known = {kind: (first, last) for kind, first, last in world.events}
    start_first, start_last = known.pop("notice")
    frame = measure(store.snapshot(), "response_times", regions=REGION)
    rows = {row["step"]: row for row in frame.astype(object).where(frame.notna(), None).to_dict("records")}
    for step, (first, last) in known.items():
        if last < start_first:
            assert step not in rows
            continue
        span = max(0, (first - start_last).days), max(0, (last - start_first).days)
        assert (rows[step]["at_least"], rows[step]["at_most"]) == span
        exact = first == last and start_first == start_last
        assert rows[step]["days"] == (span[0] if exact else None)


@pytest.mark.parametrize("on", DAYS)
def test_what_had_surely_happened_by_a_day(loaded, on):
    world, store = loaded
    frame = measure(store.snapshot(), "responses", regions=REGION, on=on)
    assert sorted(frame["kind"]) == sorted(kind for kind, _, last in world.events if last <= on)


def test_what_must_hold_of_every_row_of_every_measure(loaded):
    _, store = loaded
    for name in MEASURES:
        for row in counted(store, name, DAYS[2]):
            holds(row)


def test_every_action_was_asked_about(loaded):
    _, store = loaded
    assert {row["action"] for row in counted(store, "preferences", DAYS[-1])} <= ACTIONS.keys()
