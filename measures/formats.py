"""A measure's table as text: csv and json for machines, table for reading."""

from __future__ import annotations

import json
import re
from typing import Any

import pandas as pd

FORMATS = ("table", "csv", "json")
# A longer text is cut in a terminal; csv and json have it whole.
WIDEST_CELL = 48
# How a text begins that a spreadsheet may run, the wide forms of East Asian keyboards among them.
RUNS = tuple("=+-@\t\r\n＝＋－＠")
# Columns of these names hold shares: 1.0, never 1. (floor_practices and the like are counts.)
SHARES = re.compile(r"(share|low|high|floor|ceiling|difference|change)(?!_practices)")


def as_csv(frame: pd.DataFrame) -> str:
    """RFC 4180 with plain line ends; blank is unknown. Nothing in it runs as a formula (see inert)."""
    plain = plain_values(frame)
    cells = {inert(name): [inert(value) for value in plain[name]] for name in plain.columns}
    return pd.DataFrame(cells, dtype=object).to_csv(index=False, lineterminator="\n")


def inert(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula with an apostrophe before it; anything else as it is."""
    return f"'{value}" if isinstance(value, str) and value.lstrip(" \xa0").startswith(RUNS) else value


def as_json(frame: pd.DataFrame) -> str:
    """A list with one object per row, one row a line; null is unknown."""
    names = list(frame.columns)
    rows = [
        dict(zip(names, row, strict=True)) for row in plain_values(frame).itertuples(index=False, name=None)
    ]
    lines = (json.dumps(row, ensure_ascii=False, default=str) for row in rows)
    return "[" + ",\n ".join(lines) + "]\n"


def as_table(frame: pd.DataFrame) -> str:
    """Columns side by side; a blank is unknown."""
    plain = plain_values(frame)
    cells = [
        list(plain.columns),
        *([_cell(value) for value in row] for row in plain.itertuples(index=False, name=None)),
    ]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    numbers = [pd.api.types.is_numeric_dtype(frame[name]) for name in frame.columns]
    lines = (
        "  ".join(
            text.rjust(width) if number else text.ljust(width)
            for text, width, number in zip(row, widths, numbers, strict=True)
        ).rstrip()
        for row in cells
    )
    return "\n".join(lines) + ("\n" if len(frame) else "\n(no rows)\n")


def plain_values(frame: pd.DataFrame) -> pd.DataFrame:
    """The same table with plain values: whole counts as int, dates and times as ISO text, None for blank."""
    return pd.DataFrame(
        {name: _values(frame[name]) for name in frame.columns}, index=frame.index, dtype=object
    )


def _values(column: pd.Series) -> pd.Series:
    if pd.api.types.is_datetime64_any_dtype(column):
        # Dates are named *_on and times, in UTC, *_at.
        pattern = "%Y-%m-%dT%H:%M:%SZ" if str(column.name).endswith("_at") else "%Y-%m-%d"
        return _filled(column.dt.strftime(pattern), str)
    if pd.api.types.is_float_dtype(column):
        whole = not SHARES.match(str(column.name)) and (column.dropna() % 1 == 0).all()
        return _filled(column, int if whole else float)
    if pd.api.types.is_bool_dtype(column):
        return _filled(column, bool)
    if pd.api.types.is_integer_dtype(column):
        return _filled(column, int)
    return _filled(column, lambda value: value)


def _filled(column: pd.Series, kind: Any) -> pd.Series:
    values = [None if pd.isna(value) else kind(value) for value in column]
    return pd.Series(values, index=column.index, dtype=object)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = f"{value:.3f}" if isinstance(value, float) else " ".join(str(value).split())
    return text if len(text) <= WIDEST_CELL else text[: WIDEST_CELL - 1] + "…"


WRITERS = {"table": as_table, "csv": as_csv, "json": as_json}
