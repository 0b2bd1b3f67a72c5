"""A survey that somebody has summed up already: an action a row, and numbers, shares or both for each answer.

Every answer's figure is kept under its name. The regions are compared by those that support an action, whose rung
on the ladder comes with the scale.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from loaders.cells.typed import typed
from loaders.draft import Fate
from loaders.fates import make_labels, settle
from loaders.figures.cells import share_scale
from loaders.figures.subjects import Subject, subjects_of
from loaders.kinds import Context
from loaders.practices.regions import regions_of
from loaders.queries import query
from loaders.tables.tables import Column, Table
from loaders.texts.quantities import Quantity, read_quantity, unit_in
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import words_of

_AROUND = re.compile(
    r"\b(?:percentage|percent|per cent|share|proportion|number|no|count|countif|total|n|of|practices|replies"
    r"|respondents|responses)\b"
)
_SAY_BASE = ("n", "answered", "answering", "responded", "responding", "responses", "replies", "respondents")
_BASE = frozenset((*_SAY_BASE, "total", "number", "base"))
_BESIDE_BASE = frozenset(("no", "of", "all", "practices", "count", "overall", "who", "that", "these"))


@dataclass(frozen=True)
class Summary:
    """columns: by answer of the scale, those of its numbers and its shares. base: of how many answered, if any."""

    scale: str
    columns: dict[str, list[Column]]
    base: Column | None

    @property
    def answers(self) -> list[tuple[str, Column]]:
        """Each column of figures with its answer, answers in their order."""
        return [(answer, column) for answer, columns in self.columns.items() for column in columns]


@dataclass
class _Amount:
    """What the columns of one answer say in one row: count, share, qualifier, words. col: the first of them."""

    col: int
    values: dict[str, Any] = field(default_factory=dict)


def summary_of(table: Table, vocabulary: Vocabulary) -> Summary | None:
    """The summary that a table is: two answers of one scale or more as headings over numbers."""
    for scale in vocabulary.known("scale"):
        columns: dict[str, list[Column]] = {}
        for column in table.columns:
            answer = _answer_in(column.heading, scale, vocabulary)
            if answer and _numbers(table, column):
                columns.setdefault(answer, []).append(column)
        if len(columns) >= 2:
            taken = [column for several in columns.values() for column in several]
            return Summary(scale, columns, _base(table, taken))
    return None


def answers_down(table: Table, vocabulary: Vocabulary) -> bool:
    """Whether a table counts answers with one of them a row: their names, and numbers under the actions."""
    naming = [
        column
        for column in table.columns
        if table.distinct(column) > 1
        and all(
            isinstance(value, str) and answer_summed_up(value, vocabulary) for value in table.unlike(column)
        )
    ]
    others = [column for column in table.columns if column not in naming and table.distinct(column)]
    return len(naming) == 1 and len(others) > 1 and all(_numbers(table, column) for column in others)


def answer_summed_up(label: str, vocabulary: Vocabulary) -> str | None:
    """The answer that the label of a row counts ('Number of green', 'Reds'); None for a row of shares, or of none."""
    if typed(label, vocabulary).speaks_of("share"):
        return None
    names = (label, re.sub(r"s\b\s*:?\s*$", "", label))
    answers = (_answer_in(name, scale, vocabulary) for name in names for scale in vocabulary.known("scale"))
    return next(filter(None, answers), None)


def counted(
    table: Table, summary: Summary, at: int, vocabulary: Vocabulary
) -> list[tuple[str, float, Column]]:
    """Answer, count and column of the whole numbers that a row of a summary gives; none where they may be per cent."""
    if typed(table.title, vocabulary).speaks_of("share"):
        return []
    numbers = [
        (answer, number, column)
        for answer, column in summary.answers
        if not typed(column.heading, vocabulary).speaks_of("share")
        if (number := _whole(table.values(column)[at])) is not None
    ]
    hundred = abs(sum(number for _, number, _ in numbers) - 100) <= 1
    return [] if hundred and summary.base is None else numbers


def _whole(value: Any) -> float | None:
    """The whole number that a cell begins with ('3 (17%)'), unless it is a share."""
    match = re.fullmatch(r"(\d+)(?:\.0*)?(?:\s*\(.*\))?", str(value).strip()) if value is not None else None
    return float(match[1]) if match else None


def _answer_in(label: str, scale: str, vocabulary: Vocabulary) -> str | None:
    return typed(_AROUND.sub(" ", words_of(label)).strip(), vocabulary).on(scale)


def load_summary(table: Table, summary: Summary, context: Context) -> pd.DataFrame:
    """Rows of figures, one for each subject of a row and each answer."""
    regions = regions_of(table, context)
    live = [at for at, region in enumerate(regions) if region]
    subjects = subjects_of(table, live, context)
    rungs = supporting_rungs(summary.scale, context)
    bases = _bases(table, summary.base, sorted(subjects), context) if summary.base else {}
    rows: list[dict[str, Any]] = []
    for (at, answer), amount in _amounts(table, summary, sorted(subjects), bases, context).items():
        about = {"answer": answer, "rung": rungs.get(answer), "region": regions[at], "out_of": bases.get(at)}
        rows += figure_rows(table, table.rows[at], amount.col, subjects[at], about | amount.values, context)
        own = [column.index for column in summary.columns[answer]]
        settle(context.draft, table.sheet, [table.rows[at]], own, Fate.ANSWER)
    if summary.base:
        settle(
            context.draft, table.sheet, [table.rows[at] for at in subjects], [summary.base.index], Fate.ANSWER
        )
    loaded = {row["row"] for row in rows}
    make_labels(
        context.draft, table.sheet, [table.rows[at] for at in subjects if table.rows[at] not in loaded]
    )
    return pd.DataFrame(rows)


def supporting_rungs(scale: str, context: Context) -> dict[str, str | None]:
    """The rung that an answer which supports an action stands on."""
    return dict(context.vocabulary.snapshot.rows(query("supporting_rungs"), {"scale": scale}))


def figure_rows(
    table: Table, row: int, col: int, subject: Subject, values: dict[str, Any], context: Context
) -> list[dict[str, Any]]:
    """The rows of the store's figures for one answer: one for each subject, with one figure id."""
    draft = context.draft
    heading = next((column.heading for column in table.columns if column.index == col), "")
    about = {
        "figure": f"{draft.sha256[:12]}:{table.sheet.name}:{row + 1}:{col}",
        "kind": subject.kind,
        "qualifier": "exact",
        "unit": unit_in(f"{heading}\n{table.title}") or "practices",
        "source": draft.file,
        "sheet": table.sheet.name,
        "row": row,
        "col": col,
    }
    return [{"subject": each, **about, **values} for each in subject.ids]


def _amounts(
    table: Table, summary: Summary, live: list[int], bases: dict[int, Any], context: Context
) -> dict[tuple[int, str], _Amount]:
    """count, share or both by position and answer; a cell that could be either is a problem."""
    read = {
        (at, column.index): read_quantity(value, context.vocabulary)
        for _, column in summary.answers
        for at in live
        if (value := _number(table.values(column)[at])) is not None
    }
    kinds = _kinds(table, summary, read, live, bases, context.vocabulary)
    amounts: dict[tuple[int, str], _Amount] = {}
    for answer, column in summary.answers:
        shares = [q for (_, col), q in read.items() if kinds[col] == kinds[column.index]]
        scale = share_scale(q.count for q in shares if q.count is not None and q.share is None)
        for at in live:
            quantity = read.get((at, column.index))
            if quantity is None:
                continue
            values = _amount(quantity, kinds[column.index], scale)
            if not values:
                text = table.sheet.value(table.rows[at], column.index)
                reason = f"“{text}” could be a count or a percentage; write percentages with a % sign."
                reason = quantity.reason or reason
                context.draft.problem(table.sheet, table.rows[at], column.index, column.heading, text, reason)
            else:
                amount = amounts.setdefault((at, answer), _Amount(column.index)).values
                amount |= values
                if quantity.qualifier not in (None, "exact"):
                    amount |= {"qualifier": quantity.qualifier}
                    amount["words"] = " ".join(str(table.values(column)[at]).split())
    return amounts


def _amount(quantity: Quantity, kind: str | None, scale: Any) -> dict[str, float]:
    """Count, share or both ('3 (17%)'), or a count of so many ('3 of 18'), as the cell gives them; none where a number
    could be either, or is none."""
    count, share = quantity.count, quantity.share
    base = {} if quantity.out_of is None else {"out_of": quantity.out_of}
    if share is not None:
        return ({} if count is None else {"count": count}) | {"share": share} | base
    if count is None:
        return {}
    if kind == "share" and not base:
        value = scale(count)
        return {} if value is None else {"share": value}
    return {"count": count} | base if kind == "count" or base else {}


def _kinds(
    table: Table,
    summary: Summary,
    read: dict[tuple[int, int], Quantity],
    live: Iterable[int],
    bases: dict[int, Any],
    vocabulary: Vocabulary,
) -> dict[int, str | None]:
    """What each column holds: shares or counts, by its heading or the title, else by what the rows add up to.

    Rows that add up to 100 are likely per cent, unless 100 answered: None, so that each cell must say so itself.
    """
    kinds = {
        column.index: next(filter(typed(column.heading, vocabulary).speaks_of, ("share", "count")), None)
        for _, column in summary.answers
    }
    unsaid = [col for col, kind in kinds.items() if kind is None]
    if typed(table.title, vocabulary).speaks_of("share") and "count" not in kinds.values():
        return kinds | dict.fromkeys(unsaid, "share")
    cells = {place: quantity.count for place, quantity in read.items() if place[1] in unsaid}
    return kinds | dict.fromkeys(unsaid, _kind_by_sums(cells, live, set(bases.values()) == {100.0}))


def _kind_by_sums(
    cells: dict[tuple[int, int], float | None], live: Iterable[int], of_hundred: bool
) -> str | None:
    """What numbers by position and column are, by themselves and by what each row adds up to.

    of_hundred: whether 100
    answered, so that counts add up to it as well."""
    counts = [count for count in cells.values() if count is not None]
    if any(0 < count < 1 for count in counts):
        return "share" if max(counts) <= 1 else None
    counted_rows = {at for at, _ in cells}
    sums = [
        sum(count or 0 for (n, _), count in cells.items() if n == at) for at in live if at in counted_rows
    ]
    return None if all(abs(total - 100) <= 1 for total in sums) and not of_hundred else "count"


def _bases(table: Table, column: Column, live: list[int], context: Context) -> dict[int, float]:
    """How many answered, by position. What is no number is a problem, and the row's figures load without it."""
    bases: dict[int, float] = {}
    for at in live:
        value = table.values(column)[at]
        if value is None:
            continue
        quantity = read_quantity(_number(value), context.vocabulary)
        if quantity.count is None or quantity.share is not None or quantity.qualifier != "exact":
            reason = f"“{value}” is not how many answered; write a number."
            context.draft.problem(table.sheet, table.rows[at], column.index, column.heading, value, reason)
        else:
            bases[at] = quantity.count
    return bases


def _base(table: Table, answers: list[Column]) -> Column | None:
    taken = {column.index for column in answers}
    for column in table.columns:
        names_base = column.role in ("out_of", "practices") or _says_base(column.heading)
        if names_base and column.index not in taken and _numbers(table, column):
            return column
    return None


def _says_base(heading: str) -> bool:
    """Whether a heading says how many answered: 'n', 'Total responses', 'No. of practices responding'."""
    words = set(words_of(heading).split())
    return bool(words & _BASE) and words <= _BASE | _BESIDE_BASE


def _numbers(table: Table, column: Column) -> bool:
    """Whether everything that a column holds begins as a number."""
    texts = [str(value).strip() for value in table.values(column) if value is not None]
    return bool(texts) and all(re.match(r"\.?\d", text) for text in texts)


def _number(value: Any) -> Any:
    text = str(value).strip() if value is not None else ""
    return float(text) if re.fullmatch(r"\d+(?:\.\d+)?|\.\d+", text) else value
