"""A chart without a drawing of its own as a grid of words."""

from __future__ import annotations

import pandas as pd

from charts.drawing import Cells, Figure, Grid

# Addresses leave no room for what a table says; its sources are named under it, and in the table of the page.
LEFT_OUT = ("Source",)


def as_grid(table: pd.DataFrame) -> Grid:
    """The first column as labels, the others as cells; without the sources, and without columns that are empty."""
    first, *others = (str(name) for name in table.columns)
    cells = {
        name: [str(value) for value in table[name].astype(object).where(table[name].notna(), "")]
        for name in others
        if name not in LEFT_OUT
    }
    shown = {name: column for name, column in cells.items() if any(column)}
    shown = shown or {"": [" "] * len(table)}
    rows = [
        Cells(str(label), tuple((Figure(column[at]),) if column[at] else () for column in shown.values()))
        for at, label in enumerate(table[first])
    ]
    return Grid(tuple(shown), tuple(rows), head=first)
