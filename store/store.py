"""The way into a store for everything else: open it, read it, change it.

A write is tried out in store/trial.py, and everything is made again in store/rebuilding.py.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from store import decisions, imports, journal, reference
from store.access import AccessLog
from store.disk import make_own
from store.errors import StoreError
from store.folder import Folder
from store.records import Answer, Correction, ImportRecord, as_json, canonical
from store.shared import copy_of
from store.snapshots import FALLBACK, Snapshot, pin
from store.statements import run, statement
from store.writing import Writing, connected, refusals_told, repeated, working_copy

if TYPE_CHECKING:
    import pandas as pd

ROOT = Path(__file__).resolve().parents[1]


class Store:
    """A directory of generations, received files and a journal. Cheap to make; holds no connection."""

    patience = 30.0  # seconds that a writer waits for the one before it
    keep, days = 20, 31  # generations kept: so many, and the last one of each day for so long

    def __init__(self, place: Folder) -> None:
        self.place = place
        self.directory, self.journal = place.directory, place.journal
        self.generations, self.files = place.generations, place.files
        self.access = AccessLog(self.directory / "access.jsonl")

    @classmethod
    def open(cls, directory: str | Path | None = None, *, to_rebuild: bool = False) -> Store:
        """The store at a directory or in a container (az://…, s3://…), else at UPTAKE_STORE, else at data/store of the
        project.

        One that is not there yet is made from data/reference/, and changed reference data are brought in.
        to_rebuild: nothing of it need be whole but the journal and the received files.
        Raises StoreError with a sentence where there is nothing good to read.
        """
        where = directory or os.environ.get("UPTAKE_STORE") or ROOT / "data" / "store"
        store = cls(_place(where))
        if "?" in str(store.directory):  # what follows is an option to DuckDB, and no part of a file's name
            raise StoreError(
                f"A store cannot be kept in {store.directory}, for the question mark in its name: "
                "name another folder with --store."
            )
        with refusals_told(store.directory):
            make_own(store.directory)
            make_own(store.generations.folder)
        if not to_rebuild and store._reference_digest() != reference.digest():
            store._bring_reference()
        return store

    @property
    def generation(self) -> int:
        """The number of the generation that counts."""
        self.place.pull()
        name = self.generations.named()
        if name is not None and self.generations.path(name).exists():
            return name
        return self.snapshot().generation

    def snapshot(self) -> Snapshot:
        """The store as it stands now, for reading; it does not change when somebody writes.

        Where CURRENT or the generation it names is lost, the newest good one, which says so (fallback). Never
        waits for a writer. The same sentence says so where others cannot be asked what they published.
        """
        self.place.pull()
        while True:
            name = self.generations.named()
            if snapshot := self._pin(name):
                snapshot.fallback = self.place.trouble
                return snapshot
            if self.generations.named() == name:
                break  # not just pruned between the two steps: it is lost
        others = (self._pin(number) for number in reversed(self.generations.numbers()) if number != name)
        if snapshot := next(filter(None, others), None):
            snapshot.fallback = FALLBACK if name is not None or self._is_behind(snapshot) else ""
            return snapshot
        if name is None and not self.generations.numbers() and not journal.last(self.journal):
            raise StoreError(f"There is no store in {self.directory} yet.")
        raise StoreError(
            f"The database in {self.directory} is lost or damaged: 'python -m loaders rebuild' makes it "
            "again from the files received."
        )

    def receive(self, data: bytes, ext: str) -> str:
        """Keep a file exactly as it came in, for ever; its sha256 comes back."""
        with refusals_told(self.directory):
            return self.files.keep(data, ext)

    def received(self, sha256: str) -> Path:
        """Where the file that came in with this sha256 is. Raises StoreError if it is not there."""
        return self.files.path(sha256)

    def received_bytes(self, sha256: str) -> bytes:
        """The file that came in with this sha256. Raises StoreError if it is not there, or not as it came."""
        return self.files.read(sha256)

    def add_import(self, record: ImportRecord, rows: dict[str, pd.DataFrame]) -> int:
        """Store one reading of a file: a new generation. The import's id comes back.

        rows: table of schema.sql to a frame with its columns, without import. The same bytes with the same
        options, where they stand already, are not stored twice: the earlier id comes back, and record.stored
        stays false. With other options (but for the sheet) they take the place of the earlier import. The first
        real survey or notice log makes the demonstration leave.
        """
        return self.add_imports([(record, rows)])[0]

    @repeated
    def add_imports(self, readings: Iterable[tuple[ImportRecord, dict[str, pd.DataFrame]]]) -> list[int]:
        """Store several readings in one write, in their order, each as add_import does; their ids come back."""
        added, numbers = [], []
        with self._writing() as writing:
            for record, rows in readings:
                options = canonical(record.options)
                if standing := writing.run("standing_import", sha256=record.sha256, options=options):
                    numbers.append(standing[0][0])
                    continue
                numbers.append(writing.run("next_import")[0][0])
                imports.add(writing, numbers[-1], record, rows)
                imports.make_room(writing, record, rows)
                imports.take_place(writing, numbers[-1], record.by)
                added.append(record)
        for record in added:
            record.stored = True
        return numbers

    @repeated
    def replace_import(self, import_id: int, record: ImportRecord, rows: dict[str, pd.DataFrame]) -> None:
        """Store another reading of the same file under the same id, in place of the earlier one."""
        with self._writing() as writing:
            imports.replace(writing, import_id, record, rows)
            imports.make_room(writing, record, rows)

    @repeated
    def undo(self, import_id: int, by: str = "") -> str:
        """Undo an import, or bring an undone one back, in place of another reading of the same file; its new
        state comes back."""
        with self._writing() as writing:
            state = imports.flip(writing, import_id, by)
            if state != "undone":
                imports.take_place(writing, import_id, by)
            return state

    @repeated
    def drop_demonstration(self, by: str = "") -> None:
        """Undo every demonstration import that stands."""
        with self._writing() as writing:
            imports.drop_demonstration(writing, by)

    def remember(self, question: str, about: str, key: str, value: str, choice: str, by: str = "") -> None:
        """Remember a person's answer, in place of an earlier one to the same question."""
        self.decide([Answer(question, about, key, value, choice)], by=by)

    @repeated
    def decide(
        self, answers: Iterable[Answer] = (), sha256: str = "", cells: Iterable[Correction] = (), by: str = ""
    ) -> None:
        """Remember answers, and keep corrections to the file with this sha256, in one write."""
        with self._writing() as writing:
            for answer in answers:
                decisions.remember(writing, answer, by)
            for cell in cells:
                decisions.correct(writing, sha256, cell, by)

    @repeated
    def forget(self, question: str, by: str = "") -> None:
        """Forget a remembered answer."""
        with self._writing() as writing:
            decisions.forget(writing, question, by)

    @repeated
    def uncorrect(self, sha256: str, sheet: str, row: int, col: int, by: str = "") -> bool:
        """Let a cell say again what it says in the file; whether it had been corrected."""
        with self._writing() as writing:
            return decisions.uncorrect(writing, sha256, sheet, row, col, by)

    @repeated
    def set(self, kind: str, name: str, value: Any, by: str = "") -> None:
        """Keep a value (anything JSON can hold) under a kind and a name, in place of an earlier one; None
        takes it away."""
        words = {"setting": f"{kind}/{name}", "value": None if value is None else as_json(value)}
        with self._writing() as writing:
            writing.run("set_setting", **words, at=writing.at, by=by)
            writing.event("setting", by, words)

    def find_import(self, sha256: str, options: dict[str, Any]) -> dict[str, Any] | None:
        """The standing import of the same bytes with the same options, by column; None if there is none."""
        parameters = {"sha256": sha256, "options": canonical(options)}
        return next(iter(self.snapshot().records(statement("standing_import"), parameters)), None)

    def events(self) -> pd.DataFrame:
        """Everything that happened, in order: seq, at (UTC), by, event, payload (JSON)."""
        return self.snapshot().frame(statement("events"))

    def prune(self, keep: int | None = None, days: int | None = None) -> list[int]:
        """Remove all but the last `keep` generations and the last of each of the past `days` days."""
        with self.turn():
            return self._prune(self.generation, keep, days)

    def turn(self) -> AbstractContextManager[None]:
        """The turn to write: until it ends nobody else writes to this store. Raises StoreError after `patience`."""
        return self.place.turn(self.patience)

    def _pin(self, number: int | None) -> Snapshot | None:
        try:
            return None if number is None else pin(self.generations.path(number), number)
        except (OSError, duckdb.Error):
            return None

    def _is_behind(self, snapshot: Snapshot) -> bool:
        """Whether the journal tells more than this generation."""
        with suppress(StoreError):  # a damaged journal is said to whoever writes
            return journal.last(self.journal) > snapshot.rows(statement("last_event"))[0][0]
        return False

    def _reference_digest(self) -> str | None:
        """The digest of the reference data in the store; None where there is no store at all."""
        if self._is_new():
            return None
        digests = self.snapshot().rows(statement("meta"), {"key": "reference"})
        return digests[0][0] if digests else ""

    def _is_new(self) -> bool:
        nothing = not self.generations.numbers() and self.generations.named() is None
        return nothing and not journal.last(self.journal)

    @repeated
    def _bring_reference(self) -> None:
        with self._writing() as writing:
            digest = reference.digest()
            if writing.run("meta", key="reference") != [(digest,)]:
                reference.load(writing.connection)
                writing.run("set_meta", key="reference", value=digest)
                writing.event("reference", "", {"digest": digest})

    @contextmanager
    def _writing(self) -> Iterator[Writing]:
        """One write from its copy to its publication; nothing is published where no event was noted."""
        with self.turn():
            base = None if self._is_new() else self.snapshot().generation
            with refusals_told(self.directory):
                yield from self._write(base)

    def _write(self, base: int | None) -> Iterator[Writing]:
        number = self.place.next_number()
        self.generations.clean(base if base == self.generations.named() else None)
        self.files.clean()
        copied = None if base is None else self.generations.path(base)
        with working_copy(self.generations.folder, copied) as path:
            with connected(path, number) as connection:
                self._check_journal(connection)
                connection.begin()
                writing = Writing(connection)
                yield writing
                writing.resolve()
                connection.commit()
                connection.execute("CHECKPOINT")
                unwritten = self.unwritten(connection)
            if writing.changed:
                self.publish(path, number, unwritten)

    def _check_journal(self, connection: duckdb.DuckDBPyConnection) -> None:
        """The journal tells more than the newest good generation: writing on would contradict it."""
        if journal.last(self.journal) > run(connection, "last_event")[0][0]:
            raise StoreError(f"{FALLBACK} Until then nothing can be changed.")

    def unwritten(self, connection: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
        """The events that the journal does not have yet."""
        return run(connection, "events_after", seq=journal.last(self.journal))

    def publish(self, path: Path, number: int, unwritten: list[tuple[Any, ...]]) -> None:
        """Seal a working file as a generation, then bring the journal up to it, then prune."""
        self.place.publish(path, number, unwritten)
        self._prune(number)

    def _prune(self, current: int, keep: int | None = None, days: int | None = None) -> list[int]:
        keep = self.keep if keep is None else keep
        return self.place.prune(current, keep, self.days if days is None else days)


def _place(where: str | Path) -> Folder:
    """The folder of a store, or this machine's copy of the container at an address such as 'az://…'."""
    return copy_of(str(where)) if "://" in str(where) else Folder(Path(where).expanduser().resolve())
