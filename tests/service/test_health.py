"""Whether a server is well, without a word of who asked or for what."""

from __future__ import annotations

import json

import pytest
from starlette.applications import Starlette

from service import routes
from service.watching import Watching, route_of
from store import StoreError
from tests.service.client import Client
from tests.service.conftest import by_header


def test_a_server_that_is_well_says_so(client, demonstrated):
    assert client.get("/healthz").text == "ok\n"
    result = client.get("/readyz").json()
    assert result == {"ready": True, "generation": demonstrated.generation, "age_of_copy": 0.0, "stale": ""}


def test_a_server_without_its_store_is_alive_and_not_ready(capsys):
    def broken():
        raise StoreError("The store in /srv/elm-surgery cannot be read.")

    client = Client(Starlette(routes=routes(broken, by_header)))
    assert client.get("/healthz").status_code == 200
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (
        503,
        {"ready": False, "reason": "the store cannot be read"},
    )
    assert "elm-surgery" in capsys.readouterr().err
    assert "uptake_ready 0" in client.get("/metrics").text


def test_requests_are_counted_by_route_and_answer(client):
    client.get("/api/measures/regions")
    client.get("/api/measures/regions", headers={"x-role": "analyst"})
    client.get("/api/measures/tiles", headers={"x-role": "analyst"})
    lines = client.get("/metrics").text.splitlines()
    assert 'uptake_requests_total{route="data",status="401"} 1' in lines
    assert 'uptake_requests_total{route="data",status="200"} 2' in lines
    assert any(line.startswith("uptake_generations_kept ") for line in lines)


@pytest.mark.parametrize(
    ("path", "route"),
    [("/", "page"), ("/notices", "page"), ("/_stcore/upload_file/3f2a/9", "upload"), ("/_stcore/stream", "session"),
     ("/api/measures/regions", "data"), ("/api/measures", "listing"), ("/readyz", "health"),
     ("/oauth2callback", "sign-in")],
)  # fmt: skip
def test_the_kind_of_route_holds_nothing_of_the_path(path, route):
    assert route_of(path) == route


def test_a_line_of_the_log_says_no_person_and_no_question(capsys):
    watching = Watching(speak=True)
    watching.note("GET", "/api/measures/preferences", 200, 0.0123)
    watching.note("GET", "/readyz", 200, 0.001)
    result = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [set(item) for item in result] == [{"at", "method", "route", "status", "ms"}]
    assert (result[0]["route"], result[0]["ms"]) == ("data", 12.3)


def test_a_server_that_can_take_nobody_on_is_not_ready(demonstrated):
    client = Client(
        Starlette(routes=routes(lambda: demonstrated, by_header, trouble=lambda _: "As many as it can."))
    )
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["reason"]) == (503, "As many as it can.")
