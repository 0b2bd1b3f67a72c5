"""What the cells of a sheet are painted with, kept as a grid of small numbers: a million coloured cells are usual."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

UNKNOWN = "?"
"""The paint of a cell that a conditional format colours by a rule which is not worked out here."""

Place = tuple[int, int]
Area = tuple[int, int, int, int]
"""top, left, bottom, right: zero-based, inclusive."""


class Fills(Mapping[Place, str]):
    """Paint by zero-based (row, col); absent where there is none.

    A paint is 'RRGGBB'; 'RRGGBB+RRGGBB' for a pattern (its ink, its ground); 'RRGGBB>RRGGBB' for a gradient of
    several colours; or UNKNOWN. notes: sentences about what could not be worked out.
    """

    def __init__(self, height: int, width: int) -> None:
        self.grid = np.zeros((height, width), dtype=np.uint32)
        self.paints = [""]
        self.notes: list[str] = []
        self._codes = {"": 0}

    @classmethod
    def of(cls, cells: Mapping[Place, str], height: int, width: int) -> Fills:
        """From single cells; those beyond the size are dropped."""
        fills = cls(height, width)
        for (row, col), paint in cells.items():
            if row < height and col < width:
                fills.grid[row, col] = fills.code(paint)
        return fills

    def code(self, paint: str | None) -> int:
        """The number that stands for a paint in the grid; 0 for none."""
        known = self._codes.setdefault(paint or "", len(self.paints))
        if known == len(self.paints):
            self.paints.append(paint or "")
        return known

    def codes(self, rows: Any, cols: Any) -> np.ndarray:
        """The numbers at those rows by those columns, 0 outside the grid."""
        rows, cols = np.asarray(rows, dtype=int), np.asarray(cols, dtype=int)
        height, width = self.grid.shape
        codes = np.zeros((len(rows), len(cols)), dtype=np.uint32)
        inside = np.ix_((rows >= 0) & (rows < height), (cols >= 0) & (cols < width))
        kept = np.ix_(rows[(rows >= 0) & (rows < height)], cols[(cols >= 0) & (cols < width)])
        codes[inside] = self.grid[kept]
        return codes

    def __getitem__(self, place: Place) -> str:
        row, col = place
        height, width = self.grid.shape
        code = int(self.grid[row, col]) if 0 <= row < height and 0 <= col < width else 0
        if not code:
            raise KeyError(place)
        return self.paints[code]

    def __iter__(self) -> Iterator[Place]:
        return ((int(row), int(col)) for row, col in np.argwhere(self.grid))

    def __len__(self) -> int:
        return int(np.count_nonzero(self.grid))
