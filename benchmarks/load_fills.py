"""A workbook of 100,000 rows whose ten answers a row are fills alone, against openpyxl reading the same file.

python -m benchmarks.load_fills
"""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path

import openpyxl
import xlsxwriter

from benchmarks.pairs import compare, report
from benchmarks.workload import fresh_stores, replies
from loaders.importing import load
from loaders.kinds import Options

ROWS = 100_000
LIMIT = 1.2
TURNS = 3
OPTIONS = Options(kind="survey", region="england", survey="benchmark")
PAINTS = {"Gr": "#00B050", "AM": "#FFC000", "RE": "#FF0000"}


def write_painted(path: Path, rows: int = ROWS) -> Path:
    """Code and name in words, ten answers as the fills of blank cells."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Sheet1")
        formats = {start: book.add_format({"bg_color": rgb}) for start, rgb in PAINTS.items()}
        for number, (code, name, *answers) in enumerate(replies(rows)):
            sheet.write_string(number, 0, code)
            sheet.write_string(number, 1, name)
            for col, answer in enumerate(answers, start=2):
                if number:
                    sheet.write_blank(number, col, None, formats[answer[:2]])
                else:
                    sheet.write_string(number, col, answer)
    return path


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write_painted(Path(folder) / "painted.xlsx")
        stores = fresh_stores(Path(folder), TURNS + 1)

        def ours(turn: int) -> None:
            outcome = load(stores[turn], path.read_bytes(), path.name, OPTIONS)
            assert outcome["rows_loaded"] == ROWS, outcome

        def theirs(_: int) -> None:
            sheet = openpyxl.load_workbook(BytesIO(path.read_bytes())).active
            painted = sum(
                1 for row in sheet.iter_rows() for cell in row if cell.fill.fgColor.rgb != "00000000"
            )
            assert painted == 10 * ROWS

        report(f"XLSX with fills, {ROWS:,} rows by 10 actions", compare(ours, theirs, TURNS), LIMIT)


if __name__ == "__main__":
    main()
