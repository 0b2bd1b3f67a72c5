"""Notices whose status says extended, without a day that they are extended to: is the day of effect beside it that day,
or the one before?"""

from __future__ import annotations

import pandas as pd

from loaders.kinds import Context
from loaders.tables.tables import Table

AFTER = "the day that the notice is extended to"
BEFORE = "the day before the extension: from when it now takes effect is not known"
_NOTICE = ["respondent", "service"]


def settle_extended(rows: pd.DataFrame, table: Table, context: Context) -> pd.DataFrame:
    """The rows without those days of effect, until somebody says that they are the days extended to.

    A row of the same notice with an earlier day shows it: the later one took its place.
    """
    effective = pd.to_datetime(rows["effective_on"])
    unclear = (rows["status"] == "extended") & rows["extended_to"].isna() & effective.notna()
    if not unclear.any():
        return rows
    earliest = effective.groupby([rows[name] for name in _NOTICE]).transform("min")
    unclear &= effective <= earliest
    choice = _choice(table, context) if unclear.any() else AFTER
    if choice == AFTER:
        return rows
    if choice is None:
        _ask(rows[unclear], table, context)
    rows.loc[unclear, "effective_on"] = None
    return rows


def _choice(table: Table, context: Context) -> str | None:
    """What the day beside is; where days of extension have a column of their own, the one before."""
    return BEFORE if table.first("extended_to") else context.vocabulary.remembered("status", _key(context))


def _key(context: Context) -> str:
    return f"extended\n{context.file_key}"


def _ask(rows: pd.DataFrame, table: Table, context: Context) -> None:
    column = table.first("status") or table.first("effective_on") or table.columns[0]
    day = pd.to_datetime(rows["effective_on"]).iloc[0]
    heading = table.first("effective_on")
    where = f" under “{heading.heading}”" if heading else ""
    for row in rows["row"]:
        context.draft.ask(
            "status",
            "Extended",
            f"Some notices are extended, and no day says to when. Is the day{where}, such as {day:%d/%m/%Y}, the one "
            "that they are extended to?",
            [AFTER, BEFORE],
            key=_key(context),
            sheet=table.sheet,
            row=int(row),
            col=column.index,
        )
