"""Rows in which a primary care network speaks for its practices, which the register of its region knows.

'North Cotswolds PCN (all practices)' is a row of each of them. Before anything else is read of the table such a row is
repeated, once for each practice, and its cell says the practice's code.
"""

from __future__ import annotations

import re
from typing import Any

from loaders.draft import Fate
from loaders.kinds import Context
from loaders.tables.tables import Column, Table
from loaders.vocabulary.headings import OF_PRACTICES
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.words import normalise, words_of

ALL_PRACTICES = "all practices of that network"
_NETWORK = re.compile(r"\b(?:pcn|primary care network)s?\b", re.IGNORECASE)
_CODE = re.compile(r"u\d{5}", re.IGNORECASE)
_MEMBERS = r"(?: of)?(?: the| our| its| \d+)*(?: member| constituent| pcn)*(?: practices?| surger(?:y|ies)| members?)?"
_FOR_ALL = re.compile(
    rf"\b(?:all|every|each|on behalf of(?: all)?)\b{_MEMBERS}(?: of| in)?(?: the)?\b", re.IGNORECASE
)


def spread_networks(table: Table, regions: list[str | None], context: Context) -> list[str | None]:
    """The regions by position, with the rows of networks repeated in the table for each of their practices.

    One that says that it speaks for all counts for all; any other waits for the answer to what it means. A network that
    no register knows is left as it stands.
    """
    columns = [column for role in OF_PRACTICES for column in table.having(role)]
    members: dict[int, list[str]] = {}
    for column in columns:
        networks = "pcn" in normalise(column.heading) or "network" in normalise(column.heading)
        texts = {text for text in table.unlike(column) if isinstance(text, str)}
        texts = texts if networks else _may_be_networks(texts)
        if texts:
            members |= _members(table, column, texts, regions, context)
    if not members:
        return regions
    return _spread(table, columns, members, regions)


def holds_networks(table: Table, column: Column, context: Context) -> bool:
    """Whether a column names a network whose practices a register knows."""
    words = context.vocabulary
    texts = [text for text in table.unlike(column) if isinstance(text, str)]
    return any(_practices_of(text, region, context) for text in texts for region in words.registered_regions)


def _may_be_networks(texts: set[str]) -> set[str]:
    together = "\n".join(texts)  # nearly no column names one: all of it is asked at once
    if not _NETWORK.search(together) and not _CODE.search(together):
        return set()
    return {text for text in texts if _NETWORK.search(text) or _CODE.fullmatch(text.strip())}


def _members(
    table: Table, column: Column, texts: set[str], regions: list[str | None], context: Context
) -> dict[int, list[str]]:
    """Codes of the practices by position, of the rows that count for all of them; the others wait or are left out."""
    members: dict[int, list[str]] = {}
    for at, (value, region) in enumerate(zip(table.values(column), regions, strict=True)):
        codes = _practices_of(value, region, context) if region and value in texts else []
        if not codes:
            continue
        key = f"{region}:{normalise(value)}"
        chosen = context.vocabulary.remembered("practice", key)
        if chosen == ALL_PRACTICES or (chosen is None and _FOR_ALL.search(_NETWORK.sub(" ", value))):
            context.draft.note(
                f"“{value}” counts for the {len(codes)} practices of that network: {', '.join(codes)}."
            )
            members[at] = codes
        elif chosen is None:
            sentence = f"“{value}” is a network of {', '.join(codes)}. Does the row count for all of these practices?"
            place = {"sheet": table.sheet, "row": table.rows[at], "col": column.index}
            context.draft.ask("practice", value, sentence, [ALL_PRACTICES, LEAVE_OUT], key=key, **place)
            context.draft.assign(table.sheet, table.rows[at], table.cols, Fate.QUESTION)
            regions[at] = None  # whoever reads the row passes it over
    return members


def _practices_of(text: str, region: str, context: Context) -> list[str]:
    """The practices of the network that a text names: by its code, or its name without 'PCN' and 'all practices'."""
    networks = context.vocabulary.networks(region)
    bare = words_of(_NETWORK.sub(" ", _FOR_ALL.sub(" ", text)))
    return networks.get(normalise(text)) or networks.get(bare) or []


def _spread(
    table: Table, columns: list[Column], members: dict[int, list[str]], regions: list[str | None]
) -> list[str | None]:
    times = [len(members.get(at, (None,))) for at in range(len(table.rows))]
    whose: dict[int, list[Any]] = {}
    for column in columns:
        values = table.values(column)
        first = column is columns[0]
        spread = [
            [code if first else None for code in members[at]] if at in members else [value]
            for at, value in enumerate(values)
        ]
        whose[column.index] = [value for each in spread for value in each]
    table.rows = [row for row, count in zip(table.rows, times, strict=True) for _ in range(count)]
    table.forget()
    for column in columns:
        table.put(column, whose[column.index])
    return [region for region, count in zip(regions, times, strict=True) for _ in range(count)]
