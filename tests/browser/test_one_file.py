"""The pack as one HTML file in a real browser, opened from the disk without a network."""

from __future__ import annotations

from datetime import date

import pytest

from decks.meetings import Meeting
from decks.reading import Once
from disclosure import COMMITTEE
from packs.pack import Pack, assemble
from packs.wall.page import page
from store import Store


@pytest.fixture(scope="module")
def pack(demonstration_store) -> Pack:
    reading = Once(Store.open(demonstration_store).snapshot(), COMMITTEE)
    return assemble(
        reading, Meeting("", "exampleshire"), date(2026, 11, 24), organisation="Exampleshire LMC", every=2
    )


@pytest.fixture(scope="module")
def address(pack, tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("file") / "pack.html"
    path.write_bytes(page(pack))
    return path.as_uri()


@pytest.fixture
def opened(address, visitor, profile):
    profile.set_offline(True)
    visitor.page.goto(address)
    visitor.page.wait_for_selector(".projector-screen svg")
    visitor.page.keyboard.press("a")  # by hand, until asked
    yield visitor
    profile.set_offline(False)


def slide(visitor) -> str:
    return visitor.page.get_attribute(".projector", "data-slide")


def test_keys_and_clicker_turn_it_as_on_the_wall(opened, pack):
    opened.page.keyboard.press("PageDown")
    assert slide(opened) == "2"
    opened.page.keyboard.press("End")
    assert slide(opened) == str(len(pack.charts))
    opened.page.keyboard.press("b")
    assert opened.page.is_visible('[data-part="curtain"]')
    assert [url for url in opened.requests if not url.startswith(("file:", "data:"))] == []
    assert opened.errors == []


def test_the_figures_stand_behind_each_slide(opened, pack):
    opened.page.keyboard.press("PageDown")
    table = opened.page.locator('[data-part="table"] table')
    opened.page.keyboard.press("t")
    assert table.is_visible()
    cells = table.locator("tbody tr").first.locator("td").all_inner_texts()
    assert cells == [str(cell) for cell in pack.charts[1].table.iloc[0]]
    opened.page.keyboard.press("Escape")
    assert opened.page.evaluate("document.elementFromPoint(640, 360).closest('.projector-screen') !== null")


def test_a_screen_without_anybody_at_it_turns_by_itself(opened):
    opened.page.keyboard.press("Home")
    opened.page.keyboard.press("a")
    opened.page.wait_for_selector('.projector[data-slide="2"]', timeout=8_000)
    opened.page.keyboard.press("a")
    assert opened.page.get_attribute('[data-part="alone"]', "aria-pressed") == "false"


def test_without_scripts_it_is_a_document(browser, address, pack):
    context = browser.new_context(java_script_enabled=False)
    sheet = context.new_page()
    sheet.goto(address)
    assert sheet.locator(".deck section svg:visible").count() >= len(pack.charts)
    assert sheet.locator(".deck .figures table:visible").count() == len(pack.charts)
    assert sheet.locator(".projector").is_hidden()
    context.close()
