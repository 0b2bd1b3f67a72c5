"""What a line outside the rows says of the notices in them: 'Ring pessaries - effective 1 February 2025', 'All notices
extended to 31 March'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from loaders.dates.table_dates import DateCells, read_table_dates
from loaders.kinds import Context
from loaders.tables.tables import Table
from loaders.texts.phrases import DATES, RUNGS, read_notice
from loaders.vocabulary.vocabulary import Vocabulary

TITLE = "notice_title"  # what such a line is read as


@dataclass(frozen=True)
class TextFacts:
    """step: one of RUNGS, None not said. dates: text of each day by its role. scope, services: ids. doubts: the words
    on which it depends whether that is so; certain where there are none."""

    step: str | None = None
    dates: dict[str, str] = field(default_factory=dict)
    scope: str | None = None
    services: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def certain(self) -> bool:
        """Whether every word of the line was read."""
        return not self.doubts

    @property
    def tells(self) -> bool:
        """Whether the line says more of notices than which they are: a day, or a step beyond being served."""
        return bool(self.dates) or self.step not in (None, "served")


def facts_of(text: str, vocabulary: Vocabulary) -> TextFacts:
    """What a text about notices says as facts.

    'Notices on ring pessaries, effective 1 February 2025' → services ('ring_pessary',), effective_on '1 February 2025'
    """
    statement = read_notice(" ".join(text.split()), vocabulary, about=TITLE)
    days = {role: day for role, day in statement.dates if role is not None}
    doubts = (
        *statement.doubts,
        *((statement.none,) if statement.none else ()),
        *((statement.undated,) if statement.undated else ()),
    )
    return TextFacts(
        statement.status, days, statement.scope, statement.services, tuple(dict.fromkeys(doubts))
    )


@dataclass(frozen=True)
class Stated:
    """What the title of a table says of all its rows. dates: by role. text: the line that says so."""

    dates: dict[str, date] = field(default_factory=dict)
    step: str | None = None
    text: str = ""


def stated_facts(table: Table, context: Context) -> Stated:
    """What the lowest line of the title that tells of a day or a step says of all rows; a line that is not certain is a
    problem."""
    for text in reversed(table.title.split("\n")):
        facts = facts_of(text, context.vocabulary)
        if not facts.tells or not facts.dates:
            continue
        place = _place_of(table, text)
        if facts.certain:
            return Stated(_days(table, facts.dates, text, place, context), facts.step, text)
        words = ", ".join(f"“{words}”" for words in facts.doubts)
        reason = (
            f"“{text}” stands over the rows, and what {words} says is not known: nothing of it was read; write it "
            "into each row that it is for."
        )
        context.draft.problem(table.sheet, *place, "", text, reason)
    return Stated()


def _place_of(table: Table, text: str) -> tuple[int, int]:
    top = min([*table.heading_rows, *table.rows])
    cells = (
        (row, col)
        for row in range(top - 1, -1, -1)
        for col, value in enumerate(table.sheet.values[row])
        if isinstance(value, str) and " ".join(value.split()) == " ".join(text.split())
    )
    return next(cells, (top, table.columns[0].index))


def _days(
    table: Table, dates: dict[str, str], text: str, place: tuple[int, int], context: Context
) -> dict[str, date]:
    cells = DateCells(f"“{text}”", list(dates.values()), [place] * len(dates))
    column = read_table_dates(table.sheet, [cells], context)[0]
    return {role: day for role, day in zip(dates, column.dates, strict=True) if day}


def put_stated(
    table: Table,
    live: Sequence[int],
    dates: dict[str, list[date | None]],
    status: list[str | None],
    context: Context,
) -> None:
    """Give the rows the days and the step of the title, where no row says such a day itself; a note says so."""
    stated = stated_facts(table, context)
    given = [
        role for role in stated.dates if role in DATES and not any(dates[role][at] is not None for at in live)
    ]
    if not given:
        return
    for at in live:
        if status[at] in (None, "served", "extended"):
            for role in given:
                dates[role][at] = stated.dates[role]
            if stated.step and RUNGS.index(stated.step) > RUNGS.index(status[at] or "served"):
                status[at] = stated.step
    context.draft.note(
        f"What “{stated.text}” says was read of each row below it that does not say it itself."
    )
