"""A server with the routes of service/, without pages: who asks is told by a header of the test."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette

from disclosure import ROLES, cleared
from loaders.demonstration import load_demonstration
from service import Refused, Who, routes
from service.watching import Watched, Watching
from store import Store
from tests.service.client import Client

ROLE_HEADER = "x-role"


@pytest.fixture(scope="session")
def demonstrated(tmp_path_factory) -> Store:
    """A store with the demonstration; for reading alone."""
    store = Store.open(Path(tmp_path_factory.mktemp("served")) / "store")
    load_demonstration(store)
    return store


def by_header(_: Store, request) -> Who | Refused:
    role = request.headers.get(ROLE_HEADER, "")
    return Who("somebody", cleared(role)) if role in ROLES else Refused("Sign in to see this dashboard.", 401)


@pytest.fixture
def watching() -> Watching:
    return Watching()


@pytest.fixture
def client(demonstrated, watching) -> Client:
    """A client that is nobody until a request names a role."""
    return Client(Watched(Starlette(routes=routes(lambda: demonstrated, by_header, watching)), watching))
