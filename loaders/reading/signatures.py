"""Files that are no spreadsheets, known by how they begin, and the sentence for each."""

from __future__ import annotations

import json
import re

from loaders.reading import sentences
from loaders.reading.archive import Archive
from loaders.reading.sheets import Refused

_BEGINNINGS = [
    (b"%PDF", sentences.PDF),
    (b"\x89PNG", sentences.IMAGE),
    (b"\xff\xd8\xff", sentences.IMAGE),
    (b"GIF8", sentences.IMAGE),
    (b"BM", sentences.IMAGE),
    (b"II*\0", sentences.IMAGE),
    (b"MM\0*", sentences.IMAGE),
    (b"MZ", sentences.PROGRAM),
    (b"\x7fELF", sentences.PROGRAM),
    (b"\xcf\xfa\xed\xfe", sentences.PROGRAM),
    (b"{\\rtf", sentences.WORD),
    (b"Rar!", sentences.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", sentences.ARCHIVE),
    (b"\x1f\x8b", sentences.ARCHIVE),
    (b"BZh", sentences.ARCHIVE),
    (b"\xfd7zXZ", sentences.ARCHIVE),
    (b"PK\x05\x06", sentences.ARCHIVE),
    (b"SQLite format 3", sentences.DATABASE),
    (b"\0\x01\0\0Standard ", sentences.DATABASE),
    (b"PAR1", sentences.DATABASE),
    (b"\x09\x00\x04\x00", sentences.OLD_EXCEL),
    (b"\x09\x02\x06\x00", sentences.OLD_EXCEL),
    (b"\x09\x04\x06\x00", sentences.OLD_EXCEL),
    (b"MIME-Version:", sentences.OUTLOOK),
    (b"Received:", sentences.OUTLOOK),
]
_BINARY_ONLY = (b"BM", b"MZ", b"BZh", b"PAR1")  # could also be how a text begins: "BMA action", say
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."


def refuse_strangers(data: bytes) -> None:
    """Refuse what is plainly something else; say nothing about what may be text."""
    for beginning, sentence in _BEGINNINGS:
        if data.startswith(beginning) and (beginning not in _BINARY_ONLY or b"\0" in data[:512]):
            raise Refused(sentence)
    if data[4:12] in (b"ftypheic", b"ftypmif1", b"ftypavif") or (
        data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    ):
        raise Refused(sentences.IMAGE)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") and _is_json(data):
        raise Refused(sentences.JSON)


def refuse_package(archive: Archive) -> None:
    """Refuse a zip file that is another office document or a damaged workbook, by what is in it; say nothing about an
    archive of files."""
    names = list(archive.folded)
    if "word/document.xml" in names:
        raise Refused(sentences.WORD)
    if "ppt/presentation.xml" in names:
        raise Refused(sentences.POWERPOINT)
    if any(name.endswith(".iwa") or name == "index.zip" for name in names):
        raise Refused(sentences.NUMBERS)
    if "[content_types].xml" in names or any(name.startswith(("xl/", "_rels/")) for name in names):
        raise Refused(sentences.DAMAGED)


def refuse_open_document(archive: Archive) -> None:
    """Refuse an OpenDocument file that is locked or is no spreadsheet."""
    manifest = archive.find("META-INF/manifest.xml")
    if manifest and b"encryption-data" in archive.read(manifest):
        raise Refused(sentences.ENCRYPTED)
    kind = archive.read("mimetype").strip() if "mimetype" in archive else b""
    if kind.startswith(_OPEN_DOCUMENT) and b"spreadsheet" not in kind:
        raise Refused(sentences.OPEN_DOCUMENT)


def refuse_compound(data: bytes) -> None:
    """Refuse a compound file (the container of .xls, .doc, .ppt, .msg) that holds no readable workbook."""
    if _names(data, "EncryptedPackage"):
        raise Refused(sentences.ENCRYPTED)
    if _names(data, "Workbook") or _names(data, "Book"):
        return
    for stream, sentence in (
        ("WordDocument", sentences.WORD),
        ("PowerPoint Document", sentences.POWERPOINT),
        ("__substg1.0_", sentences.OUTLOOK),
    ):
        if _names(data, stream):
            raise Refused(sentence)
    raise Refused(sentences.DAMAGED if len(data) < 1536 else sentences.OLD_OFFICE)


def _names(data: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in data


def _is_json(data: bytes) -> bool:
    first = re.split(rb"[\r\n]", data.strip(), maxsplit=1)[0]
    for text in (first, data):
        try:
            return isinstance(json.loads(text), dict | list)
        except (ValueError, RecursionError):
            continue
    return False
