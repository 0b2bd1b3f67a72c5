"""Which practices of a register are open, which have closed and when, and which rows are a branch.

A register says so in a column of its own ('Status', 'Closed date'), or in the words of any other: a note 'merged with
Z99002 1/4/24', a name 'Elm Surgery (closed)'. Such words have the classes closed, closing, merged, open, successor and
branch in text_words.csv, for texts about a practice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any

from loaders.cells.codes import whole_codes_in
from loaders.cells.typed import typed
from loaders.dates.dates import in_words
from loaders.kinds import Context
from loaders.practices.register_fields import Fields, code_and_name
from loaders.tables.tables import Column, Table
from loaders.texts import read_text
from loaders.texts.practice_states import (
    BRANCH,
    CLOSED,
    NOTHING,
    OPEN,
    UNSURE,
    State,
    behind_a_name,
    days_of,
    ends_as_a_branch,
    has_no_end,
    state_in,
)
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import normalise, words_of

ABOUT = "practice state"
_ROLES = ("note", "comment", "ignore", None)  # of columns whose words may say that a practice has closed
_LOOK_AT = 2_000  # unlike texts of a column: an LMC has at most some hundred practices
_FEW = 6  # practices named in a note before the rest is counted


def states_of(
    table: Table, fields: Fields, known: Sequence[int], codes: Sequence[str | None], context: Context
) -> dict[int, State]:
    """What the rows at those positions say, by position; rows that say nothing are not in it.

    A word that is neither open nor closed under a heading of states, and words that only may close a practice, are
    asked about; so is a row that says both.
    """
    if fields.national:
        return _of_national(table, fields, known, context.vocabulary)
    states_of_row: dict[int, list[State]] = {}
    for at, state in (*_dated(table, fields, known, context), *_worded(table, fields, known, context)):
        states_of_row.setdefault(at, []).append(state)
    _doubt_mergers(table, fields, states_of_row, codes)
    over = _said_over(table, context.vocabulary)
    if over.kind != NOTHING:
        states_of_row |= {at: [over] for at in known if at not in states_of_row}
    settled = {at: _settled(table, at, states, context) for at, states in states_of_row.items()}
    return {at: state for at, state in settled.items() if state.kind != NOTHING}


def _said_over(table: Table, vocabulary: Vocabulary) -> State:
    """What the title or the sheet's name says of all its practices: 'Closed practices'; nothing where it is both."""
    for text in (table.title, table.sheet.name):
        state = state_in(text, vocabulary) if text else State()
        both = (
            {"open", "successor"} & set(read_text(text, "practice", vocabulary).operators) if text else set()
        )
        if state.kind in (CLOSED, UNSURE) and not both:
            return state
    return State()


def _doubt_mergers(
    table: Table, fields: Fields, states_of_rows: dict[int, list[State]], codes: Sequence[str | None]
) -> None:
    """'Merged with Z99002' closes a practice where Z99002 stays on the list. Both may say it of each other, or the one
    that is left may say it of one that is gone: then it is unsure."""
    name = fields.columns.get("name")
    names = [words_of(code_and_name(value)[1] or "") for value in table.values(name)] if name else []
    merging = {at for at, states in states_of_rows.items() if any(state.merged for state in states)}
    for at in merging:
        texts = [state.text for state in states_of_rows[at] if state.merged]
        if not _named_in(" ".join(texts), codes, names) - {at} - merging:
            states_of_rows[at] = [
                replace(state, kind=UNSURE) if state.merged else state for state in states_of_rows[at]
            ]


def _named_in(text: str, codes: Sequence[str | None], names: Sequence[str]) -> set[int]:
    """The positions of the practices that a text names, by code or by the words of the name."""
    written, padded = set(whole_codes_in(text)), f" {words_of(text)} "
    by_code = {at for at, code in enumerate(codes) if code in written}
    return by_code | {at for at, name in enumerate(names) if name and f" {name} " in padded}


def _of_national(
    table: Table, fields: Fields, known: Sequence[int], vocabulary: Vocabulary
) -> dict[int, State]:
    """A national file's own column decides; a practice in a list of patients was open on its day."""
    column, closed = fields.columns.get("open"), fields.columns.get("closed_on")
    days = days_of(table.values(closed), known) if closed else {}
    if column is None:
        return {at: State(CLOSED, days[at]) if at in days else State(OPEN) for at in known}
    values = table.values(column)
    words = {value: _code(value, vocabulary) for value in set(values)}
    kinds = {at: words[values[at]] for at in known if words[values[at]]}
    return {at: State(kind, days.get(at) if kind == CLOSED else None) for at, kind in kinds.items()}


def _code(value: Any, vocabulary: Vocabulary) -> str:
    """Open or closed for a code of the national files or a plain word; nothing for anything else."""
    return (typed(value, vocabulary).register_state or NOTHING) if value is not None else NOTHING


def holds_states(table: Table, column: Column, vocabulary: Vocabulary) -> bool:
    """Whether a column of a heading such as 'Status' says for the most part that practices are open or closed, and not
    something else."""
    texts = [str(value) for value in islice(table.unlike(column), _LOOK_AT)]
    stating = sum(1 for text in texts if _code(text, vocabulary) or state_in(text, vocabulary).kind)
    return 2 * stating >= len(texts)


def _dated(
    table: Table, fields: Fields, known: Sequence[int], context: Context
) -> Iterable[tuple[int, State]]:
    """What a column of closing dates says: a day, a yes, words; a cell that is none of these is asked about."""
    column = fields.columns.get("closed_on")
    if column is None:
        return
    values = table.values(column)
    days = days_of(values, known)
    for at in known:
        text = "" if values[at] is None else " ".join(str(values[at]).split())
        if at in days:
            yield at, State(CLOSED, days[at], in_words(days[at]), column)
        elif has_no_end(text) or typed(text).tick is False or _says_nothing(text, context):
            yield at, State(OPEN, None, "", column)
        elif typed(text).tick:
            yield at, State(CLOSED, None, text, column)
        else:
            state = state_in(text, context.vocabulary)
            yield at, replace(state, kind=state.kind or UNSURE, column=column)


def _says_nothing(text: str, context: Context) -> bool:
    """Whether a cell of closing dates is blank or a dash; one that says that nobody knows ('?') is neither."""
    kind = context.typed(text).silence
    return "?" not in text and (not normalise(text) or kind not in (None, "dont_know"))


def _worded(
    table: Table, fields: Fields, known: Sequence[int], context: Context
) -> Iterable[tuple[int, State]]:
    """What the words of a row say: its status, its notes and every other column that is read for nothing else."""
    used = {column.index for column in fields.used()}
    status = fields.columns.get("open")
    if status is not None:
        yield from ((at, state) for at, state in _by_text(table, status, known, context) if state.kind)
    name = fields.columns.get("name")
    if name is not None:
        yield from _closed_words(table, name, known, context)
    for column in table.columns:
        if column.index in used or column.role not in _ROLES or table.distinct(column) > _LOOK_AT:
            continue
        for at, state in _by_text(table, column, known, context):
            if state.kind in (CLOSED, BRANCH, UNSURE):
                yield at, state


def _by_text(
    table: Table, column: Column, known: Sequence[int], context: Context
) -> Iterable[tuple[int, State]]:
    values, read = table.values(column), {}
    is_status = column.role == "open_status"
    over = state_in(column.heading, context.vocabulary)
    asks = not is_status and over.kind in (CLOSED, UNSURE)  # 'Left the LMC?', with yes and no below
    for at in known:
        text = values[at] if isinstance(values[at], str) else "" if values[at] is None else str(values[at])
        if text not in read:
            read[text] = _status(text, context) if is_status else state_in(text, context.vocabulary)
            if asks and typed(text).tick:
                read[text] = State(over.kind, text=f"{column.heading}: {text}")
            elif over.kind in (CLOSED, UNSURE) and whole_codes_in(text):  # 'Merged with', and a code below
                read[text] = state_in(f"{column.heading} {text}", context.vocabulary)
        yield at, replace(read[text], column=column)


def _status(text: str, context: Context) -> State:
    """A cell under 'Status': a code of the national files, else its words; anything else is asked about."""
    key = normalise(text)
    if not key or context.typed(text).silence:
        return State()
    if code := _code(key, context.vocabulary):
        return State(code, text=text)
    state = state_in(text, context.vocabulary)
    return state if state.kind else State(UNSURE, text=text)


def _closed_words(
    table: Table, column: Column, known: Sequence[int], context: Context
) -> Iterable[tuple[int, State]]:
    """What stands behind a practice's name: 'Elm Surgery (closed)', 'Elm Surgery - branch'."""
    values = table.values(column)
    for at in known:
        text = str(values[at] or "")
        behind = behind_a_name(text)
        states = [state_in(words, context.vocabulary) for words in behind]
        states = [state for state in states if state.kind in (CLOSED, BRANCH, UNSURE)]
        if states:
            yield at, replace(states[0], text=text, column=column)
        elif ends_as_a_branch(text):
            yield at, State(UNSURE, None, text, column)


def _settled(table: Table, at: int, states: list[State], context: Context) -> State:
    """One state of several that agree; else what a person answered; else unsure, with its question."""
    telling = [state for state in states if state.kind != OPEN] or states
    kinds = {state.kind for state in telling}
    firmly_open = [state for state in states if state.kind == OPEN and state.text]
    days = {state.day for state in telling if state.day}
    if UNSURE not in kinds and len(kinds) == 1 and len(days) < 2:
        state = max(telling, key=lambda each: each.day is not None)
        future = state.day is not None and state.day > context.received_at.date()
        if state.kind != CLOSED or not firmly_open or future:
            return state
    return _as_answered(table, at, telling, firmly_open, context)


def _as_answered(
    table: Table, at: int, telling: list[State], firmly_open: list[State], context: Context
) -> State:
    """What a person said of words that do not decide; unsure until then."""
    unsure = next((state for state in telling if state.kind == UNSURE), telling[0])
    texts = list(dict.fromkeys(state.text for state in (*telling, *firmly_open) if state.text))
    shown = "” and “".join(texts)
    key = normalise("; ".join(texts))
    chosen = context.vocabulary.remembered(ABOUT, key)
    if chosen == LEAVE_OUT:
        return State(BRANCH, text="left out, as answered", column=unsure.column)
    if chosen in (OPEN, CLOSED):
        return State(chosen, unsure.day, shown, unsure.column)
    column = unsure.column
    context.draft.ask(
        ABOUT,
        shown,
        f"“{shown}” stands beside a practice in this list: has it closed, or is it open? (Leave out what is no "
        "practice of its own, such as a branch.)",
        [CLOSED, OPEN, LEAVE_OUT],
        key=key,
        sheet=table.sheet,
        row=table.rows[at],
        col=column.index if column else None,
    )
    return State(UNSURE, unsure.day, shown, column)


def open_and_closed_on(
    states: dict[int, State], known: Sequence[int], today: date
) -> tuple[list[bool | None], list[date | None]]:
    """For each position whether it is open today (None: not said), and the day on which it closed or will."""
    states_of_rows = [states.get(at) or State() for at in known]
    opened = [
        state.kind == OPEN or (state.day is not None and state.day > today)
        if state.kind in (OPEN, CLOSED)
        else None
        for state in states_of_rows
    ]
    return opened, [state.day if state.kind == CLOSED else None for state in states_of_rows]


def note_closed(
    states: dict[int, State], known: Sequence[int], codes: Sequence[str | None], today: date, context: Context
) -> None:
    """Say which practices an own list calls closed, or closing on a day to come, and by which words."""
    for future in (False, True):
        lines = [
            f"{codes[at]} ({state.text})" if state.text else str(codes[at])
            for at in known
            if (state := states.get(at)) and state.kind == CLOSED
            if (state.day is not None and state.day > today) == future
        ]
        if lines:
            more = f" and {len(lines) - _FEW:,} more" if len(lines) > _FEW else ""
            says = (
                "Closing on a day to come, and open until then"
                if future
                else "Closed by this list, in no base"
            )
            context.draft.note(f"{says}: {'; '.join(lines[:_FEW])}{more}.")
