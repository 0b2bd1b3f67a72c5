"""The sheet of a file with the fate of every cell; the next open cell; a cell mended by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import streamlit as st

from frame.upload.columns import change_meaning
from frame.upload.given import answers_in, given_by
from frame.upload.grid import COLUMNS, FATES, OPEN, ROWS, Window, counts_of, draw_grid, next_open, window_of
from frame.upload.labels import labels
from frame.upload.waiting import Desk, Waiting
from frame.upload.words import count, plain
from frame.visit import Visit
from loaders.answering import WrongUsage
from loaders.corrections import cell_text
from loaders.deciding import cell_at
from loaders.draft import ColumnReading, Draft, Fate, TableReading
from loaders.reading import Refused, Sheet, Workbook, read_workbook
from loaders.reading.sheets import letters, place_of, reference
from store import Correction

TABS = 6


def show_sheet(visit: Visit, place: Desk, file: Waiting) -> None:
    """The legend with counts, a window of the sheet, and what is known of the cell that is picked."""
    workbook = file.workbook or _again(file)
    if workbook is None:
        return
    sheet = _sheet(file, workbook)
    fates = file.draft.fates[sheet.name]
    seen = _seen_of(file, sheet.name)
    st.html(_legend(fates))
    _move(file, workbook, sheet, fates, seen)
    only_open = bool(st.session_state.get(f"open_{file.key}"))
    window, rows = window_of(fates, seen["top"], seen["left"], only_open)
    st.caption(_where(window, rows, fates, only_open))
    key = f"grid_{file.key}_{workbook.sheets.index(sheet)}"
    if window.rows:
        mended = {(cell.row, cell.col): cell for cell in file.draft.corrected if cell.sheet == sheet.name}
        read = answers_in(file.draft, sheet.name, window.rows, labels(visit))
        draw_grid(
            sheet, fates, window, mended, seen["picked"], read, key=key, on_pick=lambda: _pick(key, seen)
        )
        _turn_pages(file, window, rows, fates.shape[1], seen)
    if seen["picked"] is not None:
        _show_cell(visit, place, file, sheet, seen["picked"])


def go_to(file: Waiting, sheet: str, cell: str) -> None:
    """Let the sheet be what is shown of a file, with this cell picked: for a callback."""
    st.session_state[f"view_{file.key}"] = "sheet"
    if len(file.draft.fates) > 1:
        st.session_state[f"sheet_shown_{file.key}"] = sheet
    _go(_seen_of(file, sheet), place_of(cell))


def _again(file: Waiting) -> Workbook | None:
    try:
        return read_workbook(file.data, file.name)
    except Refused as refused:
        st.error(plain(str(refused), 400))
        return None


def _sheet(file: Waiting, workbook: Workbook) -> Sheet:
    """The sheet that is looked at: the first with a table at first."""
    names = [sheet.name for sheet in workbook.sheets]
    first = next((table.sheet for table in file.draft.tables if table.kind), names[0])
    if len(names) == 1:
        return workbook.sheets[0]
    opened = {name: int(np.isin(file.draft.fates[name], OPEN).sum()) for name in names}
    words = {name: f"{name} ({number:,} open)" if number else name for name, number in opened.items()}
    choose: Any = st.segmented_control if len(names) <= TABS else st.selectbox
    chosen = choose(
        "Sheet", names, key=f"sheet_shown_{file.key}", format_func=lambda name: words.get(name, name),
        **_default(choose, names, first),
    )  # fmt: skip
    return workbook.sheets[names.index(chosen or first)]


def _default(choose: Any, names: list[str], first: str) -> dict[str, Any]:
    return {"index": names.index(first)} if choose is st.selectbox else {"default": first}


def _seen_of(file: Waiting, sheet: str) -> dict[str, Any]:
    """Where the window of a sheet stands, and which of its cells is picked."""
    places = st.session_state.setdefault("upload_seen", {})
    return places.setdefault((file.key, sheet), {"top": 0, "left": 0, "picked": None})


def _legend(fates: np.ndarray) -> str:
    """Every fate with its mark, its colour and how many cells have it."""
    counts = counts_of(fates)
    items = "".join(
        f'<span class="fate {word.split()[0]}"><b>{mark}</b> {counts[fate]:,} {words}</span>'
        for fate, (word, mark, words) in FATES.items()
        if counts[fate] or fate in (Fate.ANSWER, Fate.PROBLEM, Fate.QUESTION)
    )
    return f'<p class="fates">Cells: {items}</p>'


def _move(file: Waiting, workbook: Workbook, sheet: Sheet, fates: np.ndarray, seen: dict) -> None:
    """Ways through the sheet: to the next open cell, to a named one, to rows with something open."""
    number = sum(counts_of(fates)[fate] for fate in (Fate.PROBLEM, Fate.QUESTION))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if st.button(
            "Next open cell", key=f"next_{file.key}", disabled=not number, icon=":material/arrow_forward:"
        ):
            _go(seen, next_open(fates, seen["picked"]))
        place = st.text_input(
            "Go to cell", key=f"cell_{file.key}", placeholder="such as D17", width=160,
            on_change=lambda: st.session_state.update({f"asked_{file.key}": True}),
        )  # fmt: skip
        st.toggle(f"Only rows with something open ({count(number, 'cell')})", key=f"open_{file.key}")
    if place and st.session_state.pop(f"asked_{file.key}", False):
        try:
            only = Workbook(workbook.name, workbook.ext, [sheet])
            _go(seen, cell_at(only, place.rpartition("!")[2])[1:])
        except WrongUsage as wrong:
            st.warning(plain(str(wrong), 300))


def _go(seen: dict, cell: tuple[int, int] | None) -> None:
    """Pick a cell, and let the window hold it."""
    if cell is None:
        return
    row, col = cell
    seen["picked"] = cell
    if not seen["top"] <= row < seen["top"] + ROWS:
        seen["top"] = max(0, row - 3)
    if not seen["left"] <= col < seen["left"] + COLUMNS:
        seen["left"] = max(0, col - 3)


def _pick(key: str, seen: dict) -> None:
    place = st.session_state[key].get("picked")
    if place:
        row, _, col = place.partition(",")
        seen["picked"] = (int(row), int(col))


def _where(window: Window, rows: np.ndarray, fates: np.ndarray, only_open: bool) -> str:
    if not window.rows:
        return "Nothing is open on this sheet."
    which = f"{len(rows):,} with something open" if only_open else f"{fates.shape[0]:,}"
    window_words = f"Rows {window.rows[0] + 1:,} to {window.rows[-1] + 1:,} of {which}"
    if len(window.cols) < fates.shape[1]:
        columns = f"{letters(window.cols[0])} to {letters(window.cols[-1])}"
        window_words += f", columns {columns} of {fates.shape[1]:,}"
    return f"{window_words}. Click a cell, or move with the arrow keys and press Enter, to see why it was read so."


def _turn_pages(file: Waiting, window: Window, rows: np.ndarray, width: int, seen: dict) -> None:
    """Buttons for the rows and columns before and after; none where all are in sight."""
    at = int(np.searchsorted(rows, window.rows[0]))
    steps = {
        "Rows above": (at > 0, "top", int(rows[max(0, at - ROWS)])),
        "Rows below": (at + ROWS < len(rows), "top", int(rows[min(at + ROWS, len(rows) - 1)])),
        "Columns to the left": (seen["left"] > 0, "left", max(0, seen["left"] - COLUMNS)),
        "Columns to the right": (seen["left"] + COLUMNS < width, "left", seen["left"] + COLUMNS),
    }
    with st.container(horizontal=True):
        for words, (there, name, value) in steps.items():
            several = len(rows) > ROWS if name == "top" else width > COLUMNS
            if several and st.button(words, disabled=not there, key=f"{words}_{file.key}"):
                seen[name] = value
                st.rerun()


def _show_cell(visit: Visit, place: Desk, file: Waiting, sheet: Sheet, picked: tuple[int, int]) -> None:
    """What became of a cell and why, with a way to mend it and to say what its column means."""
    row, col = picked
    draft, cell = file.draft, reference(row, col)
    fate = Fate(int(draft.fates[sheet.name][row, col]))
    original = cell_text(sheet.value(row, col))
    mended = next((c for c in draft.corrected if (c.sheet, c.row, c.col) == (sheet.name, row, col)), None)
    sentences = [f"Mended by hand; the file says “{original or ''}”." if mended else ""]
    sentences.append(why_of(draft, sheet.name, row, col))
    given = given_by(draft, sheet.name, row, col, labels(visit)) if fate in (Fate.ANSWER, Fate.LABEL) else ""
    sentences.append(f"Read as: {given}." if given else "")
    word = FATES[fate][0] if fate in FATES else "blank"
    with st.container(border=True):
        st.markdown(f"**{cell}: {plain(word)}.** {plain(' '.join(filter(None, sentences)), 500)}")
        left, right = st.columns(2)
        with left:
            alike = _alike(draft, sheet, row, col) if fate == Fate.PROBLEM else []
            _offer_mending(file, sheet, picked, mended.corrected if mended else original, alike)
        with right:
            for table, column in _columns_at(draft, sheet, picked):
                change_meaning(visit, place, file, table, column)


def _offer_mending(
    file: Waiting, sheet: Sheet, picked: tuple[int, int], now: str | None, alike: list[int]
) -> None:
    """A form that puts other words in place of a cell's, and of those rows of its column that say the same."""
    row, col = picked
    with st.form(f"mend_{file.key}_{sheet.name}_{reference(row, col)}_{now}", border=False):
        new = st.text_input(
            "It should read (a day as day/month/year; empty: nothing)", value=now or "",
            help="The file stays as it came. The new text is kept beside it and can be taken back.",
        )  # fmt: skip
        all_of_them = bool(alike) and st.checkbox(
            f"Also the other {count(len(alike), 'cell')} of this column that cannot be read and say the same"
        )
        if not st.form_submit_button("Mend this cell") or (new.strip() or None) == now:
            return
    for at in [row, *(alike if all_of_them else [])]:
        text = cell_text(sheet.value(at, col))
        file.cells[sheet.name, at, col] = Correction(sheet.name, at, col, text, new.strip() or None)
    st.rerun()


def _columns_at(
    draft: Draft, sheet: Sheet, picked: tuple[int, int]
) -> Iterator[tuple[TableReading, ColumnReading]]:
    """The columns of tables that a cell stands in: of a table that was turned, those that its cells make."""
    row, col = picked
    for table in draft.tables:
        if table.sheet != sheet.name:
            continue
        inside = row in table.rows or row in table.heading_rows
        for column in table.columns:
            if column.index == col if inside else (row, col) in column.cells:
                yield table, column


def _alike(draft: Draft, sheet: Sheet, row: int, col: int) -> list[int]:
    """The other rows in which a cell of this column is a problem and says the same."""
    codes, open_in = sheet.kinds.codes[:, col], draft.fates[sheet.name][:, col] == Fate.PROBLEM
    return [int(at) for at in np.flatnonzero(open_in & (codes == codes[row])) if at != row]


def why_of(draft: Draft, sheet: str, row: int, col: int) -> str:
    """The sentence that goes with a cell: of its own line, else of the line of its row or column."""
    cell = reference(row, col)
    for problem in draft.problems:
        if (problem.sheet, problem.cell) == (sheet, cell):
            return problem.reason
    fate = draft.fates[sheet][row, col]
    if fate == Fate.QUESTION:
        asked = [question for question in draft.questions.values() if question.sheet == sheet]
        mine = [question for question in asked if question.cell == cell]
        return (mine or asked)[0].sentence if asked else ""
    if fate == Fate.PROBLEM:
        return next((p.reason for p in draft.problems if p.sheet == sheet and _in_row(p.cell, row)), "")
    return _why_left_out(draft, sheet, row, col) if fate == Fate.LEFT_OUT else ""


def _why_left_out(draft: Draft, sheet: str, row: int, col: int) -> str:
    """The reason of the cell's own line, else of its row's, its column's, or any of the sheet."""
    here = [item for item in draft.left_out if item.sheet == sheet]
    for fits in (
        lambda item: item.cell == reference(row, col),
        lambda item: _in_row(item.cell, row),
        lambda item: item.cell.rstrip("0123456789") == letters(col),
        lambda _item: True,
    ):
        reason = next((item.reason for item in here if fits(item)), None)
        if reason:
            return f"{reason[0].upper()}{reason[1:]}."
    return ""


def _in_row(cell: str, row: int) -> bool:
    return cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == str(row + 1)
