"""What the data API answers to, as OpenAPI 3.1, made from the headers of the measures: it cannot fall behind them."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from measures import MEASURES
from measures.catalogue import Measure
from service.asked import FORMATS, LISTS, ONES

ABOUT = {
    "region": "id of a region; may be given several times",
    "service": "id of a service; may be given several times",
    "action": "id of an action; may be given several times",
    "survey": "id of a survey",
    "on": "the day, as 2025-04-01; today where it is not given",
}
REFUSALS = {
    "400": "A parameter, an id or a day that nothing goes by; error says which",
    "401": "Nobody is signed in, or the sign-in is over",
    "403": "This role may not have it",
    "503": "The store cannot be read",
}
ERROR = {"type": "object", "properties": {"error": {"type": "string"}}, "required": ["error"]}


def described(request: Request) -> Response:  # noqa: ARG001 - as a route is called
    """The description, which holds nothing of any store."""
    return JSONResponse(description())


def description() -> dict[str, Any]:
    """The OpenAPI document: a path for each measure, its parameters, and its columns in their order."""
    paths = {f"/api/measures/{name}": {"get": _operation(name, each)} for name, each in MEASURES.items()}
    listing = {
        "summary": "The measures that whoever asks may have",
        "operationId": "measures",
        "responses": {"200": _answer({"type": "array", "items": {"type": "object"}}), **_refusals()},
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "GP collective action: uptake",
            "version": "1",
            "description": "Read-only. Shares are 0 to 1; blank or null is unknown or withheld, never 0; days are ISO. "
            "Whoever asks sees what they would see on the pages.",
        },
        "paths": {"/api/measures": {"get": listing}, **paths},
    }


def _operation(name: str, measure: Measure) -> dict[str, Any]:
    known = {**LISTS, **ONES}
    parameters = [_parameter(parameter) for parameter in known if known[parameter] in measure.parameters]
    form = {"name": "format", "in": "query", "schema": {"type": "string", "enum": list(FORMATS)}}
    columns = {column: {"description": meaning} for column, meaning in measure.columns.items()}
    rows = {"type": "array", "items": {"type": "object", "properties": columns, "required": list(columns)}}
    return {
        "summary": measure.question,
        "description": f"One row per {measure.grain}.",
        "operationId": name,
        "parameters": [*parameters, form],
        "responses": {"200": _answer(rows, csv=True), **_refusals()},
    }


def _parameter(name: str) -> dict[str, Any]:
    text: dict[str, Any] = {"type": "string"} | ({"format": "date"} if name == "on" else {})
    many = name in LISTS
    schema = {"type": "array", "items": text} if many else text
    described = {"name": name, "in": "query", "description": ABOUT[name], "schema": schema}
    return described | ({"explode": True} if many else {})


def _answer(rows: dict[str, Any], *, csv: bool = False) -> dict[str, Any]:
    content: dict[str, Any] = {"application/json": {"schema": rows}}
    if csv:
        content["text/csv"] = {"schema": {"type": "string"}}
    return {"description": "The table", "content": content}


def _refusals() -> dict[str, Any]:
    return {
        status: {"description": why, "content": {"application/json": {"schema": ERROR}}}
        for status, why in REFUSALS.items()
    }
