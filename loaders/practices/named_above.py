"""A practice that is named once, for a whole table: above it, or by the name of its sheet."""

from __future__ import annotations

from typing import Any

from loaders.cells.typed import typed
from loaders.tables.tables import Table
from loaders.vocabulary.headings import OF_PRACTICES
from loaders.vocabulary.vocabulary import Vocabulary


def named_above(table: Table, vocabulary: Vocabulary) -> tuple[list[str], list[Any]]:
    """Roles and cells that name the practice of every row: 'Practice' beside its name or code or in one cell with it,
    the nearest above the headings; else a sheet that is called by an ODS code. Both empty where nothing does."""
    texts = dict(_above(table, vocabulary))
    if not texts and typed(table.sheet.name).code:
        texts = {"practice_code": table.sheet.name.strip()}
    return list(texts), list(texts.values())


def _above(table: Table, vocabulary: Vocabulary) -> list[tuple[str, Any]]:
    """Role, and what is named, in the order of the sheet."""
    texts = []
    for row, col in table.around:
        text = table.sheet.value(row, col) if row < min(table.heading_rows, default=0) else None
        label, _, rest = text.partition(":") if isinstance(text, str) else ("", "", "")
        role = typed(label, vocabulary).role() if label.strip() else None
        beside = table.sheet.value(row, col + 1) if col + 1 < table.sheet.width else None
        if role in OF_PRACTICES and (rest.strip() or beside):
            texts.append((role, rest.strip() or beside))
    return texts
