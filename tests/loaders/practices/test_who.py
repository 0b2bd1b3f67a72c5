"""The quick way of telling whose row it is says what the careful one says."""

from __future__ import annotations

import itertools
from datetime import datetime

import pytest

from loaders.draft import Draft
from loaders.kinds import Context, Options
from loaders.practices.who import plainly_named, who_of

CODES = (
    "L84003",
    "A00001",
    "l84003",
    " L84003",
    "L8400",
    "L84003001",
    "L84 003",
    "L84OO3",
    "U12345",
    "Z99001",
    84003,
    None,
)
NAMES = (
    "Elm Surgery", " Elm  Surgery", "Elm\nSurgery", "Test", "dummy practice 2", "Example", "xxx", "Elm (L84003)",
    "Elm, A00001", "L84003", "elm@nhs.net", "Elm elm@nhs.net", "N/A", "-", "Don't know", "  ", "", "2", "...",
    "Elm PCN", "All practices", "Dr Test and Partners", "Él­m", 7, 0, None,
)  # fmt: skip


RECEIVED_AT = datetime(2025, 6, 1, 12, 0)


@pytest.mark.parametrize("width", [1, 2, 3])
def test_a_row_that_is_plainly_named_is_read_so_cell_by_cell_too(vocabulary, width):
    roles = ["practice_code", "practice_name", "practice_name"][:width]
    rows = list(itertools.product(CODES, *[NAMES] * (width - 1)))
    context = Context(Draft("drawn", "", "csv"), vocabulary, Options(), RECEIVED_AT)
    plain = plainly_named(roles, [list(column) for column in zip(*rows, strict=True)], context)
    wrong = []
    for cells, names in zip(rows, plain, strict=True):
        who = who_of("sefton", roles, cells, context)
        if names is not None and (who.kind, who.practice, who.name) != ("", *names):
            wrong.append((cells, names, who))
    assert wrong == []
    assert sum(names is not None for names in plain) >= 3


@pytest.mark.parametrize("roles", [["practice_name"], ["practice"], ["practice_code", "practice_code"]])
def test_without_one_column_of_codes_no_row_is_plainly_named(vocabulary, roles):
    context = Context(Draft("drawn", "", "csv"), vocabulary, Options(), RECEIVED_AT)
    assert plainly_named(roles, [["L84003", "A00001"]] * len(roles), context) == [None, None]
