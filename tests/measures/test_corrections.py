"""Cells mended by hand, as the measure lists them: one line for each standing import of the file."""

from __future__ import annotations

import pytest

from loaders.reading.sheets import reference
from measures import measure


def test_corrections_of_standing_imports(facts, records):
    mended = {"sheet": "Log", "row": 3, "col": 2, "original": "31/02/2025", "corrected": "28/02/2025"}
    facts.put("corrections", [mended | {"sha256": "a"}, mended | {"sha256": "b", "corrected": None}])
    first = facts.load(sha256="a", region="dorset")
    facts.load(sha256="a", region="dorset", state="undone")
    second = facts.load(sha256="b", region="sefton")
    result = records(measure(facts, "corrections"), "import", "cell", "original", "corrected")
    line = {"cell": "C4", "original": "31/02/2025"}
    assert result == [
        {"import": first, **line, "corrected": "28/02/2025"},
        {"import": second, **line, "corrected": None},
    ]
    assert list(measure(facts, "corrections", regions="sefton")["import"]) == [second]


@pytest.mark.parametrize("col", [0, 25, 26, 51, 701, 702, 1377, 1378, 16383])
def test_a_cell_is_named_as_a_spreadsheet_names_it(facts, col):
    facts.put("corrections", [{"sha256": "a", "sheet": "Log", "row": 9, "col": col}])
    facts.load(sha256="a", region="dorset")
    assert measure(facts, "corrections")["cell"].tolist() == [reference(9, col)]
