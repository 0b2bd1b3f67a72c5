"""Taking a file out for good, as a request under UK GDPR may ask: its bytes, its rows and its words, wherever kept.

An undo keeps everything; this keeps the number of the import and that it was erased, when and by whom.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb

from store import journal
from store.errors import StoreError
from store.shared import Shared
from store.statements import statement
from store.store import Store
from store.writing import WRITER_SETTINGS, Writing, connected, refusals_told, working_copy

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
    generations: older ones that are gone with it. left: files that could not be removed, as somebody has them open."""

    imports: tuple[int, ...]
    rows: int = 0
    answers: int = 0
    events: int = 0
    file: bool = False
    generations: int = 0
    left: tuple[str, ...] = ()

    def sentence(self) -> str:
        """All of it in words, with what is to be done where something is left."""
        numbers = ", ".join(map(str, self.imports))
        file = "the received file" if self.file else "no received file (there was none)"
        said = (
            f"Erased: import {numbers} with {self.rows} rows, {self.answers} remembered answers, the words of "
            f"{self.events} events of the journal, {file} and "
            f"{self.generations} older generations of the database. Copies made of the store elsewhere, and packs and "
            "downloads that were taken, are not reached from here."
        )
        if self.left:
            said += (
                f" NOT removed, as a program has them open: {', '.join(self.left)}. Close it and erase again."
            )
        return said


def erase(store: Store, import_id: int, by: str = "") -> Erasure:
    """Erase the file of an import, with every reading of it. A second call finishes what the first could not.

    The store goes on with one new generation, written anew: in the older ones, and in what a database has freed, the
    rows would still be. Raises StoreError for an import that never was, and for a store in object storage.
    """
    if isinstance(store.place, Shared):
        raise StoreError(
            "A store in object storage keeps sealed files that cannot be taken back from here: erase in a copy on "
            "this machine, and let it take the container's place (docs/privacy.md)."
        )
    with store.turn(), refusals_told(store.directory):
        snapshot = store.snapshot()
        found = snapshot.rows(
            "SELECT sha256, file FROM imports WHERE import = $import", {"import": import_id}
        )
        if not found:
            raise StoreError(f"There is no import {import_id}.")
        sha256, name = found[0]
        number = store.place.next_number()
        # The bytes first: the row that tells their name goes next, and a second call would not find them.
        received = _removed(sorted(store.files.folder.glob(f"{sha256}.*")) if sha256 else [])
        base = store.generations.path(snapshot.generation)
        with working_copy(store.generations.folder, base) as path:
            with connected(path, number) as connection:
                done = (
                    _erase_rows(connection, import_id, sha256, name, by) if sha256 else Erasure((import_id,))
                )
            with working_copy(store.generations.folder, None) as fresh:
                fresh.unlink()
                _written_anew(path, fresh)
                store.generations.publish(fresh, number)
        _write_journal(store)
        older = [store.generations.path(one) for one in store.generations.numbers() if one < number]
        # The log of errors may quote a cell.
        left = received | _removed([*older, store.directory / "errors.log"])
        gone = sum(not path.exists() for path in older)
        return replace(
            done,
            file=bool(received),
            generations=gone,
            left=tuple(sorted(n for n, there in left.items() if there)),
        )


def _removed(paths: list[Path]) -> dict[str, bool]:
    """Remove files; by their names, whether each is still there, as Windows keeps what a program has open."""
    found = [path for path in paths if path.exists()]
    for path in found:
        with suppress(OSError):
            path.unlink()
    return {path.name: path.exists() for path in found}


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
    told = _erase_events(writing, set(numbers), sha256, answers)
    writing.event("erase", by, {"import": import_id})
    writing.resolve()
    connection.commit()
    connection.execute("CHECKPOINT")
    return Erasure(numbers, before - _rows(connection), len(answers), told)


def _rows(connection: duckdb.DuckDBPyConnection) -> int:
    return sum(connection.table(name).count("*").fetchall()[0][0] for name in HOLDING)


def _erase_events(writing: Writing, numbers: set[int], sha256: str, answers: set[str]) -> int:
    """Put a bare event in place of each that holds words of the file."""
    told = 0
    for seq, _, _, event, payload in writing.run("events"):
        about = json.loads(payload)
        if event != ERASED and _tells(event, about, numbers, sha256, answers):
            bare = {"import": about.get("import", min(numbers))}
            writing.run("erase_event", seq=seq, event=ERASED, payload=json.dumps(bare))
            told += 1
    return told


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


def _write_journal(store: Store) -> None:
    """The journal is the table of events in plain text: written again from it."""
    journal.rewrite(store.journal, store.snapshot().rows(statement("events")))
