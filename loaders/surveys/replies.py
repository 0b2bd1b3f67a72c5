"""Answers of a survey as they stand in a table, whatever its shape, and the rows they become."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from loaders.dates.dates import in_words
from loaders.draft import Draft, Fate
from loaders.fates import leave_out_cells
from loaders.kinds import Context
from loaders.reading.sheets import reference
from loaders.surveys.no_answers import settle_no_answer
from loaders.surveys.placeholders import placed
from loaders.surveys.unknown_words import Remarks
from loaders.tables.tables import Column, Table
from loaders.texts.answers import AnswerReader, Reading
from loaders.vocabulary.words import blank
from store.answers import given_again

_TYPES = (
    np.int32,
    np.int16,
    np.int16,
    np.int32,
    np.int32,
)  # of reply, action, answer, row, col: a million fit
_NAMED = 100  # practices that answered more than once: beyond it, how many more


@dataclass
class Strand:
    """A column of answers. For each row of the table: whose reply, and about which of the subjects.

    reply: index into the replies; subject: index into subjects. -1: the cell has its fate already, or waits.
    painted: the answer that the colour of a cell without one in words gives, by row; None where colours are
    not read.
    answer: what the cells say by naming actions or ticking them; None where they are read word by word.
    meant: which answer each answer stands for, where a key says otherwise than the scale.
    """

    column: Column
    reply: np.ndarray
    subject: np.ndarray
    subjects: list[list[str]]
    painted: np.ndarray | None = None
    answer: str | None = None
    meant: dict[str, str] = field(default_factory=dict)


@dataclass
class Given:
    """Answers as whole columns, one entry an answer: reply is an index into the replies."""

    reply: np.ndarray
    action: pd.Categorical
    answer: pd.Categorical
    row: np.ndarray
    col: np.ndarray


def read_strands(table: Table, strands: list[Strand], reader: AnswerReader, context: Context) -> Given:
    """The answers of all strands. Every answer cell has its fate afterwards.

    Works on whole columns of numbers (which reply, action and answer): a survey of 6,300 practices has 63,000
    cells, and a frame a column took four times as long.
    """
    actions = list(dict.fromkeys(a for strand in strands for ids in strand.subjects for a in ids))
    parts: list[tuple[np.ndarray, ...]] = [tuple(np.empty(0, dtype=kind) for kind in _TYPES)]
    remarks = _remarks(table, strands, reader)
    remarks.note(context)
    for strand in strands:
        parts += _read_strand(table, strand, actions, reader, remarks, context)
    reply, action, answer, row, col = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Given(
        reply,
        pd.Categorical.from_codes(action, pd.Index(actions, dtype=object)),
        pd.Categorical.from_codes(answer, pd.Index(reader.answers, dtype=object)),
        row,
        col,
    )


def _remarks(table: Table, strands: list[Strand], reader: AnswerReader) -> Remarks:
    """What stands beside the answers of all strands."""
    remarks = Remarks()
    for strand in strands:
        if strand.answer is not None:
            continue
        codes, values = table.kinds(strand.column)
        cells = np.bincount(codes[(strand.reply >= 0) & (strand.subject >= 0)], minlength=1)
        for number in np.flatnonzero(cells).tolist():
            reading = _reading(values[number], reader)
            if reading is not None:
                remarks.count(reading, int(cells[number]))
    return remarks


def _read_strand(
    table: Table,
    strand: Strand,
    actions: list[str],
    reader: AnswerReader,
    remarks: Remarks,
    context: Context,
) -> list[tuple[np.ndarray, ...]]:
    """Columns of numbers (reply, action, answer, row, col) for each action that some cells are about: an item
    that merges two gives both the same answer."""
    if strand.answer is not None:
        return _read_ticks(table, strand, actions, reader, context)
    codes, values = table.kinds(strand.column)
    readings = {int(n): _reading(values[n], reader) for n in np.flatnonzero(np.bincount(codes, minlength=1))}
    answer = _answers(table, strand, codes, readings, reader, context)
    wanted = (strand.reply >= 0) & (strand.subject >= 0)
    at = np.flatnonzero(wanted & (answer >= 0))
    rows = np.asarray(table.rows, dtype=np.int64)
    context.draft.assign(table.sheet, rows[at], strand.column.index, Fate.ANSWER)
    silent = wanted & (answer < 0)
    empty = [n for n, reading in readings.items() if reading is None]
    context.draft.unanswered += _blanks(table, strand, silent & np.isin(codes, empty)) if empty else 0
    unread = [n for n, reading in readings.items() if reading is not None and not reading.answer]
    for place in np.flatnonzero(silent & np.isin(codes, unread)).tolist() if unread else ():
        settle_no_answer(table, strand.column, place, readings[int(codes[place])], reader, remarks, context)
    return _by_action(strand, at, actions, answer, rows)


def _answers(
    table: Table,
    strand: Strand,
    codes: np.ndarray,
    readings: dict[int, Reading | None],
    reader: AnswerReader,
    context: Context,
) -> np.ndarray:
    """The number of each cell's answer, -1 for none: as it is written, by its place ('as above'), or by its colour."""
    answers = np.full(max(readings, default=0) + 1, -1, dtype=np.int64)
    for number, reading in readings.items():
        if reading is not None and reading.answer:
            answers[number] = reader.answers.index(strand.meant.get(reading.answer, reading.answer))
    answer = answers[codes]
    by_place = [n for n, reading in readings.items() if reading is not None and reading.by_place]
    if by_place:
        at = np.flatnonzero(np.isin(codes, by_place) & (strand.reply >= 0)).tolist()
        answer = placed(table, strand.column, answer, at, reader, context)
    if strand.painted is not None:
        by_colour = [reader.answers.index(colour) if colour else -1 for colour in strand.painted]
        answer = np.where(answer >= 0, answer, by_colour)
    return answer


def _blanks(table: Table, strand: Strand, blanks: np.ndarray) -> int:
    """How many of the blank cells lack an answer; of a question spread over columns, those where all are blank."""
    spread = table.memory.get("spread", {}).get(strand.column.index)
    if spread is None:
        return int(blanks.sum())
    cells = table.sheet.values
    rows = [table.rows[at] for at in np.flatnonzero(blanks)] if strand.column is spread[0] else []
    return sum(1 for row in rows if all(blank(cells[row][column.index]) for column in spread))


def _by_action(
    strand: Strand, at: np.ndarray, actions: list[str], answer: np.ndarray, rows: np.ndarray
) -> list[tuple[np.ndarray, ...]]:
    parts = []
    for number, ids in enumerate(strand.subjects):
        here = at[strand.subject[at] == number]
        for action in ids if here.size else ():
            about = np.full(here.size, actions.index(action))
            col = np.full(here.size, strand.column.index)
            columns = (strand.reply[here], about, answer[here], rows[here], col)
            parts.append(tuple(c.astype(t) for c, t in zip(columns, _TYPES, strict=True)))
    return parts


def _read_ticks(
    table: Table, strand: Strand, actions: list[str], reader: AnswerReader, context: Context
) -> list[tuple[np.ndarray, ...]]:
    """As _read_strand, for cells that answer by naming actions. Left out where the table's other answers are on
    another scale: one survey has one scale."""
    at = np.flatnonzero((strand.reply >= 0) & (strand.subject >= 0))
    rows = np.asarray(table.rows, dtype=np.int64)
    if strand.answer not in reader.answers:
        reason = (
            f"“{strand.column.heading}” answers on another scale than the other columns; load the file once more as "
            "another survey, without them, to keep it"
        )
        if at.size:
            leave_out_cells(context.draft, table.sheet, rows[at].tolist(), strand.column.index, reason)
        return []
    context.draft.assign(table.sheet, rows[at], strand.column.index, Fate.ANSWER)
    answer = np.full(len(rows), reader.answers.index(strand.answer), dtype=np.int64)
    return _by_action(strand, at, actions, answer, rows)


def _reading(value: Any, reader: AnswerReader) -> Reading | None:
    """What a value says; None for a blank."""
    if blank(value):
        return None
    return reader.read(str(value).upper() if value.__class__ is bool else value)


def add_rows(
    draft: Draft,
    table: Table,
    replies: pd.DataFrame,
    given: Given,
    survey: dict[str, str | None],
    scale: str | None,
) -> None:
    """Append surveys, replies with an answer, and answers to the draft. survey: id by region.

    reply of an answer: the place of its reply among all those of the draft.
    """
    ids = replies["region"].map(survey).to_numpy(dtype=object)
    used = np.flatnonzero(np.bincount(given.reply, minlength=1))
    kept = replies.iloc[used].assign(survey=ids[used], sheet=table.sheet.name)
    same = ["survey", "region", "respondent", "submitted_at"]
    again = kept.duplicated(same)
    place = np.arange(len(kept)) if not again.any() else kept.groupby(same, dropna=False, sort=False).ngroup()
    places = np.full(len(replies), -1, dtype=np.int32)
    places[used] = np.asarray(place) + sum(map(len, draft.rows.get("replies", ())))
    whose = (("survey", ids), *((name, replies[name].to_numpy()) for name in ("region", "respondent")))
    answers = {name: _spread(values, given.reply) for name, values in whose}
    answers |= {"action": given.action, "answer": given.answer, "row": given.row, "col": given.col}
    answers["sheet"] = pd.Categorical.from_codes(np.zeros(len(given.reply), np.int8), [table.sheet.name])
    answers["reply"] = places[given.reply]
    draft.add("answers", pd.DataFrame(answers, copy=False))
    draft.add("replies", kept[~again])
    title = (table.title or draft.file).splitlines()[0]
    for name in kept["survey"].unique():
        row = {"survey": name, "title": title, "scale": scale, "menu": draft.menu}
        draft.add("surveys", pd.DataFrame([row], dtype=object))


def _spread(values: np.ndarray, reply: np.ndarray) -> pd.Categorical:
    """One value a reply, spread over the answers of the replies."""
    codes, known = pd.factorize(values)
    return pd.Categorical.from_codes(codes[reply], pd.Index(known, dtype=object))


def note_duplicates(draft: Draft) -> None:
    """Say which of a practice's answers to the same question counts: the latest, else the lower row."""
    if not draft.rows.get("answers"):
        return
    key = ["survey", "region", "respondent", "action"]
    frames = draft.rows["answers"]
    answers = frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=True)
    replies = pd.concat(draft.rows["replies"], ignore_index=True)
    if not given_again({"replies": replies, "answer_cells": answers}):
        return  # nearly always
    repeated = answers.duplicated(key, keep=False)
    again = answers[repeated].astype(dict.fromkeys(key, object))
    again["submitted_at"] = replies["submitted_at"].to_numpy()[again["reply"]]
    by_whom = again.groupby(key[:3], sort=True)
    by_person = by_whom["submitted_at"].agg(["size", "count", "min", "max"])
    by_person["most"] = again.groupby(key, sort=False).size().groupby(key[:3]).max()
    for whom, size, timed, first, last, most in by_person.head(_NAMED).itertuples():
        who = whom[2].removeprefix("name:")
        times = {2: "twice", 3: "three times"}.get(most, f"{most} times")
        if timed == size and first != last:
            which = f"the answer of {in_words(last)} counts"
        else:
            which = _lowest(draft, by_whom.get_group(whom))
        draft.note(f"{who} answered {times}; {which}.")
    if len(by_person) > _NAMED:
        draft.note(
            f"{len(by_person) - _NAMED:,} more answered more than once: of each the latest answer counts, or the lower "
            "row where no time says which is later."
        )


def _lowest(draft: Draft, group: pd.DataFrame) -> str:
    """Which of several answers without times counts: of a table that was turned, the last by its place in the file."""
    row, turned = int(group["row"].iloc[-1]), draft.turned.get(str(group["sheet"].iloc[-1]))
    if turned is None or row < turned.top:
        return f"the lower row (row {row + 1}) counts"
    places = [turned.place(int(row), int(col)) for row, col in zip(group["row"], group["col"], strict=True)]
    return f"the last of them (cell {reference(*max(places))}) counts"


def add_comments(
    draft: Draft, table: Table, replies: pd.DataFrame, columns: list[Column], survey: dict
) -> None:
    """Append free text to the draft: it stays with the LMC and is never an answer."""
    for column in columns:
        draft.assign(table.sheet, table.places, column.index, Fate.LABEL)
        values = table.values(column)
        filled = np.array([not blank(value) for value in values]) & replies["respondent"].notna().to_numpy()
        ids = [survey.get(region) for region in replies["region"]]
        rows = replies.assign(text=values, survey=ids)[filled]
        rows = rows.assign(
            text=rows["text"].astype(str), question=column.heading, sheet=table.sheet.name, col=column.index
        )
        draft.add(
            "comments",
            rows[["survey", "region", "respondent", "question", "text", "sheet", "row", "col"]],
        )
