"""Which region the rows of a table belong to."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from loaders.draft import Fate
from loaders.fates import leave_out_rows
from loaders.kinds import Context
from loaders.practices.known_regions import region_of_practices
from loaders.tables.tables import Column, Table
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.words import is_error, normalise

_FEW = 5  # texts named in a sentence before the rest is counted
AS_ANSWERED = "its region is left out, as answered"
_A_NAME = 6  # words that the name of an area has at most


def regions_of(table: Table, context: Context, by_icb: bool = True) -> list[str | None]:
    """Region ids aligned with table.rows. by_icb: whether a column of ICBs, each of which is the ICB of one region
    alone, tells the region where no other column does.

    From --region, else a column of role 'region', else the one region that the title, the sheet's name or the
    file's name names, else the choice remembered for files like this one, else the one in which its practices are
    known, else a question. None where a row waits for an answer or is left out: its cells have their fate already,
    and the caller passes the row over.
    """
    column = table.first("region") or _told_by_contents(table, context)
    column = column or (_icbs_of_one_region(table, context) if by_icb else None)
    if column is not None:
        _label(table, column, context)
    if context.options.region:
        context.draft.because("region", "You chose it.")
        return _within(table, column, context)
    if column is not None:
        context.draft.because("region", f"The column “{column.heading}” says it row by row.")
        return _from_column(table, column, context)
    regions = _regions_in_names(table, context)
    region, why = _told_outside(table, regions, context)
    if region is None:
        _ask(table, regions, context)
    else:
        context.draft.because("region", why)
    return [region] * len(table.rows)


def _told_outside(table: Table, regions: list[str], context: Context) -> tuple[str | None, str]:
    """The region of a table that has no column of them, and why; None where a person has to say."""
    if len(regions) == 1:
        return regions[0], f"{_where_named(table, context)} names it."
    if remembered := _remembered(context):
        return remembered, "As answered before for a file like it."
    known = region_of_practices(table, context)
    if known and (not regions or known in regions):
        return known, "Its practices are known there."
    return None, ""


def _told_by_contents(table: Table, context: Context) -> Column | None:
    """A column without a role whose heading speaks of areas or of LMCs ('LMC you pay your levy to') and whose cells are
    names, one of them at least of a region that is known."""
    for column in table.columns:
        if column.role is not None or column.meaning or not context.typed(column.heading).speaks_of("area"):
            continue
        texts = [str(value) for value in table.unlike(column)]
        if any(map(context.vocabulary.region, texts)) and all(len(t.split()) <= _A_NAME for t in texts):
            column.role = "region"
            return column
    return None


def _icbs_of_one_region(table: Table, context: Context) -> Column | None:
    column = table.first("icb")
    values = table.values(column) if column else []
    texts = _texts(values)
    each = len(texts) > 0 and all(value in texts for value in values)
    return column if each and all(context.typed(text).region for text in texts) else None


def _label(table: Table, column: Column, context: Context) -> None:
    context.draft.assign(table.sheet, table.rows, column.index, Fate.LABEL)


def _within(table: Table, column: Column | None, context: Context) -> list[str | None]:
    """The named region for every row, but for those whose own column or sheet names another: these are left out, and
    those that name what is no known region are asked about."""
    region = context.options.region
    if column is None:
        return _without_other_icbs(table, [_of_sheet(table, region, context)] * len(table.rows), context)
    values = table.values(column)
    areas = {text: context.typed(text).region for text in _texts(values) if not _says_none(text, context)}
    if areas and not any(match or match.leave_out for match in areas.values()):
        return _parts_of(table, column, list(areas), context)
    label = context.vocabulary.label("region", region)
    regions: list[str | None] = []
    for row, value in zip(table.rows, values, strict=True):
        match = areas.get(value)
        row_region = region if match is None else match.id
        if match is not None and match.leave_out:
            context.draft.leave_out_row(table.sheet, row, AS_ANSWERED, table.cols)
        elif row_region is None:
            _ask_for_area(table, row, column, value, (region, *match.suggestions), label, context)
        elif row_region != region:
            other = context.vocabulary.label("region", row_region)
            reason = f"The row is for {other}, not the region named."
            context.draft.leave_out_row(table.sheet, row, reason, table.cols)
        regions.append(region if row_region == region else None)
    return regions


def _without_other_icbs(table: Table, regions: list[str | None], context: Context) -> list[str | None]:
    """The regions without those of rows whose ICB is the ICB of another region alone: these are left out."""
    column, region = table.first("icb"), context.options.region
    if column is None or regions[:1] == [None]:
        return regions
    values = table.values(column)
    regions_by_text = {text: context.typed(text).region.id for text in _texts(values)}
    for at, value in enumerate(values):
        other = regions_by_text.get(value)
        if other not in (None, region):
            label = context.vocabulary.label("region", other)
            reason = f"The row is for the ICB of {label}, not the region named."
            context.draft.leave_out_row(table.sheet, table.rows[at], reason, table.cols)
            regions[at] = None
    return regions


def _parts_of(table: Table, column: Column, areas: list[str], context: Context) -> list[str | None]:
    """The named region for every row of a column of areas none of which is a region that is known, once a person has
    said that they are parts of it; until then the rows wait."""
    region = context.options.region
    key = f"{region}\n{normalise(column.heading)}\n{context.file_key}"
    chosen = context.vocabulary.remembered("region", key)
    values = table.values(column)
    if chosen == region:
        return [region] * len(values)
    blank = [region if value not in areas else None for value in values]
    rows = [row for row, blank_region in zip(table.rows, blank, strict=True) if blank_region is None]
    if chosen == LEAVE_OUT:
        for row in rows:
            context.draft.leave_out_row(table.sheet, row, AS_ANSWERED, table.cols)
        return blank
    more = f" and {len(areas) - _FEW} more" if len(areas) > _FEW else ""
    label = context.vocabulary.label("region", region)
    context.draft.ask(
        "region",
        "; ".join(areas[:_FEW]),
        f"“{column.heading}” says {', '.join(areas[:_FEW])}{more}, and no region known here is called so. "
        f"{'Are these parts' if len(areas) > 1 else 'Is this a part'} of {label}? If not, leave the rows out.",
        [region, LEAVE_OUT],
        key=key,
        sheet=table.sheet,
        row=rows[0],
        col=column.index,
        rows=len(rows),
    )
    wait_for_region(table, rows, context)
    return blank


def _of_sheet(table: Table, region: str, context: Context) -> str | None:
    """The region named, unless the workbook has a sheet for each of several and this is another's. A name or title
    that contradicts the region named is said."""
    says = _one_in(table.sheet.name, context)
    if says is None and (chosen := _sheet_of_an_area(table, region, context)) is not True:
        return chosen
    sheets = {_one_in(other.sheet.name, context) for other in context.tables} - {None}
    if says and says != region and len(sheets) > 1:
        return _elsewhere(table, says, sheets, context)
    label = context.vocabulary.label
    contradicting = [
        label("region", other_region)
        for other_region in _regions_in_names(table, context)
        if other_region != region
    ]
    contradicting += _unknown_areas(table, context)
    if contradicting:
        regions = " and ".join(contradicting)
        context.draft.note(
            f"A name or title in this file says {regions}; the rows were loaded for {label('region', region)}, "
            "the region named."
        )
    return region


def _sheet_of_an_area(table: Table, region: str, context: Context) -> str | bool | None:
    """Which region a sheet is of that stands beside sheets called by regions, and is called by none that is known; None
    while that is asked or where it is left out; True where it is no such sheet."""
    others = [other.sheet.name for other in context.tables if other.sheet is not table.sheet]
    if not any(context.typed(name).region for name in others):
        return True
    name = table.sheet.name
    match = context.typed(name).region
    if match.leave_out:
        cols = [column.index for column in table.columns]
        context.draft.assign(table.sheet, table.rows, cols, Fate.UNREAD)
        leave_out_rows(context.draft, table.sheet, table.rows, cols, AS_ANSWERED)
        return None
    label = context.vocabulary.label("region", region)
    sentence = f"Which region is sheet “{name}”? Other sheets are called by theirs, and the file is loaded for {label}."
    choices = [*dict.fromkeys((region, *match.suggestions, LEAVE_OUT, *context.vocabulary.known("region")))]
    context.draft.ask("region", name, sentence, choices, sheet=table.sheet, rows=len(table.rows))
    wait_for_region(table, table.rows, context)
    return None


def _elsewhere(table: Table, says: str, sheets: set[str | None], context: Context) -> str | None:
    """A sheet of another region than the one named: left out where that one has its own sheet, else asked about."""
    label, region = context.vocabulary.label, context.options.region
    cols = [column.index for column in table.columns]
    if region in sheets:
        reason = f"The sheet is for {label('region', says)}, not the region named."
        context.draft.assign(table.sheet, table.rows, cols, Fate.UNREAD)
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
    wait_for_region(table, table.rows, context)
    return None


def _from_column(table: Table, column: Column, context: Context) -> list[str | None]:
    values = table.values(column)
    known = {text: context.typed(text).region for text in _texts(values) if not _says_none(text, context)}
    for row, value in zip(table.rows, values, strict=True):
        match = known.get(value)
        if match is None:
            reason = "No region in this row; write the region in it, or load the file with one region named."
            context.draft.problem(table.sheet, row, column.index, column.heading, value, reason)
            context.draft.assign(table.sheet, row, table.cols, Fate.PROBLEM)
        elif match.leave_out:
            context.draft.leave_out_row(table.sheet, row, AS_ANSWERED, table.cols)
        elif not match:
            _ask_for_area(table, row, column, value, match.suggestions, "", context)
    return [known[value].id if value in known else None for value in values]


def _ask_for_area(
    table: Table, row: int, column: Column, value: str, likely: tuple[str, ...], label: str, context: Context
) -> None:
    """A row whose area is no region that is known waits. label: of the region that the file is loaded for, if any."""
    sentence = f"Which region is “{value}”?"
    if label:
        sentence += f" The file is loaded for {label}; rows of another area are to be left out."
    choices = [*dict.fromkeys((*likely, LEAVE_OUT, *context.vocabulary.known("region")))]
    context.draft.ask("region", value, sentence, choices, sheet=table.sheet, row=row, col=column.index)
    wait_for_region(table, [row], context)


def _regions_in_names(table: Table, context: Context) -> list[str]:
    """The regions that the title names, and the sheet's name (the file's, where the sheet's names none). Two in
    one text say nothing; two that contradict each other both come back."""
    stem = PurePath(context.draft.file).stem
    outside = _one_in(table.sheet.name, context) or _one_in(stem, context)
    regions = (outside, _one_in(table.title, context))
    return list(dict.fromkeys(region for region in regions if region))


def _unknown_areas(table: Table, context: Context) -> list[str]:
    """The areas of other LMCs, none of them known here, that the title or the sheet's or file's name names."""
    texts = (table.title, table.sheet.name, PurePath(context.draft.file).stem)
    areas = (area for text in texts for area in context.vocabulary.areas_named_in(text))
    return list(dict.fromkeys(areas))


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
    regions = context.vocabulary.regions_named_in(text)
    return regions[0] if len(regions) == 1 else None


def _remembered(context: Context) -> str | None:
    return context.vocabulary.remembered("region", context.file_key)


def _ask(table: Table, regions: list[str], context: Context) -> None:
    context.draft.ask(
        "region",
        context.draft.file,
        "Which region is this file from? Nothing in its name, title or columns says so for certain.",
        _choices(
            context, (*regions, *context.vocabulary.regions_hinted_in(PurePath(context.draft.file).stem))
        ),
        key=context.file_key,
        sheet=table.sheet,
        rows=len(table.rows),
    )
    wait_for_region(table, table.rows, context)


def _choices(context: Context, suggestions: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys([*suggestions, *context.vocabulary.known("region")]))


def _texts(values: list[Any]) -> list[str]:
    texts = dict.fromkeys(value for value in values if isinstance(value, str) and value.strip())
    return [text for text in texts if not is_error(text)]


def _says_none(text: str, context: Context) -> bool:
    """Whether a cell says that no area is known, as 'Not sure' does, and names none."""
    return context.typed(text).silence is not None and not context.typed(text).region


def wait_for_region(table: Table, rows: list[int], context: Context) -> None:
    """The rows wait until their region is known, but for those that are left out whatever it is."""
    grid = context.draft.fates[table.sheet.name]
    waiting = [row for row in rows if not (grid[row, table.cols] == Fate.LEFT_OUT).any()]
    context.draft.assign(table.sheet, waiting, table.cols, Fate.QUESTION)
