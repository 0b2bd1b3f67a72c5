"""The day that a chart says it is of: that of what was counted, or the dates of what was published."""

from __future__ import annotations

from datetime import date

import pytest

from decks.drawings import DRAWINGS, draw
from decks.reading import Once
from decks.singles import single
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


WORDS = {"local", "limits"}  # lists of words without a figure, which have no day
DRAWN_OF_ITS_OWN_SUBJECT = "tiles"  # draws the map even where nothing is known: nothing has no source


@pytest.mark.parametrize("kind", ["service", "action"])
@pytest.mark.parametrize("name", sorted(set(DRAWINGS) - {DRAWN_OF_ITS_OWN_SUBJECT}))
def test_every_chart_says_its_base_its_day_and_its_source(reading, name, kind):
    charts = [
        single(reading, name, region, ON, {"kind": kind}) for region in ("dorset", "sefton", "exampleshire")
    ]
    for chart in filter(None, charts):
        assert chart.headline
        assert chart.base
        assert chart.source
        assert chart.as_of or name in WORDS
        assert not chart.table.empty
