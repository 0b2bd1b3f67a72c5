"""Whether a draft adds up, by cell reference: what is loaded, asked, wrong and left out against the fate of each cell.

The rows of a draft and its grids are filled by different steps. Here they are held against each other before anything
is stored: a row must point at a cell that was read as an answer, and such a cell must have a row; what is marked
as a problem, a question or left out must have its line, and the line must point at such a cell.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from loaders.draft import Draft, Fate
from loaders.reading.sheets import place_of, reference

_BY_CELL = ("answers",)
_BY_ROW = (
    "notices",
    "figures",
    "practices",
    "happenings",
    "handed_over",
)  # a row of these is read from several cells of its row
ROWS = (*_BY_CELL, *_BY_ROW)  # tables of the store that hold what a file says
_WORDS = {Fate.PROBLEM: "a problem", Fate.LEFT_OUT: "left out", Fate.QUESTION: "asked about"}
# What a cell may be besides what a line says of it: a row with a problem may wait for an answer as well, and one part
# of a cell may be loaded and another left out. A line may point at a blank cell, where something is missing, and one
# that leaves a whole column or row out at a cell of it that is a problem.
_MAY_BE = {
    Fate.PROBLEM: (Fate.BLANK, Fate.QUESTION),
    Fate.LEFT_OUT: (Fate.BLANK, Fate.ANSWER, Fate.PROBLEM),
}


def differences(draft: Draft) -> list[tuple[str, str, str]]:
    """Sheet, cell reference and what does not add up there; empty if all does."""
    gaps = [(sheet, cell, "it has no fate") for sheet, cell in draft.unaccounted()]
    for name, grid in draft.fates.items():
        gaps += [(name, *difference) for difference in _of_rows(draft, name, grid)]
        gaps += [(name, *difference) for difference in _of_lines(draft, name, grid)]
    return gaps


def _of_rows(draft: Draft, name: str, grid: np.ndarray) -> Iterator[tuple[str, str]]:
    """Answers without a row of the store, and rows without an answer."""
    read = grid == Fate.ANSWER
    loaded = np.zeros_like(read)
    by_row = np.zeros(len(read), dtype=bool)
    for table in ROWS:
        for rows, cols in _places(draft, table, name):
            if table in _BY_CELL:
                loaded[rows, cols] = True
            else:
                by_row[rows] = True
    whole = by_row[:, np.newaxis]
    for row, col in np.argwhere(read & ~loaded & ~whole):
        yield reference(int(row), int(col)), "it was read as loaded, and no row was made of it"
    for row, col in np.argwhere(loaded & ~read):
        yield reference(int(row), int(col)), "a row was made of it, and it was not read as loaded"
    if not by_row.any():
        return
    # a notice counts while its date is asked about
    accounted = read | (grid == Fate.PROBLEM) | (grid == Fate.QUESTION)
    for row in np.flatnonzero(by_row & ~accounted.any(axis=1)):
        yield reference(int(row), 0), "a row was made of this line, and no cell of it was read"


def _places(draft: Draft, table: str, name: str) -> Iterator[tuple[np.ndarray, np.ndarray | None]]:
    """Rows and columns of the cells of a sheet that the frames of a table come from."""
    for frame in draft.rows.get(table, []):
        here = (frame["sheet"] == name).to_numpy(dtype=bool)
        if here.any():
            rows = frame["row"].to_numpy()[here].astype(np.int64)
            yield rows, frame["col"].to_numpy()[here].astype(np.int64) if table in _BY_CELL else None


def _of_lines(draft: Draft, name: str, grid: np.ndarray) -> Iterator[tuple[str, str]]:
    """Problems, questions and left-out cells without a line, and lines that point at a cell of another fate."""
    problems = [place_of(problem.cell) for problem in draft.problems if problem.sheet == name]
    left_out = [place_of(item.cell) for item in draft.left_out if item.sheet == name]
    yield from _unlisted_problems(grid, problems, draft.withheld.get(name, set()))
    for fate, listed in ((Fate.LEFT_OUT, left_out), (Fate.QUESTION, draft.questions)):
        if not listed and len(there := np.argwhere(grid == fate)):
            yield reference(*map(int, there[0])), f"it is marked as {_WORDS[fate]}, and no line says so"
    yield from _marked_otherwise(grid, Fate.PROBLEM, problems)
    yield from _marked_otherwise(grid, Fate.LEFT_OUT, left_out)


def _unlisted_problems(
    grid: np.ndarray, listed: list[tuple[int, int]], withheld: set[tuple[int, int]]
) -> Iterator[tuple[str, str]]:
    """Problems that no line speaks of: a line speaks of its row and of its column."""
    rows, cols = {row for row, _ in listed}, {col for _, col in listed}
    for row, col in np.argwhere(grid == Fate.PROBLEM):
        if (int(row), int(col)) not in withheld and row not in rows and col not in cols:
            yield reference(int(row), int(col)), "it is marked as a problem, and no problem is listed for it"


def _marked_otherwise(
    grid: np.ndarray, fate: Fate, listed: list[tuple[int, int]]
) -> Iterator[tuple[str, str]]:
    """Lines that point at a cell of the sheet whose fate is another."""
    for row, col in listed:
        inside = row < grid.shape[0] and col < grid.shape[1]
        if inside and grid[row, col] not in (fate, *_MAY_BE[fate]):
            yield reference(row, col), f"a line says that it is {_WORDS[fate]}, and it is marked otherwise"
