"""Our LMC is said once: its region comes first, its name and logo are on the wall, and only an analyst may say it."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from packs.letterhead import kept_logo, kept_name
from store import Store
from store.lmc import KIND, NAME, REGION, own_region

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def store(filled, store_directory) -> Store:
    """A copy of the full store that may be written to."""
    shutil.copytree(filled, store_directory)
    return Store.open()


def opened(file: str = "pages/7_data.py", **asked: str) -> AppTest:
    page = AppTest.from_file(str(ROOT / file), default_timeout=60)
    for name, value in asked.items():
        page.query_params[name] = value
    return checked(page.run())


def checked(page: AppTest) -> AppTest:
    assert not page.exception
    return page


def keep(page: AppTest) -> AppTest:
    return checked(next(button for button in page.button if button.label == "Keep").click().run())


def region_of(page: AppTest):
    return next(selector for selector in page.selectbox if selector.label == "Our region")


def test_a_region_is_chosen_and_its_lmc_has_its_name(store):
    page = opened(view="lmc")
    assert page.title[0].value == "Nobody has said yet whose dashboard this is"
    offered = region_of(page).options
    assert "Sefton" in offered
    assert not {"England", "Exampleshire"} & set(offered)
    region_of(page).set_value("sefton")
    page = keep(page)
    assert own_region(Store.open().snapshot()) == "sefton"
    assert kept_name(Store.open().snapshot()) == "Sefton LMC"
    assert page.title[0].value == "This is the dashboard of Sefton LMC, region Sefton"
    assert region_of(page).value == "sefton"


def test_a_name_of_ones_own_stays(store):
    page = opened(view="lmc")
    next(field for field in page.text_input if field.label == "Name of the LMC").set_value("The committee")
    region_of(page).set_value("dorset")
    assert keep(page).title[0].value == "This is the dashboard of The committee, region Dorset"


def test_the_logo_is_given_once_shown_on_the_wall_and_taken_away(store):
    page = opened(view="lmc")
    out = io.BytesIO()
    Image.new("RGB", (2000, 500), "#12436D").save(out, "PNG")
    page.file_uploader[0].set_value(("logo.png", out.getvalue(), "image/png"))
    keep(page)
    logo = kept_logo(Store.open().snapshot())
    assert logo.ratio == pytest.approx(4, abs=0.05)
    with Image.open(io.BytesIO(logo.data)) as small:
        assert small.width == 900
    (wall,) = opened("pages/5_present.py").get("bidi_component")
    screens = json.loads(wall.proto.json)
    assert screens["logo"].startswith("data:image/png;base64,")
    assert all("#lmc-logo" in svg for slide in screens["slides"] for svg in slide["wide"])
    (away,) = [button for button in opened(view="lmc").button if button.label == "Take the logo away"]
    checked(away.click().run())
    assert kept_logo(Store.open().snapshot()) is None


def test_what_is_no_picture_is_no_logo(store):
    page = opened(view="lmc")
    page.file_uploader[0].set_value(("logo.png", b"not a picture", "image/png"))
    assert "not a PNG" in keep(page).error[0].value
    assert Store.open().snapshot().settings(KIND) == {}


def test_the_bar_leads_there_and_then_says_whose_it_is(store):
    def links(page: AppTest) -> str:
        return " ".join(element.proto.body for element in page.get("html"))

    assert '<a href="/data?view=lmc" target="_self">Our LMC</a>' in links(opened())
    store.set(KIND, REGION, "sefton")
    assert ">Sefton</a>" in links(opened())
    store.set(KIND, NAME, "Sefton *LMC*")
    assert ">Sefton *LMC*</a>" in links(opened())


def test_our_region_is_what_the_pages_begin_with(store):
    store.set(KIND, REGION, "dorset")
    notices = opened("pages/2_notices.py")
    assert next(selector for selector in notices.selectbox if selector.label == "Region").value == "dorset"


def test_a_committee_sees_whose_it_is_and_sets_nothing(store, monkeypatch):
    store.set(KIND, REGION, "dorset")
    monkeypatch.setenv("UPTAKE_VIEWER", "committee")
    page = opened(view="lmc")
    assert page.title[0].value == "This is the dashboard of the LMC of Dorset"
    assert not [button for button in page.button if button.label == "Keep"]
    assert not page.file_uploader
