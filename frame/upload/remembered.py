"""Answers and corrections that are kept: each with when, by whom and for which imports; changed or taken back."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import streamlit as st

from frame.upload.history import moment, tell_next
from frame.upload.labels import labels
from frame.upload.questions import choice_words
from frame.upload.words import ABOUT, Label, count, meaning_words, mended_words, plain
from frame.visit import Visit
from loaders.answering import answer, choices_about, forget
from loaders.deciding import uncorrect_cell
from loaders.vocabulary.vocabulary import vocabulary_of
from store import Correction

REMEMBERED = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
SHOWN = 50


def remembered(visit: Visit) -> None:
    """Answers given before, which apply to the next file like it; each can be changed or forgotten."""
    rows = visit.kept("remembered", (), lambda: visit.snapshot.frame(REMEMBERED))
    if rows.empty:
        st.write("None yet. An answer to a question is remembered here, so that it is asked once.")
        return
    label = labels(visit)
    roles = vocabulary_of(visit.where, visit.snapshot).roles(None)
    lines = remembered_table(rows, label, roles)
    st.table(lines.head(SHOWN).map(plain), hide_index=True, border="horizontal")
    if len(lines) > SHOWN:
        st.caption(f"The newest {SHOWN} of {len(lines):,} are shown.")
    texts = {
        question: f"{asked} “{value}”: {choice}"
        for question, asked, value, choice in zip(
            rows["question"], lines["Question"], rows["value"], lines["Answer"], strict=True
        )
    }
    chosen = st.selectbox(
        "Change or forget an answer", list(texts), index=None, placeholder="Choose an answer",
        format_func=lambda identifier: texts.get(identifier, identifier), key="remembered_answer",
    )  # fmt: skip
    if chosen is not None:
        _change(visit, rows.set_index("question").loc[chosen], chosen, label, roles)


def remembered_table(rows: pd.DataFrame, label: Label, roles: dict[str, str]) -> pd.DataFrame:
    """The remembered answers for people. rows: of REMEMBERED."""
    return pd.DataFrame(
        {
            "Question": [ABOUT.get(about, about.capitalize()) for about in rows["about"]],
            "In the file": rows["value"],
            "Answer": [
                choice_text(about, choice, label, roles) for about, choice in rows[["about", "choice"]].values
            ],
            "Given": [moment(at, who) for at, who in rows[["answered_at", "answered_by"]].values],
            "Used for": rows["used"].fillna("no import"),
        }
    )


def choice_text(about: str, choice: str, label: Label, roles: dict[str, str]) -> str:
    """A choice in words, whatever it is about."""
    if about == "meaning":
        return meaning_words(choice, roles, label)
    return choice_words(about, choice, label)


def _change(visit: Visit, row: pd.Series, question: str, label: Label, roles: dict[str, str]) -> None:
    """Another choice, or none; the files that used the answer are read again, and no others."""
    words = vocabulary_of(visit.where, visit.snapshot)
    choices = choices_about(row["about"], row["key"], words)
    by = visit.viewer.name
    if choices:
        choices = list(dict.fromkeys([row["choice"], *choices]))
        new = st.selectbox(
            "Change it to", choices, index=0, key=f"change_{question}",
            format_func=lambda identifier: choice_text(row["about"], identifier, label, roles),
        )  # fmt: skip
        if new != row["choice"] and st.button("Change it: the files that used it are read again"):
            reports = answer(visit.store, question, new, by=by)
            tell_next(f"The answer is changed; {_read_again(reports)}")
    if st.button("Forget it: the files that used it are read again, and ask", key="forget"):
        reports = forget(visit.store, question, by=by)
        tell_next(f"The answer is forgotten; {_read_again(reports)}")


def _read_again(reports: list) -> str:
    if not reports:
        return "no file had used it."
    return f"{count(len(reports), 'file')} {'was' if len(reports) == 1 else 'were'} read again."


def mended(visit: Visit) -> None:
    """Cells mended by hand, each of which can say again what its file says."""
    rows = visit.measure("corrections")
    if rows.empty:
        st.write("None. A cell that is mended on this page is listed here; the file itself stays as it came.")
        return
    cells = {at: Correction(*row) for at, row in enumerate(zip(*_cell_columns(rows), strict=True))}
    table = pd.DataFrame(
        {
            "File": rows["file"],
            "Sheet": rows["sheet"],
            "Cell": rows["cell"],
            "In the file": rows["original"].fillna(""),
            "Reads": rows["corrected"].fillna(""),
            "Mended": [moment(at, who) for at, who in rows[["corrected_at", "corrected_by"]].values],
        }
    )
    st.table(table.head(SHOWN).map(plain), hide_index=True, border="horizontal")
    if len(table) > SHOWN:
        st.caption(f"The first {SHOWN} of {len(table):,} are shown; all of them are on the data page.")
    names = {at: f"{rows['file'].iloc[at]}: {mended_words(cell)}" for at, cell in cells.items()}
    chosen = st.selectbox(
        "Take a correction back", list(names), index=None, placeholder="Choose a cell",
        format_func=lambda at: names.get(at, str(at)), key=f"mended_{len(names)}",
    )  # fmt: skip
    if chosen is not None and st.button("Take it back: the cell says again what the file says"):
        reports = uncorrect_cell(
            visit.store, rows["sha256"].iloc[chosen], cells[chosen], by=visit.viewer.name
        )
        tell_next(f"The correction is taken back; {_read_again(reports)}")


def _cell_columns(rows: pd.DataFrame) -> list[list]:
    """Sheet, row, col, original, corrected: as plain values, None where blank."""
    texts = [
        rows[name].astype(object).where(rows[name].notna(), None).tolist()
        for name in ("sheet", "original", "corrected")
    ]
    return [texts[0], rows["row"].astype(int).tolist(), rows["col"].astype(int).tolist(), *texts[1:]]
