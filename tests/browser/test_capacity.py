"""A server that serves as many as it can says so to whoever comes next, and goes on for those who were there."""

from __future__ import annotations

from frame.capacity import BUSY
from tests.browser.conftest import Visitor


def test_who_comes_when_all_places_are_taken_reads_a_sentence(serve, demonstration_store, browser):
    with serve(demonstration_store, UPTAKE_SESSIONS="1") as server:
        first, second = (Visitor(browser.new_context().new_page()) for _ in range(2))
        first.go(f"{server.address}/data")
        second.go(f"{server.address}/data")
        assert BUSY in second.text
        assert "Method" not in second.text
        first.page.get_by_text("Sources", exact=True).first.click()
        first.settle()
        assert BUSY not in first.text
        first.page.context.close()
        second.go(f"{server.address}/data")
        assert BUSY not in second.text
        second.page.context.close()
