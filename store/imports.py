"""What a write does with imports: add, read again, undo, make the demonstration leave."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

from store.answers import given_again, in_numbers
from store.errors import StoreError
from store.records import STATES, ImportRecord, as_json
from store.writing import Writing

if TYPE_CHECKING:
    import pandas as pd

FACTS = (
    "surveys",
    "replies",
    "answers",
    "comments",
    "notices",
    "figures",
    "practices",
    "happenings",
    "handed_over",
)


def add(writing: Writing, import_id: int, record: ImportRecord, rows: dict[str, pd.DataFrame]) -> None:
    """Add an import with its rows, each frame with the columns of its table but import.

    A respondent that begins with 'anonymous::' gets the import's id between the colons.
    """
    row = {"import": import_id, "at": writing.at, "state": _state(record)}
    writing.run("add_import", **record.columns(), **row)
    _fill(writing, import_id, record, rows)
    writing.event("import", record.by, record.payload(import_id))


def replace(writing: Writing, import_id: int, record: ImportRecord, rows: dict[str, pd.DataFrame]) -> None:
    """Put another reading of the same file in place of the rows of an import; it stands afterwards."""
    state_of(writing, import_id)
    writing.touch(import_id)
    writing.run("delete_rows", **{"import": import_id})
    writing.run("replace_import", **record.columns(), **{"import": import_id, "state": _state(record)})
    _fill(writing, import_id, record, rows)
    writing.event("import", record.by, record.payload(import_id))


def flip(writing: Writing, import_id: int, by: str) -> str:
    """Undo an import, or bring an undone one back; its new state comes back."""
    undone = state_of(writing, import_id) == "undone"
    if writing.run("is_erased", **{"import": import_id}):
        raise StoreError(f"Import {import_id} was erased: nothing of it can be brought back.")
    writing.touch(import_id)
    questions = writing.run("open_questions", **{"import": import_id})[0][0]
    state = "undone" if not undone else "needs an answer" if questions else "loaded"
    writing.run("set_state", **{"import": import_id, "state": state})
    writing.event("redo" if undone else "undo", by, {"import": import_id})
    return state


def make_room(writing: Writing, record: ImportRecord, rows: dict[str, pd.DataFrame]) -> None:
    """The first real survey or notice log takes the demonstration's place."""
    real = any(len(rows.get(table, ())) for table in ("replies", "answers", "notices"))
    if real and not record.demonstration:
        drop_demonstration(writing, record.by)


def take_place(writing: Writing, import_id: int, by: str) -> None:
    """Undo every other standing import of the same bytes and the same sheet: one file counts once."""
    for other, options, own in writing.run("same_bytes", **{"import": import_id}):
        if _sheet_in(options) == _sheet_in(own):
            flip(writing, other, by)


def _sheet_in(options: str | None) -> str | None:
    return json.loads(options or "{}").get("sheet")


def drop_demonstration(writing: Writing, by: str) -> None:
    """Undo every demonstration import that stands."""
    for (import_id,) in writing.run("standing_demonstrations"):
        flip(writing, import_id, by)


def state_of(writing: Writing, import_id: int) -> str:
    """loaded, needs an answer or undone. Raises StoreError where there is no such import."""
    states = writing.run("state_of", **{"import": import_id})
    if not states:
        raise StoreError(f"There is no import {import_id}.")
    return states[0][0]


def _state(record: ImportRecord) -> str:
    if record.state not in STATES:
        raise ValueError(f"an import is {' or '.join(STATES)} when it comes in, not {record.state!r}")
    return record.state


def fill(writing: Writing, import_id: int, rows: dict[str, pd.DataFrame]) -> None:
    """Put the rows of an import into their tables. Raises ValueError where a row lacks its key."""
    rows = in_numbers(writing, rows)
    for table, frame in rows.items():
        if len(frame):
            numbered = frame.assign(**{"import": np.int32(import_id)})
            writing.connection.append(table, numbered, by_name=True)
    writing.run("number_anonymous", **{"import": import_id})
    for table, without_key in writing.run("without_key", **{"import": import_id}):
        raise ValueError(f"{without_key} rows of {table} lack the key that they are counted by")
    if given_again(rows):
        writing.run("supersede_answers", **{"import": import_id})
    writing.touch(import_id)


def _fill(writing: Writing, import_id: int, record: ImportRecord, rows: dict[str, pd.DataFrame]) -> None:
    if unknown := set(rows) - set(FACTS):
        raise ValueError(f"rows for tables that an import does not fill: {', '.join(sorted(unknown))}")
    fill(writing, import_id, _lists(record) | rows)


def _lists(record: ImportRecord) -> dict[str, pd.DataFrame]:
    """The problems, left-out lines, questions and used answers of a record as rows of their tables."""
    import pandas as pd

    lists: dict[str, list[dict[str, Any]]] = {
        "problems": record.problems,
        "left_out": record.left_out,
        "questions": [row | {"choices": _choices(row["choices"])} for row in record.questions],
        "used_answers": [{"question": question} for question in record.used],
    }
    return {name: pd.DataFrame(rows) for name, rows in lists.items() if rows}


def _choices(choices: Any) -> str:
    return choices if isinstance(choices, str) else as_json(choices)
