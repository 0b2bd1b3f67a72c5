"""A survey of 6,300 practices by 10 actions from CSV, against DuckDB storing the same file wide.

python -m benchmarks.load_csv
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import duckdb

from benchmarks.pairs import compare, report
from benchmarks.workload import fresh_stores, write_csv
from loaders.importing import load
from loaders.kinds import Options

LIMIT = 3.0
OPTIONS = Options(kind="survey", region="england", survey="benchmark")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write_csv(Path(folder) / "replies.csv")
        stores = fresh_stores(Path(folder))

        def ours(turn: int) -> None:
            outcome = load(stores[turn], path.read_bytes(), path.name, OPTIONS)
            assert outcome["rows_loaded"] == 6_300, outcome

        def theirs(turn: int) -> None:
            with duckdb.connect(str(Path(folder) / f"wide_{turn}.duckdb")) as wide:
                wide.execute("CREATE TABLE replies AS FROM read_csv($path)", {"path": str(path)})

        report("CSV, 6,300 practices by 10 actions", compare(ours, theirs), LIMIT)


if __name__ == "__main__":
    main()
