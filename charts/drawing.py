"""What a chart shows, without a library: the one description that screen, slide and pack are drawn from.

Colours are those of charts.style; who draws on dark paper translates them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from charts.wording import day, number


@dataclass(frozen=True)
class Series:
    """One part of every bar, one kind of mark or one line. outlined: white inside, the fill as its edge.

    letter: stands in the mark where there is no room for the name; '' none.
    """

    name: str
    fill: str
    outlined: bool = False
    letter: str = ""


@dataclass(frozen=True)
class Bar:
    """A row of bars. values: by series, None draws nothing. inside: the figure in each part, '' none.

    words: what stands after the end of the bar. notes: the whole of each part, for who points at it.
    """

    label: str
    values: tuple[float | None, ...]
    inside: tuple[str, ...] = ()
    words: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bars:
    """Stacked bars from the top down. shares: lengths are 0 to 1 of a whole, else counts. title: above."""

    series: tuple[Series, ...]
    rows: tuple[Bar, ...]
    shares: bool = True
    title: str = ""


@dataclass(frozen=True)
class Beside:
    """Two sets of bars with the same labels in the same order."""

    left: Bars
    right: Bars


@dataclass(frozen=True)
class Gap:
    """A difference on a line with nought in its middle, with the ends of its interval, all -1 to 1. sure: the interval
    lies on one side of nought; low and high are the difference itself where there is nothing to estimate."""

    at: float
    low: float
    high: float
    sure: bool = False


@dataclass(frozen=True)
class Figure:
    """A figure in a cell. share: 0 to 1, None draws no bar. outlined: somebody else counted it. gap: drawn in place of
    a bar, all of a column on one scale."""

    words: str
    share: float | None = None
    outlined: bool = False
    gap: Gap | None = None


@dataclass(frozen=True)
class Cells:
    """A row of a grid: figures by column, an empty tuple where nothing is known."""

    label: str
    cells: tuple[tuple[Figure, ...], ...]


@dataclass(frozen=True)
class Grid:
    """Rows by columns. series: what solid and outlined bars mean; empty where no cell has a bar.

    head: what the labels of the rows are; '' where they say it themselves. top: a slide shows so many of the first rows
    at most, and no second one is made for the others, which stand in the table; 0: all of them.
    """

    columns: tuple[str, ...]
    rows: tuple[Cells, ...]
    series: tuple[Series, ...] = ()
    head: str = ""
    top: int = 0


@dataclass(frozen=True)
class Mark:
    """Something on a day. series: its place among those of Lanes. words: in the mark. note: the whole of it."""

    on: date
    series: int
    words: str = ""
    note: str = ""


@dataclass(frozen=True)
class Lane:
    """The marks of one row, in the order of their days."""

    label: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Lanes:
    """Marks on a time axis, a lane per row. on: the day looked at, marked where it is in sight.

    exact: a mark stands on its very day; else those of about the same time may stand side by side.
    """

    series: tuple[Series, ...]
    lanes: tuple[Lane, ...]
    on: date | None = None
    exact: bool = True


@dataclass(frozen=True)
class Line:
    """A number over time. points: (day, value) in order; the last value holds until the end of the chart."""

    series: Series
    points: tuple[tuple[date, float], ...]
    words: str = ""


@dataclass(frozen=True)
class Lines:
    """Lines on one axis of counts. until: the last day shown. stepped: a value holds until the next."""

    lines: tuple[Line, ...]
    until: date
    stepped: bool = True


@dataclass(frozen=True)
class Fact:
    """label: what it is about. figure: large. note: base, date and region. invented: demonstration data."""

    label: str
    figure: str
    note: str
    invented: bool = False


@dataclass(frozen=True)
class Facts:
    """A few large figures."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Tile:
    """A place on a map of tiles. row, column: from the upper left, from 0. figure: None where nothing is known.

    short, brief: what stands for the label and for the words of the figure where they have no room.
    """

    label: str
    row: int
    column: int
    figure: Figure | None = None
    short: str = ""
    brief: str = ""


@dataclass(frozen=True)
class Tiles:
    """Tiles of one size, north up. series: what solid and outlined tiles mean, in this order, then a blank one."""

    tiles: tuple[Tile, ...]
    series: tuple[Series, ...]


Drawing = Bars | Beside | Grid | Lanes | Lines | Facts | Tiles


def part_note(drawing: Bars, row: Bar, at: int) -> str:
    """What one part of a bar is: 'Advice & Guidance, Green: 33 of 64 practices', told to who points at it."""
    if row.notes and row.notes[at]:
        return f"{row.label}, {drawing.series[at].name}: {row.notes[at]}"
    figure = row.inside[at] if row.inside and row.inside[at] else row.words
    return f"{row.label}, {drawing.series[at].name}{f': {figure}' if figure else ''}"


def mark_note(lane: Lane, mark: Mark) -> str:
    """'Dorset, 3 March 2025: The ICB offered …': what a mark stands for."""
    return f"{lane.label}, {mark.note}" if mark.note else f"{lane.label}, {day(mark.on)}: {mark.words}"


def point_note(line: Line, on: date, value: float) -> str:
    """'3 March 2025: 12 in effect': what a corner of a line stands for."""
    return f"{day(on)}: {number(value)} {line.series.name.lower()}"


def row_count(drawing: Drawing) -> int:
    """How many rows it has from the top down; 0 for what has none."""
    if isinstance(drawing, Beside):
        return len(drawing.left.rows)
    return len(getattr(drawing, ROWS.get(type(drawing), ""), ()))


def first_rows(drawing: Drawing, most: int) -> Drawing:
    """The drawing with its first rows alone."""
    if isinstance(drawing, Beside):
        return Beside(first_rows(drawing.left, most), first_rows(drawing.right, most))
    field = ROWS.get(type(drawing))
    return replace(drawing, **{field: getattr(drawing, field)[:most]}) if field else drawing


ROWS = {Bars: "rows", Grid: "rows", Lanes: "lanes"}
