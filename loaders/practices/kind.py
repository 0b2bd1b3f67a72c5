"""Registers of practices: NHS files of all England, and an LMC's own list of its practices.

A practice of a national file gets its region from its sub-ICB location (region_areas); one in no region
that is known loads without. A list that is not national needs a region as any other table does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

import numpy as np
import pandas as pd

from loaders.dates.dates import read_dates
from loaders.dates.named_months import month_in
from loaders.draft import Fate
from loaders.fates import leave_out_columns, leave_out_rows, settle, settle_headings
from loaders.kinds import Context, Options
from loaders.practices.regions import regions_of
from loaders.practices.register_fields import (
    GP_PRACTICE,
    Fields,
    code_and_name,
    fields_of,
    holds_open_words,
    is_epraccur,
    open_word,
    whole,
)
from loaders.practices.respondents import identify
from loaders.practices.who import Who
from loaders.queries import query
from loaders.reading.sheets import letters
from loaders.tables.columns import assign_roles, names_services
from loaders.tables.tables import Column, Table
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import normalise

_COLUMNS = [
    *("practice", "name", "region", "icb", "sub_icb", "pcn", "pcn_name", "postcode", "list_size", "open"),
    *("as_of", "sheet", "row"),
]
# Columns that a list of practices may have besides: whom to ring says nothing of what else the list could be.
_BESIDE = ("region", "note", "comment", "icb_name", "opened_on", "email", "name", "ignore")
_SIZE = re.compile(r"\d+|\d{1,3}(?:[, ]\d{3})+")
_TEXTS = ("name", "icb", "sub_icb", "pcn", "pcn_name", "postcode")
_DATED = re.compile(
    r"(?P<what>.+?)[\s,:–-]*[(\[]?\s*\b(?:(?:as\s+)?(?:at|of|on|in)\s+)?"
    r"(?P<when>(?:\d|[A-Z][a-z]{2,8} )[^()\[\]]*)[)\]]?"
)
_MONTH_IN_NAME = re.compile(r"(?<!\d)(20\d\d)[-_ ]?(0[1-9]|1[0-2])(?!\d)")


def score(table: Table, vocabulary: Vocabulary, options: Options) -> float:
    """How sure it is that each row is a practice and nothing else."""
    if is_epraccur(table):
        return 1.0
    assign_register_roles(table, vocabulary)
    fields = fields_of(table)
    if fields is None:
        return 0.0
    if fields.national:
        return 1.0
    if "open" in fields.columns and not holds_open_words(table, fields.columns["open"]):
        del fields.columns["open"]
    telling = any(c.role is None and names_services(table, c, vocabulary) for c in table.columns)
    known = {column.index for column in fields.used()}
    known |= {c.index for c in table.columns if c.role in _BESIDE}
    share = len(known) / len(table.columns)
    several = len({column.index for column in fields.columns.values()}) >= 2
    if fields.by_name:
        return 0.3 if options.kind or (several and share > 0.6) else 0.0
    sure = 0.85 * share if several and share > 0.6 else 0.3
    return min(sure, 0.4) if telling else sure  # a practice's row that names services may tell of its notices


def load(table: Table, context: Context) -> None:
    """Rows of the store's table practices, one for each ODS code."""
    assign_register_roles(table, context.vocabulary)
    draft, sheet = context.draft, table.sheet
    settle_headings(draft, table)
    fields = fields_of(table)
    if fields is None:
        _no_codes(table, context)
        return
    positions = _gp_practices(table, fields, context)
    regions = _regions(table, fields, positions, context) if fields.by_name else None
    codes = _named_codes(table, fields, regions, context) if regions else _codes(table, fields)
    known = [at for at in positions if codes[at]]
    if not regions:
        _report_codes(table, fields, [at for at in positions if not codes[at]], context)
    known = _latest(table, known, codes, context)
    regions = regions or _regions(table, fields, known, context)
    frame, known = _frame(table, fields, known, codes, regions, context)
    draft.add("practices", frame)
    cols = [column.index for column in [*fields.used(), *table.having("region")]]
    settle(draft, sheet, [table.rows[at] for at in known], cols, Fate.ANSWER)
    others = [column for column in table.columns if column.index not in cols]
    names = ", ".join(column.heading or letters(column.index) for column in others)
    leave_out_columns(draft, table, others, f"columns that a register does not keep: {names}")


def assign_register_roles(table: Table, vocabulary: Vocabulary) -> None:
    """As assign_roles; 'List size (Oct 2024)' and 'Patients at 1 October 2024' are list sizes of that time."""
    assign_roles(table, "practices", vocabulary)
    for column in table.columns:
        dated = _DATED.fullmatch(column.heading) if column.role is None and not column.meaning else None
        if dated and _when(dated["when"]) and vocabulary.heading(dated["what"], "practices") == "list_size":
            column.role = "list_size"


def _when(text: str) -> str | None:
    """The day or the month that a text is, in ISO form; None for anything else."""
    read = read_dates([text])
    if read.moments[0] is not None:
        return read.moments[0].date().isoformat()
    month = month_in(text)
    return f"{month[0]}-{month[1]:02}" if month and month[0] else None


def _frame(
    table: Table,
    fields: Fields,
    known: list[int],
    codes: Sequence[str | None],
    regions: list[str | None],
    context: Context,
) -> tuple[pd.DataFrame, list[int]]:
    """The rows of the store, and the positions that they come from (a row may still wait for its region)."""
    known = [at for at in known if fields.national or regions[at]]
    columns = {"practice": [codes[at] for at in known], "region": [regions[at] for at in known]}
    for name in _TEXTS:
        if name in fields.columns:
            values = table.values(fields.columns[name])
            columns[name] = [
                str(values[at]).strip() or None if values[at] is not None else None for at in known
            ]
    if fields.columns.get("name") is fields.columns["practice"] and not fields.by_name:
        columns["name"] = [code_and_name(text)[1] for text in columns["name"]]
    frame = pd.DataFrame(columns, dtype=object).reindex(columns=_COLUMNS)
    frame["list_size"] = pd.array(_list_sizes(table, fields, known, context), dtype="Int64")
    frame["open"] = pd.array(_open(table, fields, known, context), dtype="boolean")
    frame["as_of"] = _as_of(table, fields, known, context)
    frame["sheet"] = table.sheet.name
    frame["row"] = [table.rows[at] for at in known]
    return frame, known


def _gp_practices(table: Table, fields: Fields, context: Context) -> list[int]:
    """Positions of the rows that are a GP practice as a whole; the others are left out, a line a reason."""
    keep = np.ones(len(table.rows), dtype=bool)
    cols = [column.index for column in table.columns]
    if fields.setting is not None:
        settings = table.values(fields.setting)
        fits = {v: bool(GP_PRACTICE.search(str(v or "").strip())) for v in set(settings)}
        keep &= np.array([fits[value] for value in settings])
        rows = [row for row, kept in zip(table.rows, keep, strict=True) if not kept]
        reason = "not a GP practice: its prescribing setting is neither 4 nor RO76"
        leave_out_rows(context.draft, table.sheet, rows, cols, reason)
    for heading, column in fields.wanted.items():
        values = table.values(column)
        fits = {value: whole(heading, value) for value in set(values)}
        parts = keep & ~np.array([fits[value] for value in values])
        rows = [table.rows[at] for at in np.flatnonzero(parts)]
        leave_out_rows(context.draft, table.sheet, rows, cols, f"a part of a practice's list: {heading}")
        keep &= ~parts
    return np.flatnonzero(keep).tolist()


def _codes(table: Table, fields: Fields) -> list[str | None]:
    """ODS codes by position; None where the cell holds none."""
    return [code_and_name(value)[0] for value in table.values(fields.columns["practice"])]


def _named_codes(
    table: Table, fields: Fields, regions: list[str | None], context: Context
) -> list[str | None]:
    """ODS codes by position, of the practices that a list known before calls so, whatever else this one adds. A
    name that it does not have is asked about; without such a list there is nothing that a name could mean."""
    column = fields.columns["practice"]
    codes: list[str | None] = [None] * len(table.rows)
    for at, (row, value, region) in enumerate(zip(table.rows, table.values(column), regions, strict=True)):
        if region is None:
            continue
        if not context.vocabulary.has_register(region):
            label = context.vocabulary.label("region", region)
            reason = (
                f"No list of the practices of {label} says whose name this is; add a column of ODS codes."
            )
            context.draft.problem(table.sheet, row, column.index, column.heading, value, reason)
            settle(context.draft, table.sheet, [row], [c.index for c in table.columns], Fate.PROBLEM)
            continue
        who = identify(table, row, column.index, str(value or ""), region, context)
        codes[at] = who.practice
        if who.practice is None:
            _pass_over(table, row, column, who, context)
    return codes


def _pass_over(table: Table, row: int, column: Column, who: Who, context: Context) -> None:
    """The fate of a row whose practice is not known, all along; its line is written unless there is none yet."""
    fates = {"left out": Fate.LEFT_OUT, "question": Fate.QUESTION}
    if not who.kind:
        reason = "A list of practices keeps practices by their ODS codes, and this one has none."
        context.draft.problem(table.sheet, row, column.index, column.heading, who.name, reason)
    fate = fates.get(who.kind, Fate.PROBLEM)
    settle(context.draft, table.sheet, [row], [c.index for c in table.columns], fate)


def _report_codes(table: Table, fields: Fields, positions: list[int], context: Context) -> None:
    """In a national file a code of another shape is another country's; in an LMC's list it is a mistake."""
    draft, sheet = context.draft, table.sheet
    cols = [column.index for column in table.columns]
    column = fields.columns["practice"]
    if fields.national:
        rows = [table.rows[at] for at in positions]
        leave_out_rows(draft, sheet, rows, cols, "its code is not that of a practice in England")
        return
    for at in positions:
        value = table.values(column)[at]
        said = f"“{value}” is not an ODS code" if value is not None else "No ODS code in this row"
        reason = f"{said}; write a letter and five digits, such as L84003."
        draft.problem(sheet, table.rows[at], column.index, column.heading, value, reason)
        settle(draft, sheet, [table.rows[at]], cols, Fate.PROBLEM)


def _latest(table: Table, known: list[int], codes: Sequence[str | None], context: Context) -> list[int]:
    """The lowest row of each code; those above it are left out."""
    last = {codes[at]: at for at in known}
    again = [table.rows[at] for at in known if last[codes[at]] != at]
    cols = [column.index for column in table.columns]
    leave_out_rows(context.draft, table.sheet, again, cols, "the same code stands again further down")
    return [at for at in known if last[codes[at]] == at]


def _regions(table: Table, fields: Fields, known: list[int], context: Context) -> list[str | None]:
    """Region ids by position: by sub-ICB location, or as for any table."""
    named = context.options.region or table.first("region")
    if "sub_icb" in fields.columns and (fields.national or not named):
        areas = dict(context.vocabulary.snapshot.rows(query("regions_of_areas")))
        values = table.values(fields.columns["sub_icb"])
        regions = [areas.get(str(value or "").strip().upper()) for value in values]
        if fields.national:
            if context.options.region:
                context.draft.note(
                    "The register gives each practice's own region; the region named was not used."
                )
            return regions
        if all(regions[at] for at in known):
            return regions
    return regions_of(table, context)


def _list_sizes(table: Table, fields: Fields, known: list[int], context: Context) -> list[int | None]:
    column = fields.columns.get("list_size")
    if column is None:
        return [None] * len(known)
    sizes: list[int | None] = []
    for at in known:
        value = table.values(column)[at]
        text = str(value).strip().removesuffix(".0") if value is not None else ""
        known_size = _SIZE.fullmatch(text)
        sizes.append(int(re.sub(r"[, ]", "", text)) if known_size else None)
        if normalise(text) and not known_size:
            _problem(table, at, column, "This is not a number of patients; write a whole number.", context)
    return sizes


def _open(table: Table, fields: Fields, known: list[int], context: Context) -> list[bool | None]:
    """Open or closed; a practice in a national list of patients was open on its day. None: not said."""
    column = fields.columns.get("open")
    if column is None:
        return _not_closed(table, fields, known, context)
    words = {v: open_word(v) if v is not None else None for v in set(table.values(column))}
    values = table.values(column)
    for at in known:
        if words[values[at]] is None and values[at] is not None and normalise(str(values[at])):
            _problem(
                table, at, column, f"“{values[at]}” is neither open nor closed; write one of them.", context
            )
    return [words[values[at]] for at in known]


def _not_closed(table: Table, fields: Fields, known: list[int], context: Context) -> list[bool | None]:
    column = fields.columns.get("closed_on")
    if column is None:
        return [True if fields.national else None] * len(known)
    closed = read_dates(table.values(column)).moments
    return [closed[at] > context.received_at if closed[at] else True for at in known]


def _as_of(table: Table, fields: Fields, known: list[int], context: Context) -> list[str | None]:
    """The day or month that a row holds for: by a column, by the heading of the list sizes, else by the file's
    name, else unknown."""
    column = fields.columns.get("as_of")
    if column is not None:
        read = read_dates(table.values(column))
        return [
            day.isoformat() if (day := moment and moment.date()) else read.periods.get(at)
            for at in known
            for moment in (read.moments[at],)
        ]
    sizes = fields.columns.get("list_size")
    dated = _DATED.fullmatch(sizes.heading) if sizes else None
    if dated and (when := _when(dated["when"])):
        return [when] * len(known)
    found = _MONTH_IN_NAME.search(PurePath(context.draft.file).stem)
    return [f"{found[1]}-{found[2]}" if found else None] * len(known)


def _no_codes(table: Table, context: Context) -> None:
    row = table.heading_rows[-1] if table.heading_rows else table.rows[0]
    reason = (
        "A register needs a column of ODS codes (a letter and five digits); add it and load the file again."
    )
    context.draft.problem(table.sheet, row, table.columns[0].index, table.columns[0].heading, None, reason)
    cols = [column.index for column in table.columns]
    settle(context.draft, table.sheet, table.rows, cols, Fate.PROBLEM)


def _problem(table: Table, at: int, column: Column, reason: str, context: Context) -> None:
    value = table.values(column)[at]
    context.draft.problem(table.sheet, table.rows[at], column.index, column.heading, value, reason)
