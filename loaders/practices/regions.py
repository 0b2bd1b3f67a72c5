"""Which region the rows of a table belong to."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from loaders.draft import Fate
from loaders.fates import leave_out_rows
from loaders.kinds import Context
from loaders.tables.tables import Column, Table
from loaders.vocabulary.words import is_error

_FEW = 5  # texts named in a note before the rest is counted


def regions_of(table: Table, context: Context, by_icb: bool = True) -> list[str | None]:
    """Region ids aligned with table.rows. by_icb: whether a column of ICBs, each of which is the ICB of one region
    alone, tells the region where no other column does.

    From --region, else a column of role 'region', else the one region that the title, the sheet's name or the
    file's name names, else the choice remembered for files like this one, else a question. None where a row waits for
    an answer or is left out: its cells have their fate already, and the caller passes the row over.
    """
    column = table.first("region") or (_icbs_of_one_region(table, context) if by_icb else None)
    if column is not None:
        _label(table, column, context)
    if context.options.region:
        context.draft.because("region", "You chose it.")
        return _within(table, column, context)
    if column is not None:
        context.draft.because("region", f"The column “{column.heading}” says it row by row.")
        return _from_column(table, column, context)
    named = _named(table, context)
    region = named[0] if len(named) == 1 else _remembered(context)
    if len(named) == 1:
        context.draft.because("region", f"{_where_named(table, context)} names it.")
    elif region is not None:
        context.draft.because("region", "As answered before for a file like it.")
    if region is None:
        _ask(table, named, context)
    return [region] * len(table.rows)


def _icbs_of_one_region(table: Table, context: Context) -> Column | None:
    column = table.first("icb")
    values = table.values(column) if column else []
    texts = _texts(values)
    each = len(texts) > 0 and all(value in texts for value in values)
    return column if each and all(context.vocabulary.region(text) for text in texts) else None


def _label(table: Table, column: Column, context: Context) -> None:
    context.draft.mark(table.sheet, table.rows, column.index, Fate.LABEL)


def _within(table: Table, column: Column | None, context: Context) -> list[str | None]:
    """The named region for every row, but for those whose own column or sheet names another."""
    region = context.options.region
    if column is None:
        return [_of_sheet(table, region, context)] * len(table.rows)
    values = table.values(column)
    found = {text: context.vocabulary.region(text).id for text in _texts(values)}
    other = {text: named for text, named in found.items() if named not in (None, region)}
    label = context.vocabulary.label
    unknown = [" ".join(text.split()) for text, named in found.items() if named is None]
    if unknown:
        more = f" and {len(unknown) - _FEW} more" if len(unknown) > _FEW else ""
        are = "are no regions that are" if len(unknown) > 1 else "is no region that is"
        context.draft.note(
            f"“{column.heading}” says {', '.join(unknown[:_FEW])}{more}, which {are} known: "
            f"{label('region', region)}, the region named, counts."
        )
    for row, value in zip(table.rows, values, strict=True) if other else ():
        if value in other:
            reason = f"The row is for {label('region', other[value])}, not the region named."
            context.draft.leave_out_row(table.sheet, row, reason, table.cols)
    return [None if value in other else region for value in values]


def _of_sheet(table: Table, region: str, context: Context) -> str | None:
    """The region named, unless the workbook has a sheet for each of several and this is another's. A name or title
    that contradicts the region named is said."""
    says = _one_in(table.sheet.name, context)
    sheets = {_one_in(other.sheet.name, context) for other in context.tables} - {None}
    if says and says != region and len(sheets) > 1:
        return _elsewhere(table, says, sheets, context)
    contradicting = [named for named in _named(table, context) if named != region]
    if contradicting:
        label = context.vocabulary.label
        said = " and ".join(label("region", named) for named in contradicting)
        context.draft.note(
            f"A name or title in this file says {said}; the rows were loaded for {label('region', region)}, "
            "the region named."
        )
    return region


def _elsewhere(table: Table, says: str, sheets: set[str | None], context: Context) -> str | None:
    """A sheet of another region than the one named: left out where that one has its own sheet, else asked about."""
    label, region = context.vocabulary.label, context.options.region
    cols = [column.index for column in table.columns]
    if region in sheets:
        reason = f"The sheet is for {label('region', says)}, not the region named."
        context.draft.mark(table.sheet, table.rows, cols, Fate.UNREAD)
        leave_out_rows(context.draft, table.sheet, table.rows, cols, reason)
        return None
    key = f"{region}\n{table.sheet.name}\n{context.file_key}"
    remembered = context.vocabulary.remembered("region", key)
    if remembered in (says, region):
        return remembered
    context.draft.ask(
        "region",
        table.sheet.name,
        f"Sheet “{table.sheet.name}” is named after {label('region', says)}, and the file was to be loaded for "
        f"{label('region', region)}. Which region are its rows from?",
        [says, region],
        key=key,
        sheet=table.sheet,
        rows=len(table.rows),
    )
    _wait(table, table.rows, context)
    return None


def _from_column(table: Table, column: Column, context: Context) -> list[str | None]:
    values = table.values(column)
    known = {text: context.vocabulary.region(text) for text in _texts(values)}
    for row, value in zip(table.rows, values, strict=True):
        match = known.get(value)
        if match is None:
            reason = "No region in this row; write the region in it, or load the file with one region named."
            context.draft.problem(table.sheet, row, column.index, column.heading, value, reason)
            context.draft.mark(table.sheet, row, table.cols, Fate.PROBLEM)
        elif match.leave_out:
            context.draft.leave_out_row(table.sheet, row, "its region is left out, as answered", table.cols)
        elif not match:
            sentence = f"Which region is “{value}”?"
            choices = _choices(context, match.suggestions)
            context.draft.ask(
                "region", value, sentence, choices, sheet=table.sheet, row=row, col=column.index
            )
            _wait(table, [row], context)
    return [known[value].id if value in known else None for value in values]


def _named(table: Table, context: Context) -> list[str]:
    """The regions that the title names, and the sheet's name (the file's, where the sheet's names none). Two in
    one text say nothing; two that contradict each other both come back."""
    stem = PurePath(context.draft.file).stem
    outside = _one_in(table.sheet.name, context) or _one_in(stem, context)
    named = (outside, _one_in(table.title, context))
    return list(dict.fromkeys(region for region in named if region))


def _where_named(table: Table, context: Context) -> str:
    if _one_in(table.title, context):
        return "The title above the table"
    sheet = _one_in(table.sheet.name, context)
    return (
        "The sheet's name"
        if sheet and table.sheet.name != PurePath(context.draft.file).stem
        else "The file's name"
    )


def _one_in(text: str, context: Context) -> str | None:
    named = context.vocabulary.regions_named_in(text)
    return named[0] if len(named) == 1 else None


def _remembered(context: Context) -> str | None:
    return context.vocabulary.remembered("region", context.file_key)


def _ask(table: Table, named: list[str], context: Context) -> None:
    context.draft.ask(
        "region",
        context.draft.file,
        "Which region is this file from? Nothing in its name, title or columns says so for certain.",
        _choices(context, tuple(named)),
        key=context.file_key,
        sheet=table.sheet,
        rows=len(table.rows),
    )
    _wait(table, table.rows, context)


def _choices(context: Context, suggestions: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys([*suggestions, *context.vocabulary.known("region")]))


def _texts(values: list[Any]) -> list[str]:
    texts = dict.fromkeys(value for value in values if isinstance(value, str) and value.strip())
    return [text for text in texts if not is_error(text)]


def _wait(table: Table, rows: list[int], context: Context) -> None:
    """The rows wait until their region is known, but for those that are left out whatever it is."""
    grid = context.draft.fates[table.sheet.name]
    waiting = [row for row in rows if not (grid[row, table.cols] == Fate.LEFT_OUT).any()]
    context.draft.mark(table.sheet, waiting, table.cols, Fate.QUESTION)
