"""What a page gives to take along: the agenda pack of a meeting, and each chart as picture, text and link."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from store import Store
from store.lmc import KIND, NAME
from tests.pages.conftest import open_everything

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "pages" / "5_present.py"


@pytest.fixture
def changeable(filled, store_directory) -> Store:
    """A copy of the full store that may be written to."""
    shutil.copytree(filled, store_directory)
    return Store.open()


def arranged(**asked: str) -> AppTest:
    page = AppTest.from_file(str(PAGE), default_timeout=60)
    for name, value in ({"arrange": "yes", "region": "dorset", "on": "2025-03-01"} | asked).items():
        page.query_params[name] = value
    return page.run()


def pressed(page: AppTest) -> AppTest:
    next(button for button in page.button if button.label == "Make the pack").click()
    page.run()
    assert not page.exception
    return page


def clicked(page: AppTest, label: str, key: str) -> AppTest:
    next(
        button
        for button in page.button
        if button.label == label and key in str(button.key) + str(button.form_id)
    ).click()
    page.run()
    assert not page.exception
    return page


def chosen(page: AppTest, label: str):
    return next(selector for selector in page.selectbox if selector.label == label)


def downloads(page: AppTest) -> list[str]:
    return [element.label for element in page.get("download_button")]


def test_a_pack_is_made_and_offered_for_download(changeable):
    page = arranged()
    assert not downloads(page)
    chosen(page, "Format").set_value("xlsx")
    page = pressed(page)
    assert not page.error
    assert downloads(page) == ["Download the Excel workbook"]


def test_a_pack_says_whose_name_and_logo_it_bears(changeable):
    changeable.set(KIND, NAME, "Dorset LMC")
    (link,) = [element for element in arranged().get("html") if "change that" in element.proto.body]
    assert "It bears Dorset LMC and no logo" in link.proto.body
    assert 'href="/data?view=lmc"' in link.proto.body


def test_a_pack_of_another_kind_is_another_file(full):
    page = arranged()
    chosen(page, "Format").set_value("xlsx")
    page = pressed(page)
    assert downloads(page)
    page.query_params["region"] = "gloucestershire"
    assert not downloads(page.run())


def test_a_pack_says_whether_practices_are_named(changeable):
    words = " ".join(caption.value for caption in arranged().caption)
    assert "It names no practice" in words
    changeable.set("meeting", "Monthly", {"region": "dorset", "names": True})
    words = " ".join(caption.value for caption in arranged(meeting="Monthly").caption)
    assert "each page says so" in words


def test_every_chart_can_be_taken_along(full):
    page = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    page.switch_page("pages/1_preferences.py")
    open_everything(page)
    page.run()
    assert downloads(page) == ["Download as CSV", "Download for Excel", "Picture (PNG)", "Picture (SVG)"]
    copied = page.code[0].value
    assert copied.startswith("Serve notice on voluntary services has the most support")
    assert "\t" in copied.split("\n")[1]
