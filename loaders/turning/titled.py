"""Tables about one service or one action that no column names: the title above them does, or the name of the sheet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from loaders.reading.sheets import Sheet
from loaders.tables.columns import holds_codes
from loaders.tables.layout import Layout
from loaders.tables.tables import Table
from loaders.turning.groups import DATES, WHOSE, said_by_columns, with_column
from loaders.turning.parts import Cell, Part, Place, lone_text, text_at
from loaders.vocabulary.vocabulary import Vocabulary

_OF_NOTICES = {*DATES, "status", "notice_period"} - {"as_of", "submitted_at"}
_NOTICE = re.compile(r"\b(?:notices?|served|serving|withdrawn|withdrew)\b", re.IGNORECASE)


def titled(
    sheet: Sheet, there: np.ndarray, layout: Layout, words: Vocabulary
) -> Iterator[tuple[list[Part], Layout]]:
    """The tables of a sheet whose title or sheet names what they are about, with a column for it."""
    parts, kept, used = [], replace(layout, tables=[]), set()
    for table in layout.tables:
        part = _part(sheet, there, table, words)
        if part is None:
            kept.tables.append(table)
        else:
            parts.append(part)
            kept.apart = [*kept.apart, *table.apart]
            used |= {place[0] for place in part.places if place[0] < min(table.rows)}
    if parts:
        kept.apart = [cells for cells in kept.apart if cells.row not in used]
        yield parts, kept


def _part(sheet: Sheet, there: np.ndarray, table: Table, words: Vocabulary) -> Part | None:
    """The table with a column for its subject; None where it says that itself, or nothing says it for certain."""
    if not table.rows or said_by_columns(table, words) & {"service", "action"}:
        return None
    roles = {words.heading(column.heading, "notices") for column in table.columns}
    answers = [column for column in table.columns if words.heading(column.heading, "survey") == "answer"]
    if not roles & {*WHOSE} and not any(holds_codes(table.counts(column)) for column in table.columns):
        return None
    names = [*_lines_above(sheet, there, table), None]  # None: the name of the sheet
    if len(answers) == 1:
        found = _first(sheet, names, lambda text: bool(words.action(text)))
        return found and _written(sheet, table, "Action", found)
    listed = len(table.columns) == 1
    if not listed and not roles & _OF_NOTICES:
        return None
    found = _first(sheet, names, lambda text: len(words.services_named_in(text)) == 1)
    if found is None or (listed and not any(_NOTICE.search(_text(sheet, name)) for name in names)):
        return None
    (service,) = words.services_named_in(str(found.value))
    return _written(sheet, table, "Service", found._replace(value=words.label("service", service)))


def _first(sheet: Sheet, names: list[Place | None], fits: Callable[[str], bool]) -> Cell | None:
    """The lowest line above the table, else the sheet's name, that fits."""
    name = next((name for name in names if fits(_text(sheet, name))), ())
    return None if name == () else Cell(_text(sheet, name), name, lent=name is not None)


def _text(sheet: Sheet, name: Place | None) -> str:
    return sheet.name if name is None else text_at(sheet, name)


def _lines_above(sheet: Sheet, there: np.ndarray, table: Table) -> list[Place]:
    """The lines of one text each above a table, from the lowest up to the first row of anything else."""
    places = []
    for row in range(min([*table.heading_rows, *table.rows]) - 1, -1, -1):
        place = lone_text(sheet, there, row)
        if place is not None:
            places.append(place)
        elif there[row].any():
            break
    return places


def _written(sheet: Sheet, table: Table, heading: str, subject: Cell) -> Part:
    rows = with_column(sheet, table, heading, subject)
    if not table.heading_rows:  # a list of practices and nothing else
        rows.insert(0, [Cell("Practice"), Cell(heading)])
    where = (
        "the name of the sheet" if subject.place is None else f"its title, “{text_at(sheet, subject.place)}”,"
    )
    says = f"What the table on sheet “{sheet.name}” is about, {subject.value}, was taken from {where}."
    titles = "\n".join(line for line in table.title.splitlines() if line != subject.value)
    return Part(rows, says.replace("”,.", "”."), len(table.heading_rows) or 1, title=titles)
