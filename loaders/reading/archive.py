"""A zipped workbook's parts, unpacked in memory under limits. Nothing is written to disk under its name."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from functools import cached_property

from loaders import limits
from loaders.reading import sentences
from loaders.reading.sheets import Refused

CHUNK = 512 * 1024
_PROLOG = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s+|<\?[^>]*\?>)*<[A-Za-z_]")


class Archive:
    """The parts of a zip file by name. Refused if it is not one, or is larger than a workbook can be."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as file:
                self.entries = [entry for entry in file.infolist() if not entry.is_dir()]
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, UnicodeDecodeError) as error:
            raise Refused(sentences.DAMAGED) from error
        self._check()
        self.names = {_normal(entry.filename): entry for entry in self.entries}

    def _check(self) -> None:
        if len(self.entries) > limits.PARTS:
            raise Refused(sentences.TOO_MANY_PARTS)
        for entry in self.entries:
            if entry.file_size > limits.RATIO_FROM and entry.file_size > limits.RATIO * entry.compress_size:
                raise Refused(sentences.TOO_COMPRESSED)
        if sum(entry.file_size for entry in self.entries) > limits.UNPACKED_BYTES:
            raise Refused(sentences.unpacks_too_big(limits.UNPACKED_BYTES))
        if any(entry.flag_bits & 1 for entry in self.entries):
            raise Refused(sentences.ENCRYPTED)

    def __contains__(self, name: str) -> bool:
        return _normal(name) in self.names

    @cached_property
    def folded(self) -> dict[str, str]:
        """Names by their lower-case spelling: some writers differ in case from what they refer to."""
        return {name.lower(): name for name in self.names}

    def find(self, name: str) -> str | None:
        """The part's name as the archive spells it; None if there is none."""
        return self.folded.get(_normal(name).lower())

    def read(self, name: str) -> bytes:
        """A whole part; Refused if it is missing, damaged, or larger than PART_BYTES."""
        entry = self.names.get(_normal(name))
        if entry is None:
            raise Refused(sentences.DAMAGED)
        if entry.file_size > limits.PART_BYTES:
            raise Refused(sentences.unpacks_too_big(limits.PART_BYTES))
        return b"".join(self.chunks(entry))

    def chunks(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        """A part piece by piece; Refused where it unpacks to more than it declares."""
        packed = self._packed(entry)
        if entry.compress_type == zipfile.ZIP_STORED:
            yield from (bytes(packed[at : at + CHUNK]) for at in range(0, len(packed), CHUNK))
            return
        if entry.compress_type != zipfile.ZIP_DEFLATED:
            raise Refused(sentences.DAMAGED)
        unpacked = 0
        for chunk in _inflated(packed):
            unpacked += len(chunk)
            if unpacked > entry.file_size:
                raise Refused(sentences.TOO_COMPRESSED)
            yield chunk

    def tags(self, name: str) -> Iterator[bytes]:
        """A sheet's part piece by piece, cut only before a cell or, where a piece has none, before a tag."""
        yield from cut_before_cells(self.chunks(self.names[_normal(name)]))

    def with_parts(self, parts: dict[str, bytes]) -> bytes:
        """The file with other bytes in place of some parts, which are named as in names."""
        target = io.BytesIO(self.data)
        with zipfile.ZipFile(target, "a", allowZip64=True) as file:
            for info in [info for info in file.filelist if _normal(info.filename) in parts]:
                file.filelist.remove(info)
                del file.NameToInfo[info.filename]
            for name, data in parts.items():
                file.writestr(self.names[name].filename, data, zipfile.ZIP_STORED)
        return target.getvalue()

    def _packed(self, entry: zipfile.ZipInfo) -> memoryview:
        header = entry.header_offset
        if self.data[header : header + 4] != b"PK\x03\x04":
            raise Refused(sentences.DAMAGED)
        name, extra = (int.from_bytes(self.data[header + at : header + at + 2], "little") for at in (26, 28))
        start = header + 30 + name + extra
        return memoryview(self.data)[start : start + entry.compress_size]


def _inflated(packed: memoryview) -> Iterator[bytes]:
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    rest: bytes | memoryview = packed
    try:
        while not inflate.eof:
            chunk = inflate.decompress(rest, CHUNK)
            rest = inflate.unconsumed_tail
            if not chunk and not rest:
                break
            yield chunk
    except zlib.error as error:
        raise Refused(sentences.DAMAGED) from error


def cut_before_cells(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """A sheet's XML in pieces that end before a cell or, where a piece has none, before a tag."""
    carry = b""
    for chunk in chunks:
        text = carry + chunk
        cell = text.rfind(b'c r="', max(len(text) - CHUNK, 0))
        cut = max(text.rfind(b"<", 0, cell if cell > 0 else len(text)), 0)
        if cut:
            yield text[:cut]
        carry = text[cut:]
    yield carry


def refuse_declarations(start: bytes, whole: Iterator[bytes] | None = None) -> None:
    """Refuse XML with a document type: entities that grow or name files need one, and no workbook has it.

    start: the beginning of the part. A part whose first element does not follow at once is searched whole.
    """
    if _PROLOG.match(start):
        return
    text = start + b"".join(whole or ())
    if b"<!DOCTYPE" in text or b"<\0!\0D\0O\0C\0T\0Y\0P\0E" in text or b"\0<\0!\0D\0O\0C\0T\0Y\0P\0E" in text:
        raise Refused(sentences.DECLARATIONS)


def _normal(name: str) -> str:
    return posixpath.normpath("/" + name.replace("\\", "/")).lstrip("/")
