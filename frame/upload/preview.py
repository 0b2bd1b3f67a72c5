"""What is known of one file before it is saved, part by part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import PurePath
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from frame.downloads import csv_bytes, file_name
from frame.upload.changes import changed_figures, changes
from frame.upload.facts import facts, figures
from frame.upload.labels import labels
from frame.upload.saving import figures_now
from frame.upload.sheet import go_to
from frame.upload.waiting import Desk, Waiting
from frame.upload.words import count, plain
from frame.visit import Visit
from loaders.deciding import save
from store import Store, StoreError

if TYPE_CHECKING:
    from loaders.draft import Problem

SHOWN = 20  # lines of a list on the page; all of them are in the download
AT_MOST = 100  # figures in a table of those that change
FIRST = 5  # problems that are shown at once
AT_ONCE = 20_000  # rows up to which the figures before and after are worked out unasked


def show_read(visit: Visit, place: Desk, file: Waiting) -> None:
    """What the file was taken for and why, and what it would change."""
    draft, label = file.draft, labels(visit)
    left, right = st.columns(2)
    with left:
        st.table(facts(draft, label).map(plain), hide_index=True, border="horizontal")
        for note in draft.notes[:SHOWN]:
            st.markdown(f"- {plain(note, 400)}")
        if problems_of(file):
            _problems_by_sort(file, FIRST)
    with right:
        if draft.rows_loaded <= AT_ONCE and not file.foreseen:
            _in_short(visit, place, file)
        elif draft.rows_loaded:
            table = figures(draft, label)
            st.caption("What would be loaded, added up")
            st.table(table, hide_index=True, border="horizontal")


def problems_of(file: Waiting) -> list[Problem]:
    """The cells of a file that cannot be read; while its region is open, those that cannot whatever its region is."""
    return file.foreseen.problems if file.foreseen and not file.draft.problems else file.draft.problems


def show_changes(visit: Visit, place: Desk, file: Waiting) -> None:
    """Every figure that changes, before and after."""
    changed = _changed(visit, place, [file], file.memory)
    if changed is not None:
        _table_of(changed, visit, file.key, PurePath(file.name).stem)


def show_changes_of_all(visit: Visit, place: Desk, files: list[Waiting]) -> None:
    """Every figure that changes when these files are saved one after the other."""
    bases = tuple((file.key, file.basis) for file in files)
    memory = place.memory.setdefault(bases, {})
    place.memory = {bases: memory}
    changed = _changed(visit, place, files, memory)
    if changed is not None:
        _table_of(changed, visit, "all", "all files")


def _table_of(changed: pd.DataFrame, visit: Visit, key: str, of: str) -> None:
    table = changed_figures(changed[~changed["invented"]], labels(visit))
    _say_how_many(changed)
    if len(table):
        st.table(table.head(AT_MOST).map(plain), hide_index=True, border="horizontal")
    if len(table) > AT_MOST:
        st.caption(f"The first {AT_MOST} of {len(table):,} are shown.")
        name = file_name(of, "before and after")
        st.download_button(
            "Download all of them (CSV)", data=lambda: csv_bytes(table), file_name=f"{name}.csv",
            mime="text/csv", key=f"download_changes_{key}", on_click="ignore",
        )  # fmt: skip


def _in_short(visit: Visit, place: Desk, file: Waiting) -> None:
    changed = _changed(visit, place, [file], file.memory)
    if changed is None:
        return
    table = changed_figures(changed[~changed["invented"]], labels(visit))
    _say_how_many(changed)
    if len(table):
        short = table.drop(columns="Region") if table["Region"].nunique() == 1 else table
        st.table(short.head(8).map(plain), hide_index=True, border="horizontal")
    if len(table) > 8:
        st.caption(f"{len(table) - 8:,} more under “Before and after”.")


def _say_how_many(changed: pd.DataFrame) -> None:
    real = int((~changed["invented"]).sum())
    verb = "changes" if real == 1 else "change"
    st.markdown(
        f"**{count(real, 'figure').capitalize()} {verb} when it is saved.**"
        if real
        else "**No figure changes.**"
    )
    if changed["invented"].any():
        st.caption("The invented figures of the example data leave.")


def _changed(visit: Visit, place: Desk, files: list[Waiting], memory: dict) -> pd.DataFrame | None:
    """What saving the files would change, worked out once for this reading of them; None where that failed."""

    def write(trial: Store) -> None:
        for file in files:
            decided = place.decided(file, file.draft.used)
            save(trial, file.data, file.draft, file.options, decided)

    if "changes" not in memory:
        with st.spinner("Working out the figures before and after"):
            try:
                memory["changes"] = changes(visit.store, write, figures_now(visit.store, visit))
            except StoreError as error:
                st.error(plain(str(error), 400))
                return None
    return memory["changes"]


def show_problems(file: Waiting) -> None:
    """Every cell that cannot be read, with what to do: by what they say, and each by itself."""
    problems = problems_of(file)
    if len(problems) > len(_by_sort(problems)):
        _problems_by_sort(file, SHOWN)
        st.markdown("**Each by itself**")
        lines(file, problems, "problems", {"reason": "What to do"})
    else:
        lines(file, problems, "problems", {"reason": "What to do"})
        _offer_cells(file, problems[:AT_MOST])


def _problems_by_sort(file: Waiting, shown: int) -> None:
    """Problems of one column with one text in one line, the most frequent first, and the way to their cells."""
    groups = _by_sort(problems_of(file))
    several = len({group[0].sheet for group in groups}) > 1
    table = pd.DataFrame(
        [
            {
                **({"Sheet": group[0].sheet} if several else {}),
                "Cells": group[0].cell if len(group) == 1 else f"{group[0].cell} and {len(group) - 1:,} more",
                "Column": group[0].column,
                "Value": group[0].value,
                "What to do": group[0].reason,
            }
            for group in groups[:shown]
        ]
    )
    st.table(table.map(plain), hide_index=True, border="horizontal")
    if len(groups) > shown:
        st.caption(
            f"The first {shown} of {count(len(groups), 'sort')} of problem; the rest are under “problems”."
        )
    _offer_cells(file, [group[0] for group in groups[:AT_MOST]])


def _by_sort(problems: list[Problem]) -> list[list[Problem]]:
    groups: dict[tuple, list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.sheet, problem.column, problem.value, problem.reason), []).append(problem)
    return sorted(groups.values(), key=len, reverse=True)


def _offer_cells(file: Waiting, problems: list[Problem]) -> None:
    """A list of cells, of which the one chosen is shown in the sheet, where it can be mended."""
    words = [f"{problem.cell}: {problem.value or 'blank'}" for problem in problems]
    key = f"mend_one_{file.key}"
    st.selectbox(
        "Mend one in the sheet", range(len(problems)), index=None, placeholder="Choose a cell", key=key,
        format_func=lambda at: words[at][:90] if at < len(words) else "",
        on_change=lambda: _go_to(file, problems, st.session_state.get(key)),
    )  # fmt: skip


def _go_to(file: Waiting, problems: list[Problem], at: int | None) -> None:
    if at is not None:
        go_to(file, problems[at].sheet, problems[at].cell)


def show_left_out(file: Waiting) -> None:
    """Every line left out, with the reason."""
    lines(file, file.draft.left_out, "left out", {"reason": "Why"})


def lines(file: Waiting, entries: Iterable, name: str, words: dict[str, str]) -> None:
    """A list of problems or left-out lines, a page of it at a time as a real table, all of it as a download."""
    key = f"{name}_{file.key}"
    entries = list(entries)
    pages = (len(entries) - 1) // SHOWN + 1
    page = 1
    if pages > 1:
        page = st.number_input(
            f"Page (of {pages:,})", min_value=1, max_value=pages, value=1, key=f"page_{key}", width=160
        )
    first = (int(page) - 1) * SHOWN
    table = frame_of(entries[first : first + SHOWN], words)
    st.table(table.map(plain), hide_index=True, border="horizontal")
    if pages > 1:
        st.caption(f"{first + 1:,} to {first + len(table):,} of {len(entries):,}.")
    st.download_button(
        "Download the whole list (CSV)",
        data=lambda: csv_bytes(frame_of(entries, words)),
        file_name=f"{file_name(PurePath(file.name).stem, name)}.csv",
        mime="text/csv",
        key=f"download_{key}",
        on_click="ignore",
    )


def frame_of(entries: list, words: dict[str, str]) -> pd.DataFrame:
    """Problems or left-out lines as a table for people: sheet, cell, value and reason."""
    table = pd.DataFrame([asdict(entry) for entry in entries])
    heads = {name: name.capitalize() for name in table} | words
    return table.rename(columns=heads)
