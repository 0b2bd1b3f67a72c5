"""Every number of every chart opens what it is made of."""

from __future__ import annotations

import shutil
from datetime import date

import pandas as pd
import pytest

from decks.drawings import DRAWINGS
from decks.reading import Once
from decks.slides import Slide
from decks.traces import TRACED, traces_of
from loaders import importing
from loaders.kinds import Options
from store import Store
from tests.pages.conftest import shown  # noqa: F401 - the demonstration, which has networks and list sizes

ON = date(2026, 11, 1)
OLD, NEW = "exampleshire_autumn_2024", "exampleshire_autumn_2026"
PLACE = {"region": "exampleshire"}
ASKED = {
    "preferences": PLACE | {"survey": NEW, "on": ON},
    "support": PLACE | {"survey": NEW, "on": ON},
    "waves": PLACE | {"survey": NEW, "on": ON},
    "moves": PLACE | {"survey": NEW, "before": OLD, "on": ON},
    "comparison": {"first": ("exampleshire", NEW), "second": ("exampleshire", OLD), "on": ON},
    "comments": PLACE | {"survey": NEW, "on": ON},
    "differences": PLACE | {"other": "dorset", "on": ON},
    "onset": PLACE | {"kind": "action", "on": ON},
    "matrix": {"regions_shown": ("gloucestershire", "exampleshire"), "kind": "service", "on": ON},
    "subject": {"subject": "ring_pessary", "kind": "service", "on": ON},
    "tiles": {"subject": "ring_pessary", "kind": "service", "layout": "2024", "on": ON},
    "beside": {"region": "bob", "kind": "action", "on": ON},
    "england": {"asked": "ring_pessary-3f9c2a", "on": ON},
    "patients": PLACE | {"kind": "action", "on": ON},
    "networks": PLACE | {"kind": "service", "subject": "ring_pessary", "on": ON},
    "local": {"subject": "ring_pessary"},
    "responses": {"regions_shown": ("dudley",), "on": ON},
    "days": {"regions_shown": ("dorset",), "on": ON},
    "positions": {"regions_shown": ("dudley",), "on": ON},
    "since": PLACE | {"since": date(2026, 9, 1), "on": ON},
    "ledger": {"regions_shown": ("dudley",), "on": ON},
    "outcomes": {"regions_shown": ("dudley",), "on": ON},
    **dict.fromkeys(
        ("notices", "ladder", "windows", "dates", "totals", "changes", "coming", "practices"), PLACE | {"on": ON}
    ),
}  # fmt: skip
# Lists of the reference data, each row of which names its source; the first slide says what the next ones show.
WITHOUT = {"menu", "limits", "standing", "lmcs"}


@pytest.fixture(scope="module")
def reading(shown) -> Once:  # noqa: F811
    return Once(Store.open(shown).snapshot())


@pytest.fixture(scope="module")
def with_dorset(shown, tmp_path_factory) -> Once:  # noqa: F811
    """The demonstration and a survey of a second region, which two regions beside each other need."""
    store = Store.open(shutil.copytree(shown, tmp_path_factory.mktemp("two") / "store"))
    replies = (
        "Completion time,ODS code,Stop rationing referrals\n14/10/2026,Z98101,Green\n15/10/2026,Z98102,Red\n"
    )
    importing.load(
        store,
        replies.encode(),
        "dorset.csv",
        Options(region="dorset", survey="dorset_2026"),
        demonstration=True,
    )
    return Once(store.snapshot())


def opened(reading, name: str) -> list[list[pd.DataFrame]]:
    """For each table behind a chart, its rows by what can be chosen."""
    traces = traces_of(reading, Slide.of(name, **ASKED[name]))
    return [[trace.find(item) for item in trace.choices or [""]] for trace in traces]


def test_every_drawing_is_traced_or_names_its_sources_itself():
    assert TRACED.keys() | WITHOUT == DRAWINGS.keys()


@pytest.mark.parametrize("name", TRACED)
def test_behind_every_figure_stand_cells_or_published_words(reading, with_dorset, name):
    for table in opened(with_dorset if name == "differences" else reading, name):
        assert table
        for frame in table:
            assert len(frame)
            assert (
                frame["cell"].notna() | frame["source"].notna()
                if "source" in frame
                else frame["cell"].notna()
            ).all()


def test_two_regions_that_have_no_survey_yet_have_nothing_behind_them(reading):
    assert traces_of(reading, Slide.of("differences", **ASKED["differences"])) == []


def test_the_cells_behind_a_share_are_its_practices(reading):
    figures = reading.measure("preferences", regions=("exampleshire",), survey=NEW, on=ON)
    (trace,) = traces_of(reading, Slide.of("preferences", **ASKED["preferences"]))
    for action in trace.choices:
        rows = trace.find(action)
        assert rows["counts"].sum() == figures.loc[figures["action"] == action, "practices"].sum()


def test_the_list_behind_patients_adds_up_to_those_registered(reading):
    _, listed = traces_of(reading, Slide.of("patients", **ASKED["patients"]))
    rows = listed.find("")
    (registered,) = set(reading.measure("list_weight", regions=("exampleshire",), on=ON)["registered"])
    assert rows.loc[rows["counts"], "list_size"].sum() == registered
    assert rows["counts"].sum() == 40


def test_two_surveys_are_both_behind_what_moved(reading):
    (trace,) = traces_of(reading, Slide.of("moves", **ASKED["moves"], action="pilots"))
    assert trace.choices == ("pilots",)
    assert set(trace.find("pilots")["survey"]) == {OLD, NEW}


def test_figures_beside_a_region_are_traced_too(reading):
    (trace,) = traces_of(reading, Slide.of("beside", **ASKED["beside"]))
    assert {"bob", "england"} <= set(trace.find(trace.choices[0])["region"])
