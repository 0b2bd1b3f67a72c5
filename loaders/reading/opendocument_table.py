"""One sheet of an OpenDocument spreadsheet as it grows, and what its cells hold."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from loaders import limits
from loaders.reading import sentences
from loaders.reading.conditional import Rule, lay_over
from loaders.reading.painting import Area, Fills
from loaders.reading.sheets import Refused, Sheet, reference, trimmed

_DURATION = re.compile(r"(-)?P(?:(\d+)D)?T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?")


class Table:
    """One sheet as it grows. Blank rows and cells are counted, and made only when something follows them."""

    def __init__(self, name: str, hidden: bool, colours: dict[str, str], struck: set[str]) -> None:
        self.name, self.hidden, self.colours, self.struck_styles = name, hidden, colours, struck
        self.struck: dict[tuple[int, int], str] = {}
        self.comments: dict[tuple[int, int], str] = {}
        self.grouped_rows: set[int] = set()
        self.groups = 0
        self.rows: list[list[Any]] = []
        self.merged: list[tuple[int, int, int, int]] = []
        self.fills: dict[tuple[int, int], str] = {}
        self.hidden_rows: set[int] = set()
        self.filtered_rows: set[int] = set()
        self.hidden_cols: set[int] = set()
        self.defaults: list[
            tuple[int, str]
        ] = []  # last column of a run of columns, and the style of its cells
        self.cols = self.row = self.width = 0
        self.areas: tuple[Area, ...] = ()
        self.rules: list[Rule] = []

    @property
    def last(self) -> str:
        return reference(max(self.row - 1, 0), max(self.width - 1, 0))

    def column(self, attributes: dict[str, str]) -> None:
        count = _count(attributes, "table:number-columns-repeated", limits.COLUMNS)
        if attributes.get("table:visibility", "visible") != "visible":
            self.hidden_cols.update(range(self.cols, self.cols + count))
        self.cols += count
        self.defaults.append((self.cols - 1, attributes.get("table:default-cell-style-name", "")))

    def start_row(self, attributes: dict[str, str]) -> None:
        self.repeat = _count(attributes, "table:number-rows-repeated", limits.ROWS)
        self.row_default = attributes.get("table:default-cell-style-name", "")
        self.row_hidden = attributes.get("table:visibility", "visible") != "visible"
        self.row_filtered = attributes.get("table:visibility") == "filter"
        self.values: list[Any] = []
        self.painted: dict[int, str] = {}
        self.col = 0

    def start_cell(self, attributes: dict[str, str]) -> None:
        self.attributes = attributes

    def comment(self, text: str) -> None:
        self.comments[self.row, self.col] = text

    def end_cell(self, text: str, kept: str) -> None:
        """Take a cell in. kept: what of its text is not struck by a run of it."""
        get = self.attributes.get
        count = _count(self.attributes, "table:number-columns-repeated", limits.COLUMNS)
        value = _value(self.attributes, text)
        if self.col + count > limits.COLUMNS:
            raise Refused(sentences.too_many_columns(limits.COLUMNS))
        if value is not None:
            self.values.extend([None] * (self.col - len(self.values)))
            self.values.extend([value] * count)
        down, right = int(get("table:number-rows-spanned", 1)), int(get("table:number-columns-spanned", 1))
        if down > 1 or right > 1:
            self.merged.append((self.row, self.col, self.row + down - 1, self.col + right - 1))
        style = self._style(get("table:style-name"), value)
        colour = self.colours.get(style)
        if value is not None and style in self.struck_styles:
            self.struck.update({(self.row, col): "" for col in range(self.col, self.col + count)})
        elif value is not None and kept != " ".join(text.split()):
            self.struck[self.row, self.col] = kept
        if colour and count <= limits.REPEATS:
            self.painted.update(dict.fromkeys(range(self.col, self.col + count), colour))
        self.col += count

    def _style(self, own: str | None, value: Any) -> str:
        """The cell's style; for a cell with a value also the one that it takes from its row or column."""
        if own or value is None:
            return own or ""
        return self.row_default or next((style for last, style in self.defaults if self.col <= last), "")

    def end_row(self) -> int:
        """Take the row in, as often as it stands; how many cells that adds."""
        start = self.row
        self.row += self.repeat
        if self.row > limits.ROWS and self.values:
            raise Refused(sentences.too_many_rows(limits.ROWS))
        if self.repeat <= limits.REPEATS:
            for row in range(start, self.row):
                self.fills.update({(row, col): colour for col, colour in self.painted.items()})
            if self.row_hidden:
                self.hidden_rows.update(range(start, self.row))
                if self.groups:
                    self.grouped_rows.update(range(start, self.row))
            if self.row_filtered:
                self.filtered_rows.update(range(start, self.row))
        if len(self.fills) > limits.FILLS:
            raise Refused(sentences.too_many_fills(limits.FILLS))
        if not self.values:
            return 0
        before = len(self.rows) * self.width
        self.width = max(self.width, len(self.values))
        if self.row * self.width > limits.CELLS:
            raise Refused(sentences.too_many_cells(self.name, self.last, limits.CELLS))
        self.rows.extend([] for _ in range(start - len(self.rows)))
        self.rows.extend(list(self.values) for _ in range(self.repeat))
        return len(self.rows) * self.width - before

    def sheet(self) -> Sheet:
        rows = trimmed([row + [None] * (self.width - len(row)) for row in self.rows])
        sheet = Sheet(
            self.name,
            rows,
            self.hidden,
            merged=self.merged,
            has_fills=bool(self.fills or self.rules),
        )
        sheet.hide(self.hidden_rows, self.hidden_cols, self.filtered_rows, self.grouped_rows)
        sheet.read_struck, sheet.read_comments = lambda: self.struck, lambda: self.comments
        sheet.read_fills = lambda: self.paint(sheet)
        return sheet

    def paint(self, sheet: Sheet) -> Fills:
        fills = Fills.of(self.fills, *sheet.painted_size)
        lay_over(fills, sheet.values, self.rules)
        return fills


def _count(attributes: dict[str, str], name: str, most: int) -> int:
    return min(max(int(attributes.get(name, 1)), 1), most)


def _value(attributes: dict[str, str], text: str) -> Any:
    """The cell's value by its declared type, else its text. Whole numbers are int, blanks None."""
    kind = attributes.get("office:value-type", "")
    if attributes.get("calcext:value-type") == "error":
        return text or None
    if kind in ("float", "percentage", "currency"):
        number = float(attributes["office:value"])
        return int(number) if number.is_integer() else number
    if kind == "boolean":
        return attributes["office:boolean-value"] == "true"
    if kind == "date":
        return _date(attributes["office:date-value"])
    if kind == "time":
        return _time(attributes["office:time-value"])
    return attributes.get("office:string-value") or text or None


def _date(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _time(text: str) -> time | timedelta:
    """A time of day; a duration if it is negative or longer than a day."""
    match = _DURATION.fullmatch(text)
    if match is None:
        raise ValueError(text)
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:])
    length = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    if match[1] or length >= timedelta(days=1):
        return -length if match[1] else length
    return (datetime.min + length).time()
