"""A writing process is killed at 50 random moments, with readers at work: nothing is ever half there."""

from __future__ import annotations

import json
import os
import random
import runpy
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store import Store

PROGRAM = Path(__file__).with_name("store_user.py")
ROOT = PROGRAM.parents[2]
FORKS = hasattr(os, "fork")
PROGRAM_HERE = runpy.run_path(str(PROGRAM))
KILLS = 50 if FORKS else 8  # without fork each writer costs two seconds of imports


def start(role: str, store: Store) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(PROGRAM), role, str(store.directory)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


@contextmanager
def at_work(role: str, store: Store) -> Iterator[subprocess.Popen[str]]:
    process = start(role, store)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def kill_a_writer(launcher: subprocess.Popen[str], store: Store, writes: int, after: float) -> None:
    """Start a writer, let it publish so often and work on for so many seconds, and kill it without a word."""
    if not FORKS:
        with at_work("write", store) as writer:
            writer.stdout.readline()
            await_writes(store, writes)
            time.sleep(after)
        return
    launcher.stdin.write("another\n")
    launcher.stdin.flush()
    writer = int(launcher.stdout.readline())
    await_writes(store, writes)
    time.sleep(after)
    os.kill(writer, signal.SIGKILL)
    assert launcher.stdout.readline() == "ended\n"


def await_writes(store: Store, writes: int) -> None:
    """Wait until so many more generations are published: on a busy machine that takes seconds."""
    wanted, until = store.generation + writes, time.monotonic() + 30
    while store.generation < wanted and time.monotonic() < until:
        time.sleep(0.002)


def test_a_killed_writer_leaves_whole_imports_and_readers_never_notice(store: Store) -> None:
    wrong, load_one = PROGRAM_HERE["wrong"], PROGRAM_HERE["load_one"]
    load_one(store)
    began = time.monotonic()
    load_one(store)
    a_write = min(time.monotonic() - began, 0.5)
    moments = random.Random(42)
    in_the_middle, seen = 0, set()
    with at_work("read", store) as reader, at_work("launch", store) as launcher:
        for nth in range(KILLS):
            kill_a_writer(launcher, store, nth % 2, after=moments.uniform(0, 1.5 * a_write))
            in_the_middle += any(store.generations.folder.glob(".writing-*"))
            opened = Store.open(store.directory)
            assert wrong(opened, seen) == []
        report, _ = reader.communicate(timeout=30)
    saw = json.loads(report)
    assert saw["failures"] == []
    assert saw["reads"] > 2 * KILLS, "readers were at work all the time"
    assert in_the_middle >= KILLS // 5, "the kills hit writers in the middle of a write"
    assert len(seen) > KILLS // 3, "the writers got through between the kills"
    load_one(store)
    assert wrong(store, seen) == []
    assert not any(store.generations.folder.glob(".writing-*")), "the next writer cleans up"
