"""What a file holds: its kind, its tables, and a draft of all that it says."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath

import numpy as np

from loaders import limits
from loaders.account import ADDED_UP, SILENT, account_for, leave_out_sheet
from loaders.audit import ROWS, differences
from loaders.choosing import (
    HOLDS,
    LOOKED_FOR,
    TOGETHER,
    Contents,
    added_up,
    is_surely,
    kind_of,
    note_kinds,
    scores_of,
    tables_of,
    tables_of_other_kinds,
)
from loaders.clock import running
from loaders.corrections import mend, notes_on
from loaders.draft import ColumnReading, Draft, Fate, TableReading, question_id
from loaders.evidence.hidden_cells import show_hidden
from loaders.evidence.other_sheets import weigh_sheets
from loaders.evidence.withheld import withhold
from loaders.exports import measure_of, refusal
from loaders.figures.handed_over import is_hand_over, read_hand_over
from loaders.kinds import Context, Options, module
from loaders.layouts.doubt import ABOUT as LAYOUT
from loaders.layouts.doubt import Doubt
from loaders.layouts.settled import is_settled
from loaders.layouts.way import LayoutOfSheet
from loaders.reading import Refused, Sheet, Workbook, read_workbook
from loaders.reading.sheets import letters
from loaders.surveys.ids import survey_on
from loaders.tables.columns import fingerprint
from loaders.tables.layout import Layout, layout_of
from loaders.tables.lent_keys import lend_keys
from loaders.tables.meanings import give_meanings, meaning_keys
from loaders.tables.tables import Column, Table
from loaders.turning.carrying import carry_back, open_account
from loaders.turning.parts import Outside, shown
from loaders.turning.turning import turned_sheet
from loaders.vocabulary.lookups import noting_use
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import normalise
from store import Correction


def draft_of(
    data: bytes,
    name: str,
    options: Options,
    vocabulary: Vocabulary,
    received_at: datetime,
    settled_survey: str | None = None,
    corrections: Sequence[Correction] = (),
    workbook: Workbook | None = None,
    sha256: str | None = None,
) -> Draft:
    """All that a file says, nothing saved. draft.refused is a sentence where the file cannot be taken.

    corrections: cells mended by hand. workbook: the file as read before, to spare a second reading. sha256: of
    the data, where it is known: to work it out takes 1 ms a megabyte.
    """
    path = PurePath(name.replace("\\", "/"))
    sha256 = sha256 or hashlib.sha256(data).hexdigest()
    draft = Draft(path.name, sha256, path.suffix.lower().lstrip("."))
    draft.menu = options.menu
    with noting_use() as used, running():
        try:
            workbook, draft.corrected = mend(workbook or read_workbook(data, path.name), corrections)
            _recognise(draft, workbook, Context(draft, vocabulary, options, received_at, settled_survey))
        except Refused as refusal:
            draft.refused = str(refusal)
            carry_back(draft)
            return draft
        finally:
            draft.settle_withheld()
            draft.used = sorted(question_id(about, key) for about, key in used)
    wrong = [*differences(draft), *carry_back(draft)]
    if wrong:
        sheet, cell, what = wrong[0]
        draft.refused = (
            f"Cell {cell} of sheet “{sheet}” could not be accounted for ({what}), so nothing was loaded; "
            "please report this file as a fault of the software."
        )
    return draft


def _recognise(draft: Draft, workbook: Workbook, context: Context) -> None:
    for note in (*workbook.notes, *notes_on(draft.corrected)):
        draft.note(note)
    if is_hand_over(workbook):
        read_hand_over(draft, workbook, context)
        _close(draft, context)
        return
    contents = _look(draft, workbook, context)
    kind = kind_of(draft, contents, context)
    if kind is None:
        _note_tables(draft, contents, {}, context)
        if not draft.questions:
            raise Refused(_not_known(contents, context.options))
        for sheet, _ in contents.layouts:
            leave_out_sheet(draft, sheet, "waits for the answer to what this table is")
        return
    draft.kind = kind
    by_kind = {kind: tables_of(kind, contents)} | tables_of_other_kinds(kind, contents, context)
    loaded = [table for tables in by_kind.values() for table in tables]
    context.beside = added_up(kind, loaded, contents, context)
    sheets = [
        draft.turned[each.name].sheet if each.name in draft.turned else each for each in workbook.sheets
    ]
    lend_keys(loaded, contents.layouts, sheets)
    for each, tables in by_kind.items():
        context.tables = tables
        _load(each, tables, context)
    note_kinds(draft, by_kind)
    _note_tables(draft, contents, by_kind, context)
    for sheet, layout in contents.layouts:
        _account_sheet(draft, sheet, layout, loaded, contents, context)
    _close(draft, context)
    if kind == "survey" and _is_blank(draft):
        draft.note("There is no answer under the headings of this survey: nothing was loaded.")
    elif not (draft.problems or draft.questions or any(name in draft.rows for name in ROWS)):
        draft.note("Nothing was loaded from this file: what became of its cells is listed as left out.")


def _account_sheet(
    draft: Draft, sheet: Sheet, layout: Layout, loaded: list[Table], contents: Contents, context: Context
) -> None:
    """Account for all of a sheet that no kind of table read."""
    if any(table.sheet is sheet for table in loaded):
        account_for(draft, sheet, layout, loaded, context.beside)
    elif any(
        question.about == LAYOUT and question.sheet == sheet.name for question in draft.questions.values()
    ):
        leave_out_sheet(draft, sheet, "waits for the answer to how it is laid out")
    else:
        others = _note_other_kind(draft, sheet, [*loaded, *context.beside], contents)
        added_up = not others and any(table.sheet is sheet for table in context.beside)
        reason = ADDED_UP if added_up else f"no table of this kind ({draft.kind}) on this sheet"
        leave_out_sheet(draft, sheet, reason)


def _is_blank(draft: Draft) -> bool:
    """Whether practices are listed and none of them has answered."""
    waits = draft.rows_loaded or draft.problems or draft.questions
    return not waits and bool(draft.left_out) and all(line.reason == SILENT for line in draft.left_out)


def _note_other_kind(draft: Draft, sheet: Sheet, read: list[Table], contents: Contents) -> set[str]:
    """Say what a sheet that is left out holds, and give it back: figures that were added up from the rows are no
    loss."""
    sure = {
        other
        for table, scores in contents.scores
        for other in scores
        if table.sheet is sheet and not any(table is each for each in read) and is_surely(other, scores)
    }
    for other in sorted(sure):
        draft.note(
            f"Sheet “{sheet.name}” holds {HOLDS[other]}, and a file is loaded as one kind of table: load it once more "
            "with that sheet alone."
        )
    return sure


def _load(kind: str, loaded: list[Table], context: Context) -> None:
    """Load each table, in parts where its kind takes it apart; then what only all of them show."""
    reader = module(kind)
    parts = [
        (table, reader.parts(table, context) if hasattr(reader, "parts") else [table]) for table in loaded
    ]
    context.tables = [part for _, apart in parts for part in apart]
    if kind in TOGETHER:
        weigh_sheets(context, steps=kind == "notices")
    for part in context.tables:
        reader.load(part, context)
    if hasattr(reader, "close"):
        reader.close(context)
    for table, apart in parts:
        if apart != [table]:
            left = {row for part in apart for row in part.rows}
            table.rows = [row for row in table.rows if row in left]  # some were set apart in their part


def _close(draft: Draft, context: Context) -> None:
    """What the import as a whole is about."""
    frames = [frame for frames in draft.rows.values() for frame in frames]
    for name in ("region", "survey"):
        values = {v for frame in frames if name in frame for v in frame[name].unique() if isinstance(v, str)}
        if len(values) > 1 and name == "survey":  # one on each scale: the import is called by the first
            first = min(values, key=len)
            scales = {survey_on(first, scale) for scale in context.vocabulary.known("scale")}
            values = {first} if values - {first} <= scales else values
        setattr(draft, name, values.pop() if len(values) == 1 else getattr(context.options, name))


def _look(draft: Draft, workbook: Workbook, context: Context) -> Contents:
    contents = Contents()
    sheets = _sheets(draft, workbook, context.options)
    outside = Outside(PurePath(draft.file).stem, context.options.region, alone=len(sheets) == 1)
    for sheet in sheets:
        kept = withhold(draft, show_hidden(sheet, context), context.vocabulary)
        contents.layouts.append(_layout(draft, kept, outside, context))
    tables = [table for _, layout in contents.layouts for table in layout.tables if table.rows]
    stem = re.sub(r"\(.*?\)|\[.*?\]|\d+", " ", PurePath(draft.file).stem)
    context.file_key = f"{normalise(stem)}\n{fingerprint(tables[0]) if tables else ''}"
    if measure := next(filter(None, map(measure_of, tables)), None):
        raise Refused(refusal(measure))
    for table in tables:
        give_meanings(table, context.vocabulary, context.file_key)
        contents.scores.append((table, scores_of(table, context)))
    return contents


def _layout(draft: Draft, sheet: Sheet, outside: Outside, context: Context) -> tuple[Sheet, Layout]:
    """The tables of a sheet; where one is laid out in an unusual way, of the sheet with it written out below."""
    filled, words = sheet.filled(), context.vocabulary
    layout = layout_of(sheet, filled, words)

    def scores(table: Table) -> dict[str, float]:
        return scores_of(table, context)

    if is_settled(layout, words):
        return sheet, layout
    of_sheet = LayoutOfSheet(sheet, shown(sheet, filled), words, outside)
    if of_sheet.doubt:
        of_sheet.decide(words.remembered(LAYOUT, of_sheet.doubt.key) or "")
    if of_sheet.doubt:
        _ask_layout(draft, sheet, of_sheet.doubt)
        return sheet, Layout()
    turned = turned_sheet(sheet, filled, layout, words, outside, scores, of_sheet.part)
    if turned is None:
        return sheet, layout
    open_account(draft, turned)
    draft.turned[sheet.name] = turned
    for sentence in turned.says:
        draft.note(sentence)
    return turned.sheet, turned.layout


def _ask_layout(draft: Draft, sheet: Sheet, doubt: Doubt) -> None:
    row, col = doubt.cell
    choices = list(doubt.readings)
    draft.ask(LAYOUT, sheet.name, doubt.sentence, choices, key=doubt.key, sheet=sheet, row=row, col=col)


def _sheets(draft: Draft, workbook: Workbook, options: Options) -> list[Sheet]:
    """The visible sheets, or the one named; every other one is left out, and a hidden one noted."""
    wanted = options.sheet
    names = [sheet.name for sheet in workbook.sheets]
    if wanted is not None and normalise(wanted) not in map(normalise, names):
        raise Refused(f"There is no sheet “{wanted}”; the file has {', '.join(f'“{n}”' for n in names)}.")
    sheets = []
    for sheet in workbook.sheets:
        draft.open_sheet(sheet)
        if wanted is not None and normalise(sheet.name) != normalise(wanted):
            leave_out_sheet(draft, sheet, "not the sheet named")
        elif sheet.hidden and wanted is None:
            draft.note(f"The hidden sheet “{sheet.name}” was passed over.")
            leave_out_sheet(draft, sheet, "hidden sheet")
        elif np.count_nonzero((draft.fates[sheet.name] != Fate.BLANK).any(axis=0)) > limits.TABLE_COLUMNS:
            wide = f"more than {limits.TABLE_COLUMNS:,} columns, which no table of practices has"
            leave_out_sheet(draft, sheet, wide)
            if len(workbook.sheets) == 1:
                raise Refused(f"The file has {wide}; upload one with a row for each practice.")
        else:
            sheets.append(sheet)
    return sheets


def _note_tables(draft: Draft, contents: Contents, by_kind: dict[str, list[Table]], context: Context) -> None:
    """Keep what each column was taken for, for the person who looks at the draft."""
    for table, _ in contents.scores:
        keys = meaning_keys(table, context.file_key)
        read = next((kind for kind, tables in by_kind.items() if any(table is each for each in tables)), None)
        columns = tuple(
            ColumnReading(
                column.index,
                column.heading,
                column.role if read else None,
                tuple(column.subject or ()) if read else (),
                keys[column.index],
                column.meaning is not None,
                *_places_of(draft, table, column),
            )
            for column in sorted([*table.columns, *table.aside], key=lambda column: column.index)
        )
        turned = _is_turned(draft, table)
        rows = ([], []) if turned else (table.heading_rows, table.rows)
        draft.tables.append(TableReading(table.sheet.name, read, *rows, columns))


def _is_turned(draft: Draft, table: Table) -> bool:
    turned = draft.turned.get(table.sheet.name)
    return turned is not None and min(_rows_of(table)) >= turned.top


def _rows_of(table: Table) -> list[int]:
    """All rows of a table, those that wait for an answer too: every row of data may."""
    return [*table.rows, *table.held, *(each.row for each in table.apart), *table.heading_rows]


def _places_of(draft: Draft, table: Table, column: Column) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The name of a column, and its cells in the file where its table was turned."""
    if not _is_turned(draft, table):
        return letters(column.index), ()
    head = next(iter(column.heading_cells[::-1]), (_rows_of(table)[0], column.index))
    place = draft.turned[table.sheet.name].place
    return table.sheet.where(*head), tuple(place(row, column.index) for row in table.rows)


def _not_known(contents: Contents, options: Options) -> str:
    if options.kind:
        return f"No table of kind {options.kind} was found in this file; leave the kind out, or name another."
    if not contents.scores:
        return f"No table was found in this file. It should hold {LOOKED_FOR}, under a row of headings."
    return (
        f"This is not a table we know. Looked for were {LOOKED_FOR}, "
        "by the wording of the headings and by what stands under them."
    )
