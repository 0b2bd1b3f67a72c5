"""Which columns of a table are about a service, and what their cells say of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from loaders.cells.typed import typed
from loaders.notices.fact_dates import STEP_HEADINGS
from loaders.notices.facts import DATES
from loaders.notices.matrix_cells import key_of, read_with_key
from loaders.notices.named_services import with_remark
from loaders.notices.stated import TITLE
from loaders.tables.columns import pieces
from loaders.tables.meanings import services_meant
from loaders.tables.tables import Column, Table
from loaders.texts.phrases import Said, read_notice
from loaders.texts.service_headings import is_of_notices_served, question_and_service, service_served
from loaders.vocabulary.headings import OF_PRACTICES
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import normalise

_WHO = (*OF_PRACTICES, "region")


@dataclass(frozen=True)
class Head:
    """A column of a matrix. services: ids; role: what a date in its cells is, or 'status'; None not said.

    dated: the date in its heading as text, which is of dated_role. scope: the scope that its heading names. of_step: a
    day in its cells is that of the step that another column of the service says ('ECGs status', 'ECGs date').
    """

    column: Column
    services: tuple[str, ...] = ()
    role: str | None = None
    dated: str | None = None
    dated_role: str = "effective_on"
    scope: str | None = None
    of_step: bool = False


def service_columns(table: Table, vocabulary: Vocabulary) -> list[Head]:
    """The columns whose heading names one service or more for certain."""
    every = (_head(column, vocabulary) for column in table.columns if column.role not in _WHO)
    heads = [head for head in every if head is not None]
    with_step = {head.services for head in heads if head.role == "status"}
    return [replace(head, of_step=head.of_step and head.services in with_step) for head in heads]


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
    if head := _in_parts(column, vocabulary):
        return head
    if column.role is None and (services := _certain(column.heading, vocabulary)):
        return Head(column, services)
    if head := _with_day(column, vocabulary):
        return head
    ways = (_with_suffix, _with_scope, _with_served, asked_of_service) if column.role is None else ()
    return next(filter(None, (way(column, vocabulary) for way in ways)), None)


def _in_parts(column: Column, vocabulary: Vocabulary) -> Head | None:
    """A heading in several rows, one of which names the service."""
    parts = column.parts if len(column.parts) > 1 else ()
    rests = (" ".join([*parts[:at], *parts[at + 1 :]]) for at in range(len(parts)))
    heads = (
        _with_rest(column, _certain(part, vocabulary), rest, vocabulary)
        for part, rest in zip(parts, rests, strict=True)
    )
    return next(filter(None, heads), None)


def _with_day(column: Column, vocabulary: Vocabulary) -> Head | None:
    """'Spirometry from 1 March 2025'."""
    statement = read_notice(column.heading, vocabulary, about=TITLE)
    stated = _stated_day(statement)
    services = tuple(dict.fromkeys(statement.services))
    return Head(column, services, None, stated[1], stated[0]) if stated and services else None


def _stated_day(statement: Said) -> tuple[str, str] | None:
    """The role and the text of the one day that a heading states; None where it leaves a doubt or says more."""
    doubts = statement.doubts or statement.undated or statement.none or statement.scope
    if doubts or len(statement.dates) != 1:
        return None
    role, day = statement.dates[0]
    clear = role in (None, "served_on", "effective_on") and typed(day).written.reason is None
    return (role or "effective_on", day) if clear else None


def _with_served(column: Column, vocabulary: Vocabulary) -> Head | None:
    """'Notice served on spirometry'."""
    services = _certain(service_served(column.heading) or "", vocabulary)
    return Head(column, services, "served_on") if services else None


def _with_scope(column: Column, vocabulary: Vocabulary) -> Head | None:
    """'ECGs (new requests only)'."""
    services, statement = with_remark(column.heading, vocabulary) or ((), Said())
    return (
        Head(column, services, scope=statement.scope)
        if services and statement == Said(scope=statement.scope)
        else None
    )


def asked_of_service(column: Column, vocabulary: Vocabulary) -> Head | None:
    """The head of 'Have you served notice on: Spirometry' or 'Which services have you served notice on? [Spirometry]';
    None for any other heading."""
    asked = question_and_service(column.heading)
    for lead, service in [asked] if asked else pairwise(pieces(column.heading)):
        if is_of_notices_served(lead) and (services := _certain(service, vocabulary)):
            return Head(column, services, "served_on")
    return None


def _with_rest(column: Column, services: tuple[str, ...], rest: str, vocabulary: Vocabulary) -> Head | None:
    """The head of a heading in two rows, one of which names the service and the other what is said of it."""
    if not services:
        return None
    role = typed(rest, vocabulary).role("notices")
    if role in (*DATES, "status"):
        return Head(column, services, role)
    if role == "service" or is_of_notices_served(
        rest
    ):  # a heading over all the services says no more than that they are services
        return Head(column, services)
    statement = read_notice(rest, vocabulary, about=TITLE)
    if (stated := _stated_day(statement)) and not statement.services:  # 'Effective from 1 March 2025'
        return Head(column, services, None, stated[1], stated[0])
    return None


def _with_suffix(column: Column, vocabulary: Vocabulary) -> Head | None:
    """'Spirometry - date served': a service, then what its cells say of it."""
    words = re.split(r"\s*[-–:(]\s*|\s+", column.heading.rstrip(" )"))
    for size in range(1, min(4, len(words) - 1) + 1):
        suffix = " ".join(words[-size:])
        role = typed(suffix, vocabulary).role("notices")
        telling = role in (*DATES, "status") or normalise(suffix) in STEP_HEADINGS
        services = _certain(" ".join(words[:-size]), vocabulary) if telling else ()
        if services:
            stated = role if role in (*DATES, "status") else None
            return Head(column, services, stated, of_step=stated is None)
    return None


def _certain(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The ids of the services that a text names, all of its parts; empty where any part is not certain."""
    ids = [match.id for match in typed(text, vocabulary).services] if text else []
    return tuple(dict.fromkeys(ids)) if all(ids) else ()
