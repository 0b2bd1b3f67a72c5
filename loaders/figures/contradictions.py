"""Figures of one file that say different things of the same: the lower does not win by standing lower."""

from __future__ import annotations

import numpy as np
import pandas as pd

from loaders.draft import Fate
from loaders.evidence.contradictions import ABOUT, FIRST, LAST, NEITHER, key_of
from loaders.kinds import Context
from loaders.reading.sheets import Sheet

_SAME = ["region", "subject", "kind", "rung", "unit", "as_of", "source", "words", "answer", "part"]
_SAYS = ["count", "out_of", "share"]
BOTH = "all of them: they are of different things"


def settle_figures(context: Context) -> None:
    """Of figures with one source for the same region, subject, step, unit and day that differ: keep those that a
    person chose, or hold all of them for a question.

    '12' and '15 practices' for ECG in Dorset, on two rows without a day → one question
    """
    frames = context.draft.rows.get("figures", [])
    if not frames:
        return
    figures = pd.concat(
        [frame.assign(frame=number) for number, frame in enumerate(frames)], ignore_index=True
    ).astype(dict.fromkeys((*_SAME, *_SAYS), object))
    figures = figures[figures[_SAYS].notna().any(axis=1)]
    again = figures[figures.duplicated(_SAME, keep=False)]
    gone = [
        _gone(alike, context)
        for _, alike in again.groupby(_SAME, dropna=False, sort=False)
        if len(alike[_SAYS].drop_duplicates()) > 1
    ]
    if gone:
        _drop(pd.concat(gone), context)


def _gone(alike: pd.DataFrame, context: Context) -> pd.DataFrame:
    """Those of some figures that do not count: as a person chose, all of them until somebody did."""
    first = alike.iloc[0]
    about = [context.vocabulary.label(str(first["kind"]), first["subject"])]
    about += [] if pd.isna(first["region"]) else [context.vocabulary.label("region", first["region"])]
    key = key_of("figures\n" + "\n".join(str(first[name]) for name in _SAME), context)
    chosen = context.vocabulary.remembered(ABOUT, key)
    if chosen is None:
        _ask(alike, ", ".join(about), key, context)
        return alike.assign(fate=Fate.QUESTION)
    kept = {BOTH: alike, FIRST: alike.iloc[:1], LAST: alike.iloc[-1:]}.get(chosen, alike.iloc[:0])
    return alike.drop(kept.index).assign(fate=Fate.LEFT_OUT)


def _ask(alike: pd.DataFrame, subject: str, key: str, context: Context) -> None:
    written = ", ".join(dict.fromkeys(map(_written, alike[_SAYS].to_numpy().tolist())))
    sentence = (
        f"{len(alike)} figures of one thing differ ({subject}: {written}), and nothing says which is the later. "
        "Which counts?"
    )
    for name, row, col in zip(alike["sheet"], alike["row"], alike["col"], strict=True):
        place = {"sheet": _sheet(name, context), "row": int(row), "col": int(col)}
        context.draft.ask(ABOUT, subject, sentence, [LAST, FIRST, BOTH, NEITHER], key=key, **place)


def _written(figure: list[float | None]) -> str:
    """'12', '12 of 64' or '19%'."""
    count, out_of, share = (None if pd.isna(value) else value for value in figure)
    if count is None and share is not None:
        return f"{share:.0%}"
    return f"{count or 0:g}" + ("" if out_of is None else f" of {out_of:g}")


def _sheet(name: str, context: Context) -> Sheet:
    return next(table.sheet for table in context.tables if table.sheet.name == name)


def _drop(gone: pd.DataFrame, context: Context) -> None:
    """Take figures out of the draft's frames by the id that each has, and account for their cells."""
    frames = context.draft.rows["figures"]
    for number, rows in gone.groupby("frame"):
        kept = frames[number][~frames[number]["figure"].isin(rows["figure"])].reset_index(drop=True)
        frames[number] = kept
        rows_left = set(zip(kept["sheet"], kept["row"], strict=True))
        for name, row, col, fate in zip(rows["sheet"], rows["row"], rows["col"], rows["fate"], strict=True):
            sheet, row, col = _sheet(name, context), int(row), int(col)
            grid = context.draft.fates[name]
            cols = [col] if (name, row) in rows_left else np.flatnonzero(grid[row] == Fate.ANSWER).tolist()
            if fate == Fate.LEFT_OUT:
                reason = "another figure of the same thing counts, as answered"
                context.draft.leave_out(sheet, row, col, sheet.value(row, col), reason)
            context.draft.assign(sheet, row, cols, Fate(fate))
