"""What a file is, by its content and not by its name, and the reader for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from loaders import limits
from loaders.reading import sentences
from loaders.reading.archive import Archive
from loaders.reading.excel import read_xlsx
from loaders.reading.legacy import read_xls, read_xlsb
from loaders.reading.ooxml import workbook_part
from loaders.reading.opendocument import read_ods
from loaders.reading.packed import unpacked
from loaders.reading.sheets import Refused, Sheet, Workbook
from loaders.reading.signatures import refuse_compound, refuse_open_document, refuse_package, refuse_strangers
from loaders.reading.texts import read_text

_WORKBOOKS = {"xlsx", "xlsm", "xls", "xlsb", "ods", "xml"}
_ZIP, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_workbook(data: bytes, name: str) -> Workbook:
    """The sheets of a CSV, TSV, TXT, XLSX, XLSM, XLS, XLSB or ODS file, of HTML tables saved as .xls, or of an
    Excel workbook of 2003 saved as XML; or of the only one of these in a zip file.

    ext of the result is what the content is, so that it is safe in a file name. Raises Refused, and nothing
    else, with one sentence for the person who sent the file.
    """
    if len(data) > limits.BYTES:
        raise Refused(sentences.too_big(len(data), limits.BYTES))
    if not data:
        raise Refused(sentences.EMPTY)
    try:
        return _read(data, name)
    except Refused:
        raise
    except MemoryError as error:
        raise Refused(sentences.TOO_DEMANDING) from error
    except Exception as error:  # whatever a parser makes of hostile bytes: the sender needs a sentence
        raise Refused(sentences.DAMAGED) from error


def _read(data: bytes, name: str, *, packed: bool = False) -> Workbook:
    """packed: it came in an archive, and may be none itself."""
    if data.startswith(_ZIP):
        return _zipped(Archive(data), name, packed)
    if data.startswith(_COMPOUND):
        refuse_compound(data)
        return _workbook(name, "xls", read_xls(data))
    refuse_strangers(data)
    sheets, ext, notes = read_text(data, name)
    return _workbook(name, ext, sheets, notes)


def _zipped(archive: Archive, name: str, packed: bool) -> Workbook:
    if "content.xml" in archive or "mimetype" in archive:
        refuse_open_document(archive)
        return _workbook(name, "ods", read_ods(archive))
    main = workbook_part(archive)
    if main is None:
        refuse_package(archive)
        if packed:
            raise Refused(sentences.ARCHIVE)
        inner, data, notes = unpacked(archive)
        workbook = _read(data, inner, packed=True)
        return replace(workbook, notes=[*notes, *workbook.notes])
    if main.lower().endswith(".bin"):
        return _workbook(name, "xlsb", read_xlsb(archive.data))
    if main.lower().startswith(("word/", "ppt/")):
        refuse_package(archive)
    ext = "xlsm" if archive.find("xl/vbaProject.bin") else "xlsx"
    return _workbook(name, ext, read_xlsx(archive, main))


def _workbook(name: str, ext: str, sheets: list[Sheet], notes: list[str] | None = None) -> Workbook:
    if not sheets:
        raise Refused(sentences.NO_SHEETS)
    for sheet in sheets:
        sheet.drop_unseen()
        sheet.clip_merged()
    if not any(sheet.height for sheet in sheets):
        raise Refused(sentences.BLANK)
    notes = list(notes or [])
    ending = PurePath(name).suffix.lower().lstrip(".")
    if (ending in _WORKBOOKS and ending != ext) or (ext in _WORKBOOKS and ending != ext):
        notes.append(sentences.other_content(ending, ext))
    if not all(sheet.fills_readable for sheet in sheets):
        notes.append(sentences.VALUES_ALONE)
    return Workbook(name, ext, sheets, notes)
