"""Services as cells name them, with what stands beside: 'Spirometry (new only)', 'ECGs - withdrawn 12/01/2025'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from loaders.cells.typed import typed
from loaders.dates.table_dates import DateCells, read_table_dates
from loaders.kinds import Context
from loaders.tables.tables import Column, Table
from loaders.texts.phrases import DATES, Said
from loaders.vocabulary.vocabulary import Vocabulary

_REMARK = re.compile(
    r"(?P<name>.+?)\s*(?:\((?P<inside>[^()]+)\)|\s[-–—]\s(?P<after>.+)|:\s(?P<told>.+))\s*", re.DOTALL
)
_STATUS_OF = {"extended_to": "extended", "withdrawn_on": "withdrawn", "resolved_on": "resolved"}


@dataclass
class Named:
    """A service named at a position of table.rows in a column, with what is said beside its name."""

    at: int
    service: str
    column: Column
    said: Said = field(default_factory=Said)


def with_remark(text: str, vocabulary: Vocabulary) -> tuple[tuple[str, ...], Said] | None:
    """The services and the remark of a text, where both are certain."""
    remark = _REMARK.fullmatch(text.strip())
    statement = (
        typed(remark["inside"] or remark["after"] or remark["told"], vocabulary).notice if remark else None
    )
    if statement is None or statement.period or statement.note:
        return None
    services = [match.id for match in typed(remark["name"], vocabulary).services]
    return (tuple(services), statement) if all(services) else None


def remarked(at: int, column: Column, text: str, context: Context) -> list[Named]:
    """The services of a text with a remark beside them; empty where either is not certain."""
    services, statement = with_remark(text, context.vocabulary) or ((), Said())
    return [Named(at, service, column, statement) for service in services]


def frame_of(table: Table, services: Sequence[Named], context: Context) -> pd.DataFrame:
    """at, service, col and, where remarks say so, status, scope and dates. All dates of a column are read together."""
    rows = [{"at": each.at, "service": each.service, "col": each.column.index} for each in services]
    columns = {each.column.index: each.column for each in services if each.said.dates}
    for index, column in columns.items():
        places = [
            (number, role or "effective_on", text)
            for number, each in enumerate(services)
            if each.column.index == index
            for role, text in each.said.dates
        ]
        cells = [(table.rows[services[number].at], index) for number, _, _ in places]
        read = read_table_dates(
            table.sheet, [DateCells(column.heading, [text for _, _, text in places], cells)], context
        )[0]
        for (number, role, _), day in zip(places, read.dates, strict=True):
            rows[number][role] = day
            rows[number].setdefault("status", _STATUS_OF.get(role))
    for row, each in zip(rows, services, strict=True):
        row["status"] = each.said.status or row.get("status")
        row["scope"] = each.said.scope
    own = ("status", "scope", *DATES)
    return pd.DataFrame(rows, columns=["at", "service", "col", *own]).astype(dict.fromkeys(own, object))
