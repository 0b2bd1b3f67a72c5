"""A spreadsheet that came in an archive, as form tools send them: read where there is no doubt which one is meant."""

from __future__ import annotations

from pathlib import PurePosixPath
from zipfile import ZipInfo

from loaders import limits
from loaders.reading import sentences
from loaders.reading.archive import Archive
from loaders.reading.sheets import Refused

_SPREADSHEETS = (".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_MAYBE = (
    ".txt",
    ".htm",
    ".html",
    ".xml",
)  # the answers if they are alone; beside a spreadsheet, how to read it
_ARCHIVES = (".zip", ".7z", ".rar", ".gz", ".tar")
_LITTER = ("thumbs.db", "desktop.ini")  # what systems leave behind; names with a leading dot are ignored too


def unpacked(archive: Archive) -> tuple[str, bytes, list[str]]:
    """Name and bytes of the only spreadsheet in an archive, and notes on what else is in it. Refused where there is
    none, more than one, or another archive."""
    entries = [entry for entry in archive.entries if not _is_litter(entry)]
    entry = _spreadsheet(entries)
    if entry.file_size > limits.BYTES:
        raise Refused(sentences.too_big(entry.file_size, limits.BYTES))
    name = _name(entry)
    others = sorted({_name(other) for other in entries} - {name})
    return name, b"".join(archive.chunks(entry)), [sentences.unpacked_from(name, others)]


def _spreadsheet(entries: list[ZipInfo]) -> ZipInfo:
    """The only spreadsheet; a page or a text file only if it is alone."""
    spreadsheets = _ending(entries, _SPREADSHEETS) or (_ending(entries, _MAYBE) if len(entries) == 1 else [])
    if len(spreadsheets) > 1:
        raise Refused(sentences.archive_of(list(dict.fromkeys(map(_name, spreadsheets))), len(spreadsheets)))
    if not spreadsheets or _ending(entries, _ARCHIVES):
        raise Refused(sentences.ARCHIVE)
    return spreadsheets[0]


def _ending(entries: list[ZipInfo], suffixes: tuple[str, ...]) -> list[ZipInfo]:
    return [entry for entry in entries if _name(entry).lower().endswith(suffixes)]


def _name(entry: ZipInfo) -> str:
    return PurePosixPath(entry.filename.replace("\\", "/")).name


def _is_litter(entry: ZipInfo) -> bool:
    name = _name(entry)
    return name.startswith(".") or name.lower() in _LITTER or entry.filename.startswith("__MACOSX/")
