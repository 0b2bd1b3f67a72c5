"""Rows in groups, with what they have in common in a line of its own above each group: a service, a region, a month."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from loaders.dates.named_months import month_in
from loaders.reading.sheets import Sheet
from loaders.tables.extents import SECTION
from loaders.tables.layout import Layout
from loaders.tables.tables import Apart, Table
from loaders.turning.parts import Cell, Outside, Part, Place, cell_at, lone_text, text_at, titled_action
from loaders.vocabulary.marks import mark
from loaders.vocabulary.vocabulary import ODS_CODE, Vocabulary

WHOSE = ("practice_code", "practice", "practice_name")
_HEADINGS = {
    "service": "Service",
    "action": "Action",
    "region": "Region",
    "month": "Month",
    "practice": "Practice",
    "answer": "Answer",
}
_COUNTED = re.compile(r"\s*[(\[]\s*(?:n\s*=\s*)?\d+(?: practices?)?\s*[)\]]\s*$")  # 'Spirometry (12)'
_FIRST_COLUMNS = 2  # of a table, in which the line above a group stands
_FEW = 40  # unlike lines that are looked at
DATES = ("served_on", "effective_on", "withdrawn_on", "resolved_on", "extended_to", "as_of", "submitted_at")


@dataclass(frozen=True)
class _Line:
    """A line of its own. sort: what it names; name: the cell that stands for it in the rows below."""

    row: int
    sort: str
    name: Cell


def grouped(
    sheet: Sheet, there: np.ndarray, layout: Layout, words: Vocabulary, _outside: Outside
) -> Iterator[tuple[list[Part], Layout]]:
    """The tables of a sheet whose rows stand in groups, each with a column more for what its groups name."""
    parts, kept = [], replace(layout, tables=[], apart=list(layout.apart))
    for table in layout.tables:
        lines = _lines(sheet, there, table, words)
        about = _action(sheet, there, table, lines, words) if lines else None
        if lines and about is not None:
            parts.append(_part(sheet, table, lines, about))
        else:
            kept.tables.append(table)
    if parts:
        yield parts, kept


def _lines(sheet: Sheet, there: np.ndarray, table: Table, words: Vocabulary) -> list[_Line]:
    """The lines above groups; none where they name nothing that the table's columns do not say already."""
    if not table.heading_rows or not table.rows:
        return []
    rows = sorted({*table.rows, *(cells.row for cells in table.apart)})
    first = table.cols.start
    one = there.sum(axis=1) == 1
    alone = [place for row in rows if one[row] and (place := lone_text(sheet, there, row))]
    alone = [place for place in alone if place[1] - first < _FIRST_COLUMNS]
    if not alone or len({text_at(sheet, place) for place in alone}) > _FEW:
        return []
    said = said_by_columns(table, words)
    lines = [line for place in alone if (line := _line(sheet, place, said, words))]
    below = set(rows) - {row for row, _ in alone}
    if not lines or min(below, default=0) < lines[0].row:
        return []  # the first rows belong to no group
    sorts = {line.sort for line in lines}
    return _with_unknown(sheet, alone, lines) if len(sorts) == 1 else lines


def said_by_columns(table: Table, words: Vocabulary) -> set[str]:
    """What the table's columns say themselves."""
    said: set[str] = set()
    for column in table.columns:
        roles = {words.heading(column.heading, kind) for kind in ("survey", "notices", "figures")}
        said |= {"practice"} if roles & {*WHOSE} else set()
        said |= {"region"} if "region" in roles else set()
        said |= {"service", "action"} if roles & {"service", "action", "subject"} else set()
        said |= {"month"} if roles & {*DATES} else set()
        said |= {"answer"} if "answer" in roles else set()
        if words.action(column.heading) or words.service(column.heading, suggest=False):
            said |= {"service", "action", "answer"}
    return said


def _action(
    sheet: Sheet, there: np.ndarray, table: Table, lines: list[_Line], words: Vocabulary
) -> list[Cell] | None:
    """The action that practices in groups of answers answer, which the title or the sheet names; none where rows or
    groups say it; None where nothing does."""
    said = said_by_columns(table, words) | {line.sort for line in lines}
    if "answer" not in {line.sort for line in lines} or "action" in said:
        return []
    _, cell = titled_action(sheet, there, table.heading_rows[0], words)
    return [cell] if words.action(str(cell.value)) else None


def _line(sheet: Sheet, place: Place, said: set[str], words: Vocabulary) -> _Line | None:
    """What a line of its own names, by a label before it ('Service: Spirometry') or by itself."""
    text = text_at(sheet, place)
    label, _, rest = text.partition(":")
    role = words.heading(label, "notices") or words.heading(label, "survey") if rest.strip() else None
    role = "practice" if role in WHOSE else role
    if role in _HEADINGS and role not in said:
        return _Line(place[0], role, Cell(rest.strip(), place, lent=True))
    text = _COUNTED.sub("", text) or text
    sort = _named(text, words)
    if sort is None or sort in said:
        return None
    return _Line(place[0], sort, Cell(text, place, lent=True))


def _named(text: str, words: Vocabulary) -> str | None:
    if words.is_answer(text):
        return "answer" if mark(text) is None else None
    if words.region(text):
        return "region"
    services = words.services_in(text, suggest=False)
    if all(match for _, match in services):
        return "service"
    if words.action(text):
        return "action"
    if len(ODS_CODE.findall(text)) == 1:
        return "practice"
    return "month" if month_in(text) and re.fullmatch(r"[\w\s,.'’/-]{3,30}", text) else None


def _with_unknown(sheet: Sheet, alone: list[Place], lines: list[_Line]) -> list[_Line]:
    """Where most lines name a service, so do the others, though which one has to be asked."""
    known = {line.row for line in lines}
    sort = lines[0].sort
    if sort not in ("service", "action") or 2 * len(lines) < len(alone):
        return lines
    others = [
        place for place in alone if place[0] not in known and not SECTION.fullmatch(text_at(sheet, place))
    ]
    lines += [_Line(place[0], sort, cell_at(sheet, *place, lent=True)) for place in others]
    return sorted(lines, key=lambda line: line.row)


def _part(sheet: Sheet, table: Table, lines: list[_Line], about: list[Cell]) -> Part:
    """The table with a column for each thing that its groups name, and without the lines above them. about: the cell of
    an action that holds for all rows, if there is one."""
    sorts = list(dict.fromkeys(line.sort for line in lines))
    by_row = {line.row: line for line in lines}
    cols = [column.index for column in table.columns]
    rows = [heading_cells(sheet, table, row, cols) for row in table.heading_rows]
    rows = [[*row, *(Cell() for _ in (*sorts, *about))] for row in rows]
    rows[-1][len(cols) :] = [*(Cell(_HEADINGS[sort]) for sort in sorts), *(Cell("Action") for _ in about)]
    now: dict[str, Cell] = {}
    for row in sorted({*table.rows, *by_row}):
        if row in by_row:
            line = by_row[row]
            now = {sort: cell for sort, cell in now.items() if sorts.index(sort) < sorts.index(line.sort)}
            now[line.sort] = line.name
        else:
            cells = [cell_at(sheet, row, col) for col in cols]
            rows.append([*cells, *(now.get(sort, Cell()) for sort in sorts), *about])
    what = ", ".join(f"“{text_at(sheet, line.name.place)}”" for line in lines[:2] if line.name.place)
    says = f"The lines between the rows of sheet “{sheet.name}” ({what} …) were read as what the rows below them share."
    used = {cell.place for row in rows for cell in row}
    idle = [line.name.place for line in lines if line.name.place and line.name.place not in used]
    apart = [cells for cells in table.apart if cells.row not in by_row]
    apart += [Apart(row, (col, col), "a line with no rows below it") for row, col in idle]
    return Part(rows, says, len(table.heading_rows), plain=True, title=table.title, apart=apart)


def heading_cells(sheet: Sheet, table: Table, row: int, cols: list[int]) -> list[Cell]:
    """A heading row as its columns understand it: a group's heading stands over each of them."""
    over = {column.index: dict(column.heading_cells) for column in table.columns}
    return [
        cell_at(sheet, row, over[col][row], lent=over[col][row] != col) if row in over[col] else Cell()
        for col in cols
    ]


def with_column(sheet: Sheet, table: Table, heading: str, cell: Cell) -> list[list[Cell]]:
    """The rows of a table, headings first, with a last column that says the same in each of them."""
    cols = [column.index for column in table.columns]
    rows = [[*heading_cells(sheet, table, row, cols), Cell()] for row in table.heading_rows]
    if rows:
        rows[-1][-1] = Cell(heading)
    return rows + [[*(cell_at(sheet, row, col) for col in cols), cell] for row in table.rows]
