"""The data API: the tables of the command line, for whoever asks, and no more than their pages show."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from starlette.applications import Starlette

from disclosure import COMMITTEE, ROLES, ask, offered
from disclosure.clearance import cleared
from measures import MEASURES, measure
from measures.formats import as_csv, as_json
from service import routes
from service.description import description
from store import StoreError
from tests.service.client import Client
from tests.service.conftest import by_header

ANALYST, COM = {"x-role": "analyst"}, {"x-role": "committee"}


@pytest.mark.parametrize("name", ["preferences", "notices", "regions", "imports"])
def test_json_and_csv_are_what_the_command_line_writes(client, demonstrated, name):
    frame = measure(demonstrated.snapshot(), name)
    assert client.get(f"/api/measures/{name}", headers=ANALYST).text == as_json(frame)
    answer = client.get(f"/api/measures/{name}?format=csv", headers=ANALYST)
    assert answer.text == as_csv(frame)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    header = next(csv.reader(io.StringIO(answer.text)))
    assert header == list(MEASURES[name].columns)


def test_csv_may_be_asked_for_by_the_header_accept(client):
    answer = client.get("/api/measures/surveys", headers=ANALYST | {"accept": "text/csv"})
    assert answer.text.startswith("survey,region,")


def test_parameters_choose_as_the_options_do(client, demonstrated):
    asked = "region=exampleshire&action=pilots&action=med_opt&survey=exampleshire_autumn_2026&on=2026-11-01"
    rows = client.get(f"/api/measures/preferences?{asked}", headers=ANALYST).json()
    frame = measure(
        demonstrated.snapshot(), "preferences", ["exampleshire"], "exampleshire_autumn_2026", (), ["pilots", "med_opt"],
        date(2026, 11, 1),
    )  # fmt: skip
    assert rows == json.loads(as_json(frame))
    assert {row["action"] for row in rows} == {"pilots", "med_opt"}


def test_nobody_gets_anything(client):
    for path in ("/api/measures", "/api/measures/regions", "/api/measures/nothing"):
        answer = client.get(path)
        assert answer.status_code == 401
        assert answer.json() == {"error": "Sign in to see this dashboard."}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_what_it_may_have_and_nothing_else(client, demonstrated, role):
    headers, clearance = {"x-role": role}, cleared(role)
    assert [each["name"] for each in client.get("/api/measures", headers=headers).json()] == list(
        offered(clearance)
    )
    for name in ("by_pcn", "list_weight", "trace_notices", "problems", "comments", "trace_preferences"):
        answer = client.get(f"/api/measures/{name}", headers=headers)
        if name in offered(clearance):
            assert answer.text == as_json(ask(demonstrated.snapshot(), clearance, name))
        else:
            assert answer.status_code == 403


def test_a_committee_gets_no_practice(client):
    for name in offered(COMMITTEE):
        assert "Z99" not in client.get(f"/api/measures/{name}", headers=COM).text, name


@pytest.mark.parametrize(
    ("asked", "status", "words"),
    [
        ("regions?region=dorsett", 400, "Did you mean dorset?"),
        ("regions?on=31/02/2025", 400, "year-month-day"),
        ("regions?colour=red", 400, "There is no parameter 'colour'"),
        ("notices?survey=exampleshire_autumn_2026", 400, "does not depend on 'survey'"),
        ("regions?format=xml", 400, "There is no format 'xml'"),
        ("nonsense", 404, "There is no measure 'nonsense'"),
    ],
)
def test_what_cannot_be_answered_is_a_sentence(client, asked, status, words):
    answer = client.get(f"/api/measures/{asked}", headers=ANALYST)
    assert answer.status_code == status
    assert words in answer.json()["error"]


def test_nothing_can_be_changed(client):
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert client.send(method, "/api/measures/regions", headers=ANALYST).status_code == 405


def test_the_same_answer_is_not_sent_twice_and_another_role_gets_its_own(client):
    first = client.get("/api/measures/regions", headers=ANALYST)
    again = client.get("/api/measures/regions", headers=ANALYST | {"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.text) == (304, "")
    other = client.get("/api/measures/regions", headers=COM | {"if-none-match": first.headers["etag"]})
    assert other.status_code == 200
    assert first.headers["cache-control"] == "private, no-cache"


def test_what_was_taken_away_is_noted(client, demonstrated):
    client.get("/api/measures/tiles?format=csv", headers=COM)
    entry = demonstrated.access.read(1)[0]
    assert (entry["did"], entry["what"]) == ("took away", "tiles.csv by the data API")


def test_a_store_that_cannot_be_read_is_a_sentence():
    def broken():
        raise StoreError("The database of this store is damaged.")

    answer = Client(Starlette(routes=routes(broken, by_header))).get("/api/measures/regions", headers=ANALYST)
    assert (answer.status_code, answer.json()) == (503, {"error": "The database of this store is damaged."})


def test_the_description_has_every_measure_with_its_columns(client):
    result = client.get("/api/openapi.json").json()
    assert result == json.loads(json.dumps(description()))
    for name, each in MEASURES.items():
        operation = result["paths"][f"/api/measures/{name}"]["get"]
        items = operation["responses"]["200"]["content"]["application/json"]["schema"]["items"]
        assert items["required"] == list(each.columns)
        asked = {item["name"] for item in operation["parameters"]}
        assert ("on" in asked) == ("on" in each.parameters)
