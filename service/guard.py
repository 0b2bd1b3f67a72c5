"""Who asks: let in as somebody with a clearance, or refused with a sentence; the same decision as for pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request

from disclosure import Clearance
from store import Store


@dataclass(frozen=True)
class Who:
    """name: as the sign-in knows them, '' unknown."""

    name: str
    clearance: Clearance


@dataclass(frozen=True)
class Refused:
    """status: 401 where signing in could change it, 403 where it could not, 400 for a request that is none."""

    sentence: str
    status: int = 403


Admit = Callable[[Store, Request], Who | Refused]
