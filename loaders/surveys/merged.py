"""Answers that are merged over several cells, so that nobody can tell whose they are or what they are about."""

from __future__ import annotations

from loaders.draft import Fate
from loaders.kinds import Context
from loaders.surveys.replies import Strand
from loaders.tables.tables import Table
from loaders.vocabulary.words import blank


def hold_merged_answers(table: Table, strands: list[Strand], context: Context) -> None:
    """A problem for each answer that is merged over other cells of answers; it is not read."""
    merged = [cells for cells in table.sheet.merged if cells[0] != cells[2] or cells[1] != cells[3]]
    place = {row: at for at, row in enumerate(table.rows)} if merged else {}
    by_column: dict[int, list[Strand]] = {}
    for strand in strands:
        by_column.setdefault(strand.column.index, []).append(strand)
    for top, left, bottom, right in merged:
        rows = [row for row in range(top, bottom + 1) if row in place]
        cols = [col for col in range(left, right + 1) if col in by_column]
        value = table.sheet.value(top, left) if top in place and left in by_column else None
        if blank(value) or len(rows) * len(cols) < 2:
            continue
        if all(strand.reply[place[top]] < 0 for strand in by_column[left]):
            continue
        cells = f"{table.sheet.where(top, left)}:{table.sheet.where(bottom, right)}"
        heading = by_column[left][0].column.heading
        reason = (
            f"This answer is merged over {cells}, so whose it is cannot be told; undo the merging and write it "
            "into each cell that it is for."
        )
        context.draft.problem(table.sheet, top, left, heading, value, reason)
        for col in cols:
            for strand in by_column[col]:
                strand.reply = strand.reply.copy()  # strands of one table may share theirs
                strand.reply[[place[row] for row in rows]] = -1
            context.draft.assign(table.sheet, rows, col, Fate.PROBLEM)
