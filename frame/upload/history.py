"""What has come in, with undo; questions that are still open."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from charts.wording import known
from frame.downloads import csv_bytes
from frame.local_time import local_time
from frame.upload.files import look_again
from frame.upload.labels import labels
from frame.upload.questions import Asked, ask
from frame.upload.waiting import desk
from frame.upload.words import KINDS, Label, count, plain
from frame.visit import Visit
from loaders import importing
from loaders.deciding import decide
from loaders.importing import Decided
from store import Answer

SHOWN = 30
NOBODY = ("root", "administrator", "system")  # accounts of a machine: they name no person
OPEN = Path(__file__).with_name("open_questions.sql").read_text(encoding="utf-8")
STATES = {"loaded": "counts", "needs an answer": "waits in part for an answer", "undone": "undone"}


def history_table(imports: pd.DataFrame, label: Label) -> pd.DataFrame:
    """The measure imports for people, newest first."""
    return pd.DataFrame(
        {
            "No.": imports["import"],
            "File": imports["file"],
            "What it is": [KINDS.get(kind, "not known yet") for kind in imports["kind"]],
            "Region, survey": [
                ", ".join(_where(region, survey, label))
                for region, survey in imports[["region", "survey"]].values
            ],
            "Loaded": [moment(at, who) for at, who in imports[["loaded_at", "loaded_by"]].values],
            "Rows": [f"{rows:,}" for rows in imports["rows_loaded"]],
            "Problems": [f"{number:,}" for number in imports["problems"]],
            "State": [
                _state(*values) for values in imports[["state", "rows_loaded", "demonstration"]].values
            ],
        }
    )


def _where(region: object, survey: object, label: Label) -> list[str]:
    """The region and the survey of an import in words, those that are known. A survey that is called by its region
    stands alone."""
    about = {"region": region, "survey": survey}
    words = {name: label(name, identifier) for name, identifier in about.items() if known(identifier)}
    if words.get("survey", "").startswith(words.get("region", "-")):
        words.pop("region")
    return list(words.values())


def open_questions(questions: pd.DataFrame) -> list[Asked]:
    """The measure questions, each question once with the rows of all its imports added up."""
    asked = []
    for identifier, rows in questions.groupby("question", sort=False):
        first = rows.iloc[0]
        asked.append(
            Asked(
                id=str(identifier),
                about=first["about"],
                value=first["value"],
                sentence=first["sentence"],
                choices=tuple(json.loads(first["choices"])),
                affects_rows=int(rows["affects_rows"].sum()),
                where=", ".join(rows["file"].unique()),
            )
        )
    return asked


def listed(imports: pd.DataFrame) -> pd.DataFrame:
    """The imports of the measure that a list of files shows: invented ones only while they count."""
    return imports[~(imports["demonstration"].astype(bool) & (imports["state"] == "undone"))]


def history(visit: Visit) -> None:
    """The table of imports, and one undo at a time."""
    imports = listed(visit.measure("imports"))
    if imports.empty:
        st.write("Nothing has been loaded yet.")
        return
    label = labels(visit)
    recent = visit.kept("history", (), lambda: history_table(imports.head(SHOWN), label).map(plain))
    st.table(recent, hide_index=True, border="horizontal")
    if len(imports) > SHOWN:
        st.caption(f"The newest {SHOWN} of {len(imports):,} are shown.")
        st.download_button(
            "Download the whole history (CSV)",
            data=lambda: csv_bytes(history_table(imports, label)),
            file_name="imports.csv",
            mime="text/csv",
            on_click="ignore",
        )
    lines = visit.kept("imports in lines", (), lambda: _lines(imports))
    chosen = st.selectbox(
        "Undo an import, or bring an undone one back",
        options=list(lines),
        index=None,
        format_func=lambda number: lines.get(number, str(number)),
        placeholder="Choose an import",
        key="undo_import",
    )
    if chosen is None:
        return
    undone = imports.set_index("import").loc[chosen, "state"] == "undone"
    words = "Bring it back: its figures count again" if undone else "Undo it: its figures no longer count"
    with st.container(horizontal=True):
        # The key has the state: a click on "Undo it" in a tab that is behind must not bring the import back.
        pressed = st.button(words, key=f"undo_{chosen}_{undone}")
        if not undone and st.button(
            "Look at it again", key=f"look_{chosen}", help="See every cell, mend one, say what a column means"
        ):
            look_again(visit, int(chosen))
            st.rerun()
    if pressed:
        state = importing.undo(visit.store, int(chosen), by=visit.viewer.name)
        outcome = "is undone; its figures no longer count" if state == "undone" else "counts again"
        tell_next(f"Import {lines[chosen].partition(' (')[0]} {outcome}.")


def still_open(visit: Visit) -> None:
    """Questions that earlier imports raised and nobody has answered yet."""
    asked = visit.kept("open questions", (), lambda: open_questions(visit.measure("questions")))
    if not asked:
        return
    st.header("Questions that are still open")
    st.write("What is certain in these files counts already; the rest waits for an answer.")
    chosen = ask("open", asked, labels(visit), "Use these answers")
    if chosen:
        known = visit.snapshot.frame(OPEN).drop_duplicates("question").set_index("question")
        given = [
            Answer(question, *known.loc[question, ["about", "key", "value"]], choice)
            for question, choice in chosen.items()
        ]
        with st.spinner("Reading the files again"):
            # All in one write: a file that waits for forty answers is read again once, not forty times.
            decide(visit.store, "", Decided(answers=tuple(given)), by=visit.viewer.name)
        tell_next(f"{count(len(chosen), 'answer').capitalize()} used; the files were read again.")


def tell_next(sentence: str) -> None:
    """Run the page again on the new generation, with this sentence at its top."""
    desk().said.append(("loaded", sentence))
    st.rerun()


def _lines(imports: pd.DataFrame) -> dict[int, str]:
    """Each import, by its number, in a line to choose it by."""
    return {
        number: f"{number}: {file} ({count(int(rows), 'row')}, {STATES.get(state, state)})"
        for number, file, rows, state in imports[["import", "file", "rows_loaded", "state"]].values
    }


def _state(state: str, rows: int, invented: bool) -> str:
    words = STATES.get(state, state)
    if state == "needs an answer" and not rows:
        words = "waits for an answer"
    return f"{words} (invented)" if invented else words


def moment(at: Any, who: str | None) -> str:
    """'5 December 2024, 14:03, ann', in local time; what of it is known. at: UTC."""
    if pd.isna(at):
        return who or ""
    when = local_time(at)
    text = f"{when.day} {when:%B %Y, %H:%M}"
    return f"{text}, {who}" if who and who.lower() not in NOBODY else text
