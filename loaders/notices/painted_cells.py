"""Cells of a matrix of practices by services that say by their fill colour alone what was done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from loaders.draft import Fate
from loaders.kinds import Context
from loaders.notices.facts import RUNGS
from loaders.notices.matrix_cells import CellReading, key_of, read_cell, read_with_key
from loaders.notices.service_columns import Head
from loaders.surveys.colours import name_of
from loaders.surveys.legend import explained_colours
from loaders.surveys.paint import colour_key, first_of_colour
from loaders.surveys.painted import paint_of
from loaders.tables.tables import Table
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import blank

_SAYS = ("yes", "no", "status", "nothing")
_MANY = 10  # notes about single cells before they are summed up in one


def painted_score(table: Table, heads: list[Head], vocabulary: Vocabulary) -> float:
    """How sure it is that blank cells under services are notices by their colours; 0 where words stand in them."""
    columns = [head.column for head in heads]
    if not table.sheet.has_fills or any(not blank(v) for column in columns for v in table.values(column)):
        return 0.0
    used = paint_of(table, columns)[0].with_block().used()
    if not used:
        return 0.0
    texts = _texts(table, vocabulary)
    return 0.9 if any(colour in texts for colour in used) else 0.5


def put_paint(table: Table, heads: list[Head], ready: Sequence[int], rung: str, context: Context) -> None:
    """Put what a key or a person says of a colour into the blank cells that have it; ask once about each other
    colour. Where a cell has words, they count, and a colour that contradicts them is noted."""
    if not table.sheet.has_fills:
        return
    draft, columns = context.draft, [head.column for head in heads]
    paint, notes = paint_of(table, columns)
    if all(blank(value) for column in columns for value in table.values(column)):
        paint = paint.with_block()
    for sentence in [
        *notes,
        *(f"{where} in one colour from end to end: no notice." for _, where in paint.bands),
    ]:
        draft.note(sentence)
    texts, key = _texts(table, context.vocabulary), key_of(table)

    @cache
    def contradicts(value: object, colour: str) -> bool:
        return colour in texts and _contradicts(value, texts[colour], key, rung, context.vocabulary)

    against: list[str] = []
    for number, column in enumerate(columns):
        values, painted = list(table.values(column)), [at for at in ready if paint.codes[at, number]]
        for at in painted:
            colour = paint.paints[paint.codes[at, number]]
            if blank(values[at]):
                values[at] = _meant(table, at, column.index, colour, texts, context)
            elif contradicts(values[at], colour):
                cell = table.sheet.where(table.rows[at], column.index)
                against.append(
                    f"{cell} says “{values[at]}” and has the colour of “{texts[colour]}”: what is written counts."
                )
        if painted:
            table.put(column, values)
    _note(against, table, context)


def _note(against: list[str], table: Table, context: Context) -> None:
    draft = context.draft
    for sentence in against[:_MANY]:
        draft.note(sentence)
    if len(against) > _MANY:
        draft.note(f"So do {len(against) - _MANY} more cells of sheet “{table.sheet.name}”.")


def _texts(table: Table, vocabulary: Vocabulary) -> dict[str, str]:
    """What a key says of each colour, where it is a step of a notice or none."""

    def says(text: str) -> bool:
        reading = read_cell(text, vocabulary)
        return reading is not None and reading.kind in _SAYS

    return explained_colours(table, says)


def _meant(
    table: Table, at: int, col: int, paint: str, texts: dict[str, str], context: Context
) -> str | None:
    """The words that a colour stands for; None where it is left out or waits for an answer."""
    draft, row = context.draft, table.rows[at]
    key = colour_key(paint, context)
    choice = None if paint in texts else context.vocabulary.remembered("status", key)
    if choice == LEAVE_OUT:
        draft.leave_out(table.sheet, row, col, "", "a colour that is left out, as answered")
        draft.paint(table.sheet, row, col, Fate.LEFT_OUT)
        return None
    if paint in texts and read_cell(texts[paint], context.vocabulary).kind in ("no", "nothing"):
        draft.leave_out(table.sheet, row, col, "", f"“{texts[paint]}” by its colour: no notice")
        draft.paint(table.sheet, row, col, Fate.LEFT_OUT)
        return None
    if paint in texts or choice:
        draft.paint(table.sheet, row, col, Fate.ANSWER)
        return texts.get(paint) or context.vocabulary.label("status", choice)
    asked = f"What do the cells coloured {name_of(paint)} say about a notice?"
    draft.ask(
        "status",
        name_of(paint),
        f"{asked} {first_of_colour(table.sheet.where(row, col))}",
        [*RUNGS, LEAVE_OUT],
        key=key,
        sheet=table.sheet,
        row=row,
        col=col,
    )
    draft.paint(table.sheet, row, col, Fate.QUESTION)
    return None


def _contradicts(value: object, text: str, key: dict[str, str], rung: str, vocabulary: Vocabulary) -> bool:
    written = read_with_key(value, vocabulary, key)
    painted = read_cell(text, vocabulary)
    if (
        written is None
        or painted is None
        or written.kind in ("unknown", "unread", "number", "error", "cross")
    ):
        return False
    return _step(written, rung) != _step(painted, rung)


def _step(reading: CellReading, rung: str) -> str | None:
    """The step that a reading names; None for no notice."""
    if reading.kind in ("no", "nothing"):
        return None
    step = reading.status or (reading.said.status if reading.said else None) or rung
    return "served" if step == "in_effect" else step
