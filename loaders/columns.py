"""What each column of a table is: its role from its heading, and from its contents where that is certain."""

from __future__ import annotations

from loaders.tables import Table
from loaders.vocabulary import Vocabulary


def assign_roles(table: Table, kind: str, vocabulary: Vocabulary) -> None:
    """Set column.role by headings.csv for a kind, and practice_code where every filled cell is an ODS code.

    Roles and subjects of an earlier call are forgotten. Columns that stay unknown keep role None.
    """
    raise NotImplementedError
