"""Workbooks with replies of several months or waves of a survey: as sheets, one below the other, or by a column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import PurePath

from loaders.cells.typed import typed
from loaders.dates.named_months import last_such, month_in, year_in
from loaders.dates.written_dates import MONTHS
from loaders.kinds import Context
from loaders.tables.tables import Table

_NUMBERED = re.compile(
    r".*\b(wave|round|phase|week|survey)\s*(?:no\.?|number|#)?\s*(\d{1,2})\b.*", re.IGNORECASE | re.DOTALL
)
A_SURVEY_EACH = "a survey each"
ONE_SURVEY = "parts of one survey"


@dataclass(frozen=True)
class Wave:
    """name: as an id is made of it, '2024-07' or 'wave-2'. words: as people write it. dated: its year is written.

    on: its day, where a day names it. own: whether somebody said that it is a survey of its own.
    """

    name: str
    words: str
    dated: bool = True
    on: date | None = None
    own: bool = False

    @property
    def order(self) -> tuple[int, str]:
        """By which waves stand in their order: by number where they are numbered, else by name."""
        number = self.name.rpartition("-")[2] if self.name[:1].isalpha() else "0"
        return int(number), self.name


def wave_of(table: Table, context: Context) -> Wave | None:
    """The wave that a column told the table from others by, else the one that its sheet names, else its title."""
    if table.wave is not None:
        return table.wave
    texts = (table.sheet.name, *table.title.splitlines())
    return next((wave for text in texts if (wave := wave_named(text, context))), None)


def wave_of_file(context: Context) -> Wave | None:
    """The month that the file's name names with its year."""
    wave = wave_named(PurePath(context.draft.file).stem, context)
    return wave if wave and wave.dated else None


def waves_of(context: Context) -> dict[str, Wave]:
    """The waves that the tables of a file are told apart by, by name; none where fewer than two are named, or
    where a person said that they are parts of one survey."""
    waves_of_tables = [wave for table in context.tables if (wave := wave_of(table, context))]
    waves = {wave.name: wave for wave in waves_of_tables}
    return waves if len(waves) > 1 and _apart(context) != ONE_SURVEY else {}


def asks_whether_apart(context: Context) -> bool:
    """Whether nobody has said yet if the tables are surveys of their own, and no practice stands in two of them:
    then they may as well be the replies to one, by the month in which they came."""
    if _apart(context):
        return False
    codes = [_codes(table) for table in context.tables]
    return all(codes) and not any(practices & other for practices, other in combinations(codes, 2))


def waves_key(context: Context) -> str:
    """By what the choice about the waves of a file is remembered."""
    return f"waves\n{context.file_key}"


def _apart(context: Context) -> str | None:
    return context.vocabulary.remembered("survey", waves_key(context))


def wave_named(text: str, context: Context) -> Wave | None:
    """The month or the numbered wave that a text names."""
    month = month_in(text)
    if month:
        year = month[0] or year_in(PurePath(context.draft.file).stem)
        wave_year = year or last_such(month[1], context.received_at)
        return Wave(f"{wave_year}-{month[1]:02}", f"{MONTHS[month[1] - 1]} {wave_year}", year is not None)
    numbered = _NUMBERED.fullmatch(" ".join(text.split()))
    return Wave(f"{numbered[1].lower()}-{int(numbered[2])}", text) if numbered else None


def _codes(table: Table) -> set[str]:
    texts = [
        *(v for column in table.columns for v in table.counts(column)),
        *(c.heading for c in table.columns),
    ]
    return {text.strip().upper() for text in texts if isinstance(text, str) and typed(text).code}
