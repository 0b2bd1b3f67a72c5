"""The parts of an Excel package: which XML part is which sheet, and what it says beside the values."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from xml.etree import ElementTree

from loaders import limits
from loaders.reading import sentences
from loaders.reading.archive import Archive, refuse_declarations
from loaders.reading.sheets import NOT_CALCULATED, Refused

_HIDDEN = re.compile(
    rb"<(?:\w+:)?(row|col)\b(?=[^>]*\shidden=[\"'](?:1|true)[\"'])([^>]*)>",
)
_ERROR = re.compile(
    rb"<(?:\w+:)?c r=\"([A-Z]{1,3})(\d{1,7})\"(?=[^>]*\st=\"e\")[^>]*>"
    rb"(?:<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</[^>]*>))?"
    rb"<(?:\w+:)?v>(#[^<]{1,20})<"
)
# A formula without its value, as programs leave it that do not calculate; t="str" is an empty text.
_NOT_CALCULATED = re.compile(
    rb"<(?:\w+:)?c r=\"([A-Z]{1,3})(\d{1,7})\"(?![^>]*\st=)[^>]*>"
    rb"<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</[^>]*>)(?:<(?:\w+:)?v\s*(?:/>|></[^>]*>))?</"
)
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_FILTER = re.compile(rb"<(?:\w+:)?(autoFilter|filterColumn)\b([^>]*)>")
_REF = re.compile(rb"\sref=[\"']\$?[A-Z]{1,3}\$?(\d{1,7})(?::\$?[A-Z]{1,3}\$?(\d{1,7}))?[\"']")
_NUMBER = re.compile(rb"\s(r|min|max|outlineLevel)=[\"'](\d{1,7})[\"']")


def parse(data: bytes) -> ElementTree.Element:
    """A small part's root; names keep their namespace. Refused with a document type, or if broken."""
    refuse_declarations(data)
    try:
        return ElementTree.fromstring(data)  # noqa: S314 document types are refused above
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise Refused(sentences.DAMAGED) from error


def local(tag: str) -> str:
    """An element's or attribute's name without its namespace: Strict and Transitional differ only there."""
    return tag.rpartition("}")[2]


def related(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """Relationships of a part ('' is the package): id to (last word of the type, the part it names)."""
    folder, base = posixpath.split(part)
    name = archive.find(posixpath.join(folder, "_rels", f"{base}.rels"))
    if name is None:
        return {}
    relations = {}
    for element in parse(archive.read(name)):
        get = element.attrib.get
        if get("TargetMode") != "External" and get("Target"):
            target = posixpath.join("/", folder, get("Target").replace("\\", "/"))
            relations[get("Id", "")] = (get("Type", "").rpartition("/")[2], archive.find(target) or "")
    return relations


def workbook_part(archive: Archive) -> str | None:
    """The main part's name; None if the package has none."""
    for kind, target in related(archive, "").values():
        if kind == "officeDocument" and target:
            return target
    return archive.find("xl/workbook.xml") or archive.find("xl/workbook.bin")


def sheet_parts(archive: Archive, workbook: str) -> dict[str, str]:
    """Name of each sheet to its part, in the workbook's order."""
    relations = related(archive, workbook)
    parts = {}
    for element in parse(archive.read(workbook)).iter():
        if local(element.tag) == "sheet":
            key = next(
                (value for name, value in element.attrib.items() if local(name) == "id" and "}" in name), ""
            )
            parts[element.attrib.get("name", "")] = relations.get(key, ("", ""))[1]
    if len(parts) > limits.SHEETS:
        raise Refused(sentences.too_many_sheets(len(parts), limits.SHEETS))
    return parts


def errors(pieces: Iterable[bytes]) -> dict[tuple[int, int], str]:
    """Text of each error of a sheet's XML, such as #REF!, by zero-based (row, col): calamine gives such cells as
    blank, and formulas that were never calculated too."""
    texts = {}
    for piece in pieces:
        texts.update({position(at, row): text.decode() for at, row, text in _ERROR.findall(piece)})
        texts.update({position(at, row): NOT_CALCULATED for at, row in _NOT_CALCULATED.findall(piece)})
    return texts


def position(letters: bytes, row: bytes) -> tuple[int, int]:
    """Zero-based (row, col) of a reference's two halves."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return int(row) - 1, number - 1


def hidden(
    archive: Archive, part: str, height: int, width: int
) -> tuple[set[int], set[int], set[int], set[int]]:
    """Zero-based rows and columns that are hidden, by hand, by a filter or by a collapsed outline; the rows that
    a filter is at work on; and those of the hidden rows that are grouped."""
    rows: set[int] = set()
    grouped: set[int] = set()
    cols: set[int] = set()
    filters = _Filters()
    for text in archive.tags(part):
        filters.take(text)
        for tag, attributes in _HIDDEN.findall(text):
            number = {key: int(value) for key, value in _NUMBER.findall(attributes)}
            if tag == b"row" and 0 < number.get(b"r", 0) <= height:
                rows.add(number[b"r"] - 1)
                if number.get(b"outlineLevel"):
                    grouped.add(number[b"r"] - 1)
            elif tag == b"col":
                cols.update(range(number.get(b"min", 1) - 1, min(number.get(b"max", 0), width)))
    for kind, table in related(archive, part).values() if rows else ():
        if kind == "table" and table:
            filters.take(archive.read(table))
    filtered = {row for first, last in filters.ranges for row in range(first, min(last, height))}
    return rows, cols, filtered, grouped


class _Filters:
    """The filters of a sheet and its tables: a range whose filter has a column with a condition is at work."""

    def __init__(self) -> None:
        self.ranges: list[tuple[int, int]] = []
        self._range: tuple[int, int] | None = None

    def take(self, text: bytes) -> None:
        for tag, attributes in _FILTER.findall(text):
            match = _REF.search(attributes) if tag == b"autoFilter" else None
            if match:
                self._range = (int(match[1]), int(match[2] or match[1]))
            elif tag == b"filterColumn" and self._range:
                self.ranges.append(self._range)


def comments(archive: Archive, part: str) -> dict[tuple[int, int], str]:
    """Text of each comment of a sheet by zero-based (row, col): those that Excel calls notes, and threads of
    comments, whose replies follow one another."""
    texts: dict[tuple[int, int], list[str]] = {}
    parts = [(kind, name) for kind, name in related(archive, part).values() if name]
    threads = [name for kind, name in parts if kind == "threadedComment"]
    for name in threads or [name for kind, name in parts if kind == "comments"]:
        for comment in parse(archive.read(name)).iter():
            place = _REFERENCE.fullmatch(comment.attrib.get("ref", ""))
            if place and local(comment.tag) in ("comment", "threadedComment"):
                texts.setdefault(position(place[1].encode(), place[2].encode()), []).append(_text(comment))
    return {place: "\n".join(replies) for place, replies in texts.items()}


def _text(comment: ElementTree.Element) -> str:
    return "".join(text.text or "" for text in comment.iter() if local(text.tag) in ("t", "text"))
