"""Which region the rows of a table belong to."""

from __future__ import annotations

from loaders.kinds import Context
from loaders.tables import Table


def regions_of(table: Table, context: Context) -> list[str | None]:
    """Region ids aligned with table.rows.

    From --region, else a column of role 'region', else the one region that sheet name, title or file name
    names, else the choice remembered for files like this one, else a question. None where a row waits for
    an answer or is left out: its cells have their fate already, and the caller passes the row over.
    """
    raise NotImplementedError
