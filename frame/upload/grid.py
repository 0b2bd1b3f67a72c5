"""A window of a sheet as a real table: every cell with its fate as a mark, a word for a screen reader and a
colour. Cells can be picked by mouse or keyboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import streamlit as st

from loaders.corrections import cell_text
from loaders.draft import Fate
from loaders.reading import Sheet
from loaders.reading.sheets import letters
from store import Correction

HERE = Path(__file__).parent
ROWS, COLUMNS = 30, 20  # a window: some 32 KB, whatever the size of the sheet
LONGEST = 80
OPEN = (Fate.PROBLEM, Fate.QUESTION)
FATES = {
    Fate.ANSWER: ("answer", "A", "answers, loaded"),
    Fate.LABEL: ("label", "L", "labels: read, and no answer of their own"),
    Fate.QUESTION: ("question", "?", "wait for an answer of yours"),
    Fate.PROBLEM: ("problem", "!", "cannot be read"),
    Fate.LEFT_OUT: ("left out", "–", "left out, for a listed reason"),
}
"""Fate -> its word, its mark, and what the legend says."""

_GRID = st.components.v2.component(
    "sheet_grid",
    html="<div class='around'><table role='grid'><caption></caption><thead></thead><tbody></tbody></table></div>",
    css=(HERE / "grid.css").read_text(encoding="utf-8"),
    js=(HERE / "grid.js").read_text(encoding="utf-8"),
)


@dataclass(frozen=True)
class Window:
    """Which rows and columns of a sheet are drawn."""

    rows: tuple[int, ...]
    cols: tuple[int, ...]


def window_of(fates: np.ndarray, top: int, left: int, only_open: bool) -> tuple[Window, np.ndarray]:
    """The window that begins at a row and a column (zero-based), and all rows that can be paged through.

    only_open: rows with a problem or a question, and no others.
    """
    rows = np.flatnonzero(np.isin(fates, OPEN).any(axis=1)) if only_open else np.arange(fates.shape[0])
    first = int(np.searchsorted(rows, top))
    first = max(0, min(first, len(rows) - 1)) if len(rows) else 0
    shown = tuple(int(row) for row in rows[first : first + ROWS])
    cols = tuple(range(left, min(left + COLUMNS, fates.shape[1])))
    return Window(shown, cols), rows


def counts_of(fates: np.ndarray) -> dict[Fate, int]:
    """How many cells of a sheet have each fate."""
    counted = np.bincount(fates.ravel(), minlength=len(Fate))
    return {fate: int(counted[fate]) for fate in FATES}


def next_open(fates: np.ndarray, after: tuple[int, int] | None) -> tuple[int, int] | None:
    """The next cell with a problem or a question, row by row, going round to the first; None where none is."""
    places = np.flatnonzero(np.isin(fates, OPEN))
    if not len(places):
        return None
    here = -1 if after is None else after[0] * fates.shape[1] + after[1]
    at = places[places > here]
    row, col = divmod(int(at[0] if len(at) else places[0]), fates.shape[1])
    return row, col


def draw_grid(
    sheet: Sheet,
    fates: np.ndarray,
    window: Window,
    mended: dict[tuple[int, int], Correction],
    picked: tuple[int, int] | None,
    read: Mapping[tuple[int, int], str],
    *,
    key: str,
    on_pick: Callable[[], None],
) -> None:
    """Draw a window; st.session_state[key].picked is 'row,col' (zero-based) while on_pick runs.

    read: what was read out of cells, in words.
    """
    draw = partial(_cell, sheet, fates, mended, read)
    data = {
        "caption": f"Sheet {sheet.name}",
        "columns": [letters(col) for col in window.cols],
        "rows": [{"row": row, "cells": [draw(row, col) for col in window.cols]} for row in window.rows],
        "cols": list(window.cols),
        "picked": list(picked) if picked else None,
    }
    _GRID(key=key, data=data, on_picked_change=on_pick)


def _cell(
    sheet: Sheet,
    fates: np.ndarray,
    mended: dict[tuple[int, int], Correction],
    read: Mapping[tuple[int, int], str],
    row: int,
    col: int,
) -> dict[str, str]:
    """text, fate, mark; what was read out of it; what the file says where it was mended; its paint in the file."""
    fate = Fate(int(fates[row, col]))
    word, mark, _ = FATES.get(fate, ("", "", ""))
    was, correction = cell_text(sheet.value(row, col)), mended.get((row, col))
    cell = {"text": _short(correction.corrected if correction else was), "fate": word, "mark": mark}
    if correction:
        cell["was"] = _short(was)
    if (row, col) in read:
        cell["read"] = read[row, col]
    if sheet.has_fills and fate not in (Fate.BLANK, Fate.LABEL):
        cell["paint"] = sheet.fills.get((row, col), "")
    return cell


def _short(text: str | None) -> str:
    short = " ".join((text or "").split())
    return short if len(short) <= LONGEST else short[: LONGEST - 1] + "…"
