"""Stores put together at random: a region with networks, list sizes, a survey sent over days, and notices."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

import pandas as pd

from store import ImportRecord, Store

REGION, SURVEY = "dorset", "spring"
ACTIONS, SERVICES = ("serve_notice", "gp_connect", "pilots"), ("ring_pessary", "spirometry", "ecg")
UNIT = 50  # patients: list sizes are whole numbers of these, so that their sums are few
BEGUN = datetime(2025, 3, 3, 9, 0, 1)
SERVED = date(2025, 4, 1)


@dataclass
class Region:
    """What is public of a region (sizes, networks: by practice) and what is not (acts: subject to practices). closed:
    practices that have closed, which everybody knows, with the actions that they said they would take."""

    sizes: dict[str, int] = field(default_factory=dict)
    networks: dict[str, str] = field(default_factory=dict)
    acts: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    sent: dict[str, datetime] = field(default_factory=dict)
    closed: dict[str, set[str]] = field(default_factory=dict)

    @property
    def members(self) -> dict[str, list[str]]:
        result: dict[str, list[str]] = {}
        for practice, network in self.networks.items():
            result.setdefault(network, []).append(practice)
        return result


def drawn(seed: int) -> Region:
    """A region of 2 to 35 practices in networks of 1 to 7; some subjects are acted on by nearly all or nearly none."""
    chance, region = random.Random(seed), Region()
    for network in range(chance.randint(2, 5)):
        for _ in range(chance.randint(1, 7)):
            code = f"Z98{len(region.sizes) + 101}"
            region.sizes[code] = UNIT * int(chance.lognormvariate(9, 0.5) / UNIT)
            region.networks[code] = f"Network {network + 1}"
    for kind, subjects in (("action", ACTIONS), ("service", SERVICES)):
        for subject in subjects:
            share = chance.choice((0.05, 0.3, 0.5, 0.7, 0.95))
            region.acts[kind, subject] = {practice for practice in region.sizes if chance.random() < share}
    for place, practice in enumerate(chance.sample(list(region.sizes), len(region.sizes))):
        region.sent[practice] = BEGUN + timedelta(days=place // chance.randint(1, 4), seconds=place)
    region.closed = {"Z98901": {action for action in ACTIONS if chance.random() < 0.5}}
    region.sent["Z98901"] = BEGUN
    return region


def record(store: Store, name: str, kind: str, **given: str) -> ImportRecord:
    return ImportRecord(
        file=name, sha256=store.receive(name.encode(), "csv"), ext="csv", kind=kind, region=REGION,
        survey=given.get("survey"), by="tester", rows_read=9, rows_loaded=9,
        problems=[{"sheet": "Elm Surgery", "cell": "C9", "column": "Q1", "value": "Elm says perhaps",
                   "reason": "“Elm says perhaps” is no answer."}],
    )  # fmt: skip


def stored(region: Region, directory: Path) -> Store:
    """A store that holds the region: a list of practices, a survey in two files, a notice log."""
    store = Store.open(directory)
    listed = [
        {"practice": item, "name": f"Practice {item}", "region": REGION, "pcn": network, "pcn_name": network,
         "list_size": region.sizes[item], "open": True, "as_of": "2025-03-01", "sheet": "List", "row": at}
        for at, (item, network) in enumerate(region.networks.items())
    ]  # fmt: skip
    listed += [
        {"practice": item, "region": REGION, "open": False, "as_of": "2025-03-01", "sheet": "List", "row": 99}
        for item in region.closed
    ]
    store.add_import(record(store, "our list.csv", "practices"), {"practices": pd.DataFrame(listed)})
    for name, some in (
        ("replies.xlsx", [*list(region.sizes)[1:], *region.closed]),
        ("Elm Surgery.xlsx", list(region.sizes)[:1]),
    ):
        store.add_import(record(store, name, "survey", survey=SURVEY), _survey(region, some))
    log = [
        {"region": REGION, "respondent": item, "practice": item, "service": service, "status": "served",
         "served_on": SERVED, "sheet": "Log", "row": at, "col": 1}
        for (kind, service), acting in region.acts.items() if kind == "service"
        for at, item in enumerate(sorted(acting))
    ]  # fmt: skip
    if log:
        store.add_import(record(store, "log.xlsx", "notices"), {"notices": pd.DataFrame(log)})
    return store


def _survey(region: Region, some: list[str]) -> dict[str, pd.DataFrame]:
    replies, answers = [], []
    for at, item in enumerate(some):
        key = {"survey": SURVEY, "region": REGION, "respondent": item, "submitted_at": region.sent[item]}
        key |= {"sheet": "Replies", "row": at}
        replies.append(key | {"practice": item, "name": f"Practice {item}"})
        for column, action in enumerate(ACTIONS):
            acts = item in region.acts["action", action] or action in region.closed.get(item, ())
            answer = "green" if acts else "red"
            answers.append(key | {"action": action, "answer": answer, "col": column})
    form = pd.DataFrame([{"survey": SURVEY, "title": "Elm Surgery.xlsx", "scale": "rag", "menu": None}])
    return {"surveys": form, "replies": pd.DataFrame(replies), "answers": pd.DataFrame(answers)}
