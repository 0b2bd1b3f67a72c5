"""A progress bar that moves while one long piece of work goes on, of which only the usual time is known."""

from __future__ import annotations

import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from threading import Event
from time import monotonic
from typing import Any, TypeVar

from loaders import clock

Given = TypeVar("Given")

STEP = 0.4  # seconds between two looks
LONG = 2.0  # seconds that work must be expected to take before a bar moves for it
READING, SAVING = 12e-6, 4e-6  # seconds a cell: 100,000 rows of five columns take 6 s to read, 2 s to save


def moving(
    bar: Any,
    start: float,
    end: float,
    words: str,
    seconds: float,
    work: Callable[[], Given],
    *,
    ends_with_tab: bool = False,
) -> Given:
    """What `work` gives. Meanwhile the bar goes from start towards end, and never reaches it.

    What `work` raises is raised. seconds: how long it should take. Short work is done at once, without a thread.
    ends_with_tab: whether reading is over when nobody looks at the bar any more (the tab is closed, or another page
    opened); what is being saved is saved.
    """
    bar.progress(start, words)
    if seconds < LONG:
        return work()
    left = Event()

    def wanted() -> Given:
        with clock.wanted(left):
            return work()

    with ThreadPoolExecutor(max_workers=1) as beside:
        begun, future = monotonic(), beside.submit(wanted)
        while True:
            try:
                return future.result(timeout=STEP)
            except NotYet:
                if future.done():
                    raise  # it was the work that ran out of time
            try:
                bar.progress(start + (end - start) * share_done(monotonic() - begun, seconds), words)
            except BaseException:  # Streamlit ends a run whose tab is gone by raising here
                if ends_with_tab:
                    left.set()
                raise


def share_done(passed: float, seconds: float) -> float:
    """How far the bar stands after some seconds: 0 at first, 0.7 when it should be done, below 1 for ever."""
    return 1 - math.exp(-1.2 * passed / seconds)
