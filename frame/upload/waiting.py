"""The files that wait on the page, and what was decided about them: all of it in the visitor's session, nothing
of it in the store before it is saved."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd
import streamlit as st

from loaders.draft import Draft
from loaders.importing import Decided
from loaders.kinds import Options
from loaders.reading import Workbook
from store import Answer, Correction

LARGE = (
    2_000_000  # cells of all workbooks kept between two clicks, some 150 MB; beyond them a file is read again
)


@dataclass
class Waiting:
    """A file that was given to the page, or an import that is looked at again.

    came_with: the options of an import. options, cells, waits: what was chosen for this file alone; waits:
    nothing is loaded while a question is open. workbook and draft: the file as read for the basis (options,
    decisions and generation); cells_read: how many it has, blank ones as well. there: the import that it is
    already. beyond: regions in it that are not the viewer's. foreseen: where its region is open, the file as it would
    be read for some region, for what else there is to ask. with_others: the region chosen for several files at once.
    memory: what was worked out for this draft.
    """

    key: str
    name: str
    data: bytes
    import_id: int | None = None
    options: Options = field(default_factory=Options)
    came_with: Options = field(default_factory=Options)
    cells: dict[tuple[str, int, int], Correction] = field(default_factory=dict)
    waits: bool = False
    workbook: Workbook | None = None
    cells_read: int = 0
    draft: Draft | None = None
    basis: tuple = ()
    there: int | None = None
    beyond: tuple[str, ...] = ()
    foreseen: Draft | None = None
    with_others: str | None = None
    memory: dict = field(default_factory=dict)

    @property
    def savable(self) -> bool:
        """Whether it can be saved now, as it was read and as its owner wants it."""
        if self.draft is None or self.draft.refused or self.there is not None or self.beyond:
            return False
        return not (self.waits and self.draft.questions)

    @property
    def cells_kept(self) -> int:
        return cells_of(self.workbook)


@dataclass(frozen=True)
class Saved:
    """Imports that were saved together, and the figures that they changed (columns of frame.upload.changes)."""

    imports: tuple[int, ...]
    changed: pd.DataFrame


@dataclass
class Desk:
    """All files that wait, by key, in the order they came; the answers given; the keys of those done with.

    said: what is told at the top of the next run. saved: what was saved last, until other files are given. memory: what
    was worked out for all files together.
    """

    files: dict[str, Waiting] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)
    focus: str | None = None
    turn: int = 0
    said: list[tuple[str, str]] = field(default_factory=list)
    saved: Saved | None = None
    memory: dict = field(default_factory=dict)

    @property
    def ready(self) -> int:
        """Files that were read and are not saved yet."""
        return sum(file.there is None and not file.draft.refused for file in self._read)

    @property
    def refused(self) -> int:
        """Files that were read and cannot be taken."""
        return sum(file.there is None and bool(file.draft.refused) for file in self._read)

    @property
    def _read(self) -> list[Waiting]:
        return [file for file in self.files.values() if file.draft is not None]

    def decided(self, file: Waiting, used: list[str] | None = None) -> Decided:
        """What holds for a file: its cells, and all answers, or those of them that its reading used."""
        answers = [answer for answer in self.answers.values() if used is None or answer.question in used]
        return Decided(tuple(answers), tuple(file.cells.values()))

    def take(self, given: list[tuple[str, str, bytes]]) -> None:
        """Let the files that wait be those given (key, name, bytes), and the imports that are looked at again."""
        stay = {key: file for key, file in self.files.items() if file.import_id is not None}
        came = {key: Waiting(key, name, data) for key, name, data in given if key not in self.done}
        if set(came) - set(self.files):
            self.saved = None
        self.files = stay | {key: self.files.get(key, file) for key, file in came.items()}
        if self.focus not in self.files:
            self.focus = next(iter(self.files), None)

    def keep(self, file: Waiting, workbook: Workbook | None) -> None:
        """Keep the workbook of a file, unless it and those that are kept already are too large together."""
        others = sum(other.cells_kept for other in self.files.values() if other is not file)
        file.workbook = workbook if others + cells_of(workbook) <= LARGE else None

    def put_away(self, file: Waiting) -> None:
        """Be done with a file; an import can be looked at once more."""
        if file.import_id is None:
            self.done.add(file.key)
        self.files.pop(file.key, None)
        if self.focus == file.key:
            self.focus = next(iter(self.files), None)

    def clear(self) -> None:
        """An empty desk and an empty choice of files."""
        self.files.clear()
        self.done.clear()
        self.focus = None
        self.turn += 1


def cells_of(workbook: Workbook | None) -> int:
    """How many cells a workbook has, blank ones as well; 0 for none."""
    return sum(sheet.height * sheet.width for sheet in workbook.sheets) if workbook else 0


def desk() -> Desk:
    """This visitor's desk."""
    return st.session_state.setdefault("upload_desk", Desk())
