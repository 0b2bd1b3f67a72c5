"""The grammar of layouts: what a table says, and where on the sheet each part of it stands.

A table says facts: who (a practice), what (an action or a service), and what is said of it (an answer or a day). Each
of these stands in one place relative to the cell that the fact comes from. A layout is that mapping alone, so
one more layout is one more combination, and one more place is one more member here with the lines that look it up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import product


class Field(StrEnum):
    """A part of a fact. SAID: an answer in a survey, a day in a log of notices. STEP: served, withdrawn and so on."""

    WHO = "who"
    WHAT = "what"
    SAID = "said"
    STEP = "step"


class Place(StrEnum):
    """Where a part of a fact stands."""

    ROW = "in a column of its own"
    COLUMN = "in the heading of the column"
    COLUMN_GROUP = "in a heading over several columns"  # without headings below it: over columns that repeat
    ROW_GROUP = "in a line of its own above its rows"
    CELL = "in the cell itself"
    OUTSIDE = "in a title, or the name of the sheet or file"


_AT_MOST = {Place.CELL: 1, Place.COLUMN: 1, Place.COLUMN_GROUP: 1, Place.ROW_GROUP: 2}
_ONE_EACH = (
    Field.SAID,
    Field.STEP,
)  # never several in a cell: without headings above they have a column of their own
_ANCHORS = {
    Place.ROW,
    Place.COLUMN,
    Place.CELL,
}  # without one of these there is no cell that a fact comes from


@dataclass(frozen=True)
class Layout:
    """Where each part of a table's facts stands. A field that the table never states is not among the places."""

    places: Mapping[Field, Place]

    def fields(self, place: Place) -> list[Field]:
        """The fields that stand in a place: [] for none."""
        return [field for field, at in self.places.items() if at is place]

    def only(self, place: Place) -> Field | None:
        """The one field that stands in a place, None where there is none."""
        return next(iter(self.fields(place)), None)

    def __str__(self) -> str:
        return ", ".join(f"{field} {place}" for field, place in self.places.items())


def layouts(possible: Mapping[Field, list[Place]]) -> Iterator[Layout]:
    """Every layout that the grammar allows. possible: by field that is stated, the places that it may stand in."""
    for chosen in product(*possible.values()):
        layout = Layout(dict(zip(possible, chosen, strict=True)))
        if is_allowed(chosen) and (Place.COLUMN in chosen or layout.only(Place.CELL) not in _ONE_EACH):
            yield layout


def is_allowed(chosen: tuple[Place, ...]) -> bool:
    """Whether a table can have its parts in these places: one heading row of a sort, one thing that is the cell."""
    few = all(chosen.count(place) <= most for place, most in _AT_MOST.items())
    over_columns = Place.COLUMN_GROUP not in chosen or Place.COLUMN in chosen or over_repeats(chosen)
    return few and over_columns and not _ANCHORS.isdisjoint(chosen)


def over_repeats(chosen: tuple[Place, ...]) -> bool:
    """Whether a heading stands over columns that repeat below it: 'ECG | | Spirometry' over practices and days."""
    return Place.COLUMN_GROUP in chosen and Place.ROW in chosen and not {Place.COLUMN, Place.CELL} & {*chosen}
