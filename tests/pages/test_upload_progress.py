"""A bar that moves while a large file is read."""

from __future__ import annotations

from threading import Event, current_thread, main_thread
from time import monotonic

import pytest

from frame.upload import progress
from frame.upload.progress import moving, share_done
from loaders import clock


class Bar:
    def __init__(self, when=lambda: None) -> None:
        self.stood, self.when = [], when

    def progress(self, share: float, _words: str) -> None:
        self.stood.append(share)
        if len(self.stood) > 3:
            self.when()


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(progress, "STEP", 0.01)


def test_long_work_moves_the_bar_and_gives_what_it_gives():
    done = Event()
    bar = Bar(done.set)
    assert moving(bar, 0.2, 1.0, "Reading", 5, lambda: done.wait(20) and "read") == "read"
    assert bar.stood[0] == 0.2
    assert sorted(set(bar.stood)) == bar.stood
    assert bar.stood[-1] < 1.0


class Gone(BaseException):
    """What Streamlit raises in a run whose tab is closed."""


@pytest.mark.parametrize("ends", [True, False])
def test_reading_ends_when_its_tab_is_gone_and_saving_does_not(ends):
    became = []

    def work():
        until = monotonic() + (20 if ends else 0.3)
        try:
            while monotonic() < until:
                clock.check()
        except clock.Left:
            became.append("ended")
            raise
        became.append("done")

    def close():
        raise Gone

    began = monotonic()
    with pytest.raises(Gone):
        moving(Bar(close), 0.0, 1.0, "Reading", 5, work, ends_with_tab=ends)
    assert became == ["ended" if ends else "done"]
    assert monotonic() - began < 10


def test_short_work_is_done_at_once():
    bar = Bar()
    assert moving(bar, 0.0, 1.0, "Reading", 0.1, lambda: current_thread() is main_thread())
    assert bar.stood == [0.0]


@pytest.mark.parametrize("seconds", [0.1, 5])
def test_what_goes_wrong_is_not_lost(seconds):
    def fail():
        raise TimeoutError("the lock is held")

    with pytest.raises(TimeoutError, match="the lock is held"):
        moving(Bar(), 0.0, 1.0, "Reading", seconds, fail)


def test_the_bar_never_says_done_before_it_is():
    assert [round(share_done(passed, 10), 2) for passed in (0, 5, 10, 100)] == [0, 0.45, 0.7, 1]
    assert share_done(100, 10) < 1
