"""Bytes of a text file to text: which encoding, and which of the two kinds of text, delimited or HTML."""

from __future__ import annotations

import codecs
import re
import unicodedata
from pathlib import PurePath

import charset_normalizer

from loaders import limits
from loaders.reading import sentences, spreadsheetml
from loaders.reading.delimited import read_delimited
from loaders.reading.html_tables import read_tables
from loaders.reading.sheets import Refused, Sheet

_MARKS = [  # the longer first: the mark of UTF-16 begins that of UTF-32
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]
_NAMES = {
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32",
    "cp1252": "Windows-1252",
    "mac_roman": "Mac Roman",
}
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_USUAL_SIGNS = re.compile("[‘’“”–—…•·£€°½¼¾×\xa0]")
_LETTER = "[ÀÁÂÄÇÈÉÊËÍÎÏÑÓÔÖÙÚÜàáâäåæçèéêëíîïñóôöøùúûüŵŷß]"
_USUAL_LETTERS = re.compile(f"(?<=[A-Za-z]){_LETTER}|{_LETTER}(?=[A-Za-z])")  # part of a word
_CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a"))
_LAST_USUAL = "\u2fff"
_NO_SCRIPT = frozenset(("Cn", "Co", "Cs"))
_MOST_STRANGE = 0.02
_CONTROL = re.compile("[\x01-\x08\x0e-\x19\x1b-\x1f]")


def read_text(data: bytes, name: str) -> tuple[list[Sheet], str, list[str]]:
    """Sheets, what the content is (csv, tsv, txt, html or xml) and notes on how it was read."""
    text, notes = decoded(data)
    path = PurePath(name)
    ending = path.suffix.lower().lstrip(".")
    if text.lstrip().startswith("<"):
        return _marked_up(text, notes)
    if not text or text.isspace():
        raise Refused(sentences.BLANK)
    likely = "\t" if ending in ("tsv", "tab") else ","
    sheet, delimiter_notes = read_delimited(text, path.stem or "Sheet", likely)
    return [sheet], ending if ending in ("csv", "tsv", "txt") else "txt", [*notes, *delimiter_notes]


def _marked_up(text: str, notes: list[str]) -> tuple[list[Sheet], str, list[str]]:
    start = text[:4096].lower()
    if spreadsheetml.NAMESPACE in start and "<html" not in start:
        return spreadsheetml.read_spreadsheetml(text), "xml", notes
    if "<table" not in text.lower():
        raise Refused(sentences.XML if start.lstrip().startswith("<?xml") else sentences.WEB_PAGE)
    if len(text) > limits.HTML_CHARACTERS or text.count("<") > limits.HTML_TAGS:
        raise Refused(sentences.TOO_SLOW)
    sheets = read_tables(text)
    if not sheets:
        raise Refused(sentences.WEB_PAGE)
    return sheets, "html", [*notes, sentences.HTML_TABLE]


def decoded(data: bytes) -> tuple[str, list[str]]:
    """The text, without marks and null characters, and notes: on the encoding, and on what is damaged."""
    text, encoding = _decoded(data)
    notes = [sentences.encoding_taken(_NAMES.get(encoding, encoding))] if encoding != "utf-8" else []
    if "\ufffd" in text and b"\xef\xbf\xbd" not in data:
        notes.append(sentences.BROKEN_CHARACTERS)
    if "\0" in text:
        if text.count("\0") > len(text) // 20:
            raise Refused(sentences.BINARY)
        notes.append(sentences.NULS)
        text = text.replace("\0", "")
    text = text.replace("\ufeff", "").rstrip("\x1a")  # marks of files pasted together; the end mark of DOS
    if len(_CONTROL.findall(text[:65536])) > len(text[:65536]) // 100:
        raise Refused(sentences.BINARY)
    if _strange(text[:65536]) > _MOST_STRANGE * len(text[:65536]):
        raise Refused(sentences.BINARY)
    return text, notes


def _strange(text: str) -> int:
    """How many characters are of no script: unassigned, private, or the sign for what could not be decoded. Random
    bytes behind the mark of UTF-16 hold one in six."""
    return sum(
        1 for character in text if character > _LAST_USUAL and unicodedata.category(character) in _NO_SCRIPT
    )


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace"), encoding
    start = data[:4096]
    for encoding, nulls in (("utf-16-le", start[1::2]), ("utf-16-be", start[::2])):
        if nulls.count(0) > len(start) * 0.3 and start.count(0) < len(start) * 0.6:
            return data.decode(encoding, errors="replace"), encoding
    start = data[:65536]
    if len(start) - len(start.translate(None, _CONTROL_BYTES)) > len(start) // 20:
        raise Refused(sentences.BINARY)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _eight_bit(data)


def _usual(text: str) -> int:
    """How many characters beyond ASCII are those of British names and, twice as likely, of punctuation."""
    return 2 * len(_USUAL_SIGNS.findall(text)) + len(_USUAL_LETTERS.findall(text))


def _eight_bit(data: bytes) -> tuple[str, str]:
    """Text that is not quite UTF-8: broken UTF-8, old Mac text, Windows text, in this order of evidence."""
    multibyte = len(_MULTIBYTE.findall(data))
    text = data.decode("utf-8", errors="replace")
    if multibyte > 3 * text.count("\ufffd"):
        return text, "utf-8"
    mac, windows = (_usual(data.decode(each, errors="replace")) for each in ("mac_roman", "cp1252"))
    ends_like_a_mac = b"\r" in data and b"\n" not in data
    if mac > windows or (mac == windows and ends_like_a_mac):
        return data.decode("mac_roman"), "mac_roman"
    try:
        return data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        best = charset_normalizer.from_bytes(data[:65536]).best()
        encoding = best.encoding if best else "cp1252"
        return data.decode(encoding, errors="replace"), encoding
