"""The date columns of a table, read together: what one proves about day and month helps the others."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from loaders.dates import half_swapped
from loaders.dates.dates import DAY_FIRST, MONTH_FIRST, DateColumn, file_order, read_dates
from loaders.dates.half_swapped import RIGHT, SWAPPED, maybe_swapped, turned_round
from loaders.draft import Fate
from loaders.kinds import Context
from loaders.reading.sheets import Sheet
from loaders.vocabulary.words import normalise

FIRST_DAY, LAST_DAY = "the first day of the month", "the last day of the month"
NO_DAY = "no day is known: leave the date out"


@dataclass
class DateCells:
    """Cells that hold dates of one meaning: usually a column; all cells of a matrix together.

    values and places (sheet row and column) are aligned; a blank or a cell read otherwise is None in values.
    headings: by sheet column, where the cells stand under several.
    """

    heading: str
    values: Sequence[Any]
    places: Sequence[tuple[int, int]]
    headings: Mapping[int, str] = field(default_factory=dict)

    def heading_of(self, index: int) -> str:
        """The heading that one of the cells stands under."""
        return self.headings.get(self.places[index][1], self.heading)


def read_table_dates(
    sheet: Sheet,
    cells: Sequence[DateCells],
    context: Context,
    *,
    days: bool = True,
    matters: bool | None = None,
) -> list[DateColumn]:
    """Read each; raise their problems and questions and add their notes. Aligned with cells.

    days: these are dates of notices: a cell that names a month alone is a question, one that names a year a
    problem. matters (as
    days, where not given): figures follow from them, and an order of day and month that nothing speaks for
    is asked about. A notice period (offsets) is left to the caller.
    """
    matters = days if matters is None else matters
    cells = [_turned_round(sheet, each, context) for each in cells] if matters else cells
    first = [read_dates(each.values, heading=each.heading) for each in cells]
    order = file_order(first)
    columns = []
    for each, column in zip(cells, first, strict=True):
        if column.ambiguous:
            chosen = context.vocabulary.remembered("date order", normalise(each.heading))
            day_first = None if chosen is None else chosen == DAY_FIRST
            column = read_dates(
                each.values, day_first, heading=each.heading, file_order=order, matters=matters
            )
            if column.order == MONTH_FIRST:
                context.draft.note(f"{each.heading} was read month first, as somebody chose before.")
        if days:
            _settle_months(sheet, each, column, context)
        _report(sheet, each, column, context, days)
        columns.append(column)
    return columns


def _turned_round(sheet: Sheet, cells: DateCells, context: Context) -> DateCells:
    """The cells of a column whose real dates may have day and month swapped: turned round or left, as a person said,
    else without them, and a question. A date that somebody wrote in by hand is no sign of it."""
    mended = {(cell.row, cell.col) for cell in context.draft.corrected if cell.sheet == sheet.name}
    by_program = [
        None if place in mended else value for place, value in zip(cells.places, cells.values, strict=True)
    ]
    places = maybe_swapped(by_program)
    if not places:
        return cells
    key = normalise(cells.heading)
    chosen = context.vocabulary.remembered(half_swapped.ABOUT, key)
    if chosen == RIGHT:
        return cells
    values = list(cells.values)
    for index in places:
        values[index] = turned_round(values[index]) if chosen == SWAPPED else None
    if chosen == SWAPPED:
        context.draft.note(
            f"{cells.heading}: day and month of {len(places)} dates were swapped, as somebody chose."
        )
    else:
        sentence = half_swapped.question(cells.heading, cells.values, places)
        row, col = cells.places[places[0]]
        place = {"sheet": sheet, "row": row, "col": col, "rows": len(places)}
        context.draft.ask(half_swapped.ABOUT, cells.heading, sentence, [SWAPPED, RIGHT], key=key, **place)
        for index in places:
            context.draft.assign(sheet, *cells.places[index], Fate.QUESTION)
    return replace(cells, values=values)


def _settle_months(sheet: Sheet, cells: DateCells, column: DateColumn, context: Context) -> None:
    """Which day 'March 2025' stands for, as a person chose for columns of this heading; else a question."""
    months = {index: period for index, period in column.periods.items() if len(period) > 4}
    if not months:
        return
    key = normalise(cells.heading)
    chosen = context.vocabulary.remembered("month", key)
    wording = str(cells.values[min(months)]).strip()
    for index, period in months.items():
        row, col = cells.places[index]
        if chosen in (FIRST_DAY, LAST_DAY):
            year, month = int(period[:4]), int(period[5:])
            day = 1 if chosen == FIRST_DAY else monthrange(year, month)[1]
            column.moments[index] = datetime(year, month, day)
        elif chosen == NO_DAY:
            reason = "a month without a day: left out, as answered"
            context.draft.leave_out(sheet, row, col, cells.values[index], reason)
        else:
            sentence = f"{cells.heading}: “{wording}” names a month and no day. Which day does it stand for?"
            choices = [FIRST_DAY, LAST_DAY, NO_DAY]
            context.draft.ask(
                "month", cells.heading, sentence, choices, key=key, sheet=sheet, row=row, col=col
            )
    if chosen in (FIRST_DAY, LAST_DAY):
        context.draft.note(f"{cells.heading}: a month alone was read as {chosen}, as somebody chose before.")


def _report(sheet: Sheet, cells: DateCells, column: DateColumn, context: Context, days: bool) -> None:
    draft = context.draft
    for index in [index for index, period in column.periods.items() if days and len(period) == 4]:
        value = str(cells.values[index]).strip()
        column.problems[index] = f"“{value}” names a year and no day; write the date as day/month/year."
    for index, reason in column.problems.items():
        draft.problem(sheet, *cells.places[index], cells.heading_of(index), cells.values[index], reason)
    for index in column.undecided:
        row, col = cells.places[index]
        draft.ask(
            "date order",
            cells.heading,
            column.sentence,
            [DAY_FIRST, MONTH_FIRST],
            sheet=sheet,
            row=row,
            col=col,
        )
        draft.assign(sheet, row, col, Fate.QUESTION)
    if any(column.moments) or column.undecided:
        draft.because("dates", f"{cells.heading}: {column.reading}.")
    for note in column.notes:
        draft.note(note)
