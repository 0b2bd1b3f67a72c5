"""The account that the data page gives: method, sources, problems, what was left out, files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from charts.wording import capital, counted
from disclosure import offered, withheld
from frame.access import show_access
from frame.address import choose_one
from frame.downloads import csv_bytes, file_name, xlsx_bytes
from frame.handing import XLSX
from frame.handing_over import show_hand_over
from frame.lmc import show_lmc
from frame.showing import escaped, plain, show_table
from frame.visit import Visit
from frame.watch import taken
from measures import MEASURES, METHOD
from measures.formats import plain_values
from packs.markdown import in_sentences

SHOWN = 200
FIRST, ACROSS = 20, 12  # rows and columns of a measure on the page
METHODS = in_sentences(METHOD.read_text(encoding="utf-8"))


def show_method(visit: Visit) -> None:  # noqa: ARG001 - all parts of the page are called alike
    """How every figure is worked out, in the words of a file that an analyst can correct."""
    st.markdown(METHODS)


def show_sources(visit: Visit) -> None:
    """Where everything was read that did not come in as a file."""
    frame = visit.measure("sources")
    _say(f"{counted(len(frame), 'source')} of what did not come in as a file")
    _table(visit, "sources", lambda: frame[["source", "supports", "unverified"]], len(frame))


def show_problems(visit: Visit) -> None:
    """What could not be read, and what to do about it."""
    columns = ("file", "sheet", "cell", "column", "value", "reason")
    none = "Every cell that was answered could be read"
    _show_cells(visit, "problems", columns, none, lambda cells: f"{counted(cells, 'cell')} could not be read")


def show_left_out(visit: Visit) -> None:
    """What does not count, and why."""

    def account_words(cells: int) -> str:
        return f"{counted(cells, 'cell or row', 'cells and rows')} left out, each for a reason"

    columns = ("file", "sheet", "cell", "value", "reason")
    _show_cells(visit, "left_out", columns, "Nothing was left out", account_words)


def show_mended(visit: Visit) -> None:
    """Which cells do not say what the file said, and what they say now."""

    def account_words(cells: int) -> str:
        return f"{counted(cells, 'cell was', 'cells were')} mended by hand; the files stay as they came"

    columns = ("file", "sheet", "cell", "original", "corrected", "corrected_at", "corrected_by")
    _show_cells(visit, "corrections", columns, "No cell was mended by hand", account_words)


def _show_cells(
    visit: Visit, name: str, columns: tuple[str, ...], none: str, sentence_for: Callable[[int], str]
) -> None:
    """A measure that lists cells: how many and, for those who may see names, which, and all to download."""
    frame = visit.measure(name)
    if frame.empty:
        _say(none)
        return
    _say(sentence_for(len(frame)))
    if not visit.viewer.may_see_names:
        st.caption("Which these are stays with the LMC's analysts: a cell may hold a practice's words.")
        return
    _table(visit, name, lambda: frame[[column for column in columns if column in frame]], len(frame))
    _offer(visit, name)


def show_downloads(visit: Visit) -> None:
    """One measure, chosen: its question, what its columns mean, its first rows, and all of it to download."""
    questions = {
        name: f"{name}: {wanted.question}"
        for name, wanted in MEASURES.items()
        if name in offered(visit.clearance)
    }
    name = choose_one("Measure", "measure", questions)
    wanted = MEASURES[name]
    rows = visit.kept("rows", (name, visit.on), lambda: len(_measured(visit, name)))
    _say(wanted.question)
    st.caption(plain(f"One row per {wanted.grain}. {counted(rows, 'row')}."))
    _offer(visit, name)
    with st.expander("What the columns mean", key="meanings", on_change="rerun") as opened:
        if opened.open:
            meanings = [(column, capital(meaning)) for column, meaning in wanted.columns.items()]
            show_table(pd.DataFrame(meanings, columns=["Column", "Meaning"]))
    if rows:
        first = min(rows, FIRST)
        _table(visit, f"{name} {visit.on}", lambda: _measured(visit, name).iloc[:FIRST, :ACROSS], first)


def _measured(visit: Visit, name: str) -> pd.DataFrame:
    asked = {"on": visit.on} if "on" in MEASURES[name].parameters else {}
    frame = plain_values(visit.measure(name, **asked))
    if visit.viewer.may_see_names:
        return frame
    return frame.drop(columns=withheld(name).intersection(frame.columns))


def _offer(visit: Visit, name: str) -> None:
    """A measure as CSV and XLSX, made when asked for."""
    file = file_name(name, visit.on.isoformat())
    with st.container(horizontal=True):
        st.download_button(
            "Download as CSV", taken(partial(_as_csv, visit, name), f"{file}.csv"), f"{file}.csv", "text/csv",
            key=f"csv-{name}", on_click="ignore",
        )  # fmt: skip
        st.download_button(
            "Download for Excel", taken(partial(_as_xlsx, visit, name), f"{file}.xlsx"), f"{file}.xlsx", XLSX,
            key=f"xlsx-{name}", on_click="ignore",
        )  # fmt: skip


def _as_csv(visit: Visit, name: str) -> bytes:
    return csv_bytes(_measured(visit, name))


def _as_xlsx(visit: Visit, name: str) -> bytes:
    wanted = MEASURES[name]
    notes = (
        wanted.question,
        f"One row per {wanted.grain}",
        *(f"{k}: {v}" for k, v in wanted.columns.items()),
    )
    return xlsx_bytes(_measured(visit, name), name, notes)


def _table(visit: Visit, name: str, rows: Callable[[], pd.DataFrame], count: int) -> None:
    """The first of `count` rows as a real table; more are in the download. name: what they are kept by."""

    def shown() -> pd.DataFrame:
        first = rows().head(SHOWN)
        texts = first.astype(object).where(first.notna(), "").astype(str)
        return escaped(texts.rename(columns=lambda column: capital(str(column).replace("_", " "))))

    st.table(visit.kept("account", name, shown), hide_index=True)
    if count > SHOWN:
        st.caption(f"The first {SHOWN} of {count:,}; the download has all.")


def _say(sentence: str) -> None:
    st.title(plain(sentence), anchor=False)


VIEWS: dict[str, tuple[str, Callable[[Visit], None]]] = {
    "method": ("Method", show_method),
    "sources": ("Sources", show_sources),
    "problems": ("Problems", show_problems),
    "left_out": ("Left out", show_left_out),
    "mended": ("Mended by hand", show_mended),
    "downloads": ("Downloads", show_downloads),
    "hand_over": ("Hand over", show_hand_over),
    "access": ("Access", show_access),
    "lmc": ("Our LMC", show_lmc),
}
