"""data/reference/: one CSV per reference table, read with the types that reference.sql declares."""

from __future__ import annotations

import csv
import hashlib
import math
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import duckdb

from store.errors import StoreError
from store.statements import text

REFERENCE = Path(__file__).resolve().parents[1] / "data" / "reference"


def _number(cell: str) -> float:
    if not math.isfinite(number := float(cell)):
        raise ValueError(cell)
    return number


def _boolean(cell: str) -> bool:
    return {"true": True, "false": False}[cell.lower()]


# How a cell of each type is read, and what a person is told when it cannot be.
TYPES: dict[str, tuple[Callable[[str], object], str]] = {
    "INTEGER": (int, "a whole number"),
    "DOUBLE": (_number, "a number"),
    "BOOLEAN": (_boolean, "true or false"),
    "DATE": (date.fromisoformat, "a date like 2025-04-01"),
    "VARCHAR": (str, "text"),
}


def digest(directory: Path | None = None) -> str:
    """A fingerprint of the reference tables' shape and of every CSV in the directory."""
    total = hashlib.sha256(text("reference.sql").encode())
    for path in sorted((directory or REFERENCE).glob("*.csv")):
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def load(connection: duckdb.DuckDBPyConnection, directory: Path | None = None) -> None:
    """Make every reference table afresh and fill it from its CSV; without a CSV a table stays empty.

    Raises StoreError that names file, line and column of the first value that does not fit.
    """
    import pandas as pd

    tables = declared()
    for name in tables:
        connection.execute(f'DROP TABLE IF EXISTS "{name}"')
    connection.execute(text("reference.sql"))
    for name, columns in tables.items():
        path = (directory or REFERENCE) / f"{name}.csv"
        rows = read(path, columns) if path.exists() else []
        if rows:
            frame = pd.DataFrame(rows, columns=list(columns), dtype=object)
            connection.append(name, frame, by_name=True)


@cache
def declared() -> dict[str, dict[str, str]]:
    """Table name to its columns and their types, in order, as reference.sql declares them."""
    with duckdb.connect() as scratch:
        scratch.execute(text("reference.sql"))
        rows = scratch.execute(
            "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal "
            "ORDER BY table_oid, column_index"
        ).fetchall()
    tables: dict[str, dict[str, str]] = {}
    for table, column, kind in rows:
        tables.setdefault(table, {})[column] = kind
    return tables


def read(path: Path, columns: dict[str, str]) -> list[list[object]]:
    """The rows of one CSV (UTF-8) with the types of its columns; an empty field is None: unknown."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = csv.reader(file)
            _check_heading(path, next(lines, []), columns)
            return [_row(path, lines.line_num, cells, columns) for cells in lines if cells]
    except UnicodeDecodeError:
        raise StoreError(f"{path.name} is not UTF-8 text: save it as CSV UTF-8.") from None


def _check_heading(path: Path, heading: list[str], columns: dict[str, str]) -> None:
    if heading != list(columns):
        raise StoreError(
            f"The columns of {path.name} must be, in this order: {', '.join(columns)}. "
            f"Its first line has: {', '.join(heading) or 'nothing'}."
        )


def _row(path: Path, line: int, cells: list[str], columns: dict[str, str]) -> list[object]:
    if len(cells) != len(columns):
        raise StoreError(
            f"Line {line} of {path.name} has {len(cells)} fields where {len(columns)} belong: "
            "a text with a comma needs double quotes round it."
        )
    row = []
    for cell, (column, kind) in zip(cells, columns.items(), strict=True):
        cast, wanted = TYPES[kind]
        try:
            row.append(cast(cell) if cell != "" else None)
        except (ValueError, KeyError):
            raise StoreError(
                f"Line {line} of {path.name}, column {column}: {cell!r} is not {wanted}."
            ) from None
    return row
