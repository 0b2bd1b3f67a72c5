"""Which part of a sheet is drawn, and the way to the next open cell."""

from __future__ import annotations

import numpy as np

from frame.upload.grid import COLUMNS, ROWS, counts_of, next_open, window_of
from loaders.draft import Fate

A, L, P, Q = Fate.ANSWER, Fate.LABEL, Fate.PROBLEM, Fate.QUESTION


def test_a_window_is_so_many_rows_and_columns_however_large_the_sheet():
    fates = np.full((2000, 16_384), A, dtype=np.uint8)
    window, rows = window_of(fates, 50, 16_380, only_open=False)
    assert (window.rows[0], len(window.rows)) == (50, ROWS)
    assert window.cols == (16_380, 16_381, 16_382, 16_383)
    assert len(rows) == 2000
    window, _ = window_of(fates, 0, 0, only_open=False)
    assert len(window.cols) == COLUMNS


def test_rows_with_something_open_and_no_others():
    fates = np.array([[L, L], [A, P], [A, A], [Q, A]], dtype=np.uint8)
    window, rows = window_of(fates, 0, 0, only_open=True)
    assert (window.rows, rows.tolist()) == ((1, 3), [1, 3])
    window, _ = window_of(fates, 2, 0, only_open=True)
    assert window.rows == (3,)
    window, rows = window_of(fates[:1], 0, 0, only_open=True)
    assert (window.rows, rows.tolist()) == ((), [])


def test_the_next_open_cell_goes_row_by_row_and_round():
    fates = np.array([[L, L], [Q, P], [A, A], [A, P]], dtype=np.uint8)
    seen = [None]
    for _ in range(4):
        seen.append(next_open(fates, seen[-1]))
    assert seen[1:] == [(1, 0), (1, 1), (3, 1), (1, 0)]
    assert next_open(fates[:1], None) is None


def test_cells_are_counted_by_their_fate():
    fates = np.array([[L, L], [Q, P], [A, Fate.BLANK]], dtype=np.uint8)
    assert counts_of(fates) == {A: 1, L: 2, Q: 1, P: 1, Fate.LEFT_OUT: 0}
