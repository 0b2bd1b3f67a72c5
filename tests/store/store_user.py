"""A process of its own that uses a store: python store_user.py ROLE DIRECTORY. Killed by test_kill.py.

Roles: 'write' prints its process id and writes until killed, 'launch' starts such a writer for each
line that it reads, 'read' reads until its input ends, then prints what it saw as JSON.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import threading
import time
import uuid
from pathlib import Path

import pandas as pd

from store import ImportRecord, Store, journal
from store.folder import Folder

PRACTICES, ACTIONS = 20, 3

# An import is whole or not there, and what follows from it is the same import's.
HALVES = """
WITH stored AS (SELECT import, count(*) AS answers FROM answers GROUP BY import),
standing AS (SELECT import, count(*) AS answers FROM standing_answers GROUP BY import)
SELECT imports.import, state, rows_loaded, stored.answers, standing.answers, responded
FROM imports
LEFT JOIN stored USING (import) LEFT JOIN standing USING (import) LEFT JOIN reply_counts USING (survey)
WHERE stored.answers IS DISTINCT FROM rows_loaded
    OR coalesce(standing.answers, 0) <> CASE WHEN state = 'undone' THEN 0 ELSE rows_loaded END
    OR coalesce(responded, 0) <> CASE WHEN state = 'undone' THEN 0 ELSE $practices END
"""


def survey(name: str) -> dict[str, pd.DataFrame]:
    """A survey of its own in which every practice answers every action."""
    grid = [(f"J8{p:04d}", f"action_{a}", p, a) for p in range(PRACTICES) for a in range(ACTIONS)]
    answers = pd.DataFrame(grid, columns=["respondent", "action", "row", "col"])
    return {"answers": answers.assign(survey=name, region="dorset", answer="green", sheet="Sheet1")}


def load_one(store: Store) -> int:
    name = uuid.uuid4().hex
    sha256 = store.receive(name.encode(), "csv")
    rows = survey(name)
    record = ImportRecord(
        f"{name}.csv", sha256, "csv", "survey", "dorset", name, rows_loaded=len(rows["answers"])
    )
    return store.add_import(record, rows)


def write(directory: str) -> None:
    """Say that all is ready, then load one file after the other, and undo every third, until killed."""
    store = Store.open(directory)
    store.snapshot().frame("SELECT 1")
    print(os.getpid(), flush=True)
    while True:
        import_id = load_one(store)
        if import_id % 3 == 0:
            store.undo(import_id)


def launch(directory: str) -> None:
    """Start a writer for each line that is read: a copy of this process, as that is quick."""
    survey("warm")  # what pandas does only once, done before the copies are made
    for _line in sys.stdin:
        child = os.fork()
        if child == 0:
            write(directory)
        os.waitpid(child, 0)
        print("ended", flush=True)


def wrong(store: Store, seen: set[str]) -> list[str]:
    """What is not as it should be, in sentences. seen: received files known to be there and whole."""
    noted = journal.last(store.journal)
    snapshot = store.snapshot()
    result = [f"half: {row}" for row in snapshot.rows(HALVES, {"practices": PRACTICES})]
    if snapshot.rows("SELECT max(seq) FROM events")[0][0] < noted:
        result.append("the journal is ahead of CURRENT")
    for (sha256,) in snapshot.rows("SELECT sha256 FROM imports"):
        if sha256 not in seen:
            if hashlib.sha256(store.received(sha256).read_bytes()).hexdigest() != sha256:
                result.append(f"received file {sha256} is not whole")
            seen.add(sha256)
    return result


def read(directory: str) -> None:
    """Two threads that read without a pause until standard input ends."""
    store, ended = Store(Folder(Path(directory))), threading.Event()
    reads: list[float] = []
    failures: list[str] = []

    def work() -> None:
        seen: set[str] = set()
        while not ended.is_set():
            began = time.monotonic()
            try:
                failures.extend(wrong(store, seen))
            except Exception as error:  # whatever it is, it must not happen
                failures.append(repr(error))
            reads.append(time.monotonic() - began)
            time.sleep(0.04)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    sys.stdin.read()
    ended.set()
    for thread in threads:
        thread.join()
    print(json.dumps({"reads": len(reads), "slowest": max(reads), "failures": failures[:5]}))


if __name__ == "__main__":
    {"launch": launch, "write": write, "read": read}[sys.argv[1]](sys.argv[2])
