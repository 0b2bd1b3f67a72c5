"""Whose row speaks for a practice, where several do: its own or a branch's, and of several people which one's.

A branch's reply is not its practice's, and what two people of a practice say is no correction of one by the other. Rows
that say the same are told of; those that differ are asked about, once a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from loaders.cells.codes import branches_in
from loaders.cells.typed import typed
from loaders.draft import Fate
from loaders.kinds import Context
from loaders.tables.columns import action_of
from loaders.tables.tables import Column, Table
from loaders.vocabulary.headings import OF_PRACTICES
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.words import normalise, words_of

OWN_ROW = "the practice's own row counts, not the branch's"
BRANCH_ROW = "the branch's row counts for its practice"
LAST_ROW = "the latest row of each practice speaks for it"
FIRST_ROW = "the first row of each practice speaks for it"
EACH_GP = "each row is one GP, who is no practice: leave these rows out"
COUNT_GPS = "the file counts GPs: each row is one GP, in a survey of GPs beside that of practices"
OF_GPS = "anonymous::GP:"
"""How the respondent of a GP begins; the store puts the import's id between the colons (measures/terms/gps.sql)."""
_SAYS_NOTHING = (
    *OF_PRACTICES,
    "region",
    "icb",
    "pcn",
    "submitted_at",
    "started_at",
    "respondent_id",
    "name",
    "email",
)
_SAYS_NOTHING = (
    *_SAYS_NOTHING,
    "comment",
    "note",
    "ignore",
    "aside",
    "last_page",
    "finished",
    "reply_type",
    "total",
)
_NO_NAME = frozenset(
    ("the", "surgery", "practice", "medical", "centre", "center", "health", "group", "dr", "drs", "and")
)
_OF_A_BRANCH = ("surgery", "site", "practice", "only")  # words that may stand behind "branch" at a name's end
_FEW = 4  # practices named in a question before the rest is counted


def settle_voices(table: Table, columns: list[Column], frame: pd.DataFrame, context: Context) -> None:
    """Take from the frame of respondents (respondent, practice and name become None) the rows that do not speak for
    their practice, or of which nobody knows: each has its line or question, and all its cells their fate."""
    branches = _named_branches(table, columns, frame) | _branches(table, columns, frame)
    branches |= _marked_branches(table, frame, context)
    if branches:
        _settle_branches(table, branches, frame, context)
    if context.draft.kind == "survey":
        _settle_people(table, frame, context)


def _branches(table: Table, columns: list[Column], frame: pd.DataFrame) -> dict[int, str]:
    """The branch's code by position, of the rows that name a branch by its code or call their site one."""
    known = frame["practice"].tolist()
    branches: dict[int, str] = {}
    for column in columns:
        texts = branches_in(value for value in table.unlike(column) if isinstance(value, str))
        if not texts:
            continue
        for at, value in enumerate(table.values(column)):
            if known[at] and texts.get(value):
                branches[at] = texts[value]
    return branches


def _named_branches(table: Table, columns: list[Column], frame: pd.DataFrame) -> dict[int, str]:
    """The rows whose practice is called a branch, by position, where a row under the same code is not: alone, 'Hill
    Branch Surgery' may be what a practice is called.

    'Elm Surgery' and 'Elm Surgery (branch)' of Z99001 → the second
    """
    known = frame["practice"].tolist()
    called: dict[int, str] = {}
    for column in (each for each in columns if each.role in ("practice_name", "practice")):
        branch_names = {value for value in table.unlike(column) if "branch" in str(value).casefold()}
        texts = {value for value in branch_names if _called_branch(str(value))}
        called |= {
            at: str(value)
            for at, value in enumerate(table.values(column) if texts else ())
            if known[at] and value in texts
        }
    own = {practice for at, practice in enumerate(known) if at not in called}
    return {at: f"{known[at]} ({name})" for at, name in called.items() if known[at] in own}


def _called_branch(name: str) -> bool:
    """'Elm Surgery (branch)' → True, 'Elm Branch Site' → True, 'Branch Road Surgery' → False"""
    words = words_of(name).split()
    if words and words[-1] in _OF_A_BRANCH:
        words.pop()
    return words[-1:] == ["branch"] and len(words) > 1


def _marked_branches(table: Table, frame: pd.DataFrame, context: Context) -> dict[int, str]:
    """The rows that a column such as 'Branch?' or 'Main or branch' marks as a branch's, by position."""
    branches: dict[int, str] = {}
    for column in table.columns:
        if column.role not in (None, "ignore", "aside") or "branch" not in words_of(column.heading).split():
            continue
        marked = [
            typed(value).tick or "branch" in words_of(str(value or "")).split()
            for value in table.values(column)
        ]
        if not any(marked):
            continue
        column.role = "ignore"
        context.draft.assign(table.sheet, table.rows, column.index, Fate.LABEL)
        for at, practice in enumerate(frame["practice"].tolist()):
            if practice and marked[at]:
                branches[at] = f"{practice} (branch)"
    return branches


def _settle_branches(table: Table, branches: dict[int, str], frame: pd.DataFrame, context: Context) -> None:
    """Branches beside a row of their practice, and those that are alone, whose practice may not know of it."""
    sayings = _sayings(table, context)
    subject = table.first("action") or table.first("service")
    about = table.values(subject) if subject is not None else [None] * len(table.rows)
    own: dict[tuple[Any, Any], list[int]] = {}
    for at, practice in enumerate(frame["practice"]):
        if practice and at not in branches:
            own.setdefault((practice, about[at]), []).append(at)
    beside = {at: own.get((frame["practice"][at], about[at]), []) for at in branches}
    for at in [at for at, rows in beside.items() if rows and sayings[rows[-1]] == sayings[at]]:
        reason = f"{branches[at]} is a branch, and says the same as its practice"
        _leave_out(table, [at], frame, reason, context)
        del beside[at]
    differing = [at for at, rows in beside.items() if rows]
    alone = [at for at, rows in beside.items() if not rows]
    if differing:
        _settle_differing(table, branches, {at: beside[at] for at in differing}, frame, context)
    if alone:
        _settle_alone(table, branches, alone, frame, context)


def _settle_differing(
    table: Table,
    branches: dict[int, str],
    beside: dict[int, list[int]],
    frame: pd.DataFrame,
    context: Context,
) -> None:
    key = f"branches\n{context.file_key}"
    chosen = context.vocabulary.remembered("practice", key)
    if chosen in (OWN_ROW, LEAVE_OUT):
        _leave_out(
            table, list(beside), frame, "a branch's row: its practice's own counts, as answered", context
        )
    elif chosen == BRANCH_ROW:
        own = [at for rows in beside.values() for at in rows]
        _leave_out(table, own, frame, "the row of a branch counts for this practice, as answered", context)
    else:
        codes = _listed(branches[at] for at in beside)
        sentence = f"{codes}: a branch says otherwise than its practice's own row. Which row speaks for the practice?"
        _hold(table, list(beside), frame, (codes, sentence, [OWN_ROW, BRANCH_ROW], key), context)


def _settle_alone(
    table: Table, branches: dict[int, str], alone: list[int], frame: pd.DataFrame, context: Context
) -> None:
    key = f"lone branches\n{context.file_key}"
    chosen = context.vocabulary.remembered("practice", key)
    codes = _listed(branches[at] for at in alone)
    if chosen == LEAVE_OUT:
        _leave_out(table, alone, frame, "a branch's row: left out, as answered", context)
    elif chosen == BRANCH_ROW:
        context.draft.note(f"Counted for the practice that it is a branch of, as answered: {codes}.")
    else:
        sentence = (
            f"{codes}: a branch, and no row here is its practice's own. Does it speak for its practice?"
        )
        _hold(table, alone, frame, (codes, sentence, [BRANCH_ROW, LEAVE_OUT], key), context)


def _settle_people(table: Table, frame: pd.DataFrame, context: Context) -> None:
    """Rows of one practice that different people gave, or different sites, and that say different things."""
    rows = frame["respondent"].dropna()
    several = rows[rows.duplicated(keep=False)]
    several = several[~several.str.startswith("anonymous:")]
    if several.empty:
        return
    if context.vocabulary.remembered("practice", _people_key(context)) == COUNT_GPS:
        _count_gps(table, frame, context)
        return
    persons = [c for c in table.columns if tells_a_person(c, context) and table.distinct(c) > 1]
    if not persons:
        return
    subject = table.first("action")
    about = table.values(subject) if subject is not None else [None] * len(table.rows)
    sayings = _sayings(table, context)
    groups: dict[tuple[str, Any], list[int]] = {}
    for at, respondent in several.items():
        groups.setdefault((respondent, about[at]), []).append(at)
    names = {at: frozenset(_person(table, c, at) for c in persons) for at in several.index}
    differing = {
        whose: places
        for (whose, _), places in groups.items()
        if len({sayings[at] for at in places}) > 1 and len({names[at] for at in places}) > 1
    }
    if differing:
        _settle_differing_people(table, differing, frame, context)


def _settle_differing_people(
    table: Table, differing: dict[str, list[int]], frame: pd.DataFrame, context: Context
) -> None:
    places = [at for rows in differing.values() for at in rows]
    key = _people_key(context)
    chosen = context.vocabulary.remembered("practice", key)
    if chosen == LAST_ROW:
        return
    if chosen == FIRST_ROW:
        later = [at for rows in differing.values() for at in rows[1:]]
        _leave_out(table, later, frame, "a later row of its practice: the first counts, as answered", context)
    elif chosen in (EACH_GP, LEAVE_OUT):
        _leave_out(table, places, frame, "a GP's row, not a practice's, as answered", context)
    else:
        codes = _listed(whose.removeprefix("name:") for whose in differing)
        sentence = (
            f"{codes}: different people of one practice say different things here. Which row speaks for the practice, "
            "or does this file count GPs?"
        )
        choices = [LAST_ROW, FIRST_ROW, COUNT_GPS, EACH_GP]
        _hold(table, places, frame, (codes, sentence, choices, key), context)


def _people_key(context: Context) -> str:
    return f"people\n{context.file_key}"


def _count_gps(table: Table, frame: pd.DataFrame, context: Context) -> None:
    """Make each row that names somebody a reply of one GP, of no practice."""
    known = [bool(respondent) for respondent in frame["respondent"]]
    gps = [
        f"{OF_GPS}{table.sheet.name}:{row + 1}" if there else None
        for row, there in zip(table.rows, known, strict=True)
    ]
    for name, values in (("respondent", gps), ("practice", None), ("name", None)):
        frame[name] = pd.Series(values, index=frame.index, dtype=object)
    context.draft.note(f"Counted as GPs, not as practices, as answered: {sum(known):,} rows, one GP each.")


def of_gps(frame: pd.DataFrame) -> bool:
    """Whether the replies of a frame of respondents are GPs'."""
    first = frame["respondent"].first_valid_index()  # a table counts GPs in all of its rows or in none
    return first is not None and str(frame["respondent"][first]).startswith(OF_GPS)


def tells_a_person(column: Column, context: Context) -> bool:
    """Whether a column tells who of a practice, or which of its sites, gave the row."""
    if column.role in ("name", "practice_name"):
        return True
    spoken = column.role in (None, "ignore", "aside") and context.typed(column.heading).speaks_of("person")
    return spoken and not column.meaning and not action_of(column, context.vocabulary)


def _person(table: Table, column: Column, at: int) -> str:
    """'The Elm Surgery' and 'Elm Medical Centre' are one name: 'elm'."""
    value = table.values(column)[at]
    return " ".join(word for word in words_of(str(value or "")).split() if word not in _NO_NAME)


def _sayings(table: Table, context: Context) -> list[tuple[str, ...]]:
    """What each row says, whoever says it and when: of the columns that name actions or services, or head answers or
    steps, where there are any; else of all that may say something."""
    telling = [column for column in table.columns if column.role not in _SAYS_NOTHING]
    telling = [column for column in telling if _says_something(column, context)] or telling
    columns = [table.values(column) for column in telling]
    return [
        tuple(normalise(str(value or "")) for value in cells) for cells in zip(*columns, strict=True)
    ] or [()] * len(table.rows)


def _says_something(column: Column, context: Context) -> bool:
    if column.role is not None:
        return True
    words = context.vocabulary
    return bool(action_of(column, words)) or bool(typed(column.heading, words).service)


def _listed(codes: Iterable[str]) -> str:
    each = list(dict.fromkeys(codes))
    return ", ".join(each[:_FEW]) + (f" and {len(each) - _FEW} more" if len(each) > _FEW else "")


def _silence(frame: pd.DataFrame, places: Sequence[int]) -> None:
    for name in ("respondent", "practice", "name"):
        column = frame[name].to_numpy(dtype=object, copy=True)
        column[list(places)] = None
        frame[name] = pd.Series(column, dtype=object)


def _leave_out(table: Table, places: list[int], frame: pd.DataFrame, reason: str, context: Context) -> None:
    _silence(frame, places)
    for at in places:
        context.draft.leave_out_row(table.sheet, table.rows[at], reason, table.cols)


def _hold(
    table: Table,
    places: list[int],
    frame: pd.DataFrame,
    question: tuple[str, str, list[str], str],
    context: Context,
) -> None:
    """Let rows wait for an answer. question: its value, sentence, choices and key."""
    _silence(frame, places)
    value, sentence, choices, key = question
    rows = [table.rows[at] for at in places]
    place = {"sheet": table.sheet, "row": rows[0], "col": table.columns[0].index, "rows": len(rows)}
    context.draft.ask("practice", value, sentence, choices, key=key, **place)
    context.draft.assign(table.sheet, rows, table.cols, Fate.QUESTION)
