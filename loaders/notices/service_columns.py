"""Which columns of a table are about a service, and what their cells say of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from loaders.cells.typed import typed
from loaders.dates.days_in_text import DAY_IN_TEXT
from loaders.notices.fact_dates import STEP_HEADINGS
from loaders.notices.facts import DATES
from loaders.notices.matrix_cells import key_of, read_with_key
from loaders.notices.named_services import with_remark
from loaders.tables.columns import pieces
from loaders.tables.meanings import services_meant
from loaders.tables.tables import Column, Table
from loaders.texts.phrases import Said
from loaders.vocabulary.headings import OF_PRACTICES
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import normalise

_DATE = DAY_IN_TEXT
_LEAD = r"(?P<lead>notice served|date served|served|with effect from|effective from|effective|from|wef|on)?"
_DATED = re.compile(rf"[\s(\[,:–-]*{_LEAD}:?\s*(?P<date>{_DATE})[\s)\]]*", re.IGNORECASE)
_LABELLED = re.compile(rf"(?P<label>.+?)[\s:–-]+(?P<date>{_DATE})", re.IGNORECASE)
_SERVED = re.compile(
    r"(?:ha(?:s|ve) (?:you|your practice|the practice) |has )?(?:notices? (?:been )?(?:served|given|issued)"
    r"|(?:served|given) notice|date (?:of )?notice(?: (?:was )?(?:served|given))?)"
    r" (?:on|for)(?: the| your)?:? (?P<service>.+?)\??",
    re.IGNORECASE,
)
_OF_SERVED = re.compile(
    r"\b(?:served|given|gave)\b.*\bnotice|\bnotices?\b.*\b(?:served|given)\b", re.IGNORECASE | re.DOTALL
)
_OF_PLANS = re.compile(
    r"\b(?:will|would|plan\w*|intend\w*|going to|consider\w*|might|could|may|should|want\w*|not|support\w*|if)\b",
    re.IGNORECASE,
)
_SERVED_ON = re.compile(
    r"(.*\bnotices?(?: served| given)? (?:on|for|to stop))\s+(.+)", re.IGNORECASE | re.DOTALL
)
_WHO = (*OF_PRACTICES, "region")


@dataclass(frozen=True)
class Head:
    """A column of a matrix. services: ids; role: what a date in its cells is, or 'status'; None not said.

    dated: the date in its heading as text, which is of dated_role. scope: the scope that its heading names.
    """

    column: Column
    services: tuple[str, ...] = ()
    role: str | None = None
    dated: str | None = None
    dated_role: str = "effective_on"
    scope: str | None = None


def service_columns(table: Table, vocabulary: Vocabulary) -> list[Head]:
    """The columns whose heading names one service or more for certain."""
    heads = (_head(column, vocabulary) for column in table.columns if column.role not in _WHO)
    return [head for head in heads if head is not None]


def looks_like_notices(table: Table, heads: list[Head], vocabulary: Vocabulary) -> bool:
    """Whether most of what these columns hold are dates, ticks, crosses and status words."""
    values = {value for head in heads for value in table.values(head.column)}
    key = key_of(table)
    readings = [each for value in list(values)[:500] if (each := read_with_key(value, vocabulary, key))]
    known = [each for each in readings if each.said or each.kind not in ("unknown", "unread", "number")]
    return bool(known) and 2 * len(known) > len(readings)


def _head(column: Column, vocabulary: Vocabulary) -> Head | None:
    if column.meaning:
        services = services_meant(column)
        return Head(column, services) if services else None
    if len(column.parts) > 1:
        for at, part in enumerate(column.parts):
            rest = " ".join(column.parts[:at] + column.parts[at + 1 :])
            head = _with_rest(column, _certain(part, vocabulary), rest, vocabulary)
            if head is not None:
                return head
    if column.role is None and (services := _certain(column.heading, vocabulary)):
        return Head(column, services)
    if (found := _DATED.search(column.heading)) and typed(found["date"]).written.reason is None:
        rest = " ".join((column.heading[: found.start()] + " " + column.heading[found.end() :]).split())
        if services := _certain(rest, vocabulary):
            role = "served_on" if "served" in (found["lead"] or "").lower() else "effective_on"
            return Head(column, services, None, found["date"], role)
    if column.role is not None:
        return None
    return (
        _with_suffix(column, vocabulary)
        or _with_scope(column, vocabulary)
        or _with_served(column, vocabulary)
        or asked_of_service(column, vocabulary)
    )


def _with_served(column: Column, vocabulary: Vocabulary) -> Head | None:
    """'Notice served on spirometry'."""
    found = _SERVED.fullmatch(" ".join(column.heading.split()))
    services = _certain(found["service"], vocabulary) if found else ()
    return Head(column, services, "served_on") if services else None


def _with_scope(column: Column, vocabulary: Vocabulary) -> Head | None:
    """'ECGs (new requests only)'."""
    services, said = with_remark(column.heading, vocabulary) or ((), Said())
    return Head(column, services, scope=said.scope) if services and said == Said(scope=said.scope) else None


def asked_of_service(column: Column, vocabulary: Vocabulary) -> Head | None:
    """The head of 'Have you served notice on: Spirometry' or 'Which services have you served notice on? [Spirometry]';
    None for any other heading."""
    said = pieces(column.heading)
    found = _SERVED_ON.fullmatch(column.heading.rstrip(" ?"))
    for lead, service in [found.groups()] if found else pairwise(said):
        if is_of_notices_served(lead) and (services := _certain(service, vocabulary)):
            return Head(column, services, "served_on")
    return None


def is_of_notices_served(question: str) -> bool:
    """Whether a question is about notices that have been served, and not about those that may be."""
    return bool(_OF_SERVED.search(question)) and not _OF_PLANS.search(question)


def _with_rest(column: Column, services: tuple[str, ...], rest: str, vocabulary: Vocabulary) -> Head | None:
    """The head of a heading in two rows, one of which names the service and the other what is said of it."""
    if not services:
        return None
    role = typed(rest, vocabulary).role("notices")
    if role in (*DATES, "status"):
        return Head(column, services, role)
    if found := _LABELLED.fullmatch(rest):  # 'Effective from' in front of a row of dates
        role = typed(found["label"], vocabulary).role("notices")
        if role in ("served_on", "effective_on") and typed(found["date"]).written.reason is None:
            return Head(column, services, None, found["date"], role)
    if role == "service" or is_of_notices_served(
        rest
    ):  # a heading over all the services says no more than that they are services
        return Head(column, services)
    if (found := _DATED.fullmatch(rest)) and typed(found["date"]).written.reason is None:
        served = "served" in (found["lead"] or "").lower()
        return Head(column, services, None, found["date"], "served_on" if served else "effective_on")
    return None


def _with_suffix(column: Column, vocabulary: Vocabulary) -> Head | None:
    """'Spirometry - date served': a service, then what its cells say of it."""
    words = re.split(r"\s*[-–:(]\s*|\s+", column.heading.rstrip(" )"))
    for size in range(1, min(4, len(words) - 1) + 1):
        said = " ".join(words[-size:])
        role = typed(said, vocabulary).role("notices")
        telling = role in (*DATES, "status") or normalise(said) in STEP_HEADINGS
        services = _certain(" ".join(words[:-size]), vocabulary) if telling else ()
        if services:
            return Head(column, services, role if role in (*DATES, "status") else None)
    return None


def _certain(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The ids of the services that a text names, all of its parts; empty where any part is not certain."""
    found = [match.id for match in typed(text, vocabulary).services] if text else []
    return tuple(dict.fromkeys(found)) if all(found) else ()
