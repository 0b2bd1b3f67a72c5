"""Charts that are drawn from their description alone, and lists that are nothing but a table."""

from __future__ import annotations

import pandas as pd

from charts.chart import Chart, Provenance
from charts.drawing import Drawing


def listed(
    name: str,
    sentence: str,
    table: pd.DataFrame,
    provenance: Provenance,
    *,
    base: str = "",
    qualifier: str = "",
    drawing: Drawing | None = None,
) -> Chart:
    """A chart whose drawing, or where it has none its table, is what a page shows."""
    return provenance.chart(
        name=name,
        headline=sentence,
        table=table,
        base=base,
        qualifier=qualifier,
        alt=f"{sentence} {base}".strip(),
        drawing=drawing,
    )
