"""Two ways of doing one thing, timed in turn in one run, so that a busy machine slows both alike."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable

TURNS = 9  # pairs that count; one more comes first and warms up


def seconds(work: Callable[[int], object], turn: int) -> float:
    gc.collect()
    begun = time.perf_counter()
    work(turn)
    return time.perf_counter() - begun


def compare(
    ours: Callable[[int], object], theirs: Callable[[int], object], turns: int = TURNS
) -> tuple[float, float, float]:
    """Median seconds of ours and of theirs, and the median of the pairs' ratios. Each gets the turn's number.

    The first pair warms up and is not counted; every other pair runs in the other order.
    """
    pairs = []
    for turn in range(turns + 1):
        if turn % 2:
            pair = (seconds(ours, turn), seconds(theirs, turn))
        else:
            their_time = seconds(theirs, turn)
            pair = (seconds(ours, turn), their_time)
        pairs.append(pair)
    pairs = pairs[1:]
    return (
        statistics.median(ours for ours, _ in pairs),
        statistics.median(theirs for _, theirs in pairs),
        statistics.median(ours / theirs for ours, theirs in pairs),
    )


def report(title: str, times: tuple[float, float, float], limit: float) -> None:
    ours, theirs, ratio = times
    verdict = "within" if ratio <= limit else "OVER"
    print(
        f"{title}: {ours * 1000:.0f} ms against {theirs * 1000:.0f} ms, ratio {ratio:.2f} ({verdict} {limit})"
    )
