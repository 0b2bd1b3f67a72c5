"""A service that nobody lists: kept as it is written when a person says so, counted under its name, mapped later."""

from __future__ import annotations

import pytest

from loaders.answering import answer
from loaders.importing import load
from loaders.kinds import Options
from loaders.vocabulary.lookups import KEEP_AS_WRITTEN
from measures import measure
from store import Store

LOG = b"""Practice code,Service,Notice served
Z99001,Path forms,14/11/2024
Z99002,path  forms,15/11/2024
Z99003,Spirometry,14/11/2024
"""


@pytest.fixture
def store(tmp_path):
    return Store.open(tmp_path / "own")


def served(store):
    frame = measure(store.snapshot(), "notices", regions=["sefton"])
    counted = frame[frame["basis"] == "counted"]
    return dict(zip(counted["service_label"], counted["count"], strict=True))


def test_a_service_of_ones_own_is_asked_about_kept_and_mapped_later(store):
    report = load(store, LOG, "log.csv", Options(kind="notices", region="sefton"))
    (question,) = report["questions"]
    assert (question["affects_rows"], KEEP_AS_WRITTEN in question["choices"]) == (2, True)
    answer(store, question["id"], KEEP_AS_WRITTEN)
    assert served(store) == {"Path forms": 2, "Spirometry": 1}
    answer(store, question["id"], "phlebotomy")
    assert served(store) == {"Phlebotomy for secondary care": 2, "Spirometry": 1}


def test_it_can_be_asked_for_by_its_name(store):
    report = load(store, LOG, "log.csv", Options(kind="notices", region="sefton"))
    answer(store, report["questions"][0]["id"], KEEP_AS_WRITTEN)
    names = measure(store.snapshot(), "ids")
    assert "Path forms" in set(names["id"][names["kind"] == "service"])


def test_a_figure_about_it_is_kept_too(store):
    tally = b"Region,Service,Practices\nSefton,Path forms,12\nSefton,Spirometry,3\n"
    report = load(store, tally, "tally.csv", Options(kind="figures"))
    (question,) = report["questions"]
    answer(store, question["id"], KEEP_AS_WRITTEN)
    frame = measure(store.snapshot(), "tallies", regions=["sefton"])
    frame = frame[frame["file"] == "tally.csv"]
    assert dict(zip(frame["subject_label"], frame["count"], strict=True)) == {
        "Path forms": 12,
        "Spirometry": 3,
    }
