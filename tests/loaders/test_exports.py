"""What this software exported is not loaded again as if somebody else had counted it."""

from __future__ import annotations

import pytest

from loaders.demonstration import load_demonstration
from loaders.exports import _exported
from loaders.importing import load
from loaders.kinds import Options
from measures import measure
from measures.catalogue import MEASURES
from measures.formats import as_csv
from store import Store


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = Store.open(tmp_path_factory.mktemp("exports"))
    load_demonstration(store)
    return store


@pytest.mark.parametrize(
    "name", ["preferences", "notices", "regions", "imports", "ladder", "support", "trace_notices"]
)
def test_an_export_is_refused(store, name):
    exported = as_csv(measure(store.snapshot(), name))
    report = load(store, exported.encode(), f"{name}.csv", Options())
    assert report["outcome"] == "refused"
    assert [problem["reason"] for problem in report["problems"]] == [
        f"This table was made by this software (“{name}”) from files that were loaded before; loaded again, its "
        "figures would count twice. Load the spreadsheets that it was made from."
    ]


def test_a_table_with_the_contracts_columns_in_another_order_is_somebodys_own(store):
    rows = (
        "region,service,practices,out_of,percent,qualifier,unit,as_of,source\n"
        "Dorset,ECG,40,64,63%,exact,practices,2025-02,LMC\n"
    )
    report = load(store, rows.encode(), "tallies.csv", Options())
    assert (report["outcome"], report["kind"], report["rows_loaded"]) == ("loaded", "figures", 1)


def test_every_measure_with_columns_enough_to_be_known_by_is_known():
    wide = {name: tuple(list(item.columns)[:6]) for name, item in MEASURES.items() if len(item.columns) >= 6}
    assert _exported() == wide
