"""Cell values of a workbook by calamine, as plain lists. Imports nothing of ours: it also runs as a process.

As a process (`python calamine_rows.py BYTES SECONDS SHEETS`) it reads a workbook from standard input under
those limits and writes the pickled sheets to standard output: for formats whose reader may hang.
"""

from __future__ import annotations

import gc
import io
import pickle
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import python_calamine as calamine

_TYPES = 10_000  # rows of different types remembered

Plain = tuple[str, bool, list[list[Any]], list[tuple[int, int, int, int]]]
"""name, hidden, rows from A1, merged ranges (top, left, bottom, right)."""


def read_plain(data: bytes, most_sheets: int) -> list[Plain]:
    """The worksheets in order; whole numbers int, blanks None. Charts and macros are passed over."""
    with calamine.load_workbook(io.BytesIO(data)) as book:
        wanted = [
            (index, meta)
            for index, meta in enumerate(book.sheets_metadata)
            if meta.typ is calamine.SheetTypeEnum.WorkSheet
        ]
        return [_plain(book.get_sheet_by_index(index), meta) for index, meta in wanted[: most_sheets + 1]]


def _plain(sheet: calamine.CalamineSheet, meta: calamine.SheetMetadata) -> Plain:
    with paused_collection():
        rows = tidy(sheet.to_python(skip_empty_area=False))
    merged = [(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or []]
    return meta.name, meta.visible is not calamine.SheetVisibleEnum.Visible, rows, merged


def tidy(rows: list[list[Any]]) -> list[list[Any]]:
    """In place: whole floats to int, empty text to None, equal texts to one.

    Rows of like types share the search for floats and texts. A column of a million answers holds three
    texts: kept once, they take a tenth of the memory and are compared at a glance later on.
    """
    places: dict[tuple[type, ...], tuple[list[int], list[int]]] = {}
    once: dict[str, str | None] = {"": None}
    for row in rows:
        types = tuple(map(type, row))
        columns = places.get(types)
        if columns is None:
            columns = tuple(
                [col for col, kind in enumerate(types) if kind is wanted] for wanted in (float, str)
            )
            if len(places) < _TYPES:
                places[types] = columns
        floats, texts = columns
        if len(texts) == len(row):  # as most rows of a survey: in half the time
            row[:] = map(once.setdefault, row, row)
            continue
        for col in floats:
            if row[col].is_integer():
                row[col] = int(row[col])
        for col in texts:
            row[col] = once.setdefault(row[col], row[col])
    return rows


@contextmanager
def paused_collection() -> Iterator[None]:
    """No garbage collection while millions of cells are made: it would walk all of them, again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _limit(address_space: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:  # Windows: the caller's time limit is what there is
        return
    for kind, most in (
        (resource.RLIMIT_AS, address_space),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):  # a system that does not know the limit, or has a lower one
            continue


if __name__ == "__main__":
    _limit(int(sys.argv[1]), int(sys.argv[2]))
    try:
        answer: tuple[str, Any] = ("sheets", read_plain(sys.stdin.buffer.read(), int(sys.argv[3])))
    except calamine.PasswordError:
        answer = ("password", None)
    except BaseException as error:  # a parser's panic is no Exception
        answer = ("error", repr(error)[:200])
    sys.stdout.buffer.write(pickle.dumps(answer, protocol=5))
