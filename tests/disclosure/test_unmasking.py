"""Nobody without names learns what a single practice does, however they add up, subtract and compare."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest

from disclosure import ANALYST, COMMITTEE, PUBLIC, REPRESENTATIVE, ask
from tests.disclosure.conftest import REGION, drawn, stored
from tests.disclosure.unmasking import by_closed, by_days, by_networks, by_patients, by_traces

SEEDS = range(int(os.environ.get("UPTAKE_UNMASKINGS", "4")))
NAMELESS = {role.role: role for role in (COMMITTEE, REPRESENTATIVE)}


@pytest.fixture(scope="module", params=SEEDS)
def attacked(request, tmp_path_factory):
    """A region and the store that holds it."""
    region = drawn(request.param)
    return region, stored(region, Path(tmp_path_factory.mktemp("attacked")) / "store")


def facts(region, store, role) -> list[tuple]:
    """What an attacker with a role learns of single practices; nothing that they learn may be wrong."""
    asking = partial(ask, store.snapshot(), role)
    small = ask(store.snapshot(), ANALYST, "by_pcn", regions=(REGION,))
    always = frozenset(small.loc[small["withheld"].astype(bool), "pcn"])
    result = [*by_networks(asking, region, always), *by_patients(asking, region), *by_closed(asking, region)]
    for kind, subject, practice, acts in result:
        truly = practice in region.acts[kind, subject] or subject in region.closed.get(practice, ())
        assert truly == acts
    return result


def of_whole_region(region) -> set[tuple[str, str]]:
    """Subjects on which all act or none: the total of the region, which is published, says so of each."""
    return {subject for subject, acting in region.acts.items() if len(acting) in (0, len(region.sizes))}


@pytest.mark.parametrize("role", NAMELESS)
def test_no_practice_is_learnt(attacked, role):
    region, store = attacked
    open_anyway = of_whole_region(region)
    learnt = [fact for fact in facts(region, store, NAMELESS[role]) if fact[:2] not in open_anyway]
    assert learnt == []


@pytest.mark.parametrize("role", NAMELESS)
def test_no_cell_file_or_time_is_told(attacked, role):
    _, store = attacked
    assert list(by_traces(partial(ask, store.snapshot(), NAMELESS[role]))) == []


def test_days_differ_by_five_replies_or_none(attacked):
    region, store = attacked
    if len(region.sizes) >= 5:
        assert list(by_days(partial(ask, store.snapshot(), COMMITTEE), region)) == []


def test_the_public_sees_nothing_that_was_counted(attacked):
    _, store = attacked
    for name in (
        "preferences",
        "notices",
        "regions",
        "by_pcn",
        "list_weight",
        "surveys",
        "comments",
        "waves",
    ):
        frame = ask(store.snapshot(), PUBLIC, name)
        assert set(frame["basis"]) <= {"reported"}


def test_without_the_rules_the_attacker_learns_much(tmp_path):
    """The attacks work: on the tables as the analyst has them, each of them finds something."""
    region = drawn(2)
    store = stored(region, tmp_path / "store")
    asking = partial(ask, store.snapshot(), ANALYST)
    assert len(set(by_networks(asking, region))) > 5
    assert len(set(by_patients(asking, region))) > 20
    assert len(set(by_closed(asking, region))) == 3
    assert list(by_traces(asking))
    assert list(by_days(asking, region))
