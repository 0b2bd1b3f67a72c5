"""A worksheet's XML walked element by element: exact however it is written, ten times slower than a scan."""

from __future__ import annotations

from collections.abc import Iterator

from loaders import limits
from loaders.reading import sentences
from loaders.reading.elements import Elements
from loaders.reading.extent import Extent
from loaders.reading.sheets import Refused


class Walk(Elements):
    """What a sheet says beside its values; cells without a reference follow on from the one before.

    extent: cells with content only. styles: style number by zero-based (row, col), for the styles asked for.
    errors: the error's text by zero-based (row, col). hidden_rows, hidden_cols: zero-based. filtered_rows: those of the
    hidden rows that a filter hides. grouped_rows: those of them that are part of an outline.
    """

    def __init__(self, coloured: frozenset[int]) -> None:
        self.coloured = {str(number) for number in coloured}
        self.extent = Extent()
        self.styles: dict[tuple[int, int], int] = {}
        self.errors: dict[tuple[int, int], str] = {}
        self.hidden_rows: set[int] = set()
        self.hidden_cols: set[int] = set()
        self.filtered_rows: set[int] = set()
        self.grouped_rows: set[int] = set()
        self.filter: range = range(0)
        self.row = self.col = 0
        self.error: str | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.events += 1
        tag = tag.rpartition(":")[2]
        if tag == "c":
            self._cell(attributes)
        elif tag == "row":
            self.row, self.col = int(attributes.get("r") or self.row + 1), 0
            if attributes.get("hidden") in ("1", "true"):
                self.hidden_rows.add(self.row - 1)
                if attributes.get("outlineLevel", "0") != "0":
                    self.grouped_rows.add(self.row - 1)
        elif tag == "col" and attributes.get("hidden") in ("1", "true"):
            last = min(int(attributes.get("max", 0)), limits.COLUMNS)
            self.hidden_cols.update(range(int(attributes.get("min", 1)) - 1, last))
        elif tag == "autoFilter" and attributes.get("ref"):
            first, _, last = attributes["ref"].replace("$", "").partition(":")
            self.filter = range(_parse(first, 1, 1)[0], _parse(last or first, 1, 1)[0])
        elif tag == "filterColumn":
            self.filtered_rows.update(row for row in self.hidden_rows if row in self.filter)
        elif tag in ("v", "is"):
            self.extent.rows = max(self.extent.rows, self.row)
            self.extent.cols = max(self.extent.cols, self.col)
            self.extent.texts += 1

    def _cell(self, attributes: dict[str, str]) -> None:
        self.row, self.col = _parse(attributes.get("r"), self.row, self.col + 1)
        if attributes.get("s") in self.coloured:
            self.styles[self.row - 1, self.col - 1] = int(attributes["s"])
            if len(self.styles) > limits.FILLS:
                self._forget_far_styles()
        self.error = "" if attributes.get("t") == "e" else None

    def _forget_far_styles(self) -> None:
        """Paint far below the last value says nothing; a million blank formatted rows are usual."""
        near = self.extent.rows + 1
        self.styles = {place: style for place, style in self.styles.items() if place[0] <= near}
        if 2 * len(self.styles) > limits.FILLS:
            raise Refused(sentences.too_many_fills(limits.FILLS))

    def characters(self, text: str) -> None:
        """Characters outside any error's cell are of no interest. A formula's text begins without a #."""
        if self.error is not None and (self.error or text.startswith("#")):
            self.error += text

    def end(self, tag: str) -> None:
        if self.error and tag.rpartition(":")[2] == "c":
            self.errors[self.row - 1, self.col - 1] = self.error
            self.error = None


def walk(chunks: Iterator[bytes], coloured: frozenset[int] = frozenset()) -> Walk:
    """Walk a sheet. Refused if it is not sound XML, or too much of it."""
    walking = Walk(coloured)
    walking.read(chunks)
    return walking


def other_part(chunks: Iterator[bytes]) -> Extent:
    """What matters of a part that is no known sheet: the longest shared string, or a sheet in disguise."""
    text = b"".join(chunks)
    if b"sheetData" in text:
        return walk(iter([text])).extent
    if b"CDATA" in text:
        return Extent(longest_shared=len(text))
    if b"sst" not in text[:4096]:
        return Extent()
    return Extent(longest_shared=max(map(len, text.split(b"<si"))))


def _parse(cell: str | None, row: int, col: int) -> tuple[int, int]:
    """Row and column, counted from 1, of a reference such as 'B7'; those given where there is none."""
    if not cell:
        return row, col
    name = cell.rstrip("0123456789")
    number = 0
    for letter in name.upper():
        number = number * 26 + ord(letter) - 64
    if not name.isascii() or not name.isalpha() or len(name) > 3 or len(cell) > 11 or len(cell) == len(name):
        raise ValueError(cell)
    return int(cell[len(name) :]), number
