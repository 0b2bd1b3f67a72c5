"""How long it takes to recognise what a sheet of 60 columns says, once its cells have been read.

python -m benchmarks.recognition
"""

from __future__ import annotations

import csv
import io
import statistics
import tempfile
import time
from datetime import datetime
from pathlib import Path

from benchmarks.workload import replies
from loaders.importing import words_of_store
from loaders.kinds import Options
from loaders.reading import read_workbook
from loaders.recognition import draft_of
from store import Store

COLUMNS = 60
TURNS = 15
LIMIT = 200
OPTIONS = Options(region="england", survey="benchmark")


def wide_csv(rows: int) -> bytes:
    """Replies to ten actions among as many other columns as a form tool adds: numbers, remarks, blanks."""
    table = replies(rows)
    more = COLUMNS - len(table[0])
    table[0] += [f"Field {number}" for number in range(more)]
    for number, row in enumerate(table[1:]):
        row += [("", str(number * at), f"Remark {number % 7} on the matter")[at % 3] for at in range(more)]
    lines = io.StringIO()
    csv.writer(lines).writerows(table)
    return lines.getvalue().encode()


def milliseconds(rows: int, store: Store) -> float:
    """Median time from sheets of cells to a draft. The first turn warms up and is not counted."""
    data, words, times = wide_csv(rows), words_of_store(store), []
    for _ in range(TURNS + 1):
        workbook = read_workbook(data, "replies.csv")
        begun = time.perf_counter()
        draft = draft_of(data, "replies.csv", OPTIONS, words, datetime.now(), workbook=workbook)
        times.append(1000 * (time.perf_counter() - begun))
        assert draft.rows_loaded == rows, draft.refused
    return statistics.median(times[1:])


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "store")
        for rows in (100, 1_000, 6_300):
            took = milliseconds(rows, store)
            verdict = "within" if took <= LIMIT else "OVER"
            print(f"{COLUMNS} columns by {rows:,} rows recognised in {took:.0f} ms ({verdict} {LIMIT} ms)")


if __name__ == "__main__":
    main()
