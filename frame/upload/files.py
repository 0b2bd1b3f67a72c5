"""Files dropped on the page: each read and shown before anything is saved, one in focus where several wait."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from frame.upload.batch import show_batch
from frame.upload.panel import show_file
from frame.upload.reading import read_first, read_rest
from frame.upload.saving import save_files, show_saved
from frame.upload.waiting import Waiting, desk
from frame.upload.words import Standing, plain, standing
from frame.visit import Visit
from loaders import limits
from loaders.deciding import options_of
from loaders.queries import query

TYPES = ["csv", "tsv", "tab", "txt", "xlsx", "xlsm", "xlsb", "xls", "ods", "htm", "html", "zip"]


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
    place, top = desk(), st.container()
    given = st.file_uploader(
        "Survey exports, notice logs, lists of practices: one file or several",
        type=TYPES,
        accept_multiple_files=True,
        key=f"upload_files_{place.turn}",
        max_upload_size=limits.BYTES // limits.MB,
        help="The files stay on this machine. Nothing is saved before you have seen what was read.",
    )
    place.take([(file.file_id, file.name, file.getvalue()) for file in given])
    with top:
        show_saved(visit, place)
    if not place.files:
        return
    rest = st.empty()
    read_first(visit, place)
    _show_read(visit)
    read_rest(visit, place, rest)


def _show_read(visit: Visit) -> None:
    """Files that are there already, and those that wait: all in a table where they are several, one with everything."""
    place = desk()
    for file in [file for file in place.files.values() if file.there is not None]:
        st.info(plain(f"{file.name} was loaded before, as import {file.there}: nothing has changed.", 600))
    waiting = [file for file in place.files.values() if file.there is None]
    if len(waiting) > 1:
        show_batch(visit, place, waiting)
    ready = [file for file in waiting if file.draft is not None]
    if ready:
        file = next((file for file in ready if file.key == place.focus), ready[0])
        if show_file(visit, place, file, alone=len(waiting) == 1):
            save_files(visit, place, [file])


def look_again(visit: Visit, import_id: int) -> None:
    """Lay an import on the desk, with the file as it came."""
    row = visit.snapshot.frame(query("import"), {"import": import_id}).iloc[0]
    data, options = visit.store.received_bytes(row["sha256"]), options_of(row)
    file = Waiting(f"import_{import_id}", row["file"], data, import_id, options, options)
    place = desk()
    place.files = {file.key: file} | place.files
    place.focus, place.saved = file.key, None
