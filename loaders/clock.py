"""One clock for reading and recognising a file: processor time of the thread that does it, so that a busy machine
refuses nothing."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from loaders import limits
from loaders.reading import sentences
from loaders.reading.sheets import Refused

_UNTIL: ContextVar[float | None] = ContextVar("until", default=None)


@contextmanager
def running(seconds: float = limits.SECONDS) -> Iterator[None]:
    """Start the clock for what is done within; a clock that runs already is kept."""
    token = _UNTIL.set(time.thread_time() + seconds) if _UNTIL.get() is None else None
    try:
        yield
    finally:
        if token is not None:
            _UNTIL.reset(token)


def check() -> None:
    """Raise Refused if the time is over. Called by what is done once a column, a row that is odd, or a text."""
    until = _UNTIL.get()
    if until is not None and time.thread_time() > until:
        raise Refused(sentences.TOO_LONG)
