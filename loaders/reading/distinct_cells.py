"""The cells of a worksheet's XML, each different one once.

A survey of 6,300 practices holds 69,000 cells and some 13,000 different ones. A reader that is given a sheet of
the different ones alone takes a fifth of the time, and what it says of each is then spread over the sheet: values mean
what that reader says they mean, wherever they stand.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain, count
from typing import Any, NamedTuple

import numpy as np

from loaders.reading.sheets import Kinds, letters

_KEPT = 48 * 1024 * 1024  # bytes of different cells: beyond it there is little that repeats itself
_WIDTH = 64  # columns of the small sheet
_OPENING, _CLOSING = b"<sheetData>", b"</sheetData>"
_BEFORE, _WITHIN, _BEHIND = range(3)  # the cells, in the order of the pieces
_COLUMNS = [letters(col).encode() for col in range(_WIDTH)]


class Piece(NamedTuple):
    """A stretch of a sheet's XML in which every cell is whole.

    byte: its bytes, and some zeros behind them. tags: the places of every '<'; names: the byte behind each.
    starts, ends: which of the tags begin a cell, and which end one. rows, cols: of each cell, counted from 1, by its
    reference; behind: where the reference ends.
    """

    text: bytes
    byte: np.ndarray
    tags: np.ndarray
    names: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    rows: np.ndarray
    cols: np.ndarray
    behind: np.ndarray


class DistinctCells:
    """Filled piece by piece by the scan of a sheet (see extent.scan).

    usable: False once anything was met that is not written the usual way; the sheet is then read as it is.
    """

    def __init__(self) -> None:
        self.usable = True
        self._number: defaultdict[bytes, int] = defaultdict(count().__next__)
        self._bytes = 0
        self._placed: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
        self._head: list[bytes] = []
        self._tail: list[bytes] = []
        self._state = _BEFORE

    def take(self, piece: Piece) -> None:
        """Take in the next piece of the sheet."""
        if self.usable:
            self.usable = self._surround(piece) and self._take(piece)

    def _surround(self, piece: Piece) -> bool:
        """Keep what stands before and after the cells; whether all of them stand where cells do, and nothing in which
        what looks like a cell may be something else (a comment, CDATA, an instruction)."""
        text, tags, names = piece.text, piece.tags, piece.names
        odd = (names == ord("!")) | (names == ord("?"))
        if odd[1:].any() or (odd.any() and not (self._state == _BEFORE and text.startswith(b"<?xml"))):
            return False
        first, last = (int(tags[piece.starts[at]]) if len(piece.starts) else -1 for at in (0, -1))
        if self._state == _BEFORE:
            opening = text.find(_OPENING, 0, first if first >= 0 else len(text))
            if opening < 0:
                self._head.append(text)
                return first < 0
            self._head.append(text[: opening + len(_OPENING)])
            self._state = _WITHIN
        if self._state == _WITHIN:
            at = tags[names == ord("/")]  # to search all of the text takes four times as long
            at = at[(piece.byte[at + 2] == ord("s")) & (piece.byte[at + 7] == ord("D"))]
            closing = next((place for place in at.tolist() if text.startswith(_CLOSING, place)), -1)
            if closing < 0:
                return True
            self._tail.append(text[closing:])
            self._state = _BEHIND
            return last < closing and not (len(piece.ends) and tags[piece.ends[-1]] > closing)
        self._tail.append(text)
        return first < 0

    def _take(self, piece: Piece) -> bool:
        """Keep the cells; whether each of them is closed where it should be."""
        byte, tags, starts, ends, behind = piece.byte, piece.tags, piece.starts, piece.ends, piece.behind
        whose = np.searchsorted(starts, ends) - 1
        if (whose[:1] < 0).any() or (np.diff(whose) == 0).any() or (byte[behind] != ord('"')).any():
            return False
        closed = np.ones(len(starts), dtype=bool)
        closed[whose] = False
        empty = np.append(tags, len(piece.text))[starts[closed] + 1]
        if not ((byte[empty - 1] == ord(">")) & (byte[empty - 2] == ord("/"))).all():
            return False
        first, last = behind[whose] + 1, tags[ends]
        known = len(self._number)
        spans = map(slice, first.tolist(), last.tolist())
        numbers = list(map(self._number.__getitem__, map(piece.text.__getitem__, spans)))
        longest = np.sort(last - first)[::-1]
        self._bytes += int(longest[: len(self._number) - known].sum())  # at most; to add them up takes longer
        self._placed.append((piece.rows[whose] - 1, piece.cols[whose] - 1, np.array(numbers, dtype=np.int32)))
        return self._bytes <= _KEPT

    def __len__(self) -> int:
        return len(self._number)

    def part(self) -> bytes:
        """The XML of a sheet that holds each different cell once, and what stands round the cells as it was."""
        cells = iter(self._number)
        rows = (len(self) + _WIDTH - 1) // _WIDTH
        out = list(self._head)
        for row in range(1, rows + 1):
            number = b"%d" % row
            out.append(b'<row r="%s">' % number)
            out += [b'<c r="%s%s"%s</c>' % (col, number, cell) for col, cell in zip(_COLUMNS, cells)]  # noqa: B905 the last row is shorter
            out.append(b"</row>")
        return b"".join([*out, *self._tail])

    def spread(self, rows: list[list[Any]]) -> Kinds:
        """The whole sheet from the rows that a reader made of the small one, trimmed to its used range."""
        spread: list[Any] = list(chain.from_iterable(row + [None] * (_WIDTH - len(row)) for row in rows))
        spread += [None] * (len(self) - len(spread))
        spread = [*spread[: len(self)], None]
        # True is not 1, though they are equal; no text is equal to anything else.
        keys = [value if value.__class__ is str else (value.__class__, value) for value in spread]
        once: defaultdict[Any, int] = defaultdict(count().__next__)
        kind = np.array(list(map(once.__getitem__, keys)), dtype=np.int32)
        values = [key if key.__class__ is str else key[1] for key in once]
        blank = int(kind[-1])
        height = max((int(row.max(initial=-1)) + 1 for row, _, _ in self._placed), default=0)
        width = max((int(col.max(initial=-1)) + 1 for _, col, _ in self._placed), default=0)
        codes = np.full((height, width), blank, dtype=np.int32)
        for row, col, number in self._placed:
            codes[row, col] = kind[number]
        there = codes != blank
        height = int(np.flatnonzero(there.any(axis=1)).max(initial=-1)) + 1
        width = int(np.flatnonzero(there.any(axis=0)).max(initial=-1)) + 1
        return Kinds(codes[:height, :width], values)
