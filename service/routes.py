"""Every address that a server answers beside its pages."""

from __future__ import annotations

from collections.abc import Callable

from starlette.routing import Route

from service.data import Data
from service.description import described
from service.guard import Admit
from service.health import Health
from service.watching import Watching
from store import Store


def routes(
    opened: Callable[[], Store],
    admit: Admit,
    watching: Watching | None = None,
    trouble: Callable[[Store], str] = lambda _: "",
) -> list[Route]:
    """Health, the data API and its description; all of them read and change nothing. opened: gives the store, open, and
    raises StoreError where it cannot. admit: who asks. trouble: why the server can take nobody on, or ''."""
    data, health = Data(opened, admit), Health(opened, watching or Watching(), trouble)
    return [
        Route("/healthz", health.alive),
        Route("/readyz", health.ready),
        Route("/metrics", health.metrics),
        Route("/api/openapi.json", described),
        Route("/api/measures", data.listing),
        Route("/api/measures/{name}", data.measure),
    ]
