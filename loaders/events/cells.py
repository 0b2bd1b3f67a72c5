"""What the cells of an event say beside its kind and date: services, amounts, the LMC's position."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from loaders.cells.typed import typed
from loaders.kinds import Context
from loaders.tables.tables import Column, Table
from loaders.texts.answers import AnswerReader
from loaders.vocabulary.lookups import KEEP_AS_WRITTEN, LEAVE_OUT
from loaders.vocabulary.words import normalise

_ACCEPTED = re.compile(r"accept(?:ed)?\s*\??$", re.IGNORECASE)
_BARE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SUM = re.compile(
    r"£\s?\d[\d,]*(?:\.\d+)?(?:\s?(?:k|m|bn|million|billion)\b)?(?:\s+(?:per|a|an|for each|each|every)\s+[\w&/'-]+"
    r"(?:\s+(?!(?:from|until|to|for|by|on|and|but|if|in|at|with|which|is|was)\b)[\w&/'-]+){0,4})?",
    re.IGNORECASE,
)
_NOT_YET = ("tbc", "tba", "to be confirmed", "unknown", "not known", "n/k")
_MONEY = re.compile(r"£|\bGBP\b|\bpounds?\b", re.IGNORECASE)


def worded(table: Table, column: Column, at: int) -> str:
    """A cell as text with single blanks; '' where it is blank or a dash."""
    value = table.values(column)[at]
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime | date):
        value = f"{value:%d/%m/%Y}"
    text = " ".join(str(value).split())
    return text if normalise(text) else ""


def services_of(table: Table, live: Sequence[int], context: Context) -> dict[int, list[str]]:
    """Service ids by position. A part that names none for certain is asked about; the event loads without it."""
    found: dict[int, list[str]] = {}
    for column in table.having("services"):
        for at in live:
            text = worded(table, column, at)
            if not text or context.typed(text).silence:
                continue
            for part, match in context.vocabulary.services_in(text):
                if match:
                    found.setdefault(at, []).extend(match.ids)
                elif not match.leave_out:
                    _ask_service(table, at, column, part, match.suggestions, context)
    return {at: list(dict.fromkeys(ids)) for at, ids in found.items()}


def _ask_service(
    table: Table, at: int, column: Column, part: str, suggestions: Sequence[str], context: Context
) -> None:
    choices = [
        *dict.fromkeys((*suggestions, *context.vocabulary.known("service"))),
        KEEP_AS_WRITTEN,
        LEAVE_OUT,
    ]
    place = {"sheet": table.sheet, "row": table.rows[at], "col": column.index}
    context.draft.ask("service", part, f"Which service is “{part.strip()}”?", choices, **place)


def positions_of(table: Table, live: Sequence[int], context: Context) -> dict[int, str]:
    """accept, undecided or reject by position, from the column of the LMC's position. Else it is asked about."""
    reader = AnswerReader("offer", context.vocabulary)
    found: dict[int, str] = {}
    for column in table.having("position"):
        for at in live:
            text = worded(table, column, at)
            if not text:
                continue
            if _ACCEPTED.match(column.heading) and typed(text).tick is not None:
                text = "accept" if typed(text).tick else "reject"  # a yes under 'Accepted?'
            chosen = context.vocabulary.remembered("position", normalise(text))
            answer = (chosen if chosen != LEAVE_OUT else None) if chosen else reader.read(text).answer
            if answer:
                found[at] = answer
            elif not chosen and not context.typed(text).silence:
                choices = [*context.vocabulary.known("position"), LEAVE_OUT]
                sentence = f"“{text}”: does the LMC accept the offer, reject it, or is it undecided?"
                place = {"sheet": table.sheet, "row": table.rows[at], "col": column.index}
                context.draft.ask("position", text, sentence, choices, **place)
    return found


def amounts_of(table: Table, live: Sequence[int], context: Context) -> dict[int, str]:
    """Amounts as text with their unit, by position: from the cell, a column of units, or the heading."""
    found: dict[int, str] = {}
    for column in table.having("amount"):
        for at in live:
            text = worded(table, column, at)
            if text and not context.typed(text).silence:
                if normalise(text) in _NOT_YET:
                    continue
                amount = _with_unit(table, at, column, text)
                if _BARE.fullmatch(amount):
                    reason = (
                        f"“{text}” is an amount without its unit; write it as £3.50 per patient, for example."
                    )
                    context.draft.problem(
                        table.sheet, table.rows[at], column.index, column.heading, text, reason
                    )
                    continue
                found[at] = f"{found[at]}; {amount}" if at in found else amount
    return found | {at: amount for at in live if at not in found and (amount := _in_words(table, at))}


def _in_words(table: Table, at: int) -> str | None:
    """The one amount that the words of a row give, with what it is for: 'Offer: £20 per visit' → '£20 per visit'."""
    texts = [
        worded(table, column, at) for role in ("what", "summary", "offer") for column in table.having(role)
    ]
    found = [match[0].strip() for text in texts for match in _SUM.finditer(text)]
    return found[0] if len(found) == 1 and sum(text.count("£") for text in texts) == 1 else None


def _with_unit(table: Table, at: int, column: Column, text: str) -> str:
    """'£12.50 per fitting' from 12.5 under 'Fee (£)' beside 'per fitting'. A text with a unit stays as it is."""
    heading = column.heading
    units = [unit for each in table.having("amount_unit") if (unit := worded(table, each, at))]
    if not units and (inside := re.search(r"\bper [a-z ]+", heading, re.IGNORECASE)):
        units = [inside[0].strip()]
    if _BARE.fullmatch(text) and _MONEY.search(" ".join([heading, *units])):
        number = float(text.replace(",", ""))
        text = f"£{number:,.0f}" if number.is_integer() else f"£{number:,.2f}"
    units = [unit for unit in units if not _MONEY.fullmatch(unit) and unit.lower() not in text.lower()]
    return " ".join([text, *units])
