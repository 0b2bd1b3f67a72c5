"""Notices: a log with a row per notice, or a matrix of practices by services.

A notice without a status is served. A row whose date cannot be read is still a notice: it loads without
that date, and the cell is a problem. A status that nobody knows waits for an answer with its whole row.
"""

from __future__ import annotations

from loaders.fates import settle_headings
from loaders.kinds import Context, Options
from loaders.notices.facts import DATES, STEP_ON
from loaders.notices.log import load_log
from loaders.notices.matrix import load_matrix
from loaders.notices.service_columns import looks_like_notices, service_columns
from loaders.tables.columns import assign_roles
from loaders.tables.tables import Column, Table
from loaders.vocabulary.vocabulary import ODS_CODE, Vocabulary
from loaders.vocabulary.words import normalise

_WHOSE = ("practice_code", "practice_name", "practice")


def score(table: Table, vocabulary: Vocabulary, options: Options) -> float:
    """How sure it is that each row is a notice, or a practice with a column per service."""
    assign_roles(table, "notices", vocabulary)
    roles = {
        column.role for column in table.columns if not (column.role == "practice" and _counts(table, column))
    }
    if not roles.intersection(_WHOSE):
        return 0.0
    if "service" in roles:
        return 0.95 if roles.intersection((*DATES, "status")) else 0.6
    heads = [head for head in service_columns(table, vocabulary) if head.services]
    if not heads:
        return 0.1 if options.kind == "notices" else 0.0  # its services are asked about
    return 0.9 if looks_like_notices(table, heads, vocabulary) else 0.3


def _counts(table: Table, column: Column) -> bool:
    """'Practices' may head a column of practices or of how many there are."""
    texts = [str(value) for value in table.values(column) if value is not None]
    return 2 * sum(any(c.isdigit() for c in text) and not ODS_CODE.search(text) for text in texts) > len(
        texts
    )


def load(table: Table, context: Context) -> None:
    """Rows of the store's table notices, one for each row (or cell of a matrix) and service."""
    assign_roles(table, "notices", context.vocabulary)
    settle_headings(context.draft, table)
    if table.first("served_on") is None:
        for column in table.columns:
            if column.role is None and normalise(column.heading) in ("date", "on", "when"):
                column.role = STEP_ON
    if table.first("service") is not None:
        load_log(table, context)
    else:
        load_matrix(table, context)
