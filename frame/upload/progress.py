"""A progress bar that moves while one long piece of work goes on, of which only the usual time is known."""

from __future__ import annotations

import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from time import monotonic
from typing import Any, TypeVar

Given = TypeVar("Given")

STEP = 0.4  # seconds between two looks
LONG = 2.0  # seconds that work must be expected to take before a bar moves for it
READING, SAVING = 12e-6, 4e-6  # seconds a cell: 100,000 rows of five columns take 6 s to read, 2 s to save


def moving(
    bar: Any, start: float, end: float, words: str, seconds: float, work: Callable[[], Given]
) -> Given:
    """What `work` gives. Meanwhile the bar goes from start towards end, and never reaches it.

    What `work` raises is raised. seconds: how long it should take. Short work is done at once, without a thread.
    """
    bar.progress(start, words)
    if seconds < LONG:
        return work()
    with ThreadPoolExecutor(max_workers=1) as beside:
        begun, future = monotonic(), beside.submit(work)
        while True:
            try:
                return future.result(timeout=STEP)
            except NotYet:
                if future.done():
                    raise  # it was the work that ran out of time
            bar.progress(start + (end - start) * share_done(monotonic() - begun, seconds), words)


def share_done(passed: float, seconds: float) -> float:
    """How far the bar stands after some seconds: 0 at first, 0.7 when it should be done, below 1 for ever."""
    return 1 - math.exp(-1.2 * passed / seconds)
