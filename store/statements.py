"""The SQL of this package, read once from its .sql files."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import duckdb

HERE = Path(__file__).resolve().parent


Statements = tuple[duckdb.Statement, ...]


@cache
def text(name: str) -> str:
    """The whole of an .sql file of this folder."""
    return (HERE / name).read_text(encoding="utf-8")


def statement(name: str) -> str:
    """The SQL under this name in statements.sql."""
    return _by_statement("statements.sql")[name]


def run(connection: duckdb.DuckDBPyConnection, name: str, **parameters: Any) -> list[tuple[Any, ...]]:
    """Run the statements under this name in statements.sql; the rows of the last one come back.

    Each gets those of the parameters that it uses.
    """
    rows: list[tuple[Any, ...]] = []
    for parsed in _parsed("statements.sql", name):
        used = {parameter: parameters[parameter] for parameter in parsed.named_parameters}
        rows = connection.execute(parsed, used or None).fetchall()
    return rows


def resolve(connection: duckdb.DuckDBPyConnection, part: str) -> None:
    """Run one part of resolve.sql."""
    for parsed in _parsed("resolve.sql", part):
        connection.execute(parsed)


def _by_statement(file: str) -> dict[str, str]:
    return named_parts(HERE / file)


@cache
def named_parts(path: Path) -> dict[str, str]:
    """The parts of an .sql file by the name in the line '-- name: …' above each."""
    parts = path.read_text(encoding="utf-8").split("-- name: ")[1:]
    return {part.partition("\n")[0]: part.partition("\n")[2] for part in parts}


@cache
def _parsed(file: str, name: str) -> Statements:
    """Parsed once a process: parsing resolve.sql takes as long as a small import."""
    return tuple(duckdb.extract_statements(_by_statement(file)[name]))
