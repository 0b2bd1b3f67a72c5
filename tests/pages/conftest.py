"""Stores for the display pages: a full one with figures that can be counted by hand, and an emptied one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from loaders.demonstration import load_demonstration
from store import ImportRecord, Store

REGION = "dorset"
# What stands closed on the pages at first, by the keys of the expanders; nothing in it is made until it is opened.
CLOSED = ("table", "behind_0", "behind_1", "asked", "add_to_meeting", "entering", "meanings", "one_page")
#          practice  serve_notice  gp_connect
REPLIES = """
           Z98101    green         red
           Z98102    green         amber
           Z98103    green         green
           Z98104    amber         -
"""
EARLIER = """
           Z98101    amber         red
           Z98102    green         red
"""
#          practice  service       served      effective
NOTICES = """
           Z98101    ring_pessary  2024-11-01  2025-02-01
           Z98102    ring_pessary  2024-11-01  2025-02-01
           Z98103    ring_pessary  2024-12-01  2087-06-01
           Z98101    spirometry    2024-12-01  -
"""


def open_everything(page: AppTest) -> None:
    """Open what stands closed on a page at first."""
    for key in CLOSED:
        page.session_state[key] = True


def record(store: Store, name: str, kind: str, *, demonstration: bool, **given) -> ImportRecord:
    return ImportRecord(
        file=name, sha256=store.receive(name.encode(), "csv"), ext="csv", kind=kind, region=given.get("region", REGION),
        survey=given.get("survey"), menu=None, options={}, by="tester", rows_read=4, rows_loaded=4,
        rows_left_out=1,
        state="loaded", demonstration=demonstration, notes=[], questions=[],
        problems=[{"sheet": "S", "cell": "C9", "column": "Q1", "value": "Elm Surgery says perhaps",
                   "reason": "This is no answer."}],
        left_out=[{"sheet": "S", "cell": "A10", "value": "Total", "reason": "total row"}],
    )  # fmt: skip


def add_survey(
    store: Store, survey: str, grid: str, when: str, *, demonstration: bool = False, region: str = REGION
) -> int:
    replies, answers = [], []
    for at, line in enumerate(grid.split("\n")[1:-1]):
        practice, *given = line.split()
        key = {"survey": survey, "region": region, "respondent": practice, "submitted_at": pd.Timestamp(when)}
        key |= {"sheet": "S", "row": at}
        replies.append(key | {"practice": practice, "name": None})
        answers += [
            key | {"action": action, "answer": answer, "col": 1}
            for action, answer in zip(("serve_notice", "gp_connect"), given, strict=True)
            if answer != "-"
        ]
    form = pd.DataFrame([{"survey": survey, "title": "Test survey", "scale": "rag", "menu": None}])
    rows = {"surveys": form, "replies": pd.DataFrame(replies), "answers": pd.DataFrame(answers)}
    name = f"{survey}.csv"
    kept = record(store, name, "survey", survey=survey, demonstration=demonstration, region=region)
    return store.add_import(kept, rows)


def add_notices(store: Store, *, demonstration: bool = False) -> int:
    rows = []
    for at, line in enumerate(NOTICES.split("\n")[1:-1]):
        practice, service, served, effective = line.split()
        rows.append(
            {"region": REGION, "respondent": practice, "practice": practice, "service": service,
             "status": "served",
             "served_on": pd.Timestamp(served).date(),
             "effective_on": None if effective == "-" else pd.Timestamp(effective).date(),
             "sheet": "L", "row": at, "col": 1}
        )  # fmt: skip
    return store.add_import(
        record(store, "log.csv", "notices", demonstration=demonstration), {"notices": pd.DataFrame(rows)}
    )


def fill(directory: Path, *, demonstration: bool = False) -> Path:
    store = Store.open(directory)
    add_survey(store, "autumn", EARLIER, "2024-10-01", demonstration=demonstration)
    add_survey(store, "winter", REPLIES, "2025-02-03", demonstration=demonstration)
    add_notices(store, demonstration=demonstration)
    return directory


@pytest.fixture(scope="session")
def filled(tmp_path_factory) -> Path:
    return fill(tmp_path_factory.mktemp("filled") / "store")


@pytest.fixture(scope="session")
def invented(tmp_path_factory) -> Path:
    return fill(tmp_path_factory.mktemp("invented") / "store", demonstration=True)


@pytest.fixture
def full(filled, monkeypatch) -> Path:
    """Two surveys of Dorset (three of four would serve notice) and four notices; for reading alone."""
    monkeypatch.setenv("UPTAKE_STORE", str(filled))
    return filled


@pytest.fixture
def marked(invented, monkeypatch) -> Path:
    """The same as full, marked as demonstration data; for reading alone."""
    monkeypatch.setenv("UPTAKE_STORE", str(invented))
    return invented


@pytest.fixture
def removable(invented, store_directory) -> Path:
    """A copy of marked that may be written to."""
    shutil.copytree(invented, store_directory)
    return store_directory


@pytest.fixture(scope="session")
def emptied(tmp_path_factory) -> Path:
    directory = fill(tmp_path_factory.mktemp("emptied") / "store", demonstration=True)
    Store.open(directory).drop_demonstration("tester")
    return directory


@pytest.fixture
def empty(emptied, monkeypatch) -> Path:
    """A store whose demonstration has been removed, no survey, no notice log; for reading alone."""
    monkeypatch.setenv("UPTAKE_STORE", str(emptied))
    return emptied


@pytest.fixture(scope="session")
def shown(tmp_path_factory) -> Path:
    directory = tmp_path_factory.mktemp("shown") / "store"
    load_demonstration(Store.open(directory))
    return directory


@pytest.fixture
def demonstrated(shown, monkeypatch) -> Path:
    """The demonstration as it is loaded: Exampleshire with its list of practices; for reading alone."""
    monkeypatch.setenv("UPTAKE_STORE", str(shown))
    return shown
