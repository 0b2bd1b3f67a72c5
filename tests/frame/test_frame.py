"""Who is looking, how new the data are, what a caption says, and a store that will not open."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from charts import Provenance, preferences
from disclosure import withheld
from frame.bar import freshness_words
from frame.places import PLACES
from frame.showing import plain
from frame.viewer import viewer
from measures import MEASURES, METHOD
from store import StoreError

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("role", "may"),
    [("", True), ("analyst", True), ("committee", False), ("Committee ", False), ("typo", False)],
)
def test_a_committee_looks_on_and_an_unknown_word_never_means_more(monkeypatch, role, may):
    monkeypatch.setenv("UPTAKE_VIEWER", role)
    assert (viewer().may_upload, viewer().may_see_names) == (may, may)


def test_every_page_file_has_a_place_and_every_place_a_file():
    files = {"dashboard.py", *(f"pages/{path.name}" for path in (ROOT / "pages").glob("*.py"))}
    assert {place.file for place in PLACES} == files
    addresses = [place.address for place in PLACES]
    assert addresses == [
        "/",
        "/preferences",
        "/notices",
        "/regions",
        "/responses",
        "/present",
        "/upload",
        "/data",
    ]


def test_freshness_takes_the_newest_of_each_kind():
    frame = pd.DataFrame(
        {
            "survey_as_of": ["2024-12-05", "2025-02-03", None],
            "notices_loaded_on": [None, pd.Timestamp("2025-02-10"), None],
            "figures_as_of": ["2025-01", "2024-11", None],
        }
    )
    assert freshness_words(frame) == (
        "Newest reply 3 February 2025 · notice log loaded 10 February 2025 · "
        "published figures to January 2025"
    )
    assert freshness_words(frame.head(0)) == "Nothing loaded yet"


def test_text_from_data_is_never_markup():
    assert plain("a *b* [c](d) <e> $f$ :red[g]") == r"a \*b\* \[c\](d) \<e\> \$f\$ \:red\[g\]"


def test_the_store_that_will_not_open_is_one_sentence(monkeypatch, store_directory):
    def refuse(*_given):
        raise StoreError("The data folder is in use by another program.")

    monkeypatch.setattr("store.Store.open", refuse)
    page = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=30).run()
    assert not page.exception
    assert [error.value for error in page.error] == ["The data folder is in use by another program."]


def test_a_demonstration_that_fails_leaves_a_dashboard_that_works(monkeypatch, store_directory):
    def fail(*_given):
        raise OSError("the examples are gone")

    monkeypatch.setattr("loaders.demonstration.load_demonstration", fail)
    page = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    assert not page.exception
    assert not page.error
    assert page.title[0].value.startswith("No survey is loaded yet")


def test_the_method_is_there_to_be_read_and_has_one_heading():
    text = METHOD.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert "\n# " not in text


def test_a_chart_knows_where_it_comes_from():
    frame = pd.DataFrame(
        {
            "action": ["a"],
            "answer": ["green"],
            "practices": [1],
            "answered": [1],
            "responded": [1],
            "out_of": [2],
        }
    )
    chart = preferences.chart(
        frame, {}, Provenance("Dorset", "1 April 2025", "a.csv", caveats=("Mind this.",))
    )
    assert (chart.as_of, chart.source, chart.caveats) == ("1 April 2025", "a.csv", ("Mind this.",))
    assert chart.alt.startswith("Bars of answers per action in Dorset.")


def test_whoever_may_not_see_names_gets_no_column_that_holds_one():
    naming = {"practice", "practice_name", "respondent", "loaded_by"}
    names = {column for each in MEASURES.values() for column in each.columns} & naming

    assert names == {"practice", "practice_name", "loaded_by"}
    assert all(names & each.columns.keys() <= withheld(name) for name, each in MEASURES.items())
