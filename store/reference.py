"""data/reference/: one CSV per reference table, read with the types that reference.sql declares."""

from __future__ import annotations

import csv
import hashlib
import io
import math
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import duckdb

from store.errors import StoreError
from store.statements import text

REFERENCE = Path(__file__).resolve().parents[1] / "data" / "reference"
LATER = "later_tables.sql"


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
    """A fingerprint of the shape of the reference tables and of those that came later, and of every CSV."""
    total = hashlib.sha256((text("reference.sql") + text(LATER)).encode())
    for path in sorted((directory or REFERENCE).glob("*.csv")):
        total.update(path.name.encode() + b"\0" + hashlib.sha256(_bytes(path)).digest())
    return total.hexdigest()


def load(connection: duckdb.DuckDBPyConnection, directory: Path | None = None) -> None:
    """Make every reference table afresh and fill it from its CSV; a table of facts that came later is made if it lacks.

    Raises StoreError that names file, line and column of the first value that does not fit, and where a
    table has no CSV or a CSV no table.
    """
    import pandas as pd

    directory, tables = directory or REFERENCE, declared()
    if unknown := {path.stem for path in directory.glob("*.csv")} - set(tables):
        raise StoreError(f"{min(unknown)}.csv in {directory} belongs to no table of reference.sql.")
    for name in tables:
        connection.execute(f'DROP TABLE IF EXISTS "{name}"')
    connection.execute(text("reference.sql"))
    connection.execute(text(LATER))
    for name, columns in tables.items():
        if rows := read(directory / f"{name}.csv", columns):
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
        words = _bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise StoreError(f"{path.name} is not UTF-8 text: save it as CSV UTF-8.") from None
    lines = csv.reader(io.StringIO(words, newline=""))
    _check_heading(path, next(lines, []), columns)
    return [_row(path, lines.line_num, cells, columns) for cells in lines if cells]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise StoreError(f"{path.name} is missing from {path.parent}: put it back from a copy.") from None
    except OSError as error:
        raise StoreError(
            f"{path.name} cannot be read ({error.strerror}): close it elsewhere first."
        ) from error


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
