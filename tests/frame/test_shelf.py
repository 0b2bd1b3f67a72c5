"""What pages work out is worked out once, by whoever asks first, and kept within a limit."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest

from charts.drawing import Bar, Bars, Series
from frame.shelf import Shelf, weight


def test_what_is_asked_again_is_not_made_again():
    shelf, made = Shelf(), []
    for _ in range(3):
        assert shelf.get("key", lambda: made.append("x") or len(made)) == 1
    assert shelf.get("other", lambda: 7) == 7
    assert made == ["x"]


def test_of_many_who_ask_at_once_one_makes_it():
    shelf, together, made = Shelf(), threading.Barrier(8), []

    def ask(_: int) -> int:
        together.wait()
        return shelf.get("key", lambda: made.append("x") or len(made))

    with ThreadPoolExecutor(8) as viewers:
        assert set(viewers.map(ask, range(8))) == {1}


def test_what_fails_is_not_kept_and_the_next_one_tries_again():
    shelf = Shelf()
    with pytest.raises(ZeroDivisionError):
        shelf.get("key", lambda: 1 // 0)
    assert shelf.get("key", lambda: "made") == "made"


def test_what_nobody_asked_for_the_longest_goes_first():
    shelf = Shelf(most_entries=2)
    for key in ("a", "b", "a", "c"):
        shelf.get(key, lambda key=key: key)
    assert shelf.get("a", lambda: "made again") == "a"
    assert shelf.get("b", lambda: "made again") == "made again"


def test_its_bytes_stay_within_the_limit():
    shelf = Shelf(most_bytes=10_000)
    for at in range(50):
        shelf.get(at, lambda: "x" * 1_000)
    entries, size = shelf.size
    assert entries == 9
    assert size <= 10_000
    shelf.clear()
    assert shelf.size == (0, 0)


def test_one_thing_larger_than_the_limit_is_given_and_not_kept():
    shelf = Shelf(most_bytes=100)
    assert len(shelf.get("key", lambda: b"x" * 1_000)) == 1_000
    assert shelf.size == (0, 0)


def test_what_things_weigh_is_about_what_they_hold():
    frame = pd.DataFrame({"words": ["word" * 100] * 50})
    assert weight(frame) >= 20_000
    drawing = Bars((Series("Green", "#000000"),), tuple(Bar("x" * 100, (1.0,)) for _ in range(100)))
    assert 10_000 < weight(drawing) < 100_000
    assert weight({"a": ["x" * 500]}) > 500


def test_what_is_kept_for_generations_that_are_gone_by_is_let_go_of():
    shelf = Shelf()
    for generation in (1, 2, 3):
        shelf.arrive("here", generation)
        for name in ("chart", "table"):
            shelf.get(("here", generation, name), lambda: "x" * 100)
    shelf.get(("elsewhere", 1, "chart"), lambda: "kept")
    shelf.arrive("here", 2)  # a run that began before the last write
    assert shelf.size[0] == 5
    assert shelf.get(("here", 2, "chart"), lambda: "made again") == "x" * 100
    assert shelf.get(("here", 1, "chart"), lambda: "made again") == "made again"
    shelf.arrive("here", 4)
    assert shelf.get(("elsewhere", 1, "chart"), lambda: "made again") == "kept"
    assert shelf.size == (3, 150 * 2 + 54)
