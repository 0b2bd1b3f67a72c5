"""The ledger of a store: real regions first, narrowed down by what is chosen."""

from __future__ import annotations

from datetime import date

import pytest

from decks.drawings import draw
from decks.ledgers import ledger_regions
from decks.reading import Once
from disclosure import ANALYST, COMMITTEE
from store import Store
from tests.pages.conftest import shown  # noqa: F401 - the demonstration beside what was published

ON = date(2026, 11, 1)


@pytest.fixture(scope="module")
def reading(shown) -> Once:  # noqa: F811
    return Once(Store.open(shown).snapshot(), COMMITTEE)


def services(chart) -> set[str]:
    return set(chart.table["Service"])


def test_an_invented_region_never_stands_beside_real_ones(reading):
    assert "exampleshire" not in ledger_regions(reading, ON)
    assert not draw(reading, "ledger", on=ON).invented
    alone = draw(reading, "ledger", on=ON, regions_shown=("exampleshire",))
    assert alone.invented
    assert set(alone.table["Region"]) == {"Exampleshire"}


def test_each_filter_narrows_the_lines_down(reading):
    every = draw(reading, "ledger", on=ON).table
    offered = draw(reading, "ledger", on=ON, only=("offer",)).table
    both = draw(reading, "ledger", on=ON, only=("offer", "notice")).table
    assert 0 < len(both) < len(offered) < len(every)
    assert all(offered["What the ICB offered"])
    wide = draw(reading, "ledger", on=ON, only=("wide",))
    assert set(wide.table["Regions with notice"].astype(int)) <= set(range(3, 20))
    assert draw(reading, "ledger", on=ON, only=("wide",), regions_shown=("gloucestershire",)) is None


def test_a_committees_ledger_has_the_figures_of_an_analysts(reading, shown):  # noqa: F811
    own = draw(Once(Store.open(shown).snapshot(), ANALYST), "ledger", on=ON)
    assert list(draw(reading, "ledger", on=ON).table["Practices with notice"]) == list(
        own.table["Practices with notice"]
    )
