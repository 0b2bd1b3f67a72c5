"""What an unusual table says, in the shape of an ordinary one: cells that know where in the file they stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from loaders.cells.typed import typed
from loaders.reading.sheets import Sheet
from loaders.tables.tables import Apart
from loaders.vocabulary.vocabulary import Vocabulary

Place = tuple[int, int]  # zero-based row and column in the file's sheet
Area = tuple[int, int, int, int]  # top, left, bottom, right: zero-based, inclusive


class Cell(NamedTuple):
    """place: where its text stands in the file; None for a heading that the file leaves to the reader.

    lent: it stands there once for several rows, as the heading over a group does.
    """

    value: Any = None
    place: Place | None = None
    lent: bool = False


@dataclass(frozen=True)
class Outside:
    """What is known of a sheet besides its cells. file: the file's name without its ending; region: the one that was
    named for the file, None where none was; alone: whether no other sheet of the file is read."""

    file: str = ""
    region: str | None = None
    alone: bool = True


@dataclass
class Part:
    """An ordinary table made of cells of a sheet. All rows have the same length.

    heads: how many of the first rows are headings; None where they are to be looked for. plain: nobody could take the
    table for another. title: the texts above it. merged: areas of rows that are one cell. labels: further cells that
    were read and need no place in it. apart: further cells that are left out. problems: further cells that contradict
    each other, with a sentence for each. says: how the table was read, for the person who looks at it; '' where that
    is plain.
    """

    rows: list[list[Cell]]
    says: str
    heads: int | None = 1
    plain: bool = False
    title: str = ""
    merged: list[Area] = field(default_factory=list)
    labels: list[Place] = field(default_factory=list)
    apart: list[Apart] = field(default_factory=list)
    problems: dict[Place, str] = field(default_factory=dict)

    @property
    def places(self) -> set[Place]:
        """Every cell of the file that the part has a use or a reason for."""
        used = {cell.place for row in self.rows for cell in row if cell.place is not None}
        apart = ((cells.row, col) for cells in self.apart for col in range(cells.cols[0], cells.cols[1] + 1))
        return used | set(self.labels) | set(apart) | set(self.problems)


def cell_at(sheet: Sheet, row: int, col: int, *, lent: bool = False) -> Cell:
    """A cell as it stands in the file."""
    return Cell(sheet.values[row][col], (row, col), lent)


def shown(sheet: Sheet, filled: np.ndarray) -> np.ndarray:
    """Where a sheet has content that is not hidden by hand."""
    there = filled.copy()
    there[[row for row in sheet.hidden_rows if row < len(there)]] = False
    there[:, [col for col in sheet.hidden_cols if col < there.shape[1]]] = False
    return there


def blocks(there: np.ndarray) -> list[tuple[int, int]]:
    """Runs of rows without a blank one, as (first, one past the last)."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], there.any(axis=1), [False]]).astype(int)))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def lone_text(sheet: Sheet, there: np.ndarray, row: int) -> Place | None:
    """The only cell of a row, where it is a text."""
    cols = np.flatnonzero(there[row])
    if len(cols) != 1 or not isinstance(sheet.values[row][int(cols[0])], str):
        return None
    return row, int(cols[0])


def text_at(sheet: Sheet, place: Place) -> str:
    """A cell's text in one line; '' where it is blank."""
    value = sheet.values[place[0]][place[1]]
    return "" if value is None else " ".join(str(value).split())


def titled_action(sheet: Sheet, there: np.ndarray, head: int, words: Vocabulary) -> tuple[str, Cell]:
    """The lines above the headings, and the lowest of them that names an action; failing that the sheet's name."""
    lines: list[Place] = []
    for row in range(head - 1, -1, -1):
        if there[row].any():
            place = lone_text(sheet, there, row)
            if place is None:
                break
            lines.append(place)
        elif lines:
            break
    action_line = next((place for place in lines if typed(text_at(sheet, place), words).action), None)
    title = "\n".join(text_at(sheet, place) for place in reversed(lines) if place != action_line)
    if action_line:
        return title, Cell(text_at(sheet, action_line), action_line, lent=True)
    if typed(sheet.name, words).action or not lines:
        return title, Cell(sheet.name)
    return title, Cell(text_at(sheet, lines[0]), lines[0], lent=True)
