"""Keys that say otherwise than the scale: 'RED = will take action' on a scale where red is who will not.

A key may stand above, below or beside the table, on another sheet or in a heading. What agrees with the scale is passed
over; what does not is asked about, for files like this one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from loaders.cells.typed import typed
from loaders.draft import Fate
from loaders.fates import leave_out_cells
from loaders.kinds import Context
from loaders.surveys.replies import Strand
from loaders.surveys.signs import text_at
from loaders.tables.columns import action_of
from loaders.tables.tables import Column, Key, Table
from loaders.texts import Span, SpanKind, read_text
from loaders.texts.answers import AnswerReader, text_of
from loaders.texts.pairs import words_with_meanings
from loaders.texts.remarks import FIRST, LAST, MIDDLE, place_in, places_of
from loaders.vocabulary.lookups import LEAVE_OUT, OPPOSITE
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import blank, normalise, words_of

KEY_SAYS = "as the file's key says"
SCALE_SAYS = "as the scale says"
KEY_CHOICES = (KEY_SAYS, SCALE_SAYS, LEAVE_OUT)


@dataclass(frozen=True)
class Line:
    """What a key says of an answer. means: the place among the answers that its words have; None for none."""

    answer: str
    text: str
    means: str | None


def follow_keys(table: Table, strands: list[Strand], reader: AnswerReader, context: Context) -> None:
    """Let the answers of each column mean what its key says where somebody said so; they wait while that is not known.

    The key in a column's heading counts before one outside the table, and that before one in another heading.
    """
    if reader.scale is None:
        return
    headings = {
        strand.column.index: _in_heading(strand.column, reader.scale, context.vocabulary)
        for strand in strands
    }
    keys = {index: lines for index, heading in headings.items() if (lines := _contradicting(heading, reader))}
    other = next(iter(keys.values())) if len({tuple(lines) for lines in keys.values()}) == 1 else []
    outside = _contradicting(_outside(table, reader.scale, context.vocabulary), reader)
    for strand in strands:
        if lines := keys.get(strand.column.index) or outside or other:
            _settle(table, strand, lines, reader, context)
        if action_of(strand.column, context.vocabulary).how == OPPOSITE:
            strand.meant = _turned_round(strand.meant, reader)


def _turned_round(meant: dict[str, str], reader: AnswerReader) -> dict[str, str]:
    """What each answer stands for below a heading that is the opposite of its action: the first of the scale is the
    last, and the other way; those between stay."""
    ends = {reader.answers[0]: reader.answers[-1], reader.answers[-1]: reader.answers[0]}
    own = {answer: meant.get(answer, answer) for answer in reader.answers}
    return {answer: ends.get(means, means) for answer, means in own.items()}


def _settle(table: Table, strand: Strand, lines: list[Line], reader: AnswerReader, context: Context) -> None:
    words, key_text = context.vocabulary, "; ".join(line.text for line in lines)
    key = f"{context.file_key}\n{key_text.casefold()}"
    chosen = words.remembered("key", key)
    if chosen == KEY_SAYS:
        strand.meant = _meant(lines, reader)
    if chosen in (KEY_SAYS, SCALE_SAYS):
        return
    places = np.flatnonzero((strand.reply >= 0) & (strand.subject >= 0)).tolist()
    rows = [table.rows[at] for at in places if _is_filled(table, strand, at)]
    strand.reply = np.full(len(strand.reply), -1)
    if chosen == LEAVE_OUT:
        reason = f"left out, as answered: the key says “{key_text}”"
        leave_out_cells(context.draft, table.sheet, rows, strand.column.index, reason)
        return
    context.draft.assign(table.sheet, rows, strand.column.index, Fate.QUESTION)
    scale = "; ".join(_of_scale(line.answer, reader, words) for line in lines)
    sentence = (
        f"The file's own key says “{key_text}”, and on the scale it is “{scale}”. Which of them counts?"
    )
    question = context.draft.ask(
        "key", key_text, sentence, _choices(lines), key=key, sheet=table.sheet, rows=len(rows)
    )
    question.cell = question.cell or _first_cell(table, strand)


def _is_filled(table: Table, strand: Strand, at: int) -> bool:
    painted = strand.painted is not None and bool(strand.painted[at])
    return painted or not blank(table.sheet.values[table.rows[at]][strand.column.index])


def _choices(lines: list[Line]) -> list[str]:
    return [choice for choice in KEY_CHOICES if choice != KEY_SAYS or any(line.means for line in lines)]


def _first_cell(table: Table, strand: Strand) -> str:
    return table.sheet.where(table.rows[0], strand.column.index).rpartition("!")[2]


def _of_scale(answer: str, reader: AnswerReader, words: Vocabulary) -> str:
    meaning = words.meaning_of(reader.scale or "", answer)
    return f"{words.label('answer', answer)} = {meaning}"


def _meant(lines: list[Line], reader: AnswerReader) -> dict[str, str]:
    """The answer that each answer in the cells stands for. One that the key does not explain stays what it is, if no
    other took its place, and else takes the place that is left."""
    places = {place_in(reader.answers, answer): answer for answer in reversed(reader.answers)}
    meant = {line.answer: places[line.means] for line in lines if line.means in places}
    free = [answer for answer in reader.answers if answer not in meant.values()]
    rest = [answer for answer in reader.answers if answer not in meant]
    stays = [answer for answer in rest if answer in free]
    others = zip((a for a in rest if a not in stays), (a for a in free if a not in stays), strict=False)
    return meant | dict(others)


def _contradicting(lines: Iterable[Line], reader: AnswerReader) -> list[Line]:
    """The lines of a key where one says otherwise than the scale, or none says anything that is known; none else."""
    known = list(dict.fromkeys(lines))  # a key may stand above the table and on a sheet of its own
    understood = [line for line in known if line.means]
    if any(line.means != place_in(reader.answers, line.answer) for line in understood):
        return understood
    return known if len({line.answer for line in known}) > 1 and not understood else []


def _in_heading(column: Column, scale: str, vocabulary: Vocabulary) -> Iterator[Line]:
    for part in column.parts:
        if "=" in part:
            yield from _lines(part, scale, vocabulary)


def _outside(table: Table, scale: str, vocabulary: Vocabulary) -> Iterator[Line]:
    for key in (Key(table.sheet, table.around), *table.keys):
        place = ("lines", scale)
        if place not in key.memory:
            key.memory[place] = list(_lines_of(key, scale, vocabulary))
        yield from key.memory[place]


def _lines_of(key: Key, scale: str, vocabulary: Vocabulary) -> Iterator[Line]:
    for row, col in key.cells:
        text = text_of(key.sheet.values[row][col])
        yield from _lines(text, scale, vocabulary)
        beside, answer = text_at(key.sheet, row, col + 1), typed(text, vocabulary).on(scale)
        if answer and _explains(text, beside, scale, vocabulary) and (means := meant_by(beside, vocabulary)):
            yield Line(answer, f"{text} = {beside}", means)


def _explains(text: str, beside: str, scale: str, vocabulary: Vocabulary) -> bool:
    """Whether the text beside a word says what it means: several words, and none of them is another line of the key."""
    labels = {normalise(vocabulary.label("answer", answer)) for answer in vocabulary.answers_of(scale)}
    words_beside = words_of(beside).split()
    return len(text.split()) == 1 and len(words_beside) > 1 and not labels & set(words_beside)


def _lines(text: str, scale: str, vocabulary: Vocabulary) -> Iterator[Line]:
    for sign, meaning in words_with_meanings(text):
        answer = typed(sign, vocabulary).on(scale)
        if answer and typed(meaning, vocabulary).on(scale) != answer:
            means = meant_by(meaning, vocabulary)
            if means or _says_something(meaning, vocabulary):
                yield Line(answer, f"{sign} = {meaning}", means)


def _says_something(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text that is no answer is more than a number: 'high risk', not '12 practices'."""
    reading = read_text(text, "key", vocabulary)
    return bool(reading.operators) or any(letter.isalpha() for words in reading.unknown for letter in words)


def meant_by(text: str, vocabulary: Vocabulary) -> str | None:
    """The place among answers that the words of a key have; None where they have none, or two.

    'will take action' → first; 'considering it' → middle; 'no action: business as usual' → last; 'high risk' → None
    """
    reading = read_text(text, "key", vocabulary)
    places = {place for span in reading.terms("answer") for place in places_of(span, vocabulary)}
    operators = {*places, *(name for span in reading.spans for name in _said_by(span))}
    if reading.effect() == "ask" or ({"negation", LAST} <= operators and not places):
        return None
    return next((place for place, signs in _SIGNS.items() if operators & signs), None)


def _said_by(span: Span) -> set[str]:
    """The classes of an operator; only its place where it has one: 'ready to' → first, and no mere wish."""
    names = {name for name, _ in span.classes} if span.kind is SpanKind.OPERATOR else set()
    return names & {FIRST, MIDDLE, LAST} or names


_SIGNS = {LAST: {LAST, "negation"}, MIDDLE: {MIDDLE, "condition", "modality", "doubt"}, FIRST: {FIRST}}
