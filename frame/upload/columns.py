"""What each column was taken for, and another meaning chosen for it: remembered for files like it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from frame.upload.grid import FATES
from frame.upload.labels import labels
from frame.upload.waiting import Desk, Waiting
from frame.upload.words import column_words, count, meaning_words, plain
from frame.visit import Visit
from loaders.deciding import meant
from loaders.draft import ColumnReading, Fate, TableReading
from loaders.tables.meanings import meanings
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.vocabulary import vocabulary_of

LISTED = 60


def show_columns(visit: Visit, place: Desk, file: Waiting) -> None:
    """A table of columns with what they were taken for, and one of them to change."""
    columns = [(table, column) for table in file.draft.tables for column in table.columns]
    if not columns:
        st.write("No table with columns was found.")
        return
    several = len({table.sheet for table, _ in columns}) > 1
    rows = [_line(visit, file, table, column, several) for table, column in columns[:LISTED]]
    st.table(pd.DataFrame(rows).map(plain), hide_index=True, border="horizontal")
    if len(columns) > LISTED:
        st.caption(f"The first {LISTED} of {len(columns):,}; any other is changed by picking a cell of it.")
    names = {
        at: f"{f'{table.sheet}, ' if several else ''}{column.name}: {column.heading or 'no heading'}"
        for at, (table, column) in enumerate(columns[:LISTED])
    }
    left, right = st.columns(2)
    with left:
        chosen = st.selectbox(
            "Change what a column means", list(names), index=None, key=f"column_{file.key}",
            format_func=lambda at: names.get(at, str(at))[:120], placeholder="Choose a column",
        )  # fmt: skip
    if chosen is not None:
        with right:
            change_meaning(visit, place, file, *columns[chosen])


def change_meaning(
    visit: Visit, place: Desk, file: Waiting, table: TableReading, column: ColumnReading
) -> None:
    """The meanings there are for a column; one that is chosen is kept when the file is saved."""
    words, label = vocabulary_of(visit.where, visit.snapshot), labels(visit)
    kind = table.kind or file.options.kind
    roles = words.roles(kind)
    taken = column_words(column, roles, label) or "nothing that is loaded"
    choice = st.selectbox(
        f"{column.where[0].upper()}{column.where[1:]} was read as: {plain(taken, 80)}. It means",
        [LEAVE_OUT, *meanings(words, kind)],
        index=None,
        format_func=lambda meaning: meaning_words(meaning, roles, label),
        placeholder="As it was read",
        key=f"meaning_{file.key}_{table.sheet}_{column.name}_{column.index}_{len(place.answers)}",
        help="Remembered for files with this name and these headings, and listed under remembered answers.",
    )
    if choice is not None:
        answer = meant(column, choice)
        place.answers[answer.question] = answer
        st.rerun()


def _line(visit: Visit, file: Waiting, table: TableReading, column: ColumnReading, several: bool) -> dict:
    words, label = vocabulary_of(visit.where, visit.snapshot), labels(visit)
    grid = file.draft.fates[table.sheet]
    rows, cols = zip(*column.cells, strict=True) if column.cells else (table.rows, column.index)
    fates = grid[rows, cols] if len(rows) else []
    counts = {fate: int((fates == fate).sum()) if len(fates) else 0 for fate in FATES}
    most = max(counts, key=counts.get) if any(counts.values()) else None
    taken = column_words(column, words.roles(table.kind), label)
    if not taken:
        taken = {Fate.LEFT_OUT: "left out", Fate.QUESTION: "waits for your answer"}.get(most, "not loaded")
    phrases = [
        f"{number:,} left out" if fate == Fate.LEFT_OUT else count(number, FATES[fate][0])
        for fate, number in counts.items()
        if number
    ]
    line = {
        "Column": column.name,
        "Heading": column.heading,
        "Read as": taken,
        "Cells": ", ".join(phrases),
    }
    return {"Sheet": table.sheet} | line if several else line
