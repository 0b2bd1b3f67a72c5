"""data/reference/: one CSV per reference table, read with the types that reference.sql declares."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import duckdb

from store.errors import StoreError
from store.statements import text

REFERENCE = Path(__file__).resolve().parents[1] / "data" / "reference"


def digest(directory: Path | None = None) -> str:
    """A fingerprint of the reference tables' shape and of every CSV in the directory."""
    total = hashlib.sha256(text("reference.sql").encode())
    for path in sorted((directory or REFERENCE).glob("*.csv")):
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def load(connection: duckdb.DuckDBPyConnection, directory: Path | None = None) -> None:
    """Make every reference table and fill it from its CSV; a table whose CSV is missing stays empty."""
    for name, columns in declared().items():
        connection.execute(f'DROP TABLE IF EXISTS "{name}"')
        path = (directory or REFERENCE) / f"{name}.csv"
        del columns, path
    connection.execute(text("reference.sql"))
    for name, columns in declared().items():
        path = (directory or REFERENCE) / f"{name}.csv"
        if path.exists():
            _fill(connection, name, columns, path)


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


def _fill(connection: duckdb.DuckDBPyConnection, name: str, columns: dict[str, str], path: Path) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        heading, *rows = list(csv.reader(file))
    if heading != list(columns):
        raise StoreError(f"{path.name} must have the columns {', '.join(columns)}.")
    values = [[cell if cell != "" else None for cell in row] for row in rows]
    if values:
        marks = ", ".join("?" for _ in columns)
        connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', values)  # noqa: S608
