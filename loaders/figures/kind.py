"""Figures: counts and shares that somebody else added up, kept as the source gave them.

Neither is ever computed from the other. A row that names its service and gives no figure is 'named'; one
that gives words alone is 'words'. A summary of a survey (an action, how many green, amber and red) is read
by loaders/figures/survey_summaries.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from loaders.cells.typed import typed
from loaders.dates.dates import read_dates
from loaders.dates.table_dates import DateCells, read_table_dates
from loaders.draft import Fate
from loaders.fates import leave_out_column, leave_out_rows, settle, settle_headings
from loaders.figures.bases import note_large, note_shares
from loaders.figures.cells import Figure, count_columns, figures_of, says
from loaders.figures.contradictions import settle_figures
from loaders.figures.remarks import held_by_remarks
from loaders.figures.roles import BESIDE, assign_figure_roles, lists_practices, only_totals, subject_column
from loaders.figures.rungs import ask_what_counts, rung_in, sure_columns
from loaders.figures.subjects import Subject, subjects_of
from loaders.figures.survey_summaries import load_summary, summary_of
from loaders.figures.wide_tallies import (
    Sense,
    area_in,
    holds_quantities,
    is_share,
    is_total,
    senses_of,
    services_of,
    strange_areas,
    untold,
)
from loaders.kinds import Context, Options
from loaders.practices.regions import regions_of
from loaders.tables.tables import Column, Table
from loaders.vocabulary.headings import OF_PRACTICES
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.vocabulary import Vocabulary

_FIGURE = ("practices", "percent", "out_of", "qualifier", "unit")
COLUMNS = [
    *("figure", "region", "subject", "kind", "rung", "count", "out_of", "share", "qualifier", "unit"),
    *("as_of", "source", "words", "sheet", "row", "col", "answer", "part"),
]


def score(table: Table, vocabulary: Vocabulary, options: Options) -> float:
    """How sure it is that each row is a figure already added up."""
    assign_figure_roles(table, vocabulary)
    roles = {column.role for column in table.columns}
    rules = (
        (0.0, lambda: len(table.columns) < 2 or roles.intersection(OF_PRACTICES)),
        (0.0, lambda: lists_practices(table) or only_totals(table, vocabulary)),
        (0.75, lambda: not subject_column(table, vocabulary) and services_of(table, vocabulary)),
        (0.0, lambda: not subject_column(table, vocabulary)),
        (0.9, lambda: summary_of(table, vocabulary)),
        (0.75, lambda: senses_of(table, vocabulary)),
    )
    sure = next((sure for sure, holds in rules if holds()), None)
    return _score_of_roles(table, roles, vocabulary, options) if sure is None else sure


def _score_of_roles(table: Table, roles: set[str | None], vocabulary: Vocabulary, options: Options) -> float:
    """How sure it is by what the columns are called, of a table with a subject a row."""
    others = [
        column for column in count_columns(table) if column.role is None
    ]  # patients, GPs or respondents
    counted = any(holds_quantities(table, column, vocabulary) for column in others)
    if not counted and not roles.intersection(("practices", "percent")):
        return 0.1 if options.kind == "figures" else 0.0  # services that are named and no more
    roles_of_figures = len(roles.intersection((*_FIGURE, *BESIDE))) + counted
    return 0.95 if "region" in roles and roles_of_figures >= 2 else 0.7 if roles_of_figures >= 2 else 0.6


def load(table: Table, context: Context) -> None:
    """Rows of the store's table figures: one for each figure of a row and each subject that it names."""
    assign_figure_roles(table, context.vocabulary)
    settle_headings(context.draft, table)
    if column := subject_column(table, context.vocabulary):
        column.role = "subject"
    if summary := summary_of(table, context.vocabulary):
        frame = load_summary(table, summary, context)
    else:
        frame = _load_tally(table, context)
    note_large(frame, context)
    note_shares(frame, context)
    context.draft.add("figures", frame.reindex(columns=COLUMNS))
    for column in table.columns:
        if _holds_unread_figures(table, column, context):
            reason = (
                "These figures were not read: say in the heading of which step, month or region they are."
            )
            rows = table.filled(column)
            value = table.sheet.value(rows[0], column.index)
            context.draft.problem(table.sheet, rows[0], column.index, column.heading, value, reason)
            context.draft.assign(table.sheet, rows, column.index, Fate.PROBLEM)
        leave_out_column(context.draft, table, column, "not part of a figure")


def close(context: Context) -> None:
    """What only the whole file shows: figures of the same thing that differ."""
    settle_figures(context)


def _holds_unread_figures(table: Table, column: Column, context: Context) -> bool:
    """Whether a column of numbers is of no use to any figure, and no total."""
    rows = table.filled(column)
    fates = set(context.draft.fates[table.sheet.name][rows, column.index].tolist()) if rows else set()
    unread = column.role is None and bool(column.heading) and fates == {Fate.UNREAD}
    words = context.vocabulary
    return unread and not is_total(column.heading, words) and holds_quantities(table, column, words)


def _load_tally(table: Table, context: Context) -> pd.DataFrame:
    senses = senses_of(table, context.vocabulary)
    if senses and all(sense.region for sense in senses):
        _ask_for_areas(table, strange_areas(table, senses, context.vocabulary), context)
        regions: list[str | None] = [""] * len(table.rows)
        live = list(range(len(table.rows)))
    else:
        regions = regions_of(table, context)
        live = [at for at, region in enumerate(regions) if region]
    if services := services_of(table, context.vocabulary):
        return _load_wide(table, services, regions, dict.fromkeys(live), context)
    if senses:
        ask_what_counts(table, untold(table, senses, context.vocabulary), context)
    subjects = held_by_remarks(table, subjects_of(table, live, context), context)
    if senses:
        return _load_wide(table, senses, regions, subjects, context)
    return _load_long(table, regions, subjects, context)


def _load_long(
    table: Table, regions: list[str | None], subjects: Mapping[int, Subject], context: Context
) -> pd.DataFrame:
    """The figures of a table with one subject a row and one thing counted."""
    counts = sure_columns(table, count_columns(table), context)
    shares = sure_columns(table, table.having("percent"), context)
    if not counts and not shares and (count_columns(table) or table.having("percent")):
        _hold_all(table, sorted(subjects), context)
        return pd.DataFrame(columns=COLUMNS)
    figures = figures_of(table, sorted(subjects), context, counts, shares)
    beside = {"as_of": as_of_dates(table, list(figures), context), "rung": _rungs(table, figures, context)}
    rows = [
        row | {name: values.get(at) for name, values in beside.items()}
        for at, row_figures in figures.items()
        for row in _rows(table, at, regions[at], subjects[at], row_figures, context)
    ]
    _account(table, list(figures), [at for at in subjects if at not in figures], context)
    return pd.DataFrame(rows, columns=COLUMNS)


def _ask_for_areas(table: Table, columns: list[Column], context: Context) -> None:
    """Ask which region a column of figures is of, beside columns of regions; leave out what was answered so."""
    words = context.vocabulary
    for column in columns:
        area = area_in(column.heading)
        match = typed(area, words).region
        if match.leave_out:
            leave_out_column(context.draft, table, column, "its region is left out, as answered")
            continue
        rows = table.filled(column)
        choices = [*dict.fromkeys((*match.suggestions, LEAVE_OUT, *words.known("region")))]
        place = {"sheet": table.sheet, "row": rows[0], "col": column.index, "rows": len(rows)}
        context.draft.ask("region", area, f"Which region is “{area}”?", choices, **place)
        context.draft.assign(table.sheet, rows, column.index, Fate.QUESTION)


def _load_wide(
    table: Table,
    senses: dict[Sense, list[Column]],
    regions: list[str | None],
    subjects: Mapping[int, Subject | None],
    context: Context,
) -> pd.DataFrame:
    """A figure for each row and each thing that the headings tell apart; a blank cell says nothing. subjects: None
    where the headings name the service."""
    rows: list[dict[str, Any]] = []
    loaded: set[int] = set()
    as_of = as_of_dates(table, sorted(subjects), context)
    for sense, columns in senses.items():
        worded_rows = [at for at in sorted(subjects) if any(says(table, column, at) for column in columns)]
        shares = [column for column in columns if is_share(column, context.vocabulary)]
        counts = [column for column in columns if column not in shares]
        figures = figures_of(table, worded_rows, context, counts, shares)
        rungs = _rungs(table, figures, context)
        for at, row_figures in figures.items():
            about = {"rung": sense.rung or rungs.get(at), "as_of": sense.as_of or as_of.get(at)}
            region = sense.region or regions[at]
            for row in _rows(table, at, region, sense.subject or subjects[at], row_figures, context):
                rows.append(row | about | {"figure": f"{row['figure']}:{columns[0].index}"})
        loaded |= set(figures)
        settle(
            context.draft,
            table.sheet,
            [table.rows[at] for at in figures],
            [c.index for c in columns],
            Fate.ANSWER,
        )
    _account_for_silent(table, [at for at in subjects if at not in loaded], sorted(loaded), context)
    return pd.DataFrame(rows, columns=COLUMNS)


def _account_for_silent(table: Table, silent: list[int], loaded: list[int], context: Context) -> None:
    """Rows without a figure are left out, but for those that hold a problem or a question."""
    grid = context.draft.fates[table.sheet.name]
    held = (Fate.PROBLEM, Fate.QUESTION)
    unread = [at for at in silent if np.isin(grid[table.rows[at], table.cols], held).any()]
    _account(table, loaded, unread, context)
    for at in set(silent) - set(unread):
        context.draft.leave_out_row(table.sheet, table.rows[at], "no figure in this row", table.cols)


def _rows(
    table: Table, at: int, region: str, subject: Subject, figures: list[Figure], context: Context
) -> list[dict[str, Any]]:
    """A figure about two services is two rows with one figure id."""
    row = table.rows[at]
    identity = f"{context.draft.sha256[:12]}:{table.sheet.name}:{row + 1}"
    words = _cell(table, at, "words")
    source = _cell(table, at, "source") or context.draft.file
    part = _cell(table, at, "part") or _cell(table, at, "pcn")
    rows = []
    for number, figure in enumerate(figures):
        given = {name: getattr(figure, name) for name in ("count", "out_of", "share", "qualifier", "unit")}
        where = {"sheet": table.sheet.name, "row": row, "col": figure.col}
        about = {"region": region, "kind": subject.kind, "source": source, "words": words or figure.words}
        about["part"] = part
        name = {"figure": f"{identity}:{number}" if number else identity}
        rows += [{"subject": each, **name, **about, **given, **where} for each in subject.ids]
    return rows


def as_of_dates(table: Table, live: Sequence[int], context: Context) -> dict[int, str]:
    """ISO dates by position, as precise as the cell is: a day, a month or a year."""
    dates: dict[int, str] = {}
    for column in table.having("as_of"):
        values = [None] * len(table.rows)
        for at in live:
            values[at] = table.values(column)[at]
        cells = DateCells(column.heading, values, [(row, column.index) for row in table.rows])
        read = read_table_dates(table.sheet, [cells], context, days=False)[0]
        dates |= read.periods | {at: day.isoformat() for at, day in enumerate(read.dates) if day}
    stated = _as_at(table)
    return {at: stated for at in live if stated} | dates


def _as_at(table: Table) -> str | None:
    """The day or month that the title holds for, else the sheet by its name: 'Notices served as at 25 February 2025',
    'Nov 2024'."""
    stated = re.search(r"\bas (?:at|of)[:\s]+(.+)", table.title, re.IGNORECASE)
    read = read_dates([stated[1].strip(" .)") if stated else table.sheet.name], matters=True)
    if read.undecided:
        return None
    return read.periods.get(0) or (read.dates[0].isoformat() if read.dates[0] else None)


def _rungs(table: Table, figures: dict[int, list[Figure]], context: Context) -> dict[int, str | None]:
    """The rung by a column of its own, else by the words behind a figure, else by words of the headings, title or
    sheet name, else None."""
    headings = " ".join(column.heading for column in count_columns(table) + table.having("percent"))
    places = (headings, table.title, table.sheet.name)
    default = next(filter(None, (rung_in(place, context.vocabulary) for place in places)), None)
    rungs = {
        at: next((figure.rung for figure in row_figures if figure.rung), default)
        for at, row_figures in figures.items()
    }
    for column in table.having("rung"):
        for at in figures:
            if text := _cell(table, at, "rung"):
                rungs[at] = context.typed(text).status.id
                if rungs[at] is None:
                    reason = (
                        f"“{text}” is not a step that is known; write wanted, signed up, served or extended."
                    )
                    row = table.rows[at]
                    context.draft.problem(table.sheet, row, column.index, column.heading, text, reason)
    return rungs


def _hold_all(table: Table, live: Sequence[int], context: Context) -> None:
    """No column of figures is sure of what it counts: every row waits, or is left out where that was answered."""
    rows = [table.rows[at] for at in live]
    cols = [column.index for column in table.columns]
    grid = context.draft.fates[table.sheet.name]
    asked = any((grid[row, cols] == Fate.QUESTION).any() for row in rows)
    if asked:
        context.draft.assign(table.sheet, rows, cols, Fate.QUESTION)
    else:
        place = np.ix_(rows, cols)
        grid[place] = np.where(grid[place] == Fate.ANSWER, Fate.UNREAD, grid[place])  # of the services
        leave_out_rows(context.draft, table.sheet, rows, cols, "its figures are left out, as answered")


def _account(table: Table, loaded: Sequence[int], unread: Sequence[int], context: Context) -> None:
    """A row with a figure that cannot be read does not load: all of it stands in the problem."""
    draft, sheet = context.draft, table.sheet
    cols = [c.index for c in table.columns if c.role in (*_FIGURE, *BESIDE)]
    cols += [c.index for c in count_columns(table)]
    settle(draft, sheet, [table.rows[at] for at in loaded], cols, Fate.ANSWER)
    everything = [column.index for column in table.columns]
    grid = draft.fates[sheet.name]
    for at in unread:
        asked = (grid[table.rows[at], everything] == Fate.QUESTION).any()
        draft.assign(sheet, table.rows[at], everything, Fate.QUESTION if asked else Fate.PROBLEM)


def _cell(table: Table, at: int, role: str) -> str | None:
    column = table.first(role)
    value = table.values(column)[at] if column else None
    return None if value is None else " ".join(str(value).split()) or None
