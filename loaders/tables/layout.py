"""The tables of a sheet, and the cells outside all of them."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from loaders.cells.lines import is_key_beside
from loaders.cells.typed import typed
from loaders.reading.sheets import Sheet
from loaders.tables.extents import code_column, extent_of
from loaders.tables.headings import (
    all_heading_rows,
    column_heading,
    heading_row,
    heading_text,
    known_headings,
)
from loaders.tables.tables import Apart, Column, Table
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import normalise

_SIGNS = " =:-–—"  # what stands before a meaning in a key
_SIGN = 2  # letters: 'G', '3'
_KEY_CELLS = 16
_LOOK_AHEAD = 60  # rows in which the headings of the next table are looked for


@dataclass
class Layout:
    """tables: top to bottom, left to right. apart: cells that belong to none of them. hidden_rows, hidden_cols: those
    with content, none of it in a table or apart."""

    tables: list[Table] = field(default_factory=list)
    apart: list[Apart] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_cols: list[int] = field(default_factory=list)


def layout_of(sheet: Sheet, filled: np.ndarray, words: Vocabulary) -> Layout:
    """Find the tables of a sheet. filled: where it has content.

    Hidden rows and columns are set apart first and not looked at.
    """
    filled = filled.copy()
    layout = Layout()
    _hide(sheet, filled, layout)
    top = 0
    while top < sheet.height:
        heads = _headings_below(sheet, filled, top, words)
        if heads is None:
            break
        cols = _without_key(filled, heads, _columns(filled, heads), sheet, words)
        parts = _side_by_side(filled, heads, cols, sheet, words)
        tables, ends = zip(*(_table(sheet, filled, heads, cols, words) for cols in parts), strict=True)
        end = max(ends)
        _beside(filled, tables, parts, end)
        _above(layout, tables[0], filled, top, min([*heads, *tables[0].rows[:1]], default=end))
        for table in tables[1:]:
            table.title = tables[0].title
        layout.tables += tables
        top = end
    _rest(layout, sheet, filled, top)
    around = _cells_apart(layout, filled) if layout.tables else []
    for table in layout.tables:
        table.around = around
    return layout


def _cells_apart(layout: Layout, filled: np.ndarray) -> list[tuple[int, int]]:
    """The cells that belong to no table, hidden ones not among them."""
    apart = [*layout.apart, *(cells for table in layout.tables for cells in table.apart)]
    return [
        (cells.row, col)
        for cells in apart
        for col in range(cells.cols[0], cells.cols[1] + 1)
        if filled[cells.row, col]
    ]


def _hide(sheet: Sheet, filled: np.ndarray, layout: Layout) -> None:
    hidden = [row for row in sorted(sheet.hidden_rows) if row < len(filled)]
    layout.hidden_rows = [row for row in hidden if filled[row].any()]
    filled[hidden] = False
    hidden = [col for col in sorted(sheet.hidden_cols) if col < sheet.width]
    layout.hidden_cols = [col for col in hidden if filled[:, col].any()]
    filled[:, hidden] = False


def _headings_below(sheet: Sheet, filled: np.ndarray, top: int, words: Vocabulary) -> list[int] | None:
    """Heading rows of the next table: of the first block that has known ones, else of the first that could.

    [] where the data begin at once, with ODS codes and no headings; None where there is no table.
    """
    weak: list[int] | None = None
    for start, stop in _blocks(filled, top):
        if start > top + _LOOK_AHEAD and weak is not None:
            break
        row = heading_row(sheet, filled, start, stop, words)
        if row is None:
            continue
        heads = all_heading_rows(sheet, filled, row, start, stop, words)
        if not filled[heads[-1] + 1 :].any():
            continue
        if known_headings(sheet, row, words) >= 2:
            return heads
        weak = weak or heads
    if weak is None and top == 0 and code_column(sheet, filled, range(sheet.width), 0) is not None:
        return []
    return weak


def _blocks(filled: np.ndarray, top: int) -> list[tuple[int, int]]:
    """Runs of rows without a blank one, as (first, one past the last)."""
    any_filled = np.concatenate([[False], filled[top:].any(axis=1), [False]]).astype(int)
    edges = np.flatnonzero(np.diff(any_filled)) + top
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _table(
    sheet: Sheet, filled: np.ndarray, heads: list[int], cols: range, words: Vocabulary
) -> tuple[Table, int]:
    """The table in those columns under those heading rows, and the first row below it."""
    extent = extent_of(sheet, filled, heads, cols, words)
    table = Table(sheet, heads, [], extent.rows, apart=extent.apart)
    columns = [_column(sheet, heads, col) for col in cols if col not in sheet.hidden_cols]
    used = filled[extent.rows].any(axis=0) if extent.rows else np.zeros(sheet.width, dtype=bool)
    table.columns = [column for column in columns if column.heading_cells or used[column.index]]
    _fill_down(table, words)
    return table, extent.end


def _fill_down(table: Table, words: Vocabulary) -> None:
    """A practice, a region or a date merged over several rows stands in each of them. An answer does not: whether
    it was given for each row is not for certain."""
    place = {row: at for at, row in enumerate(table.rows)}
    columns = {column.index: column for column in table.columns}
    for top, left, bottom, _ in table.sheet.merged if place else ():
        value = table.sheet.values[top][left] if left in columns and top in place and bottom > top else None
        if value is None or (isinstance(value, str) and typed(value, words).answer):
            continue
        values = list(table.values(columns[left]))
        for row in range(top + 1, bottom + 1):
            if row in place:
                values[place[row]] = value
        table.put(columns[left], values)


def _side_by_side(
    filled: np.ndarray, heads: list[int], cols: range, sheet: Sheet, words: Vocabulary
) -> list[range]:
    """The columns of each table that stands under the same heading rows.

    A column without a heading and next to no cells parts two tables where the first heading after it names practices
    once more, or begins a key or a summary. Without such a column, headings that repeat from the first to the last do.
    """
    if not heads:
        return [cols]
    texts = {col: [v for row in heads if isinstance(v := sheet.values[row][col], str)] for col in cols}
    starts = [cols.start]
    for col in cols[:-1]:
        if _is_gap(filled, heads, col) and (
            _begins_another(texts, cols, col + 1, words)
            or _sums_up(sheet, heads, texts, range(col + 1, cols.stop), cols)
        ):
            starts.append(col + 1)
    if len(starts) == 1:
        starts = _repeated(texts, cols, words)
    return [range(start, stop) for start, stop in zip(starts, [*starts[1:], cols.stop], strict=True)]


def _is_gap(filled: np.ndarray, heads: list[int], col: int) -> bool:
    """Whether a column has no heading and next to nothing below: a total may run on through it."""
    below = filled[heads[-1] + 1 :, col]
    return not filled[heads, col].any() and int(below.sum()) <= max(1, len(below) // 20)


def _begins_another(texts: dict[int, list[str]], cols: range, col: int, words: Vocabulary) -> bool:
    """Whether the headings from a column on are those of another table than the ones left of it."""
    if any(typed(text, words).heads_practices for text in texts[col]):
        return True
    whose = any(typed(text, words).heads_practices for at in cols for text in texts[at] if at < col)
    asked = any(
        typed(text, words).action or typed(text, words).service
        for at in range(cols.start, col)
        for text in texts[at]
    )
    key = any(is_key_beside(text) or typed(text, words).role("survey") == "action" for text in texts[col])
    return whose and asked and key


def _sums_up(sheet: Sheet, heads: list[int], texts: dict[int, list[str]], right: range, cols: range) -> bool:
    """Whether the columns from a gap on add up those left of it: the same headings once more, over numbers alone."""
    before = [texts[col] for col in range(cols.start, right.start) if texts[col]]
    again = [col for col in right if texts[col] and texts[col] in before]
    below = [row[col] for row in sheet.values[heads[-1] + 1 :] for col in again if row[col] is not None]
    headed = sum(1 for col in right if texts[col])
    return (
        len(again) > 1 and headed - len(again) < 2 and all(typed(value).figure is not None for value in below)
    )


def _repeated(texts: dict[int, list[str]], cols: range, words: Vocabulary) -> list[int]:
    """Where the same headings begin again, if all of them do and the first says whose rows they are."""
    first = texts[cols.start]
    if not any(typed(text, words).heads_practices for text in first):
        return [cols.start]
    starts = [col for col in cols if texts[col] == first]
    wide = starts[1] - cols.start if len(starts) > 1 else 0
    first_texts = [texts[col] for col in cols[:wide]]
    same = all(
        [texts[col] for col in range(start, min(start + wide, cols.stop))] == first_texts for start in starts
    )
    regular = (
        wide > 1 and starts == list(range(cols.start, cols.stop, wide)) and len(cols) == wide * len(starts)
    )
    return starts if same and regular else [cols.start]


def _beside(filled: np.ndarray, tables: tuple[Table, ...], parts: list[range], end: int) -> None:
    """Set apart what stands beside the tables and belongs to none of them."""
    first = tables[0].heading_rows[0] if tables[0].heading_rows else 0
    beside = filled[first:end].copy()
    for cols in parts:
        beside[:, cols.start : cols.stop] = False
    for row in np.flatnonzero(beside.any(axis=1)):
        column_runs = runs(np.flatnonzero(beside[row]).tolist())
        tables[0].apart += [
            Apart(first + int(row), run, "beside the table, not part of it") for run in column_runs
        ]


def _columns(filled: np.ndarray, heads: list[int]) -> range:
    """The columns from the first heading to the last, with a column beside them that is filled like them."""
    if not heads:
        return range(filled.shape[1])
    headed = np.flatnonzero(filled[heads].any(axis=0))
    first, last = int(headed[0]), int(headed[-1]) + 1
    below = filled[heads[-1] + 1 :]
    enough = max(2, 0.5 * int(below.any(axis=1).sum()))
    while first > 0 and below[:, first - 1].sum() >= enough:
        first -= 1
    while last < filled.shape[1] and below[:, last].sum() >= enough:
        last += 1
    return range(first, last)


def _without_key(filled: np.ndarray, heads: list[int], cols: range, sheet: Sheet, words: Vocabulary) -> range:
    """The columns but for those, behind one without content, that hold signs and answers in a few cells: a key beside
    the table, whose first line stands level with the headings."""
    top = heads[0] if heads else 0
    for gap in cols[-2:0:-1]:
        if filled[top:, gap].any():
            continue
        first = gap + 1
        cells = [
            (top + row, first + col) for row, col in np.argwhere(filled[top:, first : cols.stop]).tolist()
        ]
        texts = {(row, col): str(sheet.values[row][col]).strip(_SIGNS) for row, col in cells}
        meanings = {place: text for place, text in texts.items() if len(text) > _SIGN}
        answers = {place for place, text in meanings.items() if typed(text, words).answer}
        level = {place for place in meanings if place[0] in heads} <= answers
        once = len({normalise(text) for text in meanings.values()}) == len(meanings)
        if level and once and len(texts) <= _KEY_CELLS and len(answers) >= max(2, len(meanings) / 2):
            return range(cols.start, gap)
        return cols
    return cols


def _column(sheet: Sheet, heads: list[int], col: int) -> Column:
    cells = column_heading(sheet, heads, col)
    parts = [heading_text(sheet.values[row][at]) for row, at in cells]
    return Column(col, " ".join(parts), cells, parts)


def runs(cols: list[int]) -> list[tuple[int, int]]:
    """Runs of neighbouring columns, as (first, last)."""
    runs: list[tuple[int, int]] = []
    for col in cols:
        if runs and runs[-1][1] == col - 1:
            runs[-1] = (runs[-1][0], col)
        else:
            runs.append((col, col))
    return runs


def _above(layout: Layout, table: Table, filled: np.ndarray, top: int, head: int) -> None:
    """Lines of text above a table are its title; anything else there is left out by name."""
    titles = []
    for row in range(top, head):
        cells = np.flatnonzero(filled[row])
        if not cells.size:
            continue
        value = table.sheet.values[row][int(cells[0])]
        title = cells.size == 1 and isinstance(value, str)
        if title:
            titles.append(" ".join(value.split()))
        reason = "" if title else "above the table, not part of it"
        layout.apart.append(Apart(row, (int(cells[0]), int(cells[-1])), reason))
    table.title = "\n".join(titles)


def _rest(layout: Layout, sheet: Sheet, filled: np.ndarray, top: int) -> None:
    cols = (0, sheet.width - 1)  # one for all: there may be a million rows
    below = (np.flatnonzero(filled[top:].any(axis=1)) + top).tolist()
    layout.apart += [Apart(row, cols, "below the table, not part of it") for row in below]
