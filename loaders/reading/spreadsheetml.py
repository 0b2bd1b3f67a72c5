"""Workbooks of Excel 2002 and 2003 saved as XML, which some web systems still write: one file, no archive."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from loaders import limits
from loaders.reading import sentences
from loaders.reading.archive import CHUNK
from loaders.reading.conditional import Rule, lay_over
from loaders.reading.elements import Elements
from loaders.reading.painting import Area, Fills
from loaders.reading.sheets import Refused, Sheet, reference, trimmed

NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_END = re.compile(r"(?:R([1-9]\d{0,6}))?(?:C([1-9]\d{0,4}))?")
_NUMBERS = ("Number", "Boolean")


def read_spreadsheetml(text: str) -> list[Sheet]:
    """The worksheets in order. The rules of conditional formats are not worked out: a colour under one is unknown."""
    data = text.lstrip().encode("utf-8", errors="replace")
    reader = _Reader()
    reader.read((data[at : at + CHUNK] for at in range(0, len(data), CHUNK)), "utf-8", " ")
    return reader.sheets


@dataclass
class _Grid:
    """One worksheet as it grows. row, at: of the last cell; col: of the next one, if it does not say."""

    name: str
    rows: list[list[Any]] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    fills: dict[tuple[int, int], str] = field(default_factory=dict)
    ruled: list[Area] = field(default_factory=list)
    struck: dict[tuple[int, int], str] = field(default_factory=dict)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_cols: set[int] = field(default_factory=set)
    row: int = -1
    col: int = 0
    at: int = 0
    width: int = 0
    columns: int = 0

    def put(self, value: Any) -> None:
        """Write a value into the last cell, if the sheet stays within the limits."""
        row, col = max(self.row, 0), self.at
        self.width = max(self.width, col + 1)
        if (row + 1) * self.width > limits.CELLS:
            raise Refused(sentences.too_many_cells(self.name, reference(row, self.width - 1), limits.CELLS))
        self.rows.extend([] for _ in range(row + 1 - len(self.rows)))
        self.rows[row].extend([None] * (col + 1 - len(self.rows[row])))
        self.rows[row][col] = value

    def sheet(self) -> Sheet:
        rows = trimmed([row + [None] * (self.width - len(row)) for row in self.rows])
        height, width = len(rows), len(rows[0]) if rows else 0
        sheet = Sheet(
            self.name,
            rows,
            self.hidden,
            frozenset(row for row in self.hidden_rows if row < height),
            frozenset(col for col in self.hidden_cols if col < width),
            self.merged,
            has_fills=bool(self.fills or self.ruled),
        )
        sheet.read_fills = partial(_paint, sheet, self.fills, self.ruled)
        sheet.read_struck, sheet.read_comments = lambda: self.struck, lambda: self.comments
        return sheet


def _paint(sheet: Sheet, painted: dict[tuple[int, int], str], ruled: list[Area]) -> Fills:
    fills = Fills.of(painted, *sheet.painted_size)
    lay_over(fills, sheet.values, [Rule((area,), 0, "", None) for area in ruled])
    return fills


class _Reader(Elements):
    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.paints: dict[str, str] = {}
        self.struck: set[str] = set()
        self.comment: list[str] = []
        self.style = ""
        self.grid: _Grid | None = None
        self.kind: str | None = None
        self.text: list[str] | None = None
        self.aside = 0
        self.within_rule = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.events += 1
        name = name.rpartition(" ")[2]
        own = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if self.aside or name == "Comment":
            self.aside += 1
        elif name == "Worksheet":
            if len(self.sheets) >= limits.SHEETS:
                raise Refused(sentences.too_many_sheets(len(self.sheets) + 1, limits.SHEETS))
            self.grid = _Grid(own.get("Name", ""))
        elif name in self.styles:
            self.styles[name](self, own)
        elif name == "ConditionalFormatting":
            self.within_rule = True
        elif name in self.cells and self.grid is not None:
            self.cells[name](self, self.grid, own)

    def end(self, name: str) -> None:
        name = name.rpartition(" ")[2]
        if self.aside:
            self._end_aside()
        elif name == "ConditionalFormatting":
            self.within_rule = False
        elif name == "Worksheet" and self.grid is not None:
            self.sheets.append(self.grid.sheet())
            self.grid = None
        elif name in self.texts and self.grid is not None and self.text is not None:
            self.texts[name](self, self.grid, "".join(self.text))
            self.text = None

    def _end_aside(self) -> None:
        self.aside -= 1
        if not self.aside and self.grid is not None and self.comment:
            self.grid.comments[max(self.grid.row, 0), self.grid.at] = " ".join(self.comment)
            self.comment = []

    def _end_data(self, grid: _Grid, text: str) -> None:
        value = _value(self.kind or "String", text)
        if value is not None:
            grid.put(value)

    def _end_range(self, grid: _Grid, text: str) -> None:
        grid.ruled += _areas(text)

    def _end_visible(self, grid: _Grid, text: str) -> None:
        grid.hidden = text.strip() != "SheetVisible"

    def characters(self, text: str) -> None:
        if self.aside:
            self.comment.append(text)
        elif self.text is not None:
            self.text.append(text)

    def _style(self, own: dict[str, str]) -> None:
        self.style = own.get("ID", "")
        if own.get("Parent", "") in self.paints:
            self.paints[self.style] = self.paints[own["Parent"]]
        if own.get("Parent", "") in self.struck:
            self.struck.add(self.style)

    def _font(self, own: dict[str, str]) -> None:
        if own.get("StrikeThrough") == "1":
            self.struck.add(self.style)

    def _interior(self, own: dict[str, str]) -> None:
        colour, pattern = own.get("Color", "").lstrip("#").upper(), own.get("Pattern", "None")
        ink = own.get("PatternColor", "#000000").lstrip("#").upper()
        self.paints.pop(self.style, None)
        if pattern == "Solid" and colour not in ("", "FFFFFF") and _is_colour(colour):
            self.paints[self.style] = colour
        elif pattern not in ("None", "Solid") and _is_colour(ink) and (not colour or _is_colour(colour)):
            self.paints[self.style] = f"{ink}+{colour or 'FFFFFF'}"

    def _column(self, grid: _Grid, own: dict[str, str]) -> None:
        first = _number(own, "Index", grid.columns + 1) - 1
        grid.columns = min(first + 1 + _number(own, "Span", 0), limits.COLUMNS)
        if own.get("Hidden") == "1":
            grid.hidden_cols.update(range(first, grid.columns))

    def _row(self, grid: _Grid, own: dict[str, str]) -> None:
        grid.row = _number(own, "Index", grid.row + 2) - 1
        grid.col = 0
        if grid.row >= limits.ROWS:
            raise Refused(sentences.too_many_rows(limits.ROWS))
        if own.get("Hidden") == "1":
            grid.hidden_rows.add(grid.row)

    def _cell(self, grid: _Grid, own: dict[str, str]) -> None:
        col = _number(own, "Index", grid.col + 1) - 1
        right, down = _number(own, "MergeAcross", 0), _number(own, "MergeDown", 0)
        grid.at, grid.col = col, col + right + 1
        if grid.col > limits.COLUMNS:
            raise Refused(sentences.too_many_columns(limits.COLUMNS))
        if right or down:
            grid.merged.append((grid.row, col, min(grid.row + down, limits.ROWS - 1), col + right))
        if own.get("StyleID", "") in self.struck:
            grid.struck[grid.row, col] = ""
        paint = self.paints.get(own.get("StyleID", ""))
        if paint and len(grid.fills) < limits.FILLS:
            grid.fills[grid.row, col] = paint

    def _data(self, _: _Grid, own: dict[str, str]) -> None:
        self.kind, self.text = own.get("Type"), []

    def _range(self, *_: object) -> None:
        self.text = [] if self.within_rule else None

    def _visible(self, *_: object) -> None:
        self.text = []

    styles: dict[str, Callable[[_Reader, dict[str, str]], None]] = {  # noqa: RUF012 set once, with the class
        "Style": _style,
        "Interior": _interior,
        "Font": _font,
    }
    cells: dict[str, Callable[[_Reader, _Grid, dict[str, str]], None]] = {  # noqa: RUF012
        "Column": _column,
        "Row": _row,
        "Cell": _cell,
        "Data": _data,
        "Range": _range,
        "Visible": _visible,
    }
    texts: dict[str, Callable[[_Reader, _Grid, str], None]] = {  # noqa: RUF012
        "Data": _end_data,
        "Range": _end_range,
        "Visible": _end_visible,
    }


def _areas(text: str) -> list[Area]:
    """The cells of 'R2C2:R9C4,R11C2', or of whole rows and columns ('R2:R9', 'C2')."""
    areas = []
    for part in text.split(","):
        ends = [_END.fullmatch(end.strip()) for end in part.split(":")]
        if all(end and end[0] for end in ends):
            first, last = ends[0], ends[-1]
            areas.append(
                (
                    int(first[1] or 1) - 1,
                    int(first[2] or 1) - 1,
                    int(last[1] or limits.ROWS) - 1,
                    int(last[2] or limits.COLUMNS) - 1,
                )
            )
    return areas


def _number(own: dict[str, str], name: str, otherwise: int) -> int:
    return max(int(own.get(name, otherwise)), 0)


def _is_colour(text: str) -> bool:
    return len(text) == 6 and all(digit in "0123456789ABCDEF" for digit in text)


def _value(kind: str, text: str) -> Any:
    """A cell's value by its declared type; whole numbers are int, blanks None, errors their text."""
    if kind in _NUMBERS and text.strip():
        number = float(text)
        if kind == "Boolean":
            return bool(number)
        return int(number) if number.is_integer() else number
    if kind == "DateTime":
        moment = datetime.fromisoformat(text.strip())
        if moment.year < 1900:  # a time of day is written as one of the first day of Excel's calendar
            return moment.time()
        return moment.date() if moment.time() == datetime.min.time() else moment
    return text or None
