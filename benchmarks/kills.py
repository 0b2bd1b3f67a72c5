"""Importing, undoing, erasing and rebuilding, killed at random moments with readers at work: nothing is half there.

python -m benchmarks.kills 300        (Linux and macOS: writers are copies of a warm process)

After each kill the store is opened and held against what its writers said that they had done. An erasure that was cut
short is finished by erasing again, as the product says.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from loaders.importing import load
from loaders.kinds import Options
from loaders.rebuilding import rebuild
from store import Store, StoreError
from store.erasing import erase

PRACTICES = 6
ANSWERS = 2 * PRACTICES
ENDED = "ended"  # what the launcher says of a writer that is no more
PATIENCE = 60  # seconds for a writer on a busy machine to say that it has begun

# Of each import either all answers are there or none, and what follows from it is the same import's.
HALVES = """
WITH stored AS (SELECT import, count(*) AS answers FROM answers GROUP BY import),
standing AS (SELECT import, count(*) AS answers FROM standing_answers GROUP BY import)
SELECT i.import, i.state, i.sha256 = '' AS erased, coalesce(s.answers, 0) AS stored, coalesce(t.answers, 0) AS standing
FROM imports AS i LEFT JOIN stored AS s USING (import) LEFT JOIN standing AS t USING (import)
"""


def file_of(name: str) -> bytes:
    """A survey of its own as CSV, in which every practice answers both actions."""
    rows = [f"Z99{n:03d},0{n}/11/2024 10:00,Green,Red" for n in range(1, PRACTICES + 1)]
    return "\n".join(
        ["ODS code,Completion time,Stop Advice & Guidance,Defer pilots", *rows, f"# {name}"]
    ).encode()


def halves(store: Store) -> list[str]:
    """What is half there, in sentences."""
    faults = []
    for number, state, erased, stored, standing in store.snapshot().rows(HALVES):
        wanted = 0 if erased else ANSWERS
        if stored != wanted or standing != (0 if state == "undone" else wanted):
            faults.append(f"import {number}, {state}: {stored} answers are stored and {standing} stand")
    return faults


def work(store: Store, say: int) -> None:
    """Import, undo, erase and rebuild without end, telling the pipe what is begun and what is done."""
    lot = random.Random()

    def record(word: str, deed: str, number: int | str = "") -> None:
        os.write(say, f"{json.dumps([word, deed, number])}\n".encode())

    while True:
        rows = store.snapshot().rows("SELECT import FROM imports WHERE sha256 <> ''")
        numbers = [row[0] for row in rows]
        deed = lot.choice(["import", "import", "undo", "erase", "rebuild"]) if len(numbers) > 2 else "import"
        number = lot.choice(numbers) if deed in ("undo", "erase") else ""
        record("begun", deed, number)
        if deed == "import":
            name = uuid.uuid4().hex
            options = Options(kind="survey", region="dorset", survey=name)
            number = load(store, file_of(name), f"{name}.csv", options)["import"]
        elif deed == "undo":
            store.undo(number)
        elif deed == "erase":
            erase(store, number)
        else:
            rebuild(store, incomplete=True)
        record("done", deed, number)


def launch(directory: str) -> None:
    """For each line that is read a copy of this process that works until it is killed; what it says is printed."""
    for _line in sys.stdin:
        hear, say = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(hear)
            work(Store.open(directory), say)
        os.close(say)
        print(json.dumps(["writer", child, ""]), flush=True)
        with os.fdopen(hear) as lines:
            for line in lines:
                print(line, end="", flush=True)
        os.waitpid(child, 0)
        print(json.dumps([ENDED, "", ""]), flush=True)


def read(directory: str) -> None:
    """Two threads that read without a pause until standard input ends; what they saw is printed as JSON."""
    store, ended, failures, reads = Store.open(directory), threading.Event(), [], []

    def look() -> None:
        while not ended.is_set():
            try:
                failures.extend(halves(store))
            except Exception as error:  # whatever it is, it must not happen
                failures.append(repr(error))
            reads.append(1)
            time.sleep(0.05)

    threads = [threading.Thread(target=look) for _ in range(2)]
    for thread in threads:
        thread.start()
    sys.stdin.read()
    ended.set()
    for thread in threads:
        thread.join()
    print(json.dumps({"reads": len(reads), "failures": failures[:5]}))


@dataclass
class Outcome:
    """kills: by what the writer was doing. wrong: what must not be, in sentences. reads: of the readers."""

    kills: Counter = field(default_factory=Counter)
    done: Counter = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    reads: int = 0


def run(kills: int, directory: Path, seed: int = 1) -> Outcome:
    """Kill so many writers; what came of it."""
    store, outcome, lot = Store.open(directory), Outcome(), random.Random(seed)
    launcher, reader = _process("launch", directory), _process("read", directory)
    try:
        for nth in range(kills):
            lines = _one_writer(launcher, waits=nth % 3, after=lot.uniform(0, 0.4))
            _note(outcome, store, lines)
        seen = json.loads(reader.communicate(timeout=PATIENCE)[0])
    finally:
        for process in (launcher, reader):
            process.kill()
            process.communicate()
    outcome.reads = seen["reads"]
    outcome.wrong += [f"a reader saw: {fault}" for fault in seen["failures"]]
    return outcome


def _process(role: str, directory: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "benchmarks.kills", role, str(directory)]
    root = Path(__file__).resolve().parents[1]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root)


def _one_writer(launcher: subprocess.Popen[str], *, waits: int, after: float) -> list[list]:
    """Start a writer, let it finish so many deeds and work on for so many seconds, and kill it: what it said. The last
    line says ENDED where it ended by itself, which it must not."""
    launcher.stdin.write("another\n")
    launcher.stdin.flush()
    writer = json.loads(launcher.stdout.readline())[1]
    lines: list[list] = []
    while sum(word == "done" for word, *_ in lines) < waits or not lines:
        lines.append(json.loads(launcher.stdout.readline()))
        if lines[-1][0] == ENDED:
            return lines
    time.sleep(after)
    os.kill(writer, signal.SIGKILL)
    while (line := json.loads(launcher.stdout.readline()))[0] != ENDED:
        lines.append(line)
    return lines


def _note(outcome: Outcome, store: Store, lines: list[list]) -> None:
    """Count what was done and what was cut short, and hold the store against it."""
    outcome.done.update(deed for word, deed, _ in lines if word == "done")
    if lines[-1][0] == ENDED:
        outcome.wrong.append(f"a writer ended by itself after {lines[:-1][-1:]}")
        return
    word, deed, number = lines[-1]
    outcome.kills[deed if word == "begun" else "between"] += 1
    try:
        if word == "begun" and deed == "erase":
            erase(store, number)  # finishes what was cut short
        outcome.wrong += halves(store)
        known = {row[0]: row[1] for row in store.snapshot().rows("SELECT import, sha256 FROM imports")}
    except StoreError as error:
        outcome.wrong.append(f"{deed}: {error}")
        return
    for at, (word, deed, number) in enumerate(lines):
        if word == "done" and deed == "import" and number not in known:
            outcome.wrong.append(f"import {number} was acknowledged and is not there")
        if word == "done" and deed == "erase" and known.get(number):
            outcome.wrong.append(f"import {number} was erased and is there (step {at})")
    missing = [
        digest for digest in known.values() if digest and not any(store.files.folder.glob(f"{digest}.*"))
    ]
    outcome.wrong += [f"the received file {digest[:12]} is not there" for digest in missing]


def main() -> None:
    if len(sys.argv) == 3:
        {"launch": launch, "read": read}[sys.argv[1]](sys.argv[2])
        return
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    with tempfile.TemporaryDirectory() as folder:
        outcome = run(kills, Path(folder) / "store")
    print(
        f"{kills} kills ({dict(outcome.kills)}), {dict(outcome.done)} done, {outcome.reads} reads beside them."
    )
    print("\n".join(outcome.wrong) or "Nothing was half there, and nothing acknowledged was lost.")


if __name__ == "__main__":
    main()
