"""Whose list an LMC's own list of practices is, where its rows name more than one region."""

from __future__ import annotations

from collections import Counter

from loaders.kinds import Context
from loaders.practices.regions import AS_ANSWERED, wait_for_region
from loaders.tables.tables import Table
from loaders.vocabulary.lookups import LEAVE_OUT

_A_LIST = 20  # practices that a region's own list has at least, where another region has more rows in it


def list_regions(table: Table, regions: list[str | None], context: Context) -> list[str | None]:
    """Of the regions of an LMC's own list, by position, those whose list it is: the one that most of its rows name.

    A list is a base. The few rows of another region would make one of a handful of practices, and are asked about.
    """
    counts = Counter(region for region in regions if region)
    if len(counts) < 2:
        return regions
    (main, most), *others = counts.most_common()
    if 2 * most <= counts.total():
        return regions
    strays = {other for other, rows in others if rows < _A_LIST or 4 * rows < counts.total()}
    kept = {other for other in strays if _is_list_too(table, main, other, regions, context)}
    return [None if region in strays - kept else region for region in regions]


def _is_list_too(table: Table, main: str, other: str, regions: list[str | None], context: Context) -> bool:
    """Whether a person said that the rows of another region are its list; else they have their line or question."""
    rows = [row for row, region in zip(table.rows, regions, strict=True) if region == other]
    key = f"list of {main}\n{other}\n{context.file_key}"
    chosen = context.vocabulary.remembered("region", key)
    ours, theirs = (context.vocabulary.label("region", region) for region in (main, other))
    if chosen == LEAVE_OUT:
        for row in rows:
            context.draft.leave_out_row(table.sheet, row, AS_ANSWERED, table.cols)
    elif chosen != other:
        count = f"{len(rows)} rows" if len(rows) > 1 else "One row"
        context.draft.ask(
            "region",
            theirs,
            f"{count} of this list {'are' if len(rows) > 1 else 'is'} of {theirs}, and the list is otherwise that of "
            f"{ours}. Leave them out, or are these all practices of {theirs}?",
            [LEAVE_OUT, other],
            key=key,
            sheet=table.sheet,
            rows=len(rows),
        )
        wait_for_region(table, rows, context)
    return chosen == other
