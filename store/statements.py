"""The SQL of this package, read once from its .sql files."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import duckdb

HERE = Path(__file__).resolve().parent


@cache
def text(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def statement(name: str) -> str:
    """The SQL under this name in statements.sql."""
    return _named()[name]


@cache
def _named() -> dict[str, str]:
    """The statements of statements.sql by the name in the line '-- name: …' above each."""
    parts = text("statements.sql").split("-- name: ")[1:]
    return {part.partition("\n")[0].strip(): part.partition("\n")[2] for part in parts}


def run(connection: duckdb.DuckDBPyConnection, name: str, **parameters: Any) -> list[tuple[Any, ...]]:
    """Run the named statement(s); the rows of the last one come back."""
    return run_script(connection, statement(name), parameters)


def run_script(
    connection: duckdb.DuckDBPyConnection, script: str, parameters: dict[str, Any]
) -> list[tuple[Any, ...]]:
    """Run every statement of a script, each with those of the named parameters that it uses."""
    rows: list[tuple[Any, ...]] = []
    for statement in duckdb.extract_statements(script):
        used = {name: parameters[name] for name in statement.named_parameters}
        rows = connection.execute(statement, used or None).fetchall()
    return rows
