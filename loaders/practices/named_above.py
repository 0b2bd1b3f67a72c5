"""A practice that is named once, for a whole table: above it, or by the name of its sheet."""

from __future__ import annotations

from typing import Any

from loaders.tables.tables import Table
from loaders.vocabulary.vocabulary import ODS_CODE, Vocabulary

_WHOSE = ("practice_code", "practice", "practice_name")


def named_above(table: Table, vocabulary: Vocabulary) -> tuple[list[str], list[Any]]:
    """Roles and cells that name the practice of every row: 'Practice' beside its name or code or in one cell with it,
    the nearest above the headings; else a sheet that is called by an ODS code. Both empty where nothing does."""
    above = [(row, col) for row, col in table.around if row < min(table.heading_rows, default=0)]
    found: dict[str, Any] = {}
    for row, col in above:
        text = table.sheet.value(row, col)
        label, _, rest = text.partition(":") if isinstance(text, str) else ("", "", "")
        role = vocabulary.heading(label, "any") if label.strip() else None
        beside = table.sheet.value(row, col + 1) if col + 1 < table.sheet.width else None
        if role in _WHOSE and (rest.strip() or beside):
            found[role] = rest.strip() or beside
    if not found and ODS_CODE.fullmatch(table.sheet.name.strip()):
        found = {"practice_code": table.sheet.name.strip()}
    return list(found), list(found.values())
