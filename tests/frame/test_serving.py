"""What the server for others adds to Streamlit's: headers on every answer, and no upload from whoever may not."""

from __future__ import annotations

import asyncio

import pytest

from frame import uploads
from frame.serving import HEADERS, Guarded


class Application:
    """A small ASGI application that answers everything, and notes how much it has read."""

    def __init__(self) -> None:
        self.read: list[int] = []

    async def __call__(self, scope, receive, send) -> None:
        self.read.append(len((await receive())["body"]))
        await send(
            {"type": "http.response.start", "status": 200, "headers": [(b"X-Frame-Options", b"ALLOWALL")]}
        )
        await send({"type": "http.response.body", "body": b"here"})


@pytest.fixture
def application(monkeypatch) -> Application:
    monkeypatch.setattr(uploads, "_may", {"analyst": True, "committee": False})
    return Application()


def answer(application, method: str, path: str, scheme: str = "http") -> tuple[int, list[tuple[str, str]]]:
    """Status and headers of an answer to a request with a body of 1,000 bytes."""
    result = []

    async def receive():
        return {"type": "http.request", "body": b"x" * 1000, "more_body": False}

    async def send(message):
        result.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "scheme": scheme,
        "headers": [],
        "query_string": b"",
    }
    asyncio.run(Guarded(application)(scope, receive, send))
    return result[0]["status"], [
        (name.decode().lower(), value.decode()) for name, value in result[0]["headers"]
    ]


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_every_answer_keeps_other_sites_out(application, scheme):
    status, headers = answer(application, "GET", "/upload", scheme)
    assert status == 200
    for name, value in HEADERS.items():
        assert [given for called, given in headers if called == name.lower()] == [value]
    assert "frame-ancestors 'none'" in dict(headers)["content-security-policy"]
    assert ("strict-transport-security" in dict(headers)) == (scheme == "https")


@pytest.mark.parametrize(("session", "status"), [("analyst", 200), ("committee", 403), ("nobody", 403)])
def test_an_upload_is_read_from_those_alone_who_may(application, session, status):
    assert answer(application, "PUT", f"/_stcore/upload_file/{session}/one")[0] == status
    assert application.read == ([1000] if status == 200 else [])
