"""A survey of 6,300 practices by 10 actions from XLSX, against python-calamine reading the same file and DuckDB
storing what it read wide.

python -m benchmarks.load_xlsx
"""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path

import duckdb
import pandas as pd
from python_calamine import CalamineWorkbook

from benchmarks.pairs import compare, report
from benchmarks.workload import fresh_stores, write_xlsx
from loaders.importing import load
from loaders.kinds import Options

LIMIT = 2.5
OPTIONS = Options(kind="survey", region="england", survey="benchmark")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write_xlsx(Path(folder) / "replies.xlsx")
        stores = fresh_stores(Path(folder))

        def ours(turn: int) -> None:
            outcome = load(stores[turn], path.read_bytes(), path.name, OPTIONS)
            assert outcome["rows_loaded"] == 6_300, outcome

        def theirs(turn: int) -> None:
            book = CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))
            headings, *rows = book.get_sheet_by_index(0).to_python()
            table = pd.DataFrame(rows, columns=headings)
            with duckdb.connect(str(Path(folder) / f"wide_{turn}.duckdb")) as wide:
                wide.register("read", table)
                wide.execute("CREATE TABLE replies AS FROM read")
                assert len(table) == 6_300

        report("XLSX, 6,300 practices by 10 actions", compare(ours, theirs), LIMIT)


if __name__ == "__main__":
    main()
