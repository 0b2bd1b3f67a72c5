"""Whose row speaks for a practice, where several do: its own or a branch's, and of several people which one's.

A branch's reply is not its practice's, and what two people of a practice say is no correction of one by the other. Rows
that say the same are told of; those that differ are asked about, once a file.
"""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from loaders.draft import Fate
from loaders.kinds import Context
from loaders.practices.who import branch_in
from loaders.tables.tables import Column, Table
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.marks import mark
from loaders.vocabulary.words import words_of

OWN_ROW = "the practice's own row counts, not the branch's"
BRANCH_ROW = "the branch's row counts for its practice"
LAST_ROW = "the latest row of each practice speaks for it"
FIRST_ROW = "the first row of each practice speaks for it"
EACH_GP = "each row is one GP, who is no practice: leave these rows out"
_WHOSE = ("practice_code", "practice", "practice_name")
_SAYS_NOTHING = (
    *_WHOSE,
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
_A_PERSON = re.compile(r"\b(?:role|job|position|capacity|gp|partner|doctor|clinician)\b", re.IGNORECASE)
_NO_NAME = frozenset(
    ("the", "surgery", "practice", "medical", "centre", "center", "health", "group", "dr", "drs", "and")
)
_FEW = 4  # practices named in a question before the rest is counted


def settle_voices(table: Table, columns: list[Column], frame: pd.DataFrame, context: Context) -> None:
    """Take from the frame of respondents (respondent, practice and name become None) the rows that do not speak for
    their practice, or of which nobody knows: each has its line or question, and all its cells their fate."""
    branches = _branches(table, columns, frame) | _marked_branches(table, frame, context)
    if branches:
        _settle_branches(table, branches, frame, context)
    if context.draft.kind == "survey":
        _settle_people(table, frame, context)


def _branches(table: Table, columns: list[Column], frame: pd.DataFrame) -> dict[int, str]:
    """The branch's code by position, of the rows that name a branch by its code or call their site one."""
    known = frame["practice"].tolist()
    found: dict[int, str] = {}
    for column in columns:
        texts = {value: branch_in(value) for value in table.unlike(column) if isinstance(value, str)}
        if not any(texts.values()):
            continue
        for at, value in enumerate(table.values(column)):
            if known[at] and texts.get(value):
                found[at] = texts[value]
    return found


def _marked_branches(table: Table, frame: pd.DataFrame, context: Context) -> dict[int, str]:
    """The rows that a column such as 'Branch?' or 'Main or branch' marks as a branch's, by position."""
    found: dict[int, str] = {}
    for column in table.columns:
        if column.role not in (None, "ignore", "aside") or "branch" not in words_of(column.heading).split():
            continue
        marked = [
            mark(value) or "branch" in words_of(str(value or "")).split() for value in table.values(column)
        ]
        if not any(marked):
            continue
        column.role = "ignore"
        context.draft.mark(table.sheet, table.rows, column.index, Fate.LABEL)
        for at, practice in enumerate(frame["practice"].tolist()):
            if practice and marked[at]:
                found[at] = f"{practice} (branch)"
    return found


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
