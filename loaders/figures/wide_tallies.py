"""Tallies with a column for each step, month, region or service: what a heading says holds for the figures under it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from loaders.cells import lines
from loaders.cells.typed import typed
from loaders.dates.dates import read_dates
from loaders.figures.cells import unstated
from loaders.figures.rungs import is_unsure, rung_in
from loaders.figures.subjects import Subject, subject_of
from loaders.tables.tables import Column, Table
from loaders.texts.quantities import read_quantity, unit_in
from loaders.vocabulary.vocabulary import Vocabulary

_TAKEN = (
    "subject",
    "out_of",
    "qualifier",
    "unit",
    "words",
    "source",
    "as_of",
    "rung",
    "part",
    "pcn",
    "note",
    "comment",
)
_PERCENT = re.compile(r"\s*[(\[]?(?:%|\bn\b|\bno\.?(?=\W|$))[)\]]?\s*")  # 'Spirometry (%)'
_OF = re.compile(
    r"\s*[(\[]\s*(?:n\s*=|(?:out )?of|/)?\s*[\d,]+\s*(?:practices)?\s*[)\]]\s*$|\s*/\s*\d+\s*$", re.IGNORECASE
)
_LOOK_AT = 60  # rows by which a column is judged


@dataclass(frozen=True)
class Sense:
    """What a column's heading says of its figures; None not said. as_of: ISO, as precise as the heading."""

    rung: str | None = None
    as_of: str | None = None
    region: str | None = None
    subject: Subject | None = None


def senses_of(table: Table, vocabulary: Vocabulary) -> dict[Sense, list[Column]]:
    """The columns of figures by what their headings say; empty where that tells no two of them apart."""
    columns = [
        column
        for column in table.columns
        if column.role not in _TAKEN and column.heading and holds_quantities(table, column, vocabulary)
    ]
    columns_of_sense: dict[Sense, list[Column]] = {}
    for column, as_of in zip(columns, _days(columns), strict=True):
        sense = Sense(
            rung=None if is_unsure(column.heading, vocabulary) else rung_in(column.heading, vocabulary),
            as_of=as_of,
            region=typed(area_in(column.heading), vocabulary).region.id,
        )
        if sense != Sense():
            columns_of_sense.setdefault(sense, []).append(column)
    return columns_of_sense if len(columns_of_sense) > 1 and _differ_in_one(columns_of_sense) else {}


def area_in(heading: str) -> str:
    """A heading without what its figures are out of: 'Dorset (68)', 'Dorset (n=68)' and 'Dorset /68' → 'Dorset'."""
    return _OF.sub("", heading).strip()


def strange_areas(table: Table, senses: Iterable[Sense], vocabulary: Vocabulary) -> list[Column]:
    """Columns of figures beside those of regions whose headings name no region that is known, nor anything else."""
    if not all(sense.region for sense in senses):
        return []
    return [
        column
        for column in table.columns
        if column.role is None
        and column.heading
        and not typed(area_in(column.heading), vocabulary).region
        and not is_total(column.heading, vocabulary)
        and subject_of(column.heading, vocabulary) is None
        and holds_quantities(table, column, vocabulary)
    ]


def is_total(heading: str, vocabulary: Vocabulary) -> bool:
    """Whether a heading is that of totals: 'Total', 'All'."""
    return lines.is_total(heading) or typed(heading, vocabulary).scope.id == "all"


def untold(table: Table, senses: Mapping[Sense, list[Column]], vocabulary: Vocabulary) -> list[Column]:
    """Columns of counts or shares beside those of steps, months or services whose headings tell none of them."""
    sensed = [column for columns in senses.values() for column in columns]
    others = [column for column in table.columns if not any(column is each for each in sensed)]
    return [
        column
        for column in others
        if column.role in ("practices", "percent") and not is_total(column.heading, vocabulary)
    ]


def services_of(table: Table, vocabulary: Vocabulary) -> dict[Sense, list[Column]]:
    """The columns of figures by the service or action that heads each, where the rows say of which region or network
    they are; empty for any other table."""
    region = table.first("region")
    whose = region or table.first("part") or table.first("pcn")
    if (
        whose is None
        or table.first("subject") is not None
        or max(table.counts(whose).values(), default=2) > 1
    ):
        return {}
    columns_of_service: dict[Sense, list[Column]] = {}
    for column in table.columns:
        if column.role is not None or not column.heading or not holds_quantities(table, column, vocabulary):
            continue
        subject = subject_of(_PERCENT.sub("", column.heading).strip(), vocabulary)
        # A number for an action in the row of a network may as well be somebody's score.
        if subject and (region or subject.kind == "service"):
            columns_of_service.setdefault(Sense(subject=subject), []).append(column)
    return columns_of_service


def is_share(column: Column, vocabulary: Vocabulary) -> bool:
    """Whether a heading says that shares stand under it."""
    return column.role == "percent" or typed(column.heading, vocabulary).speaks_of("share")


def _differ_in_one(senses: Iterable[Sense]) -> bool:
    """All say the same kinds of thing: steps, or months, or regions, or steps by month."""
    return len({(bool(s.rung), bool(s.as_of), bool(s.region)) for s in senses}) == 1


def _days(columns: list[Column]) -> list[str | None]:
    """The day or month that each heading is, read together so that one order of day and month holds."""
    texts = [re.sub(r"(?i)^(?:as at|at|by|end of|to)\s+", "", column.heading) for column in columns]
    read = read_dates(texts, matters=True)
    return [read.periods.get(n) or (day.isoformat() if day else None) for n, day in enumerate(read.dates)]


def holds_quantities(table: Table, column: Column, vocabulary: Vocabulary) -> bool:
    """Whether a column holds figures, and mostly figures or the words that stand for them."""
    texts = [" ".join(str(value).split()) for value in table.values(column)[:_LOOK_AT] if value is not None]
    values = Counter(text for text in texts if not unstated(text))
    unit = unit_in(column.heading)
    figures = sum(n for text, n in values.items() if read_quantity(text, vocabulary, unit).figure)
    words = sum(n for text, n in values.items() if vocabulary.qualifier(text).id in ("words", "named"))
    return figures > 0 and 2 * (figures + words) > values.total()
