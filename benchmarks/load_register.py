"""A national register of 15,400 practices without headings, recognised, against the standard library reading its cells.

python -m benchmarks.load_register
"""

from __future__ import annotations

import csv
import io
import tempfile
from datetime import datetime
from pathlib import Path

from benchmarks.pairs import compare, report
from loaders.kinds import Options
from loaders.recognition import draft_of
from loaders.vocabulary.vocabulary import Vocabulary
from store import Store

LIMIT = 30.0
ROWS = 15_400
RECEIVED_AT = datetime(2026, 2, 1)


def register(rows: int = ROWS) -> bytes:
    """The layout of epraccur with invented practices: 27 columns, the last of them blank, and no headings."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for number in range(rows):
        place = [f"{number} HOUSE", f"{number % 977} STREET", "", f"TOWN {number % 613}", "COUNTY", "ZZ1 1ZZ"]
        dates = ["20000101", "20231130" if number % 9 == 0 else ""]
        status = "INACTIVE" if number % 9 == 0 else "ACTIVE"
        phone = f"01234 {number:06d}"
        row = [f"Z{number:05d}", f"PRACTICE {number} SURGERY", "Y60", "QHM", *place, *dates, status, "B"]
        writer.writerow([*row, "16C", "20100101", "", phone, "", "", "", "0", "", "16C", "", "RO76", ""])
    return text.getvalue().encode()


def main() -> None:
    data = register()
    with tempfile.TemporaryDirectory() as folder:
        words = Vocabulary(Store.open(Path(folder) / "store").snapshot())

        def ours(_turn: int) -> None:
            draft = draft_of(data, "epraccur.csv", Options(), words, RECEIVED_AT)
            assert (draft.kind, draft.rows_loaded) == ("practices", ROWS), draft.refused

        def theirs(_turn: int) -> None:
            rows = list(csv.reader(io.StringIO(data.decode(), newline="")))
            assert len(rows) == ROWS

        report("National register, 15,400 practices", compare(ours, theirs, turns=3), LIMIT)


if __name__ == "__main__":
    main()
