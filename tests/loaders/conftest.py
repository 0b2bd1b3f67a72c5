"""What the loaders' tests share: the vocabulary of the reference data, drafts of tables drawn in a test."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

import openpyxl
import pandas as pd
import pytest

from loaders.draft import Draft
from loaders.kinds import Options
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


@pytest.fixture
def draft_from(vocabulary: Vocabulary) -> Callable[..., Draft]:
    """Reads rows of cells as a file would be: text alone as CSV, with dates or numbers as XLSX.

    Whatever the file, every cell with content must have a fate in the end.
    """

    def read(
        rows: list[list[Any]], name: str = "drawn", words: Vocabulary | None = None, **options: str
    ) -> Draft:
        plain = all(cell is None or isinstance(cell, str) for row in rows for cell in row)
        data, ext = (_csv(rows), "csv") if plain else (_xlsx(rows), "xlsx")
        draft = draft_of(data, f"{name}.{ext}", Options(**options), words or vocabulary, RECEIVED_AT)
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


def _csv(rows: list[list[Any]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([["" if cell is None else cell for cell in row] for row in rows])
    return text.getvalue().encode()


def _xlsx(rows: list[list[Any]]) -> bytes:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    data = io.BytesIO()
    workbook.save(data)
    return data.getvalue()
