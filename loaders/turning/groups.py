"""Rows in groups, with what they have in common in a line of its own above each group: a service, a region, a month."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from loaders.cells.lines import is_aside, is_section
from loaders.cells.steps import without_count
from loaders.cells.typed import typed
from loaders.reading.sheets import Sheet
from loaders.tables.layout import Layout
from loaders.tables.tables import Apart, Table
from loaders.turning.contents import is_time
from loaders.turning.naming import about, namings, service_of
from loaders.turning.parts import Cell, Outside, Part, Place, cell_at, lone_text, text_at, titled_action
from loaders.vocabulary.headings import OF_PRACTICES
from loaders.vocabulary.vocabulary import Vocabulary

HEADINGS = {
    "service": "Service",
    "action": "Action",
    "region": "Region",
    "month": "Month",
    "practice": "Practice",
    "answer": "Answer",
    "status": "Status",
}
_FEW_WORDS = 5  # of a line that is taken for a step
_NO_ROWS = (
    "This day stands alone, with no rows below that it could be for; write it into the row that it is for."
)
_FIRST_COLUMNS = 2  # of a table, in which the line above a group stands
_BLANK = Cell()
_FEW = 40  # unlike lines that are looked at
DATES = ("served_on", "effective_on", "withdrawn_on", "resolved_on", "extended_to", "as_of", "submitted_at")


@dataclass(frozen=True)
class _Line:
    """A line of its own. sort: what it names; name: the cell that stands for it in the rows below."""

    row: int
    sort: str
    name: Cell


@dataclass(frozen=True)
class _Subject:
    """What all rows are about: a heading for it, '' where the rows say it; its cell; how it was found."""

    heading: str = ""
    cell: Cell = _BLANK
    says: str = ""


def grouped(
    sheet: Sheet, there: np.ndarray, layout: Layout, words: Vocabulary, outside: Outside
) -> Iterator[tuple[list[Part], Layout]]:
    """The tables of a sheet whose rows stand in groups, each with a column more for what its groups name."""
    parts, kept = [], replace(layout, tables=[], apart=list(layout.apart))
    for table in layout.tables:
        lines = _lines(sheet, there, table, words)
        subject = _subject(sheet, there, table, lines, words, outside) if lines else None
        if lines and subject is not None and not _unsure(sheet, there, table, lines):
            parts.append(_part(sheet, table, lines, subject))
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
    alone_in_row = there.sum(axis=1) == 1
    alone = [place for row in rows if alone_in_row[row] and (place := _lone(sheet, there, row))]
    alone = [place for place in alone if place[1] - first < _FIRST_COLUMNS]
    if not alone or len({text_at(sheet, place) for place in alone}) > _FEW:
        return []
    blank = {column.index for column in table.columns if not table.distinct(column)}
    headed = [column for column in table.columns if column.index not in blank]
    sorts = said_by_columns(replace(table, columns=headed, memory={}), words)
    if any(
        typed(column.heading, words).action and not typed(column.heading, words).service for column in headed
    ):
        sorts |= {"status"}  # of answers to actions, no line says how far a notice has come
    steps = _are_steps([text_at(sheet, place) for place in alone], words)
    lines = [line for place in alone if (line := _line(sheet, place, sorts, words, steps=steps))]
    below = set(rows) - {row for row, _ in alone}
    if not lines or max(below, default=-1) < lines[0].row:
        return []  # what stands below all rows is a note or a key
    if min(below, default=0) < lines[0].row and {line.sort for line in lines} != {"status"}:
        return []  # they belong to no group; those above 'Withdrawn' have no status of their own
    return _with_unknown(sheet, alone, lines, sorted(below))


def _lone(sheet: Sheet, there: np.ndarray, row: int) -> Place | None:
    """The only cell of a row, where it is a text or a date."""
    cols = np.flatnonzero(there[row])
    date_alone = len(cols) == 1 and typed(sheet.values[row][int(cols[0])]).day
    return (row, int(cols[0])) if date_alone else lone_text(sheet, there, row)


def said_by_columns(table: Table, words: Vocabulary) -> set[str]:
    """What the table's columns say themselves."""
    sorts: set[str] = set()
    for column in table.columns:
        roles = {typed(column.heading, words).role(kind) for kind in ("survey", "notices", "figures")}
        sorts |= {"practice"} if roles & {*OF_PRACTICES} else set()
        sorts |= {"region"} if "region" in roles else set()
        sorts |= {"service", "action"} if roles & {"service", "action", "subject"} else set()
        sorts |= {"month"} if roles & {*DATES} else set()
        sorts |= {"answer"} if "answer" in roles else set()
        sorts |= {"status"} if "status" in roles else set()
        if typed(column.heading, words).action or typed(column.heading, words).service:
            sorts |= {"service", "action", "answer"}
    return sorts


def _subject(
    sheet: Sheet, there: np.ndarray, table: Table, lines: list[_Line], words: Vocabulary, outside: Outside
) -> _Subject | None:
    """The action that practices in groups of answers answer, or the service of practices in groups of steps, which
    the title, the sheet or the file names; a blank one where rows or groups say it; None where nothing does."""
    sorts = {line.sort for line in lines}
    sorts_of_columns = said_by_columns(table, words) | sorts
    top = table.heading_rows[0]
    if "answer" in sorts and "action" not in sorts_of_columns:
        _, cell = titled_action(sheet, there, top, words)
        return _Subject("Action", cell) if typed(str(cell.value), words).action else None
    if "status" in sorts and "service" not in sorts_of_columns:
        service = service_of(namings(sheet, there, top, outside), words)
        return service and _Subject("Service", service.cell, about(sheet, service.subject, service))
    return _Subject()


def _line(sheet: Sheet, place: Place, sorts: set[str], words: Vocabulary, *, steps: bool) -> _Line | None:
    """What a line of its own names, by a label before it ('Service: Spirometry') or by itself. steps: whether the lines
    are steps of notices, so that one which could be an answer as well is a step."""
    text = text_at(sheet, place)
    label, _, rest = text.partition(":")
    role = typed(label, words).role("notices") or typed(label, words).role("survey") if rest.strip() else None
    role = "practice" if role in OF_PRACTICES else role
    if role in HEADINGS and role not in sorts:
        return _Line(place[0], role, Cell(rest.strip(), place, lent=True))
    text = without_count(text)
    sort = (
        "status"
        if steps and typed(text, words).step
        else _service_in(text, words) or _of_a_step(text, sorts, words)
    )
    if sort is None or sort in sorts:
        return None
    label_text = typed(text, words).step or text if sort == "status" else text
    if sort == "month":
        label_text = sheet.values[place[0]][place[1]]
    return _Line(place[0], sort, Cell(label_text, place, lent=True))


def _of_a_step(text: str, sorts: set[str], words: Vocabulary) -> str | None:
    """'status' for a short line that speaks of steps in words that are not known, between the rows of notices: which it
    is has to be asked."""
    if "answer" in sorts or not sorts & {"service", "month"}:
        return None
    short = len(text.split()) <= _FEW_WORDS and not is_aside(text) and not any(c.isdigit() for c in text)
    return "status" if short and words.tells_of_a_step(text) else None


def _are_steps(texts: list[str], words: Vocabulary) -> bool:
    """Whether any of the lines is a step of a notice and can be no answer: 'Considering' alone is either."""
    return any(typed(text, words).step and not typed(without_count(text), words).answer for text in texts)


def _service_in(text: str, words: Vocabulary) -> str | None:
    cell = typed(text, words)
    if cell.answer:
        return "answer" if cell.tick is None else None
    senses = {
        "region": lambda: bool(cell.region),
        "service": lambda: all(cell.services),
        "action": lambda: bool(cell.action),
        "practice": lambda: len(cell.codes) == 1,
        "month": lambda: is_time(text),
    }
    return next((sense for sense, holds in senses.items() if holds()), None)


def _unsure(sheet: Sheet, there: np.ndarray, table: Table, lines: list[_Line]) -> bool:
    """Whether the lines may be something else: where they name two sorts of things and nothing stands below one of
    them, or where a line among rows with codes is not understood, so that the rows below it may not be the last's."""
    by_row = {line.row: line for line in lines}
    rows = sorted({*table.rows, *by_row})
    sorts = list(dict.fromkeys(line.sort for line in lines))
    last = [line for line in lines if line.sort == sorts[-1]]
    below = {row: rows[rows.index(row) + 1 :][:1] for row in (line.row for line in last)}
    idle = any(not after or after[0] in by_row for after in below.values())
    narrow = all(there[row].sum() < 2 for row in rows)
    if idle and (len(sorts) > 1 or (narrow and sorts == ["practice"])):
        return True  # what stands between practices that are listed may be what they are listed under
    coded = any(typed(str(value)).codes for column in table.columns for value in table.unlike(column))
    strange = [
        row for row in table.rows if row > lines[0].row and row not in by_row and there[row].sum() == 1
    ]
    places = [place for row in strange if (place := lone_text(sheet, there, row))]
    return coded and any(not typed(text_at(sheet, place)).codes for place in places)


def _with_unknown(sheet: Sheet, alone: list[Place], lines: list[_Line], rows: list[int]) -> list[_Line]:
    """Where lines name services, actions or steps, so do the others that have rows below them, though which one has to
    be asked: what the line before them names holds no longer."""
    known = {line.row for line in lines}
    sort = list(dict.fromkeys(line.sort for line in lines))[-1]
    if sort not in ("service", "action", "status"):
        return lines
    texts = {place: text_at(sheet, place) for place in alone if place[0] not in known}
    heads = {row for row in known | {row for row, _ in texts} if row + 1 in rows or row + 2 in rows}
    others = [
        place
        for place, text in texts.items()
        if place[0] in heads and not is_section(text) and not is_aside(text) and not typed(text).codes
    ]
    lines = [*lines, *(_Line(place[0], sort, cell_at(sheet, *place, lent=True)) for place in others)]
    return sorted(lines, key=lambda line: line.row)


def _part(sheet: Sheet, table: Table, lines: list[_Line], subject: _Subject) -> Part:
    """The table with a column for each thing that its groups name, and without the lines above them."""
    about = [subject.cell] if subject.heading else []
    sorts = list(dict.fromkeys(line.sort for line in lines))
    by_row = {line.row: line for line in lines}
    cols = [column.index for column in table.columns]
    rows = [heading_cells(sheet, table, row, cols) for row in table.heading_rows]
    rows = [[*row, *(Cell() for _ in (*sorts, *about))] for row in rows]
    rows[-1][len(cols) :] = [
        *(Cell(HEADINGS[sort]) for sort in sorts),
        *(Cell(subject.heading) for _ in about),
    ]
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
    says = f"{says} {subject.says}".strip()
    used = {cell.place for row in rows for cell in row}
    idle = [line.name.place for line in lines if line.name.place and line.name.place not in used]
    apart = [cells for cells in table.apart if cells.row not in by_row]
    days = {place: _NO_ROWS for place in idle if re.search(r"\d[/.-]\d", text_at(sheet, place))}
    apart += [
        Apart(row, (col, col), "a line with no rows below it") for row, col in idle if (row, col) not in days
    ]
    return Part(
        rows, says, len(table.heading_rows), plain=True, title=table.title, apart=apart, problems=days
    )


def heading_cells(sheet: Sheet, table: Table, row: int, cols: list[int]) -> list[Cell]:
    """A heading row as its columns understand it: a group's heading stands over each of them."""
    over = {column.index: dict(column.heading_cells) for column in table.columns}
    return [
        cell_at(sheet, row, over[col][row], lent=over[col][row] != col) if row in over[col] else Cell()
        for col in cols
    ]
