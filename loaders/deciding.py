"""What people decide about files, kept and put to use: a draft saved with its decisions, cells mended by hand."""

from __future__ import annotations

import json
import re

import pandas as pd

from loaders.answering import WrongUsage, touched_by
from loaders.corrections import cell_text, corrections_of, in_sheet
from loaders.draft import ColumnReading, Draft, question_id
from loaders.importing import Decided, keep, loaded_already, preview, reread, words_of_store
from loaders.kinds import Options
from loaders.queries import query
from loaders.reading import Sheet, Workbook, read_workbook, reference
from loaders.reading.sheets import letters
from loaders.report import Report
from loaders.tables.meanings import ABOUT, meanings
from loaders.vocabulary.lookups import LEAVE_OUT
from store import Answer, Correction, Store

_PLACE = re.compile(r"(?:(?P<sheet>.*)!)?\$?(?P<letters>[A-Za-z]{1,3})\$?(?P<row>\d{1,7})")


def save(
    store: Store, data: bytes, draft: Draft, options: Options, decided: Decided, *, by: str = ""
) -> Report:
    """Save a draft with what was decided for it, and read the other files again that this touches.

    A file that stands already with the same options is read again in its place.
    """
    touched = decide(store, draft.sha256, decided, by=by)
    there = loaded_already(store, data, options)
    if there and there["import"] in touched:
        return there | {"outcome": "needs an answer" if there["questions"] else "loaded"}
    return there or keep(store, data, draft, options, by=by)


def decide(store: Store, sha256: str, decided: Decided, *, by: str = "") -> dict[int, Report]:
    """Remember the answers and keep the corrections to the file with this sha256; the reports of the imports
    that were read again for it, by their ids."""
    if not decided.answers and not decided.cells:
        return {}
    questions = [answer.question for answer in decided.answers]
    touched = touched_by(store.snapshot(), questions, sha256 if decided.cells else "")
    store.decide(decided.answers, sha256, decided.cells, by)
    return {number: reread(store, number, by) for number in touched}


def correct(store: Store, import_id: int, place: str, text: str | None, *, by: str = "") -> list[Report]:
    """Let a cell of an import's file, named as SHEET!CELL, say something else; None or '' empties it.

    The file stays as it came. Every standing import of it is read again. Raises WrongUsage.
    """
    row = _import(store, import_id)
    workbook = read_workbook(store.received_bytes(row["sha256"]), row["file"])
    sheet, at_row, at_col = cell_at(workbook, place)
    original = cell_text(sheet.values[at_row][at_col])
    cell = Correction(sheet.name, at_row, at_col, original, text or None)
    return list(decide(store, row["sha256"], Decided(cells=(cell,)), by=by).values())


def uncorrect(store: Store, import_id: int, place: str, *, by: str = "") -> list[Report]:
    """Let a corrected cell say again what it says in the file. Raises WrongUsage where it was not corrected."""
    sha256 = _import(store, import_id)["sha256"]
    name, at_row, at_col = _parsed(place)
    for cell in corrections_of(store.snapshot(), sha256):
        if (cell.row, cell.col) == (at_row, at_col) and name in (None, cell.sheet):
            return uncorrect_cell(store, sha256, cell, by=by)
    raise WrongUsage(f"Cell {place} of import {import_id} was not corrected.")


def uncorrect_cell(store: Store, sha256: str, cell: Correction, *, by: str = "") -> list[Report]:
    """Take one correction back, and read the standing imports of its file again."""
    store.uncorrect(sha256, cell.sheet, cell.row, cell.col, by)
    return [reread(store, number, by) for number in touched_by(store.snapshot(), [], sha256)]


def mean(store: Store, import_id: int, place: str, meaning: str, *, by: str = "") -> list[Report]:
    """Say what a column of an import's file means, named as SHEET!COLUMN (in a table that was turned, by the cell that
    heads it); remembered for files like it.

    meaning: see loaders/tables/meanings.py. The imports that have such a column are read again: the one named,
    and those that were told of it before. Raises WrongUsage.
    """
    row, words = _import(store, import_id), words_of_store(store)
    choices = [*meanings(words), LEAVE_OUT]
    if meaning not in choices:
        raise WrongUsage(f"A column cannot mean “{meaning}”. It can be one of: {'; '.join(choices)}.")
    data = store.received_bytes(row["sha256"])
    draft = preview(store, data, row["file"], options_of(row))
    name, heading = _sheet_and_name(place)
    tables = [table for table in draft.tables if name in (None, table.sheet)]
    columns = [column for table in tables for column in table.columns if column.name == heading]
    if not columns:
        raise WrongUsage(f"No table of import {import_id} has a column {place}.")
    choice = meant(columns[0], meaning)
    touched = {import_id, *touched_by(store.snapshot(), [choice.question])}
    store.decide([choice], by=by)
    return [reread(store, number, by) for number in sorted(touched)]


def _sheet_and_name(place: str) -> tuple[str | None, str]:
    """The sheet, if it is named, and the letters of a column or the cell that heads it."""
    whole = place if place[-1:].isdigit() else f"{place}1"
    name, row, col = _parsed(whole)
    return name, reference(row, col) if whole == place else letters(col)


def meant(column: ColumnReading, meaning: str) -> Answer:
    """What is remembered when a person says what a column means."""
    return Answer(question_id(ABOUT, column.key), ABOUT, column.key, column.heading, meaning)


def cell_at(workbook: Workbook, place: str) -> tuple[Sheet, int, int]:
    """The sheet and zero-based row and column of a cell named as SHEET!CELL, or CELL where there is one sheet.

    Raises WrongUsage where the workbook has no such cell.
    """
    name, row, col = _parsed(place)
    candidates = [sheet for sheet in workbook.sheets if name in (None, sheet.name)]
    if len(candidates) != 1:
        sheets = ", ".join(f"“{sheet.name}”" for sheet in workbook.sheets)
        raise WrongUsage(f"Name the sheet as well, as SHEET!CELL. The file has {sheets}.")
    sheet = candidates[0]
    if not in_sheet(sheet, row, col):
        raise WrongUsage(f"There is no cell {place}: the sheet “{sheet.name}” does not reach so far.")
    return sheet, row, col


def _parsed(place: str) -> tuple[str | None, int, int]:
    match = _PLACE.fullmatch(place.strip())
    if match is None or int(match["row"]) == 0:
        raise WrongUsage(f"“{place}” names no cell; write it as SHEET!CELL, such as Log!D17.")
    col = 0
    for letter in match["letters"].upper():
        col = col * 26 + ord(letter) - 64
    name = match["sheet"]
    if name and name[0] == name[-1] == "'" and len(name) > 1:
        name = name[1:-1].replace("''", "'")
    return name, int(match["row"]) - 1, col - 1


def _import(store: Store, import_id: int) -> pd.Series:
    imports = store.snapshot().frame(query("import"), {"import": import_id})
    if imports.empty:
        raise WrongUsage(f"There is no import {import_id}.")
    if imports["state"].iloc[0] == "undone":
        raise WrongUsage(f"Import {import_id} is undone; bring it back first.")
    return imports.iloc[0]


def options_of(row: pd.Series) -> Options:
    """The options that an import was read with. row: of the table imports."""
    return Options(**json.loads(row["options"] or "{}"))
