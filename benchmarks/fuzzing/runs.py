"""Many spoilt files, tried in processes that may hang or die without harm to the rest."""

from __future__ import annotations

import multiprocessing as mp
import sys
import tempfile
import warnings
from multiprocessing.connection import Connection, wait
from pathlib import Path

from benchmarks.fuzzing.cases import SECONDS, Case, spoilt_file, tried
from loaders.vocabulary.vocabulary import Vocabulary
from store import Store

HUNG = (
    12 * SECONDS
)  # seconds after which a process that does not come back is ended: others may be at work as well


def vocabulary(folder: str) -> Vocabulary:
    return Vocabulary(Store.open(Path(folder) / "store").snapshot())


def work(seed: int, numbers: list[int], folder: str, results: Connection) -> None:
    """Try the files one after another; results gets each number before, and its case after."""
    warnings.simplefilter("ignore")
    words = vocabulary(folder)
    for number in numbers:
        results.send(number)
        results.send(tried(seed, number, words))
    results.send(None)


class Worker:
    """A process that works through some numbers, and is replaced where it hangs or dies."""

    def __init__(self, seed: int, numbers: list[int], folder: str) -> None:
        self.seed, self.numbers, self.folder = seed, numbers, folder
        self.at: int | None = None
        self._start()

    def _start(self) -> None:
        context = mp.get_context("spawn")
        self.results, theirs = context.Pipe(duplex=False)
        self.process = context.Process(target=work, args=(self.seed, self.numbers, self.folder, theirs))
        self.process.start()
        theirs.close()

    def lost(self, what: str) -> Case:
        """The case that took the process with it; a new process goes on behind it."""
        self.process.kill()
        self.process.join()
        if self.at is None:
            raise RuntimeError(f"a process {what} before its first file")
        number, self.at = self.at, None
        name, _, change = spoilt_file(self.seed, number)
        self.numbers = self.numbers[self.numbers.index(number) + 1 :]
        self._start()
        return Case(number, name, change, what, (what,), HUNG, 0.0)


def run(seed: int, count: int, processes: int) -> list[Case]:
    cases: list[Case] = []
    with tempfile.TemporaryDirectory() as folder:
        vocabulary(folder)
        workers = [Worker(seed, list(range(first, count, processes)), folder) for first in range(processes)]
        while workers:
            ready = wait([worker.results for worker in workers], timeout=HUNG)
            for worker in list(workers):
                if not ready:
                    cases.append(worker.lost("hung"))
                elif worker.results in ready and _take(worker, cases):
                    workers.remove(worker)
    return cases


def _take(worker: Worker, cases: list[Case]) -> bool:
    """Take one message of a worker; whether it was its last."""
    try:
        result = worker.results.recv()
    except EOFError:
        cases.append(worker.lost("died"))
        return False
    if isinstance(result, Case):
        cases.append(result)
        if result.wrong:
            print(f"file {result.number}: {result.wrong[0].strip().splitlines()[-1][:150]}", file=sys.stderr)
        if len(cases) % 1000 == 0:
            print(f"{len(cases):,} files", file=sys.stderr)
    else:
        worker.at = result
    return result is None
