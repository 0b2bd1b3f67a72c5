"""Cells that somebody took back without deleting them: struck through, commented on, or in a line of a text whose
cells have shifted. They are not read, and each column of them is a problem."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from loaders.cells.typed import typed
from loaders.draft import Draft, Fate, Problem
from loaders.reading.sheets import Sheet, reference
from loaders.tables.layout import Layout, layout_of
from loaders.tables.tables import Column, Table
from loaders.texts import TextReading, read_text
from loaders.vocabulary.vocabulary import Vocabulary

Place = tuple[int, int]

_KEYS = ("practice_code", "practice", "practice_name", "service", "action", "respondent_id")
_KINDS = ("survey", "notices", "figures", "practices")
_SPEAKS = (
    "answer",
    "status",
    "scope",
)  # classes of terms by which a comment says something else than its cell
_FEW = 5  # cells and comments that a sentence names before the rest is counted


@dataclass(frozen=True)
class _Taken:
    """A cell that is not read. place: of what says so. cells: what goes with it. reason: why, without an end stop."""

    place: Place
    cells: tuple[Place, ...]
    column: str
    reason: str


def withhold(draft: Draft, sheet: Sheet, words: Vocabulary) -> Sheet:
    """The sheet without the cells that somebody took back; a problem for each column of them. The sheet itself where
    there are none.

    A cell that says whose or what a row is takes its row with it, a heading its column. A cell that somebody mended
    by hand counts, and if it is the first of its row, so does the row.
    """
    struck, comments, faults = _not_mended(draft, sheet)
    if not (struck or comments or faults):
        return sheet
    layout = layout_of(sheet, sheet.filled(), words)
    taken = [*_struck(sheet, struck, layout, words), *_commented(draft, sheet, comments, layout, words)]
    rows = {row for each in taken if len(each.cells) > 1 for row, _ in each.cells} | faults.keys()
    taken += _faulty(draft, sheet, faults)
    _list(draft, sheet, taken)
    draft.rows_read += len(rows)
    return _without(draft, sheet, {cell for each in taken for cell in each.cells})


def _not_mended(draft: Draft, sheet: Sheet) -> tuple[dict[Place, str], dict[Place, str], dict[int, str]]:
    """Struck cells, comments and faults of rows, but for those that somebody mended by hand."""
    mended = {(cell.row, cell.col) for cell in draft.corrected if cell.sheet == sheet.name}
    restored = {row for row, col in mended if col == _first_filled(sheet, row)}
    rows = {row for row, _ in mended}
    struck = {
        place: left
        for place, left in sheet.struck.items()
        if place not in mended and place[0] not in restored
    }
    comments = {place: text for place, text in sheet.comments.items() if place not in mended}
    return struck, comments, {row: sentence for row, sentence in sheet.faults.items() if row not in rows}


def _faulty(draft: Draft, sheet: Sheet, faults: dict[int, str]) -> Iterable[_Taken]:
    """The rows whose cells do not stand under their headings, each a problem."""
    for row, sentence in faults.items():
        cells = tuple((row, col) for col in np.flatnonzero(sheet.filled()[row]).tolist())
        draft.problem(sheet, *cells[0], "", sheet.value(*cells[0]), sentence)
        yield _Taken(cells[0], cells, "", "")


def _first_filled(sheet: Sheet, row: int) -> int:
    return next((col for col, value in enumerate(sheet.values[row]) if value is not None), -1)


def _without(draft: Draft, sheet: Sheet, cells: set[Place]) -> Sheet:
    """The sheet with those cells blank and unpainted; in the account they are withheld."""
    if not cells:
        return sheet
    values = list(sheet.values)
    for row in {row for row, _ in cells}:
        values[row] = [None if (row, col) in cells else value for col, value in enumerate(sheet.values[row])]
    draft.withhold(sheet, cells)

    def fills() -> dict[Place, str]:
        return {place: paint for place, paint in sheet.fills.items() if place not in cells}

    return replace(sheet, values=values, read_fills=fills if sheet.has_fills else sheet.read_fills)


def _struck(sheet: Sheet, struck: dict[Place, str], layout: Layout, words: Vocabulary) -> Iterable[_Taken]:
    whole = _whole_rows(sheet, struck)
    done: set[int] = set()
    for (row, col), left in struck.items():
        table = _table_at(layout, row, col)
        if table is None or row in done:
            continue
        column = next((each for each in table.columns if each.index == col), None)
        heading = column.heading if column else ""
        if left:
            yield _Taken(
                (row, col), ((row, col),), heading, f"partly struck through, and what is left reads “{left}”"
            )
        elif row in whole or (row in table.rows and _is_key(table, column, row, words)):
            done.add(row)
            reason = (
                "struck through with its row"
                if row in whole
                else "struck through, and the row is nothing without it"
            )
            yield _Taken((row, col), _row_of(sheet, table, row), heading, reason)
        elif row in table.heading_rows:
            cells = ((row, col), *((at, col) for at in table.rows if sheet.value(at, col) is not None))
            yield _Taken((row, col), cells, heading, "the heading of a column, and struck through")
        else:
            yield _Taken((row, col), ((row, col),), heading, "struck through")


def _whole_rows(sheet: Sheet, struck: dict[Place, str]) -> set[int]:
    """The rows of which every cell with content is struck."""
    filled = sheet.filled()
    return {
        row
        for row in {row for row, _ in struck}
        if all((row, col) in struck for col in np.flatnonzero(filled[row]).tolist())
    }


def _row_of(sheet: Sheet, table: Table, row: int) -> tuple[Place, ...]:
    cols = range(table.cols.start, table.cols.stop)
    return tuple((row, col) for col in cols if sheet.value(row, col) is not None)


def _table_at(layout: Layout, row: int, col: int) -> Table | None:
    """The table in whose headings or rows a cell stands."""
    return next(
        (
            table
            for table in layout.tables
            if table.cols.start <= col < table.cols.stop and (row in table.heading_rows or row in table.rows)
        ),
        None,
    )


def _is_key(table: Table, column: Column | None, row: int, words: Vocabulary) -> bool:
    """Whether a column says whose or what its rows are, so that a row is nothing without it."""
    if column is None:
        return False
    value = table.sheet.value(row, column.index)
    if isinstance(value, str) and typed(value).code:
        return True
    first = next((each for each in table.columns if table.sheet.value(row, each.index) is not None), None)
    return column is first or any(typed(column.heading, words).role(kind) in _KEYS for kind in _KINDS)


def _commented(
    draft: Draft, sheet: Sheet, comments: dict[Place, str], layout: Layout, words: Vocabulary
) -> Iterable[_Taken]:
    """Comments that may change what their cell says; the others are counted in a note."""
    telling = {place for place, text in comments.items() if _speaks(read_text(text, "outside", words))}
    for row, col in sorted(telling):
        table = _table_at(layout, row, col)
        column = next((each for each in table.columns if each.index == col), None) if table else None
        reason = f"Its comment says “{_short(comments[row, col])}”"
        if table is None or row not in table.rows or sheet.value(row, col) is None:
            _refuse_comment(draft, sheet, (row, col), column, reason)
            continue
        key = _is_key(table, column, row, words)
        cells = _row_of(sheet, table, row) if key else ((row, col),)
        yield _Taken((row, col), cells, column.heading if column else "", reason)
    _note_quiet(draft, sheet, [(place, comments[place]) for place in sorted(comments.keys() - telling)])


def _refuse_comment(draft: Draft, sheet: Sheet, place: Place, column: Column | None, reason: str) -> None:
    """A problem for a comment at a cell that is none of a table's rows."""
    there = place[0] < sheet.height and place[1] < sheet.width
    what = "which is not read: check what it means for the answers"
    value = sheet.value(*place) if there else None
    draft.problems.append(_problem(sheet, place, column, value, f"{reason}, {what}."))
    if there:
        draft.assign(sheet, *place, Fate.PROBLEM)


def _note_quiet(draft: Draft, sheet: Sheet, quiet: list[tuple[Place, str]]) -> None:
    if not quiet:
        return
    quiet_cells = "; ".join(f"{reference(*place)} “{_short(text)}”" for place, text in quiet[:_FEW])
    more = f"; and {len(quiet) - _FEW} more" if len(quiet) > _FEW else ""
    count = "1 comment" if len(quiet) == 1 else f"{len(quiet)} comments"
    draft.note(f"{count} of sheet “{sheet.name}” changed nothing: {quiet_cells}{more}.")


def _speaks(reading: TextReading) -> bool:
    return reading.effect() == "ask" or any(reading.terms(term) for term in _SPEAKS)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59].rstrip()}…"


def _problem(sheet: Sheet, place: Place, column: Column | None, value: Any, reason: str) -> Problem:
    text = "" if value is None else str(value)
    return Problem(sheet.name, reference(*place), column.heading if column else "", text, reason)


def _list(draft: Draft, sheet: Sheet, taken: list[_Taken]) -> None:
    """One problem for all cells of a column that were taken back for the same reason, at the first of them."""
    alike: dict[tuple[int, str], list[_Taken]] = {}
    for each in taken:
        if each.reason:
            alike.setdefault((each.place[1], each.reason), []).append(each)
    for (_, reason), group in alike.items():
        row, col = group[0].place
        draft.problem(sheet, row, col, group[0].column, sheet.value(row, col), _sentence(reason, group))


def _sentence(reason: str, group: list[_Taken]) -> str:
    others = [reference(*each.place) for each in group[1:]]
    places = ", ".join(others[:_FEW]) + (f" and {len(others) - _FEW} more" if len(others) > _FEW else "")
    same = f" The same is so of {places}." if others else ""
    what = reason if reason[0].isupper() else f"This is {reason}"
    return (
        f"{what}: it is not counted.{same} Take the mark away, or what it marks, and load the file again; or correct "
        "the cell here."
    )
