"""What a file is, by its content, and the reader for it."""

from __future__ import annotations

from pathlib import PurePath

import python_calamine as calamine

from loaders.reading import sentences
from loaders.reading.delimited import read_delimited
from loaders.reading.excel import read_sheets
from loaders.reading.sheets import Refused, Workbook

_ZIP, _CFB = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read_workbook(data: bytes, name: str) -> Workbook:
    """The sheets of a file. Raises Refused, and nothing else, with one sentence for the person who sent it."""
    path = PurePath(name)
    ext = path.suffix.lower().lstrip(".")
    if not data.strip():
        raise Refused(sentences.EMPTY)
    if data.startswith((_ZIP, _CFB)):
        try:
            return Workbook(name, ext, read_sheets(data))
        except calamine.CalamineError as error:
            raise Refused(sentences.DAMAGED) from error
    try:
        text = data.decode("utf-8-sig")
        notes = []
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        notes = ["The text was read as Windows-1252."]
    return Workbook(name, ext, [read_delimited(text, path.stem)], notes)
