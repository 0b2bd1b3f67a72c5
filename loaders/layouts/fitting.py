"""Which rows and cells of a sheet a bound layout could use, and for what."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.layouts.binding import Binding, Sorts
from loaders.layouts.grid import Grid
from loaders.layouts.places import Field, Layout, Place
from loaders.layouts.senses import Senses


@dataclass
class Fitting:
    """A layout with its columns on a sheet."""

    grid: Grid
    layout: Layout
    sorts: Sorts
    binding: Binding

    @property
    def cell(self) -> Field | None:
        """The field that stands in the cells that facts come from."""
        return self.layout.only(Place.CELL)

    def top(self) -> int:
        """The first row that is part of the table: its headings, or the first row that says a fact."""
        if self.binding.head:
            return self.binding.head[0]
        begun = (row for row in self.grid.filled if self.is_labels(row) or self.begins(row))
        return next(begun, len(self.grid.rows))

    def begins(self, row: int) -> bool:
        """Whether a row has a cell of the table: of a field that has a column, or what the layout has in cells."""
        cells, own = self.grid.rows[row], self.fields_by_column()
        if own:
            return any(
                cells[col].one(self.sorts[f]) for col, fields in own.items() if col in cells for f in fields
            )
        return any(self.anchors(senses) for senses in cells.values())

    def fields_by_column(self) -> dict[int, list[Field]]:
        """By column the fields that stand in it as in a column of their own."""
        own: dict[int, list[Field]] = {}
        for strip in self.binding.strips:
            for field, col in strip.items():
                own.setdefault(col, []).append(field)
        return own

    def anchors(self, senses: Senses) -> bool:
        """Whether a cell says what the layout has in cells."""
        return self.cell is not None and self.sorts[self.cell] in senses.terms

    def fills(self, senses: Senses) -> bool:
        """Whether a cell below a bound heading could be what a fact comes from."""
        return self.anchors(senses) if self.cell else senses.tick is not None

    def is_labels(self, row: int) -> bool:
        """Whether a row holds labels alone, one of them over the column of a field or of what stands in cells."""
        cells = self.grid.rows[row]
        if self.binding.columns or any(self._is_said(senses) for senses in cells.values()):
            return False
        return any(self.label_fits(col, senses) for col, senses in cells.items())

    def _is_said(self, senses: Senses) -> bool:
        """Whether a cell may say something of a fact: 'No.' says nothing of a notice."""
        if senses.heading or senses.figure:
            return not senses.heading
        return not senses.terms.keys().isdisjoint(self.sorts.values()) or senses.tick is True

    def label_fits(self, col: int, senses: Senses) -> bool:
        """Whether a label is of what stands below it: the field of its column, or what the layout has in cells."""
        fields = self.fields_by_column().get(col) or ([self.cell] if self.cell else [])
        return any(self.sorts[field] in senses.label for field in fields)

    def is_group_head(self, cell: tuple[int, int]) -> bool:
        """Whether a cell is the heading of some bound column or of a group of them."""
        over = [heading for _, heading in self.binding.over]
        return any(
            cell == at
            for heading in (*self.binding.columns.values(), *over)
            for _, at in heading.terms.values()
        )
