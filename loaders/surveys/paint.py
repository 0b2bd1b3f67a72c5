"""Answers given as a fill colour, and paint that contradicts the words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from loaders.cells.typed import typed
from loaders.draft import Draft, Fate
from loaders.kinds import Context
from loaders.surveys.colours import hue_of, is_highlighter, name_of
from loaders.surveys.legend import Legend
from loaders.surveys.painted import Paint
from loaders.surveys.replies import Strand
from loaders.tables.tables import Table
from loaders.texts.answers import AnswerReader
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.words import blank

_MANY = 10  # notes about single cells before they are summed up in one


def scale_of_paint(paint: Paint, legend: Legend, context: Context) -> str | None:
    """The scale that the key explains the colours by, else rag if a colour is red or green, else that of what a
    person said of a colour; None while nothing tells. Amber alone tells nothing: yellow is what people mark with."""
    colours = paint.with_block().used()
    keyed = {
        scale: sum(1 for colour in colours if colour in known) for scale, known in legend.colours.items()
    }
    if keyed and max(keyed.values()):
        return max(keyed, key=lambda scale: keyed[scale])
    if {legend.colour("rag", colour) for colour in paint.used()} & {"red", "green"}:
        return "rag"
    words = context.vocabulary
    chosen = {words.remembered("answer", colour_key(colour, context)) for colour in colours}
    return next((s for s in words.known("scale") if chosen & set(words.answers_of(s))), None)


def read_paint(
    table: Table,
    strands: list[Strand],
    paint: Paint,
    legend: Legend,
    reader: AnswerReader,
    context: Context,
) -> None:
    """Let cells without an answer in words answer by their colour (strand.painted); ask once about each colour
    that says nothing. What a key says is no answer, or a person wants left out, is left out by name.

    A colour that all cells share, and amber where it is the only colour, mean what a person says.
    """
    draft = context.draft
    for sentence in paint.ignored(legend, reader.scale):
        draft.note(sentence)
    known = Legend(texts=legend.texts) if paint.block else legend
    paint = paint.with_block()
    meanings = {colour: _meaning(colour, known, reader, context) for colour in paint.used()}
    _note_only_colour(meanings, context)
    answers = np.array(
        [meanings[colour].answer if colour in meanings else None for colour in paint.paints], dtype=object
    )
    beside: list[tuple[int, int]] = []
    for number, strand in enumerate(strands):
        codes, col = paint.codes[:, number], strand.column.index
        values = table.values(strand.column)
        empty = np.array([blank(value) for value in values])
        live = (codes > 0) & (strand.reply >= 0)
        sure = live & empty & np.array([answer is not None for answer in answers])[codes]
        strand.painted = np.where(sure, answers[codes], None)
        draft.paint(table.sheet, np.asarray(table.rows)[sure], col, Fate.ANSWER)
        for at in np.flatnonzero(live & ~sure).tolist():
            meaning = meanings[paint.paints[codes[at]]]
            if empty[at]:
                _ask(table, table.rows[at], col, paint.paints[codes[at]], meaning, reader, context)
            elif meaning.answer and not reader.read(values[at]).known:
                strand.painted[at] = meaning.answer
                beside.append((table.rows[at], col))
    _note_texts(table, beside, draft)


def _note_only_colour(meanings: dict[str, _Meaning], context: Context) -> None:
    """Say what the only colour was read as where neither a key nor a person says what it means."""
    for paint, meaning in meanings.items() if len(meanings) == 1 else ():
        chosen = context.vocabulary.remembered("answer", colour_key(paint, context))
        if meaning.answer and not meaning.text and not chosen:
            label = context.vocabulary.label("answer", meaning.answer)
            context.draft.note(
                f"The only colour of the answers is {name_of(paint)}, and no key says what it means: "
                f"it was read as {label}."
            )


@dataclass(frozen=True)
class _Meaning:
    """answer: an id; reason: why the colour is left out; none of them: to be asked about. text: the key's. likely: what
    that makes of the colour, against what it is elsewhere."""

    answer: str | None = None
    reason: str = ""
    text: str = ""
    likely: str = ""


def _meaning(paint: str, legend: Legend, reader: AnswerReader, context: Context) -> _Meaning:
    answer = legend.colour(reader.scale or "", paint)
    text = legend.texts.get(paint, "")
    choice = reader.vocabulary.remembered("answer", colour_key(paint, context))
    against = bool(answer) and _says_otherwise(paint, answer, reader)
    if answer and not against and (text or not choice):
        return _Meaning(answer, text=text)
    if choice == LEAVE_OUT:
        return _Meaning(reason="a colour that is left out, as answered")
    if choice in reader.answers:
        return _Meaning(choice)
    if text and typed(text, reader.vocabulary).silence:
        return _Meaning(reason=f"no answer: the key says “{text}” of this colour")
    return _Meaning(text=text, likely=answer if against else "")


def _says_otherwise(paint: str, answer: str, reader: AnswerReader) -> bool:
    """Whether a key makes red the first answer of a scale or green the last, against what they say elsewhere."""
    ends = {"red": reader.answers[0], "green": reader.answers[-1]}
    return ends.get(hue_of(paint) or "") == answer


def _ask(
    table: Table, row: int, col: int, paint: str, meaning: _Meaning, reader: AnswerReader, context: Context
) -> None:
    """Leave a cell out whose colour is no answer, or ask about its colour."""
    draft = context.draft
    if meaning.reason:
        draft.leave_out(table.sheet, row, col, "", meaning.reason)
        draft.paint(table.sheet, row, col, Fate.LEFT_OUT)
        return
    asked, answers = f"What do the cells coloured {name_of(paint)} mean as an answer?", reader.answers
    like = [each for each in (meaning.likely, hue_of(paint)) if each in answers]
    draft.ask(
        "answer",
        name_of(paint),
        f"{asked} {first_of_colour(table.sheet.where(row, col), meaning.text)}",
        list(dict.fromkeys([*like, *answers, LEAVE_OUT])),
        key=colour_key(paint, context),
        sheet=table.sheet,
        row=row,
        col=col,
    )
    draft.paint(table.sheet, row, col, Fate.QUESTION)


def first_of_colour(cell: str, text: str = "") -> str:
    """Where the first cell of a colour is, and what the key says of it: for a question about the colour."""
    key = f"the key says “{text}” of it" if text else "nothing in the file says what the colour stands for"
    return f"The first of them is {cell}, and {key}."


def colour_key(paint: str, context: Context) -> str:
    """A colour is remembered for files of this name and these headings alone: elsewhere it may mean another."""
    return f"colour {paint.lower()}\n{context.file_key}"


def _note_texts(table: Table, cells: list[tuple[int, int]], draft: Draft) -> None:
    if cells:
        row, col = cells[0]
        many = f"{len(cells)} cells hold" if len(cells) > 1 else f"{table.sheet.where(row, col)} holds"
        value = " ".join(str(table.sheet.value(row, col)).split())[:40]
        draft.note(
            f"{many} text that is no answer (“{value}” in {table.sheet.where(row, col)}): the colour counts."
        )


@dataclass
class _Compared:
    """Painted cells beside words. against: row, col, what the word says, what the paint says."""

    against: list[tuple[int, int, str, str, str]] = field(default_factory=list)
    alone: list[tuple[int, Strand, str, str]] = field(default_factory=list)
    agreeing: Counter[str] = field(default_factory=Counter)


def compare_paint(
    table: Table,
    strands: list[Strand],
    paint: Paint,
    legend: Legend,
    reader: AnswerReader,
    context: Context,
) -> None:
    """Where words answer: note paint that contradicts them, and blank cells whose paint alone speaks.

    The yellow of a highlighter says "look here", unless the key or cells that say amber use it as amber.
    """
    comparison = _compared(table, strands, paint, legend, reader)
    marks = {
        colour for colour in paint.used() if is_highlighter(colour) and colour not in comparison.agreeing
    }
    marks -= set(legend.colours.get(reader.scale or "", {}))
    for row, strand, meant, colour in comparison.alone:
        if colour in marks:
            cell = table.sheet.where(row, strand.column.index)
            context.draft.note(f"{cell} is highlighted and says nothing: it counts as no answer.")
        else:
            _paint_alone(table, row, strand, meant, context)
    _note_against([cell for cell in comparison.against if cell[4] not in marks], table, context)


def _compared(
    table: Table, strands: list[Strand], paint: Paint, legend: Legend, reader: AnswerReader
) -> _Compared:
    comparison = _Compared()
    meant = [legend.colour(reader.scale or "", colour) if colour else None for colour in paint.paints]
    speaks = np.array([answer is not None for answer in meant])
    for number, strand in enumerate(strands):
        painted = np.flatnonzero(speaks[paint.codes[:, number]] & (strand.reply >= 0)).tolist()
        values = table.values(strand.column) if painted else []
        for at in painted:
            code, row = int(paint.codes[at, number]), table.rows[at]
            if blank(values[at]):
                comparison.alone.append((row, strand, meant[code] or "", paint.paints[code]))
            elif stated_answer := reader.read(values[at]).answer:
                if stated_answer == meant[code]:
                    comparison.agreeing[paint.paints[code]] += 1
                else:
                    place = (row, strand.column.index)
                    comparison.against.append((*place, stated_answer, meant[code] or "", paint.paints[code]))
    return comparison


def _note_against(against: list[tuple[int, int, str, str, str]], table: Table, context: Context) -> None:
    label = context.vocabulary.label
    for row, col, answer, meant, _ in against[:_MANY]:
        context.draft.note(
            f"{table.sheet.where(row, col)} says {label('answer', answer)} and is painted {label('answer', meant)}: "
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
