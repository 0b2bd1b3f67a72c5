"""What a request asks a measure for: the options of the command line, as parameters of an address."""

from __future__ import annotations

from datetime import date
from typing import Any

from starlette.datastructures import QueryParams

from measures import MEASURES
from measures.known import complaint
from store import Snapshot
from terminal.arguments import day

LISTS = {"region": "regions", "service": "services", "action": "actions"}  # may be given several times
ONES = {"survey": "survey", "on": "on"}
FORMATS = ("json", "csv")


class WrongRequest(ValueError):  # noqa: N818 - a sentence for whoever asked
    """What was asked cannot be answered; the text is the sentence to say so."""


def asked_for(snapshot: Snapshot, name: str, given: QueryParams) -> dict[str, Any]:
    """The arguments of measures.measure that a request gives, and no others than that measure depends on.

    Raises WrongRequest for a parameter that nothing goes by, an id or a day that is none, and for one that would change
    nothing: a table that looks filtered and is not would mislead.
    """
    known = {**LISTS, **ONES}
    if unknown := set(given) - {*known, "format"}:
        raise WrongRequest(
            f"There is no parameter {min(unknown)!r}; there are {', '.join((*known, 'format'))}."
        )
    if idle := next(
        (
            parameter
            for parameter in known
            if parameter in given and known[parameter] not in MEASURES[name].parameters
        ),
        None,
    ):
        raise WrongRequest(f"{name} does not depend on {idle!r}.")
    ids = {parameter: given.getlist(parameter) for parameter in (*LISTS, "survey")}
    if wrong := complaint(snapshot, ids):
        raise WrongRequest(wrong)
    asked: dict[str, Any] = {LISTS[parameter]: tuple(ids[parameter]) for parameter in LISTS if ids[parameter]}
    if ids["survey"]:
        asked["survey"] = ids["survey"][-1]
    if "on" in given:
        asked["on"] = _day(given["on"])
    return asked


def form_asked_for(given: QueryParams, accepted: str) -> str:
    """json or csv: as the parameter says, else as the header Accept does. Raises WrongRequest for another format."""
    form = given.get("format") or ("csv" if "text/csv" in accepted else "json")
    if form not in FORMATS:
        raise WrongRequest(f"There is no format {form!r}; there are {' and '.join(FORMATS)}.")
    return form


def _day(text: str) -> date:
    try:
        return day(text)
    except ValueError as wrong:
        raise WrongRequest(f"on: {wrong}") from None
