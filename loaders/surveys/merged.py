"""Answers that are merged over several cells, so that nobody can tell whose they are or what they are about."""

from __future__ import annotations

from loaders.draft import Fate
from loaders.kinds import Context
from loaders.surveys.replies import Strand
from loaders.tables.tables import Table
from loaders.vocabulary.words import blank


def hold_merged_answers(table: Table, strands: list[Strand], context: Context) -> None:
    """A problem for each answer that is merged over other cells of answers; it is not read."""
    areas = [area for area in table.sheet.merged if area[0] != area[2] or area[1] != area[3]]
    place = {row: at for at, row in enumerate(table.rows)} if areas else {}
    by_column: dict[int, list[Strand]] = {}
    for strand in strands:
        by_column.setdefault(strand.column.index, []).append(strand)
    for area in areas:
        top, left, bottom, right = area
        rows = [row for row in range(top, bottom + 1) if row in place]
        cols = [col for col in range(left, right + 1) if col in by_column]
        if top in rows and left in cols and len(rows) * len(cols) > 1:
            _hold(table, area, [by_column[col] for col in cols], {row: place[row] for row in rows}, context)


def _hold(
    table: Table,
    area: tuple[int, int, int, int],
    columns: list[list[Strand]],
    places: dict[int, int],
    context: Context,
) -> None:
    """columns: the strands of each column of the area; places: where its rows stand among those of the table."""
    top, left, bottom, right = area
    value = table.sheet.value(top, left)
    if blank(value) or all(strand.reply[places[top]] < 0 for strand in columns[0]):
        return
    cells = f"{table.sheet.where(top, left)}:{table.sheet.where(bottom, right)}"
    reason = (
        f"This answer is merged over {cells}, so whose it is cannot be told; undo the merging and write it "
        "into each cell that it is for."
    )
    context.draft.problem(table.sheet, top, left, columns[0][0].column.heading, value, reason)
    for strand in (strand for strands in columns for strand in strands):
        strand.reply = strand.reply.copy()  # strands of one table may share theirs
        strand.reply[list(places.values())] = -1
    for strands in columns:
        context.draft.assign(table.sheet, list(places), strands[0].column.index, Fate.PROBLEM)
