"""Practices by services: a date, a tick, a status word or nothing where the two meet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from loaders.cells.typed import typed
from loaders.dates.offsets import read_offset
from loaders.dates.table_dates import DateCells, read_table_dates
from loaders.draft import Fate
from loaders.fates import leave_out_cells, leave_out_labels, leave_out_rows, settle
from loaders.kinds import Context
from loaders.notices.doubts import Place, settle_doubts
from loaders.notices.extended import settle_extended
from loaders.notices.fact_dates import UNDATED
from loaders.notices.facts import (
    DATES,
    RUNGS,
    Facts,
    ask_status,
    note_rung,
    read_facts,
    settle_facts,
    stated_rung,
)
from loaders.notices.log import ask_service, leave_out_others, notice_rows
from loaders.notices.marked_rows import refuse_marked
from loaders.notices.matrix_cells import CellReading, key_of, read_cell, read_with_key
from loaders.notices.painted_cells import put_paint
from loaders.notices.service_columns import Head, looks_like_notices, service_columns
from loaders.practices.networks import spread_networks
from loaders.practices.regions import regions_of
from loaders.practices.respondents import respondents_of
from loaders.tables.tables import Table
from loaders.texts.phrases import DAY_OF, Said
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.marks import cross_beside, cross_in_key
from loaders.vocabulary.words import blank

_OWN = ("status", *DATES, "scope", "note")  # what a cell may say itself
_STEP, _STEP_DAY = "step", "step_day"  # what one column of a service says, and another when
_UNREADABLE = {
    "number": "“{}” is a bare number; write a date, yes, or a word such as served.",
    "practice": "“{}” is a practice, where a date or a step should stand; write a row for each practice.",
    "error": "This is an error of the spreadsheet; write a date, yes, or a word such as served.",
}
_ENDS = {"withdrawn_on": "withdrawn", "resolved_on": "resolved", "extended_to": "extended"}
_STRENGTH = {
    rung: at for at, rung in enumerate(RUNGS)
}  # of several cells on one service, the last step counts


def load_matrix(table: Table, context: Context) -> None:
    """Add a row for each practice and service where a cell says so, and account for every cell."""
    heads = service_columns(table, context.vocabulary)
    for head in heads:
        head.column.role, head.column.subject = None, list(head.services)
    people = respondents_of(table, spread_networks(table, regions_of(table, context), context), context)
    live = [at for at, known in enumerate(people["respondent"].notna()) if known]
    _ask_about_others(table, heads, live, context)
    facts = read_facts(table, live, context)
    facts.waiting |= refuse_marked(table, live, context, [head.column for head in heads])
    rung = stated_rung(table, context)
    ready = [at for at in live if at not in facts.waiting and at not in facts.left_out]
    put_paint(table, heads, ready, rung, context)
    notices = _Matrix(table, heads, ready, facts, rung, context).notices()
    if len(notices):
        note_rung(rung, context)
    rows = settle_extended(notice_rows(table, people, facts, notices, rung), table, context)
    context.draft.add("notices", rows)
    _account(table, heads, live, facts, notices, context)


class _Matrix:
    """The service cells of the rows that are ready, read together: one order of dates for all."""

    def __init__(
        self, table: Table, heads: list[Head], ready: list[int], facts: Facts, rung: str, context: Context
    ) -> None:
        self.table, self.heads, self.ready = table, heads, ready
        self.facts, self.rung, self.context = facts, rung, context
        values = {v: None for head in heads for v in self._column(head)}
        key = key_of(table)
        self.readings = {value: read_with_key(value, context.vocabulary, key) for value in values}
        if any(reading and reading.kind == "number" for reading in self.readings.values()):
            # Beside other numbers a 1 is a count or a score, no tick.
            numbers = [v for v in self.readings if isinstance(v, int | float) and typed(v).tick is not None]
            self.readings |= dict.fromkeys(numbers, CellReading("number"))
        self.cross = self._meaning_of_cross()

    def _column(self, head: Head) -> list[Any]:
        values = self.table.values(head.column)
        return [values[at] for at in self.ready]

    def notices(self) -> pd.DataFrame:
        """at, service, col, status and dates of every notice; raises problems and questions."""
        days = self._days()
        dated = self._heading_days()
        notices: dict[tuple[int, str], dict[str, Any]] = {}
        unused: dict[tuple[int, Any], list[int]] = {}
        for head in self.heads:
            for at, value in zip(self.ready, self._column(head), strict=True):
                reading = self.readings[value]
                cell = self._said(head, at, value, reading, days) if reading else None
                if cell is None:
                    if reading and self._says_no(reading):
                        unused.setdefault((head.column.index, value), []).append(at)
                    continue
                if head.dated and dated.get(head.column.index):
                    cell.setdefault(head.dated_role, dated[head.column.index])
                if head.scope:
                    cell.setdefault("scope", head.scope)
                for service in head.services:
                    _join(notices.setdefault((at, service), {"col": head.column.index}), cell)
        self._leave_out(unused)
        for (at, _), cell in notices.items():
            _date_step(cell)
            self._count(at, cell)
        rows = [{"at": at, "service": service, **cell} for (at, service), cell in notices.items()]
        return pd.DataFrame(rows, columns=["at", "service", "col", *_OWN]).astype(dict.fromkeys(_OWN, object))

    def _said(self, head: Head, at: int, value: Any, reading: CellReading, days: dict) -> dict | None:
        """What a cell says of its notice; None where it says none, or not for certain."""
        row, col = self.table.rows[at], head.column.index
        if reading.kind == "cross":
            reading = self.cross or reading
        if reading.kind == "yes":
            return {"status": _ENDS.get(head.role or "", self.facts.status[at] or self.rung)}
        if reading.kind == "status":
            return {
                "status": "served" if reading.status == "in_effect" else reading.status,
                _STEP: reading.status,
            }
        if reading.kind in ("date", "words"):
            return self._worded(head, at, reading.said or Said(dates=[(None, value)]), days)
        if reading.kind == "unread":
            return self._doubtful(head, at, value, reading.said, days)
        if reading.kind == "cross":
            key = cross_key(self.context)
            ask_status(self.table, at, col, str(value), ("served",), self.context, key=key)
        elif reading.kind == "unknown":
            ask_status(self.table, at, col, str(value), (), self.context)
        elif reading.kind in _UNREADABLE:
            reason = _UNREADABLE[reading.kind].format(value)
            self.context.draft.problem(self.table.sheet, row, col, head.column.heading, value, reason)
        return None

    def _doubtful(self, head: Head, at: int, value: str, statement: Said, days: dict) -> dict | None:
        """What a cell says once people have said what its doubtful words change; until then nothing."""
        place = Place(self.table.sheet, self.table.rows[at], head.column.index, head.column.heading)
        settled = settle_doubts(value, statement, place, self.context)
        if settled.left_out:
            self.context.draft.leave_out(place.sheet, place.row, place.col, value, settled.left_out)
        return self._worded(head, at, settled.said, days) if settled.said else None

    def _worded(self, head: Head, at: int, statement: Said, days: dict) -> dict:
        """What dates and words in a cell say; a period waits for the day of service (see _count)."""
        row, col = self.table.rows[at], head.column.index
        own = head.role if head.role in DATES else _STEP_DAY if head.of_step else "effective_on"
        if statement.undated:
            reason = UNDATED.format(statement.undated)
            self.context.draft.problem(
                self.table.sheet, row, col, head.column.heading, statement.note, reason
            )
        notice: dict[str, Any] = {"status": statement.status or self.facts.status[at] or self.rung}
        for number, (role, text) in enumerate(statement.dates):
            if not statement.status:
                notice["status"] = _ENDS.get(role or own) or notice["status"]
            if day := days.get((row, col, number)):
                notice[role or own] = day
            elif offset := typed(text).written.offset:
                notice["counted"] = (offset, role or own, col, head.column.heading, text)
        if statement.period:
            notice["counted"] = (
                read_offset(statement.period),
                "effective_on",
                col,
                head.column.heading,
                statement.period,
            )
        return notice | {name: value for name in ("scope", "note") if (value := getattr(statement, name))}

    def _says_no(self, reading: CellReading) -> bool:
        """Whether a cell without a notice is settled; a cross that nothing explains waits for an answer."""
        settled = self.cross if reading.kind == "cross" else reading
        return settled is not None and settled.kind in ("no", "nothing")

    def _days(self) -> dict[tuple[int, int, int], Any]:
        """Dates by sheet row, column and number within the cell, all cells of the matrix read as one column."""
        values, places, keys = [], [], []
        for head in self.heads:
            for at, value in zip(self.ready, self._column(head), strict=True):
                reading = self.readings[value]
                for number, text in enumerate(_dates_in(reading)):
                    values.append(text)
                    places.append((self.table.rows[at], head.column.index))
                    keys.append((self.table.rows[at], head.column.index, number))
        if not values:
            return {}
        heading = self.heads[0].column.heading
        if len(self.heads) > 1:
            heading = f"{heading} and the services beside it"
        headings = {head.column.index: head.column.heading for head in self.heads}
        cells = DateCells(heading, values, places, headings)
        column = read_table_dates(self.table.sheet, [cells], self.context)[0]
        bare = any(reading and reading.kind == "date" for reading in self.readings.values())
        if bare and all(head.role is None for head in self.heads):
            self.context.draft.note(
                "Dates in the cells were read as the dates from which notices take effect."
            )
        return {key: day for key, day in zip(keys, column.dates, strict=True) if day}

    def _count(self, at: int, notice: dict[str, Any]) -> None:
        """The day that 'three months' notice' means, where the cell, its heading or the row gives that of service."""
        offset, role, col, heading, text = notice.pop("counted", (None,) * 5)
        if offset is None:
            return
        served = notice.get("served_on") or self.facts.dates["served_on"][at]
        if role == "effective_on" and served:
            notice.setdefault(role, offset.after(served))
            self.context.draft.note("Effective dates not given were counted from the notice period.")
        else:
            reason = f"“{text}” counts from the day of service, which is not given; write the date."
            self.context.draft.problem(self.table.sheet, self.table.rows[at], col, heading, text, reason)

    def _heading_days(self) -> dict[int, Any]:
        dated = [head for head in self.heads if head.dated]
        if not dated:
            return {}
        places = [head.column.heading_cells[-1] for head in dated]
        cells = DateCells("The dates in the headings", [head.dated for head in dated], places)
        read = read_table_dates(self.table.sheet, [cells], self.context)[0]
        return {head.column.index: day for head, day in zip(dated, read.dates, strict=True)}

    def _meaning_of_cross(self) -> CellReading | None:
        """What a bare cross means, by a key on the sheet, the marks beside it or a person. None: ask."""
        sheet, rows = self.table.sheet, set(self.table.rows)
        texts = [v for n, row in enumerate(sheet.values) if n not in rows for v in row if isinstance(v, str)]
        meaning = cross_in_key(texts)
        reading = read_cell(meaning, self.context.vocabulary) if meaning else None
        if reading and reading.kind in ("yes", "no", "status", "nothing"):
            return reading
        yes = cross_beside(self.readings)
        if yes is not None:
            return CellReading("yes" if yes else "no")
        choice = self.context.vocabulary.remembered("status", cross_key(self.context))
        if choice == LEAVE_OUT:
            return CellReading("nothing")
        return CellReading("status", status=choice) if choice else None

    def _leave_out(self, unused: dict[tuple[int, Any], list[int]]) -> None:
        for (col, value), positions in unused.items():
            rows = [self.table.rows[at] for at in positions]
            leave_out_cells(self.context.draft, self.table.sheet, rows, col, f"“{value}”: no notice")


def _date_step(notice: dict[str, Any]) -> None:
    """Let the day beside a step be that of the step: 'Served' and 20/11/2024 → served_on; of no step, of service."""
    step, day = notice.pop(_STEP, None) or "served", notice.pop(_STEP_DAY, None)
    if day is not None and (role := DAY_OF.get(step)):
        notice.setdefault(role, day)


def _dates_in(reading: CellReading | None) -> list[Any]:
    """The dates that a cell names, in its order."""
    if reading is None or reading.kind not in ("date", "words"):
        return []
    return [reading.date] if reading.said is None else [text for _, text in reading.said.dates]


def cross_key(context: Context) -> str:
    """A cross is remembered for files of this name and these headings alone: elsewhere it may mean another."""
    return f"x\n{context.file_key}"


def _join(notice: dict[str, Any], cell: dict[str, Any]) -> None:
    """Several cells of a row on one service are one notice: all their dates, and the last step."""
    before = notice.get("status")
    if before and _STRENGTH[before] > _STRENGTH[cell["status"]]:
        cell = {**cell, "status": before}
    notice.update(cell)


def _ask_about_others(table: Table, heads: list[Head], live: Sequence[int], context: Context) -> None:
    """A column that holds dates, ticks or status words under a heading that names no service for certain."""
    known = {head.column.index for head in heads}
    for column in table.columns:
        if column.role is not None or column.index in known or not column.heading:
            continue
        head = Head(column)
        values = table.values(column)
        if _counts_things(values):
            continue
        filled = [table.rows[at] for at in live if read_cell(values[at], context.vocabulary)]
        if not filled or not looks_like_notices(table, [head], context.vocabulary):
            continue
        head = context.typed(column.heading)
        if head.service.leave_out:
            continue
        alike = head.suggestions("service")
        ask_service(table, filled[0], column.index, column.heading, alike, context, len(filled))
        settle(context.draft, table.sheet, filled, [column.index], Fate.QUESTION)


def _counts_things(values: list[Any]) -> bool:
    """Whether a column holds numbers alone, and such as are neither ticks nor days: the size of a list, say."""
    numbers = {typed(value).figure for value in values if not blank(value)}
    return None not in numbers and any(n not in (0, 1) and typed(n).written.moment is None for n in numbers)


def _account(
    table: Table, heads: list[Head], live: list[int], facts: Facts, notices: pd.DataFrame, context: Context
) -> None:
    draft, sheet = context.draft, table.sheet
    cols = [column.index for column in table.columns]
    waiting = [table.rows[at] for at in sorted(facts.waiting)]
    ready = [table.rows[at] for at in live if at not in facts.waiting and at not in facts.left_out]
    settle(draft, sheet, ready, [head.column.index for head in heads], Fate.ANSWER)
    for at, reason in facts.left_out.items():
        leave_out_rows(draft, sheet, [table.rows[at]], cols, reason)
    loaded = {table.rows[at] for at in notices["at"]}
    settle_facts(table, [row for row in ready if row in loaded], context)
    leave_out_others(table, context)
    settle(draft, sheet, waiting, cols, Fate.QUESTION)
    empty = [row for row in ready if row not in loaded]
    leave_out_rows(draft, sheet, empty, cols, "no notice in this row")
    leave_out_labels(draft, sheet, empty, cols, "no notice in this row")
