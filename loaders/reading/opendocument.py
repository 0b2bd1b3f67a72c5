"""OpenDocument spreadsheets to sheets of cells: values, fills, what is hidden or merged, in one pass."""

from __future__ import annotations

import re
from collections.abc import Callable

from loaders import limits
from loaders.reading import sentences
from loaders.reading.archive import Archive
from loaders.reading.conditional import Rule
from loaders.reading.elements import Elements
from loaders.reading.opendocument_rules import areas_of, rule_of
from loaders.reading.opendocument_table import Table
from loaders.reading.sheets import Refused, Sheet

_ASIDE = ("office:annotation", "table:tracked-changes", "table:dde-links", "table:shapes", "draw:frame")


def read_ods(archive: Archive) -> list[Sheet]:
    """The sheets in order. Fills are background colours of cell styles, and what conditional formats lay over."""
    for entry in archive.names.values():
        for _ in archive.chunks(entry):  # only to see that it unpacks to what it declares
            pass
    reader = _Reader()
    styles = archive.find("styles.xml")
    for part in (styles, "content.xml") if styles else ("content.xml",):
        reader.read(archive.chunks(archive.names[part]))
    return reader.sheets


class _Reader(Elements):
    """Takes the elements of styles.xml and content.xml as they come."""

    most = limits.ODS_ELEMENTS

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
        self.aside = self.cells = 0
        self.annotated = False
        self.table: Table | None = None
        self.text: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.events += 1
        if self.aside or tag in _ASIDE:
            self.annotated = tag == "office:annotation" if not self.aside else self.annotated
            self.aside += 1
            return
        start = self.starts.get(tag)
        if start:
            start(self, attributes)

    def end(self, tag: str) -> None:
        if self.aside:
            self._end_aside()
        elif tag == "text:span" and self.spans:
            self.spans.pop()
        elif self.table and tag in self.ends:
            self.ends[tag](self, self.table)

    def _end_aside(self) -> None:
        self.aside -= 1
        if not self.aside and self.annotated and self.table:
            self.table.comment(" ".join(self.comment))
            self.comment = []

    def _end_table(self, table: Table) -> None:
        self.sheets.append(table.sheet())
        self.table = None

    def _end_group(self, table: Table) -> None:
        table.groups -= 1

    def _end_row(self, table: Table) -> None:
        self.cells += table.end_row()
        if self.cells > limits.CELLS:
            raise Refused(sentences.too_many_cells(table.name, table.last, limits.CELLS))

    def _end_cell(self, table: Table) -> None:
        table.end_cell("\n".join(self.paragraphs), " ".join("".join(self.kept).split()))

    def characters(self, text: str) -> None:
        if self.aside and self.annotated:
            self.comment.append(text)
        elif not self.aside and self.table and self.paragraphs:
            self.paragraphs[-1] += text
            if not any(self.spans):
                self.kept.append(text)

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
        self.table = Table(attributes.get("table:name", ""), hidden, self.colours, self.struck)
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
            style = get("calcext:apply-style-name", "")
            paint = self.colours.get(self.shown.get(style, style))
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
    ends: dict[str, Callable[[_Reader, Table], None]] = {  # noqa: RUF012 set once, with the class
        "table:table": _end_table,
        "table:table-row-group": _end_group,
        "table:table-row": _end_row,
        "table:table-cell": _end_cell,
        "table:covered-table-cell": _end_cell,
    }
