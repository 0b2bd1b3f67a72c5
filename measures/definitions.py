"""What several measures mean by the same words, in terms/*.sql: macros, defined once a connection.

They cannot stand in the generation, which is sealed and may be older than they are, and a temporary macro
belongs to one cursor: defining them again for every query took a quarter of its time. So a database in
memory, called terms, is attached to the connection that all cursors of a generation share.

Today and on later days, when all that came in counts, a query speaks to a second such database, called today, whose
definitions of what was answered by a day are shorter (terms/today): planning both ways took half of a measure's time.
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
TERMS, TODAY = "terms", "today"  # databases of macros, by what counts: what was there by a day, or all
ATTACH = "ATTACH IF NOT EXISTS ':memory:' AS {database} (READ_WRITE);"


def ordered(texts: list[str]) -> list[str]:
    """The texts of definitions, each after those that define what it speaks of."""
    home = {name: text for text in texts for name in re.findall(r"MACRO IF NOT EXISTS terms\.(\w+)", text)}
    needs = {
        text: {home[name] for name in re.findall(r"\bterms\.(\w+)\(", text) if name in home} - {text}
        for text in texts
    }
    return list(TopologicalSorter(needs).static_order())


def definitions(database: str) -> str:
    """The macros of one of the two databases, each after those that it speaks of."""
    paths = {path.name: path for path in FOLDER.glob("*.sql")}
    if database == TODAY:
        paths |= {path.name: path for path in (FOLDER / TODAY).glob("*.sql")}
    texts = ordered([paths[name].read_text(encoding="utf-8") for name in sorted(paths)])
    return "\n".join([ATTACH.format(database=database), *(_speaking_to(database, text) for text in texts)])


def _speaking_to(database: str, sql: str) -> str:
    """A query or a definition with the macros of one database."""
    return re.sub(rf"\b{TERMS}\.", f"{database}.", sql)


DEFINITIONS = {database: definitions(database) for database in (TERMS, TODAY)}

_defining = threading.Lock()


def frame_with_terms(snapshot: Snapshot, sql: str, parameters: dict[str, Any]) -> pd.DataFrame:
    """The answer to a query that may speak of terms: its columns as the query gives them, NaN or NaT for NULL.

    Raises duckdb.Error where the query is wrong.
    """
    database = TODAY if parameters.get("until") is None else TERMS
    sql = _speaking_to(database, sql)
    try:
        return snapshot.frame(sql, parameters)
    except (duckdb.CatalogException, duckdb.BinderException):
        # The first query of its kind on a connection; any other mistake is raised again by the second try.
        with _defining:
            snapshot.rows(DEFINITIONS[database])
        return snapshot.frame(sql, parameters)
