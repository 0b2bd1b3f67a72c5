"""What an .xls workbook says beside the values: fills, errors, hidden rows and columns ([MS-XLS], BIFF8)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from loaders import limits
from loaders.reading import sentences
from loaders.reading.colours import PALETTE
from loaders.reading.painting import Area
from loaders.reading.sheets import Refused

_BOF, _EOF, _LOCKED, _SHEET, _PALETTE, _STYLE, _STYLE_MORE = 0x809, 0x0A, 0x2F, 0x85, 0x92, 0xE0, 0x87D
_FONT = 0x31
_ROW, _COLUMNS, _BLANKS, _NUMBERS, _FORMULA, _TRUTH_OR_ERROR = 0x208, 0x7D, 0xBE, 0xBD, 0x06, 0x205
_CELLS = {
    0x201,
    0x203,
    0xFD,
    0x204,
    0x27E,
    0xD6,
    _FORMULA,
    _TRUTH_OR_ERROR,
}  # each starts: row, column, style
_NO_FILL, _SOLID = 0, 1
_RULES, _RULES_MORE = 0x1B0, 0x879
_FILTERED = 0x9B
_STRIKES, _HIDES, _LEVEL = 0x08, 0x20, 0x07
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


@dataclass
class Facts:
    """Of one sheet, all zero-based. rows, cols: how far its cells with a value reach, counted from 1. ruled: the
    areas of conditional formats, whose rules are not read. filtered: a filter is at work on the sheet; this format
    does not say which rows it hides. struck: cells whose font is struck through. grouped_rows: rows of an outline."""

    rows: int = 0
    cols: int = 0
    fills: dict[tuple[int, int], str] = field(default_factory=dict)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_cols: set[int] = field(default_factory=set)
    ruled: list[Area] = field(default_factory=list)
    filtered: bool = False
    struck: set[tuple[int, int]] = field(default_factory=set)
    grouped_rows: set[int] = field(default_factory=set)


def read_facts(stream: bytes) -> dict[str, Facts] | None:
    """By name of the sheet; None for a workbook older than Excel 97. Refused if it is locked by a password.

    Colours are those of the workbook's palette, and exact ones where a newer Excel has added them.
    """
    if struct.unpack_from("<HH", stream, 0)[0] != _BOF or struct.unpack_from("<H", stream, 4)[0] != 0x600:
        return None
    sheets: dict[str, int] = {}
    book = _Styles()
    for kind, body in _records(stream, 0):
        if kind == _LOCKED:
            raise Refused(sentences.ENCRYPTED)
        if kind == _SHEET and body[5] == 0:
            sheets[_name(body)] = struct.unpack_from("<I", body)[0]
        else:
            book.take(kind, body)
    colours, struck = book.colours(), book.struck()
    return {name: _facts(stream, at, colours, struck) for name, at in sheets.items()}


class _Styles:
    """The workbook's palette and cell styles as their records come."""

    def __init__(self) -> None:
        self.palette = list(PALETTE)
        self.styles: list[
            tuple[int, int]
        ] = []  # pattern in the upper six bits; front colour in the lower seven
        self.exact: dict[int, str] = {}
        self.fonts: list[bool] = []  # whether each is struck through
        self.font_of: list[int] = []  # by style

    def take(self, kind: int, body: bytes) -> None:
        if kind == _PALETTE:
            own = [body[at : at + 3].hex().upper() for at in range(2, len(body) - 3, 4)]
            self.palette[8 : 8 + len(own)] = own
        elif kind == _STYLE:
            self.styles.append(struct.unpack_from("<IH", body, 14) if len(body) >= 20 else (0, 0))
            self.font_of.append(struct.unpack_from("<H", body)[0])
        elif kind == _FONT:
            self.fonts.append(bool(struct.unpack_from("<H", body, 2)[0] & _STRIKES))
        elif kind == _STYLE_MORE:
            self.exact.update(_exact(body))

    def struck(self) -> frozenset[int]:
        """The numbers of the styles whose font is struck through. No font has the number 4 ([MS-XLS] 2.5.129)."""
        places = ((number, font - (font > 4)) for number, font in enumerate(self.font_of))
        return frozenset(number for number, at in places if at < len(self.fonts) and self.fonts[at])

    def colours(self) -> dict[int, str]:
        """Style number to paint (see Fills) where there is a fill that is not white."""
        paints = {}
        for number, (pattern, colour) in enumerate(self.styles):
            ink = self.exact.get(number) or _indexed(self.palette, colour & 0x7F)
            if pattern >> 26 not in (_NO_FILL, _SOLID):
                ground = _indexed(self.palette, colour >> 7 & 0x7F) or "FFFFFF"
                ink = f"{ink or '000000'}+{ground}"
            if pattern >> 26 != _NO_FILL and ink not in (None, "FFFFFF"):
                paints[number] = ink
        return paints


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each record of the substream that begins there, those of charts within it left out."""
    depth, end = 0, len(stream) - 4
    while at <= end:
        kind, size = struct.unpack_from("<HH", stream, at)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _name(body: bytes) -> str:
    length, wide = body[6], body[7] & 1
    return body[8 : 8 + length * (2 if wide else 1)].decode(
        "utf-16-le" if wide else "latin-1", errors="replace"
    )


def _indexed(palette: list[str], number: int) -> str | None:
    return palette[number] if number < 64 else {64: "000000", 65: "FFFFFF"}.get(number)


def _exact(body: bytes) -> dict[int, str]:
    """Style number to its fill's foreground where that is given as red, green and blue."""
    style, _, count = struct.unpack_from("<HHH", body, 14)
    at = 20
    for _ in range(min(count, 32)):
        kind, size = struct.unpack_from("<HH", body, at)
        if kind == 4 and struct.unpack_from("<H", body, at + 4)[0] == 2:
            return {style: body[at + 8 : at + 11].hex().upper()}
        at += max(size, 4)
    return {}


def _facts(stream: bytes, at: int, colours: dict[int, str], struck: frozenset[int]) -> Facts:
    facts = Facts()
    for kind, body in _records(stream, at):
        if kind in _CELLS:
            row, col, style = struct.unpack_from("<HHH", body)
            if style in colours:
                facts.fills[row, col] = colours[style]
            if style in struck:
                facts.struck.add((row, col))
            if kind != 0x201:
                facts.rows, facts.cols = max(facts.rows, row + 1), max(facts.cols, col + 1)
            error = _error(kind, body)
            if error:
                facts.errors[row, col] = error
        elif kind in (_BLANKS, _NUMBERS):
            _several(facts, kind, body, colours, struck)
        else:
            _shape(facts, kind, body)
        if len(facts.fills) > limits.FILLS:
            raise Refused(sentences.too_many_fills(limits.FILLS))
    return facts


def _shape(facts: Facts, kind: int, body: bytes) -> None:
    """What is hidden, and where conditional formats and filters are."""
    if kind == _ROW and body[12] & _HIDES:
        facts.hidden_rows.add(struct.unpack_from("<H", body)[0])
        if body[12] & _LEVEL:
            facts.grouped_rows.add(struct.unpack_from("<H", body)[0])
    elif kind == _COLUMNS and body[8] & 1:
        first, last = struct.unpack_from("<HH", body)
        facts.hidden_cols.update(range(first, min(last, 255) + 1))
    elif kind == _FILTERED:
        facts.filtered = True
    elif kind in (_RULES, _RULES_MORE):
        facts.ruled += _ruled(body if kind == _RULES else body[12:])


def _ruled(body: bytes) -> list[Area]:
    (count,) = struct.unpack_from("<H", body, 12)
    places = [struct.unpack_from("<4H", body, 14 + 8 * number) for number in range(count)]
    return [(top, left, bottom, right) for top, bottom, left, right in places]


def _several(facts: Facts, kind: int, body: bytes, colours: dict[int, str], struck: frozenset[int]) -> None:
    """A record for neighbouring cells of a row: blank ones (style), or numbers (style and four bytes)."""
    row, first = struct.unpack_from("<HH", body)
    step = 2 if kind == _BLANKS else 6
    for col, at in enumerate(range(4, len(body) - 2 - step + 1, step), start=first):
        (style,) = struct.unpack_from("<H", body, at)
        colour = colours.get(style)
        if style in struck:
            facts.struck.add((row, col))
        if colour:
            facts.fills[row, col] = colour
        if kind == _NUMBERS:
            facts.rows, facts.cols = max(facts.rows, row + 1), max(facts.cols, col + 1)


def _error(kind: int, body: bytes) -> str | None:
    if kind == _TRUTH_OR_ERROR and body[7] == 1:
        return _ERRORS.get(body[6])
    if kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
        return _ERRORS.get(body[8])
    return None
