"""Where a register of practices keeps its fields: the NHS's files, old and new, and an LMC's own list.

epraccur has 27 columns and no headings. Its status was A, C, D, P and is now ACTIVE, INACTIVE, DORMANT,
PROPOSED; its prescribing setting of a GP practice was 4 and is now the role RO76 (NHS ODS data catalogue).
The patient lists renamed CCG and STP columns to sub-ICB location and ICB.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from loaders.cells.codes import (
    is_code,
    is_code_and_name,
    is_gp_practice,
    is_network_code,
    is_of_statistics,
    whole_codes_in,
    without_whole_codes,
)
from loaders.cells.typed import typed
from loaders.tables.tables import Column, Table
from loaders.vocabulary.vocabulary import Vocabulary
from loaders.vocabulary.words import normalise

_EPRACCUR = {
    "practice": 0,
    "name": 1,
    "icb": 3,
    "postcode": 9,
    "closed_on": 11,
    "open": 12,
    "sub_icb": 14,
    "setting": 25,
}
_ROLES = {
    "practice": ("practice_code",),
    "name": ("practice_name", "practice"),
    "icb": ("icb",),
    "sub_icb": ("sub_icb",),
    "pcn": ("pcn",),
    "pcn_name": ("pcn_name",),
    "postcode": ("postcode",),
    "list_size": ("list_size",),
    "open": ("open_status",),
    "closed_on": ("closed_on",),
    "left_network_on": ("left_network_on",),
    "as_of": ("as_of",),
}
_WHOLE = {"sex": "all", "age": "all", "type": "gp"}  # a row of the patient lists that counts a whole practice
_BESIDE_CODE = " -–—:,;/|"


@dataclass
class Fields:
    """columns: by field. national: an NHS file of all England, whose sub-ICB locations give the region.

    by_name: without codes; the field practice is the column of names. Where code and name stand in one cell,
    the fields practice and name are one column. setting, wanted: rows that are no GP practice, or no whole one,
    by column; see rows_wanted.
    """

    columns: dict[str, Column]
    national: bool = False
    setting: Column | None = None
    wanted: dict[str, Column] = field(default_factory=dict)
    by_name: bool = False

    def used(self) -> list[Column]:
        """Every column that a field of the register is read from."""
        return [*self.columns.values(), *self.wanted.values(), *([self.setting] if self.setting else [])]


def fields_of(table: Table, words: Vocabulary) -> Fields | None:
    """The fields of a register whose roles are assigned; None where no column tells the practices."""
    if is_epraccur(table, words):
        at = {column.index: column for column in table.columns}
        columns = {name: at[index] for name, index in _EPRACCUR.items() if index in at}
        setting = columns.pop("setting")
        return Fields(columns, national=True, setting=setting)
    columns = {name: column for name, roles in _ROLES.items() if (column := _first(table, name, roles))}
    by_name = not _add_codes_in_names(table, columns)
    if "practice" not in columns:
        return None
    if "pcn" in columns and "pcn_name" not in columns and not _holds(table, columns["pcn"], is_network_code):
        columns["pcn_name"] = columns.pop("pcn")
    # Of all England are the lists of patients, and which practice is in which network.
    headings = [normalise(column.heading) for column in table.columns]
    national = "publication" in headings or "left_network_on" in columns
    counting = zip(headings, table.columns if national else (), strict=False)
    wanted = {column.heading: column for name, column in counting if name in _WHOLE}
    return Fields(columns, national, _setting(table, words), wanted, by_name)


def _setting(table: Table, words: Vocabulary) -> Column | None:
    """The column that says which of the rows are GP practices."""
    called = (c for c in table.columns if typed(c.heading, words).is_word_of("prescribing_setting"))
    return next((column for column in called if _holds(table, column, is_gp_practice)), None)


def _add_codes_in_names(table: Table, columns: dict[str, Column]) -> bool:
    """Let one column be code and name where its cells hold both; whether there are codes at all. Without any the
    names are all that tells the practices."""
    column = columns.get("practice") or columns.get("name")
    both = column is not None and _holds(table, column, is_code_and_name)
    if column is not None and (both or "practice" not in columns):
        columns.setdefault("practice", column)
        columns.setdefault("name", column)
    return both or column is not columns.get("name")


def code_and_name(value: Any) -> tuple[str | None, str | None]:
    """The ODS code of a cell, alone or beside a name ('Z99001 - The Surgery', 'The Surgery (Z99001)'), and the
    name. No code where there is none or more than one; the name is None where nothing stands beside the code."""
    text = str(value).strip() if value is not None else ""
    plain = "".join(text.split()).upper()
    if typed(plain).code:
        return plain, None
    codes = whole_codes_in(text)
    if len(codes) != 1:
        return None, text or None
    name = without_whole_codes(text)
    return codes[0], name.strip(_BESIDE_CODE) or None


def is_epraccur(table: Table, words: Vocabulary) -> bool:
    """27 columns (the last is blank) without headings: a code first, a status of either coding."""
    at = {column.index: column for column in table.columns}
    if table.heading_rows or table.sheet.width not in (26, 27) or not {0, 1, 12, 25} <= at.keys():
        return False
    states = [typed(value, words).register_state for value in table.values(at[12])[:200] if value is not None]
    return _holds(table, at[0], is_code) and None not in states


def whole(heading: str, value: Any) -> bool:
    """Whether a value of one of the wanted columns says: all patients of a practice."""
    return normalise(str(value or "")) == _WHOLE[normalise(heading)]


def _first(table: Table, name: str, roles: tuple[str, ...]) -> Column | None:
    """The first column of these roles; the NHS's own code rather than the ONS's where both are there."""
    columns = [column for role in roles for column in table.having(role)]
    if name in ("icb", "sub_icb"):
        columns.sort(key=lambda column: _holds(table, column, is_of_statistics))
    return columns[0] if columns else None


def _holds(table: Table, column: Column, fits: Callable[[str], bool]) -> bool:
    texts = [str(value).strip() for value in table.values(column)[:200] if value is not None]
    return 2 * sum(map(fits, texts)) > len(texts)
