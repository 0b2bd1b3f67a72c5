"""Who each row of a table speaks for."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from loaders.cells.codes import branch_in
from loaders.cells.typed import typed
from loaders.draft import Fate
from loaders.kinds import Context
from loaders.practices.named_above import named_above
from loaders.practices.voices import of_gps, settle_voices
from loaders.practices.who import AS_WRITTEN, EACH_NAME, Who, names_key, plainly_named, who_of
from loaders.practices.written_once import filled_down
from loaders.tables.tables import Column, Table
from loaders.vocabulary.headings import OF_PRACTICES
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.practice_register import ODS_CODE_IN_TEXT
from loaders.vocabulary.words import normalise

ANONYMOUS = "count each row as an anonymous reply"
_MAY_NAME = (None, "answer", "action")  # roles of columns in which a code is no part of a remark
_SMALL = ("and", "of", "the", "on", "at", "in", "by", "le", "de")  # words of a name that have no capital
_NAME = 60  # letters: what is longer is a remark
_FEW = 5  # codes named in a note before the rest is counted


def respondents_of(table: Table, regions: list[str | None], context: Context) -> pd.DataFrame:
    """Frame aligned with table.rows: region, respondent, practice, name (all None where unknown).

    From the columns of role 'practice_code' and 'practice_name' ('practice': either of the two in one
    cell). A row whose respondent is None has its problem, question or left-out line already, and all its
    cells their fate: the caller passes it over. The cells of those columns are marked LABEL otherwise. A
    table with none of these columns is anonymous: every row is its own respondent.
    """
    columns = [c for role in OF_PRACTICES for c in table.having(role)]
    columns = _without_other_codes(table, columns, context)
    if not columns:
        return _of_one(table, regions, context)
    roles = [column.role for column in columns]
    values, waiting = filled_down(table, columns, regions, context)
    plain = plainly_named(roles, values, context)
    frame = _frame(regions, [who and who[0] for who in plain])
    frame["practice"] = frame["respondent"]
    frame["name"] = pd.Series([who and who[1] for who in plain], dtype=object)
    others = [at for at, who in enumerate(plain) if who is None or regions[at] is None]
    others = [at for at in others if at not in set(waiting)]
    _add_others(table, columns, roles, values, frame, others, waiting, context)
    settle_voices(table, columns, frame, context)
    if not of_gps(frame):
        _note_strangers(frame, context)
        _note_too_many(frame, context)
    return frame


def _add_others(
    table: Table,
    columns: list[Column],
    roles: list[str | None],
    values: list[list[Any]],
    frame: pd.DataFrame,
    others: list[int],
    waiting: list[int],
    context: Context,
) -> None:
    """Whom the rows at those places speak for, read one by one; the fates of all rows."""
    regions = frame["region"].tolist()
    cells = {at: (regions[at], *(column[at] for column in values)) for at in others}
    people = {cell: who_of(cell[0], roles, cell[1:], context) for cell in dict.fromkeys(cells.values())}
    respondents = {at: people[cell] for at, cell in cells.items()}
    respondents |= dict.fromkeys(waiting, Who(kind="passed over"))
    for name in ("respondent", "practice", "name"):
        column = frame[name].to_numpy(dtype=object, copy=True)
        column[list(respondents)] = [getattr(who, name) for who in respondents.values()]
        frame[name] = pd.Series(column, dtype=object)
    _mark(table, columns, respondents, regions, context)


def _without_other_codes(table: Table, columns: list[Column], context: Context) -> list[Column]:
    """Pass over a column of codes of which none is an ODS code (a form's own numbers, say), as long as another
    column names the practices."""
    other = [c for c in columns if c.role == "practice_code" and not _any_code(table.values(c))]
    if len(other) == len(columns):
        return columns
    for column in other:
        context.draft.assign(table.sheet, table.rows, column.index, Fate.LABEL)
        context.draft.note(f"“{column.heading}” holds no ODS codes; the practices were taken by name.")
    return [column for column in columns if column not in other]


def _any_code(values: list[Any]) -> bool:
    texts = (value for value in values if isinstance(value, str))
    return any(typed(text).code or branch_in(text) for text in texts)


def _note_strangers(frame: pd.DataFrame, context: Context) -> None:
    """Say which codes are not in the register of their region, or closed in it, where there is one. They load; where
    the LMC's own list is the base they stand beside the figures."""
    for region in frame["region"].unique().tolist():
        register, closed = context.vocabulary.register(region), context.vocabulary.closed(region)
        codes = frame["practice"][frame["region"] == region].unique().tolist() if register else []
        label = context.vocabulary.label("region", region)
        for sentence, strangers in (
            (f"Not in the register of {label}", [code for code in codes if code and code not in register]),
            (f"Closed in the register of {label}", [code for code in codes if code in closed]),
        ):
            if strangers:
                more = f" and {len(strangers) - _FEW} more" if len(strangers) > _FEW else ""
                listing = ", ".join(strangers[:_FEW]) + more
                context.draft.note(
                    f"{sentence}, and in no share where that is the LMC's own list: {listing}."
                )


def _note_too_many(frame: pd.DataFrame, context: Context) -> None:
    """Say where more practices stand in a file than there are in their region: the sign of a wrong region."""
    counts = frame.dropna(subset=["respondent"]).groupby("region")["respondent"].nunique()
    for region, count in counts.items():
        listed = context.vocabulary.register(region)
        known = len(
            listed.keys() - context.vocabulary.closed(region)
        ) or context.vocabulary.practices_on_record(region)
        if known and count > known:
            label = context.vocabulary.label("region", region)
            context.draft.note(
                f"This file names {count:,} practices in {label}, and {known:,} are on record there: is it the right "
                "region?"
            )


def _frame(regions: list[str | None], respondents: list[str | None]) -> pd.DataFrame:
    """Plain Python strings: with pandas' own text type the look-ups that follow took four times as long."""
    columns = {"region": regions, "respondent": respondents, "practice": None, "name": None}
    return pd.DataFrame(columns, index=range(len(regions)), dtype=object)


def identify(table: Table, row: int, col: int, text: str, region: str, context: Context) -> Who:
    """Whom a heading cell names, with its problem, question or left-out line where nobody is certain."""
    who = who_of(region, ["practice"], (text,), context)
    column = Column(col, text)
    if who.practice and (branch := branch_in(text)):
        context.draft.note(f"{branch} is a branch of {who.practice} and counts as it.")
    if who.kind:
        _explain(table, row, column, who, region, context, slice(col, col + 1))
    return who


def _of_one(table: Table, regions: list[str | None], context: Context) -> pd.DataFrame:
    """All rows are of the one practice that is named above the table or by its sheet; without one, of nobody known."""
    roles, cells = named_above(table, context.vocabulary)
    if not cells:
        names = [*_named_elsewhere(table), *_places_of_practices(table, context)]
        frame = _anonymous_if_meant(table, regions, names, context) if names else _anonymous(table, regions)
        _note_too_many(frame, context)
        return frame
    frame = _frame(regions, [None] * len(table.rows))
    for region in dict.fromkeys(region for region in regions if region):
        at = [n for n, where in enumerate(regions) if where == region]
        rows = [table.rows[n] for n in at]
        who = who_of(region, roles, tuple(cells), context)
        if who.kind == "problem":
            column = table.first("answer") or table.columns[-1]
            for row in rows:
                context.draft.problem(table.sheet, row, column.index, column.heading, cells[0], who.reason)
            context.draft.assign(table.sheet, rows, table.cols, Fate.PROBLEM)
        elif who.kind:
            _explain(table, rows[0], table.columns[0], who, region, context, table.cols)
            fate = Fate.LEFT_OUT if who.kind == "left out" else Fate.QUESTION
            context.draft.assign(table.sheet, rows, table.cols, fate)
        else:
            frame.loc[at, "respondent"] = who.respondent
            frame.loc[at, "practice"] = who.practice
            frame.loc[at, "name"] = who.name
    _note_strangers(frame, context)
    return frame


def _named_elsewhere(table: Table) -> list[str]:
    """ODS codes in headings, cells or beside a table that has no column of practices, in the order of the sheet."""
    columns = [column for column in table.columns if column.role in _MAY_NAME]
    texts = [table.sheet.name, *(column.heading for column in table.columns)]
    texts += [value for column in columns for value in table.unlike(column)]
    texts += [text for row, col in table.around if _is_name(text := table.sheet.value(row, col))]
    short = "\n".join(text for text in texts if isinstance(text, str) and len(text) <= _NAME)
    return list(dict.fromkeys(code.upper() for code in ODS_CODE_IN_TEXT.findall(short)))


def _places_of_practices(table: Table, context: Context) -> list[str]:
    """The headings of columns that say where a practice is, by which a person may know it."""
    columns = (column for column in table.columns if table.distinct(column))
    return [f"“{c.heading}”" for c in columns if context.typed(c.heading).role("practices") == "postcode"]


def _is_name(text: Any) -> bool:
    """Whether a text beside a table may name a practice: a sentence does not ('Write your code, such as L84003')."""
    words = re.findall(r"[A-Za-z][\w'’]*", text) if isinstance(text, str) else []
    return all(word[0].isupper() or word in _SMALL for word in words)


def _anonymous_if_meant(
    table: Table, regions: list[str | None], names: list[str], context: Context
) -> pd.DataFrame:
    """Replies without a practice, on a sheet that names practices in places that are not understood: whose they are is
    for a person to say."""
    key = f"anonymous\n{context.file_key}"
    chosen = context.vocabulary.remembered("practice", key)
    if chosen == ANONYMOUS:
        return _anonymous(table, regions)
    if chosen == LEAVE_OUT:
        for row in table.rows:
            context.draft.leave_out_row(table.sheet, row, "left out, as answered", table.cols)
        return _frame(regions, [None] * len(table.rows))
    where = ", ".join(names[:_FEW]) + (
        " and more stand" if len(names) > _FEW else " stands" if len(names) == 1 else " stand"
    )
    context.draft.ask(
        "practice",
        context.draft.file,
        f"No column of sheet “{table.sheet.name}” says which practice a row is of, and {where} elsewhere on it. Count "
        "each row as a reply of its own, without its practice? (Or write the practice "
        "into each row, and load the file again.)",
        [ANONYMOUS, LEAVE_OUT],
        key=key,
        sheet=table.sheet,
        rows=len(table.rows),
    )
    context.draft.assign(table.sheet, table.places, table.cols, Fate.QUESTION)
    return _frame(regions, [None] * len(table.rows))


def _anonymous(table: Table, regions: list[str | None]) -> pd.DataFrame:
    """Respondents 'anonymous::<sheet>:<row>'; the store puts the import's id between the colons."""
    prefix = f"anonymous::{table.sheet.name}:"
    rows = zip(table.rows, regions, strict=True)
    return _frame(regions, [f"{prefix}{row + 1}" if region else None for row, region in rows])


def _mark(
    table: Table,
    columns: list[Column],
    respondents: dict[int, Who],
    regions: list[str | None],
    context: Context,
) -> None:
    """Give the practice cells their fate, and the rows of nobody theirs, each with its line.

    respondents: who was not plainly named, by the place of the row.
    """
    draft, sheet = context.draft, table.sheet
    nobody = {at for at, who in respondents.items() if who.kind}
    known = [row for at, row in enumerate(table.rows) if at not in nobody] if nobody else table.rows
    draft.assign(sheet, known, [column.index for column in columns], Fate.LABEL)
    for at in sorted(nobody):
        who, row = respondents[at], table.rows[at]
        if who.kind == "passed over":
            continue
        column = next((c for c in columns if sheet.values[row][c.index] is not None), columns[0])
        _explain(table, row, column, who, regions[at] or "", context, table.cols)


def _explain(
    table: Table, row: int, column: Column, who: Who, region: str, context: Context, cols: slice
) -> None:
    """The line for a cell that names nobody for certain; the fate of those columns of its row."""
    draft, sheet = context.draft, table.sheet
    value = sheet.values[row][column.index]
    if who.kind == "left out":
        draft.leave_out(sheet, row, column.index, value, who.reason)
        draft.assign(sheet, row, cols, Fate.LEFT_OUT)
    elif who.kind == "problem":
        draft.problem(sheet, row, column.index, column.heading, value, who.reason)
        draft.assign(sheet, row, cols, Fate.PROBLEM)
    else:
        ask = _ask_about_names if who.kind == "unlisted" else _ask
        ask(table, row, column, who, region, context)
        draft.assign(sheet, row, cols, Fate.QUESTION)


def _ask(table: Table, row: int, column: Column, who: Who, region: str, context: Context) -> None:
    label = context.vocabulary.label("region", region)
    context.draft.ask(
        "practice",
        who.name or "",
        f"Which practice is “{who.name}”? The register of {label} has no one practice of exactly that name.",
        [*who.suggestions, AS_WRITTEN, LEAVE_OUT],
        key=f"{region}:{normalise(who.name or '')}",
        sheet=table.sheet,
        row=row,
        col=column.index,
    )


def _ask_about_names(
    table: Table, row: int, column: Column, _who: Who, region: str, context: Context
) -> None:
    """One question for all the names of a file, as each of them would be asked about in the same words."""
    label = context.vocabulary.label("region", region)
    sentence = (
        "This file names practices without codes, and there is no list of the practices of {} to check the "
        "names against. Count each different name as one practice?"
    )
    question = context.draft.ask(
        "practice",
        context.draft.file,
        sentence.format(label),
        [EACH_NAME, LEAVE_OUT],
        key=names_key(context),
        sheet=table.sheet,
        row=row,
        col=column.index,
    )
    if label not in question.sentence:
        question.sentence = sentence.format("its regions")
