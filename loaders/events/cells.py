"""What the cells of an event say beside its kind and date: services, amounts, the LMC's position."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from loaders.cells.typed import typed
from loaders.kinds import Context
from loaders.tables.tables import Column, Table
from loaders.texts.answers import AnswerReader
from loaders.texts.money import in_pounds, is_bare, sums_in, unit_in
from loaders.vocabulary.lookups import KEEP_AS_WRITTEN, LEAVE_OUT
from loaders.vocabulary.words import normalise


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
    services: dict[int, list[str]] = {}
    for column in table.having("services"):
        for at in live:
            text = worded(table, column, at)
            if not text or context.typed(text).silence:
                continue
            for part, match in context.vocabulary.services_in(text):
                if match:
                    services.setdefault(at, []).extend(match.ids)
                elif not match.leave_out:
                    _ask_service(table, at, column, part, match.suggestions, context)
    return {at: list(dict.fromkeys(ids)) for at, ids in services.items()}


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
    positions: dict[int, str] = {}
    for column in table.having("position"):
        for at in live:
            text = worded(table, column, at)
            if not text:
                continue
            if context.typed(column.heading).is_word_of("accepted") and typed(text).tick is not None:
                text = "accept" if typed(text).tick else "reject"  # a yes under 'Accepted?'
            chosen = context.vocabulary.remembered("position", normalise(text))
            answer = (chosen if chosen != LEAVE_OUT else None) if chosen else reader.read(text).answer
            if answer:
                positions[at] = answer
            elif not chosen and not context.typed(text).silence:
                choices = [*context.vocabulary.known("position"), LEAVE_OUT]
                sentence = f"“{text}”: does the LMC accept the offer, reject it, or is it undecided?"
                place = {"sheet": table.sheet, "row": table.rows[at], "col": column.index}
                context.draft.ask("position", text, sentence, choices, **place)
    return positions


def amounts_of(table: Table, live: Sequence[int], context: Context) -> dict[int, str]:
    """Amounts as text with their unit, by position: from the cell, a column of units, or the heading."""
    amounts: dict[int, str] = {}
    for column in table.having("amount"):
        for at in live:
            text = worded(table, column, at)
            if text and not context.typed(text).silence:
                if context.typed(text).is_word_of("not_yet"):
                    continue
                amount = _with_unit(table, at, column, text, context)
                if is_bare(amount):
                    reason = (
                        f"“{text}” is an amount without its unit; write it as £3.50 per patient, for example."
                    )
                    context.draft.problem(
                        table.sheet, table.rows[at], column.index, column.heading, text, reason
                    )
                    continue
                amounts[at] = f"{amounts[at]}; {amount}" if at in amounts else amount
    return amounts | {at: amount for at in live if at not in amounts and (amount := _in_words(table, at))}


def _in_words(table: Table, at: int) -> str | None:
    """The one amount that the words of a row give, with what it is for: 'Offer: £20 per visit' → '£20 per visit'."""
    texts = [
        worded(table, column, at) for role in ("what", "summary", "offer") for column in table.having(role)
    ]
    sums = [each for text in texts for each in sums_in(text)]
    return sums[0] if len(sums) == 1 and sum(text.count("£") for text in texts) == 1 else None


def _with_unit(table: Table, at: int, column: Column, text: str, context: Context) -> str:
    """'£12.50 per fitting' from 12.5 under 'Fee (£)' beside 'per fitting'. A text with a unit stays as it is."""
    heading = column.heading
    units = [unit for each in table.having("amount_unit") if (unit := worded(table, each, at))]
    if not units and (inside := unit_in(heading)):
        units = [inside]
    if is_bare(text) and context.typed(" ".join([heading, *units])).speaks_of("money"):
        text = in_pounds(text)
    units = [
        unit
        for unit in units
        if not context.typed(unit).is_word_of("money") and unit.lower() not in text.lower()
    ]
    return " ".join([text, *units])
