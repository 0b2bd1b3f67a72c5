"""Registers of practices: NHS files of all England, and an LMC's own list of its practices.

A practice of a national file gets its region from its sub-ICB location (region_areas); one in no region
that is known loads without. A list that is not national needs a region as any other table does.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from loaders.cells.codes import is_gp_practice
from loaders.draft import Fate
from loaders.fates import leave_out_columns, leave_out_rows, settle, settle_headings
from loaders.kinds import Context, Options
from loaders.practices.list_regions import list_regions
from loaders.practices.regions import regions_of
from loaders.practices.register_codes import (
    codes_by_name,
    codes_of,
    lowest_of_each,
    refuse_without_codes,
    report_without_code,
)
from loaders.practices.register_fields import (
    Fields,
    code_and_name,
    fields_of,
    is_epraccur,
    whole,
)
from loaders.practices.register_states import (
    BRANCH,
    State,
    holds_states,
    note_closed,
    open_and_closed_on,
    states_of,
)
from loaders.practices.register_values import as_of, assign_register_roles, ended, list_sizes
from loaders.queries import query
from loaders.reading.sheets import letters
from loaders.tables.columns import holds_services
from loaders.tables.tables import Table
from loaders.vocabulary.vocabulary import Vocabulary

_COLUMNS = [
    *("practice", "name", "region", "icb", "sub_icb", "pcn", "pcn_name", "postcode", "list_size", "open"),
    *("closed_on", "as_of", "sheet", "row"),
]
# Columns that a list of practices may have besides: whom to ring says nothing of what else the list could be.
_BESIDE = ("region", "note", "comment", "icb_name", "opened_on", "email", "name", "ignore")
_TEXTS = ("name", "icb", "sub_icb", "pcn", "pcn_name", "postcode")


def score(table: Table, vocabulary: Vocabulary, options: Options) -> float:
    """How sure it is that each row is a practice and nothing else."""
    if is_epraccur(table, vocabulary):
        return 1.0
    assign_register_roles(table, vocabulary)
    fields = fields_of(table, vocabulary)
    if fields is None:
        return 0.0
    if fields.national:
        return 1.0
    if "open" in fields.columns and not holds_states(table, fields.columns["open"], vocabulary):
        del fields.columns["open"]
    several, share = len({column.index for column in fields.columns.values()}) >= 2, _known(table, fields)
    if fields.by_name:
        return 0.3 if options.kind or (several and share > 0.6) else 0.0
    sure = 0.85 * share if several and share > 0.6 else 0.3
    telling = any(c.role is None and holds_services(table, c, vocabulary) for c in table.columns)
    return min(sure, 0.4) if telling else sure  # a practice's row that names services may tell of its notices


def _known(table: Table, fields: Fields) -> float:
    """The share of the columns that are a field of a register or stand beside one."""
    beside = {column.index for column in table.columns if column.role in _BESIDE}
    return len(beside | {column.index for column in fields.used()}) / len(table.columns)


def load(table: Table, context: Context) -> None:
    """Rows of the store's table practices, one for each ODS code."""
    assign_register_roles(table, context.vocabulary)
    draft, sheet = context.draft, table.sheet
    settle_headings(draft, table)
    fields = fields_of(table, context.vocabulary)
    if fields is None:
        refuse_without_codes(table, context)
        return
    positions = _gp_practices(table, fields, context)
    regions = _regions(table, fields, positions, context) if fields.by_name else None
    codes = codes_by_name(table, fields, regions, context) if regions else codes_of(table, fields)
    known = [at for at in positions if codes[at]]
    if not regions:
        report_without_code(table, fields, [at for at in positions if not codes[at]], context)
    states = states_of(table, fields, known, codes, context)
    known = _practices_alone(table, known, states, context)
    known = lowest_of_each(table, fields, known, codes, context)
    regions = regions or _regions(table, fields, known, context)
    frame, known = _frame(table, fields, known, codes, regions, states, context)
    if not fields.national:
        note_closed(states, known, codes, context.received_at.date(), context)
    draft.add("practices", frame)
    cols = [column.index for column in [*fields.used(), *table.having("region")]]
    settle(draft, sheet, [table.rows[at] for at in known], cols, Fate.ANSWER)
    others = [column for column in table.columns if column.index not in cols]
    names = ", ".join(column.heading or letters(column.index) for column in others)
    leave_out_columns(draft, table, others, f"columns that a register does not keep: {names}")


def _frame(
    table: Table,
    fields: Fields,
    known: list[int],
    codes: Sequence[str | None],
    regions: list[str | None],
    states: dict[int, State],
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
    frame["list_size"] = pd.array(list_sizes(table, fields, known, context), dtype="Int64")
    opened, closed_on = open_and_closed_on(states, known, context.received_at.date())
    frame["open"] = pd.array(opened, dtype="boolean")
    frame["closed_on"] = pd.Series(closed_on, dtype=object)
    frame["as_of"] = as_of(table, fields, known, context)
    frame["sheet"] = table.sheet.name
    frame["row"] = [table.rows[at] for at in known]
    return frame, known


def _practices_alone(table: Table, known: list[int], states: dict[int, State], context: Context) -> list[int]:
    """The rows that are a practice of their own; branches, and what somebody chose to, are left out."""
    for at in known:
        if at in states and states[at].kind == BRANCH:
            reason = f"no practice of its own: {states[at].text or 'a branch'}"
            leave_out_rows(
                context.draft, table.sheet, [table.rows[at]], [c.index for c in table.columns], reason
            )
    return [at for at in known if at not in states or states[at].kind != BRANCH]


def _gp_practices(table: Table, fields: Fields, context: Context) -> list[int]:
    """Positions of the rows that are a GP practice as a whole; the others are left out, a line a reason."""
    keep = np.ones(len(table.rows), dtype=bool)
    cols = [column.index for column in table.columns]
    if fields.setting is not None:
        settings = table.values(fields.setting)
        fits = {v: is_gp_practice(str(v or "").strip()) for v in set(settings)}
        keep &= np.array([fits[value] for value in settings])
        rows = [row for row, kept in zip(table.rows, keep, strict=True) if not kept]
        reason = "not a GP practice: its prescribing setting is neither 4 nor RO76"
        leave_out_rows(context.draft, table.sheet, rows, cols, reason)
    if "left_network_on" in fields.columns:
        left = ended(table, fields.columns["left_network_on"], context)
        rows = [table.rows[at] for at in left if keep[at]]
        leave_out_rows(context.draft, table.sheet, rows, cols, "the practice has left this network")
        keep[left] = False
    for heading, column in fields.wanted.items():
        values = table.values(column)
        fits = {value: whole(heading, value) for value in set(values)}
        parts = keep & ~np.array([fits[value] for value in values])
        rows = [table.rows[at] for at in np.flatnonzero(parts)]
        leave_out_rows(context.draft, table.sheet, rows, cols, f"a part of a practice's list: {heading}")
        keep &= ~parts
    return np.flatnonzero(keep).tolist()


def _regions(table: Table, fields: Fields, known: list[int], context: Context) -> list[str | None]:
    """Region ids by position: by sub-ICB location, or as for any table."""
    region = context.options.region or table.first("region")
    if "sub_icb" in fields.columns and (fields.national or not region):
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
            return list_regions(table, _of_known(regions, known), context)
    return list_regions(table, _of_known(regions_of(table, context, by_icb=False), known), context)


def _of_known(regions: list[str | None], known: list[int]) -> list[str | None]:
    """The regions of rows that are a practice: a branch or a second row tells nothing of whose list it is."""
    practices = set(known)
    return [region if at in practices else None for at, region in enumerate(regions)]
