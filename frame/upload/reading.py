"""Reading the files on the desk: the one in focus first, the others after it is on the screen, each with a bar."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from time import monotonic

import streamlit as st

from decks.own import own_region
from frame.upload.own_regions import beyond
from frame.upload.progress import READING, moving
from frame.upload.waiting import Desk, Waiting, cells_of
from frame.upload.words import count, plain
from frame.visit import Visit
from loaders.draft import Draft
from loaders.importing import preview
from loaders.reading import Refused, Workbook, read_workbook
from loaders.vocabulary.vocabulary import vocabulary_of

AT_FIRST = 0.6  # seconds of reading after which what is read is shown, and the rest follows
FORESEEN = 200_000  # cells up to which a file whose region is open is read a second time
OF_A_REGION = (
    "region",
    "practice",
    "survey",
)  # questions that are another one, or none, once the region is known


def read_first(visit: Visit, place: Desk) -> None:
    """Read the file in focus and, while that takes no time, others that were not read yet as they are chosen now."""
    unread = _unread(visit, place)
    unread.sort(key=lambda file: file.key != place.focus)
    begun, spot = monotonic(), st.empty()
    for number, file in enumerate(unread):
        if number and monotonic() - begun > AT_FIRST:
            break
        _read_one(visit, place, file, spot, number, len(unread))
    spot.empty()


def read_rest(visit: Visit, place: Desk, spot) -> None:
    """Read what read_first left, and run the page again with all that is known then. spot: where the bar goes."""
    unread = _unread(visit, place)
    for number, file in enumerate(unread):
        _read_one(visit, place, file, spot, number, len(unread))
    if unread:
        spot.empty()
        st.rerun()


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


def _unread(visit: Visit, place: Desk) -> list[Waiting]:
    return [file for file in place.files.values() if file.basis != _basis(visit, place, file)]


def _read_one(visit: Visit, place: Desk, file: Waiting, spot, number: int, of: int) -> None:
    which = f"{plain(file.name)}" + (f" ({number + 1} of {of})" if of > 1 else "")
    bar = spot.progress(number / of, f"Opening {which}")
    workbook = workbook_of(place, file)
    file.cells_read = cells_of(workbook)
    part = ((number + 0.2) / of, (number + 1) / of)
    words = f"Reading {which}: {count(file.cells_read, 'cell')}"
    read = partial(_read, visit, place, file, workbook)
    moving(bar, *part, words, file.cells_read * READING, read, ends_with_tab=True)


def _read(visit: Visit, place: Desk, file: Waiting, workbook: Workbook | None) -> None:
    decided = place.decided(file)
    read = partial(
        preview, visit.store, file.data, file.name, decided=decided, workbook=workbook, again=file.import_id
    )
    file.draft = read(file.options)
    file.foreseen = None
    if _asks_region(file.draft) and file.cells_read <= FORESEEN:
        file.foreseen = read(replace(file.options, region=_some_region(visit, file.draft)))
    file.there, file.beyond = None, beyond(file.draft, visit.clearance)
    if file.import_id is None and not file.cells:
        standing = visit.store.find_import(file.draft.sha256, file.options.named())
        file.there = None if standing is None else int(standing["import"])
    file.basis, file.memory = _basis(visit, place, file), {}


def _asks_region(draft: Draft) -> bool:
    """Whether all rows of a file wait for its region, so that nothing else of it was looked at."""
    return not draft.rows_loaded and any(asked.about == "region" for asked in draft.questions.values())


def _some_region(visit: Visit, draft: Draft) -> str:
    """A region to read a file for that does not say its own, to see what else there is to ask: our own, else any."""
    asked = next(asked for asked in draft.questions.values() if asked.about == "region")
    known = vocabulary_of(visit.where, visit.snapshot).known("region")
    return own_region(visit) or next((region for region in asked.choices if region in known), known[0])


def _basis(visit: Visit, place: Desk, file: Waiting) -> tuple:
    return (file.options, place.decided(file), visit.snapshot.generation)
