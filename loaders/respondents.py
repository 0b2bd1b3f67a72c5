"""Who each row of a table speaks for."""

from __future__ import annotations

import pandas as pd

from loaders.kinds import Context
from loaders.tables import Table


def respondents_of(table: Table, regions: list[str | None], context: Context) -> pd.DataFrame:
    """Frame aligned with table.rows: region, respondent, practice, name (all None where unknown).

    From the columns of role 'practice_code' and 'practice_name' ('practice': either of the two in one cell). A row
    whose respondent is None has its problem, question or left-out line already, and all its cells their
    fate: the caller passes it over. The cells of those columns are marked LABEL otherwise. A table with
    none of these columns is anonymous: every row is its own respondent.
    """
    raise NotImplementedError
