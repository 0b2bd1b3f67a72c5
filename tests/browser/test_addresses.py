"""Every address as the very first request that a fresh server gets, at both sizes of a projector."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.browser.conftest import Begun, Server, starting

ADDRESSES = ["", "preferences", "notices", "regions", "responses", "present", "upload", "data"]
SIZES = [(1280, 720), (1024, 768)]
LAYOUT = (Path(__file__).parent / "layout.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def untouched(demonstration_store, tmp_path_factory) -> Iterator[Callable]:
    """untouched(): a context with a server that nobody has asked anything of yet. The next one starts meanwhile."""
    with ExitStack() as every:
        ahead: list[Begun] = []

        def begin() -> None:
            directory = tmp_path_factory.mktemp("server")
            shutil.copytree(demonstration_store, directory / "store")
            ahead.append(every.enter_context(starting(directory, {})))

        @contextmanager
        def take() -> Iterator[Server]:
            item = ahead.pop()
            begin()
            yield item.ready()
            item.process.terminate()

        begin()
        yield take


@pytest.mark.parametrize("address", ADDRESSES)
def test_first_request(address, untouched, visitor):
    with untouched() as server:
        visitor.go(f"{server.address}/{address}")
        faults = {}
        for width, height in SIZES:
            visitor.page.set_viewport_size({"width": width, "height": height})
            visitor.settle()
            faults[width] = visitor.page.evaluate(LAYOUT)
            if address != "present":
                assert visitor.page.locator(".st-key-as-of").bounding_box()["height"] < 40, (
                    "the bar is one line"
                )
        assert visitor.page.locator("h1").count() == 1
        assert visitor.page.locator("[data-testid=stException]").count() == 0
        assert "Traceback" not in visitor.text
        assert "Traceback" not in server.output, server.output
        assert visitor.abroad == []
        assert visitor.errors == []
        assert faults == {1280: [], 1024: []}


@pytest.mark.parametrize("address", ["", "notices"])
def test_a_new_store_is_made_by_the_first_visitor(address, serve, visitor):
    """No store at all: the first request, to whatever address, shows content marked as invented."""
    with serve() as server:
        visitor.go(f"{server.address}/{address}")
        assert visitor.page.locator("[data-testid=stException]").count() == 0
        assert "Exampleshire" in visitor.text
        assert "nvented" in visitor.text
