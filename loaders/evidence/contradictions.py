"""Rows of one practice that contradict each other where nothing says which is the later: the lower does not win by
standing lower."""

from __future__ import annotations

import hashlib

import numpy as np
import pandas as pd

from loaders.dates.dates import in_words
from loaders.draft import Draft, Fate
from loaders.kinds import Context
from loaders.practices.voices import tells_a_person
from loaders.reading.sheets import Sheet
from loaders.surveys.waves import wave_named
from loaders.tables.tables import Table
from loaders.texts import read_text

ABOUT = "contradiction"
FIRST, LAST, NEITHER = "the first of them", "the last of them", "none of them: leave them out"

_WHO = ["survey", "region", "respondent"]
_GRAIN = [*_WHO, "action"]
_IN_ORDER = ("started_at", "finished", "reply_type", "last_page", "submitted_at")  # only forms write these
_MOST = 20  # practices that are asked about one by one
_NOTICE = ["respondent", "service", "status", "scope", "served_on"]
_DAYS = ("effective_on", "extended_to", "withdrawn_on", "resolved_on")


def settle_contradictions(context: Context) -> None:
    """Of answers of one practice to one action that differ and have no times: keep those that a person chose, or hold
    all of them for a question. Rows of a form's export come in the order of their arrival: there the last counts.
    Sheets stand in no such order, but for one that is called the corrected or final one."""
    draft = context.draft
    frames = draft.rows.get("answers", [])
    if not frames or not _anything_twice(draft):
        return
    answers = pd.concat(
        [frame.assign(frame=number) for number, frame in enumerate(frames)], ignore_index=True
    )
    answers = answers.astype(dict.fromkeys([*_GRAIN, "answer", "sheet"], object))
    again = answers[answers.duplicated(_GRAIN, keep=False)]
    again = again[~again["respondent"].astype(str).str.startswith("anonymous:")]
    if again.empty:
        return
    sent = pd.concat(draft.rows["replies"], ignore_index=True)["submitted_at"].to_numpy()
    again = again.assign(sent=sent[again["reply"]])
    claims = again.groupby(_GRAIN, sort=False).agg(
        answers=("answer", "nunique"),
        sheets=("sheet", "nunique"),
        times=("sent", "nunique"),
        timed=("sent", "count"),
        rows=("sent", "size"),
    )
    open_ = claims[(claims["answers"] > 1) & ((claims["timed"] < claims["rows"]) | (claims["times"] < 2))]
    again = again.set_index(_GRAIN, drop=False)
    again = again[again.index.isin(open_.index)]
    across = (claims.loc[again.index, "sheets"] > 1).to_numpy()
    ordered = {table.sheet.name for table in context.tables if _in_order_of_arrival(table, context)}
    within = again[~across & ~again["sheet"].isin(ordered).to_numpy()].reset_index(drop=True)
    if len(within):
        _settle(within, context)
    _settle_sheets(again[across].reset_index(drop=True), context)


def _settle_sheets(again: pd.DataFrame, context: Context) -> None:
    """The same of answers that stand on several sheets: one question for all that the same sheets contradict."""
    sheets = {table.sheet.name: table.sheet for table in context.tables}
    by_sheets: dict[tuple[str, ...], list[pd.DataFrame]] = {}
    for _, rows in again.groupby(_GRAIN, sort=False, dropna=False):
        by_sheets.setdefault(tuple(dict.fromkeys(rows["sheet"])), []).append(rows)
    for names, groups in by_sheets.items():
        if _in_order(names, context):
            continue
        rows = pd.concat(groups)
        key = key_of("\n".join(names), context)
        chosen = context.vocabulary.remembered(ABOUT, key)
        kept = rows[:0]
        if chosen in (FIRST, LAST):
            kept = rows.drop_duplicates(_GRAIN, keep="first" if chosen == FIRST else "last")
        gone = rows.drop(kept.index)
        if chosen in (FIRST, LAST, NEITHER):
            for name, own in gone.groupby("sheet", sort=False):
                _leave_out(own, sheets[str(name)], "another sheet counts, as answered", context.draft)
        else:
            _ask_sheets(rows, names, key, sheets, context)
        _drop(gone, context.draft)


def _in_order(names: tuple[str, ...], context: Context) -> bool:
    """Whether sheets are called so that the last counts: as months or waves, or the last as a correction."""
    last = read_text(names[-1].replace("_", " "), "line", context.vocabulary)
    return "revision" in last.operators or all(wave_named(name, context) for name in names)


def _ask_sheets(
    rows: pd.DataFrame, names: tuple[str, ...], key: str, sheets: dict[str, Sheet], context: Context
) -> None:
    quoted = [f"“{name}”" for name in names]
    whose = list(dict.fromkeys(str(each).removeprefix("name:") for each in rows["respondent"]))
    more = f" and {len(whose) - 1:,} more" if len(whose) > 1 else ""
    sentence = (
        f"Sheets {', '.join(quoted[:-1])} and {quoted[-1]} give different answers of {whose[0]}{more}, and nothing "
        f"says which is the later. Which counts, {quoted[0]} (the first) or {quoted[-1]} (the last)?"
    )
    for name, row, col in zip(rows["sheet"], rows["row"], rows["col"], strict=True):
        context.draft.ask(
            ABOUT,
            ", ".join(names),
            sentence,
            [LAST, FIRST, NEITHER],
            key=key,
            sheet=sheets[name],
            row=int(row),
            col=int(col),
        )


def _anything_twice(draft: Draft) -> bool:
    """Whether a practice replied twice, or a reply answers an action twice: of nearly every file neither is so."""
    replies = pd.concat(draft.rows["replies"], ignore_index=True)
    if not replies["respondent"].is_unique and replies.duplicated(_WHO).any():
        return True
    frame, *further = draft.rows["answers"]
    actions, names = pd.factorize(frame["action"])
    places = frame["reply"].to_numpy() * (len(names) + 1) + actions
    return bool(further) or len(np.unique(places)) < len(places)


def _in_order_of_arrival(table: Table, context: Context) -> bool:
    """Whether a table is the export of a form: it has columns that only forms write, or numbers its replies upwards."""
    if any(table.having(role) for role in _IN_ORDER):
        return True
    persons = (
        column
        for column in table.columns
        if column.role != "practice_name" and tells_a_person(column, context)
    )
    if any(persons):  # what people of one practice say is settled there
        return True
    numbers = table.first("respondent_id")
    if numbers is None:
        return False
    values = pd.to_numeric(pd.Series(table.values(numbers), dtype=object), errors="coerce")
    return bool(values.notna().all() and values.is_monotonic_increasing and values.is_unique)


def _settle(again: pd.DataFrame, context: Context) -> None:
    sheets = {table.sheet.name: table.sheet for table in context.tables}
    by_practice = list(again.groupby("respondent", sort=False))
    drop: list[pd.DataFrame] = []
    for respondent, rows in by_practice:
        one_by_one = len(by_practice) <= _MOST
        key = key_of(str(respondent) if one_by_one else "", context)
        chosen = context.vocabulary.remembered(ABOUT, key)
        sheet = sheets[rows["sheet"].iloc[0]]
        if chosen in (FIRST, LAST):
            kept = rows.drop_duplicates(_GRAIN, keep="first" if chosen == FIRST else "last")
            gone = rows.drop(kept.index)
            _leave_out(gone, sheet, "another row of the same practice counts, as answered", context.draft)
        elif chosen == NEITHER:
            gone = rows
            _leave_out(gone, sheet, "rows that contradict each other: left out, as answered", context.draft)
        else:
            gone = rows
            _ask(rows, str(respondent) if one_by_one else "", len(by_practice), key, sheet, context)
        drop.append(gone)
    _drop(pd.concat(drop), context.draft)


def key_of(respondent: str, context: Context) -> str:
    """What an answer about contradicting rows is remembered by: of whom or what they are, and which files are alike."""
    return f"{respondent}\n{hashlib.sha256(context.file_key.encode()).hexdigest()[:16]}"


def _ask(rows: pd.DataFrame, respondent: str, many: int, key: str, sheet: Sheet, context: Context) -> None:
    lines = sorted(set(rows["row"]))
    row_names = [
        sheet.where(int(row), 0)[1:] if sheet.place is None else sheet.where(int(row), 0) for row in lines
    ]
    where = (
        f"rows {', '.join(row_names[:-1])} and {row_names[-1]}"
        if len(row_names) > 1
        else f"row {row_names[0]}"
    )
    who = respondent.removeprefix("name:") if respondent else f"{many:,} practices"
    sentence = (
        f"{who} answered more than once and differently ({where}{'' if respondent else ' for the first of them'}), and "
        "nothing says which is the later. Which answer counts?"
    )
    for row, col in zip(rows["row"], rows["col"], strict=True):
        context.draft.ask(
            ABOUT, who, sentence, [LAST, FIRST, NEITHER], key=key, sheet=sheet, row=int(row), col=int(col)
        )


def _leave_out(rows: pd.DataFrame, sheet: Sheet, reason: str, draft: Draft) -> None:
    for row, col in zip(rows["row"], rows["col"], strict=True):
        draft.leave_out(sheet, int(row), int(col), sheet.value(int(row), int(col)), reason)


def _drop(rows: pd.DataFrame, draft: Draft) -> None:
    """Take answers out of the draft's frames by frame, row, column and action."""
    gone = set(zip(rows["frame"], rows["row"], rows["col"], rows["action"], strict=True))
    for number, frame in enumerate(draft.rows["answers"]):
        if number not in set(rows["frame"]):
            continue
        cells = zip(frame["row"], frame["col"], frame["action"], strict=True)
        kept = np.array([(number, row, col, action) not in gone for row, col, action in cells], dtype=bool)
        draft.rows["answers"][number] = frame[kept].reset_index(drop=True)


def hold_notices(table: Table, rows: pd.DataFrame, context: Context) -> pd.DataFrame:
    """Of notices of one practice, service, step and day of service that give different days for the same thing: one
    without these days, until a person says which counts."""
    if not rows.duplicated(_NOTICE, keep=False).any():
        return rows
    rows, gone = rows.copy(), set()
    for _, alike in rows[rows.duplicated(_NOTICE, keep=False)].groupby(_NOTICE, dropna=False, sort=False):
        differ = [name for name in _DAYS if alike[name].dropna().nunique() > 1]
        if differ:
            kept = _chosen(table, alike, differ[0], context)
            gone |= set(alike.index) - set(alike.index[-1:] if kept is None else kept)
            if kept is None:
                rows.loc[alike.index[-1], differ] = None
    return rows[~rows.index.isin(gone)].reset_index(drop=True)


def _chosen(table: Table, alike: pd.DataFrame, role: str, context: Context) -> pd.Index | None:
    """Which of several notices count; None until somebody has said it."""
    first = alike.iloc[0]
    who = str(first["respondent"]).removeprefix("name:")
    service = context.vocabulary.label("service", first["service"])
    key = key_of(f"{first['respondent']} {first['service']}", context)
    chosen = context.vocabulary.remembered(ABOUT, key)
    lines = alike["row"].astype(int).tolist()
    if chosen in (FIRST, LAST, NEITHER):
        kept = {FIRST: alike.index[:1], LAST: alike.index[-1:], NEITHER: alike.index[:0]}[chosen]
        for row in alike["row"][~alike.index.isin(kept)]:
            context.draft.leave_out_row(table.sheet, int(row), "another row counts, as answered", table.cols)
        return kept
    days = " and ".join(in_words(day) for day in dict.fromkeys(alike[role].dropna()))
    sentence = f"{who} stands more than once for {service}, with {days}, and nothing says which is right. Which counts?"
    for row in lines:
        place = {"sheet": table.sheet, "row": row, "col": table.columns[0].index}
        context.draft.ask(ABOUT, f"{who}: {service}", sentence, [LAST, FIRST, NEITHER], key=key, **place)
        context.draft.assign(table.sheet, row, table.cols, Fate.QUESTION)
    return None
