"""The most memory that importing a 100,000-row workbook takes, in a process of its own.

python -m benchmarks.memory        (Linux and macOS)
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.workload import write_xlsx

ROWS = 100_000
LIMIT = 500
CHILD = """
import resource, sys
from pathlib import Path
from loaders.importing import load
from loaders.kinds import Options
from store import Store
def peak():
    unit = 1024 if sys.platform == "linux" else 1024 ** 2
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
path, directory = Path(sys.argv[1]), Path(sys.argv[2])
store = Store.open(directory)
before = peak()
options = Options(kind="survey", region="england", survey="large")
outcome = load(store, path.read_bytes(), path.name, options)
print(f"{outcome['rows_loaded']:,} rows loaded; {before:.0f} MB before, {peak():.0f} MB at the most")
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write_xlsx(Path(folder) / "large.xlsx", ROWS)
        child = subprocess.run(
            [sys.executable, "-c", CHILD, str(path), str(Path(folder) / "store")],
            cwd=Path(__file__).resolve().parents[1],
            check=True,
            capture_output=True,
            text=True,
        )
        print(f"XLSX, {ROWS:,} rows by 10 actions: {child.stdout.strip()} (limit {LIMIT} MB)")


if __name__ == "__main__":
    main()
