"""The SQL of the loaders, by its name in queries.sql; what words mean is asked in vocabulary/."""

from __future__ import annotations

from pathlib import Path

from store import named_parts

_FILE = Path(__file__).with_suffix(".sql")


def query(name: str) -> str:
    """The SQL under a name, with its named parameters."""
    return named_parts(_FILE)[name]
