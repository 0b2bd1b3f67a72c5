"""An answer a row: who, which action, which answer."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from loaders.cells.typed import typed
from loaders.draft import Fate
from loaders.kinds import Context
from loaders.surveys.columns import leave_out_column
from loaders.surveys.numbered import actions_numbered, settle_menu
from loaders.surveys.replies import Strand
from loaders.surveys.rows import add_survey, replies_of
from loaders.surveys.scales import asks
from loaders.surveys.subjects import about_offers, subject_in
from loaders.tables.columns import action_of, holds_services, number_of
from loaders.tables.tables import Column, Table
from loaders.vocabulary.headings import OF_PRACTICES
from loaders.vocabulary.lookups import LEAVE_OUT, Match
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import blank, is_error, normalise

_MOST = 200  # distinct texts: a column with more names something else


def is_long(table: Table, vocabulary: Vocabulary) -> bool:
    """Whether one column names actions and another holds answers: by headings, or by contents."""
    action, answer = _pair(table, vocabulary)
    return action is not None and answer is not None


def action_column(table: Table, vocabulary: Vocabulary) -> Column | None:
    """The column whose cells name actions: one headed so, or the first whose contents do; or None."""
    by_heading = table.first("action")
    if by_heading is not None:
        return by_heading if _holds_actions(table, by_heading, vocabulary) else None
    free = [column for column in table.columns if column.role in (None, "comment")]
    return next((column for column in free if _holds_actions(table, column, vocabulary)), None)


def action_cells(
    table: Table, action: Column, live: np.ndarray, context: Context
) -> tuple[np.ndarray, list[list[str]]]:
    """What each row is about: an index into the lists of action ids that come second, -1 where that is asked,
    left out or a problem. live: rows that have not got their fate otherwise. The cells are labels."""
    context.draft.assign(table.sheet, np.asarray(table.rows)[live], action.index, Fate.LABEL)
    waits = not _settle_menu(table, action, live, context)
    subject, subjects = _subjects(table, action, context)
    _wait(table, action, subject, live, waits, context)
    return subject, subjects


def load_long(table: Table, context: Context) -> None:
    """One reply a row to begin with; rows of one respondent and time are one reply in the store."""
    action, answer = _pair(table, context.vocabulary)
    if action is None or answer is None:
        return
    replies = replies_of(table, context)
    live = replies["respondent"].notna().to_numpy()
    subject, subjects = action_cells(table, action, live, context)
    _join_replies(table, replies, subject, context)
    index = np.where(live, np.arange(len(replies)), -1)
    index = np.where(subject >= 0, index, -1)
    index = np.where(_list_answers_above(table, answer, index, context), -1, index)
    for column in table.columns:
        if column.role in (None, "action", "answer") and column is not action and column is not answer:
            leave_out_column(
                table, column, "the column is neither practice, action, answer nor comment", context
            )
    add_survey(table, replies, [Strand(answer, index, subject, subjects)], table.having("comment"), context)


def _list_answers_above(table: Table, answer: Column, index: np.ndarray, context: Context) -> np.ndarray:
    """Which rows have no answer and may share the one above: where answers stand in front of the practices, a blank
    below one likely means the same. Each is a problem."""
    who = [column.index for column in table.columns if column.role in OF_PRACTICES]
    values = table.values(answer)
    empty = np.array([blank(value) for value in values], dtype=bool) & (index >= 0)
    empty[: next((at for at, value in enumerate(values) if not blank(value)), len(values))] = False
    if not who or answer.index > min(who):
        return np.zeros(len(index), dtype=bool)
    for at in np.flatnonzero(empty).tolist():
        reason = "No answer in this row; where the one above is for it too, write it here as well."
        context.draft.problem(table.sheet, table.rows[at], answer.index, answer.heading, None, reason)
    return empty


def _join_replies(table: Table, replies: pd.DataFrame, subject: np.ndarray, context: Context) -> None:
    """Anonymous rows with one number of a reply get the respondent of the first of them. A number under which an
    action stands twice does not tell replies apart (it may count the actions), and neither does one a row."""
    anonymous = replies["respondent"].astype(str).str.startswith("anonymous:")
    if not anonymous.any():
        return
    column = table.first("respondent_id")
    if column is not None:
        ids = pd.Series(table.values(column), index=replies.index, dtype=object)
        numbered = anonymous & ~ids.map(blank).astype(bool)
        keys = pd.DataFrame({"region": replies["region"], "id": ids.astype(str), "subject": subject})[
            numbered
        ]
        again = keys.duplicated(["region", "id"])
        if again.any() and not keys[keys["subject"] >= 0].duplicated().any():
            whose = replies.loc[numbered, "respondent"].groupby([keys["region"], keys["id"]])
            replies.loc[numbered, "respondent"] = whose.transform("first")
            context.draft.note(f"Rows with the same “{column.heading}” are one reply.")
            return
    context.draft.note("Nothing says which rows belong to one reply: each row counts as a reply of its own.")


def _pair(table: Table, vocabulary: Vocabulary) -> tuple[Column | None, Column | None]:
    """The columns of actions and of answers."""
    action = action_column(table, vocabulary)
    if action is None:
        return None, None
    answering = [c for c in table.columns if c is not action and _may_answer(table, c, vocabulary)]
    headed = [column for column in answering if column.role == "answer"]
    only = headed if len(headed) == 1 else answering
    if len(only) == 1 and not headed and _are_steps(table, action, only[0], vocabulary):
        return None, None
    return action, only[0] if len(only) == 1 else None


def _may_answer(table: Table, column: Column, vocabulary: Vocabulary) -> bool:
    """Whether a column holds the answers to what its rows name: one that names an action is rated by itself, and the
    cells of one that is headed by an answer say who or what gave it."""
    if column.role not in (None, "answer") or action_of(column, vocabulary):
        return False
    return not typed(column.heading, vocabulary).answer and asks(table, column, vocabulary)


def _are_steps(table: Table, action: Column, answer: Column, vocabulary: Vocabulary) -> bool:
    """Whether the rows are notices: services, and steps such as 'Withdrawn' that are no answers. 'Considering' beside
    them is one too."""
    if not holds_services(table, action, vocabulary):
        return False
    texts = [text for text in table.unlike(answer) if isinstance(text, str)]
    return any(typed(text, vocabulary).step and not typed(text, vocabulary).answer for text in texts)


def _holds_actions(table: Table, column: Column, vocabulary: Vocabulary) -> bool:
    """Whether at least half of a column's distinct texts name actions, or are numbers under that heading."""
    texts = {str(value) for value in table.counts(column)} if table.distinct(column) <= _MOST else ()
    if not texts:
        return False
    offer = about_offers(table, vocabulary)
    naming = sum(1 for text in texts if subject_in(text, offer, vocabulary))
    numbers = sum(1 for text in texts if number_of(text) is not None) if column.role == "action" else 0
    return 2 * (naming + numbers) >= len(texts)


def _subjects(table: Table, action: Column, context: Context) -> tuple[np.ndarray, list[list[str]]]:
    """For each row the index of what it is about; -1 where that is asked or left out."""
    values = table.values(action)
    subjects: list[list[str]] = []
    place: dict[Any, int] = {}
    offer = about_offers(table, context.vocabulary)
    for value in dict.fromkeys(values):
        match = _meaning(table, value, offer, context)
        place[value] = len(subjects) if match else -1
        if match:
            subjects.append(list(match.ids))
    return np.array([place[value] for value in values], dtype=np.int64), subjects


def _meaning(table: Table, value: Any, offer: bool, context: Context) -> Match:
    """What the text of an action cell names; a bare number by what was answered, else by the list that it counts in."""
    if blank(value):
        return Match()
    text = str(value)
    match = subject_in(text, offer, context.vocabulary)
    number = number_of(text)
    if match or match.leave_out or number is None:
        return match
    remembered = context.vocabulary.remembered("action", _key(text, number, context))
    if remembered:
        return Match(leave_out=True) if remembered == LEAVE_OUT else Match(tuple(remembered.split(";")))
    return Match(actions_numbered(table, number, context))


def _key(text: str, number: int | None, context: Context) -> str:
    return normalise(text) if number is None else f"{normalise(text)}\n{context.file_key}"


def _wait(
    table: Table, action: Column, subject: np.ndarray, live: np.ndarray, waits: bool, context: Context
) -> None:
    """Rows whose action is not known: asked about, left out as answered, or a problem where it is blank.

    waits: whether it is asked already which list the bare numbers count in.
    """
    offer = about_offers(table, context.vocabulary)
    for at in np.flatnonzero((subject < 0) & live):
        row, value = table.rows[at], table.values(action)[at]
        if blank(value) or is_error(value):
            reason = "No action in this row; write the wording of the action that it answers."
            context.draft.problem(table.sheet, row, action.index, action.heading, value, reason)
            context.draft.assign(table.sheet, row, table.cols, Fate.PROBLEM)
        elif subject_in(str(value), offer, context.vocabulary).leave_out:
            context.draft.leave_out_row(table.sheet, row, "its action is left out, as answered", table.cols)
        elif waits and number_of(str(value)) is not None:
            context.draft.assign(table.sheet, row, table.cols, Fate.QUESTION)
        else:
            _ask(table, row, action, str(value), offer, context)


def _settle_menu(table: Table, action: Column, live: np.ndarray, context: Context) -> bool:
    """Whether nothing waits for the list that bare numbers count in."""
    numbers: list[int] = []
    for value, here in zip(table.values(action), live, strict=True):
        number = number_of(str(value)) if here and not blank(value) else None
        if (
            number is not None
            and context.vocabulary.remembered("action", _key(str(value), number, context)) is None
        ):
            numbers.append(number)
    return settle_menu(table, numbers, len(numbers), context)


def _ask(table: Table, row: int, action: Column, text: str, offer: bool, context: Context) -> None:
    number = number_of(text)
    if offer:
        suggestions = list(context.typed(text).suggestions("service"))
        sentence = f"Which service is “{text}”, that practices accept or reject an offer for?"
    elif number is None:
        suggestions = list(context.typed(text).suggestions("action"))
        sentence = f"Which action is “{text}”?"
    else:
        suggestions = context.vocabulary.items_numbered(number)
        sentence = f"Lists number their actions differently: which action is “{text}”? (Or name the menu.)"
    about = "service" if offer else "action"
    context.draft.ask(
        about,
        text,
        sentence,
        [*dict.fromkeys([*suggestions, *context.vocabulary.known(about)]), LEAVE_OUT],
        key=_key(text, number, context),
        sheet=table.sheet,
        row=row,
        col=action.index,
    )
    context.draft.assign(table.sheet, row, table.cols, Fate.QUESTION)
