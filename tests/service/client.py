"""Requests to an ASGI application without a network: status, headers and text of its answers."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote


@dataclass(frozen=True)
class Answer:
    """headers: by name in small letters."""

    status_code: int
    headers: dict[str, str]
    text: str

    def json(self) -> Any:
        return json.loads(self.text)


class Client:
    """Asks one application. address: whom requests come from."""

    def __init__(self, app: Any, address: str = "127.0.0.1") -> None:
        self.app, self.address = app, address

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        return self.send("GET", path, headers)

    def send(self, method: str, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        return asyncio.run(self._send(method, path, {"host": "127.0.0.1"} | dict(headers or {})))

    async def _send(self, method: str, path: str, headers: Mapping[str, str]) -> Answer:
        result: list[dict] = []

        async def receive() -> dict:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: dict) -> None:
            result.append(message)

        path, _, query = path.partition("?")
        scope = {
            "type": "http", "http_version": "1.1", "method": method, "scheme": "http", "path": unquote(path),
            "raw_path": path.encode(), "query_string": query.encode(), "root_path": "", "client": (self.address, 1),
            "server": ("127.0.0.1", 8501), "headers": [(n.lower().encode(), v.encode()) for n, v in headers.items()],
        }  # fmt: skip
        await self.app(scope, receive, send)
        body = b"".join(message.get("body", b"") for message in result[1:])
        given = {name.decode().lower(): value.decode() for name, value in result[0]["headers"]}
        return Answer(result[0]["status"], given, body.decode())
