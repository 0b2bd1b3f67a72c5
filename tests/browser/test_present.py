"""The wall in a real browser: turned by keys and clicker, through a lost server, legible at every size."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

SIZES = [(1024, 768), (1280, 720), (1920, 1080), (3840, 2160)]
WALL = (Path(__file__).parent / "wall.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def server(serve, demonstration_store) -> Iterator:
    with serve(demonstration_store) as running:
        yield running


@pytest.fixture
def wall(server, visitor):
    """The demonstration's usual meeting, its first slide on the wall."""
    go(visitor, f"{server.address}/present")
    return visitor


def go(visitor, address: str) -> None:
    visitor.page.goto(address, wait_until="load")
    visitor.page.wait_for_selector(".projector svg", timeout=45_000)
    visitor.settle()  # the script has run to its end: nothing is drawn anew under the next key


def number(visitor) -> int:
    return int(visitor.page.get_attribute(".projector", "data-slide"))


def in_address(visitor) -> str:
    return parse_qs(urlsplit(visitor.page.url).query).get("slide", [""])[0]


def press(visitor, *keys: str) -> int:
    for key in keys:
        visitor.page.keyboard.press(key)
    assert in_address(visitor) == str(number(visitor))
    return number(visitor)


def where(visitor) -> str:
    return "{slide}.{part}".format(
        **visitor.page.evaluate("({...document.querySelector('.projector').dataset})")
    )


TURNED = """before => { const now = document.querySelector('.projector').dataset;
    return `${now.slide}.${now.part}` !== before; }"""


def last(visitor) -> int:
    return int(visitor.page.locator('[data-part="count"]').text_content().split(" of ")[1])


@pytest.mark.parametrize("key", ["ArrowRight", "ArrowDown", "Space", "PageDown", "Enter"])
@pytest.mark.parametrize("back", ["PageUp"])
def test_forward_and_back(wall, key, back):
    assert press(wall, key) == 2
    assert press(wall, back) == 1


def test_home_end_and_a_number(wall):
    assert press(wall, "End") == last(wall)
    assert press(wall, "Home") == 1
    wall.page.keyboard.press("3")
    assert wall.page.is_visible('[data-part="typed"]')
    assert press(wall, "Enter") == 3
    wall.page.keyboard.press("2")
    wall.page.wait_for_function("document.querySelector('.projector').dataset.slide === '2'")


def test_beyond_the_ends_nothing_moves(wall):
    assert press(wall, "PageUp") == 1
    press(wall, "End")
    parts = wall.page.get_attribute(".projector", "data-part")
    for _ in range(9):
        press(wall, "PageDown")
    assert number(wall) == last(wall)
    assert int(wall.page.get_attribute(".projector", "data-part")) >= int(parts)


@pytest.mark.parametrize("key", ["b", "."])
def test_a_black_screen_and_back_without_turning_a_page(wall, key):
    wall.page.keyboard.press(key)
    curtain = wall.page.locator('[data-part="curtain"]')
    assert curtain.is_visible()
    assert curtain.evaluate("box => getComputedStyle(box).backgroundColor") == "rgb(0, 0, 0)"
    assert press(wall, "PageDown") == 1
    assert curtain.is_hidden()


def test_full_screen(wall):
    wall.page.keyboard.press("f")
    wall.page.wait_for_function("!!document.fullscreenElement")
    wall.page.keyboard.press("f")
    wall.page.wait_for_function("!document.fullscreenElement")


def test_a_reload_comes_back_to_the_slide(wall):
    press(wall, "4", "Enter")
    headline = wall.page.locator("h1").text_content()
    go(wall, wall.page.url)
    assert number(wall) == 4
    assert wall.page.locator("h1").text_content() == headline


def test_nothing_of_the_application_is_in_sight(wall):
    box = wall.page.locator(".projector").bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 1280, 720)
    assert wall.page.evaluate("document.elementFromPoint(640, 5).closest('.projector') !== null")
    assert wall.page.locator(".projector-bar").evaluate("bar => getComputedStyle(bar).opacity") == "0"
    assert wall.abroad == []
    assert wall.errors == []


def test_every_task_by_keyboard_alone(wall):
    """The bar comes with the focus, and its buttons do what they say."""
    wall.page.keyboard.press("Tab")
    for _ in range(9):
        if wall.page.evaluate("document.activeElement.dataset.part") == "next":
            break
        wall.page.keyboard.press("Tab")
    assert wall.page.locator(".projector-bar").evaluate("bar => getComputedStyle(bar).opacity") == "1"
    wall.page.keyboard.press("Enter")
    assert number(wall) == 2


def test_a_meeting_goes_on_without_the_server(serve, demonstration_store, visitor):
    with serve(demonstration_store) as running:
        go(visitor, f"{running.address}/present?slide=2")
    visitor.page.wait_for_timeout(1500)
    assert press(visitor, "PageDown") == 3
    assert visitor.page.evaluate("document.elementFromPoint(640, 300).closest('.projector') !== null")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_slide_reads_from_the_back_row(server, visitor, theme):
    """At each size: no scroll bar, nothing cut off, type and contrast as large as the hall needs."""
    faults = []
    for width, height in SIZES:
        visitor.page.set_viewport_size({"width": width, "height": height})
        go(visitor, f"{server.address}/present?theme={theme}")
        seen = [where(visitor)]
        while True:
            result = visitor.page.evaluate(WALL)
            faults += [f"{width}x{height} {seen[-1]}: {fault}" for fault in result]
            if visitor.page.locator('[data-part="next"]').is_disabled():
                break
            visitor.page.keyboard.press("PageDown")
            visitor.page.wait_for_function(TURNED, arg=seen[-1])
            seen.append(where(visitor))
        assert len(set(seen)) == len(seen) >= last(visitor)
    assert faults == []
