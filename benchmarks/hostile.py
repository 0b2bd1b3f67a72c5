"""Files that mean harm, each drafted in a process of its own: seconds of processor time, the most memory, and
what is said. (A format that is read in yet another process has a memory limit there.)

python -m benchmarks.hostile [NAME...]        (memory on Linux alone)
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.fuzzing.cases import forget_peak, peak, spent
from benchmarks.hostile_files import FILES

SECONDS, MEGABYTES = 10, 500


def draft_once(path: Path, store: str) -> None:
    """Draft a file and print seconds, megabytes, and what became of it."""
    from datetime import datetime

    from loaders.kinds import Options
    from loaders.recognition import draft_of
    from loaders.report import report_of
    from loaders.vocabulary.vocabulary import Vocabulary
    from store import Store

    words = Vocabulary(Store.open(Path(store)).snapshot())
    data = path.read_bytes()
    forget_peak()
    begun = spent()
    draft = draft_of(data, path.name, Options(region="exampleshire"), words, datetime(2025, 6, 1))
    report_of(draft, "loaded", None)
    took = spent() - begun
    outcome = (
        draft.refused
        or f"read: {draft.kind}, {draft.rows_loaded:,} rows loaded, {len(draft.questions):,} questions"
    )
    print(f"{took:.2f}|{peak():.0f}|{outcome}")


def measured(name: str, folder: str) -> bool:
    """Print one line for a file; whether it kept to the limits."""
    shown, data = FILES[name]()
    path = Path(folder) / shown.replace("/", "_")
    path.write_bytes(data)
    command = [sys.executable, "-m", "benchmarks.hostile", "--once", str(path), str(Path(folder) / "store")]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=12 * SECONDS)
    except subprocess.TimeoutExpired:
        print(f"OVER    {shown}: hung")
        return False
    finally:
        path.unlink()
    if done.returncode != 0:
        print(f"CRASHED {shown}: {done.stderr.strip().splitlines()[-1:]}")
        return False
    took, most, outcome = done.stdout.strip().split("|", 2)
    within = float(took) <= SECONDS and float(most) <= MEGABYTES
    print(
        f"{'within ' if within else 'OVER   '} {shown} ({len(data) / 1024**2:.1f} MB): {took} s, {most} MB. {outcome}"
    )
    return within


def main() -> None:
    if sys.argv[1:2] == ["--once"]:
        draft_once(Path(sys.argv[2]), sys.argv[3])
        return
    from store import Store

    with tempfile.TemporaryDirectory() as folder:
        Store.open(Path(folder) / "store")
        well = [measured(name, folder) for name in sys.argv[1:] or FILES]
    print(f"{sum(well)} of {len(well)} within {SECONDS} s and {MEGABYTES} MB")
    sys.exit(not all(well))


if __name__ == "__main__":
    main()
