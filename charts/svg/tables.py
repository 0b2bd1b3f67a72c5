"""A chart without a drawing of its own as a grid of words."""

from __future__ import annotations

import pandas as pd

from charts.drawing import Cells, Figure, Grid


def as_grid(table: pd.DataFrame) -> Grid:
    """The first column as labels, the others as cells."""
    first, *others = (str(name) for name in table.columns)
    rows = []
    for record in table.astype(object).where(table.notna(), "").itertuples(index=False):
        label, *cells = (str(value) for value in record)
        rows.append(Cells(label, tuple((Figure(cell),) if cell else () for cell in cells)))
    return Grid(tuple(others) or (first,), tuple(rows))
