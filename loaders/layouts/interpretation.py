"""One layout tried on a sheet: the facts that it reads, and what it used every cell for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from loaders.layouts.grid import Cell, Leftover
from loaders.layouts.places import Field, Layout, Place
from loaders.layouts.senses import Term

_FEW = 2  # at least as many times as many facts as contradictory cells
_RARE = 2  # the same of cells that nothing explains


class Said(NamedTuple):
    """A part of a fact. cell: where it stands, None for a name outside the cells; lent: there for several facts."""

    term: Term
    cell: Cell | None
    lent: bool


@dataclass(frozen=True)
class Fact:
    """What one cell, or one row, says. anchor: the cell that it comes from. beside: further columns of its row."""

    parts: dict[Field, Said]
    anchor: Cell
    beside: tuple[int, ...] = ()
    silent: bool = False

    @property
    def key(self) -> tuple[str, ...]:
        """The fact without its place: two readings with the same keys say the same."""
        return tuple(self.parts[field].term.id if field in self.parts else "" for field in Field)


@dataclass
class Interpretation:
    """labels: cells that were read and are in no fact. leftover: by cell why it is none. unread: cells with content
    that the layout does not explain. beside: by column of further cells of the facts' rows, its heading cell or None.

    odd: those of the unread that stand in rows of the table. outside: where what stands outside the cells was found, by
    field. carried: fields whose blank cells took what stands above them. repeated: whether its columns repeat in a row.
    top: the first row of the table."""

    kind: str
    layout: Layout
    facts: list[Fact] = field(default_factory=list)
    labels: set[Cell] = field(default_factory=set)
    leftover: dict[Cell, Leftover] = field(default_factory=dict)
    unread: set[Cell] = field(default_factory=set)
    odd: set[Cell] = field(default_factory=set)
    beside: dict[int, Cell | None] = field(default_factory=dict)
    outside: dict[Field, str] = field(default_factory=dict)
    carried: set[Field] = field(default_factory=set)
    repeated: bool = False
    top: int = 0

    @property
    def exact(self) -> bool:
        """True if every cell is explained and no two facts contradict each other."""
        return bool(self.facts) and not self.unread and not self.contradicts() and not self._doubtful()

    @property
    def nearly_exact(self) -> bool:
        """True if every cell is explained, and few facts contradict each other (answers that stand over practices may)
        or hold a word that has to be asked about."""
        under = self.layout.places.get(Field.SAID) in (Place.COLUMN, Place.COLUMN_GROUP, Place.ROW_GROUP)
        if self.unread or (self.contradicts() and not (under and self.kind == "survey")):
            return False
        against = sum(1 for fact in self.facts if fact.anchor in self.contradictions())
        return bool(self.facts) and _FEW * (against + self._doubtful()) <= len(self.facts) + _FEW

    @property
    def mostly_exact(self) -> bool:
        """True if every cell is explained but few, which stand in rows of the table, and no two facts contradict."""
        rows = {row for row, _ in self.odd}
        few = self.unread == self.odd and _RARE * len(rows) <= len(self.facts) + _RARE
        return bool(self.facts) and few and self.lists and not self.contradicts()

    @property
    def lists(self) -> bool:
        """Whether practices are listed in cells or under headings, or columns repeat: no ordinary table does."""
        places = self.layout.places
        if places[Field.WHO] is not Place.CELL:
            return self.repeated and Place.COLUMN not in places.values()
        return Place.COLUMN in places.values() or len({fact.anchor for fact in self.facts}) < len(self.facts)

    def _doubtful(self) -> int:
        return sum(1 for fact in self.facts if any(part.term.doubtful for part in fact.parts.values()))

    def contradictions(self) -> dict[Cell, list[Cell]]:
        """By cell that says of a practice and an action what others say otherwise, all of these cells."""
        anchors: dict[tuple[str, str], list[Cell]] = {}
        for fact in self.facts:
            if not fact.silent:
                anchors.setdefault(fact.key[:2], []).append(fact.anchor)
        return {cell: cells for cells in anchors.values() if len(cells) > 1 for cell in cells}

    def contradicts(self) -> bool:
        """Whether one practice is said to have given two answers, or something is said twice."""
        keys = [(fact.key[0], fact.key[1]) for fact in self.facts if not fact.silent]
        return len(set(keys)) < len(keys)

    @property
    def says(self) -> frozenset[tuple[str, ...]]:
        """What all facts say, whatever their places and their order."""
        return frozenset(fact.key for fact in self.facts if not fact.silent)
