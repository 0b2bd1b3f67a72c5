"""Files dropped on the page: each read and shown before anything is saved, one in focus where several wait."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from frame.upload.facts import waits_for
from frame.upload.labels import labels
from frame.upload.own_regions import beyond
from frame.upload.panel import show_file
from frame.upload.preview import show_changes_of_all
from frame.upload.progress import READING, SAVING, moving
from frame.upload.waiting import Desk, Waiting, cells_of, desk
from frame.upload.words import KINDS, Standing, count, outcome, plain, standing
from frame.visit import Visit
from loaders import limits
from loaders.deciding import options_of, save
from loaders.importing import preview
from loaders.queries import query
from loaders.reading import Refused, Workbook, read_workbook
from loaders.vocabulary.vocabulary import vocabulary_of
from store import StoreError

TYPES = ["csv", "tsv", "tab", "txt", "xlsx", "xlsm", "xlsb", "xls", "ods", "htm", "html", "zip"]
LISTED = 30


@contextmanager
def headline(visit: Visit) -> Iterator[None]:
    """The page's title, which tells of the files on the desk as they stand when this ends."""
    place, title = desk(), st.empty()
    now = visit.kept("files that count", (), lambda: Standing.of(visit.measure("imports")))
    before = standing(now, place.ready, place.refused)
    title.title(before)
    yield
    after = standing(now, place.ready, place.refused)
    if after != before:
        title.title(after)


def take_files(visit: Visit) -> None:
    """What became of the files before, the choice of files, and the one in focus with all that is known of it."""
    place = desk()
    _say(place)
    given = st.file_uploader(
        "Survey exports, notice logs, lists of practices: one file or several",
        type=TYPES,
        accept_multiple_files=True,
        key=f"upload_files_{place.turn}",
        max_upload_size=limits.BYTES // limits.MB,
        help="The files stay on this machine. Nothing is saved before you have seen what was read.",
    )
    place.take([(file.file_id, file.name, file.getvalue()) for file in given])
    if not place.files:
        return
    _read_all(visit, place)
    for file in [file for file in place.files.values() if file.there is not None]:
        st.info(plain(f"{file.name} was loaded before, as import {file.there}: nothing has changed.", 600))
    waiting = [file for file in place.files.values() if file.there is None]
    if not waiting:
        return
    if len(waiting) > 1:
        _batch(visit, place, waiting)
    file = place.files[place.focus] if place.focus in place.files else waiting[0]
    if file.there is not None:
        file = waiting[0]
    if show_file(visit, place, file, alone=len(waiting) == 1):
        save_files(visit, place, [file])


def _say(place: Desk) -> None:
    """What became of files and answers, one box for each sort of outcome, so that a batch leaves the page in sight."""
    boxes = {"loaded": st.success, "refused": st.error}
    for became in dict.fromkeys(became for became, _ in place.said):
        sentences = [plain(sentence, 600) for one, sentence in place.said if one == became]
        listed = sentences if len(sentences) == 1 else [f"- {sentence}" for sentence in sentences]
        boxes.get(became, st.info)("\n".join(listed))
    place.said = []


def look_again(visit: Visit, import_id: int) -> None:
    """Lay an import on the desk, with the file as it came."""
    row = visit.snapshot.frame(query("import"), {"import": import_id}).iloc[0]
    data, options = visit.store.received_bytes(row["sha256"]), options_of(row)
    file = Waiting(f"import_{import_id}", row["file"], data, import_id, options, options)
    place = desk()
    place.files = {file.key: file} | place.files
    place.focus = file.key


def save_files(visit: Visit, place: Desk, files: list[Waiting]) -> None:
    """Save the files as they were shown, with what was decided for them, and say what became of each."""
    bar = st.progress(0.0)
    for number, file in enumerate(files):
        decided = place.decided(file, file.draft.used)
        words = f"Saving {plain(file.name)} ({number + 1} of {len(files)})"
        part, seconds = (number / len(files), (number + 1) / len(files)), file.cells_read * SAVING
        write = partial(save, visit.store, file.data, file.draft, file.options, decided, by=visit.viewer.name)
        try:
            report = moving(bar, *part, words, seconds, write)
        except StoreError as error:
            place.said.append(("refused", f"{file.name} is not saved. {error}"))
            continue
        place.said.append(outcome(report))
        for answer in decided.answers:
            place.answers.pop(answer.question, None)
        place.put_away(file)
    rest = list(place.files.values())
    if all(file.draft is not None and file.draft.refused for file in rest):
        # What cannot be taken is said once more, and does not stand among the files of the next turn.
        place.said += [("refused", f"{file.name} is not saved. {file.draft.refused}") for file in rest]
        place.clear()
    st.rerun()


def _read_all(visit: Visit, place: Desk) -> None:
    """Read every file that was not read yet for its options, decisions and the generation, with progress."""
    unread = [file for file in place.files.values() if file.basis != _basis(visit, place, file)]
    if not unread:
        return
    bar = st.progress(0.0)
    for number, file in enumerate(unread):
        which = f"{plain(file.name)} ({number + 1} of {len(unread)})"
        bar.progress(number / len(unread), f"Opening {which}")
        workbook = workbook_of(place, file)
        file.cells_read = cells_of(workbook)
        part = ((number + 0.2) / len(unread), (number + 1) / len(unread))
        words = f"Reading {which}: {count(file.cells_read, 'cell')}"
        read = partial(_read, visit, place, file, workbook)
        moving(bar, *part, words, file.cells_read * READING, read, ends_with_tab=True)
    bar.empty()


def workbook_of(place: Desk, file: Waiting) -> Workbook | None:
    """The sheets of a file, read once where they are not too large to be kept; None where it cannot be read."""
    if file.workbook is not None:
        return file.workbook
    try:
        workbook = read_workbook(file.data, file.name)
    except Refused:
        return None
    place.keep(file, workbook)
    return workbook


def _read(visit: Visit, place: Desk, file: Waiting, workbook) -> None:
    decided = place.decided(file)
    file.draft = preview(
        visit.store, file.data, file.name, file.options, decided, workbook, again=file.import_id
    )
    file.there, file.beyond = None, beyond(file.draft, visit.clearance)
    if file.import_id is None and not file.cells:
        standing = visit.store.find_import(file.draft.sha256, file.options.named())
        file.there = None if standing is None else int(standing["import"])
    file.basis, file.memory = _basis(visit, place, file), {}


def _basis(visit: Visit, place: Desk, file: Waiting) -> tuple:
    return (file.options, place.decided(file), visit.snapshot.generation)


def _batch(visit: Visit, place: Desk, waiting: list[Waiting]) -> None:
    """All files that wait in one table, the one to look at, and one button for all."""
    label = labels(visit)
    lines = [
        {
            "File": file.name,
            "What it is": _kind_words(file),
            "Region": label("region", file.draft.region) if file.draft.region else "",
            "Rows": "" if file.draft.refused else f"{file.draft.rows_loaded:,} of {file.draft.rows_read:,}",
            "Waits for": waits_for(file.draft),
        }
        for file in waiting[:LISTED]
    ]
    st.table(pd.DataFrame(lines).map(plain), hide_index=True, border="horizontal")
    if len(waiting) > LISTED:
        st.caption(f"The first {LISTED} of {len(waiting):,} are listed.")
    _one_region(visit, waiting)
    keys = [file.key for file in waiting]
    names = {
        file.key: f"{number}: {file.name} ({waits_for(file.draft)})" for number, file in enumerate(waiting, 1)
    }
    left, right = st.columns([2, 1], vertical_alignment="bottom")
    chosen = left.selectbox(
        "Look at",
        keys,
        index=keys.index(place.focus) if place.focus in keys else 0,
        format_func=lambda key: names.get(key, key),
    )
    savable = [file for file in waiting if file.savable]
    words = f"Save all {count(len(savable), 'file')}" if savable else "None can be saved yet"
    if right.button(words, type="primary", key="save_all", disabled=not savable):
        save_files(visit, place, savable)
    if len(savable) > 1 and st.toggle("Show what all of them together would change", key="changes_of_all"):
        show_changes_of_all(visit, place, savable)
    if chosen != place.focus:
        place.focus = chosen
        st.rerun()


def _kind_words(file: Waiting) -> str:
    return "cannot be taken" if file.draft.refused else KINDS.get(file.draft.kind or "", "not known yet")


def _one_region(visit: Visit, waiting: list[Waiting]) -> None:
    """Where several files do not say which region they are from, one choice that holds for all of them."""
    asking = [file for file in waiting if any(one.about == "region" for one in file.draft.questions.values())]
    if len(asking) < 2:
        return
    vocabulary, label = vocabulary_of(visit.where, visit.snapshot), labels(visit)
    region = st.selectbox(
        f"{count(len(asking), 'file')} do not say which region they are from. All of them are from",
        vocabulary.known("region"),
        index=None,
        format_func=lambda one: label("region", one),
        placeholder="Choose a region, or answer file by file",
        key=f"region_of_all_{'_'.join(file.key for file in asking)}",
    )
    if region is not None:
        for file in asking:
            file.options = replace(file.options, region=region)
            st.session_state[f"region_{file.key}"] = region  # what its own list of regions shows
        st.rerun()
