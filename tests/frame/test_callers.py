"""Requests that no page makes are let in as pages let in: by the same cookie, proxy and rule for one's own machine."""

from __future__ import annotations

import json
import time

import pytest
from starlette.requests import Request
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from disclosure import ROLE
from frame import callers
from frame.admission import SECRET, Server
from service import Refused, Who
from store import Store


@pytest.fixture
def store(tmp_path) -> Store:
    store = Store.open(tmp_path / "store")
    store.set(ROLE, "ann@lmc.example", {"role": "analyst", "regions": ["dorset"]})
    return store


@pytest.fixture
def serve(monkeypatch):
    """Let the server be set up otherwise; a secret to sign cookies with."""
    monkeypatch.setattr(
        "streamlit.web.server.starlette.starlette_websocket.get_cookie_secret", lambda: "between us"
    )
    return lambda **how: monkeypatch.setattr(callers, "this_server", lambda: Server(**how))


def request(ip: str = "127.0.0.1", host: str = "127.0.0.1:8501", **headers: str) -> Request:
    given = [
        (b"host", host.encode()),
        *((name.lower().encode(), value.encode()) for name, value in headers.items()),
    ]
    return Request({"type": "http", "method": "GET", "path": "/", "client": (ip, 1), "headers": given})


def cookie(secret: str = "between us", origin: str = "http://127.0.0.1:8501", **more) -> str:
    now = time.time()
    claims = {
        "email": "ann@lmc.example",
        "iat": now - 60,
        "exp": now + 3600,
        "is_logged_in": True,
        "origin": origin,
    }
    return f"{USER_COOKIE_NAME}={create_signed_value(secret, USER_COOKIE_NAME, json.dumps(claims | more)).decode()}"


def test_on_ones_own_machine_there_is_no_account(store, serve):
    serve()
    assert callers.who_asks(store, request()).clearance.role == "analyst"


def test_another_machine_is_refused_without_a_sign_in(store, serve):
    serve()
    assert callers.who_asks(store, request(ip="10.1.2.3")).status == 403
    serve(address="")
    assert callers.who_asks(store, request()).status == 403


def test_a_name_that_leads_here_and_is_not_ours_is_refused(store, serve):
    serve()
    result = callers.who_asks(store, request(host="evil.example"))
    assert isinstance(result, Refused)
    assert result.status == 400


def test_who_is_signed_in_has_their_role(store, serve):
    serve(sign_in=True)
    result = callers.who_asks(store, request(cookie=cookie()))
    assert result == Who("ann@lmc.example", result.clearance)
    assert (result.clearance.role, result.clearance.regions) == ("analyst", ("dorset",))


@pytest.mark.parametrize(
    "signed",
    [
        cookie("another secret"),
        cookie(origin="http://elsewhere.example"),
        cookie(exp=1),
        cookie(is_logged_in=False),
        "",
    ],
)
def test_a_cookie_that_is_not_ours_or_over_is_nobody(store, serve, signed):
    serve(sign_in=True)
    result = callers.who_asks(store, request(cookie=signed))
    assert isinstance(result, Refused)
    assert result.status == 401


def test_a_proxy_names_who_asks_where_it_shows_its_secret(store, serve):
    serve(header="X-Email", secret="between us")
    shown = {SECRET: "between us", "X-Email": "ann@lmc.example"}
    assert callers.who_asks(store, request(**shown)).clearance.role == "analyst"
    assert callers.who_asks(store, request(**{"X-Email": "ann@lmc.example"})).status == 403
