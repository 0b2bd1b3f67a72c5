"""A reading keeps what it gave."""

from __future__ import annotations

from decks.reading import Once
from store import Store


def test_what_was_asked_once_is_not_worked_out_again(store_directory):
    reading, made = Once(Store.open(store_directory).snapshot()), []
    assert [reading.kept("n", (1,), lambda: made.append(1) or len(made)) for _ in range(2)] == [1, 1]
    assert reading.kept("n", (2,), lambda: "other") == "other"


def test_a_measure_is_the_same_table_for_the_same_arguments(store_directory):
    reading = Once(Store.open(store_directory).snapshot())
    assert reading.measure("regions", regions=("dorset",)) is reading.measure("regions", regions=("dorset",))
    assert set(reading.measure("regions", regions=("dorset",))["region"]) == {"dorset"}
