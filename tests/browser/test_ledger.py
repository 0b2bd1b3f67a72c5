"""The ledger in a real browser: sorted by its headings, a sentence a row to copy, and cards where it has no room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="module")
def server(serve, demonstration_store) -> Iterator:
    with serve(demonstration_store) as running:
        yield running


@pytest.fixture
def ledger(server, visitor):
    visitor.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visitor.go(f"{server.address}/regions?view=ledger")
    visitor.page.wait_for_selector(".ledger tbody tr")
    return visitor.page


def column(page, name: str) -> list[str]:
    return [cell.inner_text() for cell in page.locator(f'.ledger td[data-head="{name}"]').all()]


def test_a_heading_sorts_both_ways_and_a_row_gives_its_sentence(ledger):
    heading = ledger.get_by_role("button", name="When", exact=True)
    heading.press("Enter")
    first = column(ledger, "When")
    assert first[0] == "2024"
    assert first[-1] == ""
    heading.press("Enter")
    assert column(ledger, "When")[0] == "March 2025"
    assert ledger.locator('.ledger th[aria-sort="descending"]').inner_text().startswith("When")

    ledger.locator(".ledger tbody button").first.press("Enter")
    ledger.wait_for_function(
        "document.querySelector('.ledger-said').textContent.startsWith('Copied: Dudley')"
    )
    assert "Source: " in ledger.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize("width", [360, 820, 1024])
def test_a_narrow_window_shows_a_card_a_row_and_cuts_nothing_off(ledger, width):
    ledger.set_viewport_size({"width": width, "height": 800})
    wide = ledger.evaluate(
        "[document.documentElement.scrollWidth, document.querySelector('.ledger').scrollWidth]"
    )
    assert max(wide) <= width
