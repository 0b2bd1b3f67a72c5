"""The dashboard as a server for others runs it: the same pages, with the headers that keep other sites out, the data
API and what tells whether it is well (service/).

    streamlit run frame/serving.py        (or: uvicorn frame.serving:app)

`streamlit run dashboard.py` starts Streamlit's own server, to which no header can be added; on one's own machine it
answers to that machine alone.
"""

from __future__ import annotations

import os
import re
import threading
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse

from frame import capacity, uploads
from frame.callers import who_asks
from frame.handles import raise_limit
from frame.opening import opened, opened_before
from service import routes
from service.watching import Watched, Watching
from store import Store

DASHBOARD = Path(__file__).resolve().parents[1] / "dashboard.py"
UPLOAD = re.compile(r"/_stcore/upload_file/([^/]+)/")
HEALTH = "/_stcore/health"
# Streamlit's page needs scripts and styles of its own in the page, and makes some while it runs.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "media-src 'self' data: blob:",
        "worker-src 'self' blob:",
        "connect-src 'self' ws: wss: data: blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
SECURE = {"Strict-Transport-Security": "max-age=31536000"}


class Guarded:
    """An ASGI application whose answers carry HEADERS, that reads no upload of a session that may not upload, and that
    says it is not well while it can take nobody on."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: dict, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        added = HEADERS | (SECURE if scope.get("scheme") == "https" else {})
        lines = [(name.lower().encode(), value.encode()) for name, value in added.items()]

        async def answer(message: dict) -> None:
            if message["type"] == "http.response.start":
                ours = {name for name, _ in lines}
                given = [pair for pair in message.get("headers", ()) if pair[0].lower() not in ours]
                message = message | {"headers": [*given, *lines]}
            await send(message)

        if scope["path"].endswith(HEALTH) and (
            why := capacity.trouble(opened() if opened_before() else None)
        ):
            await PlainTextResponse(why, 503)(scope, receive, answer)
            return
        session = UPLOAD.search(scope["path"]) if scope["method"] == "PUT" else None
        if session and not uploads.may_upload(session[1]):
            await PlainTextResponse("This session may not upload.", 403)(scope, receive, answer)
            return
        await self.app(scope, receive, answer)


_served: dict[str, Store] = {}
_opening = threading.Lock()


def served() -> Store:
    """The store at UPTAKE_STORE, else data/store, for requests that no page makes: opened once a process, without the
    demonstration. Raises StoreError where it cannot be opened."""
    where = os.environ.get("UPTAKE_STORE", "")
    with _opening:
        if where not in _served:
            _served[where] = Store.open(where or None)
        return _served[where]


raise_limit()
WATCHING = Watching(speak=os.environ.get("UPTAKE_LOG", "") == "json")
app = st.App(
    DASHBOARD,
    routes=routes(served, who_asks, WATCHING, capacity.trouble),
    middleware=[Middleware(Watched, watching=WATCHING), Middleware(Guarded)],
)
