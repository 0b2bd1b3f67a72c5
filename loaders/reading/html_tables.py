"""Tables of an HTML page to sheets: web systems save such pages under the name of a spreadsheet.

Tags are told apart by one pass of a regular expression, which takes the same time for any input; the standard
library's parser has been quadratic on broken pages in several versions that people still run.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from loaders import limits
from loaders.reading import sentences
from loaders.reading.sheets import Refused, Sheet, trimmed

_PIECES = re.compile(r"<[^<>]*>|[^<]+|<")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:]*)")
_SPAN = re.compile(r"\b(row|col)span\s*=\s*[\"']?\s*(\d{1,5})", re.IGNORECASE)
_COLOUR = re.compile(
    r"(?:bgcolor\s*=|background(?:-color)?\s*:)\s*[\"']?\s*"
    r"(?:#([0-9a-f]{6}|[0-9a-f]{3})\b|rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)|([a-z]+))",
    re.IGNORECASE,
)
# The basic colours of HTML, and those of the others that people use for red, amber and green.
_NAMED = {
    "red": "FF0000",
    "maroon": "800000",
    "orange": "FFA500",
    "gold": "FFD700",
    "yellow": "FFFF00",
    "green": "008000",
    "lime": "00FF00",
    "limegreen": "32CD32",
    "lightgreen": "90EE90",
    "palegreen": "98FB98",
    "blue": "0000FF",
    "lightblue": "ADD8E6",
    "grey": "808080",
    "gray": "808080",
    "silver": "C0C0C0",
    "lightgrey": "D3D3D3",
    "lightgray": "D3D3D3",
    "black": "000000",
    "pink": "FFC0CB",
    "purple": "800080",
}
_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SILENT = ("script", "style", "head", "title")
_BREAKS = ("br", "p", "div", "li")
_STRUCK = ("s", "del", "strike")


@dataclass
class _Table:
    rows: list[list[str | None]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    fills: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    taken: dict[int, int] = field(
        default_factory=dict
    )  # column to the last row that a cell above reaches down to
    cell: list[str] | None = None
    kept: list[str] = field(default_factory=list)
    strikes: int = 0
    struck: dict[tuple[int, int], str] = field(default_factory=dict)
    cells: int = 0

    def start_row(self, tag: str) -> None:
        self.end_cell()
        self.rows.append([])
        if _NOT_SHOWN.search(tag):
            self.hidden.add(len(self.rows) - 1)

    def start_cell(self, tag: str) -> None:
        self.end_cell()
        if not self.rows:
            self.rows.append([])
        row, number = self.rows[-1], len(self.rows) - 1
        before = len(row)
        while self.taken.get(len(row), -1) >= number:
            row.append(None)
        span = {kind.lower(): max(int(count), 1) for kind, count in _SPAN.findall(tag)} if "=" in tag else {}
        right, down = len(row) + span.get("col", 1) - 1, number + span.get("row", 1) - 1
        if right >= limits.COLUMNS:
            raise Refused(sentences.too_many_columns(limits.COLUMNS))
        colour = _colour(tag) if "=" in tag else None
        if colour and colour != "FFFFFF":
            self.fills[number, len(row)] = colour
        if span:
            self.merged.append((number, len(row), down, right))
            for col in range(len(row), right + 1) if down > number else ():
                self.taken[col] = down
        row.extend([None] * (right + 1 - len(row)))
        self.cells += len(row) - before
        if self.cells > limits.CELLS:
            raise Refused(sentences.too_many_fields(limits.CELLS))
        self.place = right - span.get("col", 1) + 1
        self.cell, self.kept, self.strikes = [], [], 0

    def end_cell(self) -> None:
        if self.cell is not None:
            lines = (" ".join(line.split()) for line in html.unescape("".join(self.cell)).split("\v"))
            self.rows[-1][self.place] = "\n".join(line for line in lines if line) or None
            if len(self.kept) < len(self.cell):
                kept = html.unescape("".join(self.kept)).replace("\v", " ")
                self.struck[len(self.rows) - 1, self.place] = " ".join(kept.split())
            self.cell = None

    def write(self, text: str) -> None:
        """Add text to the cell that is open; what is struck through is remembered as such."""
        if self.cell is not None:
            self.cell.append(text)
            if self.strikes <= 0:
                self.kept.append(text)

    def sheet(self, name: str) -> Sheet | None:
        """None where the table holds no text."""
        width = max(map(len, self.rows), default=0)
        if width * len(self.rows) > limits.CELLS:
            raise Refused(sentences.too_many_fields(limits.CELLS))
        rows = trimmed([row + [None] * (width - len(row)) for row in self.rows])
        if not rows:
            return None
        bottom, right = len(self.rows) - 1, width - 1
        merged = [(top, left, min(down, bottom), min(end, right)) for top, left, down, end in self.merged]
        merged = [cells for cells in merged if cells[0] < cells[2] or cells[1] < cells[3]]
        hidden = frozenset(row for row in self.hidden if row < len(rows))
        fills = self.fills
        sheet = Sheet(
            name, rows, merged=merged, hidden_rows=hidden, has_fills=bool(fills), read_fills=lambda: fills
        )
        sheet.read_struck = lambda: self.struck
        return sheet


def _colour(tag: str) -> str | None:
    """The background of a cell's tag as 'RRGGBB'; None for none, or a name that is not known."""
    match = _COLOUR.search(tag)
    if match is None:
        return None
    if match[1]:
        return (match[1] if len(match[1]) == 6 else "".join(2 * digit for digit in match[1])).upper()
    if match[2]:
        return "".join(f"{min(int(part), 255):02X}" for part in match.groups()[1:4])
    return _NAMED.get(match[5].lower())


def read_tables(text: str) -> list[Sheet]:
    """One sheet for each table with text, in the page's order; values are text, colours those in the tags.

    A cell over several columns or rows has its text at the top left, as in Excel. A table within a cell is a
    sheet of its own.
    """
    tables: list[_Table] = []
    within: list[_Table] = []
    silent = ""
    for piece in _PIECES.findall(text):
        tag = _TAG.match(piece)
        name = tag[2].lower() if tag else ""
        if silent:
            silent = "" if tag and tag[1] and name == silent else silent
        elif tag and name in _SILENT:
            silent = "" if tag[1] else name
        elif name == "table":
            _table(bool(tag and tag[1]), tables, within)
        elif within:
            _take(within[-1], piece, name, bool(tag and tag[1]))
        if len(tables) > limits.SHEETS:
            raise Refused(sentences.too_many_sheets(len(tables), limits.SHEETS))
    for table in within:
        table.end_cell()
    sheets = [table.sheet(f"Table {number}") for number, table in enumerate(tables, start=1)]
    return [sheet for sheet in sheets if sheet]


def _table(closes: bool, tables: list[_Table], within: list[_Table]) -> None:
    if not closes:
        within.append(_Table())
        tables.append(within[-1])
    elif within:
        within.pop().end_cell()


def _take(table: _Table, piece: str, name: str, closes: bool) -> None:
    if name == "tr":
        table.end_cell() if closes else table.start_row(piece)
    elif name in ("td", "th"):
        table.end_cell() if closes else table.start_cell(piece)
    elif table.cell is not None:
        if name in _STRUCK:
            table.strikes += -1 if closes else 1
        elif name in _BREAKS:
            table.write("\v")
        elif not piece.startswith("<") or piece == "<":
            table.write(piece)
