"""Every cell with content accounted for: what stands round the tables, and the count of rows."""

from __future__ import annotations

import numpy as np

from loaders.draft import Draft, Fate, LeftOut
from loaders.fates import first_where, leave_out_cells, leave_out_column, leave_out_rows, settle
from loaders.reading.sheets import Sheet, reference
from loaders.tables.layout import Layout
from loaders.tables.tables import Apart, Table

_STAYS = (Fate.BLANK, Fate.PROBLEM, Fate.WITHHELD, Fate.QUESTION)
SILENT = "nothing in this row to load"


ADDED_UP = "figures already added up from the rows of this file: left out, or they would count twice"


def account_for(
    draft: Draft, sheet: Sheet, layout: Layout, loaded: list[Table], added_up: list[Table]
) -> None:
    """Settle what no kind of table read: titles are labels, the rest is left out with a line each.

    added_up: tables of figures that were added up from the rows of the file.
    """
    if not loaded:
        return
    _leave_out_hidden(draft, sheet, layout)
    for apart in layout.apart:
        set_apart(draft, sheet, apart)
    for table in layout.tables:
        for apart in table.apart:
            set_apart(draft, sheet, apart)
        for column in table.aside:
            settle(draft, sheet, table.heading_rows, [column.index], Fate.LABEL)
            leave_out_column(draft, table, column, "left out, as chosen")
        if table in loaded:
            _count(draft, table)
        elif any(table is each for each in added_up):
            leave_out_table(draft, table, ADDED_UP)
        else:
            leave_out_table(draft, table, "a table of another kind, not part of this import")


def _leave_out_hidden(draft: Draft, sheet: Sheet, layout: Layout) -> None:
    """Hidden rows and columns are left out, with a note; rows that a filter hides are read, and that is said too."""
    asked = draft.fates[sheet.name] == Fate.QUESTION
    hidden = [row for row in layout.hidden_rows if not asked[row].any()]
    cols = [col for col in layout.hidden_cols if not asked[:, col].any()]
    leave_out_rows(draft, sheet, hidden, range(sheet.width), "hidden row")
    end = draft.turned[sheet.name].top if sheet.name in draft.turned else sheet.height
    for col in cols:
        rows = np.flatnonzero(draft.fates[sheet.name][:end, col] == Fate.UNREAD)
        leave_out_cells(draft, sheet, rows.tolist(), col, "hidden column")
    counts = [
        f"{len(n):,} hidden {what}{'s' * (len(n) > 1)}"
        for n, what in ((hidden, "row"), (cols, "column"))
        if n
    ]
    if counts:
        was = "was" if len(hidden) + len(cols) == 1 else "were"
        draft.note(f"{' and '.join(counts)} of sheet “{sheet.name}” {was} left out.")
    _note_unseen(draft, sheet)


def _note_unseen(draft: Draft, sheet: Sheet) -> None:
    """Say how many rows were read that nobody sees, as a filter or an outline is at work."""
    grid = draft.fates[sheet.name]
    for rows, how, why in (
        (sheet.filtered_rows, "A filter hides", "a filter shows a part and deletes nothing"),
        (sheet.folded_rows, "An outline folds away", "what is folded away is not deleted"),
    ):
        unseen = sum(1 for row in rows if row < len(grid) and (grid[row] != Fate.BLANK).any())
        if unseen:
            counted = "1 row" if unseen == 1 else f"{unseen:,} rows"
            draft.note(
                f"{how} {counted} of sheet “{sheet.name}”. They were loaded all the same: {why}. "
                "Delete rows that must not count."
            )


def leave_out_sheet(draft: Draft, sheet: Sheet, reason: str) -> None:
    """One line for a whole sheet that holds nothing to load."""
    first = first_where(draft.fates[sheet.name] != Fate.BLANK)
    if first:
        row, col = first
        draft.leave_out(sheet, row, col, sheet.value(row, col), reason)
        draft.assign(sheet, slice(None), slice(None), Fate.LEFT_OUT)


def leave_out_table(draft: Draft, table: Table, reason: str) -> None:
    """One line for a whole table, at its first cell; all its cells are left out."""
    rows = [*table.heading_rows, *table.rows]
    cols = [column.index for column in table.columns]
    if rows and cols:
        draft.assign(table.sheet, rows, cols, Fate.LEFT_OUT)
        value = table.sheet.value(rows[0], cols[0])
        draft.left_out.append(
            LeftOut(table.sheet.name, reference(rows[0], cols[0]), str(value or ""), reason)
        )


def set_apart(draft: Draft, sheet: Sheet, apart: Apart) -> None:
    """A title is a label, anything else is left out; what is a problem already stays one."""
    cols = range(apart.cols[0], apart.cols[1] + 1)
    cols = [col for col in cols if draft.fates[sheet.name][apart.row, col] not in _STAYS]
    if cols and not apart.reason:
        draft.assign(sheet, apart.row, cols, Fate.LABEL)
    elif cols:
        draft.leave_out(sheet, apart.row, cols[0], sheet.value(apart.row, cols[0]), apart.reason)
        draft.assign(sheet, apart.row, cols, Fate.LEFT_OUT)


def _count(draft: Draft, table: Table) -> None:
    """Rows read, loaded and left out, from the fates of their cells. A row of labels alone says nothing."""
    rows = list(dict.fromkeys(table.rows))  # a row of a network stands once for each of its practices
    grid = draft.fates[table.sheet.name][rows][:, table.cols]
    loaded = (grid == Fate.ANSWER).any(axis=1)
    waiting = np.isin(grid, (Fate.PROBLEM, Fate.WITHHELD, Fate.QUESTION)).any(axis=1) & ~loaded
    silent = ~loaded & ~waiting & ~(grid == Fate.LEFT_OUT).any(axis=1) & ~(grid == Fate.UNREAD).any(axis=1)
    for row in np.asarray(rows, dtype=int)[silent]:
        draft.leave_out_row(table.sheet, int(row), SILENT, table.cols)
    again = sum(1 for apart in table.apart if apart.counts)
    draft.rows_read += len(rows) + again + len(table.held)
    draft.rows_loaded += int(loaded.sum())
    draft.rows_left_out += int((~loaded & ~waiting).sum()) + again
