"""Cells under a question that are no answer for certain: left out, a problem, or asked about."""

from __future__ import annotations

from textwrap import shorten
from typing import Any

from loaders.cells.typed import typed
from loaders.draft import Draft
from loaders.kinds import Context
from loaders.reading.sheets import NOT_CALCULATED
from loaders.surveys.placeholders import ask_placeholder
from loaders.surveys.signs import said_of_signs
from loaders.surveys.unknown_words import Remarks
from loaders.tables.tables import Column, Table
from loaders.texts.answers import AnswerReader, Reading, answers_in, is_sign, text_of
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.said_phrases import NOT_GIVEN
from loaders.vocabulary.words import is_error, normalise

_LONG = 60  # letters: more is no answer, and not worth a question each
_KINDS = {
    "dont_know": "don't know",
    "not_applicable": "not applicable",
    "prefer_not_to_say": "prefer not to say",
    "blank": "a sign for a blank",
    NOT_GIVEN: "none given, as answered",
}
_NO_ANSWER = {kind: f"no answer: {words}" for kind, words in _KINDS.items()}


def settle_no_answer(
    table: Table,
    column: Column,
    at: int,
    reading: Reading,
    reader: AnswerReader,
    remarks: Remarks,
    context: Context,
) -> None:
    """What becomes of a cell that is no answer for certain: left out, a problem or a question. at: the position of its
    row in the table."""
    if reading.by_place:
        ask_placeholder(table, column, at, reader, context)
    elif reading.phrases:
        remarks.ask(reading.phrases, table.sheet, table.rows[at], column.index, context)
    else:
        _not_an_answer(table, column, at, reading, reader, context)


def _not_an_answer(
    table: Table, column: Column, at: int, reading: Reading, reader: AnswerReader, context: Context
) -> None:
    """No answer given: left out. Not read: a problem if it is an error or a long text, else a question."""
    sheet, row, col = table.sheet, table.rows[at], column.index
    value = table.values(column)[at]
    text = text_of(value).strip()
    several = len(answers_in(text, reader.scale, reader.vocabulary)) > 1
    if reading.no_answer or reading.leave_out:
        reason = _NO_ANSWER.get(reading.no_answer or "", "left out, as answered")
        context.draft.leave_out(sheet, row, col, value, reason)
    elif is_error(text):
        reason = f"This is an error of the spreadsheet, not an answer; write {_in_words(reader)}."
        context.draft.problem(sheet, row, col, column.heading, value, reason)
    elif text == NOT_CALCULATED:
        reason = (
            "This formula was saved without its result; open the file in Excel, save it and load it again."
        )
        context.draft.problem(sheet, row, col, column.heading, value, reason)
    elif several or _is_no_one_answer(text, reading) or _is_long(text, value, table, column):
        reason = f"This is not one answer; write {_in_words(reader)}."
        context.draft.problem(sheet, row, col, column.heading, value, reason)
    else:
        context.draft.ask(
            "answer",
            text,
            _sentence(text, column, meaning := said_of_signs(table).get(normalise(text), "")),
            [*reader.vocabulary.answers_like(meaning or text, reader.scale), LEAVE_OUT],
            key=reader.question_key(text),
            sheet=sheet,
            row=row,
            col=col,
        )


def _is_no_one_answer(text: str, reading: Reading) -> bool:
    """An error, or parts beside each other that are no answer with a day or a share behind it."""
    return text.startswith("#") or ("/" in text and not reading.behind)


def _is_long(text: str, value: Any, table: Table, column: Column) -> bool:
    """Whether a text is too long to be worth a question: what several rows say may be one of a form's answers."""
    return len(text) > _LONG and table.counts(column)[value] < 2


def _sentence(text: str, column: Column, meaning: str) -> str:
    """The question about a text that is no known answer, with the first column that has it. said: what the file's key
    says of it, in words that are no answer."""
    heading = shorten(column.heading, 60, placeholder="…")
    under = f"under “{heading}” and elsewhere" if heading else "here"
    if typed(text).cross:
        return f"“{text}” {under}: a cross can mean yes or no, and nothing in the file says which. Which answer is it?"
    if is_sign(text) and meaning:
        return f"“{text}” {under}: the key says “{meaning}” of it. Which answer is it?"
    if is_sign(text):
        return f"“{text}” {under}: nothing in the file says what the sign or number stands for. Which answer is it?"
    return f"What does “{text}” mean as an answer?"


def _in_words(reader: AnswerReader) -> str:
    labels = [reader.vocabulary.label("answer", answer) for answer in reader.answers]
    return f"{', '.join(labels[:-1])} or {labels[-1]}"


def note_unanswered(draft: Draft) -> None:
    """Say how many answers are missing, each kind apart, where anybody said so: none of them counts as one."""
    counts = {
        words: sum(1 for item in draft.left_out if item.reason == _NO_ANSWER[kind])
        for kind, words in _KINDS.items()
    }
    blanks = counts.pop(_KINDS["blank"]) + draft.unanswered
    counts_in_words = [f"{count:,} {words}" for words, count in (counts | {"blank": blanks}).items() if count]
    if any(counts.values()):
        draft.note(f"Not answered: {', '.join(counts_in_words)}. None of them is an answer.")
