"""What the rows of a notice log or matrix say beside the service: dates, status, scope, note."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from loaders.cells.typed import typed
from loaders.dates.written_dates import Written
from loaders.draft import Fate
from loaders.fates import settle
from loaders.kinds import Context
from loaders.notices.checks import note_contradictions
from loaders.notices.denied import denial, denied, named_rungs
from loaders.notices.fact_dates import STEP_ON, RowDates, read_dates_of
from loaders.notices.stated import put_stated
from loaders.notices.written_once import steps_filled_down
from loaders.tables.tables import Column, Table
from loaders.texts.phrases import DATES, RUNGS, Said, says_no_notice
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.marks import codes_in_key
from loaders.vocabulary.words import is_error, normalise

__all__ = ["DATES", "ROLES", "RUNGS", "STEP_ON", "Facts", "ask_status", "read_facts", "settle_facts"]

ROLES = (*DATES, STEP_ON, "notice_period", "status", "scope", "note", "comment")
_NO_STEP = (
    "This is an error of the spreadsheet; write how far the notice has come, such as served or withdrawn."
)
_STEP_ROLES = {"served": "served_on", "withdrawn": "withdrawn_on", "resolved": "resolved_on"}
_UNTIL = re.compile(r"\b(?:to|until|till)$")


@dataclass
class Facts:
    """Aligned with table.rows; None where not said.

    waiting: positions whose status somebody must say. left_out: positions and why nothing loads from them. in_effect:
    positions whose status says so, which are served.
    """

    dates: dict[str, list[date | None]]
    status: list[str | None]
    scope: list[str | None]
    note: list[str | None]
    waiting: set[int]
    left_out: dict[int, str]
    in_effect: set[int] = field(default_factory=set)


def read_facts(table: Table, live: Sequence[int], context: Context) -> Facts:
    """Read the columns of ROLES at the live positions; the caller gives what was read its fate."""
    size = len(table.rows)
    dates = read_dates_of(table, live, context)
    facts = Facts(dates.days, [None] * size, [None] * size, [None] * size, dates.waiting, dates.left_out)
    _statuses(table, live, dates.read, context, facts)
    _steps(table, live, context, facts)
    _ends(table, live, dates, context, facts)
    _not_served(table, live, dates.ticked["served_on"], context, facts)
    _scopes(table, live, context, facts)
    _notes(table, live, facts)
    _words_of_cells(dates, facts)
    _denied(table, live, context, facts)
    put_stated(table, live, facts.dates, facts.status, context)
    steps = ["in_effect" if at in facts.in_effect else step for at, step in enumerate(facts.status)]
    note_contradictions(table, live, steps, facts.dates, context)
    return facts


def _denied(table: Table, live: Sequence[int], context: Context, facts: Facts) -> None:
    """Rows under 'Notices not yet served' that say no step themselves: a person says how far they have come."""
    rows, denial, text = denied(table, live, facts.status, context)
    rows = [at for at in rows if at not in facts.waiting and at not in facts.left_out]
    for at in rows:
        if denial:
            facts.status[at] = "served" if denial == "in_effect" else denial
        elif denial == "":
            facts.left_out[at] = f"“{text}” is left out by choice"
    if rows and denial is None:
        sentence = (
            f"“{text}” stands over these rows, which say no step themselves. How far have their notices come?"
        )
        place = {
            "sheet": table.sheet,
            "row": table.rows[rows[0]],
            "col": table.columns[0].index,
            "rows": len(rows),
        }
        context.draft.ask("status", text, sentence, [*RUNGS, LEAVE_OUT], **place)
        facts.waiting.update(rows)


def _ends(table: Table, live: Sequence[int], dates: RowDates, context: Context, facts: Facts) -> None:
    """A date or a yes under 'Withdrawn', 'Resolved' or 'Served', or words in a cell of dates, are a status."""
    _end(live, dates, facts)
    for at in live:
        if dates.ticked["extended_to"].get(at) and facts.status[at] in (None, "served"):
            facts.status[at] = "extended"
    for at, statements in dates.told.items():
        _further(at, statements, facts)
    over = "" if denial(table, context) else stated_rung(table, context)
    for at in live if over else ():
        if facts.status[at] is None and (facts.dates["served_on"][at] or dates.ticked["served_on"].get(at)):
            facts.status[at] = over if RUNGS.index(over) > RUNGS.index("served") else "served"


def _end(live: Sequence[int], dates: RowDates, facts: Facts) -> None:
    """A day or a yes under 'Withdrawn' or 'Resolved' ends a notice that nobody is asked about."""
    for role, rung in (("withdrawn_on", "withdrawn"), ("resolved_on", "resolved")):
        for at in live:
            ended = facts.dates[role][at] is not None or dates.ticked[role].get(at)
            if ended and facts.status[at] in (None, "served", "extended") and at not in facts.waiting:
                facts.status[at] = rung


def _further(at: int, statements: Sequence[Said], facts: Facts) -> None:
    """The furthest step that words in cells name counts; a notice that is paused has no day of effect."""
    for statement in statements:
        before = facts.status[at]
        if statement.status and (statement.chosen or before is None or _is_further(statement.status, before)):
            facts.status[at] = statement.status
        if statement.undated:
            facts.dates["effective_on"][at] = facts.dates["extended_to"][at] = None


def _is_further(status: str, than: str) -> bool:
    return than in ("served", "extended") and RUNGS.index(status) > RUNGS.index(than)


def _words_of_cells(dates: RowDates, facts: Facts) -> None:
    """Scope and remark from words in a cell of dates or of the status, where no column of their own gives one."""
    for at, statements in dates.told.items():
        for statement in statements:
            facts.scope[at] = facts.scope[at] or statement.scope
            facts.note[at] = "; ".join(text for text in (facts.note[at], statement.note) if text) or None


def _not_served(
    table: Table, live: Sequence[int], served: dict[int, bool], context: Context, facts: Facts
) -> None:
    """'No', 'n/a' or 'tbc' under 'Served', and nothing else that speaks of a notice: there is none. 'No' beside
    dates contradicts them: which of the two is right, the office must say."""
    for column in table.having("served_on"):
        values = table.values(column)
        for at in live:
            text = str(values[at] or "")
            unstated = bool(text.strip()) and typed(text).written == Written()
            none = served.get(at) is False or unstated or bool(context.typed(text).silence)
            if not none or facts.status[at] is not None:
                continue
            if not any(days[at] for days in facts.dates.values()):
                facts.left_out.setdefault(at, "says that no notice was served")
            elif served.get(at) is False:
                reason = "No notice was served, and yet the row has dates of one; correct one of the two."
                _refuse_row(table, at, column, reason, context)
                facts.waiting.add(at)


def _refuse_row(table: Table, at: int, column: Column, reason: str, context: Context) -> None:
    """A problem in a cell for which nothing of its row loads."""
    row = table.rows[at]
    value = table.values(column)[at]
    context.draft.problem(table.sheet, row, column.index, column.heading, value, reason)
    context.draft.assign(table.sheet, row, table.cols, Fate.PROBLEM)


def stated_rung(table: Table, context: Context) -> str:
    """The rung of a notice without a status: what the title or the sheet is called by, as 'Withdrawn'; else served,
    unless title, sheet or file name say less."""
    if denial_text := denial(table, context):
        return context.typed(denial_text).status.id or "wanted"
    for text in (*reversed(table.title.split("\n")), table.sheet.name):
        rung = context.typed(context.typed(text).step or "").status.id
        if rung:
            return "served" if rung == "in_effect" else rung
    rungs = set(named_rungs(table, context))
    if rungs & {"served", "in_effect"}:
        return "served"
    return next((rung for rung in ("signed_up", "wanted") if rung in rungs), "served")


def note_rung(rung: str, context: Context) -> None:
    """Say so when the title made the notices less than served."""
    if rung != "served":
        label = rung.replace("_", " ")
        context.draft.note(f"Rows that give no status were read as {label}, as the title says.")


def _statuses(table: Table, live: Sequence[int], read: set[int], context: Context, facts: Facts) -> None:
    column = table.first("status")
    if column is None:
        return
    key = codes_in_key([table.sheet.values[row][col] for row, col in table.around])
    cells, unsaid = steps_filled_down(table, column, live, context)
    facts.waiting |= unsaid
    for at, value in ((at, cell) for at, cell in cells.items() if isinstance(cell, str)):
        if is_error(value):
            _refuse_row(table, at, column, _NO_STEP, context)
            facts.waiting.add(at)
            continue
        step = context.typed(value)
        if not step.status and (meaning := key.get(normalise(value))):
            step = context.typed(meaning)
        match = step.status
        if match.leave_out:
            facts.left_out[at] = f"“{value.strip()}” is left out by choice"
        elif match.id:
            facts.status[at] = "served" if match.id == "in_effect" else match.id
            facts.in_effect |= {at} if match.id == "in_effect" else set()
        elif at in read:
            continue
        elif says_no_notice(value, context.vocabulary):
            facts.left_out[at] = "says that no notice was served"
        elif normalise(value):
            facts.waiting.add(at)
            ask_status(table, at, column.index, value, step.suggestions("status"), context)


def ask_status(
    table: Table,
    at: int,
    col: int,
    value: str,
    suggestions: Sequence[str],
    context: Context,
    *,
    key: str | None = None,
) -> None:
    """Ask which rung a word means. at: its row's position in the table. key: what is remembered, if not the word."""
    choices = list(dict.fromkeys((*(s for s in suggestions if s in RUNGS), *RUNGS, LEAVE_OUT)))
    sentence = f"What does “{value.strip()}” say about a notice?"
    place = {"sheet": table.sheet, "row": table.rows[at], "col": col}
    context.draft.ask("status", value, sentence, choices, key=key, **place)


def _steps(table: Table, live: Sequence[int], context: Context, facts: Facts) -> None:
    """Put a plain date where the status of its row says that it belongs."""
    column = table.first(STEP_ON)
    days = facts.dates.pop(STEP_ON)
    default = stated_rung(table, context)
    for at in live:
        rung = facts.status[at] or default
        role = _role_by_status(table, at, context) or _STEP_ROLES.get(rung)
        if days[at] is None or at in facts.waiting:
            continue
        place = table.sheet, table.rows[at], column.index
        if role:
            facts.dates[role][at] = facts.dates[role][at] or days[at]
        elif rung == "extended" and any(facts.dates[role][at] for role in ("extended_to", "effective_on")):
            reason = "the day on which an extension was agreed is not kept"
            context.draft.leave_out(*place, table.values(column)[at], reason)
        elif rung == "extended":
            reason = "The day it was agreed or the day it runs to? Put the new date under “Extended to”."
            context.draft.problem(*place, column.heading, table.values(column)[at], reason)
        else:
            context.draft.leave_out(
                *place, table.values(column)[at], "no date is kept before a notice is served"
            )


def _role_by_status(table: Table, at: int, context: Context) -> str | None:
    """What a plain date is where the words of the status say more than its rung: 'In effect' | 1 February is the
    day of effect, and 'Extended to' | 31 March the day that the extension runs to."""
    column = table.first("status")
    words = normalise(str(table.values(column)[at] or "")) if column else ""
    status = context.typed(words).status.id if words else None
    if status == "in_effect":
        return "effective_on"
    return "extended_to" if status == "extended" and _UNTIL.search(words) else None


def _scopes(table: Table, live: Sequence[int], context: Context, facts: Facts) -> None:
    for column in table.having("scope"):
        for at, value in _worded(table, column, live):
            match = context.typed(value).scope
            if match.id:
                facts.scope[at] = match.id
            elif context.typed(value).silence is None and not match.leave_out:
                reason = (
                    f"“{value.strip()}” is not a scope that is known; "
                    "write all, new requests, existing patients or at capacity."
                )
                row = table.rows[at]
                context.draft.problem(table.sheet, row, column.index, column.heading, value, reason)


def _notes(table: Table, live: Sequence[int], facts: Facts) -> None:
    for column in [*table.having("note"), *table.having("comment")]:
        for at, value in _worded(table, column, live):
            facts.note[at] = f"{facts.note[at]}; {value.strip()}" if facts.note[at] else value.strip()


def _worded(table: Table, column: Column, live: Sequence[int]) -> list[tuple[int, str]]:
    values = table.values(column)
    return [(at, str(values[at])) for at in live if values[at] is not None and str(values[at]).strip()]


def settle_facts(table: Table, rows: Sequence[int], context: Context) -> None:
    """What these roles hold in rows that loaded was read."""
    cols = [column.index for column in table.columns if column.role in ROLES]
    settle(context.draft, table.sheet, rows, cols, Fate.ANSWER)
