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
    files = {_name(entry): entry for entry in archive.entries if not _is_litter(entry)}
    found = [name for name in files if name.lower().endswith(_SPREADSHEETS)]
    if not found and len(files) == 1:
        found = [name for name in files if name.lower().endswith(_MAYBE)]
    inner = [name for name in files if name.lower().endswith(_ARCHIVES)]
    several = len([entry for entry in archive.entries if _name(entry) in found and not _is_litter(entry)])
    if len(found) > 1 or several > 1:
        raise Refused(sentences.archive_of(found, several))
    if not found or inner:
        raise Refused(sentences.ARCHIVE)
    entry = files[found[0]]
    if entry.file_size > limits.BYTES:
        raise Refused(sentences.too_big(entry.file_size, limits.BYTES))
    others = sorted(name for name in files if name != found[0])
    return found[0], b"".join(archive.chunks(entry)), [sentences.unpacked_from(found[0], others)]


def _name(entry: ZipInfo) -> str:
    return PurePosixPath(entry.filename.replace("\\", "/")).name


def _is_litter(entry: ZipInfo) -> bool:
    name = _name(entry)
    return name.startswith(".") or name.lower() in _LITTER or entry.filename.startswith("__MACOSX/")
