"""Stores to test on, and tables drawn in the test as they would stand on a sheet of paper."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from store import ImportRecord, Store

TIMES = {"submitted_at"}
DATES = {"served_on", "effective_on", "extended_to", "withdrawn_on", "resolved_on"}
NUMBERS = {"row", "col", "list_size"}


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store made from the reference data, with nothing in it. Never written to."""
    return Store.open(tmp_path_factory.mktemp("pristine")).directory


@pytest.fixture
def store(pristine: Path, store_directory: Path) -> Store:
    """A store of this test's own, with nothing in it."""
    shutil.copytree(pristine, store_directory)
    return Store.open()


@pytest.fixture
def draw() -> Callable[[str], pd.DataFrame]:
    """A drawn table as a frame: a line of column names, then a line per row; '-' is unknown."""

    def frame(text: str) -> pd.DataFrame:
        heading, *lines = [line.split() for line in text.strip().splitlines() if line.strip()]
        return pd.DataFrame(
            [[_value(*cell) for cell in zip(heading, line, strict=True)] for line in lines], columns=heading
        )

    return frame


def _value(column: str, cell: str) -> object:
    if cell == "-":
        return None
    if column in TIMES | DATES:
        return pd.Timestamp(cell)
    return int(cell) if column in NUMBERS else cell


@pytest.fixture
def load(store: Store, draw: Callable[[str], pd.DataFrame]) -> Callable[..., int]:
    """Load drawn tables as one import of its own bytes: load(answers='…', kind='survey')."""
    loaded = 0

    def add(kind: str = "survey", demonstration: bool = False, **drawn: str) -> int:
        nonlocal loaded
        loaded += 1
        record = survey_record(store, f"file {loaded}".encode(), kind)
        record.demonstration = demonstration
        return store.add_import(record, rows_of(drawn, draw))

    return add


def survey_record(store: Store, data: bytes, kind: str = "survey") -> ImportRecord:
    return ImportRecord("replies.csv", store.receive(data, "csv"), "csv", kind=kind, region="dorset")


def rows_of(drawn: dict[str, str], draw: Callable[[str], pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Frames of the drawn tables, all in the one survey and region of these tests."""
    rows = {table: draw(text) for table, text in drawn.items()}
    for table, frame in rows.items():
        if table in ("replies", "answers"):
            frame["survey"] = "winter"
        if table != "practices" and "region" not in frame:
            frame["region"] = "dorset"
    return rows
