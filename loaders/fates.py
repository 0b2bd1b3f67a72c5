"""Giving many cells their fate at once, so that a register of 15,000 rows costs no call per cell."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from loaders.draft import Draft, Fate, LeftOut
from loaders.reading.sheets import Sheet, reference
from loaders.tables.tables import Column, Table


def settle(draft: Draft, sheet: Sheet, rows: Sequence[int], cols: Sequence[int], fate: Fate) -> None:
    """Give a fate to the cells in these rows and columns that have content and no fate yet."""
    if len(rows) and len(cols):
        place = np.ix_(np.asarray(rows), np.asarray(cols))
        grid = draft.fates[sheet.name]
        grid[place] = np.where(grid[place] == Fate.UNREAD, fate, grid[place])


def make_labels(draft: Draft, sheet: Sheet, rows: Sequence[int]) -> None:
    """The cells that were read for a row of the store are labels where no such row came about."""
    grid = draft.fates[sheet.name]
    grid[list(rows)] = np.where(grid[list(rows)] == Fate.ANSWER, Fate.LABEL, grid[list(rows)])


def settle_headings(draft: Draft, table: Table) -> None:
    """The heading rows of a table are labels."""
    cols = [column.index for column in table.columns]
    settle(draft, table.sheet, table.heading_rows, cols, Fate.LABEL)


def leave_out_rows(draft: Draft, sheet: Sheet, rows: Sequence[int], cols: Sequence[int], reason: str) -> None:
    """Leave out the cells of rows that have no fate yet, in one line that counts the rows."""
    first = _first_unread(draft, sheet, rows, cols)
    if first is None:
        return
    settle(draft, sheet, rows, cols, Fate.LEFT_OUT)
    counted = f"{reason} ({len(rows):,} rows, the first here)" if len(rows) > 1 else reason
    draft.left_out.append(LeftOut(sheet.name, reference(*first), str(sheet.value(*first)), counted))


def leave_out_cells(draft: Draft, sheet: Sheet, rows: Sequence[int], col: int, reason: str) -> None:
    """Leave out cells of one column that say the same, with one line that counts them and names the first."""
    if not rows:
        return
    settle(draft, sheet, rows, [col], Fate.LEFT_OUT)
    counted = f"{reason} ({len(rows):,} cells of this column, the first here)" if len(rows) > 1 else reason
    value = str(sheet.value(rows[0], col))
    draft.left_out.append(LeftOut(sheet.name, reference(rows[0], col), value, counted))


def leave_out_labels(
    draft: Draft, sheet: Sheet, rows: Sequence[int], cols: Sequence[int], reason: str
) -> None:
    """Leave out those of the rows that hold nothing but labels, with one line that counts them."""
    grid = draft.fates[sheet.name]
    bare = [row for row in rows if set(grid[row, list(cols)]) <= {Fate.BLANK, Fate.LABEL}]
    bare = [row for row in bare if grid[row, list(cols)].any()]
    if bare:
        place = np.ix_(bare, list(cols))
        grid[place] = np.where(grid[place] == Fate.LABEL, Fate.UNREAD, grid[place])
        leave_out_rows(draft, sheet, bare, cols, reason)


def leave_out_column(draft: Draft, table: Table, column: Column, reason: str) -> None:
    """Leave out what a column holds, with one line that names its heading and its first cell with content."""
    reason_with_heading = f"column “{column.heading}”: {reason}" if column.heading else reason
    leave_out_columns(draft, table, [column], reason_with_heading)


def leave_out_columns(draft: Draft, table: Table, columns: Sequence[Column], reason: str) -> None:
    """Leave out what several columns hold in one line, under the first of their cells."""
    cols = [column.index for column in columns]
    first = _first_unread(draft, table.sheet, table.rows, cols)
    if first is not None:
        settle(draft, table.sheet, table.rows, cols, Fate.LEFT_OUT)
        value = str(table.sheet.value(*first))
        draft.left_out.append(LeftOut(table.sheet.name, reference(*first), value, reason))


def _first_unread(
    draft: Draft, sheet: Sheet, rows: Sequence[int], cols: Sequence[int]
) -> tuple[int, int] | None:
    if not len(rows) or not len(cols):
        return None
    grid = draft.fates[sheet.name][np.ix_(np.asarray(rows), np.asarray(cols))]
    first = first_where(grid == Fate.UNREAD)
    return (int(rows[first[0]]), int(cols[first[1]])) if first else None


def first_where(mask: np.ndarray) -> tuple[int, int] | None:
    """Row and column of the first True of a grid, None without one. To list all of them takes 32 bytes a cell."""
    if not mask.any():
        return None
    row, col = divmod(int(mask.argmax()), mask.shape[1])
    return row, col
