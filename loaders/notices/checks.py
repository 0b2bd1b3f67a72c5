"""What a row says of its notice and what its days say, where the two do not agree: noted, never chosen in silence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from loaders.kinds import Context
from loaders.tables.tables import Table

_FEW = 5  # cells named in a note before the rest is counted
Days = dict[str, date | None]


@dataclass(frozen=True)
class _Check:
    """role: of the column whose cells are named. fails: whether the step and the days of a row disagree; sentence: what
    is then said, before the cells."""

    role: str
    fails: Callable[[str, Days], bool]
    sentence: str


def _before(first: str, second: str) -> Callable[[str, Days], bool]:
    """Whether the day of one role is before that of another, where both are known."""
    return lambda _, days: bool(days[first] and days[second] and days[first] < days[second])


_CHECKS = (
    _Check(
        "effective_on", _before("effective_on", "served_on"), "A notice takes effect before it was served"
    ),
    _Check(
        "withdrawn_on", _before("withdrawn_on", "served_on"), "A notice was withdrawn before it was served"
    ),
    _Check("resolved_on", _before("resolved_on", "served_on"), "A notice was resolved before it was served"),
    _Check(
        "extended_to",
        _before("extended_to", "effective_on"),
        "A notice is extended to a day before the one from which it took effect",
    ),
    _Check(
        "status",
        lambda step, days: step == "in_effect" and not (days["effective_on"] or days["extended_to"]),
        "In effect, and no day says from when, so that it counts as standing and not as in effect",
    ),
    _Check(
        "status",
        lambda step, days: step == "extended" and not days["extended_to"],
        "Extended, and no day says to when, so that from when it takes effect may not be known",
    ),
    _Check(
        "status",
        lambda step, days: step in ("signed_up", "wanted") and any(days.values()),
        "Not served by its status, and yet with a day of a notice: the status counts",
    ),
    _Check(
        "status",
        lambda step, days: (
            step not in ("withdrawn", "resolved") and bool(days["withdrawn_on"] or days["resolved_on"])
        ),
        "Standing by its status, and yet with a day of its end: the day counts",
    ),
)


def note_contradictions(
    table: Table,
    live: Sequence[int],
    steps: Sequence[str | None],
    dates: dict[str, list[date | None]],
    context: Context,
) -> None:
    """A note for each kind of contradiction that rows of the table have. steps: as their cells say, 'in_effect' among
    them; aligned with the rows, as the dates by role are."""
    for check in _CHECKS:
        column = table.first(check.role) or table.first("status") or table.first("effective_on")
        rows = [
            table.rows[at]
            for at in live
            if check.fails(steps[at] or "", {role: days[at] for role, days in dates.items()})
        ]
        if rows:
            col = column.index if column else table.columns[0].index
            cells = ", ".join(table.sheet.where(row, col) for row in rows[:_FEW])
            more = f" and {len(rows) - _FEW} more" if len(rows) > _FEW else ""
            context.draft.note(f"{check.sentence}: {cells}{more}. Is that right?")
