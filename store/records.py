"""What an import is told to the store with."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

STATES = ("loaded", "needs an answer")


@dataclass
class ImportRecord:
    """One reading of one file.

    file: base name as it came. ext: of the file in received/, without a dot. options: what the file was
    read with; the same bytes with the same options are the same import. by: who loaded it, '' unknown.
    problems, left_out and questions are lists of dicts with the columns of those tables, without import.
    used: ids of the questions whose remembered answers this reading used. stored: whether Store.add_import stored
    this record, and did not find that somebody else had just stored the same bytes.
    """

    file: str
    sha256: str
    ext: str
    kind: str | None = None
    region: str | None = None
    survey: str | None = None
    menu: str | None = None
    options: dict[str, Any] = field(default_factory=dict)
    by: str = ""
    rows_read: int = 0
    rows_loaded: int = 0
    rows_left_out: int = 0
    state: str = "loaded"
    demonstration: bool = False
    notes: list[str] = field(default_factory=list)
    problems: list[dict[str, Any]] = field(default_factory=list)
    left_out: list[dict[str, Any]] = field(default_factory=list)
    questions: list[dict[str, Any]] = field(default_factory=list)
    used: list[str] = field(default_factory=list)
    stored: bool = False

    def columns(self) -> dict[str, Any]:
        """The named parameters of the statements that write a row of imports, but import, at and state."""
        names = ("file", "sha256", "ext", "kind", "region", "survey", "menu", "rows_read", "rows_loaded")
        row = {name: getattr(self, name) for name in (*names, "rows_left_out", "demonstration")}
        return row | {"options": canonical(self.options), "notes": as_json(self.notes), "by": self.by}

    def payload(self, import_id: int) -> dict[str, Any]:
        """What the journal keeps of it: all that a rebuild needs."""
        return {
            "import": import_id,
            "file": self.file,
            "sha256": self.sha256,
            "ext": self.ext,
            "options": self.options,
            "demonstration": self.demonstration,
        }


@dataclass(frozen=True)
class Answer:
    """A person's choice for a question, by what it is remembered for: see the table remembered."""

    question: str
    about: str
    key: str
    value: str
    choice: str


@dataclass(frozen=True)
class Correction:
    """A cell mended by hand. row, col: zero-based. original: its text as it came, None blank.
    corrected: None empties it."""

    sheet: str
    row: int
    col: int
    original: str | None
    corrected: str | None


def as_json(value: Any) -> str:
    """JSON in plain letters; what JSON has no word for (a day, a time) as its text."""
    return json.dumps(value, ensure_ascii=False, default=str)


def canonical(options: dict[str, Any]) -> str:
    """Options as one text that is the same whatever the order they were given in; unset ones left out."""
    given = {key: _plain(value) for key, value in options.items() if value is not None}
    return json.dumps(given, ensure_ascii=False, sort_keys=True, default=str)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, Iterable) and not isinstance(value, str | dict) else value
