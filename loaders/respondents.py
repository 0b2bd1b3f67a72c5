"""Who each row of a table speaks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pandas as pd

from loaders.draft import Fate
from loaders.kinds import Context
from loaders.lookups import LEAVE_OUT
from loaders.tables import Column, Table
from loaders.vocabulary import ODS_CODE
from loaders.words import normalise

_TEST = re.compile(
    r"(?:test|dummy|example)(?: (?:practice|surgery|row|entry|response|reply))?(?: \d+)?|x{3,}"
)
_CODE_IN_TEXT = re.compile(r"(?<![A-Za-z0-9])([A-TV-Za-tv-z]\d{5})(?![A-Za-z0-9])")
AS_WRITTEN = "another practice: keep the name as written"


@dataclass(frozen=True)
class Who:
    """Whom a cell names; reason: why nobody is certain. kind: '' | problem | question | left out."""

    practice: str | None = None
    name: str | None = None
    kind: str = ""
    reason: str = ""
    suggestions: tuple[str, ...] = ()

    @property
    def respondent(self) -> str | None:
        if self.kind:
            return None
        return self.practice or f"name:{normalise(self.name or '')}"


def respondents_of(table: Table, regions: list[str | None], context: Context) -> pd.DataFrame:
    """Frame aligned with table.rows: region, respondent, practice, name (all None where unknown).

    From the columns of role 'practice_code' and 'practice_name' ('practice': either of the two in one
    cell). A row whose respondent is None has its problem, question or left-out line already, and all its
    cells their fate: the caller passes it over. The cells of those columns are marked LABEL otherwise. A
    table with none of these columns is anonymous: every row is its own respondent.
    """
    columns = [c for role in ("practice_code", "practice", "practice_name") for c in table.having(role)]
    frame = pd.DataFrame(
        {"region": regions, "respondent": None, "practice": None, "name": None}, dtype=object
    )
    if not columns:
        return _anonymous(table, frame)
    cells = list(zip(regions, *(table.values(column) for column in columns), strict=True))
    roles = [column.role for column in columns]
    people = {
        cell: _who(cell[0], list(zip(roles, cell[1:], strict=True)), context) for cell in dict.fromkeys(cells)
    }
    found = [people[cell] for cell in cells]
    frame["respondent"] = [
        who.respondent if region else None for who, region in zip(found, regions, strict=True)
    ]
    frame["practice"] = [who.practice for who in found]
    frame["name"] = [who.name for who in found]
    _mark(table, columns, found, frame, context)
    return frame


def identify(table: Table, row: int, col: int, text: str, region: str, context: Context) -> Who:
    """Whom a heading cell names, with its problem, question or left-out line where nobody is certain."""
    who = _who(region, [("practice", text)], context)
    column = Column(col, text)
    if who.kind:
        _explain(table, row, column, who, region, context, slice(col, col + 1))
    return who


def _anonymous(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """Respondents 'anonymous::<sheet>:<row>'; the store puts the import's id between the colons."""
    prefix = f"anonymous::{table.sheet.name}:"
    frame["respondent"] = [
        f"{prefix}{row + 1}" if region else None
        for row, region in zip(table.rows, frame["region"], strict=True)
    ]
    return frame


def _who(region: str | None, cells: list[tuple[str, Any]], context: Context) -> Who:
    """Whom the cells of a row name, the code before the name."""
    if region is None:
        return Who(kind="passed over")
    texts = [(role, " ".join(str(value).split())) for role, value in cells if value is not None]
    texts = [(role, text) for role, text in texts if text]
    name = next(
        (text for role, text in texts if role != "practice_code" and not ODS_CODE.fullmatch(text)), None
    )
    if any(_TEST.fullmatch(normalise(text)) for _, text in texts):
        return Who(kind="left out", reason="a test row")
    for role, text in texts:
        code = _code_in(role, text)
        if code:
            return Who(code, name)
    for role, text in texts:
        if role == "practice_code" and name is None:
            reason = f"“{text}” is not an ODS code; write a letter and five digits, such as L84003."
            return Who(kind="problem", reason=reason)
    if name is None:
        return Who(
            kind="problem", reason="No practice in this row; write its ODS code (a letter and five digits)."
        )
    return _named(name, region, context)


def _code_in(role: str, text: str) -> str | None:
    """The ODS code that a cell is, or the only one that a cell with name and code contains."""
    joined = "".join(text.split()).upper()
    if ODS_CODE.fullmatch(joined):
        return joined
    inside = {code.upper() for code in _CODE_IN_TEXT.findall(text)} if role != "practice_code" else set()
    return inside.pop() if len(inside) == 1 else None


def _named(name: str, region: str, context: Context) -> Who:
    """A practice by its exact name within the region's register; by the name as written where there is none."""
    match = context.vocabulary.practice(name, region)
    if match.leave_out:
        return Who(kind="left out", reason="left out, as answered")
    if match.id == AS_WRITTEN or (not match and not context.vocabulary.has_register(region)):
        return Who(None, name)
    if match:
        return Who(match.id, name)
    suggestions = match.suggestions or context.vocabulary.practices_like(name, region)
    return Who(name=name, kind="question", reason=name, suggestions=suggestions)


def _mark(
    table: Table, columns: list[Column], found: list[Who], frame: pd.DataFrame, context: Context
) -> None:
    """Give the practice cells their fate, and the rows of nobody theirs, each with its line."""
    draft, sheet = context.draft, table.sheet
    known = [row for row, who in zip(table.rows, found, strict=True) if not who.kind]
    draft.mark(sheet, known, [column.index for column in columns], Fate.LABEL)
    for number, (row, who) in enumerate(zip(table.rows, found, strict=True)):
        if who.kind in ("", "passed over"):
            continue
        column = next((c for c in columns if sheet.values[row][c.index] is not None), columns[0])
        _explain(table, row, column, who, frame["region"].iloc[number], context, slice(None))


def _explain(
    table: Table, row: int, column: Column, who: Who, region: str, context: Context, cols: slice
) -> None:
    """The line for a cell that names nobody for certain; the fate of those columns of its row."""
    draft, sheet = context.draft, table.sheet
    value = sheet.values[row][column.index]
    if who.kind == "left out":
        draft.leave_out(sheet, row, column.index, value, who.reason)
        draft.mark(sheet, row, cols, Fate.LEFT_OUT)
    elif who.kind == "problem":
        draft.problem(sheet, row, column.index, column.heading, value, who.reason)
        draft.mark(sheet, row, cols, Fate.PROBLEM)
    else:
        _ask(table, row, column, who, region, context)
        draft.mark(sheet, row, cols, Fate.QUESTION)


def _ask(table: Table, row: int, column: Column, who: Who, region: str, context: Context) -> None:
    label = context.vocabulary.label("region", region)
    context.draft.ask(
        "practice",
        who.name or "",
        f"Which practice is “{who.name}”? The register of {label} has no one practice of exactly that name.",
        [*who.suggestions, AS_WRITTEN, LEAVE_OUT],
        key=f"{region}:{normalise(who.name or '')}",
        sheet=table.sheet,
        row=row,
        col=column.index,
    )
