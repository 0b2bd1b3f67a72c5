"""The most memory that importing a 100,000-row workbook takes, in a process of its own.

python -m benchmarks.memory        (Linux and macOS)
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.workload import write_xlsx
from loaders.importing import load
from loaders.kinds import Options
from store import Store

ROWS = 100_000
LIMIT = 500
OPTIONS = Options(kind="survey", region="england", survey="large")


def peak() -> float:
    """The most memory that this process has had so far, in MB."""
    import resource

    unit = 1024 if sys.platform == "linux" else 1024**2
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def import_once(path: Path, directory: Path) -> None:
    store = Store.open(directory)
    before = peak()
    outcome = load(store, path.read_bytes(), path.name, OPTIONS)
    print(f"{outcome['rows_loaded']:,} rows loaded; {before:.0f} MB before, {peak():.0f} MB at the most")


def main() -> None:
    if len(sys.argv) == 3:
        import_once(Path(sys.argv[1]), Path(sys.argv[2]))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = write_xlsx(Path(folder) / "large.xlsx", ROWS)
        command = [sys.executable, "-m", "benchmarks.memory", str(path), str(Path(folder) / "store")]
        child = subprocess.run(command, check=True, capture_output=True, text=True)
        print(f"XLSX, {ROWS:,} rows by 10 actions: {child.stdout.strip()} (limit {LIMIT} MB)")


if __name__ == "__main__":
    main()
