"""Taking a file out for good, as a request under UK GDPR may ask: its bytes, its rows and its words, wherever kept.

An undo keeps everything; this keeps the number of the import and that it was erased, when and by whom.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb

from store.errors import StoreError
from store.folder import ERRORS
from store.shared import Shared
from store.statements import run
from store.store import Store
from store.writing import WRITER_SETTINGS, Writing, connected, refusals_told, repeated, working_copy

HOLDING = (
    "replies", "answer_cells", "comments", "notices", "figures", "practices", "happenings", "handed_over", "problems",
    "left_out",
)  # fmt: skip
ERASED = "erased"
"""The name in place of an erased file's, and the kind of event in place of those that told of it."""


@dataclass(frozen=True)
class Erasure:
    """What was erased. imports: the readings of the file. rows: in their tables. answers: remembered, that no other
    file used. events: of the journal, whose words are gone. file: whether the received file was there and is gone.
    generations: older ones that are gone with it. left: files that could not be removed, as somebody has them open.
    elsewhere: whether the store is in object storage, whose service may keep versions of what is removed."""

    imports: tuple[int, ...]
    rows: int = 0
    answers: int = 0
    events: int = 0
    file: bool = False
    generations: int = 0
    left: tuple[str, ...] = ()
    elsewhere: bool = False

    def sentence(self) -> str:
        """All of it in words, with what is to be done where something is left."""
        numbers = ", ".join(map(str, self.imports))
        file = "the received file" if self.file else "no received file (there was none)"
        words = (
            f"Erased: import {numbers} with {self.rows} rows, {self.answers} remembered answers, the words of "
            f"{self.events} events of the journal, {file} and "
            f"{self.generations} older generations of the database. Copies made of the store elsewhere, and packs and "
            "downloads that were taken, are not reached from here."
        )
        if self.elsewhere:
            words += (
                " Versions and soft-deleted copies that the service keeps of the container go when their time is up, "
                "or by whoever runs it."
            )
        if self.left:
            words += (
                f" NOT removed, as a program has them open: {', '.join(self.left)}. Close it and erase again."
            )
        return words


def erase(store: Store, import_id: int, by: str = "") -> Erasure:
    """Erase the file of an import, with every reading of it. A second call finishes what the first could not.

    The store goes on with one new generation, written anew: in the older ones, and in what a database has freed, the
    rows would still be. In object storage too, where other servers let go of their copies as they bring in the new one;
    what the service itself keeps of removed objects goes when its time is up. Raises StoreError for an import that
    never was.
    """
    received: dict[str, bool] = {}  # by name, whether the file is still there; over all tries
    return repeated(_erase)(store, import_id, by, received)


def _erase(store: Store, import_id: int, by: str, received: dict[str, bool]) -> Erasure:
    with store.turn(), refusals_told(store.directory):
        snapshot = store.snapshot()
        standing = snapshot.rows(
            "SELECT sha256, file FROM imports WHERE import = $import", {"import": import_id}
        )
        if not standing:
            raise StoreError(f"There is no import {import_id}.")
        sha256, name = standing[0]
        # The bytes first: the row that tells their name goes next, and a second call would not find them.
        received |= store.place.forget(sha256) if sha256 else {}
        done = _published_anew(store, snapshot.generation, import_id, by, (sha256, name))
        left = store.place.drop_older()
        gone = len({name[:6] for name, there in left.items() if name != ERRORS and not there})
        left |= received
        return replace(
            done,
            file=bool(received),
            generations=gone,
            left=tuple(sorted(name for name, there in left.items() if there)),
            elsewhere=isinstance(store.place, Shared),
        )


def _published_anew(store: Store, base: int, import_id: int, by: str, file: tuple[str, str]) -> Erasure:
    """Publish a new generation without the file, which is given by sha256 ('' where it is erased already) and name."""
    sha256, name = file
    number = store.place.next_number()
    with working_copy(store.generations.folder, store.generations.path(base)) as path:
        with connected(path, number) as connection:
            done = Erasure((import_id,))
            if sha256:
                done = _erase_rows(connection, import_id, sha256, name, by)
            events = run(connection, "events")
        with working_copy(store.generations.folder, None) as fresh:
            fresh.unlink()
            _written_anew(path, fresh)
            store.place.reseal(fresh, number, events)
    return done


def _erase_rows(
    connection: duckdb.DuckDBPyConnection, import_id: int, sha256: str, name: str, by: str
) -> Erasure:
    """The rows, answers and words of every import of these bytes, in one transaction."""
    connection.begin()
    writing = Writing(connection)
    numbers = tuple(row[0] for row in writing.run("imports_of", sha256=sha256))
    answers = {row[0] for row in writing.run("answers_used_by_these_alone", sha256=sha256)}
    before = _rows(connection)
    for number in numbers:
        writing.touch(number)
        writing.run("delete_rows", **{"import": number})
        writing.run("erase_import", **{"import": number, "erased": ERASED})
    for question in answers:
        writing.run("forget", question=question)
    writing.run("erase_corrections", sha256=sha256)
    writing.run("erase_name", words=name, erased=ERASED)
    events_erased = _erase_events(writing, set(numbers), sha256, answers)
    writing.event("erase", by, {"import": import_id})
    writing.resolve()
    connection.commit()
    connection.execute("CHECKPOINT")
    return Erasure(numbers, before - _rows(connection), len(answers), events_erased)


def _rows(connection: duckdb.DuckDBPyConnection) -> int:
    return sum(connection.table(name).count("*").fetchall()[0][0] for name in HOLDING)


def _erase_events(writing: Writing, numbers: set[int], sha256: str, answers: set[str]) -> int:
    """Put a bare event in place of each that holds words of the file."""
    erased = 0
    for seq, _, _, event, payload in writing.run("events"):
        about = json.loads(payload)
        if event != ERASED and _tells(event, about, numbers, sha256, answers):
            bare = {"import": about.get("import", min(numbers))}
            writing.run("erase_event", seq=seq, event=ERASED, payload=json.dumps(bare))
            erased += 1
    return erased


def _tells(event: str, about: dict[str, Any], numbers: set[int], sha256: str, answers: set[str]) -> bool:
    if event == "import":
        return about["import"] in numbers
    return about.get("sha256") == sha256 or (
        event in ("answer", "forget") and about.get("question") in answers
    )


def _written_anew(path: Path, fresh: Path) -> None:
    """Copy a database table by table into a new file, so that nothing deleted is left in it."""
    with duckdb.connect(config=WRITER_SETTINGS) as instance:
        instance.execute("ATTACH $path AS before (READ_ONLY)", {"path": str(path)})
        instance.execute("ATTACH $path AS fresh", {"path": str(fresh)})
        instance.execute("COPY FROM DATABASE before TO fresh")
        instance.execute("CHECKPOINT fresh")
        instance.execute("DETACH fresh")
