"""Every limit on what may come in, in one place. Checked before parsing wherever the format allows it.

Together they keep the reading of any file within about 10 seconds and 500 MB. Rows and columns are
Excel's own limits.
"""

from __future__ import annotations

MB = 1024 * 1024

BYTES = 60 * MB
"""Bytes of the file as it is sent."""

UNPACKED_BYTES = 300 * MB
"""Bytes of all parts of a zipped workbook together; a hundred thousand rows of 13 columns take 90 MB."""

PART_BYTES = 32 * MB
"""Bytes of one part that is read as a whole (styles, relationships), not piece by piece as a sheet is."""

PARTS = 5_000
"""Files within a zipped workbook."""

RATIO = 250
"""Times that a part of more than RATIO_FROM bytes may grow when unpacked; real sheets grow 10 to 50 times."""

RATIO_FROM = 8 * MB

SHEETS = 300

ROWS = 1_048_576
COLUMNS = 16_384
TABLE_COLUMNS = 2_000
"""Columns of a sheet with anything in them: beyond it, no table is looked for."""

CELLS = 1_600_000
"""Cells of all sheets together, from A1 to the last cell with a value, blanks among them."""

REPEATS = 1_000
"""Times that an OpenDocument sheet may repeat a coloured blank cell: beyond it, it is the page's format."""

CELL_BYTES = 256 * 1024
"""Bytes of a text in a workbook's XML: Excel's 32,767 characters, the longest of them written as entities."""

FIELD_TEXT = 1_000_000
"""Characters in a field of a text file."""

STRING_BYTES = 250 * MB
"""Longest text of a workbook times its cells: beyond it, repeated text could fill the memory."""

HTML_CHARACTERS = 8_000_000
HTML_TAGS = 600_000
"""Characters and tags of a web page, whose tables are read tag by tag."""

SHEET_ELEMENTS = 3_000_000
ODS_ELEMENTS = 2_000_000
"""XML elements of a sheet that are walked one by one: about 1.5 and 4 microseconds each."""

FILLS = 1_000_000
"""Coloured cells of a sheet."""

QUESTIONS = 1_000
"""Different questions about one file: nobody would answer more, and each is made with suggestions."""

SECONDS = 10
"""Processor time for reading and recognising a file: three times what a form's export of 100,000 rows takes."""

APART_SECONDS = 9
"""Time for a format whose reader may hang on hostile bytes, and which a process of its own reads."""

APART_BYTES = 450 * MB
"""Address space of that process, where the system can limit it (Linux, macOS in part, not Windows)."""
