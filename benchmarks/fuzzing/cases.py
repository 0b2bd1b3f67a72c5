"""One spoilt file by its number, and what became of it: the same number and seed give the same file."""

from __future__ import annotations

import os
import random
import traceback
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.fuzzing.formats import old_workbooks, written
from benchmarks.fuzzing.mutations import spoilt
from benchmarks.fuzzing.shapes import shapes
from benchmarks.fuzzing.verdicts import verdict
from loaders.vocabulary.vocabulary import Vocabulary

SECONDS, MEGABYTES = 10, 500


BARE = 170.0  # MB of a process that has its vocabulary and has read no file yet


@dataclass(frozen=True)
class Case:
    """A file that was drafted. wrong: what is the matter with the draft. seconds: of processor time, that of the
    processes it started among them. peak: MB, 0 where it is not known."""

    number: int
    name: str
    change: str
    outcome: str
    wrong: tuple[str, ...]
    seconds: float
    peak: float


@cache
def sound_files(seed: int) -> list[tuple[str, bytes]]:
    """Every shape in every format, before anything is spoilt."""
    tables = shapes(random.Random(seed))
    files = {name: data for shape, rows in tables.items() for name, data in written(shape, rows).items()}
    return list((files | old_workbooks()).items())


def spoilt_file(seed: int, number: int) -> tuple[str, bytes, str]:
    """Name, bytes and what was done to them. One in fifty stays sound."""
    chance = random.Random(f"{seed}/{number}")
    name, data = chance.choice(sound_files(seed))
    if chance.random() < 0.02:
        return name, data, "nothing"
    return (name, *spoilt(data, chance))


def tried(seed: int, number: int, vocabulary: Vocabulary) -> Case:
    """Draft a file. Region named for half of them, so that answers load and do not only wait."""
    name, data, change = spoilt_file(seed, number)
    begun = spent()
    forget_peak()
    before = peak()
    try:
        outcome, wrong = verdict(data, name, vocabulary, "exampleshire" if number % 2 else None)
    except Exception:
        outcome, wrong = "crashed", [traceback.format_exc()]
    # A test has this process after others, who left it large: what counts is what this file made it grow by.
    seconds, most = spent() - begun, peak() - max(before - BARE, 0)
    if seconds > SECONDS:
        wrong = [*wrong, f"took {seconds:.0f} s"]
    if most > MEGABYTES:
        wrong = [*wrong, f"took {most:.0f} MB"]
    return Case(number, name, change, outcome, tuple(wrong), seconds, most)


def spent() -> float:
    """Seconds of processor time of this process and of those that it has waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def forget_peak() -> None:
    """Let Linux measure the most memory anew."""
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return


def peak() -> float:
    """The most memory since forget_peak, in MB; 0 where the system does not say."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return int(status.split("VmHWM:")[1].split()[0]) / 1024
