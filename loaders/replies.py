"""Answers of a survey as they stand in a table, whatever its shape, and the rows they become."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from loaders.answers import AnswerReader, Reading, text_of
from loaders.dates import in_words
from loaders.draft import Draft, Fate
from loaders.kinds import Context
from loaders.lookups import LEAVE_OUT
from loaders.tables import Column, Table
from loaders.words import blank

_LONG = 60  # letters: more is no answer, and not worth a question each
_NO_ANSWER = {
    "dont_know": "no answer: don't know",
    "not_applicable": "no answer: not applicable",
    "prefer_not_to_say": "no answer: prefer not to say",
    "blank": "no answer: a sign for a blank",
}


@dataclass
class Strand:
    """A column of answers. For each row of the table: whose reply, and about which of the subjects.

    reply: index into the replies; subject: index into subjects. -1: the cell has its fate already, or waits.
    painted: the answer that a blank cell's colour gives, by row; None where colours are not read.
    """

    column: Column
    reply: np.ndarray
    subject: np.ndarray
    subjects: list[list[str]]
    painted: np.ndarray | None = None


def read_strands(table: Table, strands: list[Strand], reader: AnswerReader, context: Context) -> pd.DataFrame:
    """The answers of all strands: reply (index), action, answer, row, col. Every answer cell has its fate after."""
    parts = [_read_strand(table, strand, reader, context) for strand in strands]
    parts = [part for part in parts if len(part)]
    if parts:
        return pd.concat(parts, ignore_index=True)
    return pd.DataFrame(columns=["reply", "action", "answer", "row", "col"])


def _read_strand(table: Table, strand: Strand, reader: AnswerReader, context: Context) -> pd.DataFrame:
    values = table.values(strand.column)
    readings = {value: reader.read(value) for value in set(values) if not blank(value)}
    answers = np.array([readings[v].answer if v in readings else None for v in values], dtype=object)
    if strand.painted is not None:
        answers = np.where(np.not_equal(answers, None), answers, strand.painted)
    wanted = (strand.reply >= 0) & (strand.subject >= 0)
    rows = np.asarray(table.rows, dtype=np.int64)
    given = wanted & np.not_equal(answers, None)
    context.draft.mark(table.sheet, rows[given], [strand.column.index], Fate.ANSWER)
    unread = {value for value, reading in readings.items() if reading.answer is None}
    if unread:
        for at in [n for n, value in enumerate(values) if wanted[n] and value in unread]:
            _not_an_answer(table, strand, at, readings[values[at]], reader, context)
    at = np.flatnonzero(given)
    return _about_each(strand, at, answers[at], rows[at])


def _about_each(strand: Strand, at: np.ndarray, answers: np.ndarray, rows: np.ndarray) -> pd.DataFrame:
    """One row for each action that a cell is about: an item that merges two gives both the same answer."""
    subjects = strand.subject[at]
    parts = []
    for number, actions in enumerate(strand.subjects):
        here = subjects == number
        for action in actions if here.any() else ():
            parts.append(
                pd.DataFrame(
                    {
                        "reply": strand.reply[at][here],
                        "action": action,
                        "answer": answers[here],
                        "row": rows[here],
                        "col": strand.column.index,
                    }
                )
            )
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def _not_an_answer(
    table: Table, strand: Strand, at: int, reading: Reading, reader: AnswerReader, context: Context
) -> None:
    """No answer given: left out. Not read: a problem if it is an error or a long text, else a question."""
    sheet, row, col = table.sheet, table.rows[at], strand.column.index
    value = sheet.values[row][col]
    text = text_of(value).strip()
    if reading.no_answer or reading.leave_out:
        reason = _NO_ANSWER.get(reading.no_answer or "", "left out, as answered")
        context.draft.leave_out(sheet, row, col, value, reason)
    elif text.startswith("#") or len(text) > _LONG or "/" in text:
        reason = f"This is not one answer; write {_in_words(reader)}."
        context.draft.problem(sheet, row, col, strand.column.heading, value, reason)
    else:
        context.draft.ask(
            "answer",
            text,
            f"What does “{text}” mean as an answer?",
            [*reader.vocabulary.answers_like(text, reader.scale), LEAVE_OUT],
            key=reader.question_key(text),
            sheet=sheet,
            row=row,
            col=col,
        )


def _in_words(reader: AnswerReader) -> str:
    labels = [reader.vocabulary.label("answer", answer) for answer in reader.answers]
    return f"{', '.join(labels[:-1])} or {labels[-1]}"


def add_rows(
    draft: Draft,
    table: Table,
    replies: pd.DataFrame,
    answers: pd.DataFrame,
    survey: dict[str, str | None],
    scale: str | None,
) -> None:
    """Append surveys, replies and answers to the draft. survey: id by region. Only replies with an answer are kept."""
    used = replies.assign(survey=replies["region"].map(survey), sheet=table.sheet.name)
    whose = used.loc[answers["reply"], ["survey", "region", "respondent", "submitted_at"]]
    rest = answers[["action", "answer", "row", "col"]].assign(sheet=table.sheet.name)
    draft.add("answers", pd.concat([whose.reset_index(drop=True), rest.reset_index(drop=True)], axis=1))
    used = used.loc[np.unique(answers["reply"].to_numpy(dtype=np.int64))]
    draft.add("replies", used.drop_duplicates(["survey", "region", "respondent", "submitted_at"]))
    title = (table.title or draft.file).splitlines()[0]
    for name in used["survey"].unique():
        row = {"survey": name, "title": title, "scale": scale, "menu": draft.menu}
        draft.add("surveys", pd.DataFrame([row], dtype=object))


def note_duplicates(draft: Draft) -> None:
    """Say which of several answers of a practice to the same question counts: the latest, else the lower row."""
    if not draft.rows.get("answers"):
        return
    answers = pd.concat(draft.rows["answers"], ignore_index=True)
    key = ["survey", "region", "respondent", "action"]
    again = answers[answers.duplicated(key, keep=False)]
    for (_, _, respondent), group in again.groupby(key[:3], sort=True):
        who = respondent.removeprefix("name:")
        count = int(group.groupby("action").size().max())
        times = {2: "twice", 3: "three times"}.get(count, f"{count} times")
        if group["submitted_at"].notna().all() and group["submitted_at"].nunique() > 1:
            which = f"the answer of {in_words(group['submitted_at'].max())} counts"
        else:
            which = f"the lower row (row {int(group['row'].iloc[-1]) + 1}) counts"
        draft.note(f"{who} answered {times}; {which}.")


def add_comments(
    draft: Draft, table: Table, replies: pd.DataFrame, columns: list[Column], survey: dict
) -> None:
    """Append free text to the draft: it stays with the LMC and is never an answer."""
    for column in columns:
        draft.mark(table.sheet, table.rows, column.index, Fate.LABEL)
        rows = replies.assign(text=table.values(column), survey=replies["region"].map(survey))
        rows = rows[rows["text"].map(lambda text: not blank(text)) & rows["respondent"].notna()]
        rows = rows.assign(
            text=rows["text"].astype(str), question=column.heading, sheet=table.sheet.name, col=column.index
        )
        draft.add(
            "comments",
            rows[["survey", "region", "respondent", "question", "text", "sheet", "row", "col"]],
        )
