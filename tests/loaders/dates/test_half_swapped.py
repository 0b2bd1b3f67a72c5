"""Columns in which a program has swapped day and month wherever it could, and times that name a zone."""

from __future__ import annotations

from datetime import datetime

import pytest

from loaders.dates.half_swapped import maybe_swapped, turned_round
from loaders.dates.zones import in_utc

APRIL, JANUARY = datetime(2025, 4, 1), datetime(2025, 1, 4)


@pytest.mark.parametrize(
    ("values", "places"),
    [
        ([JANUARY, "3/31/2025", JANUARY], [0, 2]),
        (["25/11/2024", datetime(2024, 4, 11)], [1]),
        ([APRIL, datetime(2025, 3, 31), "31/03/2025", "01/04/2025"], []),
        ([APRIL, "01/02/2025"], []),
        ([APRIL, APRIL], []),
        (["3/31/2025", "1/4/2025"], []),
        ([datetime(2025, 5, 5), "31/03/2025"], []),
    ],
)
def test_real_dates_that_may_be_swapped(values, places):
    assert maybe_swapped(values) == places


def test_a_date_turned_round():
    assert turned_round(JANUARY) == APRIL


def test_times_of_several_zones_are_compared_as_one():
    texts = ["2024-11-25T10:00:00+01:00", "2024-11-25T09:30:00Z", "25/11/2024 09:15", "25/06/2024 10:00 BST"]
    clocks = [(11, 10, 0), (11, 9, 30), (11, 9, 15), (6, 10, 0)]
    moments = [datetime(2024, month, 25, hour, minute) for month, hour, minute in clocks]
    assert [moment.hour for moment in in_utc(moments, texts)] == [9, 9, 9, 9]
