"""From the drop of a file on the page to its preview, and from an answer to the new preview: what the server takes.

python -m benchmarks.uploads [--turns 5]

Seconds of processor time of the page's script, so that other work on the machine counts little. The file is the export
of a form: a code, a name, a time and the answers to ten actions. Its region is not said, so that there is something
to answer.
"""

from __future__ import annotations

import argparse
import csv
import io
import logging
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from streamlit.testing.v1 import AppTest

from benchmarks.workload import PRACTICES, replies, write_csv
from loaders.importing import load
from loaders.kinds import Options
from store import Store

PAGE = Path(__file__).resolve().parents[1] / "pages" / "6_upload.py"
REGION = "sefton"
SMALL = 100
BATCH = 8
LIMITS = {"drop of 100 practices": 0.5, "drop of 6,300 practices": 1.5, "answer to the new preview": 0.3}


def export(rows: int, seed: int) -> bytes:
    """A form's export as CSV: when each practice replied, its code and name, ten answers."""
    headings, *lines = replies(rows, seed)
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(["Completion time", *headings])
    for number, line in enumerate(lines):
        table.writerow([f"{1 + number % 28:02d}/08/2024 {number % 24:02d}:{number % 60:02d}:00", *line])
    return text.getvalue().encode()


def opened() -> AppTest:
    """The page as somebody finds it who has not dropped anything yet."""
    return checked(AppTest.from_file(str(PAGE), default_timeout=120).run())


def checked(page: AppTest) -> AppTest:
    assert not page.exception, page.exception
    return page


def drop(page: AppTest, *files: bytes) -> None:
    uploader = page.file_uploader[0]
    given = [(f"replies {number}.csv", data, "text/csv") for number, data in enumerate(files, 1)]
    uploader.set_value(given)
    checked(page.run())


def choose_region(page: AppTest) -> None:
    box = next(box for box in page.selectbox if "region" in box.label.lower())
    checked(box.set_value(REGION).run())


def seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def show(title: str, times: list[float], limit: float | None = None) -> None:
    took = statistics.median(times)
    verdict = "" if limit is None else f" ({'within' if took <= limit else 'OVER'} {limit:g} s)"
    print(f"{title}: {took:.2f} s{verdict}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.uploads", description=__doc__)
    parser.add_argument(
        "--turns", type=int, default=5, help="files of each size; one more comes first and warms up"
    )
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["UPTAKE_STORE"] = str(Path(folder) / "store")
        first = write_csv(Path(folder) / "first.csv", 10)
        load(Store.open(), first.read_bytes(), first.name, Options(region="dorset"))
        for rows in (SMALL, PRACTICES):
            drops, answers = [], []
            for turn in range(options.turns + 1):
                page, data = opened(), export(rows, seed=turn)
                drops.append(seconds(lambda page=page, data=data: drop(page, data)))
                answers.append(seconds(lambda page=page: choose_region(page)))
            show(f"drop of {rows:,} practices", drops[1:], LIMITS[f"drop of {rows:,} practices"])
            show(
                f"answer to the new preview, {rows:,} practices",
                answers[1:],
                LIMITS["answer to the new preview"],
            )
        page, batch = opened(), [export(SMALL, seed=100 + number) for number in range(BATCH)]
        show(f"a batch of {BATCH}, all of it", [seconds(lambda: drop(page, *batch))])


if __name__ == "__main__":
    main()
