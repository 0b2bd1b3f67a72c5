"""The roles of columns of figures, and what tells a table of them from others."""

from __future__ import annotations

from loaders.cells import lines
from loaders.figures.bases import take_bases
from loaders.figures.cells import count_columns
from loaders.figures.rungs import is_unsure, rung_in
from loaders.figures.subjects import subject_of
from loaders.figures.wide_tallies import (
    holds_quantities,
    is_share,
)
from loaders.tables.columns import assign_roles
from loaders.tables.tables import Column, Table
from loaders.texts.quantities import unit_in
from loaders.vocabulary.practice_register import ODS_CODE_IN_TEXT
from loaders.vocabulary.vocabulary import Vocabulary

BESIDE = ("rung", "words", "as_of", "source", "part", "pcn")
_LOOK_AT = 60  # rows by which a column is judged: a register of 15,000 would take seconds
_NAME = 60  # letters: what is longer is a remark


def only_totals(table: Table, vocabulary: Vocabulary) -> bool:
    """Whether the only figures are totals beside ticks, answers or days, which are what the rows say."""
    counts = [*count_columns(table), *table.having("percent")]
    others = [column for column in table.columns if column.role is None and table.distinct(column)]
    others = [column for column in others if not holds_quantities(table, column, vocabulary)]
    return bool(counts) and bool(others) and all(lines.is_total(column.heading) for column in counts)


def lists_practices(table: Table) -> bool:
    """Whether practices stand in the cells or beside them by their codes: whoever adds up names them no more."""
    columns = [column for column in table.columns if column.role not in BESIDE]
    texts = [table.sheet.name, *(column.heading for column in table.columns)]
    texts += [value for column in columns for value, _ in table.common(column)]
    texts += [table.sheet.value(*cell) for cell in table.around[:_LOOK_AT]]
    short = (text for text in texts if isinstance(text, str) and len(text) <= _NAME)
    return any(ODS_CODE_IN_TEXT.search(text) for text in short)


def assign_figure_roles(table: Table, vocabulary: Vocabulary) -> None:
    """As assign_roles; a heading that speaks of practices over figures is a column of them: 'Practices (n)'."""
    assign_roles(table, "figures", vocabulary)
    for column in table.columns:
        spoken_of = column.role is None and not column.meaning and unit_in(column.heading) == "practices"
        spoken_of = spoken_of and not ODS_CODE_IN_TEXT.search(column.heading)
        tells_a_step = column.role is None and not column.meaning and _tells_a_step(column, vocabulary)
        spoken_of = spoken_of or tells_a_step
        if spoken_of and holds_quantities(table, column, vocabulary):
            column.role = "percent" if is_share(column, vocabulary) else "practices"
    take_bases(table, vocabulary)


def _tells_a_step(column: Column, vocabulary: Vocabulary) -> bool:
    """Whether a heading speaks of a step, for certain or not, and of no code: 'Serving', '% serving', 'Not serving'."""
    text = column.heading
    spoken = bool(text) and not ODS_CODE_IN_TEXT.search(text)
    return spoken and (rung_in(text, vocabulary) is not None or is_unsure(text, vocabulary))


def subject_column(table: Table, vocabulary: Vocabulary) -> Column | None:
    """The column of services or actions: by its heading, else the first in which most texts name one."""
    if column := table.first("subject"):
        return column
    for column in table.columns:
        texts = {v for v in table.values(column)[:_LOOK_AT] if isinstance(v, str)} if not column.role else ()
        subjects = sum(1 for text in texts if subject_of(text, vocabulary))
        if texts and 2 * subjects > len(texts):
            return column
    return None
