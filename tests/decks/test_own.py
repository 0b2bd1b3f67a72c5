"""Our own region comes first wherever regions are listed; without one the order is as before."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from decks.labels import labels
from decks.own import ours_first, own_region
from decks.reading import Once
from decks.slides import presented_regions
from decks.standing import newest_survey, noticed_region
from decks.subjects import compared_regions, noticed_regions, surveyed_regions, usual_regions
from store import Store
from store.lmc import KIND, REGION
from tests.pages.conftest import add_survey, filled  # noqa: F401

ON = date(2025, 6, 1)
LATER = """
           Z98201    green         red
"""


@pytest.fixture
def store(filled, store_directory):  # noqa: F811
    """Dorset with surveys and notices, Sefton with a newer survey."""
    shutil.copytree(filled, store_directory)
    store = Store.open(store_directory)
    add_survey(store, "spring", LATER, "2025-05-01", region="sefton")
    return store


def firsts(store: Store) -> list[str]:
    reading = Once(store.snapshot())
    listed = (surveyed_regions, presented_regions, noticed_regions, compared_regions)
    result = [
        next(iter(item(reading, ON) if item is not surveyed_regions else item(reading))) for item in listed
    ]
    return [
        *result,
        usual_regions(reading, compared_regions(reading, ON))[0],
        newest_survey(reading, on=ON)[0],
    ]


def test_our_own_region_comes_first_everywhere(store):
    before = firsts(store)
    assert (before[0], before[-1]) == ("sefton", "sefton"), "the newest reply is Sefton's"
    store.set(KIND, REGION, "dorset")
    assert firsts(store) == ["dorset"] * 6
    reading = Once(store.snapshot())
    assert (own_region(reading), noticed_region(reading, ON)) == ("dorset", "dorset")
    assert next(iter(labels(reading).regions)) == "dorset"
    assert set(surveyed_regions(reading)) == {"dorset", "sefton"}, "others stay"


def test_a_region_with_nothing_loaded_changes_no_order(store):
    before = firsts(store)
    store.set(KIND, REGION, "dudley")
    after = firsts(store)
    assert (after[0], after[-1]) == (before[0], before[-1])


def test_the_others_keep_their_order(store):
    store.set(KIND, REGION, "dorset")
    assert ours_first(Once(store.snapshot()), ["a", "b", "dorset", "c"]) == ["dorset", "a", "b", "c"]
