"""WCAG 2.2 AA on every page, by axe-core in a real browser, and what axe cannot see: reflow, motion, keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Visitor

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
PAGES = [
    "",
    "preferences",
    "notices",
    "regions",
    "responses",
    "present",
    "present?arrange=yes",
    "upload",
    "data",
]


@pytest.fixture(scope="module")
def server(serve, demonstration_store) -> Iterator:
    with serve(demonstration_store) as running:
        yield running


def go(visitor: Visitor, server, address: str) -> None:
    visitor.page.goto(f"{server.address}/{address}", wait_until="load")
    if address == "present":
        visitor.page.wait_for_selector(".projector svg", timeout=45_000)
    else:
        visitor.settle()


@pytest.fixture(scope="module", params=PAGES)
def page(request, server, profile) -> Iterator:
    """Each page once: loading it takes longer than looking at it."""
    visitor = Visitor(profile.new_page())
    go(visitor, server, request.param)
    yield visitor.page
    visitor.page.close()


def test_axe_finds_nothing(page):
    result = Axe().run(page, options=RULES).response
    assert result["passes"], "axe looked at nothing"
    assert [
        f"{fault['id']}: {fault['help']} ({node['html'][:120]})"
        for fault in result["violations"]
        for node in fault["nodes"]
    ] == []


def test_every_chart_says_what_it_shows_and_has_its_table(page):
    for chart in page.locator(".drawn svg").all():
        words = chart.evaluate(
            "(chart) => chart.getAttribute('aria-labelledby').split(' ')"
            ".map((id) => document.getElementById(id).textContent).join(' ')"
        )
        assert len(words) > 60, words
        page.locator("summary").first.click()
        page.wait_for_selector("[data-testid=stTable] table th")


def test_at_400_percent_nothing_scrolls_sideways(page):
    """A window of 1280 at 400% is 320 wide (WCAG 2.2, 1.4.10)."""
    page.set_viewport_size({"width": 320, "height": 256})
    page.wait_for_timeout(400)
    wide = page.evaluate(
        "() => [document.documentElement, document.querySelector('[data-testid=stMain]')]"
        ".filter(Boolean).map((box) => box.scrollWidth - box.clientWidth)"
    )
    page.set_viewport_size({"width": 1280, "height": 720})
    assert all(over <= 1 for over in wide), wide


def test_the_wall_moves_nothing_and_keeps_its_colours_in_high_contrast(server, visitor):
    visitor.page.emulate_media(reduced_motion="reduce", forced_colors="active")
    go(visitor, server, "present")
    moving = visitor.page.evaluate(
        "() => [...document.querySelectorAll('.projector, .projector *')].filter((box) => {"
        " const style = getComputedStyle(box);"
        " return parseFloat(style.transitionDuration) > 0 || style.animationName !== 'none'; }).length"
    )
    assert moving == 0
    assert visitor.page.locator(".projector-bar").evaluate("bar => getComputedStyle(bar).opacity") == "1"
    fills = visitor.page.evaluate(
        "() => new Set([...document.querySelectorAll('.projector svg rect')]"
        ".map((box) => getComputedStyle(box).fill)).size"
    )
    assert fills >= 2


def test_from_the_navigation_to_the_table_by_keyboard_alone(server, visitor):
    go(visitor, server, "preferences")
    reached = set()
    for _ in range(40):
        visitor.page.keyboard.press("Tab")
        reached.add(
            visitor.page.evaluate(
                "() => (document.activeElement.closest('a, summary, button, [role=combobox], input') || {}).tagName"
            )
        )
        if visitor.page.evaluate("() => document.activeElement.tagName === 'SUMMARY'"):
            break
    assert {"A", "INPUT", "SUMMARY"} <= reached
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_selector("[data-testid=stTable] table th")
