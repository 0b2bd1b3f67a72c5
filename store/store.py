"""The way into a store for everything else: open it, read it, change it."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from store import journal, reference
from store.errors import StoreError
from store.generations import Generations, write_atomically
from store.records import ImportRecord, as_json, canonical
from store.snapshots import Snapshot, pin
from store.statements import text
from store.writing import Writing, connect, working_file

if TYPE_CHECKING:
    import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
SCHEMA_VERSION = "1"


class Store:
    """A directory of generations, received files and a journal."""

    patience = 30.0  # seconds that a writer waits for the one before it

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.generations = Generations(directory)
        self.journal = directory / "journal.jsonl"

    @classmethod
    def open(cls, directory: str | Path | None = None) -> Store:
        """The store at a directory, else at UPTAKE_STORE, else at data/store; made if it is not there."""
        where = directory or os.environ.get("UPTAKE_STORE") or ROOT / "data" / "store"
        store = cls(Path(where).resolve())
        store.generations.folder.mkdir(parents=True, exist_ok=True)
        (store.directory / "received").mkdir(exist_ok=True)
        if store.generations.named() is None or store._reference_digest() != reference.digest():
            store._bring_reference()
        return store

    @property
    def generation(self) -> int:
        return self.generations.named() or 0

    def snapshot(self) -> Snapshot:
        """The store as it stands now, for reading; it does not change when somebody writes."""
        number = self.generation
        return pin(self.generations.path(number), number)

    def receive(self, data: bytes, ext: str) -> str:
        """Keep a file exactly as it came in; its sha256 comes back."""
        sha256 = hashlib.sha256(data).hexdigest()
        path = self.directory / "received" / f"{sha256}.{ext}"
        if not path.exists():
            write_atomically(path, data)
        return sha256

    def received(self, sha256: str) -> Path:
        """The file as it came in."""
        for path in (self.directory / "received").glob(f"{sha256}.*"):
            return path
        raise StoreError(f"The file {sha256[:12]} is not among the files received.")

    def add_import(self, record: ImportRecord, rows: dict[str, pd.DataFrame]) -> int:
        """Store one reading of a file: a new generation. The import's id comes back."""
        with self._writing() as writing:
            import_id = writing.run("next_import")[0][0]
            writing.run(
                "add_import", **record.columns(), **{"import": import_id}, at=writing.at, state=record.state
            )
            _add_rows(writing, import_id, record, rows)
            writing.event("import", record.by, record.payload(import_id))
            _make_room(writing, import_id, record, rows)
            writing.resolve()
        return import_id

    def replace_import(self, import_id: int, record: ImportRecord, rows: dict[str, pd.DataFrame]) -> None:
        """Store another reading of the same file under the same id, in place of the earlier one."""
        with self._writing() as writing:
            self._state(writing, import_id)
            writing.touch(import_id)
            writing.run("delete_rows", **{"import": import_id})
            writing.run("replace_import", **record.columns(), **{"import": import_id}, state=record.state)
            _add_rows(writing, import_id, record, rows)
            writing.event("import", record.by, record.payload(import_id))
            _make_room(writing, import_id, record, rows)
            writing.resolve()

    def undo(self, import_id: int, by: str = "") -> str:
        """Undo an import, or bring an undone one back; its new state comes back."""
        with self._writing() as writing:
            state = _flip(writing, import_id, by, self._state(writing, import_id))
            writing.resolve()
        return state

    def drop_demonstration(self, by: str = "") -> None:
        """Undo every demonstration import that stands."""
        with self._writing() as writing:
            _drop_demonstration(writing, by)
            writing.resolve()

    def remember(self, question: str, about: str, key: str, value: str, choice: str, by: str = "") -> None:
        """Remember a person's answer, in place of an earlier one to the same question."""
        words = {"question": question, "about": about, "key": key, "value": value, "choice": choice}
        with self._writing() as writing:
            writing.run("remember", **words, at=writing.at, by=by)
            writing.event("answer", by, words)

    def forget(self, question: str, by: str = "") -> None:
        """Forget a remembered answer."""
        with self._writing() as writing:
            if writing.run("forget", question=question):
                writing.event("forget", by, {"question": question})

    def find_import(self, sha256: str, options: dict[str, Any]) -> dict[str, Any] | None:
        """The standing import of the same bytes with the same options, by column; None if there is none."""
        sql = (
            "SELECT * FROM imports WHERE sha256 = $sha256 AND options = $options AND state <> 'undone' "
            "ORDER BY import DESC LIMIT 1"
        )
        found = self.snapshot().frame(sql, {"sha256": sha256, "options": canonical(options)})
        return None if found.empty else found.iloc[0].to_dict()

    def events(self) -> pd.DataFrame:
        """Everything that happened, in order: seq, at (UTC), by, event, payload (JSON)."""
        return self.snapshot().frame('SELECT seq, "at", "by", event, payload FROM events ORDER BY seq')

    def prune(self, keep: int = 20, days: int = 31) -> list[int]:
        """Remove old generations; their numbers come back."""
        with self._locked():
            return self.generations.prune(self.generation, keep, days)

    def _state(self, writing: Writing, import_id: int) -> str:
        found = writing.run("state_of", **{"import": import_id})
        if not found:
            raise StoreError(f"There is no import {import_id}.")
        return found[0][0]

    def _reference_digest(self) -> str | None:
        found = self.snapshot().rows("SELECT value FROM meta WHERE key = 'reference'")
        return found[0][0] if found else None

    def _bring_reference(self) -> None:
        with self._writing() as writing:
            reference.load(writing.connection)
            digest = reference.digest()
            writing.run("set_meta", key="reference", value=digest)
            writing.event("reference", "", {"digest": digest})

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            with FileLock(str(self.directory / ".lock"), timeout=self.patience, poll_interval=0.01):
                yield
        except Timeout:
            raise StoreError(
                "Somebody else is writing to the store and has not finished. Try again in a minute."
            ) from None

    @contextmanager
    def _writing(self) -> Iterator[Writing]:
        with self._locked():
            current = self.generations.named()
            number = max([current or 0, *self.generations.numbers()]) + 1
            self.generations.clean(current)
            base = None if current is None else self.generations.path(current)
            path = working_file(self.generations.folder, base)
            connection = connect(path)
            try:
                if base is None:
                    connection.execute(text("schema.sql"))
                connection.begin()
                yield (writing := Writing(connection))
                connection.commit()
                connection.execute("CHECKPOINT")
                after = journal.last(self.journal)
                events = writing.run("events_after", seq=after)
            except BaseException:
                connection.close()
                path.unlink(missing_ok=True)
                raise
            connection.close()
            self.generations.publish(path, number)
            journal.append(self.journal, events)
            self.generations.prune(number, 20, 31)


def _add_rows(writing: Writing, import_id: int, record: ImportRecord, rows: dict[str, pd.DataFrame]) -> None:
    import pandas as pd

    lists = {
        "problems": record.problems,
        "left_out": record.left_out,
        "questions": [
            row | {"choices": row["choices"] if isinstance(row["choices"], str) else as_json(row["choices"])}
            for row in record.questions
        ],
    }
    frames = {name: pd.DataFrame(items) for name, items in lists.items() if items} | rows
    for table, frame in frames.items():
        if len(frame):
            writing.connection.append(table, frame.assign(**{"import": import_id}), by_name=True)
    writing.run("number_anonymous", **{"import": import_id})
    writing.touch(import_id)


def _make_room(writing: Writing, import_id: int, record: ImportRecord, rows: dict[str, pd.DataFrame]) -> None:
    """The first real survey or notice log takes the demonstration's place."""
    real = any(len(rows.get(table, ())) for table in ("replies", "answers", "notices"))
    if real and not record.demonstration:
        _drop_demonstration(writing, record.by)


def _drop_demonstration(writing: Writing, by: str) -> None:
    for (import_id,) in writing.run("standing_demonstrations"):
        _flip(writing, import_id, by, "loaded")


def _flip(writing: Writing, import_id: int, by: str, state: str) -> str:
    writing.touch(import_id)
    questions = writing.run("open_questions", **{"import": import_id})[0][0]
    back = "needs an answer" if questions else "loaded"
    new = back if state == "undone" else "undone"
    writing.run("set_state", **{"import": import_id}, state=new)
    writing.event("redo" if state == "undone" else "undo", by, {"import": import_id})
    return new


__all__ = ["SCHEMA_VERSION", "Store", "json"]
