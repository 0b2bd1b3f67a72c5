"""Tables about one service or one action that no column names: the title above them does, the name of the sheet, or
that of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from loaders.notices.fact_dates import STEP_HEADINGS
from loaders.reading.sheets import Sheet
from loaders.tables.columns import holds_codes, names_services
from loaders.tables.layout import Layout
from loaders.tables.tables import Apart, Column, Table
from loaders.turning.groups import DATES, WHOSE, said_by_columns, with_column
from loaders.turning.naming import Naming, about, first_of, namings, service_of, speak_of_notices
from loaders.turning.parts import Cell, Outside, Part
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import normalise

_OF_NOTICES = {*DATES, "status", "notice_period"} - {"as_of", "submitted_at"}
_OF_PRACTICES = {"list_size", "pcn", "pcn_name", "region", "icb", "icb_name", "sub_icb", "postcode"}
_OF_FILES = re.compile(
    r"\b(?:survey|responses?|repl(?:y|ies)|results?|answers?|rag|ratings?|poll|final|copy|v\d+|20\d\d)\b",
    re.IGNORECASE,
)
_REGISTER = re.compile(r"\b(?:practices?|surgeries|register|members?|list sizes?)\b", re.IGNORECASE)


def titled(
    sheet: Sheet, there: np.ndarray, layout: Layout, words: Vocabulary, outside: Outside
) -> Iterator[tuple[list[Part], Layout]]:
    """The tables of a sheet whose title, sheet or file names what they are about, with a column for it."""
    parts, kept, used = [], replace(layout, tables=[]), set()
    for table in layout.tables:
        part = _part(sheet, there, table, words, outside)
        if part is None:
            kept.tables.append(table)
        else:
            parts.append(part)
            kept.apart = [*kept.apart, *table.apart]
            used |= {place[0] for place in part.places if place[0] < min(table.rows)}
    if parts:
        kept.apart = [cells for cells in kept.apart if cells.row not in used]
        yield parts, kept


def _part(sheet: Sheet, there: np.ndarray, table: Table, words: Vocabulary, outside: Outside) -> Part | None:
    """The table with a column for its subject; None where it says that itself, or nothing says it for certain."""
    if not table.rows or said_by_columns(table, words) & {"service", "action"}:
        return None
    roles = {words.heading(column.heading, "notices") for column in table.columns}
    answers = [column for column in table.columns if words.heading(column.heading, "survey") == "answer"]
    if not roles & {*WHOSE} and not any(holds_codes(table.counts(column)) for column in table.columns):
        return None
    names = namings(sheet, there, min([*table.heading_rows, *table.rows]), outside)
    if len(answers) == 1:
        found = first_of(names, lambda text: bool(words.action(_bare(text))))
        return found and _written(sheet, table, "Action", found, _bare(found.text))
    service = service_of(names, words)
    if service is None or any(names_services(table, column, words) for column in table.columns):
        return None
    dated = any(normalise(column.heading) in STEP_HEADINGS for column in table.columns)
    listed = _lists(table, words)
    if not roles & _OF_NOTICES:
        if not speak_of_notices(names) or not (dated or listed):
            return None
        if service.of_file and not (outside.alone and not (listed and _REGISTER.search(sheet.name))):
            return None  # the practices of the region, or a list of visits, on a sheet beside the notices?
    details = _details(table, words) if listed else []
    table = replace(table, columns=[column for column in table.columns if column not in details])
    part = _written(sheet, table, "Service", service, service.subject)
    return replace(part, plain=listed, apart=_beside(table, details))


def _bare(text: str) -> str:
    """A name without what a file is called besides the action that it is about."""
    return " ".join(_OF_FILES.sub(" ", text.replace("_", " ")).split()) or text


def _lists(table: Table, words: Vocabulary) -> bool:
    """Whether a table is a list of practices, with nothing but what a register says of them beside."""
    return len(table.columns) == 1 or all(
        words.heading(column.heading, "practices") in {*WHOSE, *_OF_PRACTICES} for column in table.columns
    )


def _details(table: Table, words: Vocabulary) -> list[Column]:
    """What a register says of practices besides who they are: with it a list would be taken for a register."""
    return [column for column in table.columns if words.heading(column.heading, "practices") in _OF_PRACTICES]


def _beside(table: Table, columns: list[Column]) -> list[Apart]:
    return [
        Apart(row, (column.index, column.index), "beside the list of practices, not part of a notice")
        for column in columns
        for row in (*table.heading_rows, *table.filled(column))
        if table.sheet.values[row][column.index] is not None
    ]


def _written(sheet: Sheet, table: Table, heading: str, found: Naming, subject: str) -> Part:
    rows = with_column(sheet, table, heading, found.cell._replace(value=subject))
    if not table.heading_rows:  # a list of practices and nothing else
        rows.insert(0, [Cell("Practice"), Cell(heading)])
    says = about(sheet, subject, found)
    titles = "\n".join(line for line in table.title.splitlines() if line != subject)
    return Part(rows, says, len(table.heading_rows) or 1, title=titles)
