"""What the loaders' tests share: the vocabulary of the reference data, drafts of tables drawn in a test."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

import pandas as pd
import pytest

from loaders.draft import Draft
from loaders.kinds import Options
from loaders.reading.sheets import NOT_CALCULATED, Sheet, Workbook, trimmed
from loaders.recognition import draft_of
from loaders.vocabulary.vocabulary import Vocabulary
from store import Store

RECEIVED_AT = datetime(2025, 6, 1, 12, 0)


@pytest.fixture(scope="session")
def store_of_reference(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store of the reference data and nothing else. Tests only read it."""
    return Store.open(tmp_path_factory.mktemp("reference") / "store")


@pytest.fixture(scope="session")
def vocabulary(store_of_reference: Store) -> Vocabulary:
    return Vocabulary(store_of_reference.snapshot())


@pytest.fixture(scope="session")
def as_read() -> Callable[..., Workbook]:
    """A workbook from its cells, as it is read: what is recognised has nothing to do with the bytes of a file."""

    def workbook(sheets: dict[str, list[list[Any]]], name: str = "book.xlsx") -> Workbook:
        ext = name.rpartition(".")[2]
        return Workbook(name, ext, [_sheet(title, rows, ext != "csv") for title, rows in sheets.items()])

    return workbook


@pytest.fixture
def draft_from(vocabulary: Vocabulary, as_read: Callable[..., Workbook]) -> Callable[..., Draft]:
    """Reads rows of cells, as they stand on the only sheet of a file.

    Whatever the file, every cell with content must have a fate in the end.
    """

    def read(
        rows: list[list[Any]], name: str = "drawn", words: Vocabulary | None = None, **options: str
    ) -> Draft:
        plain = all(cell is None or isinstance(cell, str) for row in rows for cell in row)
        file = f"{name}.csv" if plain else f"{name}.xlsx"
        book = as_read({name if plain else "Sheet": rows}, file)
        draft = draft_of(
            file.encode(), file, Options(**options), words or vocabulary, RECEIVED_AT, workbook=book
        )
        assert draft.refused is None, draft.refused
        assert draft.unaccounted() == []
        return draft

    return read


@pytest.fixture
def rows_of() -> Callable[[Draft, str], pd.DataFrame]:
    """The rows that a draft has for a table of the store, as one frame; missing values are None."""

    def rows(draft: Draft, table: str) -> pd.DataFrame:
        frames = draft.rows.get(table, [pd.DataFrame()])
        frame = pd.concat(frames, ignore_index=True).astype(object)
        return frame.where(frame.notna(), None)

    return rows


def _sheet(name: str, rows: list[list[Any]], formulas: bool) -> Sheet:
    wide = max(map(len, rows), default=0)
    values = [[_value(cell, formulas) for cell in (*row, *[None] * (wide - len(row)))] for row in rows]
    sheet = Sheet(name, trimmed(values))
    sheet.drop_unseen()
    return sheet


def _value(value: Any, formulas: bool) -> Any:
    """A cell as the readers give it: no blank text, whole numbers without a point, midnight as a day, and of a formula
    that no program has worked out yet, that it is one."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    if formulas and isinstance(value, str) and value.startswith("="):
        return NOT_CALCULATED
    return None if value == "" else value
