"""What became of the rows below a sheet, said of the cells of the file that they were made of."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

import numpy as np
import pandas as pd

from loaders.draft import Draft, Fate, LeftOut, Problem
from loaders.reading.sheets import place_of, reference
from loaders.turning.turned import Turned

# Of a cell that was written out more than once, what counts: what asks for a person, then what was loaded.
_OWN = (Fate.LABEL, Fate.LEFT_OUT, Fate.ANSWER, Fate.QUESTION, Fate.PROBLEM)
# A heading over several rows was read if it was for any of them.
_LENT = (Fate.LEFT_OUT, Fate.PROBLEM, Fate.QUESTION, Fate.ANSWER, Fate.LABEL)
_Line = TypeVar("_Line", Problem, LeftOut)


def open_account(draft: Draft, turned: Turned) -> None:
    """Start the account of a sheet with what was written out below it: of a cell that stands below, only there."""
    draft.open_sheet(turned.sheet)
    grid = draft.fates[turned.sheet.name]
    for row, col in (*turned.places[turned.places[..., 0] >= 0].tolist(), *turned.labels):
        grid[row, col] = Fate.BLANK
    for (row, col), reason in turned.problems.items():
        draft.problem(turned.sheet, row, col, "", turned.source.value(row, col), reason)


def carry_back(draft: Draft) -> list[tuple[str, str, str]]:
    """Let every fate, line, question and row of the draft point at cells of the file. Called once, when all is read.

    Sheet, cell reference and what does not add up there, as `differences`: cells with content that were lost.
    """
    lost = []
    for name, turned in draft.turned.items():
        fates = _fates(draft.fates[name], turned)
        _carry_lines(draft, turned, fates)
        _carry_rows(draft, turned)
        draft.fates[name] = fates
        for row, col in np.argwhere(turned.source.filled() & (fates <= Fate.UNREAD)).tolist():
            lost.append((name, reference(row, col), "it was lost when the table was turned"))
    draft.turned = {}
    return lost


def _fates(below: np.ndarray, turned: Turned) -> np.ndarray:
    """The grid of the file's sheet from the grid of that and what is below it."""
    fates = below[: turned.source.height, : turned.source.width].copy()
    own = {fate: rank for rank, fate in enumerate(_OWN)}
    lent = {fate: rank for rank, fate in enumerate(_LENT)}
    own_fates: dict[tuple[int, int], Fate] = {}
    shared: dict[tuple[int, int], Fate] = {}
    for at, col in np.argwhere(below[turned.top :] > Fate.UNREAD).tolist():
        place, fate = tuple(turned.places[at, col].tolist()), Fate(below[turned.top + at, col])
        if place[0] < 0 or place[0] >= fates.shape[0] or place[1] >= fates.shape[1]:
            continue
        ranks, merged = (lent, shared) if turned.lent[at, col] else (own, own_fates)
        merged[place] = max(
            merged.get(place, fate), fate, key=lambda candidate, ranks=ranks: ranks[candidate]
        )
        if turned.lent[at, col] and fate == Fate.ANSWER:
            home = turned.home(turned.top + at)
            own_fates[home] = max(own_fates.get(home, fate), fate, key=lambda candidate: own[candidate])
    for (row, col), fate in own_fates.items():
        fates[row, col] = fate
    for (row, col), fate in shared.items():
        if (row, col) not in own_fates:
            fates[row, col] = Fate.LABEL if fate == Fate.ANSWER else fate
    for row, col in turned.labels:
        fates[row, col] = Fate.LABEL
    return fates


def _carry_lines(draft: Draft, turned: Turned, fates: np.ndarray) -> None:
    name = turned.sheet.name
    problems = (
        _line(line, turned, fates, Fate.PROBLEM) if line.sheet == name else line for line in draft.problems
    )
    draft.problems = list(dict.fromkeys(problems))
    draft.left_out = [
        _line(line, turned, fates, Fate.LEFT_OUT) if line.sheet == name else line for line in draft.left_out
    ]
    for question in draft.questions.values():
        if question.sheet == name and question.cell:
            question.cell = reference(*turned.place(*place_of(question.cell)))


def _line(line: _Line, turned: Turned, fates: np.ndarray, fate: Fate) -> _Line:
    """The line with its cell in the file: where that has another fate, as a heading over rows that were read has,
    the cell that its row is about."""
    row, col = place_of(line.cell)
    place = turned.place(row, col)
    if row >= turned.top and fates[place] != fate:
        place = turned.home(row)
    return replace(line, cell=reference(*place))


def _carry_rows(draft: Draft, turned: Turned) -> None:
    """Rows of the store come from the cell that says it; of a heading over several rows, from the row's own cell."""
    for table, frames in draft.rows.items():
        draft.rows[table] = [_carried(frame, turned) for frame in frames]


def _carried(frame: pd.DataFrame, turned: Turned) -> pd.DataFrame:
    if "sheet" not in frame or "row" not in frame:
        return frame
    below = (frame["sheet"] == turned.sheet.name).to_numpy(dtype=bool) & (
        frame["row"] >= turned.top
    ).to_numpy()
    if not below.any():
        return frame
    rows = frame["row"].to_numpy().copy()
    cols = frame["col"].to_numpy().copy() if "col" in frame else None
    for at in np.flatnonzero(below):
        row, col = int(rows[at]), int(cols[at]) if cols is not None else -1
        lent = col < 0 or turned.lent[row - turned.top, col]
        place = turned.home(row) if lent else turned.place(row, col)
        rows[at] = place[0]
        if cols is not None:
            cols[at] = place[1]
    return frame.assign(row=rows, **({} if cols is None else {"col": cols}))
