"""How long the script of every view runs on a store with a million answers, once warm, beside a bare Streamlit page.

Processor time of the runs of both, turn by turn in one process, so that other work on the machine counts little.

python -m benchmarks.pages
"""

from __future__ import annotations

import inspect
import logging
import os
import statistics
import tempfile
import textwrap
import time
from pathlib import Path

from streamlit.testing.v1 import AppTest

from benchmarks.bare import page as bare_page
from benchmarks.views import every_view
from benchmarks.workload import PRACTICES, write_csv
from loaders.demonstration import load_demonstration
from loaders.importing import load
from loaders.kinds import Options
from store import Store

ROOT = Path(__file__).resolve().parents[1]
WAVES = 16  # of 6,300 practices and ten actions: 1,008,000 answers
TURNS, WARMING = 15, 3
LIMIT = 1.5  # times the bare page


def fill(directory: Path, waves: int = WAVES) -> None:
    """A store with the demonstration and this many surveys of England, each of 63,000 answers."""
    store = Store.open(directory)
    load_demonstration(store)
    for wave in range(waves):
        path = write_csv(directory.parent / f"wave_{wave:02d}.csv", PRACTICES, seed=wave)
        options = Options(kind="survey", region="england", survey=f"wave_{wave:02d}")
        load(store, path.read_bytes(), path.name, options)
    answers = store.snapshot().rows("SELECT count(*) FROM answers")[0][0]
    print(f"{answers:,} answers in the store")


def milliseconds(page: AppTest) -> float:
    """Of processor time that one run takes."""
    begun = time.process_time()
    page.run(timeout=120)
    assert not page.exception, page.exception
    assert not page.error, page.error
    return 1000 * (time.process_time() - begun)


def beside(page: AppTest, bare: AppTest) -> tuple[float, float]:
    """Medians of both, taken turn by turn."""
    turns = [(milliseconds(page), milliseconds(bare)) for _ in range(TURNS + WARMING)][WARMING:]
    ours, theirs = zip(*turns, strict=True)
    return statistics.median(ours), statistics.median(theirs)


def opened(file: str, asked: dict[str, str]) -> AppTest:
    page = AppTest.from_file(str(ROOT / file))
    for name, value in asked.items():
        page.query_params[name] = value
    return page


def bare() -> AppTest:
    lines = inspect.getsource(bare_page).splitlines()[2:]
    return AppTest.from_string(textwrap.dedent("\n".join(lines)))


def main() -> None:
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["UPTAKE_STORE"] = str(Path(folder) / "store")
        fill(Path(folder) / "store")
        compared = bare()
        for name, file, asked in every_view():
            took, beside_it = beside(opened(file, asked), compared)
            verdict = "within" if took <= LIMIT * beside_it else "OVER"
            ratio = took / beside_it
            print(
                f"{name}: {took:.1f} ms, {ratio:.2f} times the bare page's {beside_it:.1f} ({verdict} {LIMIT})"
            )


if __name__ == "__main__":
    main()
