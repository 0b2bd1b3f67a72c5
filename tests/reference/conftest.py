"""The CSV files of data/reference/ as they stand in the repository."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "data" / "reference"


@cache
def declared_tables() -> dict[str, tuple[str, ...]]:
    """Column names of each table of store/reference.sql, in order."""
    sql = re.sub(r"--[^\n]*", "", (ROOT / "store" / "reference.sql").read_text(encoding="utf-8"))
    tables = re.findall(r"CREATE TABLE (\w+) \((.*?)\);", sql, re.DOTALL)
    return {name: tuple(part.split()[0] for part in body.split(",")) for name, body in tables}


@cache
def rows_of(table: str) -> tuple[dict[str, str], ...]:
    """The rows of a table; a blank field is ''."""
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, strict=True))


@pytest.fixture
def declared() -> dict[str, tuple[str, ...]]:
    return declared_tables()


@pytest.fixture
def folder() -> Path:
    return FOLDER


@pytest.fixture
def rows():
    return rows_of
