"""How long each page's script runs on a store with a million answers, once warm.

Printed beside a bare page with two charts.

python -m benchmarks.pages
"""

from __future__ import annotations

import logging
import os
import statistics
import tempfile
import time
from pathlib import Path

from streamlit.testing.v1 import AppTest

from benchmarks.workload import PRACTICES, write_csv
from loaders.demonstration import load_demonstration
from loaders.importing import load
from loaders.kinds import Options
from store import Store

ROOT = Path(__file__).resolve().parents[1]
WAVES = 16  # of 6,300 practices and ten actions: 1,008,000 answers
TURNS = 25
LIMIT = 100
BARE = """
import plotly.graph_objects as go
import streamlit as st
for name in ("one", "two"):
    bars = [go.Bar(x=list(range(10)), y=list(range(10)), name=str(part)) for part in range(4)]
    st.plotly_chart(go.Figure(bars), key=name)
"""


def fill(directory: Path) -> None:
    store = Store.open(directory)
    load_demonstration(store)
    for wave in range(WAVES):
        path = write_csv(directory.parent / f"wave_{wave:02d}.csv", PRACTICES, seed=wave)
        options = Options(kind="survey", region="england", survey=f"wave_{wave:02d}")
        load(store, path.read_bytes(), path.name, options)
    answers = store.snapshot().rows("SELECT count(*) FROM answers")[0][0]
    print(f"{answers:,} answers in the store")


def milliseconds(page: AppTest) -> float:
    """Median of the warm runs; the first three warm up."""
    times = []
    for _ in range(TURNS + 3):
        begun = time.perf_counter()
        page.run(timeout=120)
        times.append(1000 * (time.perf_counter() - begun))
        assert not page.exception, page.exception
    return statistics.median(times[3:])


def main() -> None:
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["UPTAKE_STORE"] = str(Path(folder) / "store")
        fill(Path(folder) / "store")
        bare = milliseconds(AppTest.from_string(BARE))
        print(f"bare page with two charts: {bare:.0f} ms")
        for script in [ROOT / "dashboard.py", *sorted((ROOT / "pages").glob("*.py"))]:
            took = milliseconds(AppTest.from_file(str(script)))
            verdict = "within" if took <= LIMIT else "OVER"
            print(
                f"{script.name}: {took:.0f} ms, {took / bare:.2f} times the bare page ({verdict} {LIMIT} ms)"
            )


if __name__ == "__main__":
    main()
