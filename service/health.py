"""Whether the server is well, for whoever runs it: no data, no names, and for anybody who can reach it."""

from __future__ import annotations

import sys
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from service.watching import Watching
from store import Store, StoreError

FRESH = {"Cache-Control": "no-store"}


class Health:
    """opened: gives the store, open. watching: what was counted of requests since the start. trouble: why the server
    can take nobody on, or ''."""

    def __init__(
        self, opened: Callable[[], Store], watching: Watching, trouble: Callable[[Store], str] = lambda _: ""
    ) -> None:
        self._opened, self._watching, self._trouble = opened, watching, trouble

    def alive(self, request: Request) -> Response:  # noqa: ARG002 - as a route is called
        """The process answers: 200, always."""
        return PlainTextResponse("ok\n", headers=FRESH)

    def ready(self, request: Request) -> Response:  # noqa: ARG002 - as a route is called
        """Whether the store can be read and more viewers can come: 200, else 503.

        generation: shown now. age_of_copy: seconds since this server last knew that it is the newest; 0 where the store
        is a folder of this machine. stale: a sentence where what is shown may be old; else ''.
        """
        try:
            store = self._opened()
            snapshot = store.snapshot()
            snapshot.rows("SELECT 1 FROM meta LIMIT 1")
        except StoreError as broken:
            print(broken, file=sys.stderr)
            return JSONResponse({"ready": False, "reason": "the store cannot be read"}, 503, FRESH)
        if why := self._trouble(store):
            return JSONResponse({"ready": False, "reason": why.strip()}, 503, FRESH)
        state = {
            "ready": True,
            "generation": snapshot.generation,
            "age_of_copy": round(store.place.age, 1),
            "stale": snapshot.fallback,
        }
        return JSONResponse(state, headers=FRESH)

    def metrics(self, request: Request) -> Response:
        """The same in numbers, with what was asked for and how long it took, as Prometheus reads them."""
        lines = self._watching.lines()
        readiness = self.ready(request)
        lines += ["# TYPE uptake_ready gauge", f"uptake_ready {int(readiness.status_code == 200)}"]
        try:
            store = self._opened()
            lines += ["# TYPE uptake_generation gauge", f"uptake_generation {store.generation}"]
            lines += [
                "# TYPE uptake_copy_age_seconds gauge",
                f"uptake_copy_age_seconds {store.place.age:.1f}",
            ]
            kept = len(store.generations.numbers())
            lines += ["# TYPE uptake_generations_kept gauge", f"uptake_generations_kept {kept}"]
        except StoreError:
            pass  # said by uptake_ready
        return PlainTextResponse("\n".join(lines) + "\n", headers=FRESH)
