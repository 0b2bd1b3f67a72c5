"""The rules as data: the CSV files of this folder, each row with its reason or source."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one of the CSV files of this folder, by column."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def threshold(rule: str) -> int:
    """The value of a rule of thresholds.csv, in its unit. Raises KeyError where there is no such rule."""
    return {row["rule"]: int(row["value"]) for row in rows("thresholds")}[rule]


@cache
def treatment(measure: str) -> str:
    """How a measure leaves for roles without names: open (columns.csv decides), published (its published rows alone),
    counted (how many rows, and of which region and kind) or inside (not at all)."""
    return {row["measure"]: row["treatment"] for row in rows("measures")}.get(measure, "open")


def withheld(measure: str) -> frozenset[str]:
    """The columns of a measure that are always blank for roles without names."""
    return frozenset(column for column, how in columns(measure).items() if how == "withheld")


@cache
def columns(measure: str) -> dict[str, str]:
    """What each column of a measure is to roles without names: open, withheld, file, title, text, or services (open in
    rows about a service, see columns.csv); a column that is not listed is withheld."""
    own = {row["column"]: row["treatment"] for row in rows("columns") if row["measure"] == measure}
    return {row["column"]: row["treatment"] for row in rows("columns") if row["measure"] == "*"} | own
