"""Answers given as a fill colour, and paint that contradicts the words."""

from __future__ import annotations

import numpy as np

from loaders.draft import Fate
from loaders.kinds import Context
from loaders.reading.sheets import letters, reference
from loaders.surveys.answers import AnswerReader
from loaders.surveys.colours import is_neutral
from loaders.surveys.legend import Legend
from loaders.surveys.replies import Strand
from loaders.tables.tables import Table
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.words import blank

_MANY = 10  # notes about single cells before they are summed up in one


def painted_cells(table: Table, strands: list[Strand]) -> dict[tuple[int, int], str]:
    """Fill colours of the answer cells, by (row, col). Paint that says nothing is not among them: a whole row
    in one colour with the cells that say whose it is, a whole column in the colour of its heading, greys.
    """
    fills = table.sheet.fills
    if not fills:
        return {}
    cols = [strand.column.index for strand in strands]
    others = [
        column.index
        for column in table.columns
        if column.role in ("practice_code", "practice_name", "practice")
    ]
    found = {}
    for row in table.rows:
        beside = {fills.get((row, col)) for col in others}
        found.update({(row, c): rgb for c in cols if (rgb := fills.get((row, c))) and rgb not in beside})
    for col in cols:
        heading = {fills.get(cell) for cell in ((row, col) for row in table.heading_rows)}
        paints = {rgb for (_, c), rgb in found.items() if c == col}
        if len(paints) == 1 and paints <= heading:
            found = {cell: rgb for cell, rgb in found.items() if cell[1] != col}
    return {cell: rgb for cell, rgb in found.items() if not is_neutral(rgb)}


def scale_of_paint(paint: dict[tuple[int, int], str], legend: Legend) -> str | None:
    """The scale that the key explains the colours by, else rag if a colour is red, amber or green."""
    colours = set(paint.values())
    keyed = {scale: sum(1 for rgb in colours if legend.colour(scale, rgb)) for scale in legend.colours}
    if keyed and max(keyed.values()):
        return max(keyed, key=lambda scale: keyed[scale])
    return "rag" if any(legend.colour("rag", rgb) for rgb in colours) else None


def read_paint(
    table: Table,
    strands: list[Strand],
    paint: dict[tuple[int, int], str],
    legend: Legend,
    reader: AnswerReader,
    context: Context,
) -> None:
    """Let blank cells answer by their colour (strand.painted); ask once about each unknown colour."""
    for strand in strands:
        col = strand.column.index
        strand.painted = np.full(len(table.rows), None, dtype=object)
        for at, row in enumerate(table.rows):
            rgb = paint.get((row, col))
            if rgb is None or strand.reply[at] < 0 or not blank(table.sheet.value(row, col)):
                continue
            answer = legend.colour(reader.scale, rgb) or _remembered(rgb, reader)
            if answer == LEAVE_OUT:
                context.draft.leave_out(table.sheet, row, col, "", "a colour that is left out, as answered")
                context.draft.paint(table.sheet, row, col, Fate.LEFT_OUT)
            elif answer:
                strand.painted[at] = answer
                context.draft.paint(table.sheet, row, col, Fate.ANSWER)
            else:
                _ask(table, row, col, rgb, reader, context)


def compare_paint(
    table: Table,
    strands: list[Strand],
    paint: dict[tuple[int, int], str],
    legend: Legend,
    reader: AnswerReader,
    context: Context,
) -> None:
    """Where words answer: note paint that contradicts them, and blank cells whose paint alone speaks."""
    against = []
    for strand in strands if paint else ():
        col = strand.column.index
        for at, row in enumerate(table.rows):
            rgb = paint.get((row, col))
            meant = legend.colour(reader.scale, rgb) if rgb else None
            if meant is None or strand.reply[at] < 0:
                continue
            value = table.sheet.value(row, col)
            if blank(value):
                _paint_alone(table, row, strand, meant, context)
            elif (said := reader.read(value).answer) and said != meant:
                against.append((row, col, said, meant))
    label = context.vocabulary.label
    for row, col, said, meant in against[:_MANY]:
        context.draft.note(
            f"{reference(row, col)} says {label('answer', said)} and is painted {label('answer', meant)}: "
            "the word counts."
        )
    if len(against) > _MANY:
        context.draft.note(f"So do {len(against) - _MANY} more cells of sheet “{table.sheet.name}”.")


def _paint_alone(table: Table, row: int, strand: Strand, meant: str, context: Context) -> None:
    col = strand.column.index
    reason = (
        f"The cell is painted {context.vocabulary.label('answer', meant)} and says nothing, where the others "
        "answer in words; write the answer into it."
    )
    context.draft.problem(table.sheet, row, col, strand.column.heading, "", reason)
    context.draft.paint(table.sheet, row, col, Fate.PROBLEM)


def _remembered(rgb: str, reader: AnswerReader) -> str | None:
    return reader.vocabulary.remembered("answer", f"{reader.scale}:colour {rgb.lower()}")


def _ask(table: Table, row: int, col: int, rgb: str, reader: AnswerReader, context: Context) -> None:
    context.draft.ask(
        "answer",
        f"colour {rgb}",
        f"What does the colour of cell {letters(col)}{row + 1} mean as an answer?",
        [*reader.vocabulary.answers_of(reader.scale), LEAVE_OUT],
        key=f"{reader.scale}:colour {rgb.lower()}",
        sheet=table.sheet,
        row=row,
        col=col,
    )
    context.draft.paint(table.sheet, row, col, Fate.QUESTION)
