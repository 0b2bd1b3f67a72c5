"""A survey that somebody has summed up already: an action a row, a column for each answer of a scale.

The store's figures hold no answer, so the column of the answer that supports an action is kept (its rung
on the ladder comes with the scale), and the others are left out with a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pandas as pd

from loaders.draft import Fate
from loaders.fates import leave_out_column, make_labels, settle
from loaders.figures.cells import share_scale
from loaders.figures.quantities import read_quantity, unit_in
from loaders.figures.subjects import subjects_of
from loaders.kinds import Context
from loaders.practices.regions import regions_of
from loaders.tables.tables import Column, Table
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import normalise, words_of

_AROUND = re.compile(
    r"\b(?:percentage|percent|per cent|share|proportion|number|no|count|total|n|of|practices|replies)\b"
)
_BASE = frozenset(("n", "answered", "responses", "replies", "respondents", "total", "number", "base"))


@dataclass(frozen=True)
class Summary:
    """columns: by answer of the scale. base: the column of how many answered, if any."""

    scale: str
    columns: dict[str, Column]
    base: Column | None


def summary_of(table: Table, vocabulary: Vocabulary) -> Summary | None:
    """The summary that a table is: two answers of one scale or more as headings over numbers."""
    for scale in vocabulary.known("scale"):
        columns: dict[str, Column] = {}
        for column in table.columns:
            answer = vocabulary.answer(_AROUND.sub(" ", words_of(column.heading)).strip(), scale).id
            if answer and _numbers(table, column):
                columns.setdefault(answer, column)
        if len(columns) >= 2:
            return Summary(scale, columns, _base(table, list(columns.values())))
    return None


def load_summary(table: Table, summary: Summary, context: Context) -> pd.DataFrame:
    """Rows of figures for the answers that support an action; the other answers are left out with a line."""
    regions = regions_of(table, context)
    live = [at for at, region in enumerate(regions) if region]
    subjects = subjects_of(table, live, context)
    supporting = {
        answer: rung
        for answer, rung in context.vocabulary.snapshot.rows(
            "SELECT answer, rung FROM scale_answers WHERE scale = $scale AND supports",
            {"scale": summary.scale},
        )
        if answer in summary.columns
    }
    amounts = _amounts(table, summary, sorted(subjects), context)
    rows: list[dict[str, Any]] = []
    for answer, rung in supporting.items():
        column = summary.columns[answer]
        for at in subjects:
            if amount := amounts.get((at, column.index)):
                rows += _rows(
                    table, at, column, amount | {"rung": rung, "region": regions[at]}, subjects, context
                )
                context.draft.mark(table.sheet, table.rows[at], column.index, Fate.ANSWER)
    if summary.base:
        settle(
            context.draft, table.sheet, [table.rows[at] for at in subjects], [summary.base.index], Fate.ANSWER
        )
    kept = " and ".join(context.vocabulary.label("answer", answer).lower() for answer in supporting)
    for answer, column in summary.columns.items():
        if answer not in supporting:
            reason = (
                f"a summed-up survey is kept as its share of {kept}; load the practices' answers for the rest"
            )
            leave_out_column(context.draft, table, column, reason)
    loaded = {row["row"] for row in rows}
    make_labels(
        context.draft, table.sheet, [table.rows[at] for at in subjects if table.rows[at] not in loaded]
    )
    return pd.DataFrame(rows)


def _rows(
    table: Table, at: int, column: Column, said: dict[str, Any], subjects: dict, context: Context
) -> list[dict[str, Any]]:
    row, draft = table.rows[at], context.draft
    about = {
        "figure": f"{draft.sha256[:12]}:{table.sheet.name}:{row + 1}:{column.index}",
        "kind": subjects[at].kind,
        "qualifier": "exact",
        "unit": unit_in(f"{column.heading}\n{table.title}") or "practices",
        "source": draft.file,
        "sheet": table.sheet.name,
        "row": row,
        "col": column.index,
    }
    return [{"subject": subject, **about, **said} for subject in subjects[at].ids]


def _amounts(
    table: Table, summary: Summary, live: list[int], context: Context
) -> dict[tuple[int, int], dict[str, float | None]]:
    """count or share, and out_of, by position and column; a cell that could be either is a problem."""
    columns = list(summary.columns.values())
    read = {
        (at, column.index): read_quantity(value, context.vocabulary)
        for column in columns
        for at in live
        if (value := _number(table.values(column)[at])) is not None
    }
    bases = {at: _number(table.values(summary.base)[at]) for at in live} if summary.base else {}
    per_cent = any("%" in c.heading or "per" in words_of(c.heading) for c in columns) or "%" in table.title
    scale = share_scale(q.count for q in read.values() if q.count is not None and q.share is None)
    sums = [
        sum(q.count or 0 for (n, _), q in read.items() if n == at)
        for at in live
        if (at, columns[0].index) in read
    ]
    looks_like = all(abs(total - 100) <= 1 for total in sums) and set(bases.values()) != {100.0}
    amounts: dict[tuple[int, int], dict[str, float | None]] = {}
    for (at, col), quantity in read.items():
        share = quantity.share
        if share is None and quantity.count is not None and (per_cent or 0 < quantity.count < 1):
            share = scale(quantity.count)
        count = quantity.count if share is None and not per_cent and not looks_like else None
        if quantity.reason or (share is None and count is None):
            heading = next(column.heading for column in columns if column.index == col)
            value = table.sheet.value(table.rows[at], col)
            reason = f"“{value}” could be a count or a percentage; write percentages with a % sign."
            context.draft.problem(table.sheet, table.rows[at], col, heading, value, quantity.reason or reason)
        else:
            amounts[at, col] = {"count": count, "share": share, "out_of": bases.get(at)}
    return amounts


def _base(table: Table, answers: list[Column]) -> Column | None:
    taken = {column.index for column in answers}
    for column in table.columns:
        named = column.role in ("out_of", "practices") or normalise(column.heading) in _BASE
        if named and column.index not in taken and _numbers(table, column):
            return column
    return None


def _numbers(table: Table, column: Column) -> bool:
    """Whether everything that a column holds begins as a number."""
    texts = [str(value).strip() for value in table.values(column) if value is not None]
    return bool(texts) and all(re.match(r"\d", text) for text in texts)


def _number(value: Any) -> Any:
    text = str(value).strip() if value is not None else ""
    return float(text) if re.fullmatch(r"\d+(?:\.\d+)?", text) else value
