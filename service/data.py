"""Measures as data: the same tables as on the command line, as they may leave for whoever asks."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from disclosure import ask, offered
from measures import MEASURES
from measures.formats import WRITERS
from service.asked import WrongRequest, asked_for, form_asked_for
from service.guard import Admit, Refused, Who
from store import Snapshot, Store, StoreError

TYPES = {"json": "application/json", "csv": "text/csv; charset=utf-8"}
NOT_KEPT = {"Cache-Control": "private, no-cache", "Vary": "Accept, Cookie"}


def refused(sentence: str, status: int) -> Response:
    """A sentence in place of data."""
    return JSONResponse({"error": sentence}, status, NOT_KEPT)


class Data:
    """The routes of the data of one store. opened: gives the store, open. admit: who asks, or why they are refused."""

    def __init__(self, opened: Callable[[], Store], admit: Admit) -> None:
        self._opened, self._admit = opened, admit

    def listing(self, request: Request) -> Response:
        """The measures that whoever asks may have: name, question, grain, parameters and columns."""
        return self._guarded(request, self._listing)

    def measure(self, request: Request) -> Response:
        """One measure, with the columns of its contract in their order; what is withheld is blank."""
        return self._guarded(request, self._measure)

    def _guarded(self, request: Request, answer: Callable[[Request, Store, Who], Response]) -> Response:
        try:
            store = self._opened()
            who = self._admit(store, request)
            return (
                refused(who.sentence, who.status) if isinstance(who, Refused) else answer(request, store, who)
            )
        except WrongRequest as wrong:
            return refused(str(wrong), 400)
        except StoreError as broken:
            return refused(str(broken), 503)

    def _listing(self, request: Request, store: Store, who: Who) -> Response:  # noqa: ARG002 - answered alike
        listing = [
            {
                "name": name,
                "question": MEASURES[name].question,
                "grain": MEASURES[name].grain,
                "parameters": list(MEASURES[name].parameters),
                "columns": MEASURES[name].columns,
            }
            for name in offered(who.clearance)
        ]
        return JSONResponse(listing, headers=NOT_KEPT)

    def _measure(self, request: Request, store: Store, who: Who) -> Response:
        name = request.path_params["name"]
        if name not in MEASURES:
            return refused(
                f"There is no measure {name!r}. There are: {', '.join(offered(who.clearance))}.", 404
            )
        if name not in offered(who.clearance):
            return refused(f"{name} tells of single practices, and is for the LMC's analysts.", 403)
        snapshot = store.snapshot()
        asked = asked_for(snapshot, name, request.query_params)
        form = form_asked_for(request.query_params, request.headers.get("accept", ""))
        headers = NOT_KEPT | _of(snapshot) | {"ETag": _tag(snapshot, who, name, form, asked)}
        if headers["ETag"] in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        text = WRITERS[form](ask(snapshot, who.clearance, name, **asked))
        if request.method != "HEAD":
            store.access.note(who.name, who.clearance.role, "took away", f"{name}.{form} by the data API")
        return Response(text, media_type=TYPES[form], headers=headers)


def _of(snapshot: Snapshot) -> dict[str, str]:
    """Headers that say which state of the store was asked, and where it may be old."""
    headers = {"X-Uptake-Generation": str(snapshot.generation)}
    return headers | (
        {"Warning": '110 - "the store is shown from an earlier copy"'} if snapshot.fallback else {}
    )


def _tag(snapshot: Snapshot, who: Who, name: str, form: str, asked: dict[str, Any]) -> str:
    """The same as long as the answer is: until somebody writes, the day is another or another role asks."""
    of = (snapshot.generation, who.clearance, name, form, sorted(asked.items()), date.today())
    return f'"{hashlib.sha256(repr(of).encode()).hexdigest()[:24]}"'
