"""Which region a table is from, told by its practices: those that the store knows are of one region alone."""

from __future__ import annotations

from collections.abc import Iterable

from loaders.kinds import Context
from loaders.tables.tables import Table
from loaders.vocabulary.headings import OF_PRACTICES
from loaders.vocabulary.practice_register import ODS_CODE_IN_TEXT
from loaders.vocabulary.words import normalise

ENOUGH = 0.9  # of the practices of a table must be known: a practice or two may have opened since
NAMES = 3  # a practice of another region may happen to have a name that is known, three of them have not


def region_of_practices(table: Table, context: Context) -> str | None:
    """The one region in which nine in ten practices of a table are known, and none of them in another.

    Codes decide, else exact names, of which there must be three. None where they do not tell. By a list with Z99801 and
    Z99802 in Sefton: ['Z99801', 'Z99802'] → sefton; with Z99803 in Dorset: ['Z99801', 'Z99803'] → None.
    """
    texts = _texts(table)
    codes = {code.upper() for text in texts for code in ODS_CODE_IN_TEXT.findall(text)}
    known = context.vocabulary.regions_of_practices
    if codes:
        return _only(known.by_code.get(code, ()) for code in codes)
    names = {normalise(text) for text in texts}
    return _only(known.by_name.get(name, ()) for name in names) if len(names) >= NAMES else None


def _texts(table: Table) -> list[str]:
    """What stands in the columns that say whose a row is."""
    columns = [column for role in OF_PRACTICES for column in table.having(role)]
    values = (value for column in columns for value in table.values(column))
    return [value for value in values if isinstance(value, str) and value.strip()]


def _only(each: Iterable[Iterable[str]]) -> str | None:
    """The one region of all that have any, where nearly all have. each: the regions of each practice."""
    regions = [frozenset(regions_of_row) for regions_of_row in each]
    known = [regions_of_row for regions_of_row in regions if regions_of_row]
    if len(known) < ENOUGH * len(regions) or len(set(known)) != 1 or len(known[0]) != 1:
        return None
    return next(iter(known[0]))
