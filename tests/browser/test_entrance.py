"""Who is let in, with a real server and browsers: two roles at once, strangers, other names of the same machine."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from disclosure import ROLE
from frame.admission import SECRET
from store import Store
from tests.browser.conftest import Visitor

HEADER, SHARED = "X-Email", "between us"


@pytest.fixture(scope="module")
def server(serve, demonstration_store) -> Iterator:
    """A server behind a proxy that says who asks; an analyst and a committee have roles."""
    with serve(demonstration_store, UPTAKE_PROXY_HEADER=HEADER, UPTAKE_PROXY_SECRET=SHARED) as running:
        store = Store.open(running.store)
        store.set(ROLE, "ann@lmc.example", {"role": "analyst", "regions": []})
        store.set(ROLE, "com@lmc.example", {"role": "committee", "regions": []})
        yield running


@pytest.fixture
def visiting(browser: Browser) -> Iterator:
    """visiting(who): a browser whose requests come through the proxy as somebody; '' for past the proxy."""
    contexts = []

    def visit(who: str) -> Visitor:
        headers = {HEADER: who, SECRET: SHARED} if who else {}
        contexts.append(
            browser.new_context(extra_http_headers=headers, viewport={"width": 1280, "height": 720})
        )
        return Visitor(contexts[-1].new_page())

    yield visit
    for context in contexts:
        context.close()


def test_two_roles_at_once_see_what_is_theirs(server, visiting):
    analyst, committee = visiting("ann@lmc.example"), visiting("com@lmc.example")
    for who in (analyst, committee):
        who.go(f"{server.address}/preferences")
    assert "file received" in committee.text
    assert "file received" not in analyst.text
    assert ".csv" in analyst.text or ".xlsx" in analyst.text
    committee.page.goto(f"{server.address}/upload")
    committee.page.get_by_text("set up for looking only").wait_for()
    analyst.go(f"{server.address}/upload")
    assert analyst.page.locator('[data-testid="stFileUploader"]').count() == 1


@pytest.mark.parametrize("who", ["", "stranger@x.example"])
@pytest.mark.parametrize("path", ["", "preferences", "present", "upload", "data"])
def test_strangers_see_a_sentence_on_every_page(server, visiting, who, path):
    visitor = visiting(who)
    visitor.go(f"{server.address}/{path}")
    assert (
        "have no role here yet" if who else "through the address that your organisation gave you"
    ) in visitor.text
    assert "Exampleshire" not in visitor.text


def test_the_terminal_says_who_may_see_what(server, visiting):
    visiting("ann@lmc.example").go(server.address)
    lines = [line for line in server.output.splitlines() if line.startswith("Who may see what")]
    assert lines == [
        "Who may see what: whoever signs in by the proxy's header X-Email and has one of 2 roles given; nobody else."
    ]


def test_the_log_tells_who_came_in(server, visiting):
    visiting("com@lmc.example").go(server.address)
    entries = [json.loads(line) for line in (server.store / "access.jsonl").read_text().splitlines()]
    assert ("com@lmc.example", "committee", "came in") in {
        (entry["who"], entry["role"], entry["did"]) for entry in entries
    }


@pytest.mark.parametrize(("host", "status"), [("127.0.0.1", b"101"), ("evil.example", b"403")])
def test_another_name_of_this_machine_is_not_answered(server, host, status):
    """What a web page does whose name resolves to 127.0.0.1: its websocket is refused."""
    port = urlsplit(server.address).port
    asked = (
        f"GET /_stcore/stream HTTP/1.1\r\nHost: {host}:{port}\r\nOrigin: http://{host}:{port}\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(asked.encode())
        assert connection.recv(64).split()[1] == status
