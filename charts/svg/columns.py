"""The columns of a grid: each as wide as what stands in it, and figures right under each other."""

from __future__ import annotations

import re

from charts.drawing import Figure, Grid
from charts.svg.lettering import width

NARROWEST, WIDEST = 5.4, 15  # of a column, in sizes of its type
PAD = 14
NOTHING = "–"
NUMBER = re.compile(r"[<>]?[\d,]+%?")


def widths(grid: Grid, room: float, size: float) -> list[float]:
    """The width of each column, at most `room` together.

    All alike where that does; else what a column has no need of goes to those with long words. Columns with bars are
    always alike, so that their bars can be held against each other.
    """
    wanted = [_wanted(grid, at, size) for at in range(len(grid.columns))]
    alike = min(room / len(wanted), size * WIDEST + PAD)
    if max(wanted) <= alike:
        return [alike] * len(wanted)
    barred = [has_bars(grid, at) for at in range(len(grid.columns))]
    if any(barred):
        most = max(want for want, bar in zip(wanted, barred, strict=True) if bar)
        wanted = [most if bar else want for want, bar in zip(wanted, barred, strict=True)]
    if sum(wanted) > room:
        return _held(wanted, room)
    spare = (room - sum(wanted)) / len(wanted)
    return [want + min(spare, max(0, size * WIDEST + PAD - want)) for want in wanted]


def _held(wanted: list[float], room: float) -> list[float]:
    """All held to one limit, the widest that has room."""
    kept: dict[int, float] = {}
    for left, at in zip(
        range(len(wanted), 0, -1), sorted(range(len(wanted)), key=wanted.__getitem__), strict=True
    ):
        kept[at] = min(wanted[at], (room - sum(kept.values())) / left)
    return [kept[at] for at in range(len(wanted))]


def _wanted(grid: Grid, at: int, size: float) -> float:
    """What a column takes where nothing in it is broken."""
    words = [figure.words for row in grid.rows for figure in row.cells[at]]
    longest = max((width(text, size) for text in words), default=0)
    head = max(width(word, size, strong=True) for word in [*grid.columns[at].split(), ""])
    return max(longest, head, size * NARROWEST) + PAD


def has_bars(grid: Grid, at: int) -> bool:
    """Whether a column draws its shares as bars."""
    return any(figure.share is not None for row in grid.rows for figure in row.cells[at][:1])


def numeric(grid: Grid) -> list[bool]:
    """Which columns hold nothing but counts or shares, none of them with a bar; an empty one among such is one too."""
    figures = [[figure for row in grid.rows for figure in row.cells[at]] for at in range(len(grid.columns))]
    counts = [not has_bars(grid, at) and _counts(column) for at, column in enumerate(figures)]
    filled = [is_count for is_count, column in zip(counts, figures, strict=True) if column]
    return (
        counts
        if filled and all(filled)
        else [bool(column) and is_count for is_count, column in zip(counts, figures, strict=True)]
    )


def _counts(figures: list[Figure]) -> bool:
    return all(NUMBER.fullmatch(figure.words) for figure in figures)
