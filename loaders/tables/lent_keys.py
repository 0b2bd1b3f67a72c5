"""What each table may read as a key: what stands outside the tables, on its own sheet and on the others."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from loaders.reading.sheets import Sheet
from loaders.tables.layout import Layout
from loaders.tables.tables import Key, Table

_SMALL_TABLE = 60  # cells that a key laid out as a table has at most
_KEY_CELLS = 20_000  # cells of a sheet that may be nothing but a key to the others


def lend_keys(
    loaded: Sequence[Table], layouts: Sequence[tuple[Sheet, Layout]], sheets: Sequence[Sheet]
) -> None:
    """Let each table that is loaded know the cells that may explain its signs: those round it, small tables that are
    not loaded, and those of the visible sheets of the file that are part of no table that is.

    layouts: each sheet that was looked at with its tables. sheets: of the file, as they were read.
    """
    for table in loaded:
        others = (other for sheet, layout in layouts if sheet is table.sheet for other in layout.tables)
        small = (other for other in others if not any(other is each for each in loaded))
        table.around = [*table.around, *(cell for other in small for cell in _cells_of(other))]
    around = {id(table.sheet): table.around for table in loaded}
    keys = [
        Key(sheet, around[id(sheet)] if id(sheet) in around else np.argwhere(sheet.filled()).tolist())
        for sheet in sheets
        if not sheet.hidden and (id(sheet) in around or sheet.height * sheet.width <= _KEY_CELLS)
    ]
    for table in loaded:
        table.keys = [key for key in keys if key.sheet is not table.sheet]


def _cells_of(table: Table) -> list[tuple[int, int]]:
    """The cells with content of a table that is small enough to be a key; none of a larger one."""
    rows = [*table.heading_rows, *table.rows]
    if len(rows) * len(table.columns) > _SMALL_TABLE:
        return []
    cells = [(row, column.index) for row in rows for column in table.columns]
    return [(row, col) for row, col in cells if table.sheet.value(row, col) is not None]
