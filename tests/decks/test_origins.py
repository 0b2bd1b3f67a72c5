"""The day that a chart says it is of: that of what was counted, or the dates of what was published."""

from __future__ import annotations

from datetime import date

import pytest

from decks.drawings import draw
from decks.reading import Once
from store import Store

ON = date(2025, 3, 1)


@pytest.fixture(scope="module")
def reading(filled) -> Once:
    return Once(Store.open(filled).snapshot())


@pytest.mark.parametrize("name", ["ladder", "notices"])
@pytest.mark.parametrize(
    ("region", "as_of"),
    # Pulse dates Gloucestershire's figures, which are all that is known of it; Dorset has a log here.
    [("gloucestershire", "January 2025"), ("dorset", "1 March 2025")],
)
def test_figures_that_were_published_keep_their_own_date(reading, name, region, as_of):
    assert draw(reading, name, region=region, on=ON).as_of == as_of
