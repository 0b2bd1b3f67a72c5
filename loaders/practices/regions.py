"""Which region the rows of a table belong to."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from loaders.draft import Fate
from loaders.kinds import Context
from loaders.tables.tables import Column, Table


def regions_of(table: Table, context: Context) -> list[str | None]:
    """Region ids aligned with table.rows.

    From --region, else a column of role 'region', else the one region that the title, the sheet's name or the
    file's name names, else the choice remembered for files like this one, else a question. None where a row waits for
    an answer or is left out: its cells have their fate already, and the caller passes the row over.
    """
    column = table.first("region")
    if column is not None:
        _label(table, column, context)
    if context.options.region:
        return _within(table, column, context)
    if column is not None:
        return _from_column(table, column, context)
    named = _named(table, context)
    region = named[0] if len(named) == 1 else _remembered(context)
    if region is None:
        _ask(table, named, context)
    return [region] * len(table.rows)


def _label(table: Table, column: Column, context: Context) -> None:
    context.draft.mark(table.sheet, table.rows, column.index, Fate.LABEL)


def _within(table: Table, column: Column | None, context: Context) -> list[str | None]:
    """The named region for every row but those whose own column names another."""
    region = context.options.region
    if column is None:
        return [region] * len(table.rows)
    values = table.values(column)
    other = {
        text: found.id
        for text in _texts(values)
        if (found := context.vocabulary.region(text)).id not in (None, region)
    }
    for row, value in zip(table.rows, values, strict=True):
        if value in other:
            reason = (
                f"The row is for {context.vocabulary.label('region', other[value])}, not the region named."
            )
            context.draft.leave_out_row(table.sheet, row, reason, table.cols)
    return [None if value in other else region for value in values]


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
            context.draft.mark(table.sheet, row, table.cols, Fate.QUESTION)
    return [known[value].id if value in known else None for value in values]


def _named(table: Table, context: Context) -> list[str]:
    """The regions that the title names, and the sheet's name (the file's, where the sheet's names none). Two in
    one text say nothing; two that contradict each other both come back."""
    stem = PurePath(context.draft.file).stem
    outside = _one_in(table.sheet.name, context) or _one_in(stem, context)
    named = (outside, _one_in(table.title, context))
    return list(dict.fromkeys(region for region in named if region))


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
    context.draft.mark(table.sheet, table.rows, table.cols, Fate.QUESTION)


def _choices(context: Context, suggestions: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys([*suggestions, *context.vocabulary.known("region")]))


def _texts(values: list[Any]) -> list[str]:
    return list(dict.fromkeys(value for value in values if isinstance(value, str) and value.strip()))
