"""From replies and strands of answers to the rows of the store, whatever the shape of the table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import PurePath
from textwrap import shorten
from typing import Any

import numpy as np
import pandas as pd

from loaders.cells.typed import typed
from loaders.dates import half_swapped
from loaders.dates.dates import DAY_FIRST, MONTH_FIRST, in_words, read_dates
from loaders.dates.half_swapped import RIGHT, SWAPPED, maybe_swapped, turned_round
from loaders.dates.stated_periods import last_day_stated
from loaders.dates.zones import in_utc
from loaders.draft import Fate
from loaders.kinds import Context
from loaders.practices.networks import spread_networks
from loaders.practices.regions import regions_of
from loaders.practices.respondents import respondents_of
from loaders.practices.voices import of_gps
from loaders.reading import Refused
from loaders.surveys.ids import survey_of_gps, survey_on, surveys_of
from loaders.surveys.keys import follow_keys
from loaders.surveys.legend import Legend, legend_of
from loaders.surveys.merged import hold_merged_answers
from loaders.surveys.paint import compare_paint, read_paint, scale_of_paint
from loaders.surveys.painted import Paint, paint_of
from loaders.surveys.replies import Strand, add_comments, add_rows, read_strands
from loaders.surveys.scales import by_scale
from loaders.surveys.signs import Signs, signs_of
from loaders.surveys.waves import waves_of
from loaders.tables.tables import Column, Table
from loaders.texts.answers import AnswerReader, question_key, scale_of, text_of
from loaders.vocabulary.marks import cross_beside, yes_or_no
from loaders.vocabulary.words import blank, normalise

_FEW = 4  # headings named in a note before the rest is counted
_COMMON = 500  # values of a column, the commonest first, that may tell the scale


def replies_of(table: Table, context: Context) -> pd.DataFrame:
    """One reply a row: region, respondent (None: passed over), practice, name, submitted_at, row."""
    replies = respondents_of(table, spread_networks(table, regions_of(table, context), context), context)
    replies["row"] = table.rows
    replies["submitted_at"] = pd.Series(pd.NaT, index=replies.index, dtype="datetime64[us]")
    column = table.first("submitted_at")
    for other in [*table.having("submitted_at"), *table.having("wave")]:
        context.draft.assign(table.sheet, table.places, other.index, Fate.LABEL)
    if column is not None:
        replies["submitted_at"] = pd.Series(_times(table, column, replies, context), dtype="datetime64[us]")
    elif day := _stated_day(table, context):
        replies["submitted_at"] = pd.Timestamp(day).as_unit("us")
    if (
        not of_gps(replies)
        and table.first("practice_code") is None
        and replies["respondent"].astype(str).str[:10].eq("anonymous:").any()
    ):
        context.draft.note(
            "There is no column of practices: the replies are anonymous, and one sent twice counts twice."
        )
    return replies


def _stated_day(table: Table, context: Context) -> date | None:
    """The day by which replies without times had surely been sent: that of their wave, else the last that the title,
    the name of the sheet or that of the file speaks of; never the day of loading."""
    if table.wave is not None and table.wave.on:
        return table.wave.on
    for text in (*table.title.splitlines(), table.sheet.name, PurePath(context.draft.file).stem):
        day = last_day_stated(text)
        if day and day <= context.received_at.date():
            if not waves_of(context):  # of which their own note tells
                context.draft.note(
                    f"No reply has a time: each is dated by “{text}”, and counts from {in_words(day)}."
                )
            return day
    return None


def add_survey(
    table: Table, replies: pd.DataFrame, strands: list[Strand], comments: list[Column], context: Context
) -> None:
    """Read the answers on the scales that they tell, settle the survey, and add the rows. Answers on a second scale are
    those to a survey of their own, since a survey has one."""
    apart = by_scale(table, strands, context.vocabulary)
    readers = {scale: _reader(table, group, scale, context) for scale, group in apart.items()}
    live = replies[replies["respondent"].notna()]
    last = live["submitted_at"].max()
    last_at: datetime | None = None if pd.isna(last) else last.to_pydatetime()
    surveys = surveys_of(table, live["region"].unique().tolist(), last_at, context)
    if of_gps(live):
        surveys = {region: survey_of_gps(survey) for region, survey in surveys.items()}
    scales = _in_order(apart, surveys, context)
    ids = {scales[0]: surveys} | {scale: _of_scale(surveys, scale) for scale in scales[1:]}
    for scale in scales:
        _refuse_another_scale(readers[scale], ids[scale], context)
    strands = [strand for scale in scales for strand in apart[scale]]
    _hold_back(table, replies, strands, surveys, context)
    hold_merged_answers(table, strands, context)
    for scale in scales:
        follow_keys(table, apart[scale], readers[scale], context)
        given = read_strands(table, apart[scale], readers[scale], context)
        add_rows(context.draft, table, replies, given, ids[scale], readers[scale].scale)
    _note_scales(apart, ids, context)
    add_comments(context.draft, table, replies, comments, surveys)


def _in_order(
    apart: dict[str | None, list[Strand]], surveys: dict[str, str | None], context: Context
) -> list[str | None]:
    """The scales, first the one that the survey is on: as the store knows it, else the one of most columns."""
    known = {context.vocabulary.scale_of_survey(survey) for survey in surveys.values() if survey}
    return sorted(apart, key=lambda scale: scale not in known)


def _of_scale(surveys: dict[str, str | None], scale: str | None) -> dict[str, str | None]:
    return {region: survey and survey_on(survey, scale or "") for region, survey in surveys.items()}


def _note_scales(
    apart: dict[str | None, list[Strand]], ids: dict[str | None, dict[str, str | None]], context: Context
) -> None:
    """Say which survey holds the answers on which scale."""
    ids_by_scale = {scale: sorted({survey for survey in ids[scale].values() if survey}) for scale in ids}
    if len(apart) < 2 or not all(ids_by_scale.values()):
        return
    parts = []
    for scale, surveys in ids_by_scale.items():
        headings = dict.fromkeys(strand.column.heading for strand in apart[scale])
        more = f" and {len(headings) - _FEW} more" if len(headings) > _FEW else ""
        columns = ", ".join(f"“{shorten(heading, 40, placeholder='…')}”" for heading in list(headings)[:_FEW])
        label = context.vocabulary.label("scale", scale or "")
        parts.append(f"{' and '.join(surveys)} holds the answers on “{label}” ({columns}{more})")
    context.draft.note(
        f"The answers are on {len(parts)} scales, and a survey has one, so each is a survey of its own: "
        f"{'; '.join(parts)}."
    )


def _times(table: Table, column: Column, replies: pd.DataFrame, context: Context) -> list[datetime | None]:
    """When each row was sent. Where day and month could change places, and it matters because another of
    somebody's replies would be the last, that is a question; where it does not matter, the day comes first."""
    key = f"{column.heading}\n{context.file_key}"
    chosen = context.vocabulary.remembered("date order", key)
    day_first = None if chosen is None else chosen == DAY_FIRST
    again = replies["respondent"].notna() & replies.duplicated(["region", "respondent"], keep=False)
    values = _turned_round(table, column, key, replies, again, context)
    asking = {"heading": column.heading, "not_after": context.received_at}
    read = read_dates(values, day_first, **asking)
    if read.ambiguous and day_first is None and _order_decides(values, replies, again):
        read = read_dates(values, matters=True, **asking)
    if read.undecided and again.any():
        asked = ("date order", read.sentence, [DAY_FIRST, MONTH_FIRST])
        _hold(table, column, asked, key, replies, again, context)
    elif read.undecided:
        read = read_dates(values, True, **asking)
        context.draft.note(
            f"“{column.heading}” was read day first; nobody replied twice, so no figure depends on it."
        )
    for at, reason in read.problems.items():
        context.draft.problem(table.sheet, table.rows[at], column.index, column.heading, values[at], reason)
    context.draft.because("dates", f"{column.heading}: {read.reading}.")
    for note in read.notes:
        context.draft.note(note)
    return in_utc(read.moments, values)


def _turned_round(
    table: Table, column: Column, key: str, replies: pd.DataFrame, again: pd.Series, context: Context
) -> list[Any]:
    """The times of a column, those turned round whose day and month a program has swapped, as a person said; where
    somebody replied twice and nobody said it, those replies wait for the answer."""
    values = table.values(column)
    places = maybe_swapped(values) if again.any() else []
    chosen = context.vocabulary.remembered(half_swapped.ABOUT, key) if places else None
    if chosen == SWAPPED:
        swapped = set(places)
        return [turned_round(value) if at in swapped else value for at, value in enumerate(values)]
    if places and chosen != RIGHT:
        sentence = half_swapped.question(column.heading, values, places)
        _hold(table, column, (half_swapped.ABOUT, sentence, [SWAPPED, RIGHT]), key, replies, again, context)
    return values


def _order_decides(values: Sequence[Any], replies: pd.DataFrame, again: pd.Series) -> bool:
    """Whether another reply of somebody who replied more than once is the last one if the month comes first."""
    last = []
    for day_first in (True, False):
        sent = replies[["region", "respondent", "row"]].assign(on=read_dates(values, day_first).moments)[
            again
        ]
        sent = sent.sort_values(["on", "row"], na_position="first", kind="stable")
        last.append(set(sent.drop_duplicates(["region", "respondent"], keep="last")["row"]))
    return last[0] != last[1]


def _hold(
    table: Table,
    column: Column,
    asked: tuple[str, str, list[str]],
    key: str,
    replies: pd.DataFrame,
    again: pd.Series,
    context: Context,
) -> None:
    """The replies of those who replied more than once wait until it is known how the times are to be read. asked: what
    the question is about, its sentence and its choices."""
    about, sentence, choices = asked
    rows = [row for row, waits in zip(table.rows, again, strict=True) if waits]
    place = {"sheet": table.sheet, "row": rows[0], "col": column.index, "rows": len(rows)}
    context.draft.ask(about, column.heading, sentence, choices, key=key, **place)
    context.draft.assign(table.sheet, rows, table.cols, Fate.QUESTION)
    replies.loc[again, "respondent"] = None


def _reader(table: Table, strands: list[Strand], chosen: str | None, context: Context) -> AnswerReader:
    """How answers are read here: on the scale that their columns tell, else by words where there are any, else by
    colours, else not at all yet."""
    words = context.vocabulary
    signs = signs_of(table, words)
    spoken = [strand for strand in strands if strand.answer is None]
    values = {v for strand in spoken for v, _ in table.counts(strand.column).most_common(_COMMON)}
    _add_crosses(signs, values)
    hanging = _hanging(values, signs, context)
    if hanging and (chosen := _scale_chosen(hanging, context)) is None:
        _hold_letters(table, spoken, hanging, context)
        return AnswerReader(None, words, None, context.file_key)
    scale = chosen or scale_of(values, words, signs, context.file_key)
    if scale is None and not values:
        scale = scale_of({strand.answer for strand in strands}, words, {})
    paint, notes = paint_of(table, [strand.column for strand in spoken])
    for note in notes:
        context.draft.note(note)
    legend = legend_of(table, words) if paint.with_block().codes.any() else Legend()
    if scale is None:
        return _by_paint(table, spoken, paint, legend, signs, context)
    context.draft.because("scale", f"The words of the cells: {words.label('scale', scale)}.")
    reader = AnswerReader(scale, words, signs.get(scale), context.file_key)
    compare_paint(table, spoken, paint, legend, reader, context)
    return reader


def _by_paint(
    table: Table, spoken: list[Strand], paint: Paint, legend: Legend, signs: Signs, context: Context
) -> AnswerReader:
    """How answers are read where colours alone may tell them."""
    scale, words = scale_of_paint(paint, legend, context), context.vocabulary
    reader = AnswerReader(scale, words, signs.get(scale or ""), context.file_key)
    if paint.with_block().codes.any() or paint.bands:
        if scale is not None:
            context.draft.because("scale", f"The colours of the cells: {words.label('scale', scale)}.")
        read_paint(table, spoken, paint, legend, reader, context)
    return reader


def _hanging(values: set[Any], signs: Signs, context: Context) -> list[str]:
    """The letters that nothing explains beside Y and N and no other answer: what they stand for tells what Y and N do.
    'Y', 'M', 'N' → M; 'Yes', 'M', 'No' and 'Y', 'N' → nothing."""
    words = context.vocabulary
    texts = {text_of(value).strip() for value in values if not blank(value)}
    yes_and_no = {text for text in texts if len(text) == 1 and yes_or_no(text) is not None}
    explained = {sign for meanings in signs.values() for sign in meanings}
    letters = sorted(text for text in texts - yes_and_no if len(text) == 1 and text.isalpha())
    silent = {text for text in texts if typed(text, words).silence}
    if not yes_and_no or texts - yes_and_no - silent != set(letters):
        return []
    known = any(typed(text, words).answer or normalise(text) in explained for text in letters)
    return [] if known else letters


def _scale_chosen(hanging: list[str], context: Context) -> str | None:
    """The scale of what somebody said of a sign; None while nobody has."""
    words = context.vocabulary
    keys = [
        question_key(scale, sign, context.file_key)
        for sign in hanging
        for scale in (None, *words.known("scale"))
    ]
    chosen = {words.remembered("answer", key) for key in keys}
    return next((scale for scale in words.known("scale") if chosen & set(words.answers_of(scale))), None)


def _hold_letters(table: Table, strands: list[Strand], hanging: list[str], context: Context) -> None:
    """Let all answers wait but those signs, which are asked about."""
    for strand in strands:
        values = table.values(strand.column)
        held = [
            at
            for at, value in enumerate(values)
            if not blank(value) and text_of(value).strip() not in hanging
        ]
        held = [at for at in held if strand.reply[at] >= 0]
        strand.reply = strand.reply.copy()
        strand.reply[held] = -1
        rows = [table.rows[at] for at in held]
        context.draft.assign(table.sheet, rows, strand.column.index, Fate.QUESTION)


def _add_crosses(signs: dict[str, dict[str, str]], values: set[Any]) -> None:
    """Crosses are noes beside ticks and yeses, and yeses beside noes alone; alone they could be either."""
    yes = cross_beside([value for value in values if not typed(value).cross])
    if yes is not None:
        answer = "taking" if yes else "not_taking"
        crosses = {normalise(str(value)): answer for value in values if typed(value).cross}
        signs["participation"] = crosses | signs.get("participation", {})


def _refuse_another_scale(reader: AnswerReader, surveys: dict[str, str | None], context: Context) -> None:
    """A survey has one scale: answers on another cannot be counted with it."""
    for survey in surveys.values():
        scale = context.vocabulary.scale_of_survey(survey) if survey else None
        if scale and reader.scale and scale != reader.scale:
            label = context.vocabulary.label
            raise Refused(
                f"The answers are on the scale “{label('scale', reader.scale)}”, and the survey {survey} is on "
                f"“{label('scale', scale)}”; load the file with another survey named."
            )


def _hold_back(
    table: Table,
    replies: pd.DataFrame,
    strands: list[Strand],
    surveys: dict[str, str | None],
    context: Context,
) -> None:
    """Replies whose survey is asked about wait for the answer."""
    settled = [region for region, survey in surveys.items() if survey is not None]
    waiting = (~replies["region"].isin(settled) & replies["respondent"].notna()).to_numpy()
    if not waiting.any():
        return
    rows = np.asarray(table.rows)
    for strand in strands:
        held = (strand.reply >= 0) & waiting[strand.reply]
        context.draft.assign(table.sheet, rows[held], strand.column.index, Fate.QUESTION)
        strand.reply = np.where(held, -1, strand.reply)
