"""Streams of a compound file, the container of .xls workbooks ([MS-CFB])."""

from __future__ import annotations

import struct
from array import array

from loaders import limits

_LAST = 0xFFFFFFFA  # from here on a sector number marks an end, a free sector, or a table


class Broken(ValueError):  # noqa: N818 the name says it
    """The container contradicts itself."""


def stream(data: bytes, names: tuple[str, ...]) -> bytes | None:
    """The first stream with one of the names, whatever their case; None if there is none. Raises Broken."""
    try:
        return _Compound(data).stream({name.lower() for name in names})
    except (struct.error, IndexError, ValueError) as error:
        raise Broken(str(error)) from error


class _Compound:
    def __init__(self, data: bytes) -> None:
        self.data = data
        shift, self.mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or self.mini_shift != 6:
            raise Broken("sector size")
        self.size = 1 << shift
        tables, self.directory = struct.unpack_from("<II", data, 44)
        self.cutoff, self.mini_start, _, more, _ = struct.unpack_from("<5I", data, 56)
        if tables * self.size > len(data):
            raise Broken("more tables than bytes")
        self.table = self._table(list(struct.unpack_from("<109I", data, 76)), more, tables)

    def _table(self, places: list[int], more: int, tables: int) -> array[int]:
        """The sector that follows each sector."""
        while more < _LAST and len(places) < tables + 128:
            block = struct.unpack(f"<{self.size // 4}I", self._sector(more))
            places += block[:-1]
            more = block[-1]
        table = array("I")
        for place in places[:tables]:
            table.frombytes(self._sector(place))
        return table

    def _sector(self, number: int) -> bytes:
        sector = self.data[(number + 1) * self.size : (number + 2) * self.size]
        if number >= _LAST or not sector:
            raise Broken("a sector outside the file")
        return sector.ljust(self.size, b"\0")

    def _chain(self, start: int, table: array[int]) -> list[int]:
        chain = []
        while start < _LAST:
            chain.append(start)
            if len(chain) > len(table):
                raise Broken("sectors in a circle")
            start = table[start]
        return chain

    def _read(self, start: int) -> bytes:
        return b"".join(self._sector(number) for number in self._chain(start, self.table))

    def stream(self, names: set[str]) -> bytes | None:
        directory = self._read(self.directory)
        root = b""
        for at in range(0, min(len(directory), 128 * limits.PARTS), 128):
            entry = directory[at : at + 128]
            length, kind = struct.unpack_from("<HB", entry, 64)
            name = entry[: max(length - 2, 0)].decode("utf-16-le", errors="replace").lower()
            start, size = struct.unpack_from("<II", entry, 116)
            if kind == 5:
                root = entry
            elif kind == 2 and name in names:
                return self._mini(root, start)[:size] if size < self.cutoff else self._read(start)[:size]
        return None

    def _mini(self, root: bytes, start: int) -> bytes:
        """A short stream: in sectors of 64 bytes within the root's own stream."""
        table = array("I")
        table.frombytes(self._read(self.mini_start))
        whole = self._read(struct.unpack_from("<I", root, 116)[0])
        step = 1 << self.mini_shift
        return b"".join(whole[number * step : (number + 1) * step] for number in self._chain(start, table))
