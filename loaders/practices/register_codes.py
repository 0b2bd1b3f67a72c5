"""The ODS code of each row of a register: written there, or by its name; and rows that have none."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.cells.codes import branch_in
from loaders.draft import Fate
from loaders.fates import leave_out_rows, settle
from loaders.kinds import Context
from loaders.practices.register_fields import Fields, code_and_name
from loaders.practices.respondents import identify
from loaders.practices.who import Who
from loaders.tables.tables import Column, Table
from loaders.vocabulary.words import normalise

LOWER, UPPER = "the lower row", "the upper row"
_COUNTING = ("list_size", "open", "closed_on")  # fields that change a figure


def codes_of(table: Table, fields: Fields) -> list[str | None]:
    """ODS codes by position; None where the cell holds none."""
    return [code_and_name(value)[0] for value in table.values(fields.columns["practice"])]


def codes_by_name(
    table: Table, fields: Fields, regions: list[str | None], context: Context
) -> list[str | None]:
    """ODS codes by position, of the practices that a list known before calls so, whatever else this one adds. A
    name that it does not have is asked about; without such a list there is nothing that a name could mean."""
    column = fields.columns["practice"]
    codes: list[str | None] = [None] * len(table.rows)
    for at, (row, value, region) in enumerate(zip(table.rows, table.values(column), regions, strict=True)):
        if region is None:
            continue
        if not context.vocabulary.has_register(region):
            label = context.vocabulary.label("region", region)
            reason = (
                f"No list of the practices of {label} says whose name this is; add a column of ODS codes."
            )
            context.draft.problem(table.sheet, row, column.index, column.heading, value, reason)
            settle(context.draft, table.sheet, [row], [c.index for c in table.columns], Fate.PROBLEM)
            continue
        who = identify(table, row, column.index, str(value or ""), region, context)
        codes[at] = who.practice
        if who.practice is None:
            _pass_over(table, row, column, who, context)
    return codes


def _pass_over(table: Table, row: int, column: Column, who: Who, context: Context) -> None:
    """The fate of a row whose practice is not known, all along; its line is written unless there is none yet."""
    fates = {"left out": Fate.LEFT_OUT, "question": Fate.QUESTION}
    if not who.kind:
        reason = "A list of practices keeps practices by their ODS codes, and this one has none."
        context.draft.problem(table.sheet, row, column.index, column.heading, who.name, reason)
    fate = fates.get(who.kind, Fate.PROBLEM)
    settle(context.draft, table.sheet, [row], [c.index for c in table.columns], fate)


def report_without_code(table: Table, fields: Fields, positions: list[int], context: Context) -> None:
    """In a national file a code of another shape is another country's; in an LMC's list it is a mistake."""
    draft, sheet = context.draft, table.sheet
    cols = [column.index for column in table.columns]
    column = fields.columns["practice"]
    if fields.national:
        rows = [table.rows[at] for at in positions]
        leave_out_rows(draft, sheet, rows, cols, "its code is not that of a practice in England")
        return
    for at in positions:
        value = table.values(column)[at]
        if branch := branch_in(str(value or "")):
            reason = f"“{value}” is a branch of {branch[:-3]}, no practice of its own"
            leave_out_rows(draft, sheet, [table.rows[at]], cols, reason)
            continue
        fault = f"“{value}” is not an ODS code" if value is not None else "No ODS code in this row"
        reason = f"{fault}; write a letter and five digits, such as L84003."
        draft.problem(sheet, table.rows[at], column.index, column.heading, value, reason)
        settle(draft, sheet, [table.rows[at]], cols, Fate.PROBLEM)


def lowest_of_each(
    table: Table, fields: Fields, known: list[int], codes: Sequence[str | None], context: Context
) -> list[int]:
    """The lowest row of each code; those above it are left out, and asked about where they say otherwise than it."""
    last = {codes[at]: at for at in known}
    above = [at for at in known if last[codes[at]] != at]
    cols = [column.index for column in table.columns]
    again = []
    for at in above:
        below = last[codes[at]]
        differing = [] if fields.national else _differing(table, fields, at, below)
        chosen = _chosen_row(table, at, codes[at], differing, context) if differing else LOWER
        if chosen == UPPER:
            last[codes[at]] = at
            again.append(table.rows[below])
        elif chosen == LOWER:
            again.append(table.rows[at])
    leave_out_rows(context.draft, table.sheet, again, cols, "the same code stands again further down")
    return [at for at in known if last[codes[at]] == at]


def _differing(table: Table, fields: Fields, upper: int, lower: int) -> list[str]:
    """What of two rows of one practice is written otherwise, of what changes a figure: 'List size: 100, 300'."""
    columns = [fields.columns[name] for name in _COUNTING if name in fields.columns] + table.having("region")
    pairs = [(column.heading, table.values(column)[upper], table.values(column)[lower]) for column in columns]
    texts = [(heading, str(a or "").strip(), str(b or "").strip()) for heading, a, b in pairs]
    return [f"{heading}: {a}, {b}" for heading, a, b in texts if a and b and normalise(a) != normalise(b)]


def _chosen_row(
    table: Table, at: int, code: str | None, differing: list[str], context: Context
) -> str | None:
    """Which of two rows counts, as answered; None while it is asked: the lower one counts until then."""
    key = f"{code} twice\n{context.file_key}"
    chosen = context.vocabulary.remembered("practice", key)
    if chosen in (UPPER, LOWER):
        return chosen
    sentence = (
        f"{code} stands twice in this list, and the rows differ ({'; '.join(differing)}). Which counts?"
    )
    place = {"sheet": table.sheet, "row": table.rows[at], "col": table.columns[0].index}
    context.draft.ask("practice", code or "", sentence, [LOWER, UPPER], key=key, **place)
    settle(context.draft, table.sheet, [table.rows[at]], [c.index for c in table.columns], Fate.QUESTION)
    return None


def refuse_without_codes(table: Table, context: Context) -> None:
    """One problem for a whole table in which no column holds codes."""
    row = table.heading_rows[-1] if table.heading_rows else table.rows[0]
    reason = (
        "A register needs a column of ODS codes (a letter and five digits); add it and load the file again."
    )
    context.draft.problem(table.sheet, row, table.columns[0].index, table.columns[0].heading, None, reason)
    cols = [column.index for column in table.columns]
    settle(context.draft, table.sheet, table.rows, cols, Fate.PROBLEM)
