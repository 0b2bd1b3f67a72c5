"""The reading of a sheet by the grammar of layouts: taken where exactly one explains every cell, asked about where
several do."""

from __future__ import annotations

import numpy as np

from loaders.layouts.choice import Choice, choose, is_ordinary
from loaders.layouts.doubt import Doubt, doubt_between
from loaders.layouts.grid import Grid, grid_of
from loaders.layouts.interpretation import Interpretation
from loaders.layouts.senses import Reader
from loaders.layouts.written import written
from loaders.reading.sheets import Sheet
from loaders.turning.parts import Outside, Part
from loaders.vocabulary.vocabulary import Vocabulary

_MOST_ROWS, _MOST_CELLS = (
    2_000,
    3_000,
)  # of a sheet that somebody laid out by hand; a form export is settled by its headings


class LayoutOfSheet:
    """What the grammar makes of a sheet. doubt: what has to be asked, None where nothing has."""

    def __init__(self, sheet: Sheet, there: np.ndarray, words: Vocabulary, outside: Outside) -> None:
        self.grid: Grid | None = None
        self.doubt: Doubt | None = None
        choice = Choice()
        if sheet.height <= _MOST_ROWS and np.count_nonzero(there) <= _MOST_CELLS:
            self.grid = grid_of(sheet, there, Reader(words, outside), outside.file)
            choice = choose(self.grid)
        self._reading = choice.one
        if self.grid and len(choice.exact) > 1 and not any(map(is_ordinary, choice.exact)):
            self.doubt = doubt_between(self.grid, choice.exact, outside.file)

    def decide(self, choice: str) -> None:
        """Take the reading that somebody chose."""
        if self.doubt and choice in self.doubt.readings:
            self._reading, self.doubt = self.doubt.readings[choice], None

    @property
    def part(self) -> Part | None:
        """The facts of the sheet as one table; None where it is an ordinary table, or nothing explains it all."""
        reading: Interpretation | None = self._reading
        if self.grid is None or reading is None or is_ordinary(reading):
            return None
        return written(self.grid, reading)
