"""What another store handed over: its own counts, in the columns that stores agree on (store/hand_overs.py).

Such a file is taken as it was written. A store refuses what it handed over itself: it would count twice; and a file
that somebody has changed, as no cell of it can be asked about here: the LMC that counted can say.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pandas as pd

from loaders.account import leave_out_sheet
from loaders.draft import Draft, Fate
from loaders.kinds import Context
from loaders.reading import Refused, Workbook
from loaders.reading.sheets import Sheet, reference
from store.hand_overs import COLUMNS, known_as

_WHOLE = ("generation", "count", "answered", "responded", "anonymous", "out_of")
_DAYS = ("handed_over_on", "first_effective_on", "next_effective_on", "as_of")
_NEEDED = ("store", "generation", "handed_over_on", "region", "basis", "kind", "subject")
_SAME = ("store", "generation", "handed_over_on")
_ONE_OF = {
    "basis": ("counted", "demonstration"),
    "kind": ("action", "service"),
    "withheld": ("true", "false"),
}
_BESIDE = ("share", "withheld", "unit")  # worked out again from the others
_CHANGED = "ask the LMC for the file as 'python -m measures hand-over' writes it"


def is_hand_over(workbook: Workbook) -> bool:
    """Whether the first sheet begins with the headings of a hand-over, all of them in their order."""
    first = workbook.sheets[0].values[:1] if workbook.sheets else []
    return bool(first) and tuple(first[0][: len(COLUMNS)]) == COLUMNS


def read_hand_over(draft: Draft, workbook: Workbook, context: Context) -> None:
    """Rows of the store's table handed_over. Raises Refused for what this store handed over itself, and where the file
    is not as it was written."""
    sheet, *others = workbook.sheets
    for each in workbook.sheets:
        draft.open_sheet(each)
    for other in others:
        leave_out_sheet(draft, other, "not part of a hand-over")
    rows = [
        _row(sheet, at)
        for at in range(1, sheet.height)
        if any(value is not None for value in sheet.values[at])
    ]
    if not rows:
        raise Refused(
            "This hand-over holds no figure: the store that wrote it had counted nothing of the regions asked for."
        )
    made = _made(rows)
    if made["store"] == known_as(context.vocabulary.snapshot):
        raise Refused(
            f"This hand-over was made from this store on {made['handed_over_on']}: its figures are here already, "
            "and would count twice."
        )
    draft.kind = "figures"
    draft.because("kind", f"It is what store {made['store']} handed over.")
    kept = _known(draft, sheet, rows, context)
    _account(draft, sheet, rows, kept)
    draft.add("handed_over", pd.DataFrame(kept).drop(columns=list(_BESIDE)) if kept else pd.DataFrame())
    _note(draft, kept, made)


def _row(sheet: Sheet, at: int) -> dict[str, Any]:
    """One row by column, with its place. Raises Refused where a cell is not what was written there."""
    cells = dict(zip(COLUMNS, sheet.values[at], strict=False))
    row = {name: _cell(sheet, at, name, value) for name, value in cells.items()}
    wrong = next((name for name in _NEEDED if row[name] is None), None)
    wrong = wrong or next((name for name, words in _ONE_OF.items() if row[name] not in words), None)
    wrong = wrong or (None if (row["answer"] is None) != (row["rung"] is None) else "answer")
    wrong = wrong or (None if (row["count"] is None) == (row["withheld"] == "true") else "count")
    wrong = wrong or (None if _fits(row) else "count")
    if wrong:
        raise _refused(sheet, at, wrong)
    return row | {"sheet": sheet.name, "row": at, "col": COLUMNS.index("count")}


def _fits(row: dict[str, Any]) -> bool:
    """Whether no number is larger than the one that it is a part of."""
    numbers = [row[name] for name in ("count", "answered", "responded") if row[name] is not None]
    return all(number >= 0 for number in numbers) and numbers == sorted(numbers)


def _cell(sheet: Sheet, at: int, name: str, value: Any) -> Any:
    if value is None or value == "":
        return None
    read: Callable[[Any], Any] = _whole if name in _WHOLE else _day if name in _DAYS else _text
    try:
        return read(value)
    except ValueError:
        raise _refused(sheet, at, name) from None


def _refused(sheet: Sheet, at: int, name: str) -> Refused:
    col = COLUMNS.index(name)
    value = sheet.value(at, col)
    return Refused(
        f"Cell {reference(at, col)} ({name}) of this hand-over says “{'' if value is None else value}”, which was not "
        f"written there: {_CHANGED}."
    )


def _whole(value: Any) -> int:
    """'12' → 12, 12.0 → 12; ValueError for a part of a practice."""
    number = float(value)
    if not number.is_integer():
        raise ValueError(value)
    return int(number)


def _day(value: Any) -> str:
    """An ISO day, as which the file has them; a spreadsheet program may have made it a date."""
    if isinstance(value, (datetime, date)):
        return value.isoformat()[:10]
    return date.fromisoformat(str(value)).isoformat()


def _text(value: Any) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value).strip()


def _made(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Store, generation and day, which all rows share. Raises Refused where two files were put together."""
    made = {tuple(row[name] for name in _SAME) for row in rows}
    if len(made) > 1:
        raise Refused(f"This file holds {len(made)} hand-overs in one: load each as its store wrote it.")
    return dict(zip(_SAME, made.pop(), strict=True))


def _known(draft: Draft, sheet: Sheet, rows: list[dict[str, Any]], context: Context) -> list[dict[str, Any]]:
    """The rows of regions and scales that are known here; of the others a problem each."""
    words = context.vocabulary
    known = {"region": set(words.known("region")), "scale": set(words.known("scale"))}
    values_noted: set[tuple[str, str]] = set()
    kept = []
    for row in rows:
        strange = next(
            (name for name, ids in known.items() if row[name] is not None and row[name] not in ids), None
        )
        if strange is None:
            kept.append(row)
        else:
            col, value = COLUMNS.index(strange), row[strange]
            if (strange, value) not in values_noted:
                values_noted.add((strange, value))
                reason = f"There is no {strange} “{value}” here: add it to data/reference/, then load the file again."
                draft.problem(sheet, row["row"], col, strange, value, reason)
            draft.assign(sheet, row["row"], slice(None), Fate.PROBLEM)
    return kept


def _account(draft: Draft, sheet: Sheet, rows: list[dict[str, Any]], kept: list[dict[str, Any]]) -> None:
    draft.assign(sheet, 0, slice(None), Fate.LABEL)
    draft.assign(sheet, [row["row"] for row in kept], list(range(sheet.width)), Fate.ANSWER)
    draft.rows_read += len(rows)
    draft.rows_loaded += len(kept)


def _note(draft: Draft, kept: list[dict[str, Any]], made: dict[str, Any]) -> None:
    regions = sorted({row["region"] for row in kept})
    withheld = sum(row["count"] is None for row in kept)
    draft.note(
        f"Handed over by store {made['store']} (generation {made['generation']}) on {made['handed_over_on']}: counted "
        f"there, of {', '.join(regions) or 'no region that is known here'}. It takes the place of what that store "
        "handed over before."
    )
    if withheld:
        draft.note(f"{withheld} of {len(kept)} counts are withheld by the LMC, as they are of few practices.")
