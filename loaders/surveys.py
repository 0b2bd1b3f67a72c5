"""A survey: a practice's reply a row (wide), an answer a row (long), or an action a row (transposed)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd

from loaders.answers import AnswerReader, scale_of
from loaders.columns import action_of, assign_roles, holds_codes
from loaders.dates import DAY_FIRST, read_dates
from loaders.draft import Fate
from loaders.kinds import Context, Options
from loaders.legend import Legend, legend_of, signs_of
from loaders.lookups import LEAVE_OUT
from loaders.paint import compare_paint, painted_cells, read_paint, scale_of_paint
from loaders.regions import regions_of
from loaders.replies import Strand, add_comments, add_rows, note_duplicates, read_strands
from loaders.respondents import respondents_of
from loaders.survey_columns import asks, label_headings, settle_columns
from loaders.survey_ids import surveys_of
from loaders.tables import Column, Table
from loaders.vocabulary import Vocabulary

_KNOWN_ENOUGH = 3  # distinct values looked at when guessing the kind


def score(table: Table, vocabulary: Vocabulary, options: Options) -> float:
    """High where columns name actions and hold answers or nothing; low where they hold dates or numbers."""
    assign_roles(table, "survey", vocabulary)
    if table.first("action") and table.first("answer"):
        return 0.9
    unknown = [column for column in table.columns if column.role is None]
    named = [column for column in unknown if action_of(column, vocabulary)]
    answering = [column for column in unknown if asks(table, column, vocabulary)]
    both = [column for column in named if column in answering or not any(table.values(column))]
    if len(both) >= 2 or (both and answering):
        return 0.95
    if transposed(table, vocabulary):
        return 0.9
    return 0.6 if len(answering) >= 2 or named else 0.0


def load(table: Table, context: Context) -> None:
    """Add surveys, replies, answers and comments to the draft."""
    assign_roles(table, "survey", context.vocabulary)
    label_headings(table, context)
    _load_wide(table, context)


def transposed(table: Table, vocabulary: Vocabulary) -> bool:
    """Whether the rows are actions and the columns practices."""
    return False


def _load_wide(table: Table, context: Context) -> None:
    replies = _replies(table, context)
    live = replies["respondent"].notna().to_numpy()
    unknown = [column for column in table.columns if column.role is None]
    columns = settle_columns(table, unknown, context)
    index = np.where(live, np.arange(len(replies)), -1)
    strands = [
        Strand(column, index, np.zeros(len(index), dtype=np.int64), [column.subject or []])
        for column in columns.questions
    ]
    finish(table, replies, strands, columns.comments + table.having("comment"), context)


def _replies(table: Table, context: Context) -> pd.DataFrame:
    """One reply a row: region, respondent, practice, name, submitted_at, row. respondent is None: passed over."""
    replies = respondents_of(table, regions_of(table, context), context)
    replies["submitted_at"] = times_of(table, context)
    replies["row"] = table.rows
    return replies


def times_of(table: Table, context: Context) -> pd.Series:
    """When each row was sent: NaT where it does not say."""
    column = table.first("submitted_at")
    if column is None:
        return pd.Series(pd.NaT, index=range(len(table.rows)), dtype="datetime64[us]")
    key = f"{column.heading}\n{context.file_key}"
    chosen = context.vocabulary.remembered("date order", key)
    read = read_dates(
        table.values(column),
        None if chosen is None else chosen == DAY_FIRST,
        heading=column.heading,
        not_after=context.received_at,
    )
    context.draft.mark(table.sheet, table.rows, column.index, Fate.LABEL)
    return pd.Series(read.moments, dtype="datetime64[us]")


def finish(
    table: Table, replies: pd.DataFrame, strands: list[Strand], comments: list[Column], context: Context
) -> None:
    """Read the answers on the scale that they tell, settle the survey, and add the rows."""
    reader = _reader(table, strands, context)
    if reader is None:
        return
    live = replies[replies["respondent"].notna()]
    last = live["submitted_at"].max()
    surveys = surveys_of(table, list(live["region"].unique()), None if pd.isna(last) else last, context)
    answers = read_strands(table, strands, reader, context)
    add_rows(context.draft, table, replies, answers, surveys, reader.scale)
    add_comments(context.draft, table, replies, comments, surveys)
    note_duplicates(context.draft, live)


def _reader(table: Table, strands: list[Strand], context: Context) -> AnswerReader | None:
    """How answers are read here: by words where there are any, else by colours; None if by neither."""
    signs = signs_of(table, context.vocabulary)
    values = [value for strand in strands for value in set(table.values(strand.column))]
    scale = scale_of(values, context.vocabulary, signs)
    paint = painted_cells(table, strands)
    legend = legend_of(table, context.vocabulary) if paint else Legend(signs)
    if scale is not None:
        reader = AnswerReader(scale, context.vocabulary, signs.get(scale))
        compare_paint(table, strands, paint, legend, reader, context)
        return reader
    scale = scale_of_paint(paint, legend)
    if scale is None:
        return None
    reader = AnswerReader(scale, context.vocabulary, signs.get(scale))
    read_paint(table, strands, paint, legend, reader, context)
    return reader
