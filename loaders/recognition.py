"""What a file holds: its kind, its tables, and a draft of all that it says."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePath

import numpy as np

from loaders import limits
from loaders.account import ADDED_UP, SILENT, account_for, leave_out_sheet
from loaders.audit import ROWS, differences
from loaders.cells.typed import typed
from loaders.clock import running
from loaders.corrections import mend, notes_on
from loaders.draft import ColumnReading, Draft, Fate, TableReading, question_id
from loaders.evidence.hidden_cells import show_hidden
from loaders.evidence.other_sheets import weigh_sheets
from loaders.evidence.withheld import withhold
from loaders.exports import measure_of, refusal
from loaders.figures.handed_over import is_hand_over, read_hand_over
from loaders.figures.survey_summaries import answers_down
from loaders.kinds import KINDS, Context, Options, module
from loaders.layouts.doubt import ABOUT as LAYOUT
from loaders.layouts.doubt import Doubt
from loaders.layouts.settled import is_settled
from loaders.layouts.way import LayoutOfSheet
from loaders.reading import Refused, Sheet, Workbook, read_workbook
from loaders.reading.sheets import letters
from loaders.surveys.ids import survey_on
from loaders.tables.columns import fingerprint
from loaders.tables.layout import Layout, layout_of
from loaders.tables.meanings import give_meanings, meaning_keys
from loaders.tables.tables import Column, Key, Table
from loaders.turning.carrying import carry_back, open_account
from loaders.turning.parts import Outside, shown
from loaders.turning.turning import turned_sheet
from loaders.vocabulary.lookups import noting_use
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import normalise
from store import Correction

_SURE, _PLAUSIBLE = 0.5, 0.3
_KEY_CELLS = 60  # cells that a key laid out as a table has at most
_KEY_CELLS = 20_000  # cells of a sheet that may be nothing but a key to the others
_HOLDS = {
    "survey": "practices' answers to a survey",
    "notices": "a log of notices",
    "figures": "figures already added up",
    "practices": "a list of practices",
    "events": "what happened with the ICB",
}
_TOGETHER = ("survey", "notices")  # what practices say themselves: a file may be loaded as both at once
_KEEPS_NO_ANSWER = "practices"
_FEW = 8  # columns named in a note before the rest is counted
*_BUT_LAST, _LAST = _HOLDS.values()
LOOKED_FOR = f"{', '.join(_BUT_LAST)}, or {_LAST}"


@dataclass
class Found:
    """The sheets that count, their layouts, and how sure each kind is of each table."""

    layouts: list[tuple[Sheet, Layout]] = field(default_factory=list)
    scores: list[tuple[Table, dict[str, float]]] = field(default_factory=list)


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
    kind = _kind(draft, contents, context)
    if kind is None:
        _note_tables(draft, contents, {}, context)
        if not draft.questions:
            raise Refused(_not_known(contents, context.options))
        for sheet, _ in contents.layouts:
            leave_out_sheet(draft, sheet, "waits for the answer to what this table is")
        return
    draft.kind = kind
    by_kind = {kind: _tables_of(kind, contents)} | _of_other_kinds(kind, contents, context)
    loaded = [table for tables in by_kind.values() for table in tables]
    context.beside = _added_up(kind, loaded, contents, context)
    _lend_keys(loaded, contents, workbook, draft)
    for each, tables in by_kind.items():
        context.tables = tables
        _load(each, tables, context)
    _note_kinds(draft, by_kind)
    _note_tables(draft, contents, by_kind, context)
    for sheet, layout in contents.layouts:
        _account_sheet(draft, sheet, layout, loaded, contents, context)
    _close(draft, context)
    if kind == "survey" and _is_blank(draft):
        draft.note("There is no answer under the headings of this survey: nothing was loaded.")
    elif not (draft.problems or draft.questions or any(name in draft.rows for name in ROWS)):
        draft.note("Nothing was loaded from this file: what became of its cells is listed as left out.")


def _account_sheet(
    draft: Draft, sheet: Sheet, layout: Layout, loaded: list[Table], contents: Found, context: Context
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


def _of_other_kinds(kind: str, contents: Found, context: Context) -> dict[str, list[Table]]:
    """What is loaded besides: notices beside replies, and replies beside notices, where nobody chose the kind. Both
    are said by practices, and neither changes what the other counts."""
    chosen = context.options.kind or context.vocabulary.remembered("kind", context.file_key)
    if chosen or kind not in _TOGETHER:
        return {}
    taken = _tables_of(kind, contents)
    others = {
        other: [
            table
            for table, scores in contents.scores
            if _is_surely(other, scores) and not any(table is each for each in taken)
        ]
        for other in _TOGETHER
        if other != kind
    }
    return {other: tables for other, tables in others.items() if tables}


def _is_surely(kind: str, scores: dict[str, float]) -> bool:
    return scores.get(kind, 0.0) >= _SURE and scores[kind] == max(scores.values())


def _added_up(kind: str, loaded: list[Table], contents: Found, context: Context) -> list[Table]:
    """The tables of figures about no other region than the rows of practices in the file."""
    if kind not in _TOGETHER:
        return []
    figures = [
        table
        for table, scores in contents.scores
        if (_is_surely("figures", scores) or answers_down(table, context.vocabulary))
        and not any(table is each for each in loaded)
    ]
    return [table for table in figures if len(_regions_in(table, context)) < 2]


def _regions_in(table: Table, context: Context) -> set[str]:
    words = context.vocabulary
    columns = [column for column in table.columns if typed(column.heading, words).role("figures") == "region"]
    return {
        typed(str(value), words).region.id or str(value) for each in columns for value in table.unlike(each)
    }


def _note_kinds(draft: Draft, by_kind: dict[str, list[Table]]) -> None:
    """Say that a file was loaded as two kinds, and where the second of them stands."""
    (first, tables), *others = by_kind.items()
    for kind, more in others:
        where = " and ".join(dict.fromkeys(_where(table, tables) for table in more))
        draft.note(
            f"This file holds {_HOLDS[first]} and {_HOLDS[kind]}, and both were loaded, the latter from {where}."
        )


def _where(table: Table, others: list[Table]) -> str:
    """The sheet of a table, and its columns where one of the others stands on the sheet too."""
    beside = [column.heading for other in others if other.sheet is table.sheet for column in other.columns]
    own = [
        f"“{column.heading}”" for column in table.columns if column.heading and column.heading not in beside
    ]
    if not beside or not own:
        return f"sheet “{table.sheet.name}”"
    columns = ", ".join(own[:_FEW]) + (f" and {len(own) - _FEW} more" if len(own) > _FEW else "")
    return f"column{'s' * (len(own) > 1)} {columns} of sheet “{table.sheet.name}”"


def _note_other_kind(draft: Draft, sheet: Sheet, read: list[Table], contents: Found) -> set[str]:
    """Say what a sheet that is left out holds, and give it back: figures that were added up from the rows are no
    loss."""
    sure = {
        other
        for table, scores in contents.scores
        for other in scores
        if table.sheet is sheet and not any(table is each for each in read) and _is_surely(other, scores)
    }
    for other in sorted(sure):
        draft.note(
            f"Sheet “{sheet.name}” holds {_HOLDS[other]}, and a file is loaded as one kind of table: load it once more "
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
    if kind in _TOGETHER:
        weigh_sheets(context, steps=kind == "notices")
    for part in context.tables:
        reader.load(part, context)
    if hasattr(reader, "close"):
        reader.close(context)
    for table, apart in parts:
        if apart != [table]:
            left = {row for part in apart for row in part.rows}
            table.rows = [row for row in table.rows if row in left]  # some were set apart in their part


def _lend_keys(loaded: list[Table], contents: Found, workbook: Workbook, draft: Draft) -> None:
    """Let each table know what stands outside the tables, of the other sheets too: a key for all may be there, or
    be laid out as a small table that is none of ours."""
    for sheet, layout in contents.layouts:
        others = [other for other in layout.tables if not any(other is table for table in loaded)]
        small = [cell for other in others for cell in _cells_of(other)]
        for table in loaded:
            if table.sheet is sheet and small:
                table.around = [*table.around, *small]
    around = {id(table.sheet): table.around for table in loaded}
    sheets = [
        draft.turned[each.name].sheet if each.name in draft.turned else each for each in workbook.sheets
    ]
    keys = [
        Key(sheet, around[id(sheet)] if id(sheet) in around else np.argwhere(sheet.filled()).tolist())
        for sheet in sheets
        if not sheet.hidden and (id(sheet) in around or sheet.height * sheet.width <= _KEY_CELLS)
    ]
    for table in loaded:
        table.keys = [key for key in keys if key.sheet is not table.sheet]


def _cells_of(table: Table) -> list[tuple[int, int]]:
    """The cells with content of a table that is small enough to be a key; none of a larger one."""
    rows = [*table.heading_rows, *table.rows]
    if len(rows) * len(table.columns) > _KEY_CELLS:
        return []
    cells = [(row, column.index) for row in rows for column in table.columns]
    return [(row, col) for row, col in cells if table.sheet.value(row, col) is not None]


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


def _look(draft: Draft, workbook: Workbook, context: Context) -> Found:
    contents = Found()
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
        contents.scores.append((table, _scores(table, context)))
    return contents


def _layout(draft: Draft, sheet: Sheet, outside: Outside, context: Context) -> tuple[Sheet, Layout]:
    """The tables of a sheet; where one is laid out in an unusual way, of the sheet with it written out below."""
    filled, words = sheet.filled(), context.vocabulary
    layout = layout_of(sheet, filled, words)

    def scores(table: Table) -> dict[str, float]:
        return _scores(table, context)

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


def _scores(table: Table, context: Context) -> dict[str, float]:
    chosen = context.options.kind
    kinds = [chosen] if chosen and chosen != _KEEPS_NO_ANSWER else KINDS
    return {kind: module(kind).score(table, context.vocabulary, context.options) for kind in kinds}


def _kind(draft: Draft, contents: Found, context: Context) -> str | None:
    """The kind named or remembered, else the surest of any table; a question where none is sure."""
    best = {
        kind: max((scores.get(kind, 0.0) for _, scores in contents.scores), default=0.0) for kind in KINDS
    }
    chosen, instead = context.options.kind, _said_instead(contents, context)
    if chosen and not instead:
        draft.because("kind", "You chose it.")
        return chosen if best[chosen] > 0 else None
    remembered = context.vocabulary.remembered("kind", context.file_key)
    if remembered in KINDS:
        draft.because("kind", "As answered before for a file like it.")
        return remembered
    if chosen and instead:
        sentence = (
            f"This file was named {_HOLDS[chosen]} and looks like {_HOLDS[instead]}: what does it hold?"
        )
        draft.ask("kind", draft.file, sentence, [instead, chosen], key=context.file_key)
        return None
    kind = max(KINDS, key=lambda kind: best[kind])
    if context.options.survey and best["survey"] >= (_PLAUSIBLE if kind == "survey" else _SURE):
        draft.because("kind", "You named a survey.")
        return "survey"
    if best[kind] >= _SURE:
        return _of_rows(contents) or kind if kind == "figures" else kind
    if best[kind] >= _PLAUSIBLE:
        choices = sorted((kind for kind in KINDS if best[kind] > 0), key=lambda kind: -best[kind])
        sentence = f"What does this file hold: {LOOKED_FOR}?"
        draft.ask("kind", draft.file, sentence, choices, key=context.file_key)
    return None


def _said_instead(contents: Found, context: Context) -> str | None:
    """What practices say in a file that was named a list of them, which would keep nothing of it; None where a
    table of it is such a list, or it says nothing else."""
    if context.options.kind != _KEEPS_NO_ANSWER:
        return None
    if any(_is_surely(_KEEPS_NO_ANSWER, scores) for _, scores in contents.scores):
        return None
    return _of_rows(contents)


def _of_rows(contents: Found) -> str | None:
    """The kind of the practices' own rows in a file that holds figures too, which were likely added up from them."""
    return next(
        (kind for kind in _TOGETHER if any(_is_surely(kind, scores) for _, scores in contents.scores)), None
    )


def _tables_of(kind: str, contents: Found) -> list[Table]:
    """The tables that are surely of the kind and of no other more surely; all likely ones if it was named."""
    sure = [table for table, scores in contents.scores if _is_surely(kind, scores)]
    if sure:
        return sure
    best = max((scores.get(kind, 0.0) for _, scores in contents.scores), default=0.0)
    return [table for table, scores in contents.scores if scores.get(kind, 0.0) == best and best > 0]


def _note_tables(draft: Draft, contents: Found, by_kind: dict[str, list[Table]], context: Context) -> None:
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


def _not_known(contents: Found, options: Options) -> str:
    if options.kind:
        return f"No table of kind {options.kind} was found in this file; leave the kind out, or name another."
    if not contents.scores:
        return f"No table was found in this file. It should hold {LOOKED_FOR}, under a row of headings."
    return (
        f"This is not a table we know. Looked for were {LOOKED_FOR}, "
        "by the wording of the headings and by what stands under them."
    )
