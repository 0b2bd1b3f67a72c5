"""What is asked of the server, as lines of JSON and as counts: which route, which answer, how long; never who."""

from __future__ import annotations

import json
import re
import sys
import threading
import time
from collections import Counter
from datetime import UTC, datetime
from typing import Any

ROUTES = (
    ("data", re.compile(r"/api/measures/[a-z_]+")),
    ("listing", re.compile(r"/api/(measures|openapi\.json)/?")),
    ("health", re.compile(r"/(healthz|readyz|metrics)")),
    ("upload", re.compile(r"/_stcore/upload_file/.*")),
    ("session", re.compile(r"/_stcore/.*")),
    ("sign-in", re.compile(r"/(auth|oauth2callback).*")),
)
PAGE = "page"  # and all that belongs to one: scripts, fonts, pictures
QUIET = ("health",)


def route_of(path: str) -> str:
    """The kind of route of a path, which may hold a session's id: '/_stcore/upload_file/3f…' → 'upload'."""
    return next((name for name, pattern in ROUTES if pattern.fullmatch(path)), PAGE)


class Watching:
    """Counts of one process. speak: write a line of JSON to standard error for each request but those of health."""

    def __init__(self, *, speak: bool = False) -> None:
        self.speak = speak
        self._answers: Counter[tuple[str, int]] = Counter()
        self._seconds: Counter[str] = Counter()
        self._lock = threading.Lock()

    def note(self, method: str, path: str, status: int, seconds: float) -> None:
        """Count one answer."""
        route = route_of(path)
        with self._lock:
            self._answers[route, status] += 1
            self._seconds[route] += seconds
        if self.speak and route not in QUIET:
            at = datetime.now(UTC).isoformat(timespec="milliseconds")
            entry = {
                "at": at,
                "method": method,
                "route": route,
                "status": status,
                "ms": round(seconds * 1000, 1),
            }
            print(json.dumps(entry), file=sys.stderr, flush=True)

    def lines(self) -> list[str]:
        """The counts since the start, as Prometheus reads them."""
        with self._lock:
            answers, seconds = dict(self._answers), dict(self._seconds)
        return [
            "# TYPE uptake_requests_total counter",
            *(
                f'uptake_requests_total{{route="{r}",status="{s}"}} {n}'
                for (r, s), n in sorted(answers.items())
            ),
            "# TYPE uptake_request_seconds_total counter",
            *(
                f'uptake_request_seconds_total{{route="{route}"}} {n:.3f}'
                for route, n in sorted(seconds.items())
            ),
        ]


class Watched:
    """An ASGI application whose answers over HTTP are counted."""

    def __init__(self, app: Any, watching: Watching) -> None:
        self.app, self.watching = app, watching

    async def __call__(self, scope: dict, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun, status = time.perf_counter(), 500

        async def answer(message: dict) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, answer)
        finally:
            self.watching.note(scope["method"], scope["path"], status, time.perf_counter() - begun)
