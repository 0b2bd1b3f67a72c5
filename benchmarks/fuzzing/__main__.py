"""Spoilt files by the thousand, each drafted end to end.

python -m benchmarks.fuzzing --count 10000 --seed 1 [--processes 2]
python -m benchmarks.fuzzing --seed 1 --only 123 [--keep DIR]      one file again, with what is wrong with it
python -m benchmarks.fuzzing --composed --count 5000 --seed 1      sound tables in every layout, by what they say
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.fuzzing.cases import Case, spoilt_file, tried
from benchmarks.fuzzing.compositions import composed, verdict_of
from benchmarks.fuzzing.runs import run, vocabulary


def report(cases: list[Case]) -> bool:
    """Print the figures; whether every file was well."""
    outcomes = Counter(case.outcome for case in cases)
    print(f"{len(cases):,} files: " + ", ".join(f"{n:,} {what}" for what, n in sorted(outcomes.items())))
    slowest = max(cases, key=lambda case: case.seconds)
    largest = max(cases, key=lambda case: case.peak)
    print(f"slowest: {slowest.seconds:.1f} s (file {slowest.number}, {slowest.name}, {slowest.change})")
    print(f"most memory: {largest.peak:.0f} MB (file {largest.number}, {largest.name}, {largest.change})")
    wrong = [case for case in cases if case.wrong]
    print(f"{len(wrong):,} with something wrong")
    for what, number in Counter(case.wrong[0].strip().splitlines()[-1][:150] for case in wrong).most_common(
        20
    ):
        example = next(case for case in wrong if case.wrong[0].strip().splitlines()[-1][:150] == what)
        print(f"  {number} times, file {example.number} ({example.name}, {example.change}): {what}")
    return not wrong


def again(seed: int, number: int, folder: str | None) -> None:
    name, data, change = spoilt_file(seed, number)
    if folder:
        (Path(folder) / name).write_bytes(data)
    with tempfile.TemporaryDirectory() as place:
        case = tried(seed, number, vocabulary(place))
    print(
        f"{name}, {change}: {case.outcome}, {case.seconds:.1f} s, {case.peak:.0f} MB", *case.wrong, sep="\n"
    )


def compositions(seed: int, count: int) -> bool:
    """Print what became of sound tables in layouts put together at random; whether none was read as something else."""
    outcomes: Counter[str] = Counter()
    wrong = []
    with tempfile.TemporaryDirectory() as place:
        words = vocabulary(place)
        for number in range(count):
            table = composed(seed, number)
            outcome, faults = verdict_of(table, words)
            outcomes[outcome] += 1
            wrong += [f"  table {number} ({table.how}): {faults[0]}"] if faults else []
    print(f"{count:,} tables: " + ", ".join(f"{n:,} {what}" for what, n in sorted(outcomes.items())))
    print(f"{len(wrong):,} with something wrong", *wrong[:40], sep="\n")
    return not wrong


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzzing", description=__doc__)
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--only", type=int, help="the number of one file")
    parser.add_argument("--keep", help="a folder to write that file to")
    parser.add_argument(
        "--composed", action="store_true", help="sound tables in layouts put together at random"
    )
    options = parser.parse_args()
    if options.composed:
        sys.exit(0 if compositions(options.seed, options.count) else 1)
    if options.only is not None:
        again(options.seed, options.only, options.keep)
    elif not report(run(options.seed, options.count, options.processes)):
        sys.exit(1)


if __name__ == "__main__":
    main()
