"""What several measures mean by the same words, in terms/*.sql: macros, defined once a connection.

They cannot stand in the generation, which is sealed and may be older than they are, and a temporary macro
belongs to one cursor: defining them again for every query took a quarter of its time. So a database in
memory, called terms, is attached to the connection that all cursors of a generation share.
"""

from __future__ import annotations

import re
import threading
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

if TYPE_CHECKING:
    import pandas as pd

    from store import Snapshot

FOLDER = Path(__file__).parent / "terms"
ATTACH = "ATTACH IF NOT EXISTS ':memory:' AS terms (READ_WRITE);"


def ordered(texts: list[str]) -> list[str]:
    """The texts of definitions, each after those that define what it speaks of."""
    home = {name: text for text in texts for name in re.findall(r"MACRO IF NOT EXISTS terms\.(\w+)", text)}
    needs = {
        text: {home[name] for name in re.findall(r"\bterms\.(\w+)\(", text) if name in home} - {text}
        for text in texts
    }
    return list(TopologicalSorter(needs).static_order())


DEFINITIONS = "\n".join(
    [ATTACH, *ordered([path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.sql"))])]
)

_defining = threading.Lock()


def frame_with_terms(snapshot: Snapshot, sql: str, parameters: dict[str, Any]) -> pd.DataFrame:
    """The answer to a query that may speak of terms: its columns as the query gives them, NaN or NaT for NULL.

    Raises duckdb.Error where the query is wrong.
    """
    try:
        return snapshot.frame(sql, parameters)
    except (duckdb.CatalogException, duckdb.BinderException):
        # The first query of a connection; any other mistake is raised again by the second try.
        with _defining:
            snapshot.rows(DEFINITIONS)
        return snapshot.frame(sql, parameters)
