"""Notices: a log with a row per notice, or a matrix of practices by services.

A notice without a status is served. A row whose date cannot be read is still a notice: it loads without
that date, and the cell is a problem. A status that nobody knows waits for an answer with its whole row.
"""

from __future__ import annotations

from loaders.cells.typed import typed
from loaders.draft import Fate
from loaders.fates import settle_headings
from loaders.kinds import Context, Options
from loaders.notices.beside import apply_lines, weigh_evidence
from loaders.notices.days_elsewhere import list_days_elsewhere
from loaders.notices.fact_dates import STEP_HEADINGS
from loaders.notices.facts import DATES, STEP_ON
from loaders.notices.log import load_log
from loaders.notices.matrix import load_matrix
from loaders.notices.months import settle_months
from loaders.notices.painted_cells import painted_score
from loaders.notices.service_columns import Head, asked_of_service, looks_like_notices, service_columns
from loaders.practices.networks import holds_networks
from loaders.tables.columns import assign_roles, holds_services
from loaders.tables.tables import Column, Table
from loaders.texts.phrases import read_notice
from loaders.texts.quantities import read_quantity
from loaders.texts.service_headings import (
    is_numbered_service,
    is_of_notices,
    is_over_days_served,
    is_over_services,
    without_aside,
)
from loaders.vocabulary.headings import OF_PRACTICES
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import normalise


def score(table: Table, vocabulary: Vocabulary, options: Options) -> float:
    """How sure it is that each row is a notice, or a practice with a column per service."""
    assign_notice_roles(table, vocabulary)
    roles = {
        column.role
        for column in table.columns
        if not (column.role == "practice" and _counts(table, column, vocabulary))
    }
    if not roles.intersection((*OF_PRACTICES, "pcn")):
        return 0.0
    if not roles.intersection(OF_PRACTICES):
        return _score_of_networks(table, roles, vocabulary)
    if "service" in roles:
        return _score_of_log(table, roles)
    heads = [head for head in service_columns(table, vocabulary) if head.services]
    if not heads:
        # Where it was called notices, its services are asked about; but something must look like a notice.
        return 0.1 if options.kind == "notices" and _may_be_notices(table, vocabulary) else 0.0
    is_of_notices = looks_like_notices(table, heads, vocabulary)
    return 0.9 if is_of_notices else painted_score(table, heads, vocabulary) or 0.3


def _score_of_log(table: Table, roles: set[str | None]) -> float:
    """How sure it is of a table with a service a row: it may be one of services that practices offer."""
    if roles.intersection((*DATES, "status")):
        return 0.95
    numbered = all(is_numbered_service(column.heading) for column in table.having("service"))
    return 0.6 if not numbered or is_of_notices(f"{table.title}\n{table.sheet.name}") else 0.4


def _may_be_notices(table: Table, vocabulary: Vocabulary) -> bool:
    """Whether a column whose heading says nothing holds dates, ticks, crosses or steps."""
    unknown = (column for column in table.columns if column.role is None and not column.meaning)
    return any(looks_like_notices(table, [Head(column)], vocabulary) for column in unknown)


def assign_notice_roles(table: Table, vocabulary: Vocabulary) -> None:
    """As assign_roles; 'Date served (3 months' notice)' is 'Date served' as well."""
    assign_roles(table, "notices", vocabulary)
    for column in table.columns:
        if not column.meaning:
            column.role = _role_of(table, column, vocabulary)
    _service_by_contents(table, vocabulary)
    _status_by_contents(table, vocabulary)


def _role_of(table: Table, column: Column, vocabulary: Vocabulary) -> str | None:
    """The role that a heading has, or the rest of it without what stands in brackets; where it has none, the one that
    its words and what the column holds tell together."""
    role = column.role or _role_of_rest(column.heading, vocabulary)
    if role is None and is_over_days_served(column.heading) and holds_days(table, column):
        role = "served_on"
    if role in (*DATES, "service") and asked_of_service(column, vocabulary):
        return None  # a beginning alone was known: the service stands behind it
    if role is None and is_over_services(column.heading) and holds_services(table, column, vocabulary):
        return "service"
    return role


def _role_of_rest(heading: str, vocabulary: Vocabulary) -> str | None:
    rest = without_aside(heading)
    role = typed(rest, vocabulary).role("notices") if rest != heading else None
    return role if role in (*DATES, "service", "status", "scope", "notice_period") else None


def _service_by_contents(table: Table, vocabulary: Vocabulary) -> None:
    """In a table with dates or steps of notices, the one column that names services is the column of services, whatever
    heads it."""
    roles = {column.role for column in table.columns}
    if "service" in roles or not roles.intersection((*DATES, "status")):
        return
    naming = [
        column
        for column in table.columns
        if column.role is None and not column.meaning and holds_services(table, column, vocabulary)
    ]
    if len(naming) == 1 and not service_columns(table, vocabulary):
        naming[0].role = "service"


def _status_by_contents(table: Table, vocabulary: Vocabulary) -> None:
    """In a log of services without a column of steps, the one column that most of all names steps is that, whatever
    heads it."""
    roles = {column.role for column in table.columns}
    if "service" not in roles or "status" in roles:
        return
    naming = [
        column
        for column in table.columns
        if column.role is None and not column.meaning and _names_steps(table, column, vocabulary)
    ]
    if len(naming) == 1:
        naming[0].role = "status"


def _names_steps(table: Table, column: Column, vocabulary: Vocabulary) -> bool:
    """Whether most of the unlike texts of a column name a step that is no mere yes."""
    texts = [value for value in table.counts(column) if isinstance(value, str)]
    naming = [text for text in texts if typed(text).tick is None and read_notice(text, vocabulary).status]
    return len(naming) > 1 and 2 * len(naming) > len(texts)


def holds_days(table: Table, column: Column) -> bool:
    """Whether a column holds days, and nothing that is none."""
    read = [typed(value).written for value, _ in table.common(column)]
    return any(each.moment or each.parts for each in read) and all(each.reason is None for each in read)


def _score_of_networks(table: Table, roles: set[str | None], vocabulary: Vocabulary) -> float:
    """Notices by primary care network are known for what they are, so that each can be said not to count."""
    if "service" in roles:
        return 0.6 if roles.intersection((*DATES, "status")) else 0.0
    heads = [head for head in service_columns(table, vocabulary) if head.services]
    return 0.55 if heads and looks_like_notices(table, heads, vocabulary) else 0.0


def _refuse_networks(table: Table, context: Context) -> None:
    """A notice is counted by practice: what a network is said to have served is a problem, row by row."""
    column = table.first("pcn")
    for row, value in zip(table.rows, table.values(column), strict=True):
        subject = f"“{str(value).strip()}” is a primary care network" if value else "No practice is named"
        reason = (
            f"{subject}; notices are counted by practice: write a row for each practice, with its ODS code."
        )
        context.draft.problem(table.sheet, row, column.index, column.heading, value, reason)
        context.draft.assign(table.sheet, row, table.cols, Fate.PROBLEM)


def _counts(table: Table, column: Column, vocabulary: Vocabulary) -> bool:
    """'Practices' may head a column of practices or of how many there are, in figures or in words."""
    texts = [str(value) for value in table.values(column)[:200] if value is not None]
    return 2 * sum(_is_count(text, vocabulary) for text in texts) > len(texts)


def _is_count(text: str, vocabulary: Vocabulary) -> bool:
    if typed(text).codes:
        return False
    known = vocabulary.qualifier(text).id is not None or read_quantity(text, vocabulary).figure
    return known or any(c.isdigit() for c in text)


def load(table: Table, context: Context) -> None:
    """Rows of the store's table notices, one for each row (or cell of a matrix) and service."""
    assign_notice_roles(table, context.vocabulary)
    settle_headings(context.draft, table)
    if (networks := table.first("pcn")) and not any(table.having(role) for role in OF_PRACTICES):
        if not holds_networks(table, networks, context):
            _refuse_networks(table, context)
            return
        networks.role = "practice"
    if not any(holds_days(table, column) for column in table.having("served_on")):
        for column in table.columns:
            if column.role is None and normalise(column.heading) in STEP_HEADINGS:
                column.role = STEP_ON
    remarks = weigh_evidence(table, context)
    if not table.rows:
        return
    settle_months(table, context)
    before = len(context.draft.rows.get("notices", ()))
    if table.first("service") is not None:
        load_log(table, context)
    else:
        load_matrix(table, context)
    apply_lines(remarks, before, context)
    added = context.draft.rows.get("notices", [])[before:]
    if added and all(frame[name].isna().all() for frame in added for name in DATES):
        list_days_elsewhere(table, context)
