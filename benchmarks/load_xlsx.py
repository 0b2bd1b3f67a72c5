"""A survey of 6,300 practices by 10 actions from XLSX, against python-calamine reading the same file.

python -m benchmarks.load_xlsx
"""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path

from python_calamine import CalamineWorkbook

from benchmarks.pairs import compare, report
from benchmarks.workload import write_xlsx
from loaders.importing import load
from loaders.kinds import Options
from store import Store

LIMIT = 1.5


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write_xlsx(Path(folder) / "replies.xlsx")
        store = Store.open(Path(folder) / "store")

        def ours(turn: int) -> None:
            options = Options(kind="survey", region="england", survey=f"turn_{turn}")
            outcome = load(store, path.read_bytes(), path.name, options)
            assert outcome["rows_loaded"] == 6_300, outcome

        def theirs(_: int) -> None:
            book = CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))
            assert len(book.get_sheet_by_index(0).to_python()) == 6_301

        report("XLSX, 6,300 practices by 10 actions", compare(ours, theirs), LIMIT)


if __name__ == "__main__":
    main()
