"""How the measures and the opening of a generation grow with the surveys of England that a store holds.

python -m benchmarks.growth [--waves 1,16,160] [--turns 5]

A wave is a survey of 6,300 practices and ten actions: 63,000 answers; 16 waves are a million, 160 ten million. Every
measure is asked for as a page asks for it, of one region and of all, warm. Its milliseconds are of processor time, so
that other work on the machine counts little, and stand beside those of DuckDB counting the answers of the same
generation by region and answer.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.workload import PRACTICES, write_csv
from loaders.demonstration import load_demonstration
from loaders.importing import load
from loaders.kinds import Options
from measures import MEASURES, measure
from store import Snapshot, Store

MEASURE_LIMIT, OPENING_LIMIT = 50, 100  # milliseconds
REGIONS = ("england", "sefton")  # one that holds every wave, and one of the demonstration beside it
_COUNT = "SELECT region, answer, count(*) FROM answers GROUP BY ALL"
_SLOWEST = 5  # measures that are named


def milliseconds(work: Callable[[], object], turns: int) -> float:
    """Median of that many runs, in processor time of all threads; one more comes first and warms up."""
    times = []
    for _ in range(turns + 1):
        begun = time.process_time()
        work()
        times.append(1000 * (time.process_time() - begun))
    return statistics.median(times[1:])


def add_waves(store: Store, folder: Path, waves: range) -> None:
    """Load surveys of England with these numbers, as files."""
    for wave in waves:
        path = write_csv(folder / "wave.csv", PRACTICES, seed=wave)
        options = Options(kind="survey", region="england", survey=f"wave_{wave:03d}")
        outcome = load(store, path.read_bytes(), f"wave_{wave:03d}.csv", options)
        assert outcome["rows_loaded"] == PRACTICES, outcome


def measured(snapshot: Snapshot, waves: int, turns: int) -> dict[str, float]:
    """Milliseconds of every measure: the most that it takes of one region's newest survey, or of all regions."""
    newest = f"wave_{waves - 1:03d}"
    asked = [{"regions": [region], "survey": newest} for region in REGIONS] + [{"survey": newest}]
    return {
        name: max(milliseconds(lambda a=a, n=name: measure(snapshot, n, **a), turns) for a in asked)
        for name in MEASURES
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument("--waves", default="1,16,160", help="surveys of England, rising")
    parser.add_argument("--turns", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        store = Store.open(folder / "store")
        load_demonstration(store)
        there = 0
        for waves in map(int, options.waves.split(",")):
            add_waves(store, folder, range(there, waves))
            there = waves
            opening = milliseconds(
                lambda: Store.open(folder / "store").snapshot().rows("SELECT 1"), options.turns
            )
            snapshot = store.snapshot()
            count = milliseconds(lambda snapshot=snapshot: snapshot.rows(_COUNT), options.turns)
            times = measured(snapshot, waves, options.turns)
            answers = snapshot.rows("SELECT count(*) FROM answers")[0][0]
            size = max((folder / "store").rglob("*.duckdb"), key=lambda path: path.name).stat().st_size / 1e6
            over = [f"{name} {took:.0f}" for name, took in times.items() if took > MEASURE_LIMIT]
            slowest = sorted(times.items(), key=lambda item: -item[1])[:_SLOWEST]
            print(
                f"{answers:>10,} answers, {size:.1f} MB: opened in {opening:.0f} ms (limit {OPENING_LIMIT}); "
                f"a plain count {count:.1f} ms; measures {statistics.median(times.values()):.1f} ms in the middle, "
                f"slowest {', '.join(f'{name} {took:.0f}' for name, took in slowest)}; "
                f"over {MEASURE_LIMIT} ms: {', '.join(over) or 'none'}",
                flush=True,
            )


if __name__ == "__main__":
    main()
