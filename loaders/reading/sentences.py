"""Every sentence with which a file is refused or its reading is noted, in one place.

Each says what the file is and what to do about it, for a person who has never heard of file formats.
"""

from __future__ import annotations

from loaders.reading.sheets import reference

_SAVE = "open it in Excel, save it again as an Excel workbook (.xlsx) and upload that"

EMPTY = "The file is empty; choose the file that holds the answers."
NO_FILE = "This is no file but a pipe or a device; save what it gives as a file and upload that."
BLANK = "The file holds no text and no figures; choose the file that holds the answers."
DAMAGED = f"The file is damaged and cannot be read; {_SAVE}."
ENCRYPTED = (
    "The workbook is protected by a password; open it, remove the password (File, Info, Protect Workbook) "
    "and upload it again."
)
PDF = "This is a PDF, not a spreadsheet; upload the workbook or CSV file that it was made from."
IMAGE = "This is a picture, not a spreadsheet; upload the workbook or CSV file that it shows."
WORD = (
    "This is a Word document, not a spreadsheet; copy its table into Excel, save it and upload the workbook."
)
POWERPOINT = "This is a PowerPoint presentation, not a spreadsheet; upload the workbook behind it."
OPEN_DOCUMENT = (
    "This is an OpenDocument file but not a spreadsheet; save the table as .ods or .xlsx and upload that."
)
OUTLOOK = "This is an e-mail, not a spreadsheet; save its attachment and upload that."
OLD_OFFICE = (
    "This is an old Office document without a workbook in it; upload a spreadsheet (.xlsx, .xls or .csv)."
)
NUMBERS = "This is an Apple Numbers document; export it as Excel (File, Export To, Excel) and upload that."
ARCHIVE = "This is an archive of other files; unpack it and upload the spreadsheets in it one by one."
PROGRAM = "This is a program, not a spreadsheet, and was not opened; upload the spreadsheet itself."
JSON = "This is JSON data, not a spreadsheet; export the answers as CSV or Excel and upload that."
XML = f"This is an XML file, not a spreadsheet; {_SAVE}."
WEB_PAGE = "This is a web page without a table; upload the spreadsheet itself."
DATABASE = "This is a database, not a spreadsheet; export the table as CSV or Excel and upload that."
BINARY = (
    "This is not a spreadsheet that can be read here; upload a workbook (.xlsx, .xls, .ods) or a CSV file."
)
NO_SHEETS = (
    "The workbook has no worksheet with cells, only charts or macros; upload the one that holds the answers."
)
OLD_EXCEL = f"The workbook was made by a very old version of Excel; {_SAVE}."
DECLARATIONS = (
    f"The workbook contains declarations that no spreadsheet program writes, so it was not read; {_SAVE}."
)
TOO_SLOW = f"The workbook takes too long to read; {_SAVE}."
TOO_LONG = (
    "The file takes too long to make out; upload a part of it, or a table with one row for each practice."
)
TOO_DEMANDING = f"The workbook is damaged, or far larger than it looks; {_SAVE}."
TOO_COMPRESSED = f"The workbook unpacks to far more than a spreadsheet does, so it was not read; {_SAVE}."
TOO_MANY_PARTS = f"The workbook consists of too many parts to be a spreadsheet; {_SAVE}."


def archive_of(names: list[str], many: int) -> str:
    """names: of the spreadsheets in an archive; many: how many there are."""
    listing = ", ".join(f"“{name}”" for name in names[:3])
    more = f" and {many - 3} more" if many > 3 else ""
    return (
        f"This is an archive of {many} spreadsheets ({listing}{more}); unpack it and upload them one by one."
    )


def unpacked_from(name: str, others: list[str]) -> str:
    """name: of the spreadsheet that was read. others: what else is in the archive."""
    rest = f" What else is in it was not read: {', '.join(others[:5])}." if others else ""
    return f"The file is an archive, and “{name}” in it was read.{rest}"


def too_big(size: int, limit: int) -> str:
    """found and limit in bytes."""
    return (
        f"The file is too big ({size / 1024**2:,.0f} MB; at most {limit // 1024**2} MB can be read); "
        "delete the sheets that hold no answers, or split it, and upload it again."
    )


def unpacks_too_big(limit: int) -> str:
    return (
        f"The workbook is too big (more than {limit // 1024**2} MB when unpacked); "
        "delete the sheets that hold no answers, or split it, and upload it again."
    )


def too_many_sheets(count: int, limit: int) -> str:
    return (
        f"The workbook has {count:,} sheets (at most {limit} can be read); delete those that hold no answers."
    )


def too_many_cells(sheet: str, last: str, limit: int) -> str:
    return (
        f"Sheet “{sheet}” reaches to cell {last}, more than the {limit:,} cells that can be read; delete "
        "everything outside the table, or split it, and upload it again."
    )


def too_many_rows(limit: int) -> str:
    return f"The file has more than {limit:,} rows; split it and upload the parts."


def too_many_columns(limit: int) -> str:
    return f"The file has a row of more than {limit:,} columns; upload a table, one row for each practice."


def too_long_a_field(limit: int) -> str:
    return (
        f"The file has a field of more than {limit:,} characters; a quotation mark is probably missing: "
        "open it in Excel, put it right and upload it again."
    )


def encoding_taken(encoding: str) -> str:
    return f"The text is not UTF-8; it was read as {encoding}."


HTML_TABLE = "The file is a web page; its tables were read, each as a sheet."
CONTENTS = {
    "csv": "text",
    "tsv": "text",
    "txt": "text",
    "html": "a web page",
    "xml": "an Excel workbook of 2003 (.xml)",
    "xlsx": "an Excel workbook (.xlsx)",
    "xlsm": "an Excel workbook with macros (.xlsm)",
    "xls": "an old Excel workbook (.xls)",
    "xlsb": "a binary Excel workbook (.xlsb)",
    "ods": "an OpenDocument spreadsheet (.ods)",
}
BROKEN_CHARACTERS = "Some characters of the text are damaged and show as \ufffd."
NULS = "Null characters in the text were dropped."
VALUES_ALONE = (
    "Colours, errors, and hidden rows and columns cannot be read from this format; "
    "save the file as .xlsx if they matter."
)


def not_worked_out(areas: list[tuple[int, int, int, int]]) -> str:
    """areas: zero-based (top, left, bottom, right)."""
    listing = [
        reference(top, left)
        if (top, left) == (bottom, right)
        else f"{reference(top, left)}:{reference(bottom, right)}"
        for top, left, bottom, right in areas[:3]
    ]
    more = f" and {len(areas) - 3} more areas" if len(areas) > 3 else ""
    return (
        f"A conditional format colours {', '.join(listing)}{more} by a rule that is not worked out here, so those "
        "colours were not read; where they answer, write the answers in words."
    )


def too_many_fills(limit: int) -> str:
    return (
        f"A sheet has more than {limit:,} coloured cells; clear the colours outside the table, and try again."
    )


def too_long_a_cell(sheet: str) -> str:
    return (
        f"Sheet “{sheet}” has a cell with more text than Excel allows; shorten it and upload the file again."
    )


def too_many_fields(limit: int) -> str:
    return f"The file has more than {limit:,} cells; split it, or delete what holds no answers."


def open_quotation(line: int) -> str:
    return (
        f"A quotation mark that opens in line {line} of the file is never closed, so that the rest cannot "
        "be told apart; put it right and upload the file again."
    )


def other_content(ending: str, ext: str) -> str:
    """ending: of the file's name, '' where it has none."""
    name = f"name ends in .{ending}" if ending else "name has no ending"
    return f"The file's {name}, but its content is {CONTENTS[ext]}; it was read as that."
