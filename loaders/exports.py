"""Tables that this software made itself: loaded again they would count every figure twice."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from loaders.tables.tables import Table

_COLUMNS = Path(__file__).with_name("exports.csv")


def measure_of(table: Table) -> str | None:
    """The measure whose columns a table begins with, all in their order; None for anybody else's table."""
    headings = tuple(column.heading for column in sorted(table.columns, key=lambda column: column.index))
    return next((name for name, columns in _exported().items() if headings[: len(columns)] == columns), None)


def refusal(measure: str) -> str:
    """The sentence for a table of ours that comes back as a file. measure: which one it is."""
    return (
        f"This table was made by this software (“{measure}”) from files that were loaded before; loaded again, its "
        "figures would count twice. Load the spreadsheets that it was made from."
    )


@cache
def _exported() -> dict[str, tuple[str, ...]]:
    """By measure the columns that its exports begin with, enough of them to be nobody else's."""
    with _COLUMNS.open(encoding="utf-8", newline="") as file:
        return {row["measure"]: tuple(row["columns"].split()) for row in csv.DictReader(file)}
