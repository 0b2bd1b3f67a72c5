"""What a layout may leave over: further columns of its rows, titles and notes. The one place where that is decided."""

from __future__ import annotations

import re

from loaders.cells.lines import is_note_below
from loaders.cells.typed import typed
from loaders.layouts.grid import Cell, Grid, Leftover
from loaders.layouts.interpretation import Interpretation, Said
from loaders.layouts.places import Field
from loaders.layouts.senses import DAY, PRACTICE, STEP, Senses
from loaders.vocabulary.practice_register import ODS_CODE

_OF_A_PRACTICE = re.compile(
    rf"(?<![A-Z0-9]){ODS_CODE.pattern}|\b(?:surgery|medical (?:centre|practice))\b", re.IGNORECASE
)
_FACT_LABELS = frozenset(("action", "service", "answer"))


def may_stand_beside(kind: str, senses: Senses, head: Senses | None) -> bool:
    """Whether a cell of a row that says facts may be none of them: under a known heading of something else, a number in
    a column of totals, a name beside a code, or words that name nothing under words that name nothing."""
    practice = senses.one(PRACTICE)
    if practice and typed(practice.id).code:
        return False  # nobody is told by name where there is a code
    if head is None:
        return practice is not None
    if head.heading and STEP in head.label and kind == "notices":
        return False  # a status that is not understood may say that the notice does not stand
    if head.heading:
        days = kind == "notices" or not head.label & {DAY, STEP}
        return days and not head.label & _FACT_LABELS
    if head.total:
        return senses.figure
    return senses.empty and not head.terms


def settle_lines(
    grid: Grid, result: Interpretation, sorts: dict[Field, str], outside: dict[Field, Said]
) -> None:
    """Explain what stands above and below the rows: titles and notes, unless they name something of the table's kind
    that the facts do not say."""
    last = max(fact.anchor[0] for fact in result.facts)
    parts = [fact.parts for fact in result.facts]
    stated_terms = {
        sort: {each[field].term.id for each in parts if field in each} for field, sort in sorts.items()
    }
    used = {part.cell for part in outside.values() if part.cell}
    for cell in sorted(result.unread):
        row, above = cell[0], cell[0] < result.top
        label = len(grid.rows[row]) == 2 and grid.senses(cell).label
        spent = cell in used or (label and any(at == row for at, _ in used))
        if (spent and _is_told(grid, cell, stated_terms)) or (
            above and not label and _is_quiet(grid, cell, stated_terms)
        ):
            result.unread.discard(cell)
            result.leftover[cell] = Leftover.TITLE
        elif (
            row > last
            and _is_apart(grid, row, last)
            and _is_quiet(grid, cell, {sort: set() for sort in stated_terms})
        ):
            result.unread.discard(cell)
            result.leftover[cell] = Leftover.BELOW


def _is_apart(grid: Grid, row: int, last: int) -> bool:
    """Whether a row below the facts begins like a note, or a blank row parts it from them: it could be one more fact
    that is not understood."""
    first = str(next(iter(grid.rows[row].values())).value)
    return is_note_below(first) or any(not grid.rows[at] for at in range(last + 1, row))


def _is_quiet(grid: Grid, cell: Cell, stated_terms: dict[str, set[str]]) -> bool:
    """Whether a line names nothing that the facts do not say, and no practice."""
    senses = grid.senses(cell)
    if senses.tick is not None or senses.figure or not isinstance(senses.value, str):
        return False
    return not _OF_A_PRACTICE.search(senses.value) and _is_told(grid, cell, stated_terms)


def _is_told(grid: Grid, cell: Cell, stated_terms: dict[str, set[str]]) -> bool:
    terms = grid.spoken(cell)
    return all({term.id for term in terms.get(sort, ())} <= ids for sort, ids in stated_terms.items())
