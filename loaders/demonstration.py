"""The demonstration spreadsheets, through the ordinary loaders, or as these once read them.

    python -m loaders.demonstration        reads the spreadsheets and writes ready.jsonl again

Reading the five files takes 4 s of a core, and storing what was read a quarter of a second: a first start waits for it.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from loaders.queries import query
from loaders.ready import Reading, as_text, ready_readings
from store import Store

if TYPE_CHECKING:
    from loaders.report import Report

EXAMPLES = Path(__file__).resolve().parents[1] / "data" / "examples"
READY = "ready.jsonl"

Telling = Callable[[int, int], None]


def load_demonstration(
    store: Store, examples: Path = EXAMPLES, *, by: str = "", telling: Telling = lambda _done, _of: None
) -> list[Report]:
    """Load every file that demonstration.csv lists, in its order, marked as invented.

    Into a store that holds nothing yet the readings beside the files go as they are; into any other, and where they
    are of another schema or other files, the files go through the loaders. telling: is told before each file how
    many are done, and of how many.
    """
    listed = _listed(examples)
    files = [examples / row["file"] for row in listed]
    ready = [] if _touched(store) else ready_readings(examples / READY, files)
    if ready:
        return _store_ready(store, ready, files, by, telling)
    return _read(store, listed, examples, by, telling)


def make_ready(examples: Path = EXAMPLES) -> str:
    """The text of ready.jsonl as today's loaders read the files."""
    from loaders.importing import keep, preview, record_of, rows_of

    readings: list[Reading] = []
    with TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "store")
        for row in _listed(examples):
            data, options = (examples / row["file"]).read_bytes(), _options(row)
            draft = preview(store, data, row["file"], options)
            readings.append((record_of(draft, options, "", demonstration=True), rows_of(draft)))
            keep(store, data, draft, options, demonstration=True)
    return as_text(readings)


def _listed(examples: Path) -> list[dict[str, str]]:
    with (examples / "demonstration.csv").open(encoding="utf-8", newline="") as listing:
        return list(csv.DictReader(listing))


def _touched(store: Store) -> bool:
    """Whether anything came in, or was decided, on which the reading of a file may depend."""
    return bool(store.snapshot().rows(query("touched_before"))[0][0])


def _options(row: dict[str, str]):
    from loaders.kinds import Options

    return Options(**{name: row.get(name) or None for name in ("kind", "region", "survey", "menu")})


def _store_ready(
    store: Store, ready: list[Reading], files: list[Path], by: str, telling: Telling
) -> list[Report]:
    from loaders.report import report_of_import

    for done, ((record, _), file) in enumerate(zip(ready, files, strict=True)):
        telling(done, len(ready))
        record.by = by
        store.receive(file.read_bytes(), record.ext)
    numbers = store.add_imports(ready)
    snapshot = store.snapshot()
    return [report_of_import(snapshot, number) | {"outcome": record.state}
            for number, (record, _) in zip(numbers, ready, strict=True)]  # fmt: skip


def _read(
    store: Store, listed: list[dict[str, str]], examples: Path, by: str, telling: Telling
) -> list[Report]:
    from loaders.importing import load

    reports = []
    for done, row in enumerate(listed):
        telling(done, len(listed))
        data = (examples / row["file"]).read_bytes()
        reports.append(load(store, data, row["file"], _options(row), by=by, demonstration=True))
    return reports


if __name__ == "__main__":
    (EXAMPLES / READY).write_text(make_ready(), encoding="utf-8", newline="\n")
