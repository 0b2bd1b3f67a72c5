"""The measures there are, read from the headers of their .sql files: adding one is adding a file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
# A column's meaning that runs on stands further in than a column's name.
CONTINUED = " " * 6
# What a query takes and nobody asks for by name: it follows from this argument.
FOLLOWS = {"until": "on"}
# The contract's measures first; the others follow by name.
FIRST = ("preferences", "notices", "regions", "problems", "imports")


@dataclass(frozen=True)
class Measure:
    """One question. columns: name -> what it means, in the order of the table. parameters: the arguments of
    measures.measure that the answer depends on. binds: what the query takes, which is these or follows from them
    (FOLLOWS). sql: the query, which may speak of terms (definitions.py).
    trace: the measure that tells which cells its figures are made of; None where there is none, and untraced says why,
    in words; both blank for a trace."""

    name: str
    question: str
    grain: str
    columns: dict[str, str]
    parameters: tuple[str, ...]
    binds: tuple[str, ...]
    sql: str
    trace: str | None = None
    untraced: str = ""


def read_measure(path: Path) -> Measure:
    """The measure in a .sql file: a header, a blank line, one query."""
    header, _, query = path.read_text(encoding="utf-8").partition("\n\n")
    fields, columns = _header(header)
    binds = tuple(sorted(set(re.findall(r"\$(\w+)", query))))
    parameters = tuple(sorted({FOLLOWS.get(name, name) for name in binds}))
    none, _, untraced = fields.get("trace", "").partition(": ")
    return Measure(
        path.stem, fields["question"], fields["grain"], columns, parameters, binds, query,
        trace=None if untraced else none or None, untraced=untraced,
    )  # fmt: skip


def _header(header: str) -> tuple[dict[str, str], dict[str, str]]:
    """The headings of a header with their text, and the columns with their meaning."""
    fields: dict[str, str] = {}
    columns: dict[str, str] = {}
    heading = name = ""
    for line in header.splitlines():
        text = line.removeprefix("--").rstrip()
        if heading == "columns" and text.startswith(CONTINUED):
            columns[name] += " " + text.strip()
        elif heading == "columns":
            name, _, meaning = text.strip().partition(" ")
            columns[name] = meaning.strip()
        elif text.startswith("  "):
            fields[heading] += " " + text.strip()
        else:
            heading, _, text_behind = text.strip().partition(" ")
            fields[heading] = text_behind.strip()
    return fields, columns


def read_measures(folder: Path = FOLDER) -> dict[str, Measure]:
    """Every measure of a folder by name."""
    measures = {path.stem: read_measure(path) for path in folder.glob("*.sql")}
    names = [*(name for name in FIRST if name in measures), *sorted(measures.keys() - set(FIRST))]
    return {name: measures[name] for name in names}


MEASURES = read_measures()
