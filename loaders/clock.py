"""One clock for reading and recognising a file: processor time of the thread that does it, so that a busy machine
refuses nothing. Who asked for it may leave; then nobody waits for the rest, and it ends."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Event

from loaders import limits
from loaders.reading import sentences
from loaders.reading.sheets import Refused

_UNTIL: ContextVar[float | None] = ContextVar("until", default=None)
_LEFT: ContextVar[Event | None] = ContextVar("left", default=None)


class Left(BaseException):
    """Nobody waits for the reading any more. No handler of a file's faults may take it for one of these."""


@contextmanager
def running(seconds: float = limits.SECONDS) -> Iterator[None]:
    """Start the clock for what is done within; a clock that runs already is kept."""
    token = _UNTIL.set(time.thread_time() + seconds) if _UNTIL.get() is None else None
    try:
        yield
    finally:
        if token is not None:
            _UNTIL.reset(token)


@contextmanager
def wanted(left: Event) -> Iterator[None]:
    """What is done within is done for somebody who may leave meanwhile: left is set then, and Left is raised."""
    token = _LEFT.set(left)
    try:
        yield
    finally:
        _LEFT.reset(token)


def check() -> None:
    """Raise Refused if the time is over, Left if nobody waits any more. Called by what is done once a column, a row
    that is odd, or a text."""
    left = _LEFT.get()
    if left is not None and left.is_set():
        raise Left
    until = _UNTIL.get()
    if until is not None and time.thread_time() > until:
        raise Refused(sentences.TOO_LONG)
