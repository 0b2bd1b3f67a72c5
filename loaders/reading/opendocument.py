"""OpenDocument spreadsheets to sheets of cells: values, fills, what is hidden or merged, in one pass."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.parsers import expat

from loaders import limits
from loaders.reading import sentences
from loaders.reading.archive import Archive
from loaders.reading.conditional import Rule, lay_over
from loaders.reading.opendocument_rules import areas_of, rule_of
from loaders.reading.painting import Area, Fills
from loaders.reading.sheets import Refused, Sheet, reference, trimmed

_DURATION = re.compile(r"(-)?P(?:(\d+)D)?T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?")
_ASIDE = ("office:annotation", "table:tracked-changes", "table:dde-links", "table:shapes", "draw:frame")


def read_ods(archive: Archive) -> list[Sheet]:
    """The sheets in order. Fills are background colours of cell styles, and what conditional formats lay over."""
    for entry in archive.names.values():
        for _ in archive.chunks(entry):  # only to see that it unpacks to what it declares
            pass
    reader = _Reader()
    styles = archive.find("styles.xml")
    if styles:
        _parse(archive, styles, reader)
    _parse(archive, "content.xml", reader)
    return reader.sheets


def _parse(archive: Archive, part: str, reader: _Reader) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.StartDoctypeDeclHandler = reader.refuse
    try:
        for chunk in archive.chunks(archive.names[part]):
            parser.Parse(chunk)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, KeyError, IndexError) as error:
        raise Refused(sentences.DAMAGED) from error


class _Reader:
    """Takes the elements of styles.xml and content.xml as they come."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.colours: dict[str, str] = {}
        self.shown: dict[str, str] = {}  # names of styles by the names that people see: rules have those
        self.unseen: set[str] = set()
        self.struck: set[str] = set()  # names of styles of cells and of runs whose text is struck through
        self.spans: list[bool] = []
        self.kept: list[str] = []  # what of a cell's text is not struck by a run
        self.comment: list[str] = []
        self.style = ""
        self.aside = self.events = self.cells = 0
        self.annotated = False
        self.table: _Table | None = None
        self.text: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.events += 1
        if self.events > limits.ODS_ELEMENTS:
            raise Refused(sentences.TOO_SLOW)
        if self.aside or tag in _ASIDE:
            self.annotated = tag == "office:annotation" if not self.aside else self.annotated
            self.aside += 1
            return
        start = self.starts.get(tag)
        if start:
            start(self, attributes)

    def end(self, tag: str) -> None:
        if self.aside:
            self.aside -= 1
            if not self.aside and self.annotated and self.table:
                self.table.comment(" ".join(self.comment))
                self.comment = []
        elif tag == "text:span" and self.spans:
            self.spans.pop()
        elif tag == "table:table" and self.table:
            self.sheets.append(self.table.sheet())
            self.table = None
        elif tag == "table:table-row-group" and self.table:
            self.table.groups -= 1
        elif tag == "table:table-row" and self.table:
            self.cells += self.table.end_row()
            if self.cells > limits.CELLS:
                raise Refused(sentences.too_many_cells(self.table.name, self.table.last, limits.CELLS))
        elif tag in ("table:table-cell", "table:covered-table-cell") and self.table:
            self.table.end_cell("\n".join(self.paragraphs), " ".join("".join(self.kept).split()))

    def characters(self, text: str) -> None:
        if self.aside and self.annotated:
            self.comment.append(text)
        elif not self.aside and self.table and self.paragraphs:
            self.paragraphs[-1] += text
            if not any(self.spans):
                self.kept.append(text)

    def refuse(self, *_: object) -> None:
        raise Refused(sentences.DECLARATIONS)

    def _style(self, attributes: dict[str, str]) -> None:
        self.style = attributes.get("style:name", "")
        self.shown[attributes.get("style:display-name", self.style)] = self.style
        parent = attributes.get("style:parent-style-name", "")
        if parent in self.colours:
            self.colours[self.style] = self.colours[parent]
        if parent in self.struck:
            self.struck.add(self.style)

    def _cell_style(self, attributes: dict[str, str]) -> None:
        colour = attributes.get("fo:background-color", "")
        if colour == "transparent" or colour.lower() == "#ffffff":
            self.colours.pop(self.style, None)
        elif re.fullmatch("#[0-9a-fA-F]{6}", colour):
            self.colours[self.style] = colour[1:].upper()

    def _text_style(self, attributes: dict[str, str]) -> None:
        lines = [attributes.get(f"style:text-line-through-{name}") for name in ("style", "type")]
        if any(line not in (None, "none") for line in lines):
            self.struck.add(self.style)
        elif "none" in lines:
            self.struck.discard(self.style)

    def _span(self, attributes: dict[str, str]) -> None:
        self.spans.append(attributes.get("text:style-name", "") in self.struck)

    def _table_style(self, attributes: dict[str, str]) -> None:
        if attributes.get("table:display") == "false":
            self.unseen.add(self.style)

    def _table(self, attributes: dict[str, str]) -> None:
        if len(self.sheets) >= limits.SHEETS:
            raise Refused(sentences.too_many_sheets(len(self.sheets) + 1, limits.SHEETS))
        hidden = attributes.get("table:style-name") in self.unseen
        self.table = _Table(attributes.get("table:name", ""), hidden, self.colours, self.struck)
        self.paragraphs: list[str] = []

    def _column(self, attributes: dict[str, str]) -> None:
        if self.table:
            self.table.column(attributes)

    def _group(self, _: dict[str, str]) -> None:
        if self.table:
            self.table.groups += 1

    def _row(self, attributes: dict[str, str]) -> None:
        if self.table:
            self.table.start_row(attributes)

    def _cell(self, attributes: dict[str, str]) -> None:
        self.paragraphs, self.kept, self.spans = [], [], []
        if self.table:
            self.table.start_cell(attributes)

    def _paragraph(self, _: dict[str, str]) -> None:
        if self.table:
            self.paragraphs.append("")
            self.kept.append(" ")

    def _blanks(self, attributes: dict[str, str]) -> None:
        self.characters(" " * min(int(attributes.get("text:c", 1)), limits.REPEATS))

    def _rules(self, attributes: dict[str, str]) -> None:
        if self.table:
            self.table.areas = areas_of(attributes.get("calcext:target-range-address", ""))

    def _rule(self, attributes: dict[str, str]) -> None:
        get = attributes.get
        if self.table:
            named = get("calcext:apply-style-name", "")
            paint = self.colours.get(self.shown.get(named, named))
            condition, base = get("calcext:value", ""), get("calcext:base-cell-address", "")
            rule = rule_of(self.table.areas, len(self.table.rules), condition, base, paint)
            self.table.rules += [rule] if rule else []

    def _scale(self, _: dict[str, str]) -> None:
        if self.table and self.table.areas:
            scale = Rule(self.table.areas, len(self.table.rules), "", None, numbers_only=True)
            self.table.rules.append(scale)

    starts: dict[str, Callable[[_Reader, dict[str, str]], None]] = {  # noqa: RUF012 set once, with the class
        "style:style": _style,
        "style:table-cell-properties": _cell_style,
        "style:table-properties": _table_style,
        "style:text-properties": _text_style,
        "table:table": _table,
        "table:table-column": _column,
        "table:table-row": _row,
        "table:table-row-group": _group,
        "table:table-cell": _cell,
        "table:covered-table-cell": _cell,
        "calcext:conditional-format": _rules,
        "calcext:condition": _rule,
        "calcext:color-scale": _scale,
        "text:p": _paragraph,
        "text:span": _span,
        "text:s": _blanks,
        "text:tab": lambda self, _: self.characters("\t"),
        "text:line-break": lambda self, _: self.characters("\n"),
    }


class _Table:
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
