"""One write: a copy of the current generation, changed in one transaction, sealed and published."""

from __future__ import annotations

import json
import os
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from store.snapshots import SETTINGS
from store.statements import run, run_script, text


class Writing:
    """The connection of a writer, and the events of this write."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self.at = datetime.now(UTC).replace(tzinfo=None)
        self._touched = False

    def run(self, name: str, **parameters: Any) -> list[tuple[Any, ...]]:
        return run(self.connection, name, **parameters)

    def event(self, event: str, by: str, payload: dict[str, Any]) -> None:
        seq = self.run("last_event")[0][0] + 1
        words = json.dumps(payload, ensure_ascii=False, default=str)
        self.run("add_event", seq=seq, at=self.at, by=by, event=event, payload=words)

    def touch(self, *imports: int) -> None:
        """Note what the rows of these imports are about, for resolve()."""
        run_script(self.connection, text("touch.sql"), {"imports": list(imports)})
        self._touched = True

    def resolve(self) -> None:
        """Make again what stands, for all that was touched."""
        if self._touched:
            run_script(self.connection, text("resolve.sql"), {})
            self.connection.execute("DROP TABLE touched_surveys")
            self.connection.execute("DROP TABLE touched_notices")
            self.connection.execute("DROP TABLE touched_practices")
            self._touched = False


def working_file(folder: Path, base: Path | None) -> Path:
    """A new file to write in, holding what the base holds."""
    path = folder / f".writing-{os.getpid()}-{time.monotonic_ns()}.duckdb"
    if base is not None:
        shutil.copyfile(base, path)
    return path


def connect(path: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(path), config=SETTINGS)
