"""What a draft of any file must keep to, and whether it does."""

from __future__ import annotations

import json
from datetime import datetime

import numpy as np
import pandas as pd

from loaders.draft import Draft, Fate
from loaders.kinds import Options
from loaders.recognition import draft_of
from loaders.report import report_of
from loaders.vocabulary.vocabulary import Vocabulary

RECEIVED_AT = datetime(2025, 6, 1, 12, 0)
FIGURES = {
    "answers": (Fate.ANSWER,),
    "notices": (Fate.ANSWER, Fate.PROBLEM, Fate.QUESTION),  # a notice may be certain where its date is not
    "figures": (Fate.ANSWER,),
}
"""Tables whose every row is a figure, or part of one, and what may have become of the cell that it comes from."""


def verdict(data: bytes, name: str, vocabulary: Vocabulary, region: str | None) -> tuple[str, list[str]]:
    """refused, asked or loaded; and what is wrong with the draft, nothing if all is well."""
    draft = draft_of(data, name, Options(region=region), vocabulary, RECEIVED_AT)
    report = report_of(draft, "refused" if draft.refused else "loaded", None)
    json.dumps(report, default=str)
    if draft.refused:
        return "refused", _refusal(draft.refused)
    wrong = [f"{place} has no fate" for place in draft.unaccounted()[:3]]
    for table in FIGURES:
        for frame in draft.rows.get(table, ()):
            wrong += _sources(draft, table, frame)
    wrong += _unused(draft)
    return ("asked" if draft.questions or draft.problems else "loaded"), wrong


def _refusal(sentence: str) -> list[str]:
    if "fault of the software" in sentence or not sentence.endswith("."):
        return [f"refused with: {sentence}"]
    return []


def _sources(draft: Draft, table: str, frame: pd.DataFrame) -> list[str]:
    """Rows whose cell is not on the sheet, or was set aside."""
    wrong = []
    for sheet, rows in frame.groupby(frame["sheet"].astype(str)):
        grid = draft.fates.get(str(sheet))
        if grid is None:
            wrong.append(f"{table}: no sheet {sheet}")
            continue
        row, col = rows["row"].to_numpy(dtype=int), rows["col"].to_numpy(dtype=int)
        outside = (row < 0) | (col < 0) | (row >= grid.shape[0]) | (col >= grid.shape[1])
        if outside.any():
            wrong.append(f"{table}: a row from outside the sheet")
        elif not (known := np.isin(grid[row, col], FIGURES[table])).all():
            at = int(np.flatnonzero(~known)[0])
            fate = Fate(grid[row[at], col[at]]).name
            wrong.append(f"{table}: row from {(int(row[at]), int(col[at]))}, whose fate is {fate}")
    return wrong


def _unused(draft: Draft) -> list[str]:
    """Cells of a survey that are marked as answers and gave none; sheets that hold notices too are passed over, as a
    notice is made of several cells."""
    if draft.kind != "survey":
        return []
    noticed = {str(sheet) for frame in draft.rows.get("notices", ()) for sheet in frame["sheet"].unique()}
    used: dict[str, set[tuple[int, int]]] = {}
    for frame in draft.rows.get("answers", ()):
        for sheet, row, col in zip(frame["sheet"].astype(str), frame["row"], frame["col"], strict=True):
            used.setdefault(sheet, set()).add((int(row), int(col)))
    for sheet, grid in draft.fates.items():
        if sheet in noticed:
            continue
        marked = {(int(row), int(col)) for row, col in np.argwhere(grid == Fate.ANSWER)}
        if lost := marked - used.get(sheet, set()):
            return [f"an answer in {min(lost)} of {sheet} that was not loaded"]
    return []
