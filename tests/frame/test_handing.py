"""What leaves a chart as a file."""

from __future__ import annotations

import pandas as pd
import pytest

from charts import Chart
from frame.handing import marked

TABLE = pd.DataFrame({"Action": ["Defer pilots"], "Green": ["29"]})


@pytest.mark.parametrize(
    ("table", "invented", "columns"),
    [
        (TABLE, True, ["Action", "Green", "Basis"]),
        (TABLE, False, ["Action", "Green"]),
        (TABLE.assign(Basis="demonstration"), True, ["Action", "Green", "Basis"]),
    ],
    ids=["invented", "real", "said already"],
)
def test_invented_figures_say_so_in_every_row_that_leaves(table, invented, columns):
    chart = Chart("preferences", "A sentence.", table, invented=invented)
    result = marked(chart)
    assert list(result) == columns
    assert "Basis" not in result or result["Basis"].str.contains("invented|demonstration").all()
