"""Delimited text to rows of cells. Values stay text."""

from __future__ import annotations

import csv
import io

from loaders.reading.sheets import Sheet


def read_delimited(text: str, name: str) -> Sheet:
    """One sheet of the text's rows, ragged rows padded with None, blank cells None."""
    delimiter = max(",;\t|", key=text.count)
    rows = [
        [cell or None for cell in row]
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    ]
    while rows and not any(rows[-1]):
        rows.pop()
    width = max(map(len, rows), default=0)
    return Sheet(name, [row + [None] * (width - len(row)) for row in rows])
