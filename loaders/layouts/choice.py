"""Which layout a sheet has: the readings that explain every cell, and whether they agree on the facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from loaders.cells.typed import typed
from loaders.layouts.grid import KINDS, OF_FILE, Grid
from loaders.layouts.interpretation import Interpretation
from loaders.layouts.places import Field, Layout, Place, layouts, over_repeats
from loaders.layouts.scan import interpretations
from loaders.layouts.senses import ANSWER, is_numbered


@dataclass
class Choice:
    """exact: one reading for each set of facts that explains every cell; the facts are certain where there is one."""

    exact: list[Interpretation] = field(default_factory=list)

    @property
    def one(self) -> Interpretation | None:
        """The reading, where all exact ones say the same."""
        return self.exact[0] if len(self.exact) == 1 else None


def choose(grid: Grid, kinds: tuple[str, ...] = tuple(KINDS)) -> Choice:
    """The exact readings of a sheet that differ in facts, the plainest layout for each. The order in which layouts are
    tried decides nothing: among those that say the same, the one with most in columns of its own is kept."""
    return choice_of(grid, [reading for kind in kinds for reading in readings_of(grid, kind)])


def choice_of(grid: Grid, readings: list[Interpretation]) -> Choice:
    """The exact ones of the readings of a sheet, whatever their order."""
    whole = [reading for reading in readings if not reading.unread]
    exact = _one_each(grid, [reading for reading in whole if reading.exact])
    # None explains all: one whose facts contradict each other here and there is read but for those.
    exact = exact or _one_each(grid, [reading for reading in whole if reading.nearly_exact])
    if len(exact) == 1 and _against_its_name(grid, exact[0]):
        return Choice()
    explained = any(
        reading.exact or reading.nearly_exact for reading in whole
    )  # though they may be no notices
    return Choice(exact or ([] if explained else _mostly(grid, readings)))


def _mostly(grid: Grid, readings: list[Interpretation]) -> list[Interpretation]:
    """The one reading that leaves fewest cells of the table's rows unexplained, which are problems then; none where an
    ordinary table does as well, or another says something else."""
    readings = [reading for reading in readings if reading.mostly_exact]
    least = min((len(reading.odd) for reading in readings), default=0)
    best = _one_each(grid, [reading for reading in readings if len(reading.odd) == least])
    return best if len(best) == 1 and not any(map(is_ordinary, readings)) else []


def _one_each(grid: Grid, readings: list[Interpretation]) -> list[Interpretation]:
    """One reading for each set of facts that none of the others says more of."""
    alike: dict[tuple[str, frozenset], list[Interpretation]] = {}
    for reading in readings:
        if _speaks(grid, reading):
            alike.setdefault((reading.kind, reading.says), []).append(reading)
    readings = [max(same, key=_plainness) for same in alike.values()]
    return [each for each in readings if not any(_says_more(other, each) for other in readings)]


def _speaks(grid: Grid, reading: Interpretation) -> bool:
    """Whether facts that state neither a day nor a step are known for notices by their table, what stands above it, or
    its name: practices below a title may as well be those who offer the service."""
    if reading.kind != "notices" or not reading.layout.places.keys().isdisjoint((Field.SAID, Field.STEP)):
        return True
    register = typed(grid.sheet.name, grid.reader.words).speaks_of("register")
    if reading.outside.get(Field.WHAT) == OF_FILE and (not grid.alone or register):
        return False  # the practices of the region, beside the notices?
    places = reading.layout.places
    listed = places[Field.WHAT] is Place.ROW or len({fact.key[1] for fact in reading.facts}) > 1
    if (
        reading.lists
        and listed
        and not any(is_numbered(str(grid.senses(cell).value)) for cell in reading.labels)
    ):
        return True
    lines = (grid.lone(row) for row in range(reading.top))
    texts = [str(grid.senses(cell).value) for cell in lines if cell] + [name for name, _ in grid.names]
    return any(typed(text, grid.reader.words).speaks_of("notices") for text in texts)


def _against_its_name(grid: Grid, reading: Interpretation) -> bool:
    """Whether the sheet is called by an answer that nobody on it gave: a word below a heading may be its mark.

    `'Red' / [['GP Connect'], ['Yes']]` → True
    """
    answers = grid.reader.named(grid.sheet.name).get(ANSWER, ())
    if len(answers) != 1 or reading.kind != "survey" or is_ordinary(reading):
        return False
    return answers[0].id not in {fact.parts[Field.SAID].term.id for fact in reading.facts}


def _says_more(reading: Interpretation, than: Interpretation) -> bool:
    """Whether a reading says all that another says, and of a field besides that the other leaves unstated."""
    if reading.kind != than.kind or not reading.layout.places.keys() > than.layout.places.keys():
        return False
    stated = [field_ in than.layout.places for field_ in Field]
    return {_part(key, stated) for key in reading.says} == {_part(key, stated) for key in than.says}


def _part(key: tuple[str, ...], stated: list[bool]) -> tuple[str, ...]:
    return tuple(text if is_stated else "" for text, is_stated in zip(key, stated, strict=True))


def readings_of(grid: Grid, kind: str) -> Iterator[Interpretation]:
    """Every reading of a sheet as a table of a kind."""
    for layout in possible_layouts(grid, kind):
        yield from interpretations(grid, layout, kind)


def is_ordinary(reading: Interpretation) -> bool:
    """True for a table that says everything in the rows of practices: read as it stands.

    `['Practice', 'Limit contacts'] / ['Z99001', 'Green']` → True; a practice in a line above its answers → False
    """
    places = dict(reading.layout.places)
    if places.get(Field.STEP) is Place.OUTSIDE:
        del places[Field.STEP]  # how far all of its notices have come, as its title says
    if places.get(Field.STEP) is Place.COLUMN and places[Field.WHAT] is Place.ROW:
        del places[Field.STEP]  # a log with a column for the days of each step
    if places[Field.WHO] is not Place.ROW or reading.carried - {Field.WHO} or reading.repeated:
        return False
    anchors = [fact.anchor for fact in reading.facts]
    several = len(set(anchors)) < len(anchors)
    if places[Field.WHAT] is Place.COLUMN:
        return places.get(Field.SAID) in (Place.CELL, None) and Field.STEP not in places and not several
    lone = len({row for row, _ in anchors}) == len(anchors)
    return set(places.values()) == {Place.ROW} or (set(places.values()) == {Place.ROW, Place.CELL} and lone)


def _plainness(reading: Interpretation) -> tuple:
    places = list(reading.layout.places.values())
    needed = bool(reading.beside) or not over_repeats(
        tuple(places)
    )  # what stands beside belongs to its repetition
    return (
        is_ordinary(reading),
        needed,
        places.count(Place.ROW),
        places.count(Place.COLUMN),
        str(reading.layout),
    )


def possible_layouts(grid: Grid, kind: str) -> Iterator[Layout]:
    """The layouts that the things named on a sheet allow. A field that nothing names is not stated; of a notice, the
    day and the step need not be."""
    there = grid.sorts()
    sorts = KINDS[kind]
    possible = {field_: list(Place) for field_, sort in sorts.items() if sort in there}
    if Field.WHO not in possible or Field.WHAT not in possible:
        return
    if kind == "survey":
        yield from layouts(possible) if Field.SAID in possible else ()
        return
    for stated in _stated(possible):
        yield from layouts({field_: possible[field_] for field_ in stated})


def _stated(possible: dict[Field, list[Place]]) -> list[list[Field]]:
    always = [Field.WHO, Field.WHAT]
    alternatives = [field_ for field_ in (Field.SAID, Field.STEP) if field_ in possible]
    return [
        [*always, *alternatives],
        *([*always, field_] for field_ in alternatives if len(alternatives) > 1),
        always,
    ][: 1 + 2 * len(alternatives)]
