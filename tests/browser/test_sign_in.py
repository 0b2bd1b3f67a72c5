"""Signing in through a real provider: redirect, code, signed token, cookie; and each way in which a sign-in is over."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from importlib.util import find_spec

import pytest
from playwright.sync_api import Browser, BrowserContext

from disclosure import ROLE
from frame.sessions import HOUR, MINUTE
from store import Store
from tests.browser.conftest import Visitor, cannot_run, free_port
from tests.browser.provider import CLIENT, SECRET, Provider, providing

ANALYST, COMMITTEE = "ann@lmc.example", "com@lmc.example"


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    if find_spec("authlib") is None:
        cannot_run("Signing in needs streamlit[auth].")
    with providing() as item:
        yield item


@pytest.fixture(scope="module")
def server(serve, demonstration_store, provider, tmp_path_factory) -> Iterator:
    """A server whose viewers sign in with the provider; an analyst and a committee have roles."""
    port = free_port()
    auth = {
        "redirect_uri": f"http://127.0.0.1:{port}/oauth2callback", "cookie_secret": secrets.token_hex(32),
        "client_id": CLIENT, "client_secret": SECRET,
        "server_metadata_url": f"{provider.address}/.well-known/openid-configuration",
    }  # fmt: skip
    kept = tmp_path_factory.mktemp("secrets") / "secrets.toml"
    kept.write_text("[auth]\n" + "".join(f"{name} = {json.dumps(value)}\n" for name, value in auth.items()))
    options = (f"--secrets.files={kept}",)
    with serve(demonstration_store, port=port, options=options) as running:
        store = Store.open(running.store)
        store.set(ROLE, ANALYST, {"role": "analyst", "regions": []})
        store.set(ROLE, COMMITTEE, {"role": "committee", "regions": []})
        yield running


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 720})
    yield made
    made.close()


@pytest.fixture
def signed_in(server, provider, context):
    """signed_in(email, …): a browser that has gone to the provider and come back."""

    def sign_in(email: str, **claims) -> Visitor:
        provider.sign_in_as(email, **claims)
        visitor = Visitor(context.new_page())
        visitor.go(server.address)
        assert "Sign in to see this dashboard." in visitor.text
        with visitor.page.expect_navigation(url=f"{server.address}/"):
            visitor.page.get_by_role("button", name="Sign in").click()
        visitor.settle()
        return visitor

    return sign_in


def test_who_has_a_role_is_let_in_and_signing_out_ends_it_in_every_browser(
    server, provider, browser, context, signed_in
):
    visitor = signed_in(ANALYST)
    assert "Exampleshire" in visitor.text
    elsewhere = browser.new_context(storage_state=context.storage_state())
    other = Visitor(elsewhere.new_page())
    other.go(f"{server.address}/data")
    assert "Sign in" not in other.page.title()
    assert "have signed out" not in other.text
    cookies = {
        cookie["name"]: cookie for cookie in context.cookies() if cookie["name"].startswith("_streamlit_user")
    }
    assert cookies
    assert all(cookie["httpOnly"] and cookie["sameSite"] == "Lax" for cookie in cookies.values())

    ended = provider.signed_out
    visitor.page.get_by_role("button", name=f"Sign out {ANALYST}").click()
    visitor.page.get_by_text("Sign in to see this dashboard.").wait_for()
    assert provider.signed_out == ended + 1
    other.go(f"{server.address}/data")
    assert "You have signed out. Sign in again." in other.text
    elsewhere.close()


def test_a_committee_has_its_own_role(server, signed_in):
    visitor = signed_in(COMMITTEE)
    visitor.page.goto(f"{server.address}/upload")
    visitor.page.get_by_text("set up for looking only").wait_for()


@pytest.mark.parametrize(
    ("email", "claims", "sentence"),
    [
        ("stranger@x.example", {}, "have no role here yet"),
        (ANALYST, {"email_verified": False}, "gives no address that was verified"),
        (ANALYST, {"expires": -20}, "The sign-in has expired."),
        (ANALYST, {"issued": -13 * HOUR}, "The sign-in has expired."),
        (COMMITTEE, {"issued": -31 * MINUTE}, "Nobody used this sign-in for 30 minutes"),
    ],
)
def test_whom_a_token_does_not_let_in(signed_in, email, claims, sentence):
    visitor = signed_in(email, **claims)
    assert sentence in visitor.text
    assert "Exampleshire" not in visitor.text
