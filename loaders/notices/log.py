"""A log of notices: one row for each notice, or for each step that a notice took."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from loaders.draft import Fate
from loaders.evidence.contradictions import hold_notices
from loaders.fates import leave_out_column, leave_out_rows, settle
from loaders.kinds import Context
from loaders.notices.extended import settle_extended
from loaders.notices.facts import DATES, ROLES, Facts, note_rung, read_facts, settle_facts, stated_rung
from loaders.notices.marked_rows import refuse_marked
from loaders.notices.named_services import Named, frame_of, remarked
from loaders.notices.unread_columns import ask_what_unread_say, note_unread
from loaders.practices.networks import spread_networks
from loaders.practices.regions import regions_of
from loaders.practices.respondents import respondents_of
from loaders.tables.tables import Column, Table
from loaders.vocabulary.headings import OF_PRACTICES
from loaders.vocabulary.lookups import KEEP_AS_WRITTEN, LEAVE_OUT
from loaders.vocabulary.words import is_error

_FEW = 5  # repeats named in a note before the rest is counted
_WHO = (*OF_PRACTICES, "region")
COLUMNS = [
    *("region", "respondent", "practice", "name", "service", "status"),
    *DATES,
    *("scope", "note", "sheet", "row", "col"),
]


def load_log(table: Table, context: Context) -> None:
    """Add a row for each service that a row names, and account for every cell of the table."""
    draft, sheet = context.draft, table.sheet
    people = respondents_of(table, spread_networks(table, regions_of(table, context), context), context)
    live = [at for at, known in enumerate(people["respondent"].notna()) if known]
    facts = read_facts(table, live, context)
    facts.waiting |= ask_what_unread_say(table, live, context) | refuse_marked(table, live, context)
    services = _services(table, live, facts, context)
    loaded = services.loc[~services["at"].isin(facts.waiting | set(facts.left_out))]
    rung = stated_rung(table, context)
    if any(facts.status[at] is None for at in loaded["at"]):
        note_rung(rung, context)
    rows_found = settle_extended(notice_rows(table, people, facts, loaded, rung), table, context)
    rows_found = hold_notices(table, rows_found, context)
    note_repeats(rows_found, context)
    draft.add("notices", rows_found)

    cols = [column.index for column in table.columns]
    rows = [table.rows[at] for at in sorted(set(loaded["at"]))]
    settle_facts(table, rows, context)
    settle(draft, sheet, rows, [c.index for c in table.having("service")], Fate.ANSWER)
    for at, reason in facts.left_out.items():
        leave_out_rows(draft, sheet, [table.rows[at]], cols, reason)
    waiting = [table.rows[at] for at in sorted(set(live) - set(loaded["at"]))]
    note_unread(table, context)
    leave_out_others(table, context)
    settle(draft, sheet, waiting, cols, Fate.QUESTION)


def notice_rows(
    table: Table, people: pd.DataFrame, facts: Facts, services: pd.DataFrame, rung: str
) -> pd.DataFrame:
    """Frame of the store's notices from what was found: at (position in table.rows), service, col.

    found may bring status, scope, note and dates of its own, which count before those of the row; notes join.
    """
    at = services["at"].to_numpy(dtype=int)
    rows = people.iloc[at].reset_index(drop=True)
    rows["service"] = services["service"].to_numpy()
    for name, values in (("status", facts.status), ("scope", facts.scope), ("note", facts.note)):
        rows[name] = pd.Series([values[n] for n in at], dtype=object)
    for name in DATES:
        rows[name] = pd.Series([facts.dates[name][n] for n in at], dtype=object)
    for name in services.columns.intersection(["status", "scope", "note", *DATES]):
        own = services[name].reset_index(drop=True)
        both = rows["note"].notna() & own.notna() if name == "note" else None
        joined = own if both is None else own.where(~both, rows["note"] + "; " + own)
        rows[name] = joined.where(own.notna(), rows[name])
    rows["status"] = rows["status"].where(rows["status"].notna(), rung)
    rows["sheet"] = table.sheet.name
    rows["row"] = [table.rows[n] for n in at]
    rows["col"] = services["col"].to_numpy()
    return rows[COLUMNS]


def note_repeats(rows: pd.DataFrame, context: Context) -> None:
    """Say which practices stand several times for one service: with notices of their own, by scope and day of service,
    or twice with one and the same, of which the lower row counts."""
    notice = ["respondent", "service"]
    served = rows[rows["status"].isin(["served", "extended", "withdrawn", "resolved"])]
    lives = served[served["served_on"].notna()].drop_duplicates([*notice, "served_on", "scope"])
    several = lives.groupby(notice, sort=False).size()
    _note_rows(
        several[several > 1],
        "Several notices on one service, told apart by scope and day of service",
        context,
    )
    same = rows.groupby([*notice, "status", "scope", "served_on"], sort=False, dropna=False).size()
    same = same[same > 1].groupby(notice, sort=False).size()
    _note_rows(same, "Listed more than once, and the lower row counts", context)


def _note_rows(several: pd.Series, sentence: str, context: Context) -> None:
    label = context.vocabulary.label
    notes = [
        f"{respondent.removeprefix('name:')} for {label('service', service)}"
        for respondent, service in several.index[:_FEW]
    ]
    if notes:
        more = f" and {len(several) - _FEW} more" if len(several) > _FEW else ""
        context.draft.note(f"{sentence}: {'; '.join(notes)}{more}.")


def _services(table: Table, live: Sequence[int], facts: Facts, context: Context) -> pd.DataFrame:
    """at, service, col for every service that the live rows name for certain, and what is said beside its name."""
    services: list[Named] = []
    rows_named: set[int] = set()
    for column in table.having("service"):
        values = table.values(column)
        for at in live:
            text = str(values[at] or "").strip()
            if not text or is_error(text) or context.typed(text).silence:
                continue
            rows_named.add(at)
            if at not in facts.waiting:
                services += _services_at(table, at, column, text, context)
    _without_service(table, [at for at in live if at not in rows_named and at not in facts.left_out], context)
    certain = {each.at for each in services}
    for at in rows_named - certain - facts.waiting:
        if not _asked(table, at, context):
            facts.left_out.setdefault(at, "its service is left out by choice")
    return frame_of(table, services, context)


def _services_at(table: Table, at: int, column: Column, text: str, context: Context) -> list[Named]:
    """The services in a cell; a part that names none for certain is asked about."""
    services: dict[str, Named] = {}
    parts = context.vocabulary.service_parts(text)
    apart = [remarked(at, column, part, context) for part in parts] if len(parts) > 1 else []
    if apart and all(apart):
        return list({each.service: each for services_named in apart for each in services_named}.values())
    for part, match in context.vocabulary.services_in(text):
        services_named = [Named(at, match.id, column)] if match.id else remarked(at, column, part, context)
        for each in services_named:
            services.setdefault(each.service, each)
        if not services_named and not match.leave_out:
            ask_service(table, table.rows[at], column.index, part, match.suggestions, context)
    return list(services.values())


def ask_service(
    table: Table, row: int, col: int, text: str, suggestions: Sequence[str], context: Context, rows: int = 1
) -> None:
    """Ask which service a text names. row, col: of the sheet. rows: how many rows wait for the answer."""
    choices = [
        *dict.fromkeys((*suggestions, *context.vocabulary.known("service"))),
        KEEP_AS_WRITTEN,
        LEAVE_OUT,
    ]
    sentence = f"Which service is “{text.strip()}”?"
    context.draft.ask("service", text, sentence, choices, sheet=table.sheet, row=row, col=col, rows=rows)


def _asked(table: Table, at: int, context: Context) -> bool:
    fates = context.draft.fates[table.sheet.name][table.rows[at]]
    return any(fates[column.index] == Fate.QUESTION for column in table.having("service"))


def _without_service(table: Table, positions: Sequence[int], context: Context) -> None:
    """A row without a service: a problem if it says anything of a notice, else left out."""
    draft, sheet = context.draft, table.sheet
    column = table.first("service")
    cols = [each.index for each in table.columns]
    columns = [each.index for each in table.columns if each.role in ROLES]
    for at in positions:
        row = table.rows[at]
        if any(draft.fates[sheet.name][row, col] != Fate.BLANK for col in columns):
            reason = "No service is named; write which service the notice is on."
            value = sheet.value(row, column.index)
            draft.problem(sheet, row, column.index, column.heading, value, reason)
            settle(draft, sheet, [row], cols, Fate.PROBLEM)
        else:
            leave_out_rows(draft, sheet, [row], cols, "names no service and no date")


def leave_out_others(table: Table, context: Context) -> None:
    """Columns that say nothing of a notice."""
    for column in table.columns:
        if column.role not in (*ROLES, *_WHO, "service"):
            leave_out_column(context.draft, table, column, "not part of a notice")
