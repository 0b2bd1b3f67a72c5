"""Several files that wait: all of them in one table, the one to look at, their region, and one button for all."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from frame.upload.facts import waits_for
from frame.upload.labels import labels
from frame.upload.preview import show_changes_of_all
from frame.upload.saving import save_files
from frame.upload.waiting import Desk, Waiting
from frame.upload.words import KINDS, Label, count, plain
from frame.visit import Visit
from loaders.vocabulary.vocabulary import vocabulary_of

LISTED = 30


def show_batch(visit: Visit, place: Desk, waiting: list[Waiting]) -> None:
    """The table, the region of files that do not say theirs, the choice of the one in focus, and the button."""
    label = labels(visit)
    table = pd.DataFrame([_line(file, label) for file in waiting[:LISTED]])
    filled = table.loc[:, (table != "").any()]  # a telephone has no room for a column that says nothing
    st.table(filled.map(plain), hide_index=True, border="horizontal")
    if len(waiting) > LISTED:
        st.caption(f"The first {LISTED} of {len(waiting):,} are listed.")
    _region_of_all(visit, waiting)
    keys = [file.key for file in waiting]
    names = {file.key: f"{number}: {file.name} ({_state(file)})" for number, file in enumerate(waiting, 1)}
    left, right = st.columns([2, 1], vertical_alignment="bottom")
    chosen = left.selectbox(
        "Look at",
        keys,
        index=keys.index(place.focus) if place.focus in keys else 0,
        format_func=lambda key: names.get(key, key),
    )
    savable = [file for file in waiting if file.savable]
    unread = any(file.draft is None for file in waiting)
    words = f"Save all {count(len(savable), 'file')}" if savable else "None can be saved yet"
    certain = any(file.draft.rows_loaded for file in savable)  # else there is something to answer first
    kind = "primary" if certain else "secondary"
    if right.button(words, type=kind, key="save_all", disabled=not savable or unread):
        save_files(visit, place, savable)
    if len(savable) > 1 and st.toggle("Show what all of them together would change", key="changes_of_all"):
        show_changes_of_all(visit, place, savable)
    if chosen != place.focus:
        place.focus = chosen
        st.rerun()


def _line(file: Waiting, label: Label) -> dict[str, str]:
    draft = file.draft
    if draft is None:
        return {"File": file.name, "What it is": "", "Region": "", "Rows": "", "Waits for": "being read"}
    return {
        "File": file.name,
        "What it is": "cannot be taken" if draft.refused else KINDS.get(draft.kind or "", "not known yet"),
        "Region": label("region", draft.region) if draft.region else "",
        "Rows": "" if draft.refused else f"{draft.rows_loaded:,} of {draft.rows_read:,}",
        "Waits for": _state(file),
    }


def _state(file: Waiting) -> str:
    if file.draft is None:
        return "being read"
    return "its region" if file.foreseen else waits_for(file.draft)


def _region_of_all(visit: Visit, waiting: list[Waiting]) -> None:
    """One choice for the files that do not say which region they are from, with a tick for each of them. It can be
    changed until they are saved. A file whose name hints at another region is not ticked by itself."""
    asking = [file for file in waiting if file.foreseen or file.with_others]
    if len(asking) < 2:
        return
    vocabulary, label = vocabulary_of(visit.where, visit.snapshot), labels(visit)
    key = f"region_of_all_{'_'.join(sorted(file.key for file in asking))}"
    with st.container(border=True, key="region_of_all"):
        region = st.selectbox(
            f"{count(len(asking), 'file')} do not say which region they are from. Those ticked are from",
            vocabulary.known("region"),
            index=None,
            format_func=lambda identifier: label("region", identifier),
            placeholder="Choose a region, or answer file by file",
            key=key,
        )
        ticked = [file for file in asking if _ticked(visit, file, region, label)]
    changed = [file for file in asking if file.with_others != (region if file in ticked else None)]
    for file in changed:
        file.with_others = region if file in ticked else None
        file.options = replace(file.options, region=file.with_others)
        st.session_state[f"region_{file.key}"] = file.with_others  # what its own list of regions shows
    if changed:
        st.rerun()


def _ticked(visit: Visit, file: Waiting, region: str | None, label: Label) -> bool:
    """A tick beside the name of a file, and what its name may say of another region."""
    hints = vocabulary_of(visit.where, visit.snapshot).regions_hinted_in(file.name)
    against = region is not None and bool(hints) and region not in hints
    words = plain(file.name)
    if against:
        meant = " or ".join(label("region", hint) for hint in hints)
        words += f" (its name may mean {plain(meant)})"
    return st.checkbox(words, value=not against, key=f"ticked_{file.key}_{region if against else ''}")
