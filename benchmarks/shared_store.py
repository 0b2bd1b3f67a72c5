"""Many servers on one store in object storage: writers at once, and writers killed between any two steps.

python -m benchmarks.shared_store az://CONTAINER/FOLDER --servers 4 --writes 50 --kills 200     (Linux and macOS)

The container must be empty and may be an emulator's (docs/operations.md). Writers are copies of a warm process, each
with a local copy of the store of its own; they are killed before their n-th call to the service, n going round. After
each kill another server reads everything, and writes. Prints what was acknowledged, what is there, and how long.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable

import pandas as pd

from store import ImportRecord, Store
from store.container import WRITER, Container

STEPS = 12  # calls to the service that one write makes


def write(store: Store, name: str) -> None:
    """Load one reply of a practice of that name."""
    who = {"survey": ["winter"], "region": ["dorset"], "respondent": [name]}
    replies = pd.DataFrame(who | {"submitted_at": [pd.NaT], "sheet": ["S"], "row": [1]})
    answer = {"action": ["pilots"], "answer": ["green"], "sheet": ["S"], "row": [1], "col": [1], "reply": [0]}
    record = ImportRecord("r.csv", store.receive(name.encode(), "csv"), "csv", kind="survey", region="dorset")
    store.add_import(record, {"replies": replies, "answers": pd.DataFrame(who | answer)})


def apart(address: str, work: Callable[[Store], None]) -> tuple[int, int]:
    """Do something with the store in a process of its own, with a local copy of its own; its id and a pipe to read."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child:
        os.close(write_end)
        return child, read_end
    os.close(read_end)
    os.dup2(write_end, 1)
    os.environ["UPTAKE_CACHE"] = tempfile.mkdtemp(prefix="uptake-")
    try:
        work(Store.open(address))
        sys.stdout.flush()
        os._exit(0)
    except BaseException as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        os._exit(1)


def lines_of(child: int, pipe: int) -> list[str]:
    """What a process told until it ended."""
    with os.fdopen(pipe, encoding="utf-8") as lines_from_pipe:
        lines = lines_from_pipe.read().splitlines()
    os.waitpid(child, 0)
    return lines


def writing(names: list[str], most: float = 1200.0) -> Callable[[Store], None]:
    """Write each name and tell it, once it is acknowledged, with the seconds it took."""

    def work(store: Store) -> None:
        store.patience = most
        for name in names:
            began = time.perf_counter()
            write(store, name)
            print(name, round(time.perf_counter() - began, 2), flush=True)

    return work


def dying(name: str, step: int) -> Callable[[Store], None]:
    """Write a name and be killed before the step-th call to the service; told if it came to the end before."""

    def work(store: Store) -> None:
        left, original = [step], Container._told

        def counted(self: Container, act: Callable) -> object:
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
            return original(self, act)

        Container._told = counted
        write(store, name)
        print(name, flush=True)

    return work


def telling(name: str = "") -> Callable[[Store], None]:
    """Let the turn of a killed writer run out at once; write a name; tell the last event, the journal's, all names."""

    def work(store: Store) -> None:
        store.place.container.remove([WRITER])
        if name:
            write(store, name)
        events = store.snapshot().rows("SELECT count(*), max(seq) FROM events")[0]
        print(*events, store.place.container.last_event())
        for (respondent,) in store.snapshot().rows("SELECT DISTINCT respondent FROM standing_answers"):
            print(respondent)

    return work


def at_once(address: str, servers: int, writes: int) -> set[str]:
    """Several servers write at once; the names that were acknowledged."""
    began = time.perf_counter()
    names = [[f"Z99{server:02}{turn:04}" for turn in range(writes)] for server in range(servers)]
    running = [apart(address, writing(mine)) for mine in names]
    lines = [line.split() for process in running for line in lines_of(*process)]
    seconds = time.perf_counter() - began
    slowest = max(float(took) for _, took in lines)
    print(
        f"{servers} servers, {writes} writes each: {len(lines)} acknowledged in {seconds:.0f} s, "
        f"slowest {slowest:.1f} s"
    )
    return {name for name, _ in lines}


def killed(address: str, kills: int) -> tuple[set[str], int]:
    """Writers killed one after the other, so many of them, another server writing after each; what was acknowledged,
    and how many writers there were."""
    acknowledged: set[str] = set()
    died = turn = 0
    while died < kills:
        name, after = f"Z98{turn:06}", f"Z97{turn:06}"
        child, pipe = apart(address, dying(name, 1 + turn % STEPS))
        lines = lines_of(child, pipe)
        died += not lines
        acknowledged |= set(lines)
        _, *there = lines_of(*apart(address, telling(after)))
        acknowledged.add(after)
        if lost := acknowledged - set(there):
            print(f"LOST after writer {turn}: {sorted(lost)[:5]}", flush=True)
        turn += 1
    return acknowledged, turn


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("address")
    parser.add_argument("--servers", type=int, default=4)
    parser.add_argument("--writes", type=int, default=50)
    parser.add_argument("--kills", type=int, default=200)
    asked = parser.parse_args()
    lines_of(*apart(asked.address, lambda _: None))  # the store is made
    acknowledged = at_once(asked.address, asked.servers, asked.writes)
    more, writers = killed(asked.address, asked.kills)
    acknowledged |= more
    counts, *there = lines_of(*apart(asked.address, telling()))
    events, last, journal = map(int, counts.split())
    lost = len(acknowledged - set(there))
    print(f"{len(acknowledged)} acknowledged, {asked.kills} of {writers} writers killed, {lost} lost")
    print(
        f"{events} events, the last is {last}, the journal's last is {journal}: in order {events == last == journal}"
    )


if __name__ == "__main__":
    main()
