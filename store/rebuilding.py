"""Everything made again from the journal and the received files, with today's loaders."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import duckdb

from store import decisions, imports, journal, reference
from store.attached import Opened
from store.errors import StoreError
from store.records import ImportRecord, as_json
from store.snapshots import Snapshot
from store.statements import run, statement
from store.store import Store
from store.writing import Writing, connect, refusals_told, working_copy

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Past:
    """An import as the journal tells it. again: another reading of a file that came earlier."""

    import_id: int
    file: str
    sha256: str
    ext: str
    options: dict[str, Any]
    by: str
    at: datetime
    demonstration: bool
    again: bool


class Rebuilding:
    """A walk through the past of a store: iterate over it, and add() each import that it gives.

    What happened between imports (answers, undos) is repeated on the way, so snapshot() always shows the
    store as the import met it then, on today's reference data. An import that is not added stays out.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, events: list[dict[str, Any]]) -> None:
        self._opened = Opened(connection)
        self._events = events
        self._steps = 0

    def __iter__(self) -> Iterator[Past]:
        seen: set[int] = set()
        for event in self._events:
            if event["event"] == "import":
                yield _past(event, event["import"] in seen)
                seen.add(event["import"])
            else:
                self._repeat(event)

    def snapshot(self) -> Snapshot:
        """The store as far as it is made again. Its generation is negative, and new after each step."""
        return Snapshot(self._opened, -self._steps - 1)

    def add(self, past: Past, record: ImportRecord, rows: dict[str, pd.DataFrame]) -> None:
        """Store today's reading of a past import, under its id and with its time."""
        record.by, record.demonstration = past.by, past.demonstration
        with self._step(past.at) as writing:
            try:
                imports.state_of(writing, past.import_id)
            except StoreError:
                imports.add(writing, past.import_id, record, rows)
            else:
                imports.replace(writing, past.import_id, record, rows)

    def _repeat(self, event: dict[str, Any]) -> None:
        with self._step(event["at"]) as writing:
            if event["event"] in ("undo", "redo"):
                with suppress(StoreError):  # the import could not be read again
                    imports.flip(writing, event["import"], event["by"])
            elif event["event"] == "erased":
                writing.run(
                    "add_erased",
                    **{"import": event["import"]},
                    erased="erased",
                    at=event["at"],
                    by=event["by"],
                )
            elif event["event"] in decisions.EVENTS:
                decisions.repeat(writing, event)
            elif event["event"] == "setting":
                words = {name: event[name] for name in ("setting", "value")}
                writing.run("set_setting", **words, at=event["at"], by=event["by"])

    @contextmanager
    def _step(self, at: datetime) -> Iterator[Writing]:
        connection = self._opened.connection
        connection.begin()
        try:
            writing = Writing(connection, at, recording=False)
            yield writing
            writing.resolve()
            connection.commit()
        except BaseException:
            connection.rollback()
            raise
        self._steps += 1


@contextmanager
def rebuilding(store: Store, by: str = "") -> Iterator[Rebuilding]:
    """Rebuild in a new generation, published at the end; until then, and after an error, nothing changes.

    No other writer gets a turn meanwhile. Raises StoreError where one is at work, and where the store cannot be
    written.
    """
    with store.turn(), refusals_told(store.directory):
        number = store.place.next_number()
        store.generations.clean(None)
        events = known_events(store)
        yield from _rebuild(store, number, events, by)


def _rebuild(store: Store, number: int, events: list[dict[str, Any]], by: str) -> Iterator[Rebuilding]:
    with working_copy(store.generations.folder, None) as path:
        with connect(path) as connection:
            _bring_reference(connection)
            yield Rebuilding(connection, events)
            _bring_events(connection, events, by)
            connection.execute("CHECKPOINT")
            unwritten = store.unwritten(connection)
        store.publish(path, number, unwritten)


def known_events(store: Store) -> list[dict[str, Any]]:
    """The journal, and what a crash kept from it: events of the newest good generation that it lacks."""
    events = journal.read(store.journal)
    after = events[-1]["seq"] if events else 0
    with suppress(StoreError):
        for seq, at, by, event, payload in store.snapshot().rows(statement("events_after"), {"seq": after}):
            events.append({"seq": seq, "at": at, "by": by, "event": event} | json.loads(payload))
    return events


def _bring_reference(connection: duckdb.DuckDBPyConnection) -> None:
    reference.load(connection)
    run(connection, "set_meta", key="reference", value=reference.digest())


def _bring_events(connection: duckdb.DuckDBPyConnection, events: list[dict[str, Any]], by: str) -> None:
    connection.begin()
    for event in events:
        row = {name: event[name] for name in ("seq", "at", "by", "event")}
        payload = {name: value for name, value in event.items() if name not in row}
        run(connection, "add_event", **row, payload=as_json(payload))
    Writing(connection).event("rebuild", by, {"imports": len({e["import"] for e in events if "file" in e})})
    connection.commit()


def _past(event: dict[str, Any], again: bool) -> Past:
    names = ("file", "sha256", "ext", "options", "by", "at", "demonstration")
    return Past(import_id=event["import"], again=again, **{name: event[name] for name in names})
