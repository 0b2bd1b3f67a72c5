"""The pages of a national store, which counted nothing itself: another store's totals, some of them withheld."""

from __future__ import annotations

import pytest

from disclosure.hand_over import hand_over
from loaders.importing import load
from measures.formats import as_csv
from store import Store
from tests.pages.test_confidence import VIEWS
from tests.pages.test_pages import opened, text_of


@pytest.fixture(scope="module")
def handed(shown, tmp_path_factory) -> Store:
    """A store with the demonstration's hand-over, as if Exampleshire were there: nothing else was ever loaded."""
    folder = tmp_path_factory.mktemp("national")
    text = as_csv(hand_over(Store.open(shown)))
    assert ",true,practices," in text
    store = Store.open(folder / "store")
    load(store, text.replace(",demonstration,", ",counted,").encode(), "exampleshire.csv")
    store.set("demonstrated", "never", value=True)
    return store


@pytest.fixture
def national(handed, monkeypatch) -> Store:
    monkeypatch.setenv("UPTAKE_STORE", str(handed.directory))
    monkeypatch.setattr("frame.opening._demonstrate", lambda *_: None)
    return handed


@pytest.mark.parametrize("name", [name for name in VIEWS if name != "data"])
def test_every_view_draws_what_was_handed_over(national, name):
    for view in VIEWS[name]:
        page = opened(name, region="exampleshire", **({"view": view} if view else {}))
        assert not page.error, (view, page.error)
        assert "nan" not in text_of(page).split(), view


def test_what_is_counted_elsewhere_says_whose_it_is(national):
    page = opened("preferences", region="exampleshire", survey="exampleshire_autumn_2026")
    assert "handed over by" in " ".join(caption.value for caption in page.caption)


def test_the_data_page_offers_the_hand_over(demonstrated):
    page = opened("data", view="hand_over")
    assert "Exampleshire" in text_of(page)
    assert page.get("download_button")


def test_a_committee_hands_nothing_over(demonstrated, monkeypatch):
    monkeypatch.setenv("UPTAKE_VIEWER", "committee")
    assert not opened("data", view="hand_over").get("download_button")


def test_the_data_page_lists_who_handed_over(national):
    page = opened("data", view="hand_over")
    assert "nothing to hand over" in " ".join(caption.value for caption in page.caption)


def test_regions_list_the_lmcs_and_how_old_their_hand_overs_are(national):
    page = opened("regions", view="lmcs")
    assert page.title[0].value.startswith(
        "None of 66 LMCs has handed over yet"
    )  # the demonstration is no LMC's
    assert "YORLMC" in " ".join(table.value.to_csv() for table in page.table)
    later = opened("regions", view="lmcs", layout="2026")
    assert "36 ICBs" in " ".join(caption.value for caption in later.caption)


def test_regions_add_up_england_by_week(national):
    page = opened("regions", view="england", kind="service")
    assert "have a standing notice, week of" in page.title[0].value
    assert not opened("regions", view="england", kind="action").error


def test_without_a_hand_over_england_says_what_to_do(demonstrated):
    assert "Load their hand-overs" in text_of(opened("regions", view="england"))
